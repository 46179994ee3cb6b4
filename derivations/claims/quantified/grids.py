"""Grids as they are displayed: what varies, from where to where, in how many values."""

from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.symbol import Str
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

__all__ = ["ROOM", "SPACINGS", "Among", "Grid", "Range"]

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
        variable, count = map(printer.doprint, (self.args[0], self.args[3]))
        low, high = (_on_a_line(x, printer.doprint(x)) for x in self.args[1:3])
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


def _on_a_line(end: sp.Expr, latex: str) -> str:
    """The end of a grid; a fraction of integers isn't stacked."""
    return str(end) if end.is_Rational and latex.startswith(r"\frac") else latex


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
