"""The figures of the paper, from its own parameters, and three that it lacks.

A figure is three functions: one computes its data, columns of one length, one draws them, and one
says what is seen. Cavity panels come from the full model. Rates are over g, inverse temperatures
in units of 1/ω₀.
"""

from collections.abc import Mapping
from functools import partial

from beyondthermal.numeric import machine

from .alternatives import (
    alt_1a,
    alt_1b,
    alt_1c,
    alt_2,
    alt_2a,
    alt_3,
    alt_4,
    alt_bounds,
    alt_elimination,
    alt_entropy,
)
from .axes import CONCURRENCE, ENTROPY
from .curves import draw_2, draw_4, draw_elimination, draw_entropy
from .data import data_2, data_3, data_4, data_elimination, data_entropy, excess, plane
from .maps import draw_1b, draw_1c, draw_3, draw_bounds
from .schemes import draw_1a, draw_2a
from .sheets import Figure, Sheet

__all__ = ["FIGURES", "SHEETS"]


_CONCURRENCE = partial(plane, concurrence=machine.concurrence, excess=excess)
_MODELS = (
    "Solid: the full cavity model; dashed: the effective model with $Γ = 4g²/κ$; the horizontal "
    "line is $C = 1/3$."
)
_NOISE = (
    "for $κ = 2 g$, $p = 5 × 10⁻³ g$, $γ = 10⁻³ g$. "
    "Dashed: $C = 1/3$; the circle: from there on $C = 0$"
)
_BLUE = "Blue is below the thermal limit $1/3$, orange above"
_LINES = f"{_BLUE}; the dashed line is $p = γ$, the circle the maximum"
_MAP, _CURVE = 0.83, 0.68

FIGURES: Mapping[str, Figure] = {
    "1a": Figure(
        "The machine: four levels in a diamond. Reservoir $S$ drives the jumps on the side of the "
        "symmetric state, reservoir $A$ those on the side of the antisymmetric one; upward arrows "
        "are outside, downward ones inside, each with its rate.",
        "The two-reservoir machine", dict, draw_1a, alt_1a, 0.55),
    "1b": Figure(
        "Steady-state concurrence over the two inverse temperatures. "
        f"{_BLUE}, with the contour $C = 1/3$ between them; dashed lines border the thermal region "
        "$β_A$, $β_S ≥ 0$.", "Concurrence", _CONCURRENCE, draw_1b, alt_1b, _MAP, CONCURRENCE),
    "1c": Figure(
        "Rate of entropy production over the two inverse temperatures, in units of $Γ⁺$, with "
        "contours at 1, 5, 10 and 20; it is zero on the dotted diagonal. Dashed lines border "
        "the thermal region.", "Entropy production",
        partial(plane, entropy=machine.entropy_production), draw_1c, alt_1c, _MAP, ENTROPY),
    "2a": Figure(
        "Two qubits in a cavity, pumped at the rate $p$ and relaxing at the rate $γ$ each, while "
        "photons leave at the rate $κ$; at the right what is left when they leave fast: the "
        "diamond, with a cold side $S$ and a side $A$ that the cavity doesn't see.",
        "The machine as a cavity", dict, draw_2a, alt_2a, 0.46),
    "2b": Figure(f"Concurrence against the cavity's loss rate for $γ = 0$ and $p = 2 × 10⁻⁴ g$. "
                 f"{_MODELS}", "Without relaxation", partial(data_2, (2e-4,), 0.0),
                 partial(draw_2, 0.0), alt_2, _CURVE),
    "2c": Figure(f"Concurrence against the cavity's loss rate for $γ = 10⁻³ g$ and three "
                 f"pump rates, below, at and above $γ$. {_MODELS}", "With relaxation",
                 partial(data_2, (2e-4, 1e-3, 5e-3), 1e-3),
                 partial(draw_2, 1e-3), alt_2, _CURVE),
    "3a": Figure(f"Concurrence of the full model over pump and loss rate for $γ = 10⁻³ g$. "
                 f"{_LINES}.", "Concurrence of the full model",
                 partial(data_3, 1e-3), partial(draw_3, 1e-3), alt_3, _MAP, CONCURRENCE),
    "3b": Figure(f"Concurrence of the full model over pump and loss rate for $γ = 10⁻⁴ g$. "
                 f"{_LINES}.", "Concurrence of the full model, slower relaxation",
                 partial(data_3, 1e-4), partial(draw_3, 1e-4), alt_3, _MAP, CONCURRENCE),
    "4a": Figure(f"Concurrence against the rate of pure dephasing, {_NOISE}.", "Pure dephasing",
                 partial(data_4, "gamma_z"),
                 partial(draw_4, r"dephasing rate $\gamma_z/g$", True), alt_4, _CURVE),
    "4b": Figure(f"Concurrence against the detuning $±δ$ of the qubits, {_NOISE}.", "Detuning",
                 partial(data_4, "delta"),
                 partial(draw_4, r"detuning $\delta/g$", False), alt_4, _CURVE),
    "4c": Figure(f"Concurrence against the rate of an incoherent cavity pump, {_NOISE}.",
                 "Cavity pump", partial(data_4, "p_c"),
                 partial(draw_4, "cavity pump rate $p_c/g$", True), alt_4, _CURVE),
    "bounds": Figure(
        "Where the steady state is separable, entangled below 1/3, and beyond. Proved: $C < 1/3$ "
        "in the thermal region (dashed), $C = 0$ where both reservoirs are inverted (dotted), "
        "$C < 1/2$ everywhere.", "Proved bounds", _CONCURRENCE, draw_bounds, alt_bounds, 0.98),
    "entropy": Figure(
        "Concurrence against entropy production for 1500 machines drawn at random from "
        "$|β_A|$, $|β_S| ≤ 6$. The dashed line is $C = 1/3$: thermal machines stay below.",
        "Irreversibility and entanglement", data_entropy, draw_entropy, alt_entropy, 0.75),
    "elimination": Figure(
        "How far the full model is from the closed form as $κ/g$ grows at fixed $Γ = 4g²/κ$, "
        "$p = Γ/20$ and $γ = Γ/100$: the error falls as $(g/κ)²$, the dashed slope. Left of the "
        "kink the full model is separable.",
        "Error of the adiabatic elimination", data_elimination, draw_elimination, alt_elimination,
        _CURVE),
}  # fmt: skip

SHEETS: Mapping[str, Sheet] = {
    number: Sheet(tuple(FIGURES[f"{number}{letter}"] for letter in letters), height, shares)
    for number, letters, height, shares in (
        ("1", "abc", 0.285, (2.04, 1, 1)),
        ("2", "abc", 0.3, (2.2, 1, 1)),
        ("3", "ab", 0.42, (1, 1)),
        ("4", "abc", 0.25, (1, 1, 1)),
    )
}
