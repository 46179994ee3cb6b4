"""Interval arithmetic: mpmath's, beside rational numbers that stay exact while they are short.

A value is a Fraction, which is exact, or one of mpmath's intervals. Their precision belongs to a
context; here each precision has its own, which nobody changes, so that neither mpmath's users nor
other threads notice. mpmath rounds exp and log outwards after an error of a few units in places
beyond its precision: their ends are moved outwards by far more than that.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import cache
from operator import add, mul
from typing import Any, TypeAlias

import sympy as sp
from mpmath.ctx_iv import MPIntervalContext
from mpmath.libmp import to_rational

__all__ = ["Arithmetic", "Span", "UndefinedError", "Value", "arithmetic"]

Span: TypeAlias = tuple[Fraction, Fraction]
Value: TypeAlias = Any  # a Fraction, or an interval of mpmath's, which carries no type

# exp(±2^LARGEST) is as far from 1 as a number may be.
LARGEST = 17
# mpmath's intervals are wider than they need be: so many more bits settle it.
MORE = 32


class UndefinedError(ArithmeticError):
    """No real value there, or none that can be told from a pole."""


@cache
def arithmetic(bits: int) -> "Arithmetic":
    """The arithmetic that keeps so many significant bits."""
    return Arithmetic(bits)


class Arithmetic:
    """Operations on values; whatever is rounded is rounded outwards.

    Parameters
    ----------
    bits
        Significant bits of what is rounded, and of numerators and denominators that aren't.

    Examples
    --------
    >>> low, high = arithmetic(64).span(arithmetic(64).exp(Fraction(1)))
    >>> low < high < low + Fraction(1, 10**18)
    True
    """

    def __init__(self, bits: int) -> None:
        self.bits = bits
        self.iv = MPIntervalContext()
        self.iv.prec = bits + MORE
        unit = self.iv.mpf(1) / (1 << (bits + MORE - 8))
        self._spread = self.iv.mpf([(1 - unit).a, (1 + unit).b])

    def interval(self, value: Value) -> Any:
        """A value as one of mpmath's intervals."""
        if isinstance(value, Fraction):
            return self.iv.mpf(value.numerator) / self.iv.mpf(value.denominator)
        return value

    def between(self, low: Fraction | None, high: Fraction | None) -> Value:
        """The interval with these ends, or the number that both of them are; None is endless."""
        if low is not None and low == high:
            return self.kept(low)
        least = "-inf" if low is None else self.interval(low).a
        return self.iv.mpf([least, "inf" if high is None else self.interval(high).b])

    def kept(self, value: Fraction) -> Value:
        """A rational number, exact if it is short enough."""
        return value if _size(value) <= self.bits else self.interval(value)

    @staticmethod
    def span(value: Value) -> Span:
        """The ends of a value."""
        if isinstance(value, Fraction):
            return value, value
        low, high = (Fraction(*map(int, to_rational(end))) for end in value._mpi_)
        return low, high

    def plus(self, parts: Iterable[Value]) -> Value:
        """The sum."""
        return self._joined(parts, add, Fraction(0))

    def times(self, parts: Iterable[Value]) -> Value:
        """The product, which is exact if a factor is zero."""
        parts = list(parts)
        zero = any(isinstance(part, Fraction) and not part for part in parts)
        return Fraction(0) if zero else self._joined(parts, mul, Fraction(1))

    def _joined(self, parts: Iterable[Value], join: Callable[..., Value], exact: Fraction) -> Value:
        """What is exact joined exactly, beginning with the neutral element, then the intervals."""
        neutral, total = exact, None
        for part in parts:
            if isinstance(part, Fraction):
                exact = join(exact, part)
            else:
                total = part if total is None else join(total, part)
        if total is None:
            return self.kept(exact)
        return total if exact == neutral else join(total, self.interval(exact))

    def power(self, base: Value, exponent: Fraction) -> Value:
        """A power; of what may be negative only a whole one."""
        times, degree = abs(exponent.numerator), exponent.denominator
        if degree > 1 and not base >= 0:
            raise UndefinedError("a root of what may be negative")
        if isinstance(base, Fraction) and _size(base) * times <= self.bits:
            result = base**times
        else:
            result = self.interval(base) ** times
        result = self._root(result, degree) if degree > 1 else result
        return self._inverse(result) if exponent < 0 else result

    def _inverse(self, value: Value) -> Value:
        if not (value > 0 or value < 0):
            raise UndefinedError("division by what may be zero")
        return 1 / value

    def _root(self, value: Value, degree: int) -> Value:
        """The root, which rises; of mpmath's roots only the square root is within its interval."""
        if isinstance(value, Fraction):
            ends = (value.numerator, value.denominator)
            roots = [sp.integer_nthroot(end, degree) for end in ends]
            if all(whole for _, whole in roots):
                return Fraction(*(int(root) for root, _ in roots))
        value = self.interval(value)
        while degree % 2 == 0:
            value, degree = self.iv.sqrt(value), degree // 2
        if degree == 1:
            return value
        low, high = (
            self.exp(self.log(end) / degree) if end > 0 else end for end in (value.a, value.b)
        )
        return self.iv.mpf([low.a, high.b])

    def beyond(self, value: Value) -> Value:
        """The inverses of all numbers in an interval that ends in 0, but for 0."""
        if isinstance(value, Fraction):
            raise UndefinedError("division by zero")
        return 1 / value

    def modulus(self, value: Value) -> Value:
        """The absolute value."""
        return abs(value)

    def exp(self, value: Value) -> Value:
        """The exponential function; that of zero is one."""
        if value == Fraction(0):
            return Fraction(1)
        if abs(value) < 1 << LARGEST:
            return self.iv.exp(self.interval(value)) * self._spread
        # Of an interval that goes far out an end is left, or none.
        far = 1 << LARGEST
        if isinstance(value, Fraction) or not value.a < far:
            raise UndefinedError("an exponential out of range")
        low = self.exp(value.a).a if value.a > -far else 0
        if not value.b < far:
            return self.iv.mpf([low, "inf"])
        return self.iv.mpf([low, self.exp(value.b if value.b > -far else Fraction(1 - far)).b])

    def log(self, value: Value) -> Value:
        """The natural logarithm."""
        if not value > 0:
            raise UndefinedError("a logarithm of what may not be positive")
        if isinstance(value, Fraction) and value == 1:
            return Fraction(0)
        return self.iv.log(self.interval(value)) * self._spread

    def log_from_zero(self, value: Value) -> Value:
        """The logarithms of all numbers in an interval from 0 on, but for 0."""
        if isinstance(value, Fraction) or not value.b > 0:
            return self.log(value)
        high = self.log(value.b).b if value.b < "inf" else "inf"
        return self.iv.mpf(["-inf", high])

    def sin(self, value: Value) -> Value:
        """The sine; that of zero is zero."""
        return Fraction(0) if value == Fraction(0) else self._wave(self.iv.sin, value)

    def cos(self, value: Value) -> Value:
        """The cosine; that of zero is one."""
        return Fraction(1) if value == Fraction(0) else self._wave(self.iv.cos, value)

    def _wave(self, function: Callable[..., Any], value: Value) -> Any:
        if abs(value) < 1 << LARGEST:
            return function(self.interval(value))
        if isinstance(value, Fraction):
            raise UndefinedError("an angle out of range")
        return self.iv.mpf([-1, 1])

    def atan(self, value: Value) -> Value:
        """The inverse tangent; that of zero is zero."""
        if value == Fraction(0):
            return Fraction(0)
        return self.iv.atan2(self.interval(value), self.iv.mpf(1)) * self._spread

    def spread(self, value: Value) -> Value:
        """An interval of mpmath's, its ends moved outwards by more than they may be off."""
        return value * self._spread

    def pi(self) -> Value:
        """Its interval."""
        return +self.iv.pi


def _size(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())
