"""Equations between angles, as atan(x) + atan(1/x) = pi/2 for x > 0, by how far they turn.

A difference F of sums of rational multiples of arctangents and of π has a whole number s for which
exp(i s F) is a product of powers of (1 + iu)/√(1 + u²). If that is 1 everywhere, s F is a multiple
of 2π at each point; where F is continuous it is the same one on all of the box, and one certified
number says which.
"""

from contextlib import suppress
from fractions import Fraction

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Question
from beyondthermal.symbolic.decision.definedness import unmet
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.generators.reading import zero_by_generators
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.samples import inside_points, value_or_none
from beyondthermal.symbolic.formula.functions import ENTIRE, rewritten
from beyondthermal.symbolic.formula.special_functions import EXACT_FORMS

from .narrowing import certain

__all__ = ["equal_angles"]

# Less than 2π.
_TURN = 6
_CONTINUOUS = (*ENTIRE, sp.log, sp.atan, sp.erf, Modulus)


def equal_angles(asked: Question) -> Certificates | None:
    """Certificates that exp(i s F) = 1, if that shows that two sides are equal on a box."""
    left, right = asked.expressions[:2]
    difference = _without_forms(left - right)
    s = _scale(difference)
    if s is None or not _continuous(asked, difference):
        return None
    point = next(inside_points(asked.box, 1), {})
    value = value_or_none(difference, point)
    if value is None or max(map(abs, value)) * s >= Fraction(_TURN):
        return None
    given = certain(asked.all_conditions, asked.expressions)
    with suppress(NoExactRouteError):
        return zero_by_generators(difference, given, real=True, turned=s, box=asked.box)
    return None


def _scale(difference: sp.Expr) -> int | None:
    """The denominators of the multiples of arctangents; None if there is anything else."""
    multiples = []
    for term in sp.Add.make_args(sp.expand(difference)):
        c, part = term.as_coeff_Mul()
        if not (c.is_Rational and isinstance(part, sp.atan | type(sp.pi))):
            return None
        multiples.append(c)
    arctangents = difference.has(sp.atan)
    return int(sp.ilcm(1, 1, *(c.q for c in multiples))) if arctangents else None


def _without_forms(expr: sp.Expr) -> sp.Expr:
    """Without the functions that have an exact form in others."""
    kinds = tuple(EXACT_FORMS)
    exact = expr.replace(lambda e: isinstance(e, kinds), lambda e: EXACT_FORMS[e.func](*e.args))
    return rewritten(exact)


def _continuous(asked: Question, difference: sp.Expr) -> bool:
    """Whether a difference is seen to be continuous on a box, of which no symbol is whole."""
    if any(v.is_integer for v in asked.box):
        return False
    if not all(isinstance(f, _CONTINUOUS) for f in difference.atoms(sp.Function)):
        return False
    return not unmet(asked.all_conditions, asked.box)
