"""What several figures draw on their axes: maps, contours, the plane of temperatures, C = 1/3."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = [
    "DASHED",
    "THIRD",
    "Array",
    "Data",
    "draw_contour",
    "draw_map",
    "draw_temperatures",
    "draw_third",
    "matrices",
]

Array = npt.NDArray[np.float64]
Data = Mapping[str, Array]

THIRD = 1 / 3
# Dark red, told from the maps by its darkness alone.
RED = "#a50026"
DASHED: Any = {"linestyle": "dashed", "linewidth": 1}


def matrices(data: Data, *names: str) -> tuple[Array, ...]:
    """The first two columns and the named ones, as matrices."""
    x, y, *rest = (*list(data)[:2], *names)
    return tuple(data[name].reshape(-1, len(np.unique(data[x]))) for name in (x, y, *rest))


def draw_map(axes: Any, grids: Sequence[Array], label: str, **limits: float) -> None:
    """A map in uniform colours; only its pixels are a bitmap."""
    picture = axes.pcolormesh(*grids, cmap="cividis", shading="gouraud", rasterized=True, **limits)
    axes.figure.colorbar(picture, ax=axes, label=label).solids.set_rasterized(True)


def draw_contour(
    axes: Any, grids: Sequence[Array], level: float, text: str, *at: tuple[float, float]
) -> None:
    """A contour line, marked with its value at the points given."""
    drawn = axes.contour(*grids, levels=[level], colors=RED, linestyles="dashed", linewidths=1.6)
    axes.clabel(drawn, fmt={level: text}, manual=at, inline_spacing=8)


def draw_temperatures(axes: Any, at: tuple[float, float] = (0.25, 0.25)) -> None:
    """The axes of the plane of temperatures, with the border of its thermal part."""
    axes.plot([0, 0, 6], [6, 0, 0], color="white", **DASHED)
    axes.text(*at, "thermal", color="white")
    axes.set(xlabel=r"inverse temperature $\omega_0\beta_A$", aspect="equal",
             ylabel=r"inverse temperature $\omega_0\beta_S$")  # fmt: skip


def draw_third(axes: Any, at: float) -> None:
    """The thermal limit as a horizontal line, labelled at the right of an abscissa."""
    axes.axhline(THIRD, color="0.35", **DASHED)
    axes.annotate("C = 1/3", (at, THIRD), xytext=(3, 3), textcoords="offset points", color="0.25")
