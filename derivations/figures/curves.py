"""Figures of functions of one parameter, and one of machines drawn at random."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from .axes import DASHED, DOTTED, SIGMA, Array, Data, draw_third, power, write
from .colours import Palette
from .data import OPTIMUM

__all__ = ["COUNTS", "draw_2", "draw_4", "draw_elimination", "draw_entropy", "inverted", "zero"]

COUNTS: Mapping[int, str] = {0: "none inverted", 1: "one inverted", 2: "both inverted"}
_COLOURS = ("blue", "orange", "green")


def draw_2(gamma: float, axes: Any, data: Data, palette: Palette) -> None:
    """Solid: the full model; dashed: the effective one. The highest curves are labelled."""
    kappa, *_ = data.values()
    names = list(data)[1:]
    for full, effective, key in zip(names[::2], names[1::2], _COLOURS, strict=False):
        said = rf"$p = {power(float(full.partition('= ')[2]))}\,g$"
        axes.semilogx(kappa, data[full], color=palette[key], label=said)
        axes.semilogx(kappa, data[effective], color=palette[key], **DASHED)
    best = int(np.argmax(data[full]))
    write(axes, (kappa[best], data[full][best]), "full", palette, color=palette[key], va="top",
          xytext=(0, -3))  # fmt: skip
    write(axes, (kappa[0], data[effective][0]), "effective", palette, color=palette[key],
          ha="left", va="bottom", xytext=(3, 2))  # fmt: skip
    draw_third(axes, 8e3, palette)
    in_g = r"\,g" if gamma else ""
    axes.legend(loc="upper right", title=rf"$\gamma = {power(gamma)}{in_g}$", title_fontsize=7,
                handlelength=1.2, labelspacing=0.25, borderaxespad=0.3)  # fmt: skip
    axes.set(xlabel=r"cavity loss rate $\kappa/g$", ylabel="concurrence $C$", ylim=(0, 0.72),
             xlim=(kappa[0], kappa[-1]), xticks=[1e-2, 1, 1e2, 1e4],
             yticks=(0, 0.1, 0.2, 0.3, 0.4, 0.5))  # fmt: skip


def zero(data: Data) -> float | None:
    """The strength at which the excess passes zero; None if it doesn't within the frame."""
    strength, _, excess = data.values()
    if excess[0] <= 0 or excess[-1] >= 0:
        return None
    return float(np.exp(np.interp(0, -excess, np.log(strength))))


def draw_4(label: str, marked: bool, axes: Any, data: Data, palette: Palette) -> None:
    """C against the noise, the limit 1/3, and where C is zero; for a rate, also p and γ."""
    strength, C, _ = data.values()
    for name, rate in ((r"$\gamma$", OPTIMUM["gamma"]), ("$p$", OPTIMUM["p"])) if marked else ():
        axes.axvline(rate, color=palette["quiet"], **DOTTED)
        write(axes, (rate, 0.012), name, palette, xytext=(3, 0), ha="left", va="bottom")
    draw_third(axes, strength[-1], palette)
    axes.semilogx(strength, C, color=palette["blue"])
    at = zero(data)
    if at is not None:
        axes.plot(at, 0, "o", color=palette["blue"], markerfacecolor=palette["paper"],
                  markersize=4, clip_on=False, zorder=3)  # fmt: skip
        write(axes, (at, 0), f"{at:.3f}", palette, xytext=(4, 4), ha="left", va="bottom")
    axes.set(xlabel=label, ylabel="concurrence $C$", ylim=(0, 0.42), yticks=(0, 0.1, 0.2, 0.3, 0.4),
             xlim=(strength[0], 3))  # fmt: skip


def inverted(data: Data) -> Array:
    """How many of the two reservoirs of each machine are inverted."""
    return (data["beta_A"] < 0).astype(float) + (data["beta_S"] < 0)


def draw_entropy(axes: Any, data: Data, palette: Palette) -> None:
    """One dot for each machine; thermal ones stay below 1/3, doubly inverted ones at 0."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for (count, label), key in zip(COUNTS.items(), _COLOURS, strict=True):
        at = np.stack((data["entropy"], data["concurrence"]), 1)[inverted(data) == count]
        # A line of hardly any length with round ends is a dot.
        ends = np.stack((at, at + np.array([0.005, 0])), 1).reshape(-1, 2)
        dots = Path(ends, np.tile([Path.MOVETO, Path.LINETO], len(at)))
        axes.add_patch(PathPatch(dots, fill=False, edgecolor=palette[key], linewidth=1.7,
                                 capstyle="round", zorder=2 + (count != 1)))  # fmt: skip
        axes.plot([], [], "o", color=palette[key], markersize=3, label=label)
    draw_third(axes, 24.5, palette)
    axes.set(xlabel=f"entropy production rate {SIGMA}", ylabel="concurrence $C$",
             xlim=(-0.5, 25), ylim=(-0.015, 0.52))  # fmt: skip
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, handletextpad=0.1,
                columnspacing=1.2, borderaxespad=0.2)  # fmt: skip


def draw_elimination(axes: Any, data: Data, palette: Palette) -> None:
    """The error against κ/g, and the slope -2."""
    ratio, error = data.values()
    slope = error[-1] * (ratio[-1] / ratio) ** 2
    axes.loglog(ratio, slope, color=palette["quiet"], **DASHED)
    axes.loglog(ratio, error, color=palette["blue"])
    at = len(ratio) // 2
    write(axes, (ratio[at], slope[at]), r"$\propto (g/\kappa)^2$", palette, xytext=(5, 3),
          ha="left", va="bottom")  # fmt: skip
    axes.set(xlabel=r"$\kappa/g$ at fixed $\Gamma$, $p$, $\gamma$",
             ylabel="error of the concurrence", xlim=(ratio[0], ratio[-1]))  # fmt: skip
