"""Intervals that contain the value of a term without variables, with fractions alone."""

from fractions import Fraction
from itertools import product
from math import ceil, floor, isqrt

from .polynomials import need
from .terms import Term, show

__all__ = ["Interval", "value"]

Interval = tuple[Fraction, Fraction]
_GRID = 1 << 160
_TERMS = 60  # of a series whose terms fall by 4 or more
_LARGEST = 1 << 12


def value(term: Term) -> Interval:
    """The ends of an interval in which the value lies."""
    if type(term) is int:
        return Fraction(term), Fraction(term)
    need(type(term) is tuple, f"{term} has no value")
    assert type(term) is tuple
    head, *rest = term
    if head == "^":
        return value(("*", 1, *[rest[0]] * rest[1]))
    found = [value(part) for part in rest]
    need(found, f"{show(term)} has no real value")
    low, high = found[0]
    if head in ("max", "min"):
        pick = max if head == "max" else min
        return pick(a for a, _ in found), pick(b for _, b in found)
    if head == "abs":
        return (max(low, -high), max(-low, high)) if low >= 0 or high <= 0 else (
            Fraction(0), max(-low, high))  # fmt: skip
    if head in _RISING:
        need(
            low > 0 or (low >= 0 and head in ("sqrt", "cbrt")) or head == "exp",
            f"no {head} of {show(low)}",
        )
        return _RISING[head](low)[0], _RISING[head](high)[1]
    for a, b in found[1:]:
        if head == "+":
            low, high = low + a, high + b
            continue
        if head == "/":
            need(a > 0 or b < 0, "division by zero")
            a, b = 1 / b, 1 / a
        ends = [one * other for one, other in product((low, high), (a, b))]
        low, high = min(ends), max(ends)
    return _rounded(low, high)


def _rounded(low: Fraction, high: Fraction) -> Interval:
    """A little wider, with short fractions."""
    if max(low.denominator, high.denominator) < _GRID:
        return low, high
    return Fraction(floor(low * _GRID), _GRID), Fraction(ceil(high * _GRID), _GRID)


def _root(x: Fraction) -> Interval:
    below = isqrt(floor(x * _GRID**2))
    exact = Fraction(below, _GRID)
    return exact, exact if exact**2 == x else Fraction(below + 1, _GRID)


def _cube_root(x: Fraction) -> Interval:
    """Between neighbours on the grid; Newton's steps from above end at the lower one."""
    size, below = floor(x * _GRID**3), 1 << ceil(floor(x * _GRID**3).bit_length() / 3)
    while below and (step := (2 * below + size // below**2) // 3) < below:
        below = step
    exact = Fraction(below, _GRID)
    return exact, exact if exact**3 == x else Fraction(below + 1, _GRID)


def _exponential(x: Fraction) -> Interval:
    """The series at x/2^k between -1/4 and 1/4, squared k times."""
    need(abs(x) < _LARGEST, "too large an exponent")
    halvings = 0
    while abs(x) > Fraction(1, 4):
        x, halvings = x / 2, halvings + 1
    x_low, x_high = _rounded(x, x)
    ends = []
    for x, sign in ((x_low, -1), (x_high, 1)):
        total, term = Fraction(0), Fraction(1)
        for k in range(_TERMS):
            total, term = total + term, term * x / (k + 1)
        # What is left of the series is less than twice its first term.
        ends.append(total + sign * 2 * abs(term))
    low, high = _rounded(*ends)
    for _ in range(halvings):
        low, high = _rounded(low * low, high * high)
    return low, high


def _logarithm(x: Fraction) -> Interval:
    """With x = 2^k m with 1 <= m < 2, log m = 2 artanh((m - 1)/(m + 1))."""
    k = 0
    while x >= 2:
        x, k = x / 2, k + 1
    while x < 1:
        x, k = x * 2, k - 1
    need(abs(k) < _LARGEST, "too large a number")
    low, high = _rounded(x, x)
    log_2 = _double_artanh(Fraction(1, 3))
    ends = [k * end for end in log_2]
    return (
        _double_artanh((low - 1) / (low + 1))[0] + min(ends),
        _double_artanh((high - 1) / (high + 1))[1] + max(ends),
    )


def _double_artanh(z: Fraction) -> Interval:
    """2 (z + z³/3 + z⁵/5 + …) for 0 <= z <= 1/3, whose terms fall by 9 or more."""
    total, term = Fraction(0), z
    for j in range(_TERMS):
        total, term = total + term / (2 * j + 1), term * z * z
    return _rounded(2 * total, 2 * total + 4 * term)


_RISING = {"sqrt": _root, "cbrt": _cube_root, "exp": _exponential, "log": _logarithm}
