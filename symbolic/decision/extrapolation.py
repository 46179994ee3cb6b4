"""The number that an expression tends to on a path, as far as it was seen.

Certified values at t = 2^-k, 2^-(k + 1), … are extrapolated by Wynn's epsilon algorithm. That finds
a limit for much that has none, as for what swings: the values themselves have to come nearer, and
those at points between have to be as near.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import sympy as sp

from beyondthermal.symbolic.formula.functions import ENTIRE

from .enclosures.enclosure import value_at
from .enclosures.intervals import UndefinedError
from .paths import Path

__all__ = ["MOST_DIGITS", "Number", "agreeing_digits", "exponent", "numbers_along"]

MOST_DIGITS = 25
_DIGITS, _STEPS, _LAST, _NEARER = 80, 16, 3, 6
# A point between two of the others, which no wave of a simple length hits where it vanishes too.
_BETWEEN = Fraction(70711, 100003)


@dataclass(frozen=True)
class Number:
    """A limit by numbers.

    Attributes
    ----------
    value
        A rational number or ±oo.
    digits
        How many digits are stable, counted from the largest of the values on the way.
    error
        So much it may be off, if these digits are right.
    """

    value: sp.Expr
    digits: int
    error: Fraction = Fraction(0)

    def __str__(self) -> str:
        if self.value.is_infinite:
            return str(self.value)
        size = abs(Fraction(self.value.p, self.value.q))
        digits = exponent(size / self.error) if size > self.error else 0
        if digits < 1:
            return f"below 1e{exponent(self.error) + 1} in size"
        shown = sp.N(self.value, min(digits, 20))
        return f"{shown}, {digits} digit{'s' * (digits > 1)} stable"

    def is_within(self, value: Fraction, times: int) -> bool:
        """Whether a number is as near as that, in units of the error."""
        return abs(Fraction(self.value.p, self.value.q) - value) <= times * self.error


def numbers_along(path: Path, expr: sp.Expr) -> Number | None:
    """The limit of an expression without parameters along a path, by numbers.

    None if there are too few values, no two digits, or if the values were not seen to come nearer.
    """
    on_path = path.on(expr)
    step = 1 if on_path.has(sp.log, *ENTIRE) else 3
    places = [Fraction(1, 2 ** (path.first + step * k)) for k in range(_STEPS)]
    values = list(_values(on_path, path.t, places))
    last = places[max(0, len(values) - _LAST) : len(values)]
    between = list(_values(on_path, path.t, (t * _BETWEEN for t in last[:-1])))
    if len(between) < _LAST - 1:
        return None
    if _grows([*values[:-1], between[-1], values[-1]][-6:]) and _grows(values[-5:]):
        return Number(sp.oo if values[-1] > 0 else -sp.oo, MOST_DIGITS)
    scale = max(map(abs, values))
    digits, value = max(_extrapolated(values, scale), default=(0, Fraction(0)))
    digits = min(digits, MOST_DIGITS)
    found = Number(sp.Rational(value), digits, scale / 10**digits)
    if not scale:
        found = Number(sp.S.Zero, MOST_DIGITS, Fraction(1, 10**MOST_DIGITS))
    if digits < 2 or not _comes_nearer(values, between, value, found.error):
        return None
    return found


def _values(expr: sp.Expr, t: sp.Symbol, places: Iterable[Fraction]) -> Iterator[Fraction]:
    """Certified values, 0 where they can't be told from it, until there is none."""
    for place in places:
        try:
            low, high = value_at(expr, {t: place}, _DIGITS)
        except UndefinedError:
            return
        yield Fraction(0) if low <= 0 <= high else (low + high) / 2


def _grows(values: list[Fraction]) -> bool:
    """Whether numbers of one sign grow as a power or faster."""
    last = [abs(value) for value in values]
    rises = len(last) >= 5 and all(b > a for a, b in pairwise(last))
    return rises and 400 * last[-1] > 441 * last[-3] and len({v > 0 for v in values}) == 1


def _comes_nearer(
    values: list[Fraction], between: list[Fraction], limit: Fraction, error: Fraction
) -> bool:
    """Whether the last values come nearer to the limit, and those between are as near."""
    far = [abs(value - limit) for value in values[-_NEARER:]]
    near = [abs(value - limit) for value in between]
    shrinks = all(b <= max(a, error) for a, b in pairwise(far))
    together = zip(near, pairwise(far[-_LAST:]), strict=True)
    return shrinks and all(d <= 2 * max(pair) + error for d, pair in together)


def _extrapolated(values: list[Fraction], scale: Fraction) -> Iterator[tuple[int, Fraction]]:
    """The stable digits and the last number of every second column of Wynn's table."""
    before, column = [Fraction(0)] * (len(values) + 1), values
    while len(column) > 2:
        yield min(agreeing_digits(column[-1], v, scale) for v in column[-3:-1]), column[-1]
        for _ in range(2):
            steps = [b - a for a, b in pairwise(column)]
            if not all(steps):
                return
            rest = before[1 : len(steps) + 1]
            before, column = column, [_short(b + 1 / s) for b, s in zip(rest, steps, strict=True)]


def _short(value: Fraction) -> Fraction:
    """The number to about as many bits as matter."""
    places = 600 - value.numerator.bit_length() + value.denominator.bit_length()
    if places < 0:
        return value
    return Fraction((value.numerator << places) // value.denominator, 1 << places)


def agreeing_digits(one: Fraction, other: Fraction, scale: Fraction = Fraction(0)) -> int:
    """How many significant digits two numbers share, at most 50, counted from the scale."""
    difference, size = abs(one - other), max(abs(one), abs(other), scale)
    return next((k for k in range(51) if difference * 2 * 10**k > size), 51) - 1


def exponent(value: Fraction) -> int:
    """The largest k with 10^k <= value, which is positive.

    Examples
    --------
    >>> exponent(Fraction(999)), exponent(Fraction(1, 100)), exponent(Fraction(9, 1000))
    (2, -2, -3)
    """
    # From above: value < 2^(bits + 1), and log 2/log 10 is 0.30103 to five places.
    bits = value.numerator.bit_length() - value.denominator.bit_length()
    k = (bits + 1) * 30103 // 100_000 + 1
    while Fraction(10) ** k > value:
        k -= 1
    return k
