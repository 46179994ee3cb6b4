"""What both routes find: values at points, written for people, and how far they agree."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

import sympy as sp

from .boxes import Box, outer
from .enclosures.enclosure import value_at
from .enclosures.intervals import UndefinedError
from .paths import agreeing_digits
from .signs.ring_with_roots import inside, mixed

__all__ = ["Sample", "at", "digits_between", "inside_points", "numeral", "shown", "value_or_none"]

Sample = dict[sp.Symbol, Fraction]

_DIGITS = 30


def inside_points(box: Box, count: int) -> Iterator[Sample]:
    """Rational points inside a box, whole numbers where a symbol is one."""
    ranges = [inside(side) for side in outer(box).values()]
    for values in islice(mixed(ranges) if ranges else iter([()]), 4 * count):
        point = {
            v: Fraction(-(-x // 1)) if v.is_integer else x for v, x in zip(box, values, strict=True)
        }
        if all(
            side.contains(sp.Rational(x))
            for side, x in zip(box.values(), point.values(), strict=True)
        ):
            count -= 1
            yield point
        if not count:
            return


def at(expr: sp.Expr, sample: Mapping[sp.Symbol, Fraction]) -> sp.Expr:
    """An expression at given values of some symbols."""
    return expr.xreplace({v: sp.Rational(x.numerator, x.denominator) for v, x in sample.items()})


def value_or_none(expr: sp.Expr, point: Mapping[sp.Symbol, Fraction]) -> Fraction | None:
    """The value at a point to 30 digits, None where there is none."""
    try:
        low, high = value_at(expr, point, _DIGITS)
    except UndefinedError:
        return None
    return (low + high) / 2


def numeral(value: sp.Expr | Fraction, digits: int = 20) -> str:
    """A number as people write it: exactly if that is short."""
    exact = str(sp.sympify(value))
    return exact if len(exact) <= digits else str(sp.N(value, digits))


def digits_between(one: Fraction | None, other: Fraction | None) -> str:
    """How many digits two values share, in words; nothing if one of them is no number."""
    if one is None or other is None:
        return ""
    digits = max(0, agreeing_digits(one, other))
    return f"{digits} digit{'s' * (digits != 1)} agree{'s' * (digits == 1)}"


def shown(point: Mapping[sp.Symbol, Fraction]) -> dict[str, str]:
    """Coordinates of a point by the names of the symbols."""
    return {str(v): str(sp.Rational(x.numerator, x.denominator)) for v, x in point.items()}
