"""Statements that hold at all points of a grid, or at one of them: the grid is displayed.

    ForAll(body, grid, …), Exists(body, grid, …)

A body is a relation, relations joined by And, Or, Implies or Not, or another statement of this
kind. What stands in it are numbers, variables and `functions`; without a function of these a
statement is none about numbers, and is decided by `symbolic.statements`.
"""

from collections.abc import Iterator
from functools import reduce
from itertools import chain, pairwise, product
from math import prod
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

__all__ = [
    "Among",
    "Exists",
    "ForAll",
    "Grid",
    "Numeric",
    "Quantified",
    "Range",
    "is_about_numbers",
]


class Numeric(sp.Function):
    """A function that is evaluated in numbers; `functions` has them all."""

    shown = ""

    def _latex(self, printer: LatexPrinter, exp: str | None = None) -> str:
        arguments = ", ".join(map(printer.doprint, self.args))
        power = f"^{{{exp}}}" if exp else ""
        return rf"{self.shown}{power}\left({arguments}\right)"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        first, *rest = map(printer._print, self.args)
        inside = prettyForm(*first.right(*(part for x in rest for part in (", ", x))))
        name = prettyForm(type(self).__name__)
        return prettyForm(*name.right(prettyForm(*inside.parens())), binding=prettyForm.FUNC)


SPACINGS = ("equal ratios", "equal steps")
# Characters of points in a line.
ROOM = 44


class Grid(sp.Basic):
    """A variable on so many values from one to another, in equal ratios or in equal steps.

    The values are numbers in double precision, and are taken as these exactly.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> [float(x) for (x,) in Grid(symbol("kappa"), 1, 100, 3).points]
    [1.0, 10.0, 100.0]
    """

    def __new__(
        cls, variable: sp.Symbol, low: Any, high: Any, count: Any, spacing: Any = "equal ratios"
    ) -> "Grid":
        """Ends and count as they are displayed.

        Raises
        ------
        ValueError
            If there are less than two values, or their spacing is not known.
        """
        text = spacing if isinstance(spacing, Str) else Str(spacing)
        if not sp.sympify(count) >= 2:
            raise ValueError(f"Argument `count` must be 2 at least, but got {count}.")
        if str(text) not in SPACINGS:
            raise ValueError(f"Argument `spacing` must be one of {SPACINGS}, but got {spacing}.")
        made: Grid = super().__new__(cls, variable, *map(sp.sympify, (low, high, count)), text)
        return made

    @property
    def variables(self) -> tuple[sp.Symbol, ...]:
        """The one that varies."""
        return (self.args[0],)

    @property
    def points(self) -> tuple[tuple[sp.Rational], ...]:
        """All values, exactly."""
        _, low, high, count, spacing = self.args
        spaced = np.geomspace if str(spacing) == "equal ratios" else np.linspace
        return tuple((sp.Rational(float(x)),) for x in spaced(float(low), float(high), int(count)))

    def lines(self, word: Str) -> tuple[sp.Basic, ...]:
        """What is displayed of it."""
        return (Range(word, self),)

    def _latex(self, printer: LatexPrinter) -> str:
        *_, spacing = self.args
        variable, low, high, count = map(printer.doprint, self.args[:4])
        return rf"{variable} = {low}, \ldots, {high} \text{{ ({count} values, {spacing})}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        variable, low, high = map(printer._print, self.args[:3])
        text = f" ({self.args[3]} values, {self.args[4]})"
        return prettyForm(*variable.right(" = ", low, ", …, ", high, text))


