"""What several figures draw on their axes: bands of colour, contours, words that stay legible."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from .colours import STOPS, THIRD, Palette, colour_of, ramp

__all__ = [
    "CONCURRENCE",
    "DASHED",
    "DOTTED",
    "ENTROPY",
    "SIGMA",
    "SMALL",
    "Array",
    "Data",
    "Scale",
    "draw_contour",
    "draw_map",
    "draw_temperatures",
    "draw_third",
    "matrices",
    "number",
    "outlined",
    "power",
    "write",
]

Array = npt.NDArray[np.float64]
Data = Mapping[str, Array]

DASHED: Any = {"linestyle": (0, (4, 2.5)), "linewidth": 0.8}
DOTTED: Any = {"linestyle": (0, (1, 1.6)), "linewidth": 0.9}
SIGMA = r"$\dot S_{\mathrm{irr}}/\Gamma^{+}$"
SMALL = 7.0
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, eq=False)
class Scale:
    """A colour bar: levels between which the colour is one, and the colour of a value."""

    label: str
    levels: Array
    ticks: Mapping[float, str]
    colour: Callable[[float, Palette], str]
    # Whether what is below the first level has a colour of its own, as C = 0 has.
    has_nothing: bool = False

    def colours(self, palette: Palette) -> list[str]:
        """The colour of each band, that of its middle."""
        middles = (self.levels[1:] + self.levels[:-1]) / 2
        return [self.colour(float(middle), palette) for middle in middles]


_HIGHEST = 24.0
CONCURRENCE = Scale(
    "concurrence $C$", np.linspace(0, 1 / 2, 31),
    {value: str(Fraction(value).limit_denominator(6)) for value, _ in STOPS if value != 5 / 12},
    colour_of, has_nothing=True,
)  # fmt: skip
ENTROPY = Scale(
    f"entropy production {SIGMA}", np.linspace(0, _HIGHEST, 25),
    {value: f"{value:g}" for value in (0, 5, 10, 15, 20)},
    lambda value, palette: ramp(value / _HIGHEST, palette),
)  # fmt: skip


def matrices(data: Data, *names: str) -> tuple[Array, ...]:
    """The first two columns and the named ones, as matrices."""
    x, y, *rest = (*list(data)[:2], *names)
    return tuple(data[name].reshape(-1, len(np.unique(data[x]))) for name in (x, y, *rest))


def draw_map(axes: Any, grids: Sequence[Array], scale: Scale, palette: Palette) -> None:
    """Bands of colour, each painted over all lower ones, so that no seam shows between them."""
    x, y, z = grids
    axes.set_facecolor(scale.colour(0.0, palette))
    colours = scale.colours(palette)
    top = max(float(z.max()), float(scale.levels[-1])) + 1
    for level, colour in zip(scale.levels, colours, strict=False):
        if level > z.min() or scale.has_nothing:
            if level < z.max():
                axes.contourf(x, y, z, levels=[level, top], colors=[colour])
        else:
            axes.set_facecolor(colour)
    axes.set(xlim=(x.min(), x.max()), ylim=(y.min(), y.max()))


def power(value: float) -> str:
    r"""A number as one writes it in a formula.

    Examples
    --------
    >>> print(power(2e-4), power(1e-3), power(0.0))
    2\times 10^{-4} 10^{-3} 0
    """
    if not value:
        return "0"
    digits, exponent = f"{value:e}".split("e")
    factor = "" if float(digits) == 1 else rf"{float(digits):g}\times "
    return rf"{factor}10^{{{int(exponent)}}}"


def number(value: float) -> str:
    """Three digits, as one writes them."""
    if 1e-3 <= abs(value) < 1e4 or not value:
        return f"{float(f'{value:.3g}'):g}"
    digits, exponent = f"{value:.2e}".split("e")
    return f"{float(digits):g} × 10{str(int(exponent)).translate(_RAISED)}"


def outlined(palette: Palette, width: float = 2.0) -> list[Any]:
    """An outline in the colour of the paper, for what has to be seen on any colour."""
    from matplotlib.patheffects import withStroke

    return [withStroke(linewidth=width, foreground=palette["paper"], alpha=0.85)]


def write(axes: Any, at: tuple[float, float], text: str, palette: Palette, **options: Any) -> Any:
    """A word in a figure, with an outline."""
    style = {"color": palette["ink"], "fontsize": SMALL, "ha": "center", "va": "center"}
    return axes.annotate(
        text, at, **({"xytext": (0, 0), "textcoords": "offset points"} | style | options),
        path_effects=outlined(palette),
    )  # fmt: skip


def draw_contour(
    axes: Any, grids: Sequence[Array], labels: Mapping[float, Sequence[tuple[float, float]]],
    palette: Palette, text: str = "{:g}", width: float = 0.7,
) -> None:  # fmt: skip
    """Contour lines, each marked with its value near the points given."""
    for level, places in labels.items():
        drawn = axes.contour(*grids, levels=[level], colors=palette["ink"], linewidths=width,
                             linestyles="solid")  # fmt: skip
        if not drawn.get_paths()[0].vertices.size:
            continue
        fmt = {level: text.format(level)}
        for label in axes.clabel(
            drawn, fmt=fmt, manual=list(places), inline_spacing=2, fontsize=SMALL
        ):
            label.set(path_effects=outlined(palette), rotation=0)


def draw_temperatures(axes: Any, palette: Palette) -> None:
    """The axes of the plane of temperatures, with the border of its thermal part."""
    axes.plot([0, 0, 6], [6, 0, 0], color=palette["ink"], path_effects=outlined(palette), **DASHED)
    axes.set(xlabel=r"inverse temperature $\omega_0\beta_A$", aspect="equal",
             ylabel=r"inverse temperature $\omega_0\beta_S$",
             xticks=range(-6, 7, 3), yticks=range(-6, 7, 3))  # fmt: skip


def draw_third(axes: Any, at: float, palette: Palette) -> None:
    """The thermal limit as a horizontal line, labelled at the right of an abscissa."""
    axes.axhline(THIRD, color=palette["quiet"], **DASHED)
    write(axes, (at, THIRD), "1/3", palette, xytext=(0, 2), ha="right", va="bottom")
