"""Derivatives, by the rules of differentiation, one order at a time.

`diff(f, x)`, `diff(f, x, 2)` and `diff(f, x, 2, y)`, and so with (x, 2) for x, 2. A function of
which nothing is known has derivatives of all orders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp
from sympy.core.function import AppliedUndef

from beyondthermal.symbolic.decision.conditions import Condition, conditions

from .size import size
from .tokens import Token

if TYPE_CHECKING:
    from .reader import Part, Reader

__all__ = ["derivative"]

_ORDER, _NODES = 8, 1_000
# What has no derivative somewhere, or none that is known here.
_ROUGH = (
    *(sp.Abs, sp.Max, sp.Min, sp.sign, sp.floor, sp.ceiling, sp.conjugate, sp.Piecewise),
    *(sp.factorial, sp.gamma, sp.binomial, sp.Sum),
)
_NOT = "what is derived has none: narrow the symbol's domain, or write the derivative"


def derivative(reader: Reader, start: Token) -> Part:
    """A derivative, behind the bracket that opens."""
    part = reader.sum()
    if reader.next.text != ",":
        reader.expected("','")
    variables: list[sp.Expr] = []
    while reader.next.text == ",":
        variable, order = reader.after(",", _by)
        if order is None and variable.is_Integer and variables:
            variable, order = variables.pop(), variable
        order = sp.S.One if order is None else order
        if not variable.is_Symbol:
            reader.fail(start, "diff(f, x) is taken by a symbol x")
        if not (order.is_Integer and 0 <= order <= _ORDER - len(variables)):
            reader.fail(start, f"derivatives go up to order {_ORDER}")
        variables += [variable] * int(order)
    reader.close()
    if rough := part.expr.atoms(*_ROUGH) - part.expr.atoms(sp.Symbol):
        name = min(type(node).__name__.lower() for node in rough)
        reader.fail(start, f"diff is not taken of {name}, which may have no derivative somewhere")
    expr = part.expr
    for variable in variables:
        if size(expr).nodes > _NODES:
            reader.fail(start, "this is too large to be differentiated")
        expr = sp.diff(expr, variable)
    if lost := _lost(part.expr, expr):
        reader.fail(start, f"{lost}, where a derivative would have a value and {_NOT}")
    return reader.built(expr, reader.bounded(size(expr), start), start)


def _by(reader: Reader) -> tuple[sp.Expr, sp.Expr | None]:
    """What a derivative is taken by: x, or (x, 2); or how often, of the one before."""
    if reader.next.text != "(":
        return reader.sum().expr, None
    return reader.after("(", _counted)


def _counted(reader: Reader) -> tuple[sp.Expr, sp.Expr | None]:
    variable = reader.sum().expr
    order = reader.after(",", _order) if reader.next.text == "," else None
    reader.close()
    return variable, order


def _order(reader: Reader) -> sp.Expr:
    return reader.sum().expr


def _lost(expr: sp.Expr, derivative: sp.Expr) -> Condition | None:
    """What an expression needs to have a value, and its derivative doesn't need any more.

    A derivative is there at most where the function is: log has none at -1, though 1/x is there.
    """
    kept = conditions(derivative)
    met = {"zero": "is_nonzero", "negative": "is_extended_nonnegative"}
    return next(
        (
            c
            for c in conditions(expr)
            if c not in kept
            and not getattr(c.part, met.get(c.fault, ""), False)
            and not isinstance(c.part, AppliedUndef | sp.Derivative | sp.Subs)
        ),
        None,
    )
