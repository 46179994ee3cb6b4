"""Claims about numbers as tables: what is claimed, what this run found, and the difference."""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

import sympy as sp
from sympy.core.symbol import Str

from beyondthermal.derivations.claims.domains import text
from beyondthermal.derivations.claims.quantified.deciding import written
from beyondthermal.derivations.claims.quantified.statements import (
    Numeric,
    Quantified,
    is_about_numbers,
)
from beyondthermal.derivations.ordering import terms
from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.statement_kinds import Printed

from .blocks import Equation
from .measured import measured, measurements

__all__ = ["Row", "Table", "table"]

_SIGNS = {"<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "="}
# How the figures of a run begin that belong to a grid: for all points, for some.
_PLACES = {False: "tightest at ", True: "for instance at "}
# A run has ten digits: two numbers that agree in all of them are no further apart than this.
_SAME = "below $10⁻¹⁰$"
_FRACTION, _OVER = re.compile(r"\\frac" + 2 * r"\{((?:[^{}+-]|\{[^{}]*\})*)\}"), r"\1/\2"


class Row(NamedTuple):
    """A line of a table, in prose: what was measured, and three numbers."""

    quantity: str
    claimed: str
    here: str
    difference: str


class Table(NamedTuple):
    """A statement with a row for each of its parts; what the paper prints has a head of its own."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    condition: str


def table(equation: Equation) -> Table | None:
    """The table of a claim that says nothing but how large numbers are; of any other one, none.

    Raises
    ------
    ValueError
        If a claim has a printed number that the run has no value for.
    """
    parts = equation.printed or equation.statement
    digits = all(isinstance(part, Printed) for part in parts)
    if not (digits and parts) and (equation.printed or not all(map(_is_row, parts))):
        return None
    run = _Run(equation)
    found = tuple(map(run.row, parts))
    if not any(row.difference for row in found):
        return None
    heads = ("quantity", "paper" if digits else "claimed", "here", "difference")
    return Table(heads, found, f"({equation.condition})" if equation.condition else "")


def _is_row(part: sp.Basic) -> bool:
    """Whether one relation of numbers is stated, at a point or on a grid."""
    body = part.body if isinstance(part, Quantified) else part
    simple = isinstance(body, Printed) or getattr(body, "rel_op", "") in _SIGNS
    return simple and is_about_numbers(body)


class _Run:
    """What a run found for a claim; figures that belong to grids come in the order of these."""

    def __init__(self, equation: Equation) -> None:
        self.name, self.at = equation.names[0], equation.result.claim.at
        self.figures = dict(equation.result.finding.figures)

    def row(self, part: sp.Basic) -> Row:
        """A row for a part of the statement."""
        if isinstance(part, Quantified):
            return self._on_grids(part)
        if not isinstance(part, Printed):
            return self._relation(part, self.figures)
        digits, value = str(part.args[1]), self._value(part.args[0], self.figures)
        difference = _number(value - part.printed, 2)
        here = _number(value, len(digits) + 2)
        return Row(_maths(part.args[0]), f"${digits}$ {part.word}", here, difference)

    def _on_grids(self, part: Quantified) -> Row:
        body, place = part.body, self._place(part)
        if place:
            shown = self._relation(body, _values(self.figures.pop(place)), part.variables)
            (where,) = measurements({place: ""})
            shown = shown._replace(here=f"{shown.here}, {where[0].lower()}{where[1:]}")
        else:
            shown = Row(*_stated(body), f"at all {part.count} points", "")
        return shown._replace(quantity=f"{shown.quantity} {_grids(part)}")

    def _place(self, part: Quantified) -> str:
        """The name of the figures that belong to a part on grids; empty if there are none."""
        if part.body.rhs.has(Numeric) and not part.decisive:
            return ""
        words = _PLACES[part.decisive]
        varied = [text(name) for name in part.variables]
        return next(
            (
                name for name in self.figures
                if name.startswith(words) and re.findall(r"\$(\S+) =", name) == varied
            ),
            "",
        )  # fmt: skip

    def _relation(
        self, part: sp.Basic, figures: Mapping[str, str], bound: Collection[sp.Symbol] = ()
    ) -> Row:
        left, right = (self._value(side, figures, bound) for side in (part.lhs, part.rhs))
        same = not left and len(part.lhs.atoms(Numeric)) > 1
        here = _SAME if same else _number(left, 4)
        if part.rhs.has(Numeric):
            here += f" ${_SIGNS[part.rel_op]}$ {_number(right, 4)}"
        return Row(*_stated(part), here, _number(left - right, 2))

    def _value(
        self, side: sp.Expr, figures: Mapping[str, str], bound: Collection[sp.Symbol] = ()
    ) -> sp.Rational:
        """What one side of a relation came to, from the figures of the functions in it."""
        side = side.subs({name: value for name, value in self.at.items() if name not in bound})
        calls = {call: figures.get(written(call), "") for call in side.atoms(Numeric)}
        known = {call: sp.Rational(found) for call, found in calls.items() if found}
        value = side.subs(known).doit()
        if not value.is_Rational:
            raise ValueError(f"({self.name}) has no value for {side}.")
        return value


def _values(line: str) -> dict[str, str]:
    """The functions of a statement at a point, as the figures of a run list them."""
    pairs = (pair.split(" =$ ") for pair in line.split(", "))
    return {f"{name}$": value for name, value in pairs}


def _grids(part: Quantified) -> str:
    """For which points a statement is made, in words that can be broken."""
    lines = [latex(line) for grid in part.grids for line in grid.lines(Str(part.word))]
    marked = "; ".join(re.sub(r" ?\\text\{([^{}]*?)\} ?", r"$\1$", f"${line}$") for line in lines)
    return marked.replace("$$", "").replace(f"; {part.word} ", "; ")


def _stated(part: sp.Basic) -> tuple[str, str]:
    """What is measured, and the number it is compared with; two quantities are one statement."""
    compared = _maths(part.rhs).replace("$", f"${_SIGNS[part.rel_op]} ", 1)
    if part.rhs.has(Numeric):
        return f"{_maths(part.lhs)} {compared}", "holds"
    return _maths(part.lhs), compared


def _maths(expr: sp.Basic) -> str:
    """An expression for a cell: fractions on one line, but of sums; differences can be broken."""
    if isinstance(expr, sp.Abs) and len(two := terms(expr.args[0])) == 2:
        first, second = _maths(two[0]), _maths(-two[1])
        return f"$|{first[1:]} $- {second[1:-1]}|$"
    return f"${_FRACTION.sub(_OVER, latex(expr))}$"


def _number(value: sp.Rational, digits: int) -> str:
    """A number in print, with a minus sign; one that is short has no more digits than it needs."""
    if (100 * value).is_Integer:
        return f"${float(value):g}$".replace("-", "−")
    return f"${measured(str(sp.N(value, 10)), digits)}$".replace("-", "−")
