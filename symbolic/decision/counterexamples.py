"""Where an inequality fails: a rational point, the failure certified by an enclosure.

The search looks at the corners of the box, near them, far out and in between, then walks downhill
from the lowest points.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice, product

import sympy as sp

from .boxes import Box, outer
from .enclosures.enclosure import enclose, sign_at
from .enclosures.intervals import UndefinedError
from .samples import Sample, inside_points

__all__ = ["first_violation", "violation"]

_BITS, _FIRST, _MOST, _STARTS = 96, 24, 150, 2
_NEAR = tuple(Fraction(1, 10**k) for k in (3, 9, 20, 40))
_FINEST = 40


def first_violation(expr: sp.Expr, box: Box, *, strict: bool) -> Sample | None:
    """A point among the first few inside at which an expression is negative, or zero if strict."""
    points = inside_points(box, _FIRST)
    return next((point for point in points if _violates(expr, point, strict)), None)


def violation(expr: sp.Expr, box: Box, *, strict: bool) -> tuple[Sample | None, Sample | None]:
    """A point at which an expression is negative (or zero, if strict), and the lowest one seen."""
    seen: list[tuple[Fraction, int, Sample]] = []
    for number, point in enumerate(_points(box)):
        if _violates(expr, point, strict):
            return point, point
        value = _value(expr, point)
        if value is not None:
            seen.append((value, number, point))
    lowest = sorted(seen)[:_STARTS]
    for value, _, point in lowest:
        found, at_bottom = _downhill(expr, box, point, value, strict=strict)
        if found is not None:
            return found, at_bottom
    return None, lowest[0][2] if lowest else None


def _violates(expr: sp.Expr, point: Sample, strict: bool) -> bool:
    sign = sign_at(expr, point)
    return sign is not None and (sign < 0 or (strict and sign == 0))


def _value(expr: sp.Expr, point: Sample) -> Fraction | None:
    try:
        low, high = enclose(expr, point, _BITS)
    except UndefinedError:
        return None
    return (low + high) / 2


def _points(box: Box) -> Iterator[Sample]:
    """Points inside, then the corners that belong to the box, then points near all corners."""
    ends = {v: list(_ends(side)) for v, side in outer(box).items()}
    corners = (dict(zip(ends, values, strict=True)) for values in product(*ends.values()))
    belongs = (
        point
        for point in corners
        if all(
            box[v].contains(sp.Rational(x)) and (x == int(x) or not v.is_integer)
            for v, x in point.items()
        )
    )
    return chain(inside_points(box, _FIRST), islice(belongs, _MOST))


def _ends(side: sp.Interval) -> Iterator[Fraction]:
    """Both ends, numbers nearer and nearer to them; of an endless range a simple number first."""
    low, high = side.start, side.end
    if low.is_finite and high.is_finite:
        start, width = Fraction(low), Fraction(high - low)
        yield from (start, start + width)
        yield from (x for near in _NEAR for x in (start + width * near, start + width * (1 - near)))
        return
    yield next(
        (Fraction(end) + k for end, k in ((low, 1), (high, -1)) if end.is_finite), Fraction(0)
    )
    for end, other, inwards in ((low, high, 1), (high, low, -1)):
        if end.is_finite:
            yield Fraction(end)
            yield from (Fraction(end) + inwards * near for near in _NEAR)
        else:
            start = Fraction(other) if other.is_finite else Fraction(0)
            yield from (start - inwards / near for near in _NEAR)


def _downhill(
    expr: sp.Expr, box: Box, point: Sample, value: Fraction, *, strict: bool
) -> tuple[Sample | None, Sample]:
    """Steps along the axes, half as long whenever none leads down; then simple numbers nearby."""
    step, budget = Fraction(1), _MOST
    while budget > 0 and step > Fraction(1, 1 << _FINEST):
        moved = False
        for v, sign in product(box, (1, -1)):
            trial = point | {v: point[v] + sign * step * _room(point[v], box[v])}
            if not box[v].contains(sp.Rational(trial[v])) or v.is_integer:
                continue
            budget -= 1
            found = _value(expr, trial)
            if found is not None and found < value:
                point, value, moved = trial, found, True
                if value <= 0 and _violates(expr, point, strict):
                    return _simplest(expr, box, point, strict), point
                break
        step = step if moved else step / 2
    simple = _simplest(expr, box, point, strict)
    return (simple if _violates(expr, simple, strict) else None), point


def _room(x: Fraction, side: sp.Interval) -> Fraction:
    """The distance from the nearest end, or how large the number is."""
    ends = (Fraction(end) for end in side.args[:2] if end.is_Rational)
    nearest = min((abs(x - end) for end in ends), default=Fraction(0))
    return nearest / 2 or max(abs(x), Fraction(1))


def _simplest(expr: sp.Expr, box: Box, point: Sample, strict: bool) -> Sample:
    """A point of small denominators nearby at which the inequality fails, else the point itself."""
    for largest in (1, 10, 100, 10**4, 10**8):
        simple = {v: x.limit_denominator(largest) for v, x in point.items()}
        inside = all(box[v].contains(sp.Rational(x)) for v, x in simple.items())
        if inside and _violates(expr, simple, strict):
            return simple
    return point
