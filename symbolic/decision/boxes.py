"""The box a question lives on: the range of every symbol, and expressions made ready for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.formula.functions import rewritten
from beyondthermal.symbolic.symbols import HALVES, assumed, declared

from .enclosures.enclosure import Modulus, value_at

__all__ = ["Box", "Question", "Range", "Where", "outer", "question", "rational_end"]

Range: TypeAlias = sp.Set | tuple[sp.Expr, sp.Expr]
Where: TypeAlias = Mapping[sp.Symbol, Range]
Box: TypeAlias = Mapping[sp.Symbol, sp.Interval]

_DIGITS = 30


@dataclass(frozen=True)
class Question:
    """Expressions over symbols that know their ranges.

    Attributes
    ----------
    expressions
        Floating point made rational, functions rewritten as the table of functions says, and |·|
        as `Modulus`.
    box
        The range of each symbol, sorted by name.
    names
        The symbols as they were given, and those that stand for them in the box.
    """

    expressions: tuple[sp.Expr, ...]
    box: Box
    names: Mapping[sp.Symbol, sp.Symbol]

    @property
    def unheeded(self) -> list[sp.Symbol]:
        """Symbols of which more is assumed than the box says, as that they are even."""
        return [
            given
            for given, held in self.names.items()
            if not given.assumptions0.items() <= held.assumptions0.items()
        ]


def question(
    expressions: Iterable[sp.Expr],
    where: Where | None,
    also: Iterable[sp.Symbol] = (),
) -> Question:
    """Collect the symbols of some expressions, their ranges, and the expressions in them.

    Raises
    ------
    ValueError
        If a range is empty or no interval, or if two symbols share a name.
    """
    given = {s: sp.sympify(e) for s, e in (where or {}).items() if not isinstance(e, tuple)}
    given |= {s: sp.Interval.open(*e) for s, e in (where or {}).items() if isinstance(e, tuple)}
    found = [sp.sympify(expression) for expression in expressions]
    symbols = sorted(set(also).union(given, *(e.free_symbols for e in found)), key=str)
    for one, other in pairwise(symbols):
        if str(one) == str(other):
            raise ValueError(f"Argument `expr` has two symbols that are called {one}.")
    ranges = {symbol: _interval(symbol, given.get(symbol, sp.Reals)) for symbol in symbols}
    names = {symbol: _held(symbol, side) for symbol, side in ranges.items()}
    box = {names[symbol]: side for symbol, side in ranges.items()}
    return Question(tuple(_ready(e.xreplace(names)) for e in found), box, names)


def outer(box: Box) -> dict[sp.Symbol, sp.Interval]:
    """The box with ends that are no rational numbers rounded outwards to rational ones."""
    return {symbol: _rounded(side) for symbol, side in box.items()}


def _interval(symbol: sp.Symbol, given: sp.Set) -> sp.Interval:
    halves = (half for name, half in HALVES.items() if getattr(symbol, f"is_{name}"))
    assumed = next(halves, sp.Reals)
    side = sp.Intersection(assumed, given)
    side = sp.Interval(-sp.oo, sp.oo) if side == sp.Reals else side
    if symbol.is_integer and isinstance(side, sp.Interval):
        side = _whole(side)
    if not isinstance(side, sp.Interval) or not side.inf.is_extended_real:
        raise ValueError(f"Argument `where` must give {symbol} an interval, but gives {given}.")
    return side


def _whole(side: sp.Interval) -> sp.Set:
    """From the first whole number in a range to the last one."""
    start = sp.floor(side.start) + 1 if side.left_open else sp.ceiling(side.start)
    end = sp.ceiling(side.end) - 1 if side.right_open else sp.floor(side.end)
    return sp.Interval(start, end)


def _held(symbol: sp.Symbol, side: sp.Interval) -> sp.Symbol:
    """The symbol that stands for one in the box: it knows its sign, and whether it is whole."""
    held = declared(str(symbol), side)
    if not symbol.is_integer:
        return held
    signs = {name: True for name in HALVES if getattr(held, f"is_{name}")}
    return assumed(str(symbol), integer=True, **signs)


def _ready(expr: sp.Expr) -> sp.Expr:
    """Rational numbers for floating ones, few functions for many, and |·| as `Modulus`."""
    exact = expr.replace(lambda e: e.is_Float, lambda e: sp.Rational(str(e)))
    return rewritten(exact).replace(sp.Abs, Modulus)


def _rounded(side: sp.Interval) -> sp.Interval:
    ends = [
        end if end.is_Rational or end.is_infinite else rational_end(end, which)
        for which, end in enumerate((side.start, side.end))
    ]
    return sp.Interval(*ends, side.left_open, side.right_open)


def rational_end(number: sp.Expr, which: int) -> sp.Rational:
    """A rational number just below a constant, for which = 0, or just above it, for 1."""
    return sp.Rational(value_at(number, {}, _DIGITS)[which])
