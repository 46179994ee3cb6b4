"""Figures of functions on a plane: bands of colour with contours."""

from typing import Any

import numpy as np

from .axes import (
    CONCURRENCE,
    DASHED,
    DOTTED,
    ENTROPY,
    Data,
    draw_contour,
    draw_map,
    draw_temperatures,
    matrices,
    outlined,
    power,
    write,
)
from .colours import THIRD, Palette

__all__ = ["draw_1b", "draw_1c", "draw_3", "draw_bounds", "largest"]


def draw_1b(axes: Any, data: Data, palette: Palette) -> None:
    """Fig. 1b: concurrence with the contour 1/3 and the border of the thermal region."""
    grids = matrices(data, "excess")
    draw_map(axes, grids, CONCURRENCE, palette)
    draw_contour(axes, grids, {THIRD: [(-3, 4), (4, -3)]}, palette, "1/3", width=1.1)
    draw_temperatures(axes, palette)
    write(axes, (-3, -3), "separable", palette)
    write(axes, (5.7, 0.35), "thermal", palette, ha="right", va="bottom")


def draw_1c(axes: Any, data: Data, palette: Palette) -> None:
    """Fig. 1c: entropy production with four contours and the diagonal, where it is zero."""
    grids = matrices(data, "entropy")
    draw_map(axes, grids, ENTROPY, palette)
    places = {1: 0.9, 5: 1.9, 10: 3.1, 20: 5.0}
    draw_contour(axes, grids, {k: [(-at, at), (at, -at)] for k, at in places.items()}, palette)
    axes.plot([-6, 6], [-6, 6], color=palette["ink"], **DOTTED)
    draw_temperatures(axes, palette)
    write(axes, (-4, -4), "0", palette)
    write(axes, (5.7, 0.35), "thermal", palette, ha="right", va="bottom")


def largest(data: Data, name: str = "concurrence") -> tuple[float, float, float] | None:
    """Where a function of the first two columns is largest, and its value.

    On the frame's edge it grows on beyond it: that is no maximum, and there is none then.
    """
    x, y, z = matrices(data, name)
    row, column = np.unravel_index(np.argmax(z), z.shape)
    if {row, column} & {0} or row == z.shape[0] - 1 or column == z.shape[1] - 1:
        return None
    return float(x[row, column]), float(y[row, column]), float(z[row, column])


def draw_3(gamma: float, axes: Any, data: Data, palette: Palette) -> None:
    """The contour 1/3, the line p = γ, and the maximum with its value, where there is one."""
    axes.set(xscale="log", yscale="log", xlabel="pump rate $p/g$",
             ylabel=r"cavity loss rate $\kappa/g$")  # fmt: skip
    grids = matrices(data, "excess")
    draw_map(axes, grids, CONCURRENCE, palette)
    draw_contour(axes, grids, {THIRD: [(2e-2, 2)]}, palette, "1/3", width=1.1)
    axes.axvline(gamma, color=palette["ink"], path_effects=outlined(palette), **DASHED)
    write(axes, (gamma, 0.14), r"$p = \gamma$", palette, xytext=(-3, 0), ha="right")
    write(axes, (0.97, 0.05), rf"$\gamma = {power(gamma)}\,g$", palette,
          xycoords="axes fraction", ha="right", va="bottom")  # fmt: skip
    best = largest(data)
    if best:
        at, value = best[:2], best[2]
        axes.plot(*at, "o", markersize=3.6, markerfacecolor=palette["paper"],
                  markeredgecolor=palette["ink"], markeredgewidth=0.8)  # fmt: skip
        write(axes, at, f"{value:.3f}", palette, xytext=(0, 4), va="bottom")


def draw_bounds(axes: Any, data: Data, palette: Palette) -> None:
    """Where C = 0, C < 1/3 and C >= 1/3, and the bounds that are proved."""
    x, y, z = matrices(data, "excess")
    axes.set_facecolor(palette["c0"])
    for level, colour in ((0, palette["c1"]), (THIRD, palette["c3+"])):
        axes.contourf(x, y, z, levels=[level, 1], colors=[colour])
        axes.contour(x, y, z, levels=[level], colors=palette["ink"], linewidths=0.8)
    for text, at in (("thermal\n$C < 1/3$", (1.25, 0.8)),
                     ("both inverted\n$C = 0$", (-3, -3)), ("$1/3 < C < 1/2$", (-3.2, 5.1)),
                     ("$0 < C < 1/3$", (-3.2, 3.05))):  # fmt: skip
        write(axes, at, text, palette)
    draw_temperatures(axes, palette)
    axes.plot([-6, 0, 0], [0, 0, -6], color=palette["ink"], **DOTTED)
