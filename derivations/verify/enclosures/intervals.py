"""Intervals of fractions, rounded outwards; ends may be infinite.

Functions are summed in whole numbers, in units of 2^-160. Every product and quotient there is
rounded down; terms shrink by a factor of 2 or more, so that each is wrong by less than 8 units, and
so is what is left out once a term is 0.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import ceil, floor, isqrt

from ..leaves import INFINITY, End
from ..polynomials import METER, need

__all__ = [
    "FUNCTIONS",
    "Interval",
    "inverse",
    "logarithm",
    "pi",
    "plus",
    "point",
    "power",
    "root",
    "scaled",
    "times",
]

Interval = tuple[End, End]
_UNIT = 1 << 160
_BITS = 112  # of the ends
_FAR = 1 << 17  # for exponents and angles
ONE: Interval = (Fraction(1), Fraction(1))
ZERO: Interval = (Fraction(0), Fraction(0))


def point(value: int | Fraction) -> Interval:
    """The interval of one number."""
    return Fraction(value), Fraction(value)


def _down(value: End) -> End:
    """The value, or a shorter one just below it."""
    if not isinstance(value, Fraction):
        return value
    top, low = value.numerator, value.denominator
    if max(top.bit_length(), low.bit_length()) <= _BITS:
        return value
    shift = _BITS - top.bit_length() + low.bit_length()
    if shift >= 0:
        return Fraction((top << shift) // low, 1 << shift)
    return Fraction((top // (low << -shift)) << -shift)


def _outwards(low: End, high: End) -> Interval:
    METER.spend(1)
    return _down(low), -_down(-high)


def plus(a: Interval, b: Interval) -> Interval:
    """The sum; a lower end is never oo, an upper one never -oo."""
    low = -INFINITY if -INFINITY in (a[0], b[0]) else a[0] + b[0]
    high = INFINITY if INFINITY in (a[1], b[1]) else a[1] + b[1]
    return _outwards(low, high)


def _product(a: End, b: End) -> End:
    """Of ends: 0 times oo is 0, since no number in the interval is infinite."""
    if not a or not b:
        return Fraction(0)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    return INFINITY if (a > 0) == (b > 0) else -INFINITY


def times(a: Interval, b: Interval) -> Interval:
    """The product."""
    ends = [_product(u, v) for u, v in product(a, b)]
    return _outwards(min(ends), max(ends))


def scaled(a: Interval, by: Fraction) -> Interval:
    """A multiple."""
    return times(a, point(by))


def inverse(a: Interval, without_zero: bool = False) -> Interval:
    """1/a; an interval that ends in 0 may be meant without it."""
    low, high = a
    need(low > 0 or high < 0 or (without_zero and low < high and 0 in a), "division by zero")
    ends = [Fraction(0) if not isinstance(e, Fraction) else 1 / e for e in (high, low) if e]
    if low == 0:
        return _outwards(ends[0], INFINITY)
    return _outwards(-INFINITY if high == 0 else ends[0], ends[-1])


def power(a: Interval, k: int) -> Interval:
    """a^k for k >= 0, by the ends."""
    if k == 0:
        return ONE
    low, high = (e**k if isinstance(e, Fraction) else e if k % 2 else INFINITY for e in a)
    if k % 2 or a[0] >= 0:
        return _outwards(low, high)
    return _outwards(high if a[1] <= 0 else Fraction(0), max(low, high))


def root(a: Interval, n: int) -> Interval:
    """The n-th root of what isn't negative."""
    need(a[0] >= 0, "a root of what may be negative")
    low = _root(a[0], n)[0]
    return _outwards(low, _root(a[1], n)[1])


def _root(x: End, n: int) -> Interval:
    if not isinstance(x, Fraction):
        return x, x
    exact = [_whole_root(part, n) for part in (x.numerator, x.denominator)]
    if exact[0] ** n == x.numerator and exact[1] ** n == x.denominator:
        return point(Fraction(*exact))
    below = _whole_root(floor(x * _UNIT**n), n)
    return Fraction(below, _UNIT), Fraction(below + 1, _UNIT)


