"""The expansions towards the border of the square: Eqs. (A13)-(A14)."""

from functools import partial

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.limits import expansion, local_weights
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.statements import Leading, lim
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .edges import at_corner

__all__ = ["CLAIMS", "STEPS"]

x, y, C, beta_S, beta_A, N1, N2, d, epsilon = symbols("x y C beta_S beta_A N1 N2 d epsilon")
p_G, p_S, p_A, p_E, S, A, P = symbols("p_G p_S p_A p_E S A P")
p, Gamma = symbols("p Gamma")
HALF = sp.Rational(1, 2)
ONE, ZERO = sp.Integer(1), sp.Integer(0)
# Above the onset, from where on the modulus and the maximum are what they are for β_S → ∞.
COLD = {beta_S: sp.Interval(2 * sp.log(4), sp.oo)}
NEAR = sp.Interval.Lopen(0, sp.Rational(1, 4))


def expanded(at_x: sp.Integer) -> Statement:
    """The first correction on a line of fixed x, and the order of what is left."""
    found = expansion(at_x)
    leading = found.limit - found.slope * sp.exp(-beta_S / 2)
    return (equation(C, leading + sp.O(sp.exp(-beta_S), (beta_S, sp.oo))),)


# The right-hand side of Eq. (A13) as printed.
PRINTED_A13 = sp.Rational(2, 3) * (HALF - sp.exp(-beta_S / 2))
# Eq. (A14) as printed, at x = 0.
PRINTED_A14 = (HALF * y**2 - y - y * sp.sqrt(y + 2)) / (1 + y**2 + sp.Rational(3, 2) * y)


def parts(at_x: sp.Integer) -> Statement:
    """N1, N2² and d on a line of fixed x, where y > 2."""
    form = closed_form().subs({x: at_x})
    return (
        equation(N1, sp.factor(-form.signed)),
        equation(N2**2, sp.factor(form.N2**2)),
        equation(d, form.d),
    )


def in_epsilon(at_x: sp.Integer) -> Statement:
    """The same with y = 1/ε², times ε⁴."""
    shown = []
    for each, power in zip(parts(at_x), (4, 8, 4), strict=True):
        name, body = (side * epsilon**power for side in each.args)
        shown.append(equation(name, sp.factor(sp.expand(body.subs(y, epsilon**-2)))))
    return tuple(shown)


def rational_parts(at_x: sp.Integer) -> Statement:
    """p_A - p_S and 4 p_G p_E as ratios of polynomials in ε²."""
    local = {k: w.subs({x: at_x, y: epsilon**2}) for k, w in local_weights(1, -1).items()}
    total = sp.Add(*local.values())
    return (
        equation(p_A - p_S, sp.factor((local["A"] - local["S"]) / total)),
        equation(4 * p_G * p_E, sp.factor(4 * local["G"] * local["E"] / total**2)),
    )


def remainders(at_x: sp.Integer) -> Statement:
    """What is left of both after their leading terms, and how small it is for ε <= 1/4."""
    found, shown = expansion(at_x), []
    leading = found.limit, found.slope**2 * epsilon**2
    for ratio, first, power in zip(rational_parts(at_x), leading, (2, 4), strict=True):
        name, rest = ratio.args[0] - first, sp.factor(ratio.args[1] - first)
        K = _constant(sp.cancel(rest / epsilon**power))
        shown += [equation(name, rest), sp.Le(abs(name), K * epsilon**power, evaluate=False)]
    return tuple(shown)


def from_the_square() -> Statement:
    """A difference of roots is that of their squares over their sum."""
    root, leading = 2 * sp.sqrt(p_G * p_E), expansion(ONE).slope * epsilon
    return (equation(root - leading, (root**2 - leading**2) / (root + leading)),)


def _constant(ratio: sp.Expr) -> int:
    """A power of two above |ratio| at both ends of the range of ε."""
    largest = max(int(sp.floor(abs(ratio.subs(epsilon, at)))) for at in (0, NEAR.end))
    return 1 << largest.bit_length()


# On a line of fixed x; y > 2 is where A is more populated than S.
_AT = {n: {x: n} for n in (ZERO, ONE)}
_NEAR = {n: {x: n, y: epsilon**-2} for n in (ZERO, ONE)}
_BEYOND, _SMALL = {y: sp.Interval.open(2, sp.oo)}, {epsilon: NEAR}
_COLDER = {beta_S: sp.Reals}
_THERMAL, _INVERTED = {beta_A: ZERO}, {x: ZERO, y: sp.exp(beta_S)}


