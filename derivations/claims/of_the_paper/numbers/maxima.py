"""The numbers of the cavity model: maxima and thresholds. Rates are over g.

What the paper says in words only has a threshold of ours in its statement: a tenth, wherever the
words ask for something small beside C, or for something that is not small.
"""

from functools import partial
from itertools import pairwise

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.of_the_paper.bounds import square_completed
from beyondthermal.derivations.claims.quantified.functions import (
    C_15,
    C_15pumped,
    C_eff,
    C_full,
    C_max,
    C_pumped,
    kappa_max,
    p_max,
    ratio_third,
)
from beyondthermal.derivations.claims.quantified.grids import Among, Grid
from beyondthermal.derivations.claims.quantified.statements import Exists, ForAll
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.statement_kinds import Cut, Iff, Rounded, sup
from beyondthermal.symbolic.symbols import POSITIVE, symbols

__all__ = ["CLAIMS", "FIG_2", "GAMMAS", "OPTIMUM", "PUMPS", "STEPS", "TENTH", "THIRD", "claim"]

C, kappa, p, gamma, d, x, y, h = symbols("C kappa p gamma d x y h")
p_S, p_A, p_c = symbols("p_S p_A p_c")
R = sp.Rational
TENTH, THIRD, HALF = R(1, 10), R(1, 3), R(1, 2)
# γ of Figs. 3a and b; the pumps of Fig. 2c; the optimum that the paper gives for Fig. 3a.
GAMMAS = {"3a": R(1, 1000), "3b": R(1, 10000)}
PUMPS = (R(1, 5000), R(1, 1000), R(1, 200))
OPTIMUM = {kappa: sp.Integer(2), p: R(1, 200), gamma: R(1, 1000)}
# The axis of Fig. 2.
FIG_2 = Grid(kappa, R(1, 100), 10000, 401)
_FULL, _EFF = C_full(kappa, p, gamma), C_eff(kappa, p, gamma)
_APART = abs(_EFF - _FULL)

# A claim that numbers support.
claim = partial(Claim, expected=Verdict.SUPPORTED, given="rates in units of $g$")


def narrows() -> Statement:
    """Where there is entanglement at a stronger pump there is at a weaker one, not vice versa."""
    curves = [C_full(kappa, pump, gamma) for pump in PUMPS]
    shown: list[sp.Basic] = []
    for weak, strong in pairwise(curves):
        shown.append(ForAll(sp.Implies(strong > 0, weak > 0), FIG_2))
        shown.append(Exists(sp.And(weak > 0, sp.Eq(strong, 0)), FIG_2))
    return tuple(shown)