def _whole_root(m: int, n: int) -> int:
    """The largest whole number whose n-th power is not above m."""
    if n == 2 or m < 2:
        return isqrt(m) if n == 2 else m
    x = 1 << -(-m.bit_length() // n)
    while (y := ((n - 1) * x + m // x ** (n - 1)) // n) < x:
        x = y
    return x


def _sum(x: Fraction, first: int, step: int, sign: int, over: bool) -> Interval:
    """The sum of sign^j x^k/k! over k = first + j step; with `over`, of sign^j x^k/k."""
    unit_x, k = floor(x * _UNIT), first
    term = unit_x if first else _UNIT
    total, terms, way = 0, 1, 1
    while term:
        total += way * (term // k if over else term)
        for _ in range(step):
            k += 1
            term = term * unit_x // (_UNIT if over else _UNIT * k)
        way, terms = way * sign, terms + 1
    METER.spend(terms)
    off = 16 * terms
    return Fraction(total - off, _UNIT), Fraction(total + off, _UNIT)


@lru_cache(maxsize=1 << 12)
def _exp(x: Fraction) -> Interval:
    if x <= 0:
        return ONE if x == 0 else inverse(_exp(-x))
    need(x < _FAR, "too large an exponent")
    halvings = max(0, ceil(x).bit_length())
    found = _sum(x / 2**halvings / 2, 0, 1, 1, False)
    for _ in range(halvings + 1):
        found = power(found, 2)
    return found


@lru_cache(maxsize=1 << 12)
def _log(x: Fraction) -> Interval:
    """With x = 2^k m, 1 <= m < 2, it is k log 2 + 2 artanh((m - 1)/(m + 1))."""
    if x <= 1:
        return ZERO if x == 1 else scaled(_log(1 / x), Fraction(-1))
    k = floor(x).bit_length() - 1
    need(k < _FAR, "too large a number")
    m = x / 2**k
    found = scaled(_sum((m - 1) / (m + 1), 1, 2, 1, True), Fraction(2))
    return plus(found, scaled(_sum(Fraction(1, 3), 1, 2, 1, True), Fraction(2 * k)))


@lru_cache(maxsize=1)
def pi() -> Interval:
    """16 arctan(1/5) - 4 arctan(1/239)."""
    parts = [scaled(_sum(Fraction(1, n), 1, 2, -1, True), Fraction(k)) for n, k in
             ((5, 16), (239, -4))]  # fmt: skip
    return plus(*parts)


@lru_cache(maxsize=1 << 12)
def _atan(x: Fraction) -> Interval:
    if x <= 0:
        return ZERO if x == 0 else scaled(_atan(-x), Fraction(-1))
    if x > 1:
        return plus(scaled(pi(), Fraction(1, 2)), scaled(_atan(1 / x), Fraction(-1)))
    if x > Fraction(1, 2):
        return plus(scaled(pi(), Fraction(1, 4)), _atan((x - 1) / (x + 1)))
    return _sum(x, 1, 2, -1, True)


@lru_cache(maxsize=1 << 12)
def _turned(x: Fraction, quarters: int) -> Interval:
    """sin(x + quarters π/2), from an angle between -π/4 and π/4."""
    if x == 0:
        return (ZERO, ONE)[quarters]
    need(abs(x) < _FAR, "too large an angle")
    half = scaled(pi(), Fraction(1, 2))
    k = round(x / half[0])
    low, high = plus(point(x), scaled(half, Fraction(-k)))
    assert isinstance(low, Fraction)
    assert isinstance(high, Fraction)
    middle, off = (low + high) / 2, (high - low) / 2
    odd, sign = (k + quarters) % 2, -1 if (k + quarters) % 4 > 1 else 1
    if odd:
        found = _sum(abs(middle), 0, 2, -1, False)
    else:
        found = scaled(_sum(abs(middle), 1, 2, -1, False), Fraction(1 if middle > 0 else -1))
    return scaled(plus(found, (-off, off)), Fraction(sign))


def _wave(a: Interval, quarters: int) -> Interval:
    """Its ends, and ±1 where it has an extremum, at (k + 1/2 - quarters/2) π."""
    low, high = a
    if not isinstance(low, Fraction) or not isinstance(high, Fraction) or high - low > 7:
        return Fraction(-1), Fraction(1)
    one, other = _turned(low, quarters), _turned(high, quarters)
    least, most = min(one[0], other[0]), max(one[1], other[1])
    for k in range(floor(low / pi()[low > 0]) - 2, floor(high / pi()[high < 0]) + 3):
        at = scaled(pi(), Fraction(2 * k + 1 - quarters, 2))
        if at[0] <= high and at[1] >= low:
            least, most = (least, Fraction(1)) if k % 2 == 0 else (Fraction(-1), most)
    return max(least, Fraction(-1)), min(most, Fraction(1))


def _exponential(a: Interval) -> Interval:
    low, high = a
    need(low < _FAR, "too large an exponent")
    least = _exp(low)[0] if isinstance(low, Fraction) and low > -_FAR else Fraction(0)
    if high >= _FAR:
        return least, INFINITY
    return least, _exp(Fraction(max(high, 1 - _FAR)))[1]


def logarithm(a: Interval, without_zero: bool = False) -> Interval:
    """The logarithm; an interval that begins with 0 may be meant without it."""
    low, high = a
    need(low > 0 or (without_zero and low == 0 < high), "a logarithm of what may not be positive")
    least = _log(low)[0] if isinstance(low, Fraction) and low else -INFINITY
    return least, _log(high)[1] if isinstance(high, Fraction) else INFINITY


def _arctangent(a: Interval) -> Interval:
    ends = [_atan(e) if isinstance(e, Fraction) else None for e in a]
    half = scaled(pi(), Fraction(1, 2))[1]
    return ends[0][0] if ends[0] else -half, ends[1][1] if ends[1] else half


FUNCTIONS: dict[str, Callable[[Interval], Interval]] = {
    "exp": _exponential,
    "log": logarithm,
    "sin": lambda a: _wave(a, 0),
    "cos": lambda a: _wave(a, 1),
    "atan": _arctangent,
}
