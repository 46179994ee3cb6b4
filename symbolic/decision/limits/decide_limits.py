"""Limits, decided by two routes: exact algebra, and numbers along paths.

A limit in one variable follows from the leading term. A joint one is refuted by one path along
which it is another, and proved by continuity or by a bound on the distance, `joint_limits`.
If the routes disagree, nothing is decided.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from functools import partial

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.budget import SpentError
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.enclosures.intervals import Span
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.extrapolation import numbers_along
from beyondthermal.symbolic.decision.proof import Certificates, Proof, Verdict
from beyondthermal.symbolic.decision.samples import (
    Sample,
    at,
    digits_between,
    middle,
    numeral,
    shown,
    value_or_none,
)
from beyondthermal.symbolic.decision.signs.sign_on_box import vanishes_on
from beyondthermal.symbolic.formula.functions import BOUNDED, ENTIRE

from .constant_logarithms import logarithms_cancel
from .joint_limits import Corner, continuous_value, corners, modulus_of_continuity
from .regular_points import value_at_regular_point
from .replacements import replaced
from .two_routes import Walk, numbers_in_words, walks

__all__ = ["decide_limit", "equal_limits", "refuted_on"]

Point = Mapping[sp.Symbol, sp.Expr]

# Paths to look at; what is short; the order of a longer Taylor polynomial.
_ENOUGH, _SHORT, _LONG = 5, 40, 4
# Logarithms are bounded with these powers.
_POWERS = (sp.S.Half, sp.Rational(1, 4))
# Points t = 2^-k on a path.
_STEPS = (4, 5, 6, 8, 10, 13, 17, 24, 32, 48, 64, 100, 150, 250)


def decide_limit(expr: sp.Expr, point: Point, value: sp.Expr, box: Box) -> Proof:
    """Whether the limit at a point is the value, whatever the path."""
    found: list[Walk] = []
    for walk in walks(expr, point, box):
        found.append(walk)
        # A few more paths show whether there is a limit at all.
        if len(found) >= _ENOUGH and any(walk.contradicts(value) for walk in found):
            break
    wrong = next((walk for walk in found if walk.contradicts(value)), None)
    if wrong is not None:
        return refuted_on(expr, wrong, value, found)
    numbers = numbers_in_words(found, value)
    try:
        method, certificates = _exactly(expr, point, value, box, found)
    except (NoExactRouteError, SpentError) as error:
        tried = " that were tried" if any(walk.number_is(value) for walk in found) else ""
        return Proof(Verdict.INCONCLUSIVE, f"{numbers}{tried}; no proof found: {error}")
    if any(walk.number_is(value) is False for walk in found):
        return Proof(Verdict.INCONCLUSIVE, f"{numbers}, but {method} proves the claim")
    return Proof(Verdict.PROVED, f"by {method}; {numbers}", certificates)


def _exactly(
    expr: sp.Expr, point: Point, value: sp.Expr, box: Box, found: list[Walk]
) -> tuple[str, Certificates]:
    """By leading terms in one variable, unless a parameter changes what leads; else jointly."""
    if len(point) > 1:
        return _jointly(expr, point, value, box)
    try:
        return _by_leading_terms(expr, point, value, box, found)
    except NoExactRouteError as error:
        with suppress(NoExactRouteError):
            return _jointly(expr, point, value, box)
        raise error


def _by_leading_terms(
    expr: sp.Expr, point: Point, value: sp.Expr, box: Box, found: list[Walk]
) -> tuple[str, Certificates]:
    """Each side's leading term; where that leaves nothing to check, a bound on the distance."""
    parameters = {v: side for v, side in box.items() if v not in point}
    together: Certificates = ()
    for walk in found:
        if walk.value is None:
            raise NoExactRouteError(walk.why)
        together += walk.certificates + equal_limits(walk.value, value, parameters)
    # Of log, sin and cos a bound on the distance knows little but their ranges.
    general = any(power.base.has(*point) and power.exp.has(*point) for power in expr.atoms(sp.Pow))
    if together or general or expr.count_ops() > _SHORT or expr.has(sp.log, *BOUNDED):
        return "its leading term", together
    with suppress(NoExactRouteError):
        sides = corners(expr, point, box, order=_LONG)
        bounds = _on_every_side(sides, lambda corner: modulus_of_continuity(corner, value))
        if bounds is not None:
            return f"its leading term and {bounds[0]}", bounds[1]
    return "its leading term", ()


def equal_limits(one: sp.Expr, other: sp.Expr, parameters: Box) -> Certificates:
    """Certificates that two limits are the same, whatever the parameters.

    Raises
    ------
    NoExactRouteError
        If that isn't shown.
    """
    if one == other:
        return ()
    finite = not (one.is_infinite or other.is_infinite)
    certificates = vanishes_on(one - other, parameters) if finite else None
    if certificates is None and finite and (one - other).has(sp.log):
        certificates = logarithms_cancel(one - other)
    if certificates is None:
        raise NoExactRouteError(f"not shown that {one} is {other}")
    return certificates


