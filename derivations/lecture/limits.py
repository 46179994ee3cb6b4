"""The chapter on the border of the square: expansions, edges, corners."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.machine.counting import jumps
from beyondthermal.symbolic.machine.limits import corner, edge, expansion, local_weights
from beyondthermal.symbolic.machine.machine import closed_form, weights
from beyondthermal.symbolic.symbols import symbol, symbols, unknowns

from .chapter import Chapter

__all__ = ["CHAPTER", "follows"]

C, N1, N2, d, x, y, u, v, epsilon = symbols("C N1 N2 d x y u v epsilon")
p_G, p_S, p_A, p_E = symbols("p_G p_S p_A p_E")
HALF, UNIT = sp.Rational(1, 2), sp.Interval.Lopen(0, 1)
ONE, ZERO = sp.Integer(1), sp.Integer(0)


def follows(*equations: sp.Eq, at: Mapping[sp.Basic, sp.Expr] | None = None) -> Proof:
    """Both sides are equal once p_k, w_k and d are unfolded, and `at` is put in."""
    w = {k: weight.subs(at or {}) for k, weight in weights().items()}
    ratios = {symbol(f"p_{k}"): weight / (2 * d) for k, weight in w.items()}
    ratios |= {symbol(f"w_{k}"): weight for k, weight in w.items()}
    total = sp.Add(*w.values())
    proofs = []
    for equation in equations:
        left, right = (side.subs(ratios).subs(at or {}) for side in equation.args)
        # On the left d cancels term by term, which makes most sides polynomials.
        unfolded = sp.expand(sp.expand(left).subs(d, total / 2))
        proofs.append(identity(unfolded, right.subs(d, total / 2)))
    return all_of(*proofs, method="the weights put in; both sides expanded")


def _equation(left: sp.Expr, right: sp.Expr) -> sp.Eq:
    return sp.Eq(left, right, evaluate=False)


@cache
def parts(at_x: sp.Expr) -> Finding:
    """N1, N2² and d on a line of fixed x, where y > 2."""
    form = closed_form().subs({x: at_x})
    shown = (
        _equation(N1, sp.factor(-form.signed)),
        _equation(N2**2, sp.factor(form.N2**2)),
        _equation(d, form.d),
    )
    # N1 = d (p_A - p_S) and N2² = 4 d² p_G p_E.
    named = {N1: d * (p_A - p_S), N2: 2 * d * sp.sqrt(p_G) * sp.sqrt(p_E)}
    return Finding(shown, follows(*(e.subs(named) for e in shown), at={x: at_x}))


def in_epsilon(at_x: sp.Expr) -> Finding:
    """The same with y = 1/ε², times ε⁴."""
    shown, proofs = [], []
    for equation, power in zip(parts(at_x).statement, (4, 8, 4), strict=True):
        name, body = (side * epsilon**power for side in equation.args)
        cleared = sp.factor(sp.expand(body.subs(y, epsilon**-2)))
        shown.append(_equation(name, cleared))
        proofs.append(identity(body.subs(y, epsilon**-2), cleared))
    return Finding(tuple(shown), all_of(*proofs, method="y = 1/ε² put in and factored"))


@cache
def rational_parts(at_x: sp.Expr) -> Finding:
    """p_A - p_S and 4 p_G p_E as ratios of polynomials in ε²."""
    local = {k: w.subs({x: at_x, y: epsilon**2}) for k, w in local_weights(1, -1).items()}
    total = sp.Add(*local.values())
    shown = (
        _equation(p_A - p_S, sp.factor((local["A"] - local["S"]) / total)),
        _equation(4 * p_G * p_E, sp.factor(4 * local["G"] * local["E"] / total**2)),
    )
    return Finding(shown, follows(*shown, at={x: at_x, y: epsilon**-2}))


def remainders(at_x: sp.Expr) -> Finding:
    """What is left of both after their leading terms, and how small it is for ε <= 1/4."""
    found, ratios = expansion(at_x), rational_parts(at_x).statement
    leading = found.limit, found.slope**2 * epsilon**2
    rests = [sp.factor(r.args[1] - first) for r, first in zip(ratios, leading, strict=True)]
    left = [r.args[0] - first for r, first in zip(ratios, leading, strict=True)]
    near = {epsilon: sp.Interval.Lopen(0, sp.Rational(1, 4))}
    statement: list[sp.Basic] = []
    proofs = []
    for name, ratio, first, rest, power in zip(left, ratios, leading, rests, (2, 4), strict=True):
        K, proof = _constant(sp.cancel(rest / epsilon**power), near)
        statement += [_equation(name, rest), sp.Le(abs(name), K * epsilon**power, evaluate=False)]
        proofs += [identity(ratio.args[1] - first, rest), proof]
    return Finding(tuple(statement), all_of(*proofs))


def _constant(ratio: sp.Expr, near: Mapping[sp.Symbol, sp.Set]) -> tuple[int, Proof]:
    """The smallest power of two that bounds |ratio|, with the proof."""
    top, bottom = sp.fraction(sp.together(ratio))
    ends = [abs(ratio.subs(epsilon, at)) for at in (0, sp.Rational(1, 4))]
    for K in (2**power for power in range(4) if 2**power > max(ends)):
        proof = all_of(
            *(positive(sp.expand((K * bottom + s * top) * bottom), near) for s in (1, -1))
        )
        if proof:
            break
    return K, replace(proof, method="then a polynomial without negative coefficients")


def root_remainder(at_x: sp.Expr) -> Finding:
    """A root less its leading term is the difference of their squares over their sum."""
    a, b = unknowns("r", 2)
    root, leading = 2 * sp.sqrt(p_G * p_E), expansion(at_x).slope * epsilon
    quotient = (root**2 - leading**2) / (root + leading)
    proof = all_of(
        identity(a - b, (a**2 - b**2) / (a + b)), method="a − b = (a² − b²)/(a + b)"
    )  # fmt: skip
    return Finding((_equation(root - leading, quotient),), proof)


def _in_u_v(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    local = local_weights(power_A, power_S)
    return {k: w.subs({x: u, y: v}, simultaneous=True) for k, w in local.items()}


def corner_weights() -> Finding:
    """The weights at the upper left corner, x = u and y = 1/v, times v²."""
    shown = [_equation(v**2 * symbol(f"w_{k}"), w) for k, w in _in_u_v(1, -1).items()]
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
        shown.append(_equation(2 * d * v**2 * name, polynomial))
        proofs.append(positive(polynomial, {u: UNIT, v: UNIT}))
    return Finding(tuple(shown), all_of(follows(*shown, at={x: u, y: 1 / v}), *proofs))


def corner_concurrence() -> Finding:
    """The concurrence's distance from 1/2, whatever the path."""
    bound = 2 * (u + v) + 2 * sp.sqrt(u + v)
    method = "p_S, p_E and 1/2 − p_A are at most u + v, and p_G is at most 1"
    proof = all_of(corner_distance().proof, method=method)
    return Finding((sp.Le(HALF - C, bound, evaluate=False),), proof)


