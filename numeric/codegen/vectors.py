"""Test vectors: arguments, the values to 40 digits, and the error allowed.

The references share nothing with the programs: they are the symbolic results, with their limits,
evaluated in mpmath at high precision.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import sympy as sp
from mpmath import mp, mpf

from beyondthermal.numeric.programs.program import Program
from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.machine import thermodynamics
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

__all__ = ["Vectors", "to_json", "vectors"]

DIGITS = 40
# Errors in units of max(1, |value|): of a value, and of a derivative.
ALLOWED, ALLOWED_SLOPE = 5e-16, 3e-15
# Beyond this |beta| the limits hold to 4000 digits; entropy production alone goes on growing.
FAR = 10_000

x, y = symbols("x y")

_BETAS = (-np.inf, -1e300, -800.0, -170.0, -37.5, -9.5, -2.0, -1e-300, 0.0, 5e-324, 0.7, 2.2,
          6.0, 40.0, 169.0, 745.0, 1e17, np.inf, np.nan)  # fmt: skip
_RATES = (0.0, 5e-324, 1e-300, 1e-9, 0.001, 1.0, 2.0, 30.0, 1e5, 1e150, 1e300, np.inf, np.nan)


@dataclass(frozen=True)
class Vectors:
    """Arguments, point by point, and what a program should make of them.

    Attributes
    ----------
    name
        Name of the program.
    arguments
        Shape (points, arguments).
    references
        One row of outputs for each point.
    allowed
        Allowed error of each output in units of max(1, |value|).
    """

    name: str
    arguments: np.ndarray[Any, np.dtype[np.float64]]
    references: Sequence[Sequence[mpf]]
    allowed: Sequence[float]

    def error(self, found: Sequence[Sequence[float]]) -> float:
        """The largest error over the allowed one; inf where a NaN or infinity is missed."""
        with mp.workdps(DIGITS):
            ratios = (
                _distance(value, reference) / allowed
                for row, references in zip(found, self.references, strict=True)
                for value, reference, allowed in zip(row, references, self.allowed, strict=True)
            )
            return float(max(ratios, default=mp.inf))

    def ulps(self, found: Sequence[Sequence[float]]) -> float:
        """The largest error of a value, not a derivative, in units of the last place of 1."""
        with mp.workdps(DIGITS):
            distances = (
                _distance(value, reference)
                for row, references in zip(found, self.references, strict=True)
                for value, reference, allowed in zip(row, references, self.allowed, strict=True)
                if allowed != ALLOWED_SLOPE
            )
            return float(max(distances, default=mp.inf)) * 2**52


def _distance(value: float, reference: mpf) -> mpf:
    if mp.isnan(reference) or np.isnan(value):
        return mpf(0) if mp.isnan(reference) and np.isnan(value) else mp.inf
    if mp.isinf(reference) or np.isinf(value):
        return mpf(0) if mpf(value) == reference else mp.inf
    return abs(mpf(value) - reference) / max(1, abs(reference))


def vectors(program: Program, count: int = 10_000) -> Vectors:
    """Edges, infinities and NaN in all combinations, and random points up to the count."""
    base = program.name.removesuffix("_gradient")
    number = len(program.arguments)
    special: tuple[float, ...] = _BETAS if base in _IN_BETA else _RATES
    if base == "effective_temperatures":
        special = tuple(
            min(max(rate, 1e-100), 1e100) if rate and np.isfinite(rate) else rate
            for rate in special
        )
    if base != program.name and base != "concurrence":
        # Derivatives have no limit where rates are 0, or where the value is infinite.
        special = tuple(s for s in special if np.isfinite(s) and (s > 0 or base in _IN_BETA))
    edges = np.array(list(product(special, repeat=number)))[:: 1 if number == 2 else 7]
    random = np.random.default_rng(7)
    scale = random.choice([1.0, 6.0, 30.0, 250.0], (max(count - len(edges), 0), 1))
    if base in _IN_BETA:
        rest = random.uniform(-1, 1, (len(scale), number)) * scale
    else:
        rest = 10 ** (random.uniform(-0.5, 0.5, (len(scale), number)) * np.sqrt(scale))
    arguments = np.concatenate([edges, rest])[:count]
    # Slopes as small as exp(-690) come with gaps as large as 1e300.
    with mp.workdps(DIGITS + 20 + 360 * (program.name == "entropy_production_gradient")):
        references = [_reference(program.name, row) for row in arguments.tolist()]
    values = len(program.outputs) // (1 if base == program.name else 1 + number)
    slopes = len(program.outputs) - values
    allowed = [*[ALLOWED] * values, *[ALLOWED_SLOPE] * slopes]
    return Vectors(program.name, arguments, references, allowed)


_IN_BETA = ("concurrence", "populations", "density_matrix", "heat_currents", "entropy_production")


def _reference(name: str, arguments: Sequence[float]) -> list[mpf]:
    """The outputs at one point, to 40 digits and more."""
    base = name.removesuffix("_gradient")
    if base == "effective_temperatures":
        return _temperatures(arguments, slopes=base != name)
    if any(np.isnan(arguments)):
        # What vanishes everywhere does so here, and its slopes too.
        empty = [mpf(0) if entry == 0 else mp.nan for entry in _symbolic(base)]
        return empty if base == name else [*empty, *(e for e in empty for _ in arguments)]
    if base == "concurrence_from_rates":
        return _from_rates(arguments)
    near = [mpf(max(-FAR, min(FAR, beta))) for beta in arguments]
    values = _machine(base, slopes=base != name)(*map(mp.exp, near))
    if base == "entropy_production":
        return _entropy(arguments, values)
    if base == "concurrence" and not values[0] > 0:
        return [mpf(0)] * len(values)
    return list(values)


@cache
def _machine(name: str, *, slopes: bool) -> Callable[..., Sequence[mpf]]:
    """The symbolic result as a function of x and y, and with the slopes d/dbeta = x d/dx."""
    values = _symbolic(name)
    if slopes:
        values = [*values, *(v * sp.diff(e, v) for e in values for v in (x, y))]
    function: Callable[..., Sequence[mpf]] = sp.lambdify((x, y), values, "mpmath", cse=True)
    return function


def _symbolic(name: str) -> list[sp.Expr]:
    form, weights = exact.closed_form(), list(exact.weights().values())
    populations = [weight / sp.Add(*weights) for weight in weights]
    match name:
        case "concurrence":
            return [(_smooth(form.N1) - form.N2) / form.d]
        case "populations":
            return populations
        case "density_matrix":
            return list(BELL * sp.diag(*populations) * BELL.H)
        case "heat_currents":
            return list(thermodynamics.heat_currents().values())
    return [thermodynamics.heat_currents()["A"]]


def _smooth(part: sp.Expr) -> sp.Expr:
    """|u| as the root of u², whose derivative SymPy writes without a sign function."""
    return part.replace(sp.Abs, lambda inside: sp.sqrt(inside**2))


def _entropy(betas: Sequence[float], values: Sequence[mpf]) -> list[mpf]:
    """(beta_S - beta_A) Q_A, and its slopes; no limit where both betas diverge together."""
    beta_A, beta_S = map(mpf, betas)
    gap = beta_S - beta_A
    current, *slopes = values
    if mp.isnan(gap) or mp.isinf(gap):
        value = mp.nan if mp.isnan(gap) else mp.inf
        return [value, *(mp.nan for _ in slopes)]
    if max(abs(beta_A), abs(beta_S)) > FAR:
        current, *slopes = _machine("entropy_production", slopes=bool(slopes))(
            mp.exp(beta_A), mp.exp(beta_S)
        )
    signs = (-1, 1)
    return [gap * current, *(s * current + gap * d for s, d in zip(signs, slopes, strict=False))]


def _from_rates(rates: Sequence[float]) -> list[mpf]:
    """By x = gamma_A/gamma_plus, y = gamma_S/gamma_plus; 0/0 and inf/inf have no value."""
    plus, *others = map(mpf, rates)
    if any((plus == 0 and rate == 0) or (mp.isinf(plus) and mp.isinf(rate)) for rate in others):
        return [mp.nan]
    return [max(mpf(0), *_machine("concurrence", slopes=False)(*(_over(r, plus) for r in others)))]


def _over(rate: mpf, plus: mpf) -> mpf:
    """The ratio, as far as limits go."""
    far = mp.exp(FAR)
    if mp.isinf(rate) or plus == 0:
        return far
    return 1 / far if mp.isinf(plus) else max(rate / plus, 1 / far)


def _temperatures(rates: Sequence[float], *, slopes: bool) -> list[mpf]:
    """log(gamma/p) and log((gamma + 8 g²/kappa)/p) with the logarithms of 0 and inf."""
    kappa, p, gamma, g = map(mpf, rates)
    undecided = (kappa == 0 and g == 0) or (mp.isinf(kappa) and mp.isinf(g))
    if undecided or mp.isnan(kappa) or mp.isnan(g):
        ratio = mp.nan
    else:
        ratio = mp.inf if kappa == 0 or mp.isinf(g) else mpf(0) if mp.isinf(kappa) else g / kappa
    if (g == 0 and mp.isinf(ratio)) or (mp.isinf(g) and ratio == 0):
        ratio = mp.nan
    total = gamma + 8 * g * ratio
    values = [_log(gamma) - _log(p), _log(total) - _log(p)]
    if not slopes:
        return values
    by_A = [mpf(0), -1 / p, 1 / gamma, mpf(0)]
    by_S = [-8 * ratio**2 / total, -1 / p, 1 / total, 16 * ratio / total]
    return [*values, *by_A, *by_S]


def _log(rate: mpf) -> mpf:
    return -mp.inf if rate == 0 else mp.log(rate)


def to_json(sets: Sequence[Vectors]) -> str:
    """Arguments as hexadecimal floats, references to 40 digits, allowed errors."""
    with mp.workdps(DIGITS):
        data = [
            {
                "function": v.name,
                "allowed": list(v.allowed),
                "points": [
                    [[value.hex() for value in row], [mp.nstr(r, DIGITS) for r in references]]
                    for row, references in zip(v.arguments.tolist(), v.references, strict=True)
                ],
            }
            for v in sets
        ]
    return json.dumps(data, separators=(",", ":")).replace("]],[[", "]],\n[[") + "\n"
