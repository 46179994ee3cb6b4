"""Paths that lead to a point of the extended reals, and the numbers met along them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise, product

import sympy as sp

from beyondthermal.symbolic.formula.functions import ENTIRE
from beyondthermal.symbolic.symbols import POSITIVE, declared

from .boxes import Box
from .enclosures.enclosure import value_at
from .enclosures.intervals import UndefinedError

__all__ = ["Path", "agreeing_digits", "near", "numbers_along", "paths", "sides"]

MOST_DIGITS = 25
_DIGITS, _STEPS, _MOST_PATHS = 80, 16, 16


@dataclass(frozen=True)
class Path:
    """Each symbol in terms of a positive t: a curve that tends to the point as t tends to 0."""

    t: sp.Symbol
    at: Mapping[sp.Symbol, sp.Expr]

    def __str__(self) -> str:
        return ", ".join(f"{v} = {expr}" for v, expr in self.at.items()) + f", {self.t} -> 0"

    def on(self, expr: sp.Expr) -> sp.Expr:
        """An expression on the path."""
        return expr.xreplace(dict(self.at))


def sides(symbol: sp.Symbol, target: sp.Expr, side: sp.Interval) -> list[int]:
    """From where a point can be approached inside a range: 1 from above, -1 from below.

    Raises
    ------
    ValueError
        If it can't be.
    """
    if not side.start <= target <= side.end:
        raise ValueError(
            f"Argument `point` must lie in the range of {symbol}, {side}, but got {target}."
        )
    return [sign for sign, end in ((1, side.end), (-1, side.start)) if target != end]


def near(v: sp.Symbol, target: sp.Expr, side: sp.Interval) -> list[tuple[sp.Symbol, sp.Interval]]:
    """The parts of a range near a target, one for every side from which it is approached."""
    far = sp.Integer(2) ** 10
    if target.is_infinite:
        found = [sp.Interval.open(far, sp.oo) if target > 0 else sp.Interval.open(-sp.oo, -far)]
    else:
        ends = [sorted((target, target + sign / far)) for sign in sides(v, target, side)]
        found = [sp.Interval.open(*pair) for pair in ends]
    return [(v, part.intersect(side)) for part in found]


def paths(expr: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], box: Box) -> list[Path]:
    """Straight lines and parabolas to a point, from every side, most of them different in shape."""
    t = _parameter(box)
    odd = (e.exp.q for e in expr.atoms(sp.Pow) if e.exp.is_Rational and e.exp.q % 2)
    root = reduce(sp.ilcm, odd, sp.S.One)
    choices = [sides(v, target, box[v]) for v, target in point.items()]
    found = []
    for number, signs in enumerate(product(*choices)):
        for factors, powers in _shapes(len(point)) if number == 0 else _shapes(len(point))[:2]:
            steps = (c * t ** (root * k) for c, k in zip(factors, powers, strict=True))
            at = {
                v: -1 / (sign * step) if target.is_infinite else target + sign * step
                for (v, target), sign, step in zip(point.items(), signs, steps, strict=True)
            }
            found.append(Path(t, at))
    return found[:_MOST_PATHS]


def _parameter(box: Box) -> sp.Symbol:
    taken = set(map(str, box))
    return declared(
        next(name for name in ("t", "s", "tau", "t_path") if name not in taken), POSITIVE
    )


def _shapes(count: int) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Factors and powers of t: the diagonal, then one variable three times, or the power, of it."""
    ones = (1,) * count
    found = [(ones, ones)]
    for k in range(count) if count > 1 else ():
        found.append(((*ones[:k], 3, *ones[k + 1 :]), ones))
    for power in (2, 3):
        for k in range(count) if count > 1 else ():
            found.append((ones, (*ones[:k], power, *ones[k + 1 :])))
    return found


def numbers_along(path: Path, expr: sp.Expr) -> tuple[sp.Expr, int] | None:
    """The limit of an expression without parameters along a path, and how many digits are stable.

    Certified values at t = 2^-3, 2^-4, … are extrapolated by Wynn's epsilon algorithm; digits are
    counted from the largest of them. None if there are too few values, or no two digits.
    """
    on_path = path.on(expr)
    step = 1 if on_path.has(sp.log, *ENTIRE) else 3
    values: list[Fraction] = []
    for k in range(_STEPS):
        t = Fraction(1, 2 ** (3 + step * k))
        try:
            low, high = value_at(on_path, {path.t: t}, _DIGITS)
        except UndefinedError:
            break
        values.append((low + high) / 2)
    if _grows(values):
        return sp.oo if values[-1] > 0 else -sp.oo, MOST_DIGITS
    scale = max(map(abs, values), default=Fraction(1))
    digits, value = max(_extrapolated(values, scale), default=(0, Fraction(0)))
    value = value if abs(value) * 10**MOST_DIGITS > scale else Fraction(0)
    return (sp.Rational(value), min(digits, MOST_DIGITS)) if digits >= 2 else None


def _grows(values: list[Fraction]) -> bool:
    """Whether the last numbers grow as a power or faster."""
    last = [abs(value) for value in values[-5:]]
    return len(last) == 5 and all(20 * b > 21 * a for a, b in pairwise(last))


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
