"""A judge of enclosures: interval arithmetic on rational numbers, rounded outwards by hand.

Nothing here comes from the package or from mpmath, and nothing rests on floating point: ends are
fractions, kept to a given number of bits.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from itertools import count

__all__ = ["FUNCTIONS", "UndefinedError", "cos", "exp", "log", "sin"]

Span = tuple[Fraction, Fraction]

# exp(±2^LARGEST) is as far from 1 as a number may be.
LARGEST = 17


class UndefinedError(ArithmeticError):
    """No real value there, or none that can be told from a pole."""


def exactly(value: Fraction) -> Span:
    """The interval of one number."""
    return value, value


def _floor(value: Fraction, bits: int) -> Fraction:
    """The value rounded down to so many significant bits."""
    top, bottom = value.numerator, value.denominator
    if max(top.bit_length(), bottom.bit_length()) <= bits:
        return value
    shift = bits - top.bit_length() + bottom.bit_length()
    if shift >= 0:
        return Fraction((top << shift) // bottom, 1 << shift)
    return Fraction((top // (bottom << -shift)) << -shift)


def outwards(span: Span, bits: int) -> Span:
    """The interval with its ends rounded outwards to so many significant bits."""
    return _floor(span[0], bits), -_floor(-span[1], bits)


def plus(a: Span, b: Span) -> Span:
    """The sum."""
    return a[0] + b[0], a[1] + b[1]


def times(a: Span, b: Span) -> Span:
    """The product."""
    if a[0] == a[1] and b[0] == b[1]:
        return exactly(a[0] * b[0])
    ends = [x * y for x in a for y in b]
    return min(ends), max(ends)


def modulus(a: Span, bits: int = 0) -> Span:
    """The absolute value."""
    low, high = sorted(map(abs, a))
    return (Fraction(0) if a[0] < 0 < a[1] else low), high


def whole_power(a: Span, exponent: int, bits: int) -> Span:
    """A power with a non-negative whole exponent."""
    base = modulus(a) if exponent % 2 == 0 else a
    result = exactly(Fraction(1))
    for digit in bin(exponent)[2:]:
        result = outwards(times(result, result), bits)
        result = outwards(times(result, base), bits) if digit == "1" else result
    return result


def _series(start: Span, ratio: Callable[[int], Span], bits: int) -> Span:
    """First term times 1 + q_1 + q_1 q_2 + …; with |q_k| <= 1/2 the last term bounds the rest.

    In units of 2^-bits everything is a whole number.
    """
    term = total = _in_units(start, bits)
    for k in count(1):
        products = [a * b for a in term for b in _in_units(ratio(k), bits)]
        term = min(products) >> bits, -(-max(products) >> bits)
        total = total[0] + term[0], total[1] + term[1]
        rest = max(-term[0], term[1])
        if rest <= 2:
            break
    return Fraction(total[0] - rest, 1 << bits), Fraction(total[1] + rest, 1 << bits)


def _in_units(span: Span, bits: int) -> tuple[int, int]:
    (low, high), unit = span, 1 << bits
    above = -high.numerator * unit // high.denominator
    return low.numerator * unit // low.denominator, -above


def exp(a: Span, bits: int) -> Span:
    """The exponential function, which rises."""
    return _exp_of(a[0], bits)[0], _exp_of(a[1], bits)[1]


@lru_cache(4096)
def _exp_of(value: Fraction, bits: int) -> Span:
    """Taylor's series at value/2^k, squared k times."""
    if abs(value) >= 1 << LARGEST:
        raise UndefinedError("an exponential out of range")
    halvings = max(0, value.numerator.bit_length() - value.denominator.bit_length() + 9)
    more, small = bits + halvings + 16, value / 2**halvings
    result = _series(exactly(Fraction(1)), lambda k: exactly(small / k), more)
    for _ in range(halvings):
        result = outwards(times(result, result), more)
    return result


def log(a: Span, bits: int) -> Span:
    """The natural logarithm, which rises."""
    if a[0] <= 0:
        raise UndefinedError("a logarithm of what may not be positive")
    return _log_of(a[0], bits)[0], _log_of(a[1], bits)[1]


@lru_cache(4096)
def _log_of(value: Fraction, bits: int) -> Span:
    """log(m 2^k) = log m + k log 2, with m in [1/2, 2]."""
    k = value.numerator.bit_length() - value.denominator.bit_length()
    more = bits + abs(k).bit_length() + 16
    shift = times(exactly(Fraction(k)), _log_near_one(Fraction(2), more))
    return plus(shift, _log_near_one(value / Fraction(2) ** k, more))


def _log_near_one(value: Fraction, bits: int) -> Span:
    """2 artanh z = 2 z (1 + z²/3 + z⁴/5 + …) with z = (m - 1)/(m + 1), |z| <= 1/3."""
    z = outwards(exactly((value - 1) / (value + 1)), bits)
    z2 = times(z, z)
    start = times(exactly(Fraction(2)), z)
    return _series(start, lambda k: times(z2, exactly(Fraction(2 * k - 1, 2 * k + 1))), bits)


@cache
def pi(bits: int) -> Span:
    """16 arctan(1/5) - 4 arctan(1/239)."""

    def arctan(n: int, scale: int) -> Span:
        q = Fraction(-1, n * n)
        start = outwards(exactly(Fraction(scale, n)), bits + 16)
        return _series(start, lambda k: exactly(q * Fraction(2 * k - 1, 2 * k + 1)), bits + 16)

    return plus(arctan(5, 16), arctan(239, -4))


def cos(a: Span, bits: int) -> Span:
    """The series at the middle/2^k, then cos 2φ = 2 cos² φ - 1; the slope is at most 1."""
    middle, radius = (a[0] + a[1]) / 2, (a[1] - a[0]) / 2
    if abs(middle) >= 1 << LARGEST:
        raise UndefinedError("an angle out of range")
    halvings = max(0, middle.numerator.bit_length() - middle.denominator.bit_length() + 5)
    more = bits + 2 * halvings + 16
    square = -((middle / 2**halvings) ** 2)
    result = _series(
        exactly(Fraction(1)),
        lambda k: exactly(square / ((2 * k - 1) * 2 * k)),
        more,
    )
    for _ in range(halvings):
        twice = times(exactly(Fraction(2)), whole_power(result, 2, more))
        result = outwards(plus(twice, exactly(Fraction(-1))), more)
    return max(Fraction(-1), result[0] - radius), min(Fraction(1), result[1] + radius)


def sin(a: Span, bits: int) -> Span:
    """The sine, cos(φ - π/2)."""
    quarter = times(pi(bits + LARGEST), exactly(Fraction(-1, 2)))
    return cos(plus(a, quarter), bits)


FUNCTIONS = {"exp": exp, "log": log, "sin": sin, "cos": cos}