def _approach(name: sp.Symbol, leading: sp.Expr) -> Leading:
    return Leading(name, leading, beta_S, sp.oo)


CLAIMS = (
    Claim("A13", "The approach to the thermal limit", (_approach(C, PRINTED_A13),),
          Verdict.REFUTED, where=_COLDER, at=_THERMAL),
    Claim("A13-corrected", "The approach to the thermal limit",
          partial(expanded, ONE), where=_COLDER, at=_THERMAL, corrects="A13"),
    Claim("A13-N1-d", "$N1$ and $d$ on the way to the thermal limit", (
        _approach(N1, sp.exp(2 * beta_S) / 2), _approach(d, 3 * sp.exp(2 * beta_S) / 2),
    ), where=_COLDER, at=_THERMAL),
    Claim("A13-N2", "$N2$ on the way to the thermal limit",
          (_approach(N2, sp.exp(3 * beta_S / 2)),),
          Verdict.REFUTED, where=_COLDER, at=_THERMAL),
    Claim("A13-N2-corrected", "$N2$ on the way to the thermal limit",
          (_approach(N2, sp.sqrt(2) * sp.exp(3 * beta_S / 2)),),
          where=_COLDER, at=_THERMAL, corrects="A13-N2"),
    Claim("A14-parts", "Reservoir $A$ inverted: the named parts", (
        equation(lim(S, beta_A, -sp.oo), sp.exp(beta_S)),
        equation(lim(A, beta_A, -sp.oo), -sp.exp(beta_S)),
        equation(lim(P, beta_A, -sp.oo), 0),
    ), where=TEMPERATURES),
    Claim("A14", "Reservoir $A$ inverted, $S$ cold: the concurrence, and its limit",
          (equation(lim(C, beta_A, -sp.oo), PRINTED_A14),
           equation(lim(lim(C, beta_A, -sp.oo), beta_S, sp.oo), HALF)),
          where={beta_A: sp.Reals, **COLD}),
    Claim("dark-limit", "The effective model without losses of the qubits, under a weak pump",
          (equation(lim(C, p, 0), HALF),),
          where=dict.fromkeys((p, Gamma), POSITIVE), at={x: ZERO, y: 2 * Gamma / p}),
    Claim("A14-expansion", "Reservoir $A$ inverted: the approach to the limit",
          partial(expanded, ZERO), where=_COLDER, at=_INVERTED),
    Claim("A14-nearby", "The same limit on any path, whichever temperature goes faster",
          at_corner(-sp.oo, sp.oo)[:1], where=TEMPERATURES),
)  # fmt: skip
STEPS = (
    Claim("parts-at-x=1", "The parts of the concurrence on the thermal edge",
          partial(parts, ONE), where={y: POSITIVE}, at=_AT[ONE]),
    Claim("epsilon-at-x=1", "The same in the small parameter, cleared of its powers",
          partial(in_epsilon, ONE), where=_SMALL, at=_NEAR[ONE]),
    Claim("ratios-at-x=1", "The two terms of the concurrence", partial(rational_parts, ONE),
          where=_SMALL, at=_NEAR[ONE]),
    Claim("remainders-at-x=1", "What is left, and a bound on it", partial(remainders, ONE),
          where=_SMALL, at=_NEAR[ONE]),
    Claim("root-at-x=1", "From the square to the root",
          from_the_square, where=_SMALL, at=_NEAR[ONE]),
    Claim("parts-at-x=0", "The parts of the concurrence on the inverted edge",
          partial(parts, ZERO), where=_BEYOND, at=_AT[ZERO]),
    Claim("epsilon-at-x=0", "The same in the small parameter, cleared of its powers",
          partial(in_epsilon, ZERO), where=_SMALL, at=_NEAR[ZERO]),
    Claim("ratios-at-x=0", "The two terms of the concurrence", partial(rational_parts, ZERO),
          where=_SMALL, at=_NEAR[ZERO]),
    Claim("remainders-at-x=0", "What is left, and a bound on it", partial(remainders, ZERO),
          where=_SMALL, at=_NEAR[ZERO]),
)  # fmt: skip
