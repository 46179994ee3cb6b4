"""Printed numbers beside those of this run: paper, here, difference."""

from typing import NamedTuple

import sympy as sp

from beyondthermal.derivations.claims.quantified.deciding import written
from beyondthermal.derivations.claims.quantified.statements import Numeric
from beyondthermal.derivations.printing import latex
from beyondthermal.symbolic.statement_kinds import Printed

from .blocks import Comparison, Equation
from .measured import measured

__all__ = ["HEADS", "Row", "comparison_rows"]

HEADS = ("claim", "quantity", "paper", "here", "difference")


class Row(NamedTuple):
    """A line of the table, in prose: the claim, what was measured where, and three numbers."""

    name: str
    quantity: str
    paper: str
    here: str
    difference: str


def comparison_rows(block: Comparison) -> list[Row]:
    """A row for each printed number of the claims, with what this run found for it.

    Raises
    ------
    ValueError
        If a claim has a printed number that the run has no value for.
    """
    return [
        _row(equation, part)
        for equation in block.equations
        for part in equation.statement
        if isinstance(part, Printed)
    ]


def _row(equation: Equation, part: Printed) -> Row:
    at = equation.result.claim.at
    value = part.args[0].subs(at).subs(_found(equation))
    if not value.is_Rational:
        raise ValueError(f"({equation.names[0]}) has no value for {part.args[0]}.")
    where = ", ".join(f"${latex(name)} = {measured(str(v))}$ $g$" for name, v in at.items())
    digits, difference = str(part.args[1]), str(sp.N(value - part.printed, 15))
    # A run has ten digits, so that of a small difference only the first ones mean anything.
    return Row(
        f"({equation.names[0]})",
        f"${latex(part.args[0])}$" + (f" at {where}" if where else ""),
        f"${digits}$ {part.word}",
        f"${measured(str(sp.N(value, 10)), len(digits) + 2)}$",
        f"${measured(difference, 2)}$".replace("-", "−"),
    )


def _found(equation: Equation) -> dict[sp.Expr, sp.Rational]:
    """The functions in a statement, at its values, by what the run measured."""
    at, figures = equation.result.claim.at, equation.result.finding.figures
    applied = {
        application.subs(at) for part in equation.statement for application in part.atoms(Numeric)
    }
    keys = {call: written(call) for call in applied}
    return {call: sp.Rational(figures[key]) for call, key in keys.items() if key in figures}
