"""The data figures of the paper, from its own parameters, and three that it lacks.

A figure is two functions: one computes its data, columns of one length, the other draws them.
Cavity panels come from the full model. Rates are over g, inverse temperatures in units of 1/ω₀.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric import cavity, machine

__all__ = ["FIGURES", "Figure"]

Array = npt.NDArray[np.float64]
Data = Mapping[str, Array]

THIRD, HALF = 1 / 3, 1 / 2
OPTIMUM = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}
_DASHED = {"linestyle": "dashed", "linewidth": 1}


@dataclass(frozen=True)
class Figure:
    """One figure: what it shows, how its data are computed, how they are drawn on axes."""

    caption: str
    data: Callable[[], Data]
    draw: Callable[[Any, Data], None]


def effective(kappa: Array, p: float, gamma: float) -> Array:
    """Concurrence of the effective model with Γ = 4/κ, Eq. (9)."""
    with np.errstate(divide="ignore"):
        result: Array = machine.concurrence(np.log(gamma / p), np.log((gamma + 8 / kappa) / p))
    return result


def _plane(function: Callable[[Array, Array], Array], name: str) -> Data:
    """A function of the two inverse temperatures on [-6, 6]²."""
    beta = np.linspace(-6, 6, 301)
    at_A, at_S = (part.ravel() for part in np.meshgrid(beta, beta))
    return {"beta_A": at_A, "beta_S": at_S, name: function(at_A, at_S)}


def _map(axes: Any, data: Data, label: str, **limits: float) -> tuple[Array, Array, Array]:
    """The third column over the first two, in a uniform colour map; returns them as grids."""
    columns = list(data.values())
    size = len(np.unique(columns[0]))
    x, y, z = (column.reshape(-1, size) for column in columns)
    picture = axes.pcolormesh(x, y, z, cmap="cividis", rasterized=True, **limits)
    axes.figure.colorbar(picture, ax=axes, label=label)
    return x, y, z


def _contour(axes: Any, grids: tuple[Array, ...], level: float, text: str) -> None:
    """A contour line, marked with its value."""
    drawn = axes.contour(*grids, levels=[level], colors="tab:red", linestyles="dashed")
    axes.clabel(drawn, fmt={level: text})


def _temperatures(axes: Any) -> None:
    axes.plot([0, 0, 6], [6, 0, 0], color="white", **_DASHED)
    axes.text(0.2, 0.2, "thermal", color="white")
    axes.set(xlabel=r"$\omega_0\beta_A$", ylabel=r"$\omega_0\beta_S$", aspect="equal")


def draw_1b(axes: Any, data: Data) -> None:
    """Fig. 1b: concurrence with the contour 1/3 and the separability boundary."""
    grids = _map(axes, data, "concurrence", vmin=0, vmax=HALF)
    _contour(axes, grids, THIRD, "1/3")
    axes.contour(*grids, levels=[1e-6], colors="white", linewidths=0.8)
    axes.text(-3, -3, "separable", color="white", ha="center")
    _temperatures(axes)


def draw_1c(axes: Any, data: Data) -> None:
    """Fig. 1c: entropy production."""
    grids = _map(axes, data, r"$\dot S_\mathrm{irr}/\omega_0\Gamma^+$")
    _contour(axes, grids, 10.0, "10")
    _temperatures(axes)


def data_2(pumps: tuple[float, ...], gamma: float) -> Data:
    """Fig. 2b-c: both models against κ/g."""
    kappa = np.geomspace(1e-2, 1e3, 401)
    columns = {"kappa": kappa}
    for p in pumps:
        columns[f"full, p = {p:g}"] = cavity.concurrence(kappa=kappa, p=p, gamma=gamma)
        columns[f"effective, p = {p:g}"] = effective(kappa, p, gamma)
    return columns


def draw_2(axes: Any, data: Data) -> None:
    """Solid: the full model; dashed: the effective one."""
    kappa, *_ = data.values()
    for k, name in enumerate(list(data)[1:]):
        style = "solid" if name.startswith("full") else "dashed"
        axes.semilogx(kappa, data[name], linestyle=style, color=f"C{k // 2}", label=name)
    axes.axhline(THIRD, color="grey", **_DASHED)
    axes.text(kappa[0], THIRD, "1/3", va="bottom")
    axes.set(xlabel=r"$\kappa/g$", ylabel="concurrence", ylim=(0, 0.52))
    axes.legend(fontsize="small")


def data_3(gamma: float) -> Data:
    """Fig. 3: the full model over p/g and κ/g."""
    p, kappa = np.geomspace(1e-4, 1e-1, 200), np.geomspace(0.1, 10, 200)
    at_p, at_kappa = (part.ravel() for part in np.meshgrid(p, kappa))
    return {"p": at_p, "kappa": at_kappa,
            "concurrence": cavity.concurrence(kappa=at_kappa, p=at_p, gamma=gamma)}  # fmt: skip


def draw_3(gamma: float, axes: Any, data: Data) -> None:
    """The contour 1/3, the line p = γ, and the maximum with its value."""
    grids = _map(axes, data, "concurrence", vmin=0, vmax=HALF)
    _contour(axes, grids, THIRD, "1/3")
    axes.axvline(gamma, color="white", **_DASHED)
    best = int(np.argmax(data["concurrence"]))
    axes.plot(data["p"][best], data["kappa"][best], "w+")
    axes.annotate(f"{data['concurrence'][best]:.4f}", (data["p"][best], data["kappa"][best]),
                  textcoords="offset points", xytext=(6, 6), color="white")  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="$p/g$", ylabel=r"$\kappa/g$")


def data_4(noise: str) -> Data:
    """Fig. 4: the optimum of Fig. 3 against one noise."""
    strength = np.geomspace(1e-4, 1, 201)
    arguments: dict[str, Any] = {**OPTIMUM, noise: strength, "n_max": 30}
    return {noise: strength, "concurrence": cavity.concurrence(**arguments)}


def draw_4(label: str, axes: Any, data: Data) -> None:
    """C against the noise, with the limit 1/3."""
    strength, C = data.values()
    axes.semilogx(strength, C)
    axes.axhline(THIRD, color="grey", **_DASHED)
    axes.text(strength[0], THIRD, "1/3", va="bottom")
    axes.set(xlabel=label, ylabel="concurrence", ylim=(0, 0.42))


def draw_bounds(axes: Any, data: Data) -> None:
    """Where C > 0, and the proven bounds: 1/3, 1/2 and 0."""
    draw_1b(axes, data)
    for x, y, text in ((3.2, 5.2, "C < 1/3"), (-3, 5.2, "C < 1/2"), (-3, -4, "C = 0")):
        axes.text(x, y, text, ha="center", color="white", weight="bold")


def data_entropy() -> Data:
    """Concurrence and entropy production at random inverse temperatures."""
    at_A, at_S = np.random.default_rng(1).uniform(-6, 6, (2, 4000))
    return {"beta_A": at_A, "beta_S": at_S, "entropy": machine.entropy_production(at_A, at_S),
            "concurrence": machine.concurrence(at_A, at_S)}  # fmt: skip


def draw_entropy(axes: Any, data: Data) -> None:
    """One dot for each machine; thermal ones stay below 1/3."""
    thermal = (data["beta_A"] >= 0) & (data["beta_S"] >= 0)
    for at, label in ((~thermal, "one or two inverted"), (thermal, "thermal")):
        axes.plot(data["entropy"][at], data["concurrence"][at], ".", markersize=2, label=label)
    axes.axhline(THIRD, color="grey", **_DASHED)
    axes.set(xlabel=r"$\dot S_\mathrm{irr}/\omega_0\Gamma^+$", ylabel="concurrence")
    axes.legend(fontsize="small", markerscale=4)


def data_elimination() -> Data:
    """The error of the adiabatic elimination at fixed Γ = 1, p = 1/20, γ = 1/100."""
    ratio = np.geomspace(1, 1e3, 61)
    # Γ = 4g²/κ = 1 and κ = ratio · g.
    full = cavity.concurrence(kappa=ratio**2 / 4, g=ratio / 4, p=0.05, gamma=0.01)
    limit = machine.concurrence(np.log(0.01 / 0.05), np.log(2.01 / 0.05))
    return {"kappa over g": ratio, "error": np.abs(full - limit)}


def draw_elimination(axes: Any, data: Data) -> None:
    """The error against κ/g, and the slope -2."""
    ratio, error = data.values()
    axes.loglog(ratio, error, label="full − effective")
    axes.loglog(
        ratio, error[-1] * (ratio[-1] / ratio) ** 2, color="grey", label="slope −2", **_DASHED
    )
    axes.set(xlabel=r"$\kappa/g$ at fixed $\Gamma$, $p$, $\gamma$", ylabel="error of C")
    axes.legend(fontsize="small")


_CONCURRENCE = partial(_plane, machine.concurrence, "concurrence")

FIGURES: Mapping[str, Figure] = {
    "1b": Figure("Concurrence over the inverse temperatures", _CONCURRENCE, draw_1b),
    "1c": Figure("Entropy production over the inverse temperatures",
                 partial(_plane, machine.entropy_production, "entropy"), draw_1c),
    "2b": Figure("γ = 0, p = 0.0002 g", partial(data_2, (2e-4,), 0.0), draw_2),
    "2c": Figure("γ = 0.001 g", partial(data_2, (2e-4, 1e-3, 5e-3), 1e-3), draw_2),
    "3a": Figure("γ = 0.001 g", partial(data_3, 1e-3), partial(draw_3, 1e-3)),
    "3b": Figure("γ = 0.0001 g", partial(data_3, 1e-4), partial(draw_3, 1e-4)),
    "4a": Figure("Pure dephasing", partial(data_4, "gamma_z"), partial(draw_4, r"$\gamma_z/g$")),
    "4b": Figure("Detuning", partial(data_4, "delta"), partial(draw_4, r"$\delta/g$")),
    "4c": Figure("Cavity pump", partial(data_4, "p_c"), partial(draw_4, "$p_c/g$")),
    "bounds": Figure("Separability boundary and proven bounds", _CONCURRENCE, draw_bounds),
    "entropy": Figure("Entropy production against concurrence", data_entropy, draw_entropy),
    "elimination": Figure("Error of the adiabatic elimination", data_elimination,
                          draw_elimination),
}  # fmt: skip
