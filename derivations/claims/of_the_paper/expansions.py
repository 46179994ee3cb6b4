"""The expansions towards the border of the square: Eqs. (A13)-(A14)."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache, partial

import sympy as sp
from mpmath import mp, mpf

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import contradicted, equation, follows
from beyondthermal.numeric.machine import to_digits
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine.limits import corner, expansion, local_weights
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.symbols import symbol, symbols, unknowns

from .edges import DIGITS, near_corner, reached, two_ways

__all__ = ["CLAIMS", "STEPS"]

x, y, C, beta_S, beta_A, N1, N2, d, epsilon = symbols("x y C beta_S beta_A N1 N2 d epsilon")
p_G, p_S, p_A, p_E = symbols("p_G p_S p_A p_E")
HALF = sp.Rational(1, 2)
ONE, ZERO = sp.Integer(1), sp.Integer(0)


def _leading(at_x: int) -> sp.Expr:
    found = expansion(sp.Integer(at_x))
    return found.limit - found.slope * sp.exp(-beta_S / 2)


def expanded(at_x: int) -> Finding:
    """The first correction on a line of fixed x, by algebra and in numbers nearby."""
    remainder = sp.O(sp.exp(-beta_S), (beta_S, sp.oo))
    statement = equation(C, _leading(at_x) + remainder)
    proof = expansion(sp.Integer(at_x)).proof
    return Finding((statement,), two_ways(proof, _near_leading(at_x)))


def _near_leading(at_x: int) -> dict[mpf, mpf]:
    """|C - leading terms| <= 4 exp(-beta_S), at x = 1 or on the edge x = 0."""
    gaps = {}
    with mp.workdps(DIGITS):
        for beta in (20, 40, 80):
            exact = to_digits(0 if at_x else "-inf", beta, digits=DIGITS)["C"]
            leading = mp.mpf(sp.N(_leading(at_x).subs(beta_S, beta), DIGITS))
            gaps[4 * mp.exp(-beta)] = abs(exact - leading)
    return gaps


# The right-hand side of Eq. (A13) as printed.
PRINTED_A13 = sp.Rational(2, 3) * (sp.Rational(1, 2) - sp.exp(-beta_S / 2))


def first_correction() -> Finding:
    """Eq. (A13) as printed has the wrong coefficient of exp(-beta_S/2)."""
    point = {beta_S: sp.Integer(40)}
    with mp.workdps(30):
        exact = to_digits(0, 40, digits=30)["C"]
        printed, derived = (mp.mpf(sp.N(e.subs(point), 30)) for e in (PRINTED_A13, _leading(1)))
        proof = contradicted(
            abs(printed - exact) > 1000 * mp.exp(-40) > abs(derived - exact),
            "off by far more than $ε² = exp(−β_S)$ at this point",
            point,
            printed=sp.Float(printed - exact, 5),
            derived=sp.Float(derived - exact, 5),
            **{"$ε²$": sp.Float(mp.exp(-40), 5)},
        )
    return Finding((equation(C, _leading(1)),), proof)


def _leading_power(part: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Leading coefficient and power of y -> oo of a part of the closed form at x = 1."""
    polynomial = sp.Poly(part.subs(x, 1), y)
    return polynomial.LC(), polynomial.degree()


def leading_terms() -> Finding:
    """At beta_A = 0: N1 ~ y²/2 and d ~ 3y²/2."""
    form = closed_form()
    # N1 = -signed, as A is more populated there.
    parts = {"N1": (-form.signed, HALF), "d": (form.d, 3 * HALF)}
    proof = all_of(
        *(
            identity(a, b)
            for part, leading in parts.values()
            for a, b in zip(_leading_power(part), (leading, sp.Integer(2)), strict=True)
        ),
        method="leading coefficients of polynomials in $y$ at $x = 1$",
    )
    remainder = sp.O(sp.exp(beta_S), (beta_S, sp.oo))
    statement = (
        equation(symbol(name), leading * sp.exp(2 * beta_S) + remainder)
        for name, (_, leading) in parts.items()
    )
    return Finding(tuple(statement), proof)


