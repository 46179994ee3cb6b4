"""The sign that an expression has on a whole box, with certificates.

What has no `normal_form` raises `NoExactRouteError`, of which `sign_on` makes None.
"""

from collections.abc import Iterator

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.formula.functions import ENTIRE

from .logarithms import without_a_logarithm
from .quantities import normal_form
from .signs import halves, joined

__all__ = ["positive_in_parts", "positive_on", "sign_on", "vanishes_on"]

# exp(u) > 1 + u + … + u^n/n! for the n > 0 here, exp(-u) > 1 - u + … - u^(n-1)/(n-1)! for -n.
_TAYLOR = (2, 4, -4, -8)
_CUTS = 3


def positive_on(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that an expression is > 0 on a box (or >= 0), or None if none are found."""
    form = normal_form(expr, box)
    if (found := form.proved(strict=strict)) is not None:
        return found
    others = (other.proved(strict=strict, cuts=0) for other in without_a_logarithm(form))
    return next((certificates for certificates in others if certificates is not None), None)


def positive_in_parts(
    expr: sp.Expr, box: Box, *, strict: bool, cuts: int = _CUTS
) -> Certificates | None:
    """As `positive_on`, with more effort: bounds on exponentials, and the box cut in parts."""
    exponentials = any(not e.is_number for e in expr.atoms(sp.exp))
    found = positive_on(expr, box, strict=strict)
    for taylor in _TAYLOR if exponentials and found is None else ():
        found = normal_form(expr, box, taylor=taylor).proved(strict=strict, cuts=0)
        if found is not None:
            break
    if found is not None or not cuts:
        return found
    pieces = list(_parts(expr, box))
    if not pieces:
        return None
    return joined(
        positive_in_parts(part, smaller, strict=strict, cuts=cuts - 1) for part, smaller in pieces
    )


def _parts(expr: sp.Expr, box: Box) -> Iterator[tuple[sp.Expr, Box]]:
    """Cut where a symbol of both signs is 0, else across one in an exponent or angle."""
    signed = [v for v, side in box.items() if side.start < 0 < side.end and expr.has(v)]
    if signed:
        zero, side = expr.subs(signed[0], 0), box[signed[0]]
        if not zero.has(sp.nan, sp.zoo, sp.oo):
            yield zero, {v: other for v, other in box.items() if v != signed[0]}
        yield expr, {**box, signed[0]: sp.Interval(side.start, 0, side.left_open, True)}
        yield expr, {**box, signed[0]: sp.Interval(0, side.end, True, side.right_open)}
    elif transcendental := expr.atoms(*ENTIRE):
        inside = sorted(set().union(*(e.free_symbols for e in transcendental)), key=str)
        for half in halves(box[inside[0]]) if inside else ():
            yield expr, {**box, inside[0]: half}


def sign_on(expr: sp.Expr, box: Box) -> tuple[int | None, Certificates]:
    """The strict sign of an expression on a box, 0 if it vanishes there; None if unknown."""
    if not expr.free_symbols and (sign := sign_at(expr, {})):
        return sign, ()
    try:
        if (found := vanishes_on(expr, box)) is not None:
            return 0, found
        for sign in (1, -1):
            found = positive_on(sign * expr, box, strict=True)
            if found is not None:
                return sign, found
    except NoExactRouteError:
        pass
    return None, ()


def vanishes_on(expr: sp.Expr, box: Box) -> Certificates | None:
    """Certificates that an expression is zero on a box, or None.

    Either its numerator is the zero polynomial, or it is neither positive nor negative.
    """
    form = normal_form(expr, box)
    if not form.numerator:
        return form.certificates
    if not form.system.roots:
        return None
    return joined(side.proved(strict=False) for side in (form, -form))
