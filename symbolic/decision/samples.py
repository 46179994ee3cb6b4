"""What both routes find: values at points, written for people, and how far they agree."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

import sympy as sp

from .boxes import Box, outer
from .enclosures.enclosure import value_at
from .enclosures.intervals import Span, UndefinedError
from .extrapolation import agreeing_digits, exponent
from .signs.ring_with_roots import inside, mixed

__all__ = [
    "Sample",
    "at",
    "digits_between",
    "inside_points",
    "middle",
    "numeral",
    "shown",
    "value_or_none",
]

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


def value_or_none(expr: sp.Expr, point: Mapping[sp.Symbol, Fraction]) -> Span | None:
    """An interval around the value at a point, to 30 digits or 60 places; None without one."""
    try:
        return value_at(expr, point, _DIGITS)
    except UndefinedError:
        return None


def middle(span: Span) -> Fraction:
    """The middle of an interval."""
    return (span[0] + span[1]) / 2


def numeral(span: Span, digits: int = 20) -> str:
    """A number as people write it, no digit that is not certain; exactly if that is short.

    Examples
    --------
    >>> numeral((Fraction(1, 3), Fraction(1, 3))), numeral((Fraction(333), Fraction(334)))
    ('1/3', '3.3e+2')
    >>> numeral((Fraction(-1, 10**9), Fraction(1, 10**9)))
    'below 1e-8 in size'
    """
    low, high = span
    value, width, size = middle(span), high - low, min(abs(low), abs(high))
    if not width:
        exact = str(sp.Rational(value))
        return exact if len(exact) <= digits else str(sp.N(sp.Rational(value), digits))
    if low <= 0 <= high or size < 10 * width:
        return f"below 1e{exponent(max(abs(low), abs(high))) + 1} in size"
    return str(sp.N(sp.Rational(value), min(digits, exponent(size / width))))


def digits_between(one: Span | None, other: Span | None) -> str:
    """How many digits two values share, in words; nothing if one of them is no number."""
    if one is None or other is None:
        return ""
    if one[0] == one[1] == other[0] == other[1]:
        return "equal"
    apart = [(one[0], other[1]), (one[1], other[0])]
    digits = max(0, min(agreeing_digits(*pair) for pair in apart))
    return f"{digits} digit{'s' * (digits != 1)} agree{'s' * (digits == 1)}"


def shown(point: Mapping[sp.Symbol, Fraction]) -> dict[str, str]:
    """Coordinates of a point by the names of the symbols."""
    return {str(v): str(sp.Rational(x.numerator, x.denominator)) for v, x in point.items()}