def _jointly(expr: sp.Expr, point: Point, value: sp.Expr, box: Box) -> tuple[str, Certificates]:
    """By continuity, or by a bound on the distance, functions replaced by bounds where it helps."""
    parameters = {v: side for v, side in box.items() if v not in point}
    factor, varying = expr.as_independent(*point, as_Add=False)
    if value == 0 and factor != 1:
        method, certificates = _jointly(varying, point, value, box)
        return f"{method}, {factor} being constant", certificates
    if all(at.is_finite for at in point.values()):
        found = value_at_regular_point(expr, dict(point), parameters)
        if found is not None:
            return "continuity", found[1] + equal_limits(found[0], value, parameters)
    # Without bounds exponentials are known better, other functions hardly at all.
    plainly = partial(_near_corners, expr, point, value, box)
    if not expr.has(sp.log, *BOUNDED):
        with suppress(NoExactRouteError):
            return plainly()
    for power in _POWERS if len(point) > 1 and expr.has(sp.log, *ENTIRE) else ():
        bounded, rests = replaced(expr, point, box, power)
        with suppress(NoExactRouteError):
            return _near_corners(bounded, point, value, {**box, **rests})
    return plainly()


def _near_corners(
    expr: sp.Expr, point: Point, value: sp.Expr, box: Box
) -> tuple[str, Certificates]:
    """By continuity, for which a short Taylor polynomial will do, or by a bound on the distance."""
    parameters = {v: side for v, side in box.items() if v not in point}

    def continuity(corner: Corner) -> tuple[str, Certificates] | None:
        found = None if value.is_infinite else continuous_value(corner)
        if found is None:
            return None
        return "continuity", found[1] + equal_limits(found[0], value, parameters)

    def either(corner: Corner) -> tuple[str, Certificates] | None:
        return continuity(corner) or modulus_of_continuity(corner, value)

    for order, step in ((1, continuity), (_LONG, either)):
        found = _on_every_side(corners(expr, point, box, order=order), step)
        if found is not None:
            return found
    raise NoExactRouteError("neither continuity nor a bound on the distance")


def _on_every_side(
    sides: Iterable[Corner], step: Callable[[Corner], tuple[str, Certificates] | None]
) -> tuple[str, Certificates] | None:
    """What one step finds on every side, None if it finds nothing on one."""
    methods: list[str] = []
    together: Certificates = ()
    for corner in sides:
        found = step(corner)
        if found is None:
            return None
        methods.append(found[0])
        together += found[1]
    return ", ".join(dict.fromkeys(methods)), together


def refuted_on(expr: sp.Expr, wrong: Walk, value: sp.Expr, found: list[Walk]) -> Proof:
    """The path along which the limit is another, one along which it differs again, and a point."""
    assert wrong.value is not None
    sample = next(s for s in wrong.samples if at(wrong.value, s) != at(value, s))
    if wrong.number is None:
        wrong = replace(wrong, number=numbers_along(wrong.path, at(expr, wrong.samples[0])))
    if wrong.number_is(value) and not wrong.number_is(wrong.value):
        method = f"exact algebra gives {wrong.value} along {wrong.path}, numbers {value}"
        return Proof(Verdict.INCONCLUSIVE, method)
    others = (walk for walk in found if walk.value is not None and walk.samples == wrong.samples)
    other = next((walk for walk in others if walk.contradicts(wrong.value)), None)
    seen = {"limit found": _plain(wrong.value)}
    if len(wrong.samples) == 1 and sample:
        seen["limit found"] += " for " + ", ".join(f"{v} = {x}" for v, x in shown(sample).items())
    if wrong.number is not None:
        seen["in numbers"] = str(wrong.number)
    if other is not None or len(wrong.path.at) > 1:
        seen["on the path"] = str(wrong.path)
    if other is not None:
        seen["on another path"] = f"{_plain(other.value)} on {other.path}"
    method = "exact algebra and numbers find another limit"
    if other is not None:
        method = "exact algebra and numbers find a limit that depends on the path"
    return Proof(Verdict.REFUTED, method, (), seen | _apart(expr, wrong, sample, value))


def _plain(value: sp.Expr | None) -> str:
    return str(value if value is None else value.replace(Modulus, sp.Abs))


def _apart(expr: sp.Expr, walk: Walk, sample: Sample, value: sp.Expr) -> dict[str, str]:
    """The first point on the path that is nearer to the limit than to the claim."""
    assert walk.value is not None
    goal, target = (value_or_none(at(limit, sample), {}) for limit in (walk.value, value))
    for k in (k for k in _STEPS if k >= walk.path.first):
        t = {walk.path.t: Fraction(1, 2**k)}
        there = value_or_none(walk.path.on(at(expr, sample)), t)
        if there is None:
            continue
        if goal is None or target is None or _nearer(there, goal, target):
            where = {str(v): str(at(e, t)) for v, e in walk.path.at.items()} | shown(sample)
            agree = digits_between(there, target)
            return where | {"value there": numeral(there), "digits that agree": agree}
    return shown(sample)


def _nearer(there: Span, goal: Span, target: Span) -> bool:
    """Whether a value is much nearer to the limit than the claim is."""
    return 4 * abs(middle(there) - middle(goal)) < abs(middle(target) - middle(goal))