def leading_root() -> Finding:
    """At beta_A = 0: N2 ~ sqrt2 y^(3/2), not y^(3/2) as printed."""
    coefficient, power = _leading_power(closed_form().N2 ** 2)
    proof = contradicted(
        (coefficient, power) != (1, 3),
        "$N2²/y³$ has another limit",
        {},
        printed=sp.Integer(1),
        derived=coefficient,
        power=power,
    )
    return Finding((equation(symbol("N2"), sp.sqrt(coefficient) * y ** (power * HALF)),), proof)


def inverted_edge() -> Finding:
    """Eq. (A14) as printed is exact at x = 0 for y >= 2."""
    form = closed_form().subs({x: 0})
    N1, N2, d = y**2 / 2 - y, y * sp.sqrt(y + 2), 1 + y**2 + sp.Rational(3, 2) * y
    proof = all_of(
        identity(form.N1**2, N1**2),
        identity(form.N2**2, N2**2),
        identity(form.d, d),
        expansion(sp.Integer(0)).proof,
        method="$N1²$, $N2²$ and $d$ at $x = 0$; then the expansion in $exp(−β_S/2)$",
    )
    return Finding((equation(C, (N1 - N2) / d),), proof)


def condition() -> Finding:
    """|beta_A| >> beta_S is not needed for C -> 1/2: a path on which exp(beta_A + beta_S) -> oo."""
    along = to_digits(-20, 200, digits=30)["C"]
    proof = contradicted(
        abs(along - mp.mpf("0.5")) < mp.mpf("1e-6") and mp.exp(180) > 1,
        "$C$ is at 1/2 with $exp(β_A + β_S)$ far from zero, "
        "and $|β_A|$ ten times smaller than $β_S$",
        {beta_A: sp.Integer(-20), beta_S: sp.Integer(200)},
        **{"1/2 - $C$": sp.Float(mp.mpf("0.5") - along, 5), "P": sp.Float(mp.exp(180), 5)},
    )
    return Finding((), proof)


_A13_DOMAIN, _A14_DOMAIN = "$β_A = 0$, $β_S ≥ 2 log 4$", "$β_A → −∞$, $β_S ≥ 2 log 4$"
CLAIMS = (
    Claim("A13", "$β_A = 0$: $C ≃ (2/3)(1/2 − exp(−β_S/2))$", first_correction, Verdict.REFUTED,
          printed=(equation(C, PRINTED_A13),), domain=_A13_DOMAIN,
          scan="a $√2$ could be lost in a scan, but not in the same way here and in $N2$ above it"),
    Claim("A13-corrected", "$β_A = 0$ and $β_S → ∞$: the thermal limit 1/3",
          partial(expanded, 1), domain=_A13_DOMAIN, corrects="A13"),
    Claim("A13-N1-d", "$β_A = 0$: $N1 ≃ exp(2β_S)/2$ and $d ≃ (3/2) exp(2β_S)$", leading_terms,
          domain="$β_A = 0$, $β_S → ∞$"),
    Claim("A13-N2", "$β_A = 0$: $N2 ≃ exp(3β_S/2)$", leading_root, Verdict.REFUTED,
          printed=(equation(symbol("N2"), y ** (3 * HALF)),),
          domain="$β_A = 0$, $β_S → ∞$", scan="see A13"),
    Claim("A14", "$β_A → −∞$: $C$ as printed, and its limit 1/2",
          inverted_edge, domain=_A14_DOMAIN),
    Claim("dark-limit", "$γ = 0$: $C → 1/2$ as $p/Γ → 0$, with $exp(β_S) = 2Γ/p$", inverted_edge,
          domain="effective model, $γ = 0$"),
    Claim("A14-expansion", "$β_A → −∞$, then $β_S → ∞$: the first correction",
          partial(expanded, 0), domain=_A14_DOMAIN),
    Claim("A14-condition", "$C → 1/2$ needs $|β_A| ≫ β_S$", condition, Verdict.REFUTED,
          domain="$β_A → −∞$, $β_S → ∞$", scan="no: it is a sentence"),
    Claim("A14-nearby", "$C → 1/2$ whatever the path, also where $|β_A| < β_S$",
          partial(reached, corner, near_corner, -sp.oo, sp.oo),
          domain="$β_A → −∞$, $β_S → ∞$", corrects="A14-condition"),
)  # fmt: skip


