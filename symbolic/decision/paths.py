"""Paths that lead to a point of the extended reals."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import product

import sympy as sp

from beyondthermal.symbolic.symbols import POSITIVE, declared

from .boxes import Box

__all__ = ["Path", "near", "paths", "sides"]

_MOST_PATHS, _FIRST, _LAST = 16, 3, 400


@dataclass(frozen=True)
class Path:
    """Each symbol in terms of a positive t: a curve that tends to the point as t tends to 0.

    For t <= 2^-first it lies in the box.
    """

    t: sp.Symbol
    at: Mapping[sp.Symbol, sp.Expr]
    first: int = _FIRST

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
    if not target.is_extended_real:
        raise ValueError(f"Argument `point` must be a real number or ±oo, but got {target}.")
    if sp.And(side.start <= target, target <= side.end) != sp.true:
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
            found.append(Path(t, at, _first_inside(t, at, box)))
    return found[:_MOST_PATHS]


def _first_inside(t: sp.Symbol, at: Mapping[sp.Symbol, sp.Expr], box: Box) -> int:
    """The k from which on a path is inside at t = 2^-k: each symbol moves one way on it."""
    for k in range(_FIRST, _LAST):
        here = {t: sp.Rational(1, 2**k)}
        if all(box[v].contains(step.xreplace(here)) == sp.true for v, step in at.items()):
            return k
    return _LAST


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
