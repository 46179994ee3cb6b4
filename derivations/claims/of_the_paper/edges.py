"""Edges and corners of the square of temperatures: what the state tends to."""

from functools import partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.machine.counting import jumps
from beyondthermal.symbolic.machine.limits import Limit, corner, edge, local_weights
from beyondthermal.symbolic.statements import lim
from beyondthermal.symbolic.symbols import POSITIVE, symbol, symbols

__all__ = ["CLAIMS", "STEPS", "tending"]

x, y, C, d, u, v, p_G, p_S, p_A, p_E = symbols("x y C d u v p_G p_S p_A p_E")
beta_A, beta_S = symbols("beta_A beta_S")
HALF, UNIT = sp.Rational(1, 2), sp.Interval.Lopen(0, 1)
FACTORS = {beta_A: x, beta_S: y}


def tending(limit: Limit, *point: sp.Basic) -> Statement:
    """The concurrence and the populations tend to these values."""
    values = {C: limit.concurrence}
    values |= {symbol(f"p_{k}"): p for k, p in limit.populations.items()}
    return tuple(equation(lim(name, *point), value) for name, value in values.items())


def on_edge(beta: sp.Symbol, end: sp.Expr) -> Statement:
    """One temperature at its end, the other one anywhere."""
    return tending(edge(FACTORS[beta], end), beta, end)


def at_corner(end_A: sp.Expr, end_S: sp.Expr) -> Statement:
    """Both temperatures at their ends, on any path."""
    return tending(corner(end_A, end_S), beta_A, end_A, beta_S, end_S)


_ENDS = {-sp.oo: "inverted", sp.oo: "cold"}
EDGES = tuple(
    Claim(
        f"edge-{k}={end}".replace("oo", "inf"),
        f"The edge of the square where reservoir ${k}$ is {_ENDS[end]}",
        partial(on_edge, symbol(f"beta_{k}"), end),
        where=TEMPERATURES,
    )
    for k in "AS"
    for end in (-sp.oo, sp.oo)
)
CORNERS = tuple(
    Claim(
        f"corner-{a},{s}".replace("oo", "inf"),
        f"The corner where $A$ is {_ENDS[a]} and $S$ is {_ENDS[s]}, on any path",
        partial(at_corner, a, s),
        where=TEMPERATURES,
    )
    for a in (-sp.oo, sp.oo)
    for s in (-sp.oo, sp.oo)
)


def _in_u_v(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    local = local_weights(power_A, power_S)
    return {k: w.subs({x: u, y: v}, simultaneous=True) for k, w in local.items()}


def corner_weights() -> Statement:
    """The weights at the upper left corner, x = u and y = 1/v, times v²."""
    return tuple(equation(v**2 * symbol(f"w_{k}"), w) for k, w in _in_u_v(1, -1).items())


def corner_distance() -> Statement:
    """No population is farther from its limit than u + v: no coefficient is negative."""
    local, limits = _in_u_v(1, -1), corner(-sp.oo, sp.oo).populations
    total = sp.Add(*local.values())
    shown: list[sp.Basic] = []
    for k, w in local.items():
        sign = -1 if limits[k] == 0 else 1
        name = u + v + sign * (symbol(f"p_{k}") - limits[k])
        polynomial = sp.expand((u + v) * total + sign * (w - limits[k] * total))
        shown += [
            equation(2 * d * v**2 * name, polynomial),
            sp.Gt(polynomial, 0, evaluate=False),
        ]
    return tuple(shown)


def corner_concurrence() -> Statement:
    """Both terms of C = |p_S - p_A| - 2 sqrt(p_G p_E) near the corner, whatever the path."""
    return (
        sp.Le(HALF - p_A + p_S, 2 * (u + v), evaluate=False),
        sp.Le(p_G * p_E, u + v, evaluate=False),
    )


def cold_balance() -> Statement:
    """β_S = ∞: what leaves A leaves it for G or, by way of E, for G as well."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    fed, lost = rates["G", "A"], rates["A", "G"] + rates["A", "E"]
    return (equation(lim(fed * p_G - lost * p_A, beta_S, sp.oo), 0),)


_NEAR = {u: UNIT, v: UNIT}
_UPPER_LEFT = {x: u, y: 1 / v}
CLAIMS = (*EDGES, *CORNERS)
STEPS = (
    Claim("corner-weights", "The weights near the corner where $A$ is inverted and $S$ is cold",
          corner_weights, where=dict.fromkeys((u, v), POSITIVE), at=_UPPER_LEFT),
    Claim("corner-distance", "The distances of the populations: all coefficients are positive",
          corner_distance, where=_NEAR, at=_UPPER_LEFT),
    Claim("corner-concurrence", "The two terms of the concurrence near the corner",
          corner_concurrence, where=_NEAR, at=_UPPER_LEFT),
    Claim("cold-balance", "Reservoir $S$ cold: gain and loss of $A$ balance", cold_balance,
          where=TEMPERATURES),
)  # fmt: skip