def cold_balance() -> Finding:
    """β_S = ∞: what leaves A leaves it for G or, by way of E, for G as well."""
    rates = {(jump.start, jump.end): jump.rate for jump in jumps()}
    fed, lost = rates["G", "A"], rates["A", "G"] + rates["A", "E"]
    balance = _equation(fed * p_G, sp.factor(lost) * p_A)
    limit = {symbol(f"p_{k}"): w for k, w in edge(y, sp.oo).populations.items()}
    proof = all_of(
        identity(*(side.subs(limit) for side in balance.args)),
        method="the rates of the jumps; the populations on the edge put in",
    )
    return Finding((balance,), proof)


_UPPER_LEFT = "0 < u ≤ 1, 0 < v ≤ 1"

CHAPTER = Chapter(
    "Limits, edges and corners",
    (
        "The two inverse temperatures live on a square whose sides are at infinity: "
        "$β = ∞$ is a reservoir at zero temperature, which only damps, and $β = −∞$ one that "
        "only pumps. The best values of the concurrence are on this border, so we go there now. "
        "In $x$ and $y$ it is harmless: an end of the square is $x = 0$ or $1/x = 0$, and "
        "every limit becomes one at zero.",
        "We begin with reservoir A at infinite temperature, $β_A = 0$, that is $x = 1$, and let "
        "reservoir S grow cold. We put $x = 1$ into the closed form (A9). The modulus in N₁ has "
        "become a square and needs no case distinction.",
        Claim("parts-at-x=1", "$x = 1$ in N₁, N₂² and d", partial(parts, ONE)),
        "How do these grow with $y$? The highest power of each decides. To see the next order as "
        "well, we write $y = 1/ε²$, so that $ε = exp(−β_S/2)$ is small, and multiply by the power "
        "of $ε$ that makes everything finite.",
        Claim("epsilon-at-x=1", "$y = 1/ε²$, times ε⁴ for N₁ and d and ε⁸ for N₂²",
              partial(in_epsilon, ONE)),
        "At $ε = 0$ we read off $1/2$, $0$ and $3/2$. The root N₂ comes one power of $ε$ later "
        "than N₁ and $d$, and what stands in front of it is the square root of 2.",
        find("A13-N1-d"), find("A13-N2"),
        "Dividing is now easy, but we also want to know what we leave out. So we go back to "
        r"$C = (p_A − p_S) − 2\sqrt{p_G p_E}$ and treat the two terms apart, because both the "
        "first one and the square of the second are ratios of polynomials in $ε²$.",
        Claim("ratios-at-x=1", "The two terms of the concurrence at $x = 1$, $y = 1/ε²$",
              partial(rational_parts, ONE)),
        "We subtract the value at $ε = 0$ from the first, and the term in $ε²$ from the second. "
        "What remains has the factor $ε²$ or $ε⁴$, and the fraction beside it is bounded: for "
        "$ε ≤ 1/4$ it is enough to compare polynomials.",
        Claim("remainders-at-x=1", "What is left, and a bound on it", partial(remainders, ONE),
              domain="0 < ε ≤ 1/4"),
        "The root itself follows from its square, since a difference is the difference of squares "
        "over the sum. The numerator is at most of order $ε⁴$, the denominator at least of order "
        "$ε$, and so the root is its leading term up to order $ε³$.",
        Claim("root-at-x=1", "From the square to the root", partial(root_remainder, ONE)),
        "Together they give the expansion. The slope that the paper prints lacks the square root "
        "of 2 that N₂ has lost, and the limit $1/3$ is right.",
        find("A13"), find("A13-corrected"),
        "Now reservoir A shall only pump: $β_A → −∞$, that is $x = 0$, where "
        "$𝒮 = y$, $𝒜 = −y$ and $𝒫 = 0$. We take the same steps.",
        Claim("parts-at-x=0", "$x = 0$ in N₁, N₂² and d", partial(parts, ZERO), domain="y > 2"),
        "Divided, this is (A14). The cavity of a later chapter realises this line exactly: qubits "
        "that do not relax on their own, $γ = 0$, have $x = γ/p = 0$.",
        find("A14"), find("dark-limit"),
        Claim("epsilon-at-x=0", "$y = 1/ε²$, times ε⁴ for N₁ and d and ε⁸ for N₂²",
              partial(in_epsilon, ZERO), domain="y > 2"),
        Claim("ratios-at-x=0", "The two terms of the concurrence at $x = 0$, $y = 1/ε²$",
              partial(rational_parts, ZERO)),
        Claim("remainders-at-x=0", "What is left, and a bound on it", partial(remainders, ZERO),
              domain="0 < ε ≤ 1/4"),
        "The square root of the last line is $ε$, with the slope 1: the expansion starts at $1/2$ "
        "and falls in $exp(−β_S/2)$ with a unit coefficient.",
        find("A14-expansion"),
        "Does it matter in which order the two temperatures go to their limits? The paper asks "
        "for $|β_A|$ much larger than $β_S$. We look at the corner itself, with the local "
        "coordinates $u = x$ and $v = 1/y$, which are both small there. The weights become "
        "polynomials in $u$ and $v$, and at the corner only those of G and A are left, both 1.",
        Claim("corner-weights", "The weights near $β_A = −∞$, $β_S = ∞$, times v²",
              corner_weights),
        "If every population is within $u + v$ of its value at the corner, then it does not "
        "matter how $u$ and $v$ go to zero: no path can do otherwise. We bring $u + v$ and the "
        "distance on the common denominator and expand. No minus sign is left. The other "
        "sides need nothing new, since the four populations add up to one and none is negative.",
        Claim("corner-distance", "$u + v$ less each distance: all coefficients are positive",
              corner_distance, domain=_UPPER_LEFT),
        "The concurrence is a continuous function of the populations. Its root makes it more "
        "sensitive, and this is where $exp(−β_S/2)$ in the expansions came from.",
        Claim("corner-concurrence", "The concurrence near the corner", corner_concurrence,
              domain=_UPPER_LEFT),
        "So the condition is not needed, and a path on which $|β_A|$ stays ten times smaller than "
        "$β_S$ shows it in numbers.",
        find("A14-condition"), find("A14-nearby"), find("limit-universal"),
        "The edges come next: one Boltzmann factor is at its end, the other is free. On the edge "
        "$β_S = ∞$ the physics can be read without any algebra. Reservoir S is at zero "
        "temperature and damps infinitely fast, so S and E are empty: whatever is pumped there "
        "falls down at once. $A$ is dark for it; it is fed from G, and it is lost to G and, "
        "by another pump, to E, from where it ends in G too.",
        Claim("cold-balance", "$β_S = ∞$: gain and loss of A balance", cold_balance,
              domain="β_S → ∞"),
        "With $p_G + p_A = 1$ this is $p_A = 1/(x + 2)$, and since $p_E = 0$ nothing is "
        "subtracted: $C = p_A$. Here both limits of the paper have their reason. At infinite "
        "temperature, $x = 1$, A is lost twice as fast as it is fed, and gets a third. Full "
        "inversion, $x = 0$, removes the damping but never the pump to E, and A gets one half.",
        find("edge-S=inf"), find("limit-thermal"),
        "Exchanging the reservoirs exchanges S and A, and gives the edge $β_A = ∞$. On the "
        "inverted edges E is populated, and the root has something to subtract.",
        find("edge-A=inf"), find("edge-A=-inf"), find("edge-S=-inf"),
        "At the corners the free factor goes to its end too. Where both reservoirs are cold G has "
        "everything, where both only pump E has everything; and where they disagree, the dark "
        "state of the cold reservoir shares with G.",
        *(find(f"corner-{a},{s}") for a in ("-inf", "inf") for s in ("-inf", "inf")),
    ),
)  # fmt: skip
