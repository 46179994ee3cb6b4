"""Appendix A, last part: limits, edges, corners and bounds."""

from collections.abc import Callable
from functools import partial

import sympy as sp

from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.symbolic import bounds
from beyondthermal.symbolic.limits import Limit, corner, edge, expansion
from beyondthermal.symbolic.proof import Proof
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["BOUNDS", "CORNERS", "EDGES", "EXPANSIONS"]

x, y, C, beta_S, beta_A = symbols("x y C beta_S beta_A")


def _expansion(at_x: int) -> Callable[[], Finding]:
    def derive() -> Finding:
        found = expansion(sp.Integer(at_x))
        leading = found.limit - found.slope * sp.exp(-beta_S / 2)
        statement = sp.Eq(C, leading + sp.O(sp.exp(-beta_S), (beta_S, sp.oo)), evaluate=False)
        return Finding((statement,), found.proof)

    return derive


def _limit(found: Callable[[], Limit]) -> Callable[[], Finding]:
    def derive() -> Finding:
        limit = found()
        shown = [sp.Eq(symbol(f"p_{k}"), p, evaluate=False) for k, p in limit.populations.items()]
        concurrence = sp.Eq(C, limit.concurrence, evaluate=False)
        return Finding((concurrence, *shown), limit.proof)

    return derive


def _bound(proof: Callable[[], Proof], statement: sp.Basic) -> Callable[[], Finding]:
    return lambda: Finding((statement,), proof())


_NAMES = {-sp.oo: "−∞", sp.oo: "∞"}

EXPANSIONS = (
    Claim("A13", "β_A = 0 and β_S → ∞: the thermal limit", _expansion(1)),
    Claim("A14", "β_A → −∞, then β_S → ∞: beyond it", _expansion(0)),
)
EDGES = tuple(
    Claim(
        f"edge-{beta}={end}".replace("oo", "inf"),
        f"The edge {label} = {_NAMES[end]} of the square",
        _limit(partial(edge, variable, end)),
    )
    for variable, beta, label in ((x, "A", "β_A"), (y, "S", "β_S"))
    for end in (-sp.oo, sp.oo)
)
CORNERS = tuple(
    Claim(
        f"corner-{a},{s}".replace("oo", "inf"),
        f"The corner β_A = {_NAMES[a]}, β_S = {_NAMES[s]}, on any path",
        _limit(partial(corner, a, s)),
    )
    for a in (-sp.oo, sp.oo)
    for s in (-sp.oo, sp.oo)
)
BOUNDS = (
    Claim(
        "bound-thermal",
        "C < 1/3 for all β_A, β_S ≥ 0",
        _bound(bounds.thermal_bound, sp.StrictLessThan(C, sp.Rational(1, 3))),
    ),
    Claim(
        "bound-universal",
        "C < 1/2 for all β_A, β_S",
        _bound(bounds.universal_bound, sp.StrictLessThan(C, sp.Rational(1, 2))),
    ),
    Claim(
        "bound-inverted",
        "C = 0 for all β_A, β_S ≤ 0",
        _bound(bounds.inverted_is_separable, sp.Eq(C, 0, evaluate=False)),
    ),
)
