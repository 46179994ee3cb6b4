"""The box a question lives on: the range of every symbol, and expressions made ready for it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, product
from typing import Any, TypeAlias

import sympy as sp

from beyondthermal.symbolic.formula.functions import absolute, rewritten
from beyondthermal.symbolic.symbols import HALVES, assumed, declared

from .by_cases.branches import Branch, branches
from .conditions import Condition, conditions
from .enclosures.enclosure import Modulus, value_at
from .searches.chart import Chart, EmptyDomainError, Relation
from .searches.relations import charted, left_out

__all__ = [
    "Box",
    "Domain",
    "Question",
    "Range",
    "Where",
    "held",
    "number",
    "outer",
    "questions",
    "rational_end",
]

Range: TypeAlias = sp.Set | tuple[sp.Expr, sp.Expr]
Where: TypeAlias = Mapping[sp.Symbol, Range]
# Ranges, or a list of such and of relations, as [x < y, {x: (0, 1)}].
Domain: TypeAlias = Where | Sequence[Where | sp.Basic | bool]
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
    conditions
        What each of them needs to have a value, as it was given: nothing is cancelled by rewriting.
    box
        The range of each symbol, sorted by name; a symbol with one value is replaced by it.
    names
        The symbols as they were given, and those that stand for them in the box.
    values
        Those of the symbols that have one value only.
    chart
        How relations among symbols were written into ranges.
    """

    expressions: tuple[sp.Expr, ...]
    conditions: tuple[tuple[Condition, ...], ...]
    box: Box
    names: Mapping[sp.Symbol, sp.Symbol]
    values: Mapping[sp.Symbol, sp.Expr]
    chart: Chart = field(default_factory=lambda: Chart({}))

    def approach(self, point: Mapping[sp.Symbol, Any]) -> dict[sp.Symbol, sp.Expr]:
        """Where the symbols of the box go, if those that were given go to a point."""
        there = self.chart.approach({v: number(at, "point") for v, at in point.items()})
        return {self.names[v]: at for v, at in there.items()}

    @property
    def all_conditions(self) -> tuple[Condition, ...]:
        """What all of them need together."""
        return tuple(dict.fromkeys(c for each in self.conditions for c in each))

    @property
    def unheeded(self) -> list[sp.Symbol]:
        """Symbols of which more is assumed than the box says, as that they are even."""
        return [
            given
            for given, held in self.names.items()
            if not given.assumptions0.items() <= held.assumptions0.items()
        ]


def questions(
    expressions: Iterable[sp.Expr],
    where: Domain | None,
    also: Iterable[sp.Symbol] = (),
    *,
    real: bool = True,
    but: Collection[type[sp.Expr]] = (),
    needed: Sequence[tuple[Condition, ...]] = (),
) -> list[Question]:
    """Collect the symbols of some expressions, their ranges, and the expressions in them.

    A range may be a union of intervals and single values: there is one question for each of them.
    All functions but those named are rewritten; each expression may need more than is seen in it.

    Raises
    ------
    ValueError
        If a range is empty or no such union, if two symbols share a name, or if something is no
        expression of numbers.
    """
    found = [_real_moduli(number(expression)) for expression in expressions]
    parts: list[Any] = [where or {}] if where is None or isinstance(where, Mapping) else [*where]
    more = needed or [()] * len(found)
    if cases := branches(found, more, real=real):
        return _cases(cases, parts, also, real=real, but=but)
    plain = len(parts) == 1 and isinstance(parts[0], Mapping)
    chart = Chart(dict(parts[0])) if plain else _charted(parts, found, also)
    given = {s: _range(side) for s, side in chart.sides.items()}
    every = (chain(conditions(e, real=real), c) for e, c in zip(found, more, strict=True))
    needs = [tuple(c.on(chart.put) for c in each) for each in every]
    found = [chart.put(e) for e in found]
    among = set(also).union(given, *(e.free_symbols for e in found))
    symbols = sorted(among.difference(chart.to), key=str)
    if (odd := next((s for s in symbols if not isinstance(s, sp.Symbol)), None)) is not None:
        raise ValueError(f"Arguments are about symbols, but {odd!r} is none.")
    for one, other in pairwise(symbols):
        if str(one) == str(other):
            raise ValueError(f"Argument `expr` has two symbols that are called {one}.")
    pieces = [_pieces(symbol, given.get(symbol, sp.Reals)) for symbol in symbols]
    return [
        replace(_question(found, needs, dict(zip(symbols, p, strict=True)), but), chart=chart)
        for p in product(*pieces)
    ]


def _charted(where: Any, found: Iterable[sp.Expr], also: Iterable[sp.Symbol]) -> Chart:
    parts = [
        {s: _range(side) for s, side in part.items()} if isinstance(part, Mapping) else part
        for part in where
    ]
    return charted(parts, set[sp.Symbol]().union(*(e.free_symbols for e in found)), also)


def _cases(
    cases: Iterable[Branch],
    parts: list[Any],
    also: Iterable[sp.Symbol],
    *,
    real: bool,
    but: Collection[type[sp.Expr]],
) -> list[Question]:
    """The questions where each condition holds; there may be no such points."""
    asked = []
    for case in cases:
        tests = [
            Relation(test.lhs - test.rhs, strict=True, apart=True)
            if isinstance(test, sp.Ne) and left_out(test) is None
            else test
            for test in case.tests
        ]
        given = [*parts, *tests]
        with suppress(EmptyDomainError):
            asked += questions(
                case.expressions, given, also, real=real, but=but, needed=case.needed
            )
    if not asked:
        raise EmptyDomainError
    return asked


