"""Heat currents on the edges and at the corners of the extended square [-oo, oo]², with proofs.

The heat current is the same rational function everywhere. The entropy production rate is
sigma = |beta_A - beta_S| |Q_S|, so that it is |Q_S| that has a limit on the border.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .limits import LOCAL_POWER, near_corner
from .thermodynamics import entropy_production, heat_currents

__all__ = [
    "CurrentLimit",
    "Path",
    "corner_current",
    "corner_path",
    "edge_current",
    "in_ordered_factors",
]

x, y, t, epsilon, beta_A, beta_S = symbols("x y t epsilon beta_A beta_S")


@dataclass(frozen=True)
class CurrentLimit:
    """Heat currents in a limit, and the proof that this is the limit.

    Attributes
    ----------
    heat
        The limits of Q_A and Q_S.
    slope
        The limit of |Q_S|, hence of sigma/|beta_A - beta_S|. Where it is not zero while
        |beta_A - beta_S| grows without bound, so does sigma, and this is its coefficient.
    proof
        That the currents tend to these limits; on an edge also that the slope is positive.
    """

    heat: Mapping[str, sp.Expr]
    slope: sp.Expr
    proof: Proof


def _local(end_x: sp.Expr, end_y: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Numerator and denominator of Q_S in local coordinates, that tend to zero at the ends."""
    powers = {x: x ** LOCAL_POWER.get(end_x, 1), y: y ** LOCAL_POWER.get(end_y, 1)}
    numerator, denominator = sp.fraction(sp.cancel(heat_currents()["S"].subs(powers)))
    return sp.expand(numerator), sp.expand(denominator)


@cache
def edge_current(variable: sp.Symbol, end: sp.Expr) -> CurrentLimit:
    """The heat currents on an edge, given as in `limits.edge`; sigma diverges on each of them.

    Examples
    --------
    >>> edge_current(x, sp.oo).slope
    4/(y + 2)
    """
    at, other = (_local(end, 0), y) if variable == x else (_local(0, end), x)
    numerator, denominator = (part.subs(variable, 0) for part in at)
    current = sp.factor(numerator / denominator)
    # Heat flows from the reservoir of the smaller beta: on one edge the sign is the same all along.
    sign = 1 if (end is sp.oo) == (variable == x) else -1
    proof = all_of(
        positive(denominator, {other: POSITIVE}),
        positive(sign * numerator, {other: POSITIVE}),
        method="the denominator is positive on the edge, so the current is continuous; nor is it 0",
    )
    return CurrentLimit({"A": -current, "S": current}, sign * current, proof)


@cache
def corner_current(end_A: sp.Expr, end_S: sp.Expr) -> CurrentLimit:
    """The heat currents at a corner of the square, whatever the path that leads there.

    With u, v the local coordinates, |Q_S - Q*| <= 8 (u + v) for all u, v in (0, 1].

    Examples
    --------
    >>> corner_current(-sp.oo, sp.oo).heat
    {'A': 2, 'S': -2}
    """
    numerator, denominator = _local(end_A, end_S)
    current = sp.limit((numerator / denominator).subs(y, 2 * x), x, 0)
    proof = all_of(
        near_corner(numerator, denominator, current, 8),
        method="the current is within 8(u + v) of its limit",
    )
    return CurrentLimit({"A": -current, "S": current}, abs(current), proof)


@cache
def in_ordered_factors() -> tuple[sp.Expr, Mapping[int, sp.Expr]]:
    """|Q_S| = numerator / sum_k c_k x^k with x the larger of exp(β_A), exp(β_S), t x the smaller.

    Q_S changes its sign when the reservoirs are exchanged, so that |Q_S| knows only which of them
    is larger. The coefficients c_k are polynomials in t without a negative coefficient.

    Returns
    -------
    tuple
        The numerator, in t, and the coefficients by their power of x.

    Examples
    --------
    >>> in_ordered_factors()[0]
    4 - 4*t**2
    """
    current = heat_currents()["S"]
    exchanged = current.subs({x: y, y: x}, simultaneous=True)
    assert identity(current, -exchanged), "the current is not antisymmetric"
    numerator, total = (sp.expand(p.subs(y, t * x) / x**2) for p in sp.fraction(current))
    by_power = sp.collect(total, x, evaluate=False)
    return numerator, {int(sp.degree(m * x**9, x)) - 9: c for m, c in by_power.items()}


@dataclass(frozen=True)
class Path:
    """Ways into a corner where sigma has no limit.

    Attributes
    ----------
    scale
        Along |beta_A - beta_S| = L/scale sigma tends to L, whichever L > 0 is chosen; the scale is
        one in epsilon, which is exp(-beta_min) at the upper corner and exp(beta_max) at the lower.
        L = 0 is the diagonal.
    proof
        That |Q_S|/scale tends to 1, and that sigma vanishes on the diagonal.
    """

    scale: sp.Expr
    proof: Proof


@cache
def corner_path(end: sp.Expr) -> Path:
    """At the corners (-oo, -oo) and (oo, oo) the entropy production has no limit.

    Write |Q_S| = ε^k f(t, ε) with t = exp(-|beta_A - beta_S|), f being continuous at (0, 0). On the
    path |beta_A - beta_S| = L/(f(0, 0) ε^k) both t and ε tend to 0, and sigma to L.

    Examples
    --------
    >>> corner_path(sp.oo).scale
    4*epsilon
    """
    order, larger = (1, 1 / (epsilon * t)) if end is sp.oo else (2, epsilon)
    top, by_power = in_ordered_factors()
    current = top / sp.Add(*(c * x**k for k, c in by_power.items()))
    numerator, denominator = sp.fraction(sp.cancel(current.subs(x, larger) / epsilon**order))
    at_corner = sp.cancel(numerator / denominator).subs({t: 0, epsilon: 0})
    near = {t: sp.Interval(0, 1), epsilon: sp.Interval(0, 1)}
    sign = 1 if denominator.subs({t: 0, epsilon: 0}) > 0 else -1
    proof = all_of(
        identity(current.subs(x, larger), epsilon**order * numerator / denominator),
        positive(sp.expand(sign * denominator), near),
        identity((numerator / denominator).subs({t: 0, epsilon: 0}), at_corner),
        identity(entropy_production().subs({y: x, beta_S: beta_A}), sp.Integer(0)),
        method="sigma tends to any $L ≥ 0$ along $|β_A − β_S| = L$/scale, and is 0 on the diagonal",
    )
    return Path(at_corner * epsilon**order, proof)
