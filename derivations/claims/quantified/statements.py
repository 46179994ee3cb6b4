"""Statements that hold at all points of a grid, or at one of them: the grid is displayed.

    ForAll(body, grid, …), Exists(body, grid, …)

A body is a relation, relations joined by And, Or, Implies or Not, or another statement of this
kind. What stands in it are numbers, variables and `functions`; without a function of these a
statement is none about numbers, and is decided by `symbolic.statements`.
"""

from collections.abc import Iterator
from functools import reduce
from itertools import chain, islice, product
from math import prod
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

__all__ = ["Among", "Exists", "ForAll", "Grid", "Numeric", "Quantified", "is_about_numbers"]


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
        return super().__new__(cls, variable, *map(sp.sympify, (low, high, count)), text)  # type: ignore[no-any-return]

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

    def _latex(self, printer: LatexPrinter) -> str:
        variable, low, high, count, spacing = map(printer.doprint, self.args)
        return rf"{variable} = {low}, \ldots, {high} \text{{ ({count} values, {spacing})}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        variable, low, high, count, spacing = map(printer._print, self.args)
        text = f" ({count} values, {spacing})"
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
        return super().__new__(cls, one, *rest)  # type: ignore[no-any-return]

    @property
    def variables(self) -> tuple[sp.Symbol, ...]:
        """Those that vary."""
        return tuple(self.args[0])

    @property
    def points(self) -> tuple[tuple[sp.Expr, ...], ...]:
        """All of them, in order."""
        return tuple(map(tuple, self.args[1:]))

    def _latex(self, printer: LatexPrinter) -> str:
        shown = (_bare(one, printer.doprint, r"\left(%s\right)") for one in self.args)
        variables, *points = shown
        return rf"{variables} \in \left\{{{', '.join(points)}\right\}}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        variables, *points = (printer._print(x[0] if len(x) == 1 else x) for x in self.args)
        parts = [part for point in points for part in (", ", point)][1:]
        return prettyForm(*variables.right(" ∈ {", *parts, "}"))


def _tuple(given: Any) -> sp.Tuple:
    return sp.Tuple(*given) if isinstance(given, tuple) else sp.Tuple(given)


def _bare(values: sp.Tuple, show: Any, bracket: str) -> str:
    text = ", ".join(map(show, values))
    return text if len(values) == 1 else bracket % text


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
        return sp.Basic.__new__(cls, body, *grids)  # type: ignore[no-any-return]

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
        return next(islice(self.points(), number, None))

    def _latex(self, printer: LatexPrinter) -> str:
        grids = r",\ ".join(map(printer.doprint, self.grids))
        if isinstance(self.body, Quantified):
            return rf"\text{{{self.word} }} {grids}:\quad {printer.doprint(self.body)}"
        return rf"{printer.doprint(self.body)} \quad \text{{{self.word} }} {grids}"

    def _pretty(self, printer: PrettyPrinter) -> prettyForm:
        body, first, *rest = map(printer._print, self.args)
        grids = reduce(lambda a, b: prettyForm(*a.right(", ", b)), rest, first)
        if isinstance(self.body, Quantified):
            return prettyForm(*prettyForm(*grids.left(f"{self.word} ")).right(":  ", body))
        return prettyForm(*body.right(f"  {self.word} ", grids))


class ForAll(Quantified):
    """A body that holds at all points; one at which it fails decides."""

    word, decisive, rel_op = "for all", False, "∀"


class Exists(Quantified):
    """A body that holds at some point; one at which it holds decides."""

    word, decisive, rel_op = "for some", True, "∃"


def is_about_numbers(part: sp.Basic) -> bool:
    """Whether functions that are evaluated in numbers stand in it."""
    return bool(part.atoms(Numeric))
