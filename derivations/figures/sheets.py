"""A figure, or several as panels of one, on a sheet of paper of a given width and style."""

import re
from collections.abc import Sequence
from typing import Any

from .axes import Scale
from .colours import Palette
from .figures import Figure, columns

__all__ = ["COLUMN", "PAGE", "drawn", "millimetres", "settings"]

# The widths of a column and of a page of the journal, in millimetres.
COLUMN, PAGE = 86.0, 178.0
_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "": 1.0}
_NARROWEST, _WIDEST = 60.0, 600.0


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
        "xtick.direction": "in", "ytick.direction": "in",
        "xtick.major.width": 0.5, "ytick.major.width": 0.5, "xtick.major.size": 2.5,
        "ytick.major.size": 2.5, "xtick.minor.width": 0.4, "ytick.minor.width": 0.4,
        "xtick.minor.size": 1.4, "ytick.minor.size": 1.4,
        "figure.constrained_layout.w_pad": 0.02, "figure.constrained_layout.h_pad": 0.02,
        "svg.fonttype": "path", "svg.hashsalt": "beyondthermal", "pdf.fonttype": 42,
    }  # fmt: skip


def drawn(panels: Sequence[Figure], shares: Sequence[float], size: tuple[float, float],
          palette: Palette) -> Any:  # fmt: skip
    """A canvas with panels side by side, and one colour bar for each scale that they use.

    `size` is in millimetres; several panels have letters.
    """
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=(size[0] / 25.4, size[1] / 25.4), layout="compressed")
    row = canvas.subplots(1, len(panels), squeeze=False, width_ratios=shares)[0]
    for letter, panel, axes in zip("abcdef", panels, row, strict=False):
        panel.draw(axes, columns(panel), palette)
        if len(panels) > 1:
            axes.set_title(f"({letter})", loc="left", fontsize=8)
    for k in range(len(panels) - 1, 0, -1):
        if (row[k].get_ylabel(), panels[k].scale) == (row[k - 1].get_ylabel(), panels[k - 1].scale):
            row[k].set_ylabel("")
    for scale in dict.fromkeys(panel.scale for panel in panels if panel.scale):
        group = [axes for axes, panel in zip(row, panels, strict=True) if panel.scale is scale]
        _add_bar(canvas, group, scale, palette)
    return canvas


def _add_bar(canvas: Any, group: Sequence[Any], scale: Scale, palette: Palette) -> None:
    """The colour bar of a scale, at the right of the panels that share it."""
    from matplotlib.cm import ScalarMappable
    from matplotlib.colors import BoundaryNorm, ListedColormap

    colours = scale.colours(palette)
    picture = ScalarMappable(
        BoundaryNorm(scale.levels, len(colours)),
        ListedColormap(colours, under=scale.colour(0.0, palette)),
    )
    bar = canvas.colorbar(
        picture, ax=group, label=scale.label, ticks=list(scale.ticks), aspect=22, pad=0.02,
        extend="min" if scale.has_nothing else "neither", extendrect=True, extendfrac=0.05,
        spacing="proportional",
    )  # fmt: skip
    bar.ax.set_yticklabels(scale.ticks.values())
    bar.ax.tick_params(which="both", length=2, direction="out")
    bar.minorticks_off()
    bar.solids.set_edgecolor("face")
