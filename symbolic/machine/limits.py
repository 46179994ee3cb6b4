"""The machine on the edges and at the corners of the extended square [-oo, oo]², with proofs.

Local coordinates make every limit one at zero: beta -> -oo is x -> 0, beta -> +oo is 1/x -> 0.
The populations are then ratios of polynomials, and their continuity is a matter of denominators.
The concurrence (A8) is a continuous function of the populations and follows them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .machine import weights

__all__ = [
    "LOCAL_POWER",
    "Expansion",
    "Limit",
    "concurrence_of",
    "corner",
    "edge",
    "expansion",
    "local_weights",
    "near_corner",
]

x, y = symbols("x y")
Populations = Mapping[str, sp.Expr]

# The local coordinate at each end of the square is exp(beta) to this power.
LOCAL_POWER = {-sp.oo: 1, sp.oo: -1}


def concurrence_of(populations: Populations) -> sp.Expr:
    """Concurrence of a Bell-diagonal state's populations: |p_S - p_A| - 2 sqrt(p_G p_E), or 0."""
    p_G, p_S, p_A, p_E = (populations[label] for label in "GSAE")
    return sp.Max(0, sp.factor(abs(sp.factor(p_S - p_A)) - 2 * sp.sqrt(sp.factor(p_G * p_E))))


@dataclass(frozen=True)
class Limit:
    """Populations and concurrence in a limit, and the proof that this is the limit."""

    populations: Populations
    concurrence: sp.Expr
    proof: Proof


def local_weights(power_A: int, power_S: int) -> Populations:
    """The weights with x -> x^power_A and y -> y^power_S (powers ±1), as coprime polynomials."""
    total = sp.Add(*weights().values())
    cleared = sp.Integer(1)
    for variable, power in ((x, power_A), (y, power_S)):
        cleared *= variable ** sp.degree(total, variable) if power < 0 else 1
    local = {x: x**power_A, y: y**power_S}
    return {
        label: sp.expand(weight.subs(local, simultaneous=True) * cleared)
        for label, weight in weights().items()
    }


@cache
def edge(variable: sp.Symbol, end: sp.Expr) -> Limit:
    """The steady state as one of x and y tends to 0 or oo, the other one staying finite.

    Parameters
    ----------
    variable
        `x` for the edge beta_A = end, `y` for beta_S = end.
    end
        -oo or oo.

    Returns
    -------
    Limit
        In the other one. The proof: in the local coordinate the denominator is
        positive on the edge itself, so that the populations are continuous there.

    Examples
    --------
    >>> edge(x, -sp.oo).concurrence  # A inverted as far as it goes
    Max(0, y*(-2*sqrt(y + 2) + Abs(y - 2))/(2*y**2 + 3*y + 2))
    """
    powers = {x: 1, y: 1} | {variable: LOCAL_POWER[end]}
    local = {k: w.subs(variable, 0) for k, w in local_weights(powers[x], powers[y]).items()}
    other = y if variable == x else x
    total = sp.Add(*local.values())
    populations = {k: sp.cancel(w / total) for k, w in local.items()}
    proof = positive(total, {other: POSITIVE})
    return Limit(populations, concurrence_of(populations), proof)


@cache
def corner(end_A: sp.Expr, end_S: sp.Expr) -> Limit:
    """The steady state at a corner of the square, whatever the path that leads there.

    With u, v the local coordinates, |p_k - p_k*| <= K (u + v) for all u, v in (0, 1] and for
    every population; the smallest power of two for which that can be certified is K.

    Examples
    --------
    >>> corner(-sp.oo, sp.oo).concurrence
    1/2
    """
    local = local_weights(LOCAL_POWER[end_A], LOCAL_POWER[end_S])
    total = sp.Add(*local.values())
    populations = {k: sp.limit((w / total).subs(y, x), x, 0) for k, w in local.items()}
    proof = _smallest_constant(
        lambda K: all_of(
            *(near_corner(w, total, populations[k], K) for k, w in local.items()),
            method=f"every population is within {K}(u + v) of its limit",
        )
    )
    return Limit(populations, concurrence_of(populations), proof)


def near_corner(above: sp.Expr, below: sp.Expr, limit: sp.Expr, K: int) -> Proof:
    """|above/below - limit| <= K (u + v) for all u, v in (0, 1], where `below` is positive."""
    square = dict.fromkeys((x, y), sp.Interval.Lopen(0, 1))
    distance = above - limit * below
    return all_of(
        *(positive(sp.expand(K * (x + y) * below + s * distance), square) for s in (1, -1))
    )


@dataclass(frozen=True)
class Expansion:
    """C = limit - slope ε + O(ε²) with ε = exp(-beta_S/2), and the proof of the remainder."""

    limit: sp.Expr
    slope: sp.Expr
    proof: Proof


@cache
def expansion(at_x: sp.Expr) -> Expansion:
    """Expand C for beta_S -> oo at a fixed x = exp(beta_A) in [0, 1], Eqs. (A13) and (A14).

    Put y = 1/ε² and q² = 4 p_G p_E, so that C = D - q with D = p_A - p_S, both rational in ε².
    For ε in (0, 1/4]

        |D - D0| <= K ε²  and  |q² - c² ε²| <= K ε⁴,  hence  |C - (D0 - c ε)| <= K ε² + (K/c) ε³,

    because |q - c ε| = |q² - c² ε²|/(q + c ε). C > 0 there, so that nothing is clipped.

    Examples
    --------
    >>> inverted, hottest = expansion(sp.Integer(0)), expansion(sp.Integer(1))
    >>> inverted.limit, inverted.slope
    (1/2, 1)
    >>> hottest.limit, hottest.slope  # β_A = 0
    (1/3, 2*sqrt(2)/3)
    """
    e2 = y  # the local coordinate 1/y = ε²
    local = {k: w.subs(x, at_x) for k, w in local_weights(1, -1).items()}
    total = sp.Add(*local.values())
    D = sp.cancel((local["A"] - local["S"]) / total)
    q2 = sp.cancel(4 * local["G"] * local["E"] / total**2)
    D0, c2 = D.subs(e2, 0), sp.cancel(q2 / e2).subs(e2, 0)
    domain = {e2: sp.Interval.Lopen(0, sp.Rational(1, 16))}

    def within(value: sp.Expr, radius: sp.Expr) -> Proof:
        return all_of(*(_rational_positive(radius + s * value, domain) for s in (1, -1)))

    def attempt(K: int) -> Proof:
        return all_of(
            within(D - D0, K * e2),
            within(q2 - c2 * e2, K * e2**2),
            _rational_positive(D**2 - q2, domain),
            method=f"remainder at most ${K}ε² + {K}/c ε³$ for $ε ≤ 1/4$",
        )

    return Expansion(D0, sp.sqrt(c2), _smallest_constant(attempt))


def _rational_positive(expr: sp.Expr, where: Mapping[sp.Symbol, sp.Interval]) -> Proof:
    """Positivity of a ratio: of numerator times denominator."""
    numerator, denominator = sp.fraction(sp.together(expr))
    return positive(sp.expand(numerator * denominator), where)


def _smallest_constant(attempt: Callable[[int], Proof]) -> Proof:
    """The first proof that succeeds among K = 1, 2, 4, …, 64, else the last attempt."""
    attempts = (attempt(2**exponent) for exponent in range(7))
    return next((proof for proof in attempts if proof), attempt(64))