class Among(sp.Basic):
    """Some variables, and the points at which they are together.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> Among(symbol("p"), 1, 2).points
    ((1,), (2,))
    """

    def __new__(cls, variables: Any, *points: Any) -> "Among":
        """One variable and its values, or several and tuples of them.

        Raises
        ------
        ValueError
            If there is no point.
        """
        if not points:
            raise ValueError("Argument `points` must have one point at least, but is empty.")
        one, *rest = (x if isinstance(x, sp.Tuple) else _tuple(x) for x in (variables, *points))
        made: Among = super().__new__(cls, one, *rest)
        return made

    @property
    def variables(self) -> tuple[sp.Symbol, ...]:
        """Those that vary."""
        return tuple(self.args[0])

    @property
    def points(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """All of them, in order."""
        return tuple(map(tuple, self.args[1:]))

    def lines(self, word: Str) -> tuple[sp.Basic, ...]:
        """What is displayed of it: as many points in a line as fit."""
        ends, room = [0], ROOM - len(str(self.args[0]))
        for number, point in enumerate(self.args[1:]):
            room -= len(str(point))
            if room < 0 and number:
                ends.append(number)
                room = ROOM - len(str(point))
        ends.append(len(self.args) - 1)
        return tuple(Range(word, self, *map(sp.Integer, span)) for span in pairwise(ends))


def _tuple(given: Any) -> sp.Tuple:
    return sp.Tuple(*given) if isinstance(given, tuple) else sp.Tuple(given)


def _bare(values: sp.Tuple, show: Any, bracket: str) -> str:
    text = ", ".join(map(show, values))
    return text if len(values) == 1 else bracket % text


class Range(sp.Basic):
    """For all, or for some, points of a grid: a line of a display.

    Of points that are listed it has those from one number up to another.
    """

    def _latex(self, printer: LatexPrinter) -> str:
        word, grid, *span = self.args
        if span:
            return _listed(word, grid, *span, show=printer.doprint, signs=LATEX)
        return rf"\text{{{word} }} {printer.doprint(grid)}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        word, grid, *span = self.args
        if span:
            listed = _listed(
                word, grid, *span, show=lambda x: str(printer._print(x)), signs=UNICODE
            )
            return prettyForm(listed)
        return prettyForm(*printer._print(grid).left(f"{word} "))


# How a list of points is written: the word before, what it is in, brackets of points and of all.
LATEX = (r"\text{%s } ", r" \in ", r"\left(%s\right)", r"\{", r"\}", r"\quad ")
UNICODE = ("%s ", " ∈ ", "(%s)", "{", "}", "    ")


def _listed(word: Str, grid: Among, *span: sp.Integer, show: Any, signs: tuple[str, ...]) -> str:
    """Some of the points, with what stands before the first one and after the last one."""
    before, within, bracket, left, right, indent = signs
    first, last = map(int, span)
    variables, *points = (_bare(one, show, bracket) for one in grid.args)
    some = ", ".join(points[first:last])
    start = before % word + variables + within + left if first == 0 else indent
    return start + some + (right if last == len(points) else ",")


class Quantified(Relational):
    """A statement on grids; what varies in it is no free name."""

    __slots__ = ()
    word, decisive = "", False

    def __new__(cls, body: sp.Basic, *grids: sp.Basic, **_: Any) -> "Quantified":
        """Nothing is evaluated.

        Raises
        ------
        ValueError
            If there is no grid, or two are of one variable.
        """
        varied = [name for grid in grids for name in grid.variables]
        if not varied or len(set(varied)) < len(varied):
            raise ValueError(f"Argument `grids` must vary each variable once, but varies {varied}.")
        made: Quantified = sp.Basic.__new__(cls, body, *grids)
        return made

    @property
    def body(self) -> sp.Basic:
        """What holds at the points."""
        return self.args[0]

    @property
    def grids(self) -> tuple[Any, ...]:
        """Each with an axis of its own."""
        return tuple(self.args[1:])

    @property
    def variables(self) -> tuple[sp.Symbol, ...]:
        """All that vary, in order."""
        return tuple(name for grid in self.grids for name in grid.variables)

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The names on which the statement depends."""
        names: set[sp.Basic] = set().union(*(part.free_symbols for part in self.args))
        return names.difference(self.variables)

    @property
    def count(self) -> int:
        """Of points."""
        return prod(len(grid.points) for grid in self.grids)

    def points(self) -> Iterator[dict[sp.Symbol, sp.Expr]]:
        """Every point of the grids, the last one varying fastest."""
        for row in product(*(grid.points for grid in self.grids)):
            yield dict(zip(self.variables, chain(*row), strict=True))

    def point(self, number: int) -> dict[sp.Symbol, sp.Expr]:
        """One of them."""
        rows = [grid.points for grid in self.grids]
        index = np.unravel_index(number, [len(row) for row in rows])
        chosen = (row[k] for row, k in zip(rows, index, strict=True))
        return dict(zip(self.variables, chain(*chosen), strict=True))

    @property
    def lines(self) -> tuple[sp.Basic, ...]:
        """What is displayed, line by line: the order of two that are nested is that of logic."""
        ranges = [line for grid in self.grids for line in grid.lines(Str(self.word))]
        if isinstance(self.body, Quantified):
            return (*ranges, *self.body.lines)
        splits = isinstance(self.body, sp.And) and not self.decisive
        return (*ranges, *(self.body.args if splits else (self.body,)))

    def _latex(self, printer: LatexPrinter) -> str:
        return r",\quad ".join(map(printer.doprint, self.lines))

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        first, *rest = map(printer._print, self.lines)
        return reduce(lambda a, b: prettyForm(*a.right(",  ", b)), rest, first)


class ForAll(Quantified):
    """A body that holds at all points; one at which it fails decides."""

    word, decisive, rel_op = "for all", False, "∀"


class Exists(Quantified):
    """A body that holds at some point; one at which it holds decides."""

    word, decisive, rel_op = "for some", True, "∃"


def is_about_numbers(part: sp.Basic) -> bool:
    """Whether functions that are evaluated in numbers stand in it."""
    return bool(part.atoms(Numeric))
