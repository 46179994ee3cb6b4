"""Statements that hold at all points of a grid, or at one of them: the grid is displayed.

    ForAll(body, grid, …), Exists(body, grid, …)

A body is a relation, relations joined by And, Or, Implies or Not, or another statement of this
kind. What stands in it are numbers, variables and `functions`; without a function of these a
statement is none about numbers, and is decided by `symbolic.statements`.
"""

from collections.abc import Iterator
from functools import reduce
from itertools import chain, product
from math import prod
from typing import Any

import numpy as np
import sympy as sp
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

__all__ = ["Exists", "ForAll", "Numeric", "Quantified", "is_about_numbers"]


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
        return r",\quad ".join(printer.doprint(line).rstrip(",") for line in self.lines)

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
