"""Whether a statement has a meaning where it is made: the values that it needs are there.

An equation says that both sides have the same value, or none, at every point of its domain; an
inequality that both sides have values, and are so ordered, everywhere on it; a limit needs values
near the point, inside the domain, where none of its variables has reached its target. Each is an
obligation of the proof, and shown here.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import product
from typing import Any

import sympy as sp

from beyondthermal.symbolic.formula.functions import ENTIRE
from beyondthermal.symbolic.formula.special_functions import POLE
from beyondthermal.symbolic.symbols import unknowns

from .boxes import Box
from .conditions import Condition
from .enclosures.enclosure import sign_at
from .expression_reader import NoExactRouteError
from .limits.germs import is_off_poles, sign_at_zero
from .paths import near, paths
from .samples import inside_points, value_or_none
from .searches.cover import positive_by_cover
from .signs.identities import real_and_imaginary
from .signs.quantities import normal_form
from .signs.sign_on_box import positive_in_parts, sign_on
from .signs.signs import certified_sign

__all__ = ["is_between_whole_numbers", "unlike", "unmet", "unmet_near"]

Needed = Iterable[Condition]
Point = Mapping[sp.Symbol, sp.Expr]


def unmet(needed: Needed, box: Box) -> list[Condition]:
    """The conditions that are not shown to hold everywhere on a box.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> from beyondthermal.symbolic.decision.conditions import conditions
    >>> x = symbol("x")
    >>> [*map(str, unmet(conditions(sp.sqrt(x) / (x - 1)), {x: sp.Interval(0, 3)}))]
    ['x - 1 may be zero']
    """
    return [condition for condition in needed if not _met(condition, box)]


def _met(condition: Condition, box: Box) -> bool:
    part, fault = condition.part, condition.fault
    if fault == "without a value" or part.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        return False
    if fault == POLE:
        return _positive(part, box, strict=True) or is_between_whole_numbers(part, box)
    if fault == "negative":
        return _positive(part, box, strict=False)
    part = _real(part)
    return bool(sign_on(part, box)[0]) or any(
        _positive(s * part, box, strict=True) for s in (1, -1)
    )


def is_between_whole_numbers(part: sp.Expr, box: Box) -> bool:
    """Whether an expression is strictly between two neighbouring whole numbers on a box.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> [is_between_whole_numbers(-x, {x: sp.Interval.open(0, end)}) for end in (1, 2)]
    [True, False]
    """
    value = value_or_none(part, next(inside_points(box, 1), {}))
    if value is None:
        return False
    k = sp.floor(sp.Rational(value[0]))
    return _positive(part - k, box, strict=True) and _positive(k + 1 - part, box, strict=True)


def _real(part: sp.Expr) -> sp.Expr:
    """What vanishes where a complex expression does: the square of its modulus."""
    real, imaginary = real_and_imaginary(part)
    return sp.expand(real**2 + imaginary**2) if imaginary else real


def _positive(part: sp.Expr, box: Box, *, strict: bool) -> bool:
    if not part.free_symbols and sign_at(part, {}) == 1:
        return True
    with suppress(NoExactRouteError):
        if positive_in_parts(part, box, strict=strict) is not None:
            return True
    return part.has(*ENTIRE) and positive_by_cover(part, box, strict=strict) is not None


def unlike(one: Sequence[Condition], other: Sequence[Condition], box: Box) -> Condition | None:
    """A condition of one side of an equation that the other side doesn't have as well.

    None if both sides lack a value at the same points of the box: what may vanish on one side is
    made of the irreducible factors that may vanish on the other.
    """
    alike = [condition for condition in one if condition in other]
    left, right = (unmet([c for c in side if c not in alike], box) for side in (one, other))
    if odd := next((c for c in (*left, *right) if c.fault != "zero"), None):
        return odd
    if not left and not right:
        return None
    zeros = [[c for c in (*side, *alike) if c.fault == "zero"] for side in (left, right)]
    try:
        factors = iter(_factors([_real(c.part) for needed in zeros for c in needed], box))
    except NoExactRouteError:
        return (*left, *right)[0]
    found = [{c: next(factors) for c in needed} for needed in zeros]
    together: list[set[Any]] = [set().union(*each.values()) for each in found]
    for these, those in ((found[0], together[1]), (found[1], together[0])):
        if (extra := next((c for c, parts in these.items() if parts - those), None)) is not None:
            return extra
    return None


def _factors(parts: Sequence[sp.Expr], box: Box) -> list[set[Any]]:
    """The irreducible factors of the numerators, but for those that vanish nowhere on the box."""
    names = unknowns("part", len(parts))
    every = dict.fromkeys(names, sp.Interval(-sp.oo, sp.oo))
    # Side by side, so that all of them are written in the same quantities.
    form = normal_form(sp.Add(*map(sp.Mul, names, parts)), {**box, **every})
    found = []
    for name in names:
        index = list(form.system.box).index(name)
        p = form.system.coefficient(form.numerator, index, 1)
        _, numerator, _ = p.cofactors(form.denominator)
        if not numerator:  # it vanishes everywhere, and not where something else does
            found.append({sp.S.Zero})
            continue
        factors = {factor.monic() for factor, _ in numerator.factor_list()[1]}
        found.append({f for f in factors if not certified_sign(f, form.system)[0]})
    return found


def unmet_near(needed: Needed, point: Point, box: Box) -> list[Condition]:
    """The conditions that are not shown to hold near a point, as long as no variable is there."""
    parameters = {v: side for v, side in box.items() if v not in point}
    depends = [condition for condition in needed if condition.part.has(*point)]
    others = [condition for condition in needed if condition not in depends]
    found = unmet(others, parameters)
    if len(point) == 1:
        return found + [c for c in depends if not _met_on_paths(c, point, box)]
    for corner in product(*(near(v, target, box[v]) for v, target in point.items())):
        found += unmet(depends, {**parameters, **dict(corner)})
    return found


def _met_on_paths(condition: Condition, point: Point, box: Box) -> bool:
    parameters = {v: side for v, side in box.items() if v not in point}
    if condition.fault == "without a value":
        return False
    for path in paths(condition.part, point, box):
        try:
            part = path.on(condition.part)
            if condition.fault == POLE and is_off_poles(part, path.t, parameters):
                continue
            sign = sign_at_zero(part, path.t, parameters)
        except NoExactRouteError:
            return False
        if condition.fault == POLE and sign <= 0:
            return False
        if sign < 0 if condition.fault == "negative" else sign == 0:
            return False
    return True