_AT_5 = (Rounded(p_max(gamma) / gamma, "5"), Rounded(kappa_max(gamma), "2"))
_TO_GRID = Grid(kappa, TENTH, 100, 61)
_SOONER = Grid(p, 11 * gamma / 10, 2 * gamma, 10, "equal steps")
_CHANGE = abs(C_15(kappa, p, gamma) - _FULL)
_CHANGE_PUMPED = abs(C_15pumped(kappa, p, gamma, p_c) - C_pumped(kappa, p, gamma, p_c))
_LAST_DIGIT = R(1, 10000)
_EVER_LARGER = (*(C_max(R(1, 10**k)) for k in (3, 4, 5)), HALF)
_PLANE = Grid(kappa, TENTH, 100, 31), Grid(p, R(1, 10000), TENTH, 31)
CLAIMS = (
    claim("max-0.3869", "Fig. 3a: the largest $C$, and where it is",
          (Cut(C_max(gamma), "0.3869"), *_AT_5), at={gamma: GAMMAS["3a"]}),
    claim("max-0.4479", "Fig. 3b: the largest $C$",
          (Cut(C_max(gamma), "0.4479"),), at={gamma: GAMMAS["3b"]}),
    claim("max-0.4", "Fig. 2: the largest $C$, and at which pump it is",
          (Rounded(C_max(gamma), "0.4"), _AT_5[0]), at={gamma: GAMMAS["3a"]}),
    claim("as-soon-as", "Some $κ$ takes $C$ beyond one third as soon as the pump exceeds $γ$",
          (ForAll(Exists(_FULL > THIRD, _TO_GRID), _SOONER),), expected=Verdict.REFUTED,
          at={gamma: GAMMAS["3a"]}),
    claim("third-3a", "Fig. 3a: $r$, the $p/γ$ from which on some $κ$ takes $C$ beyond one third",
          (ratio_third(gamma) > R(4, 3),), at={gamma: GAMMAS["3a"]},
          corrects="as-soon-as"),
    claim("third-3b", "Fig. 3b: $r$, the $p/γ$ from which on some $κ$ takes $C$ beyond one third",
          (ratio_third(gamma) < R(11, 10),), at={gamma: GAMMAS["3b"]}),
    Claim("threshold", "The effective model with $x = γ/p$: the supremum of $C$ over $κ$",
          (equation(sup(C, h, sp.oo), 1 / (2 + x)), sp.Lt(C, 1 / (2 + x)),
           Iff(sp.Gt(1 / (2 + x), THIRD, evaluate=False), sp.Gt(1, x, evaluate=False))),
          where={x: POSITIVE, h: POSITIVE}, at={y: x + h}),
    claim("above-third", "Fig. 3: on the line where the pump is $γ$, $C$ stays below one third",
          (ForAll(C_full(kappa, gamma, gamma) < THIRD,
                  Grid(kappa, TENTH, 100, 401), Among(gamma, *GAMMAS.values())),)),
    claim("fig-2b", "The full model follows the effective one for $κ$ above $g$ only: our reading, "
          "to a tenth",
          (ForAll(_APART < TENTH, Grid(kappa, 1, 10000, 201)),
           Exists(_APART > TENTH, Grid(kappa, R(1, 100), 1, 101))),
          at={p: R(1, 5000), gamma: sp.Integer(0)}),
    claim("justified", "The elimination is fully justified for $κ$ above $g$: our reading, to a "
          "tenth in the range of Fig. 3", (ForAll(_APART < TENTH, *_PLANE[1:],
          Grid(kappa, R(11, 10), 100, 31), Among(gamma, *GAMMAS.values())),),
          expected=Verdict.REFUTED),
    claim("justified-corrected", "From ten times $g$ on the elimination holds in the range of Fig. "
          "3: our reading, to a tenth", (ForAll(_APART < TENTH, *_PLANE[1:],
          Grid(kappa, 10, 100, 31), Among(gamma, *GAMMAS.values())),), corrects="justified"),
    claim("fig-2c", "The range of $κ$ with entanglement narrows as $p$ grows", narrows,
          at={gamma: GAMMAS["3a"]}),
    claim("max-grows", "Smaller $γ$ brings the maximum closer to one half",
          tuple(sp.Lt(one, other, evaluate=False) for one, other in pairwise(_EVER_LARGER))),
    claim("n-max", "Fifteen photons are largely sufficient in the plane of Fig. 3: our reading, "
          "for the digits that are printed", (ForAll(_CHANGE < _LAST_DIGIT, *_PLANE),),
          at={gamma: GAMMAS["3a"]}),
    claim("n-max-pumped", "Fifteen photons are largely sufficient in Fig. 4c, where the cavity is "
          "pumped: our reading, for the digits that are printed",
          (ForAll(_CHANGE_PUMPED < _LAST_DIGIT, Grid(p_c, R(1, 10000), 1, 41)),), at=OPTIMUM),
)  # fmt: skip


def ceiling() -> Statement:
    """1/(2 + x) less the difference of the populations, with y = x + h, h > 0."""
    w, shown = weights(), []
    total = sp.Add(*w.values())
    for sign in (1, -1):
        polynomial = sp.expand((total - sign * (2 + x) * (w["A"] - w["S"])).subs(y, x + h))
        rest, square = square_completed(polynomial, h)
        name = 2 * d * (1 - sign * (2 + x) * (p_A - p_S))
        shown += [equation(name, rest + square), sp.Gt(rest, 0, evaluate=False)]
    return tuple(shown)


STEPS = (
    Claim("ceiling", "The supremum less the populations' difference, on the common denominator",
          ceiling, where={x: POSITIVE, h: POSITIVE}, at={y: x + h}),
)  # fmt: skip
