"""Edges and corners of the square of temperatures, each limit found in two ways."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial

import sympy as sp
from mpmath import mp, mpf

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation, follows
from beyondthermal.numeric.machine import to_digits
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine.counting import jumps
from beyondthermal.symbolic.machine.limits import Limit, corner, edge, local_weights
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS", "DIGITS", "STEPS", "near_corner", "reached", "two_ways"]

x, y, C, d, u, v, p_G, p_A = symbols("x y C d u v p_G p_A")
HALF, UNIT = sp.Rational(1, 2), sp.Interval.Lopen(0, 1)
DIGITS = 60
_SIGN = {-sp.oo: -1, sp.oo: 1}


def two_ways(proof: Proof, gaps: Mapping[mpf, mpf]) -> Proof:
    """A limit has to be found by algebra and again in 60-digit numbers on the way to it.

    Parameters
    ----------
    proof
        The algebraic route.
    gaps
        Largest gap that the limit allows -> gap found.
    """
    if proof and any(gap > allowed for allowed, gap in gaps.items()):
        return Proof(Verdict.INCONCLUSIVE, "algebra and numbers disagree on the limit")
    method = f"{proof.method}; and at {len(gaps)} points in {DIGITS} digits"
    return replace(proof, method=method)


def _near_edge(variable: sp.Symbol, end: sp.Expr, found: Limit) -> dict[mpf, mpf]:
    """|C - C on the edge| <= 8 exp(-|beta|/2), a little inside the edge: C feels sqrt(p_E)."""
    gaps, other = {}, y if variable == x else x
    with mp.workdps(DIGITS):
        for far, near in ((50, -3), (60, 1), (70, 4)):
            betas = (far * _SIGN[end], near) if variable == x else (near, far * _SIGN[end])
            exact = to_digits(*betas, digits=DIGITS)["C"]
            on_edge = sp.N(found.concurrence.subs(other, sp.exp(near)), DIGITS)
            gaps[8 * mp.exp(-mp.mpf(far) / 2)] = abs(exact - mp.mpf(on_edge))
    return gaps


def near_corner(end_A: sp.Expr, end_S: sp.Expr, found: Limit) -> dict[mpf, mpf]:
    """|C - C at the corner| <= 2 (u + v) + 2 sqrt(u + v) on a straight and two bent paths."""
    gaps = {}
    with mp.workdps(DIGITS):
        for a, s in ((60, 61), (8, 70), (72, 9)):
            exact = to_digits(a * _SIGN[end_A], s * _SIGN[end_S], digits=DIGITS)["C"]
            distance = mp.exp(-a) + mp.exp(-s)
            limit = mp.mpf(found.concurrence.p) / found.concurrence.q
            gaps[2 * distance + 2 * mp.sqrt(distance)] = abs(exact - limit)
    return gaps


def reached(
    found: Callable[..., Limit], near: Callable[..., Mapping[mpf, mpf]], *at: sp.Basic
) -> Finding:
    """The concurrence and the populations at the border, by algebra and in numbers nearby."""
    limit = found(*at)
    shown = [equation(symbol(f"p_{k}"), p) for k, p in limit.populations.items()]
    concurrence = equation(C, limit.concurrence)
    return Finding((concurrence, *shown), two_ways(limit.proof, near(*at, limit)))


_NAMES = {-sp.oo: "−∞", sp.oo: "∞"}
EDGES = tuple(
    Claim(
        f"edge-{beta}={end}".replace("oo", "inf"),
        f"The edge ${label} = {_NAMES[end]}$ of the square",
        partial(reached, edge, _near_edge, variable, end),
    )
    for variable, beta, label in ((x, "A", "β_A"), (y, "S", "β_S"))
    for end in (-sp.oo, sp.oo)
)
CORNERS = tuple(
    Claim(
        f"corner-{a},{s}".replace("oo", "inf"),
        f"The corner $β_A = {_NAMES[a]}$, $β_S = {_NAMES[s]}$, on any path",
        partial(reached, corner, near_corner, a, s),
    )
    for a in (-sp.oo, sp.oo)
    for s in (-sp.oo, sp.oo)
)


def _in_u_v(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    local = local_weights(power_A, power_S)
    return {k: w.subs({x: u, y: v}, simultaneous=True) for k, w in local.items()}


def corner_weights() -> Finding:
    """The weights at the upper left corner, x = u and y = 1/v, times v²."""
    shown = [equation(v**2 * symbol(f"w_{k}"), w) for k, w in _in_u_v(1, -1).items()]
    return Finding(tuple(shown), follows(*shown, at={x: u, y: 1 / v}))


@cache
def corner_distance() -> Finding:
    """No population is farther from its limit than u + v: no coefficient is negative."""
    local, limits = _in_u_v(1, -1), corner(-sp.oo, sp.oo).populations
    total = sp.Add(*local.values())
    shown, proofs = [], []
    for k, w in local.items():
        sign = -1 if limits[k] == 0 else 1
        name = u + v + sign * (symbol(f"p_{k}") - limits[k])
        polynomial = sp.expand((u + v) * total + sign * (w - limits[k] * total))
        shown.append(equation(2 * d * v**2 * name, polynomial))
        proofs.append(positive(polynomial, {u: UNIT, v: UNIT}))
    return Finding(tuple(shown), all_of(follows(*shown, at={x: u, y: 1 / v}), *proofs))


def corner_concurrence() -> Finding:
    """The concurrence's distance from 1/2, whatever the path."""
    bound = 2 * (u + v) + 2 * sp.sqrt(u + v)
    method = "$p_S$, $p_E$ and $1/2 − p_A$ are at most $u + v$, and $p_G$ is at most 1"
    proof = all_of(corner_distance().proof, method=method)
    return Finding((sp.Le(HALF - C, bound, evaluate=False),), proof)


def cold_balance() -> Finding:
    """β_S = ∞: what leaves A leaves it for G or, by way of E, for G as well."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    fed, lost = rates["G", "A"], rates["A", "G"] + rates["A", "E"]
    balance = equation(fed * p_G, sp.factor(lost) * p_A)
    limit = {symbol(f"p_{k}"): w for k, w in edge(y, sp.oo).populations.items()}
    proof = all_of(
        identity(*(side.subs(limit) for side in balance.args)),
        method="the rates of the jumps; the populations on the edge put in",
    )
    return Finding((balance,), proof)


_UPPER_LEFT = "$0 < u ≤ 1$, $0 < v ≤ 1$"
CLAIMS = (*EDGES, *CORNERS)
STEPS = (
    Claim("corner-weights", "The weights near $β_A = −∞$, $β_S = ∞$, times $v²$",
          corner_weights),
    Claim("corner-distance", "$u + v$ less each distance: all coefficients are positive",
          corner_distance, domain=_UPPER_LEFT),
    Claim("corner-concurrence", "The concurrence near the corner", corner_concurrence,
          domain=_UPPER_LEFT),
    Claim("cold-balance", "$β_S = ∞$: gain and loss of $A$ balance", cold_balance,
          domain="$β_S → ∞$"),
)  # fmt: skip
