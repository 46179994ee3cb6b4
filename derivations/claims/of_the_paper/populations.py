"""What the paper says in words of the populations, of where entanglement is, and where it isn't.

And what they would be if the operators of different sites anticommuted, as the paper has it.
"""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.regions import EVERYWHERE, TEMPERATURES, THERMAL
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import with_daggers
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, number, sigma_minus
from beyondthermal.symbolic.statements import lim, sup
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbol, symbols

from .bounds import inverted

__all__ = ["CLAIMS", "STEPS"]

x, y, C, d, p_G, p_S, p_A, p_E, u, v = symbols("x y C d p_G p_S p_A p_E u v")
beta_A, beta_S, rho, rho_dot, c_1 = symbols("beta_A beta_S rho rho_dot c_1")
c_2_dagger, J_S_dagger, J_A_dagger = symbols("c_2_dagger J_S_dagger J_A_dagger")
ket_S, ket_A, ket_E = symbols("ket_S ket_A ket_E")
HALF, THIRD = sp.Rational(1, 2), sp.Rational(1, 3)


# Jordan and Wigner: the second operator has the parity of the first site in front.
_FIRST = sp.kronecker_product(sigma_minus, sp.eye(2))
_SECOND = sp.kronecker_product(sp.diag(1, -1), sigma_minus)
# Two independent modes, each filled against empty in the ratio of its own rates.
_FERMIONS = dict(zip(BELL_LABELS, (x * y, x, y, sp.Integer(1)), strict=True))


def thermal_limit() -> Statement:
    """beta_A = 0, beta_S = oo: p_A = 1/3, p_G = 2/3, C = 1/3."""
    values = {C: THIRD, p_A: THIRD, p_G: 2 * THIRD}
    return tuple(equation(lim(name, beta_S, sp.oo), value) for name, value in values.items())


def supremum() -> Statement:
    """1/2 is the supremum: C comes as close as you like and never gets there."""
    return equation(sup(C, beta_A, -sp.oo, beta_S, sp.oo), HALF), sp.Lt(C, HALF)


def _more_than(one: sp.Symbol) -> Statement:
    others = (p for p in (p_G, p_S, p_A, p_E) if p != one)
    return tuple(sp.Gt(one, other, evaluate=False) for other in others)


def inversion_differences() -> Statement:
    """How much more E holds than G, S and A, for x = 1/(1 + u) and y = 1/(1 + v)."""
    w, shown = weights(), []
    for name, label in ((p_G, "G"), (p_S, "S"), (p_A, "A")):
        factor, polynomial = inverted(sp.expand(w["E"] - w[label]), 2)
        shown += [
            equation(2 * d * factor * (p_E - name), polynomial),
            sp.Ge(polynomial, 0, evaluate=False),
        ]
    return tuple(shown)


def balanced_difference() -> Statement:
    """What G and E hold together more than S and A, for equal temperatures."""
    w = {k: weight.subs(y, x) for k, weight in weights().items()}
    excess = sp.factor(w["G"] + w["E"] - w["S"] - w["A"])
    return (
        equation(2 * d * (p_S - p_A), sp.expand(w["S"] - w["A"])),
        equation(2 * d * (p_G + p_E - p_S - p_A), excess),
    )


def anticommuting() -> Mapping[sp.Basic, sp.Basic]:
    """Operators that anticommute between the sites, a state, and what the master equation makes."""
    modes = {"J_A": _FIRST - _SECOND, "J_S": _FIRST + _SECOND}
    jumps = tuple(
        jump
        for mode, damping in zip(modes.values(), (x, y), strict=True)
        for jump in ((sp.Integer(1), mode.H), (damping, mode))
    )
    state = BELL * sp.diag(*_FERMIONS.values()) * BELL.H / ((1 + x) * (1 + y))
    moved = Lindbladian(number, jumps)(state).applyfunc(sp.cancel)
    return {**with_daggers({"c_1": _FIRST, "c_2": _SECOND, **modes}), rho: state, rho_dot: moved}


def fermions() -> Statement:
    """The algebra as printed; that neither mode is dark any more; and the steady state."""
    projectors = (w * symbol(f"ket_{k}") * symbol(f"bra_{k}") for k, w in _FERMIONS.items())
    return (
        equation(c_1 * c_2_dagger + c_2_dagger * c_1, 0),
        equation(J_S_dagger * ket_A, sp.sqrt(2) * ket_E),
        equation(J_A_dagger * ket_S, sp.sqrt(2) * ket_E),
        equation((1 + x) * (1 + y) * rho, sp.Add(*projectors)),
        equation(rho_dot, 0),
    )


# Both reservoirs inverted, none of them at infinite temperature.
_INVERTED = dict.fromkeys((beta_A, beta_S), sp.Interval.open(-sp.oo, 0))
_BALANCED, _EQUAL = {beta_S: sp.Reals}, {beta_A: beta_S}
_SHIFTED = {x: 1 / (1 + u), y: 1 / (1 + v)}
_HOT = dict.fromkeys((u, v), NONNEGATIVE)
_CORNER = beta_A, -sp.oo, beta_S, sp.oo
CLAIMS = (
    Claim("limit-thermal", "The thermal limit: where the population is", thermal_limit,
          where={beta_S: sp.Reals}, at={beta_A: sp.Integer(0)}),
    Claim("supremum", "The theoretical limit: approached, and not reached", supremum,
          where=TEMPERATURES),
    Claim("outside", "Within the thermal region the concurrence stays below its thermal limit",
          (sp.Lt(C, THIRD),), where=THERMAL),
    Claim("inversion", "Both reservoirs inverted: $E$ has the largest population",
          _more_than(p_E), where=_INVERTED),
    Claim("balanced-majority", "Balanced reservoirs: most of the population is in $G$ or $E$; read"
          " as: more than half",
          (sp.Gt(p_G + p_E, HALF, evaluate=False),), Verdict.REFUTED,
          where=_BALANCED, at=_EQUAL),
    Claim("balanced-half", "Balanced reservoirs: at least half is in $G$ or $E$, and more than"
          " half off infinite temperature",
          (sp.Ge(p_G + p_E, HALF, evaluate=False), equation(p_S, p_A)),
          where=_BALANCED, at=_EQUAL, corrects="balanced-majority"),
    Claim("imbalance", "Entanglement needs one of $S$, $A$ to dominate the other",
          (sp.Le(C, abs(p_S - p_A), evaluate=False),), where=EVERYWHERE),
)  # fmt: skip
STEPS = (
    Claim("inversion-shifted", "The lead of $E$ over $G$, $S$ and $A$", inversion_differences,
          where=_HOT, at=_SHIFTED),
    Claim("balanced-sorted", "$S$ and $A$ are equal, and $G$ and $E$ have more than they",
          balanced_difference, where={x: POSITIVE}, at={y: x}),
    Claim("fermions", "With fermions, which anticommute, no middle state would be dark",
          fermions, where=EVERYWHERE, local=anticommuting),
    Claim("fermions-limit", "With fermions $A$ would be filled, and the concurrence tend to one",
          (equation(lim(p_A, *_CORNER), 1), equation(lim(C, *_CORNER), 1)),
          where=TEMPERATURES, at={symbol(f"w_{k}"): w for k, w in _FERMIONS.items()}),
)  # fmt: skip