def number(value: Any, argument: str = "expr") -> sp.Expr:
    """A value as an expression that stands for a number; a text is not evaluated.

    Raises
    ------
    ValueError
        If it isn't one.
    """
    found = value if isinstance(value, str) else sp.sympify(value)
    if not isinstance(found, sp.Expr) or found.is_commutative is False or found.is_Matrix:
        raise ValueError(f"Argument `{argument}` must be a formula of numbers, but got {value}.")
    return found


def _range(given: Any) -> Any:
    """A range as it was given, with (low, high) as an open interval; a text is not evaluated."""
    if isinstance(given, tuple) and len(given) == 2:
        low, high = (number(end, "where") for end in given)
        if low.is_extended_real and high.is_extended_real:
            return sp.Interval.open(low, high)
    return sp.FiniteSet(*map(number, given)) if isinstance(given, set | frozenset) else given


def _question(
    expressions: list[sp.Expr],
    needed: list[tuple[Condition, ...]],
    piece: Mapping[sp.Symbol, sp.Interval | sp.Expr],
    but: Collection[type[sp.Expr]],
) -> Question:
    ranges = {symbol: side for symbol, side in piece.items() if isinstance(side, sp.Interval)}
    names = {symbol: held(symbol, side) for symbol, side in ranges.items()}
    to = {**piece, **names}

    def ready(expr: sp.Expr) -> sp.Expr:
        try:
            return _ready(expr.xreplace(to), but)
        except ValueError:  # as of Max(1/x, 0) for x = 0
            return sp.nan

    return Question(
        tuple(map(ready, expressions)),
        tuple(tuple(c.on(ready) for c in each) for each in needed),
        {names[symbol]: side for symbol, side in ranges.items()},
        names,
        {symbol: value for symbol, value in piece.items() if symbol not in names},
    )


def outer(box: Box) -> dict[sp.Symbol, sp.Interval]:
    """The box with ends that are no rational numbers rounded outwards to rational ones."""
    return {symbol: _rounded(side) for symbol, side in box.items()}


def _pieces(symbol: sp.Symbol, given: Any) -> list[sp.Interval | sp.Expr]:
    """The intervals and the single values that a range consists of."""
    halves = (half for name, half in HALVES.items() if getattr(symbol, f"is_{name}"))
    side = sp.Intersection(next(halves, sp.Reals), given) if isinstance(given, sp.Set) else given
    side = sp.Interval(-sp.oo, sp.oo) if side == sp.Reals else side
    found: list[sp.Interval | sp.Expr] = []
    for part in side.args if isinstance(side, sp.Union) else (side,):
        whole = _whole(part) if symbol.is_integer and isinstance(part, sp.Interval) else part
        if isinstance(whole, sp.Interval) and whole.inf.is_extended_real:
            found.append(whole)
        elif isinstance(whole, sp.FiniteSet) and all(map(_is_value, whole)):
            found += [value for value in whole if value.is_integer or not symbol.is_integer]
        elif whole != sp.S.EmptySet:
            found = []
            break
    if not found:
        raise ValueError(f"Argument `where` must give {symbol} an interval, but gives {given}.")
    return found


def _is_value(value: sp.Expr) -> bool:
    return bool(value.is_number and value.is_real)


def _whole(side: sp.Interval) -> sp.Set:
    """From the first whole number in a range to the last one."""
    start = sp.floor(side.start) + 1 if side.left_open else sp.ceiling(side.start)
    end = sp.ceiling(side.end) - 1 if side.right_open else sp.floor(side.end)
    return sp.Interval(start, end)


def held(symbol: sp.Symbol, side: sp.Interval) -> sp.Symbol:
    """The symbol that stands for one in the box: it knows its sign, and whether it is whole."""
    known = declared(str(symbol), side)
    if not symbol.is_integer:
        return known
    signs = {name: True for name in HALVES if getattr(known, f"is_{name}")}
    return assumed(str(symbol), integer=True, **signs)


def _real_moduli(expr: sp.Expr) -> sp.Expr:
    """Moduli as they are read: SymPy keeps |b^e|, whose b^e may be complex."""
    return expr.replace(lambda e: isinstance(e, sp.Abs) and e.args[0].is_Pow,
                        lambda e: absolute(e.args[0]))  # fmt: skip


def _ready(expr: sp.Expr, but: Collection[type[sp.Expr]]) -> sp.Expr:
    """Rational numbers for floating ones, few functions for many, and |·| as `Modulus`."""
    exact = expr.replace(lambda e: e.is_Float, lambda e: sp.Rational(str(e)))
    return rewritten(exact, but=but).replace(sp.Abs, Modulus)


def _rounded(side: sp.Interval) -> sp.Interval:
    ends = [
        end if end.is_Rational or end.is_infinite else rational_end(end, which)
        for which, end in enumerate((side.start, side.end))
    ]
    return sp.Interval(*ends, side.left_open, side.right_open)


def rational_end(number: sp.Expr, which: int) -> sp.Rational:
    """A rational number just below a constant, for which = 0, or just above it, for 1."""
    return sp.Rational(value_at(number, {}, _DIGITS)[which])
