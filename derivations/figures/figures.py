"""The data figures of the paper, from its own parameters, and three that it lacks.

A figure is two functions: one computes its data, columns of one length, the other draws them.
Cavity panels come from the full model. Rates are over g, inverse temperatures in units of 1/ω₀.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from beyondthermal.numeric import machine

from .axes import (
    DASHED,
    THIRD,
    Array,
    Data,
    draw_contour,
    draw_map,
    draw_temperatures,
    draw_third,
    matrices,
)
from .data import OPTIMUM, data_2, data_3, data_4, data_elimination, data_entropy

__all__ = ["FIGURES", "Figure"]

HALF = 1 / 2
# Blue, vermilion and green of Okabe and Ito.
BLUE, VERMILION, GREEN = "#0072b2", "#d55e00", "#009e73"
_SIGMA = r"entropy production rate $\dot S_\mathrm{irr}/\omega_0\Gamma^+$"


@dataclass(frozen=True)
class Figure:
    """One figure: what it shows, how its data are computed, how they are drawn on axes.

    Its resolution is that of the bitmaps within a drawing, in dots an inch: maps need little.
    """

    caption: str
    title: str
    data: Callable[[], Data]
    draw: Callable[[Any, Data], None]
    resolution: int = 80


def _plane(**functions: Callable[[Array, Array], Array]) -> Data:
    """Functions of the two inverse temperatures on [-6, 6]²."""
    beta = np.linspace(-6, 6, 201)
    at_A, at_S = (part.ravel() for part in np.meshgrid(beta, beta))
    return {"beta_A": at_A, "beta_S": at_S} | {k: f(at_A, at_S) for k, f in functions.items()}


def _excess(at_A: Array, at_S: Array) -> Array:
    """|p_S - p_A| - 2 sqrt(p_G p_E): the concurrence before the maximum with 0 is taken."""
    p_G, p_S, p_A, p_E = np.moveaxis(machine.populations(at_A, at_S), -1, 0)
    result: Array = np.abs(p_S - p_A) - 2 * np.sqrt(p_G) * np.sqrt(p_E)
    return result


def draw_1b(axes: Any, data: Data) -> None:
    """Fig. 1b: concurrence with the contour 1/3 and the separability boundary."""
    grids = matrices(data, "concurrence")
    draw_map(axes, grids, "concurrence", vmin=0, vmax=HALF)
    draw_contour(axes, grids, THIRD, "1/3", (-3, 4.2), (4.2, -3))
    axes.contour(*matrices(data, "excess"), levels=[0], colors="white", linewidths=0.9)
    axes.text(-3, -3, "separable", color="white", ha="center")
    draw_temperatures(axes)


def draw_1c(axes: Any, data: Data) -> None:
    """Fig. 1c: entropy production with three contours."""
    grids = matrices(data, "entropy")
    draw_map(axes, grids, _SIGMA, vmin=0)
    for level, colour in ((1, "white"), (5, "white"), (10, "black"), (20, "black")):
        drawn = axes.contour(*grids, levels=[level], colors=colour, linewidths=0.9)
        at = level / 4 + 0.6
        axes.clabel(drawn, fmt="%g", manual=[(-at, at), (at, -at)], inline_spacing=4)
    axes.plot([-6, 6], [-6, 6], color="white", linewidth=0.9, linestyle="dotted")
    axes.text(-3.4, -3.1, "0", color="white", ha="right")
    draw_temperatures(axes, (2.95, 2.4))


def draw_2(axes: Any, data: Data) -> None:
    """Solid: the full model; dashed: the effective one."""
    kappa, *_ = data.values()
    for k, name in enumerate(list(data)[1:]):
        style = "solid" if name.startswith("full") else "dashed"
        colour = (BLUE, VERMILION, GREEN)[k // 2]
        axes.semilogx(kappa, data[name], linestyle=style, color=colour, label=f"{name} g")
    draw_third(axes, 1.4e3)
    axes.set(xlabel=r"cavity loss rate $\kappa/g$", ylabel="concurrence", ylim=(0, 0.52),
             xlim=(kappa[0], kappa[-1]))  # fmt: skip
    axes.figure.legend(loc="outside lower center", ncols=max(len(data) // 2, 2), frameon=False,
                       fontsize="small", columnspacing=1, handlelength=1.6)  # fmt: skip


def draw_3(gamma: float, axes: Any, data: Data) -> None:
    """The contour 1/3, the line p = γ, and the maximum with its value."""
    axes.set(xscale="log", yscale="log", xlabel="pump rate $p/g$",
             ylabel=r"cavity loss rate $\kappa/g$")  # fmt: skip
    grids = matrices(data, "concurrence")
    draw_map(axes, grids, "concurrence", vmin=0, vmax=HALF)
    draw_contour(axes, grids, THIRD, "1/3", (2e-2, 2))
    axes.axvline(gamma, color="white", **DASHED)
    axes.annotate(r"$p = \gamma$", (gamma, 0.12), xytext=(-3, 0), textcoords="offset points",
                  color="white", ha="right", rotation="vertical")  # fmt: skip
    best = int(np.argmax(data["concurrence"]))
    at = (data["p"][best], data["kappa"][best])
    axes.plot(*at, "k+")
    axes.annotate(f"{data['concurrence'][best]:.3f}", at, xytext=(5, 5),
                  textcoords="offset points")  # fmt: skip


def draw_4(label: str, marked: bool, axes: Any, data: Data) -> None:
    """C against the noise, the limit 1/3, and where C is zero; for a rate, also p and γ."""
    strength, C, excess = data.values()
    axes.semilogx(strength, C, color=BLUE)
    zero = np.exp(np.interp(0, -excess, np.log(strength)))
    axes.plot(zero, 0, "o", color=BLUE, clip_on=False, zorder=3)
    axes.annotate(f"{zero:.3f}", (zero, 0), xytext=(5, 5), textcoords="offset points", color=BLUE)
    draw_third(axes, 0.2)
    for name, rate in ((r"$\gamma$", OPTIMUM["gamma"]), ("$p$", OPTIMUM["p"])) if marked else ():
        axes.axvline(rate, color="0.6", linewidth=0.9, linestyle="dotted")
        axes.annotate(name, (rate, 0.01), xytext=(3, 0), textcoords="offset points", color="0.25")
    axes.set(xlabel=label, ylabel="concurrence", ylim=(0, 0.42), xlim=(strength[0], 2))


def draw_bounds(axes: Any, data: Data) -> None:
    """Where C = 0, C < 1/3 and C >= 1/3, and the bounds that are proved."""
    axes.contourf(*matrices(data, "excess"), levels=[-1, 0, THIRD, HALF], cmap="cividis")
    for x, y, text, colour in (
        (2.6, 2.0, "$C < 1/3$", "white"), (-3, -3, "$C = 0$", "white"),
        (-3, 5.0, "$1/3 < C < 1/2$", "black"), (-3, 2.8, "$0 < C < 1/3$", "black"),
    ):  # fmt: skip
        axes.text(x, y, text, color=colour, ha="center")
    axes.plot([-6, 0, 0], [0, 0, -6], color="white", linewidth=1, linestyle="dotted")
    draw_temperatures(axes)


def draw_entropy(axes: Any, data: Data) -> None:
    """One dot for each machine; thermal ones stay below 1/3, doubly inverted ones at 0."""
    inverted = (data["beta_A"] < 0).astype(int) + (data["beta_S"] < 0)
    for count, label, colour in ((1, "one reservoir inverted", BLUE), (2, "both inverted", GREEN),
                                 (0, "thermal", VERMILION)):  # fmt: skip
        at = inverted == count
        axes.plot(data["entropy"][at], data["concurrence"][at], ".", color=colour, markersize=3,
                  markeredgewidth=0, rasterized=True, label=label)  # fmt: skip
    draw_third(axes, 0)
    axes.set(xlabel=_SIGMA, ylabel="concurrence", xlim=(-0.5, 25), ylim=(-0.015, 0.52))
    axes.figure.legend(loc="outside lower center", ncols=3, frameon=False, fontsize="small",
                       markerscale=3, columnspacing=1, handletextpad=0.2)  # fmt: skip


def draw_elimination(axes: Any, data: Data) -> None:
    """The error against κ/g, and the slope -2."""
    ratio, error = data.values()
    slope = error[-1] * (ratio[-1] / ratio) ** 2
    axes.loglog(ratio, error, color=BLUE)
    axes.loglog(ratio, slope, color="0.35", **DASHED)
    at = len(ratio) // 2
    axes.annotate("slope −2", (ratio[at], slope[at]), xytext=(8, 4), textcoords="offset points",
                  color="0.25")  # fmt: skip
    axes.set(xlabel=r"$\kappa/g$ at fixed $\Gamma$, $p$, $\gamma$",
             ylabel="error of the concurrence", xlim=(ratio[0], ratio[-1]))  # fmt: skip


_CONCURRENCE = partial(_plane, concurrence=machine.concurrence, excess=_excess)
_MODELS = (
    "Solid: the full cavity model; dashed: the effective model with $Γ = 4g²/κ$; grey: $C = 1/3$."
)
_NOISE = (
    "for $κ = 2 g$, $p = 5 × 10⁻³ g$, $γ = 10⁻³ g$. "
    "Dashed: $C = 1/3$; the dot: from there on $C = 0$"
)
_LINES = "the red dashed contour is $C = 1/3$, the white dashed line $p = γ$, the cross the maximum"

FIGURES: Mapping[str, Figure] = {
    "1b": Figure(
        "Steady-state concurrence over the two inverse temperatures. White dashed lines border the "
        "thermal region $β_A$, $β_S ≥ 0$, red dashed ones are the contour $C = 1/3$; within the "
        "white solid lines the qubits are separable.", "Concurrence", _CONCURRENCE, draw_1b),
    "1c": Figure(
        "Rate of entropy production over the two inverse temperatures, in units of $Γ⁺$, with "
        "contours at 1, 5, 10 and 20; it is zero on the dotted diagonal. White dashed lines border "
        "the thermal region.",
        "Entropy production", partial(_plane, entropy=machine.entropy_production), draw_1c),
    "2b": Figure(f"Concurrence against the cavity's loss rate for $γ = 0$ and $p = 2 × 10⁻⁴ g$. "
                 f"{_MODELS}", r"$\gamma = 0$", partial(data_2, (2e-4,), 0.0), draw_2),
    "2c": Figure(f"Concurrence against the cavity's loss rate for $γ = 10⁻³ g$ and three "
                 f"pump rates, below, at and above $γ$. {_MODELS}", r"$\gamma = 10^{-3}\,g$",
                 partial(data_2, (2e-4, 1e-3, 5e-3), 1e-3), draw_2),
    "3a": Figure(f"Concurrence of the full model over pump and loss rate for $γ = 10⁻³ g$: "
                 f"{_LINES}.",
                 r"$\gamma = 10^{-3}\,g$", partial(data_3, 1e-3), partial(draw_3, 1e-3)),
    "3b": Figure(f"Concurrence of the full model over pump and loss rate for $γ = 10⁻⁴ g$: "
                 f"{_LINES}.",
                 r"$\gamma = 10^{-4}\,g$", partial(data_3, 1e-4), partial(draw_3, 1e-4)),
    "4a": Figure(f"Concurrence against the rate of pure dephasing, {_NOISE}.", "Pure dephasing",
                 partial(data_4, "gamma_z"), partial(draw_4, r"dephasing rate $\gamma_z/g$", True)),
    "4b": Figure(f"Concurrence against the detuning $±δ$ of the qubits, {_NOISE}.", "Detuning",
                 partial(data_4, "delta"), partial(draw_4, r"detuning $\delta/g$", False)),
    "4c": Figure(f"Concurrence against the rate of an incoherent cavity pump, {_NOISE}.",
                 "Cavity pump", partial(data_4, "p_c"),
                 partial(draw_4, "cavity pump rate $p_c/g$", True)),
    "bounds": Figure(
        "Where the steady state is separable, entangled below 1/3, and beyond. Proved: $C < 1/3$ "
        "in the thermal region (dashed), $C = 0$ where both reservoirs are inverted (dotted), "
        "$C < 1/2$ everywhere.", "Proved bounds", _CONCURRENCE, draw_bounds),
    "entropy": Figure(
        "Concurrence against entropy production for 4000 machines drawn at random from "
        "$|β_A|$, $|β_S| ≤ 6$. The dashed line is $C = 1/3$: thermal machines stay below.",
        "Irreversibility and entanglement", data_entropy, draw_entropy, resolution=200),
    "elimination": Figure(
        "How far the full model is from the closed form as $κ/g$ grows at fixed $Γ = 4g²/κ$, "
        "$p = Γ/20$ and $γ = Γ/100$: the error falls as $(g/κ)²$, the dashed slope. Left of the "
        "kink the full model is separable.",
        "Error of the adiabatic elimination", data_elimination, draw_elimination),
}  # fmt: skip