@cache
def parts(at_x: sp.Expr) -> Finding:
    """N1, N2² and d on a line of fixed x, where y > 2."""
    form = closed_form().subs({x: at_x})
    shown = (
        equation(N1, sp.factor(-form.signed)),
        equation(N2**2, sp.factor(form.N2**2)),
        equation(d, form.d),
    )
    # N1 = d (p_A - p_S) and N2² = 4 d² p_G p_E.
    named = {N1: d * (p_A - p_S), N2: 2 * d * sp.sqrt(p_G) * sp.sqrt(p_E)}
    return Finding(shown, follows(*(e.subs(named) for e in shown), at={x: at_x}))


def in_epsilon(at_x: sp.Expr) -> Finding:
    """The same with y = 1/ε², times ε⁴."""
    shown, proofs = [], []
    for each, power in zip(parts(at_x).statement, (4, 8, 4), strict=True):
        name, body = (side * epsilon**power for side in each.args)
        cleared = sp.factor(sp.expand(body.subs(y, epsilon**-2)))
        shown.append(equation(name, cleared))
        proofs.append(identity(body.subs(y, epsilon**-2), cleared))
    return Finding(tuple(shown), all_of(*proofs, method="$y = 1/ε²$ put in and factored"))


@cache
def rational_parts(at_x: sp.Expr) -> Finding:
    """p_A - p_S and 4 p_G p_E as ratios of polynomials in ε²."""
    local = {k: w.subs({x: at_x, y: epsilon**2}) for k, w in local_weights(1, -1).items()}
    total = sp.Add(*local.values())
    shown = (
        equation(p_A - p_S, sp.factor((local["A"] - local["S"]) / total)),
        equation(4 * p_G * p_E, sp.factor(4 * local["G"] * local["E"] / total**2)),
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
        statement += [equation(name, rest), sp.Le(abs(name), K * epsilon**power, evaluate=False)]
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
    same, method = identity(a - b, (a**2 - b**2) / (a + b)), "$a − b = (a² − b²)/(a + b)$"
    return Finding((equation(root - leading, quotient),), all_of(same, method=method))


STEPS = (
    Claim("parts-at-x=1", "$x = 1$ in $N₁$, $N₂²$ and $d$", partial(parts, ONE)),
    Claim("epsilon-at-x=1", "$y = 1/ε²$, times $ε⁴$ for $N₁$ and $d$ and $ε⁸$ for $N₂²$",
          partial(in_epsilon, ONE)),
    Claim("ratios-at-x=1", "The two terms of the concurrence at $x = 1$, $y = 1/ε²$",
          partial(rational_parts, ONE)),
    Claim("remainders-at-x=1", "What is left, and a bound on it", partial(remainders, ONE),
          domain="$0 < ε ≤ 1/4$"),
    Claim("root-at-x=1", "From the square to the root", partial(root_remainder, ONE)),
    Claim("parts-at-x=0", "$x = 0$ in $N₁$, $N₂²$ and $d$", partial(parts, ZERO), domain="$y > 2$"),
    Claim("epsilon-at-x=0", "$y = 1/ε²$, times $ε⁴$ for $N₁$ and $d$ and $ε⁸$ for $N₂²$",
          partial(in_epsilon, ZERO), domain="$y > 2$"),
    Claim("ratios-at-x=0", "The two terms of the concurrence at $x = 0$, $y = 1/ε²$",
          partial(rational_parts, ZERO)),
    Claim("remainders-at-x=0", "What is left, and a bound on it", partial(remainders, ZERO),
          domain="$0 < ε ≤ 1/4$"),
)  # fmt: skip
