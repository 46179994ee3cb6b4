"""Figs. 1a and 2a as drawings. Levels and rates are those of the models in `symbolic`."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp

from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.machine.elimination import cavity_emission, eliminated
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.symbols import quantity

from .axes import Data
from .colours import Palette
from .strokes import Point, arrow, bar, canvas, level, wave, word

__all__ = ["bonds", "draw_1a", "draw_2a"]

# Where the levels are drawn: heights are energies.
_OMEGA = 1.9
PLACES: Mapping[str, Point] = {
    "G": (0, 0),
    "S": (-2.3, _OMEGA),
    "A": (2.3, _OMEGA),
    "E": (0, 2 * _OMEGA),
}
_HALF = 0.5


def bonds(model: Lindbladian) -> Mapping[tuple[str, str], sp.Expr]:
    """The rates at which jumps take one Bell state to another: Γ |⟨k|J|i⟩|², added up.

    Examples
    --------
    >>> bonds(MACHINE)["G", "S"]
    2*gamma_plus
    """
    found: dict[tuple[str, str], sp.Expr] = {}
    for rate, jump in model.jumps:
        for (k, i), element in (BELL.H * jump * BELL).applyfunc(sp.simplify).todok().items():
            pair = BELL_LABELS[i], BELL_LABELS[k]
            found[pair] = found.get(pair, 0) + rate * sp.Abs(element) ** 2
    return {pair: sp.expand(rate) for pair, rate in found.items()}


def _maths(expr: sp.Basic) -> str:
    return f"${latex(expr)}$".replace(r"\frac", r"\dfrac")


def _name(name: str) -> str:
    return _maths(quantity(name).symbol)


def _diamond(axes: Any, rates: Mapping[tuple[str, str], sp.Expr], palette: Palette,
             at: Point = (0, 0), size: float = 1.0) -> None:  # fmt: skip
    """The four levels, and for each bond an arrow up and one down with their rates."""
    places = {label: np.add(at, np.multiply(size, place)) for label, place in PLACES.items()}
    for label, (x, y) in places.items():
        level(axes, (x, y), _HALF * size, palette)
        out_x, out_y = np.sign(x - at[0]), np.sign(y - at[1] - PLACES["S"][1] * size)
        word(axes, (x + out_x * _HALF * size, y), rf"$|{label}\rangle$", palette,
             offset=(11 * out_x, 8 * out_y))  # fmt: skip
    for (start, end), rate in rates.items():
        a, b = places[start], places[end]
        # Upward arrows run on the outside of the diamond, downward ones within.
        inward = -np.sign(a[0] + b[0] - 2 * at[0])
        side = -inward if b[1] > a[1] else inward
        along, centre = (b - a) / np.linalg.norm(b - a), (a + b) / 2
        normal = np.array([along[1], -along[0]])
        normal *= side * np.sign(normal[0])
        middle, reach = centre + 0.14 * size * normal, 0.66 * size
        key = "S" if "S" in (start, end) else "A"
        arrow(axes, tuple(middle - reach * along), tuple(middle + reach * along), palette[key])
        # Words within the diamond stand where it is wide, those without where it is narrow.
        to_middle = along if end == key else -along
        beside = middle + (0.16 if side == inward else -0.25) * size * to_middle
        word(axes, tuple(beside), _maths(rate), palette, offset=tuple(2.5 * np.sign(normal)),
             fontsize="small", color=palette[key], ha="left" if normal[0] > 0 else "right",
             va="bottom" if normal[1] > 0 else "top")  # fmt: skip


def draw_1a(axes: Any, _: Data, palette: Palette) -> None:
    """Fig. 1a: the diamond of levels, and the two reservoirs, each on one side of it."""
    canvas(axes, (-4.6, 4.6), (-0.55, 2 * _OMEGA + 0.55))
    _diamond(axes, bonds(MACHINE), palette)
    for sign, key in ((-1, "S"), (1, "A")):
        x = 4.2 * sign
        bar(axes, (x - 0.36, 0.1), (0.72, 2 * _OMEGA - 0.2), palette[f"wash {key}"], palette[key])
        word(axes, (x, _OMEGA), f"reservoir ${key}$ at {_name(f'beta_{key}')}", palette,
             rotation=-90 * sign, color=palette[key])  # fmt: skip
        for height in (0.33 * _OMEGA, 1.67 * _OMEGA):
            wave(axes, (3.8 * sign, height), (2.5 * sign, height), palette[key])
    for low, high in ((0.12, _OMEGA - 0.25), (_OMEGA + 0.25, 2 * _OMEGA - 0.12)):
        arrow(axes, (0, low), (0, high), palette["quiet"], 0.6, "<|-|>")
    word(axes, (0, _OMEGA), _name("omega_0"), palette, color=palette["quiet"])


def _cavity(axes: Any, palette: Palette) -> None:
    """Two mirrors, the mode between them, two qubits, and what comes and goes."""
    x = np.linspace(-2.4, 2.4, 61)
    waist = 0.6 * np.sqrt(1 + (x / 2) ** 2)
    axes.fill_between(x, -waist, waist, color=palette["wash S"], linewidth=0)
    y = np.linspace(-1.3, 1.3, 31)
    for sign in (-1, 1):
        axes.fill_betweenx(y, sign * (2.6 - 0.13 * y**2), sign * 2.78, color=palette["quiet"],
                           linewidth=0)  # fmt: skip
    for at in (-1.15, 1.15):
        for height in (-0.32, 0.32):
            level(axes, (at, height), 0.42, palette)
        arrow(axes, (at, 2.05), (at, 0.5), palette["orange"], 1.1)
        word(axes, (at, 1.6), _name("p"), palette, offset=(4, 0), color=palette["orange"],
             ha="left")  # fmt: skip
        wave(axes, (at, -0.5), (at, -2.05), palette["blue"], 3)
        word(axes, (at, -1.6), _name("gamma"), palette, offset=(6, 0), color=palette["blue"],
             ha="left")  # fmt: skip
        arrow(axes, (at * 0.6, 0), (at * 0.14, 0), palette["S"], 0.8, "<|-|>", 0.7)
    word(axes, (0, 0), _name("g"), palette, offset=(0, 7), color=palette["S"])
    wave(axes, (2.85, 0), (4.0, 0), palette["S"], 3)
    word(axes, (3.4, 0), _name("kappa"), palette, offset=(0, 8), color=palette["S"])


def draw_2a(axes: Any, _: Data, palette: Palette) -> None:
    """Fig. 2a: two pumped qubits in a leaky cavity, and what is left of it when it is fast."""
    canvas(axes, (-2.9, 11.6), (-3.95, 2.55))
    _cavity(axes, palette)
    _diamond(axes, bonds(eliminated()), palette, at=(8.1, -_OMEGA))
    emission = sp.Eq(quantity("Gamma").symbol, cavity_emission())
    word(axes, (0, -3.55), "full model", palette, fontsize="small")
    word(axes, (8.1, -3.55), f"effective model, {_maths(emission)}", palette, fontsize="small")
