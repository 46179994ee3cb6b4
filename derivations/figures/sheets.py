"""What a figure is; and one, or several as panels, on a sheet of paper of a width and a style."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zlib import crc32

from .axes import Data, Scale
from .colours import Palette
from .strokes import square

__all__ = ["COLUMN", "PAGE", "Figure", "Sheet", "drawn", "millimetres", "settings", "upright"]

# The widths of a column and of a page of the journal, in millimetres.
COLUMN, PAGE = 86.0, 178.0
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "": 1.0}
_NARROWEST, _WIDEST = 80.0, 600.0
_LETTERS = 4
_SIDE_BY_SIDE = 0.95 * PAGE


@dataclass(frozen=True, eq=False)
class Figure:
    """One figure: what it shows, how its data are computed, how they are drawn on axes.

    Its height is over its width, colour bar and labels included.
    """

    caption: str
    title: str
    data: Callable[[], Data]
    draw: Callable[[Any, Data, Palette], None]
    alt: Callable[[Data], str]
    height: float
    scale: Scale | None = None

    @cached_property
    def columns(self) -> Data:
        """Its data, computed once."""
        return self.data()

    @property
    def alternative(self) -> str:
        """What is seen in it, for those who don't see it; its numbers are those of the data."""
        return self.alt(self.columns)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """For a notebook: the drawing, light and dark."""
        from .drawing import painted

        key = f"{crc32(self.caption.encode()):x}"
        svg = painted(self.alone, key, "svg", style="screen").decode()
        return {"image/svg+xml": svg, "text/plain": self.alternative}

    @property
    def alone(self) -> "Sheet":
        """The sheet with nothing else on it."""
        return Sheet((self,), self.height, (1.0,))


@dataclass(frozen=True)
class Sheet:
    """Figures as the panels (a), (b), … of one, with their shares of its width."""

    panels: tuple[Figure, ...]
    height: float
    shares: tuple[float, ...]

    @property
    def alternative(self) -> str:
        """What is seen on it, panel by panel."""
        told = [panel.alternative for panel in self.panels]
        if len(told) == 1:
            return told[0]
        return " ".join(f"({letter}) {text}" for letter, text in zip("abcdef", told, strict=False))


def millimetres(text: str) -> float:
    """A width that a user asks for, with its unit or in millimetres.

    Raises
    ------
    ValueError
        If it is no width, or one that no figure can have.

    Examples
    --------
    >>> millimetres("86 mm"), millimetres("17.8cm"), millimetres("178")
    (86.0, 178.0, 178.0)
    """
    read = re.fullmatch(r"(\d{1,6}(?:\.\d{1,6})?) ?(mm|cm|in|pt|)", text.strip())
    width = float(read[1]) * _UNITS[read[2]] if read else 0.0
    if not _NARROWEST <= width <= _WIDEST:
        raise ValueError(
            f"Argument `width` must be a length from {_NARROWEST:g} to {_WIDEST:g} mm, as 86mm, "
            f"17.8cm or 3.4in, but got {text!r}."
        )
    return width


def settings(palette: Palette) -> Any:
    """How everything looks: the document's math font for all letters, thin lines, small words."""
    ink, paper = palette["ink"], palette["paper"]
    return {
        "font.family": "STIXGeneral", "mathtext.fontset": "stix", "font.size": 8,
        "axes.labelsize": 8, "xtick.labelsize": 7, "ytick.labelsize": 7, "legend.fontsize": 7,
        "text.color": ink, "axes.labelcolor": ink, "axes.edgecolor": ink,
        "xtick.color": ink, "ytick.color": ink,
        "figure.facecolor": paper, "axes.facecolor": paper, "savefig.facecolor": paper,
        "axes.linewidth": 0.6, "lines.linewidth": 1.2, "legend.frameon": False,
        "xtick.major.pad": 4.5, "ytick.major.pad": 4.7,
        "xtick.direction": "in", "ytick.direction": "in",
        "xtick.major.width": 0.5, "ytick.major.width": 0.5, "xtick.major.size": 2.5,
        "ytick.major.size": 2.5, "xtick.minor.width": 0.4, "ytick.minor.width": 0.4,
        "xtick.minor.size": 1.4, "ytick.minor.size": 1.4,
        "figure.constrained_layout.w_pad": 0.02, "figure.constrained_layout.h_pad": 0.02,
        "svg.fonttype": "path", "svg.hashsalt": "beyondthermal", "pdf.fonttype": 42,
    }  # fmt: skip


def drawn(sheet: Sheet, width: float, palette: Palette) -> Any:
    """A canvas with panels and one colour bar for each scale that they use.

    Several panels have letters, and stand side by side where the sheet, its width in
    millimetres, has room for it; else one below the other.
    """
    from matplotlib.figure import Figure as Canvas

    panels = sheet.panels
    heights = [panel.height for panel in panels]
    stacked = width < _SIDE_BY_SIDE
    height = sum(heights) if stacked else sheet.height
    canvas = Canvas(figsize=(width / 25.4, height * width / 25.4), layout="compressed")
    shape: Any = (
        {"nrows": len(panels), "height_ratios": heights}
        if stacked
        else {"ncols": len(panels), "width_ratios": sheet.shares}
    )
    row = canvas.subplots(**shape, squeeze=False).ravel()
    for letter, panel, axes in zip("abcdef", panels, row, strict=False):
        panel.draw(axes, panel.columns, palette)
        if len(panels) > 1:
            axes.set_title(f"({letter})", loc="left", fontsize=8)
    for k in range(len(panels) - 1, 0, -1) if not stacked else ():
        if (row[k].get_ylabel(), panels[k].scale) == (row[k - 1].get_ylabel(), panels[k - 1].scale):
            row[k].set_ylabel("")
    for scale in dict.fromkeys(panel.scale for panel in panels if panel.scale):
        group = [axes for axes, panel in zip(row, panels, strict=True) if panel.scale is scale]
        _add_bar(canvas, group, scale, palette, 22 * len(group) if stacked else 22)
    # Everything is in its place after this, and stays there.
    canvas.draw_without_rendering()
    canvas.set_layout_engine("none")
    for axes in row:
        if not axes.axison:
            square(axes)
    return canvas


def upright(axes: Any, label: str) -> None:
    """The label of a vertical axis; a letter alone stands upright, as nobody reads it lying."""
    seen = re.sub(r"\\[a-z]+\{|\\[A-Za-z]+|[{}_^$]", "", label)
    if re.fullmatch(r"\$[^$]+\$", label) and len(seen) <= _LETTERS:
        axes.set_ylabel(label, rotation=0, ha="center", va="center", labelpad=8)
    else:
        axes.set_ylabel(label)


def _add_bar(
    canvas: Any, group: Sequence[Any], scale: Scale, palette: Palette, slimness: float
) -> None:
    """The colour bar of a scale, at the right of the panels that share it."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import BoundaryNorm, ListedColormap

    colours = scale.colours(palette)
    picture = ScalarMappable(
        BoundaryNorm(scale.levels, len(colours)),
        ListedColormap(colours).with_extremes(under=scale.colour(0.0, palette)),
    )
    bar = canvas.colorbar(
        picture, ax=group, label=scale.label, ticks=list(scale.ticks), aspect=slimness, pad=0.02,
        extend="min" if scale.has_nothing else "neither", extendrect=True, extendfrac=0.05,
        spacing="proportional",
    )  # fmt: skip
    upright(bar.ax, scale.label)
    bar.ax.set_yticklabels(scale.ticks.values())
    bar.ax.tick_params(which="both", length=2, direction="out")
    bar.minorticks_off()
    bar.solids.set_edgecolor("face")
