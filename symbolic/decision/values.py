"""Equalities and bounds, decided by certified numbers first and then by exact algebra."""

from collections.abc import Callable, Sequence

import sympy as sp

from .boxes import Box
from .budget import SpentError
from .counterexamples import first_violation, violation
from .enclosures.enclosure import sign_at
from .enclosures.intervals import Span
from .expression_reader import NoExactRouteError
from .proof import Certificates, Proof, Verdict
from .samples import Sample, digits_between, inside_points, numeral, shown, value_or_none
from .searches.by_parts import positive_by_summands, positive_for_both_signs, summands
from .searches.cover import positive_by_cover
from .searches.far_out import positive_far_out
from .searches.monotonicity import positive_by_monotonicity
from .searches.odd_roots import odd_roots, positive_by_powers
from .signs.identities import certified_zero
from .signs.sign_on_box import positive_in_parts, positive_on

__all__ = ["RELATIONS", "decide_bound", "decide_equality"]

_POINTS = 12
# Of right minus left: the sign it has to have, and whether it may vanish.
_ATTEMPTS = {
    positive_on: "no coefficient is negative in any case",
    positive_by_summands: "by enclosures of summands without common variables",
    positive_in_parts: "no coefficient is negative in any case",
    positive_by_powers: "by odd powers of both sides",
    positive_by_cover: "by enclosures, piece by piece",
    positive_far_out: "by enclosures, far out in the inverse of the variable",
    positive_by_monotonicity: "by monotonicity",
    positive_for_both_signs: "by enclosures, whichever sign a modulus has",
}
# So many variables that polynomials in all of them are long.
_MANY = 5
_COVER_FIRST = (sp.exp, sp.log, sp.sin, sp.cos, sp.atan)
RELATIONS = {"<": (1, True), "<=": (1, False), ">": (-1, True), ">=": (-1, False)}


def decide_equality(lhs: sp.Expr, rhs: sp.Expr, box: Box, parts: Sequence[sp.Expr] = ()) -> Proof:
    """Whether two real expressions are equal on a box; a point counts where all parts have values.

    The real parts of complex expressions may lack a value, as a root of a negative number does;
    then their imaginary parts say nothing either.
    """
    difference, count = lhs - rhs, 0
    for point in inside_points(box, _POINTS):
        if any(value_or_none(part, point) is None for part in parts):
            continue
        sign = sign_at(difference, point)
        if sign:
            one, other = value_or_none(lhs, point), value_or_none(rhs, point)
            method = "the two sides differ, by certified numbers"
            return Proof(Verdict.REFUTED, method, (), _sides(point, one, other))
        count += difference == 0 or value_or_none(difference, point) is not None
    numbers = (
        f"numbers agree at {count} point{'s' * (count > 1)}" if count else "numbers say nothing"
    )
    try:
        certificates = certified_zero(difference, box)
    except NoExactRouteError as error:
        return Proof(Verdict.INCONCLUSIVE, f"{numbers}; no proof found: {error}")
    if certificates is None:
        return Proof(Verdict.INCONCLUSIVE, f"{numbers}; no proof found")
    return Proof(Verdict.PROVED, f"one normal form; {numbers}", certificates)


def _sides(point: Sample, one: Span | None, other: Span | None) -> dict[str, str]:
    values = {
        name: "undefined" if value is None else numeral(value)
        for name, value in (("left side", one), ("right side", other))
    }
    return shown(point) | values | {"digits that agree": digits_between(one, other)}


def decide_bound(left: sp.Expr, relation: str, right: sp.Expr, box: Box) -> Proof:
    """Whether an inequality holds on a box."""
    sign, strict = RELATIONS[relation]
    margin = sign * (right - left)
    wrong, lowest, reason = first_violation(margin, box, strict=strict), None, ""
    for attempt in _in_order(margin, box) if wrong is None else ():
        try:
            certificates = attempt(margin, box, strict=strict)
        except (NoExactRouteError, SpentError) as error:
            certificates, reason = None, f": {error}"
        if certificates is not None:
            return Proof(Verdict.PROVED, _ATTEMPTS[attempt], certificates)
        if lowest is None:
            wrong, lowest = violation(margin, box, strict=strict)
        if wrong is not None:
            break
    if wrong is None:
        return Proof(Verdict.INCONCLUSIVE, f"{_margin(margin, lowest)}; no proof found{reason}")
    values = (value_or_none(side, wrong) for side in (left, right))
    return Proof(
        Verdict.REFUTED, "fails at a point, by certified numbers", (), _sides(wrong, *values)
    )


def _in_order(margin: sp.Expr, box: Box) -> list[Callable[..., Certificates | None]]:
    """The cheapest first: of functions of one variable that is a cover, of odd roots powers."""
    one = len(margin.free_symbols) == 1 and margin.has(*_COVER_FIRST)
    roots = odd_roots(margin)
    # That of a product of symbols is no sum's: its symbols are powers of others.
    sums = any(root.base.is_Add for root in roots)
    first = positive_by_powers if sums else positive_by_cover if one else positive_on
    apart = bool(summands(margin, box))
    first = positive_by_summands if apart and len(margin.free_symbols) > _MANY else first
    needless = {positive_by_powers: not roots, positive_by_summands: not apart}
    attempts = [each for each in _ATTEMPTS if not needless.get(each)]
    return sorted(attempts, key=lambda attempt: attempt is not first)


def _margin(margin: sp.Expr, point: Sample | None) -> str:
    value = None if point is None else value_or_none(margin, point)
    if point is None or value is None:
        return "no number at any point that was tried"
    where = ", ".join(f"{name} = {x}" for name, x in shown(point).items())
    margin_there = numeral(value, 6)
    return (
        f"no counter-example found, smallest margin {margin_there}{' at ' + where if where else ''}"
    )
