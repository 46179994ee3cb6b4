"""Intervals around the values of functions that mpmath's interval arithmetic lacks."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp

from .intervals import LARGEST, Arithmetic, UndefinedError, Value

__all__ = ["SPECIAL"]

_FARTHEST_POLE = 100


def _floor(numbers: Arithmetic, value: Value) -> Value:
    """The largest whole number that isn't larger: of an interval, those of its ends."""
    low, high = (Fraction(end // 1) for end in numbers.span(value))
    return numbers.between(low, high)


def _ceiling(numbers: Arithmetic, value: Value) -> Value:
    return -_floor(numbers, -value)


def _sign(numbers: Arithmetic, value: Value) -> Value:
    low, high = numbers.span(value)
    signs = [Fraction((end > 0) - (end < 0)) for end in (low, high)]
    return numbers.between(*signs)


def _atan(numbers: Arithmetic, value: Value) -> Value:
    """The inverse tangent; that of zero is zero."""
    if value == Fraction(0):
        return Fraction(0)
    return numbers.spread(numbers.iv.atan2(numbers.interval(value), numbers.iv.mpf(1)))


def _erf(numbers: Arithmetic, value: Value) -> Value:
    """The error function, which rises."""
    if value == Fraction(0):
        return Fraction(0)
    value = numbers.interval(value)
    low, high = (_erf_at(numbers, end) for end in (value.a, value.b))
    return numbers.iv.mpf([low.a, high.b])


def _erf_at(numbers: Arithmetic, x: Any) -> Any:
    """2/√π exp(-x²) Σ 2^n x^(2n + 1)/(2n + 1)!!; far out 1 - exp(-x²) < erf x < 1."""
    iv = numbers.iv
    if x < 0:
        return -_erf_at(numbers, -x)
    square = x**2
    if square > numbers.bits:
        return iv.mpf([(1 - numbers.exp(-min(square, iv.mpf(1 << 16)))).a, 1])
    term = total = x
    n = 1
    while not (term < total / 2**numbers.bits and 4 * square < 2 * n + 1):
        term = term * 2 * square / (2 * n + 1)
        total, n = total + term, n + 1
        if not term > 0:
            break
    # From here on each term is less than half the one before.
    total += iv.mpf([0, abs(term).b])
    return 2 * numbers.exp(-square) * total / iv.sqrt(iv.pi)


def _gamma(numbers: Arithmetic, value: Value) -> Value:
    """From its ends where it rises, elsewhere from Γ(u) = Γ(u + 1)/u."""
    if not abs(value) < 1 << LARGEST:
        raise UndefinedError("the gamma function out of range")
    below = numbers.interval(Fraction(1))
    for _ in range(_FARTHEST_POLE):
        # Its least value is at 1.46…
        if 2 * value >= 3:
            value = numbers.interval(value)
            low, high = (numbers.spread(numbers.iv.gamma(end)) for end in (value.a, value.b))
            return numbers.iv.mpf([low.a, high.b]) / below
        below, value = below * numbers.interval(value), value + 1
        if not (below > 0 or below < 0):
            raise UndefinedError("a pole of the gamma function")
    raise UndefinedError("the gamma function out of range")


def _log_gamma(numbers: Arithmetic, value: Value) -> Value:
    if not value > 0:
        raise UndefinedError("a logarithm of what may not be positive")
    return numbers.log(_gamma(numbers, value))


SPECIAL: Mapping[object, Callable[[Arithmetic, Value], Value]] = {
    sp.floor: _floor,
    sp.ceiling: _ceiling,
    sp.sign: _sign,
    sp.atan: _atan,
    sp.erf: _erf,
    sp.gamma: _gamma,
    sp.loggamma: _log_gamma,
}
