"""Values for the symbols of a file: numbers of any kind, exactly, and whether they are allowed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import sympy as sp

from beyondthermal.derivations.claim_files.domains import Domains
from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.precision import exact_value
from beyondthermal.symbolic.formula.grammar import parse

__all__ = ["Given", "exactly", "expect_inside", "expect_related", "related"]

# Numbers of Python, NumPy, mpmath and SymPy; texts are formulas without names.
Given: TypeAlias = int | float | str | Fraction | Decimal | sp.Expr | Any


def exactly(name: str, value: Given) -> sp.Expr:
    """A value as the number that it is.

    Raises
    ------
    ValueError
        If it isn't a finite real number.

    Examples
    --------
    >>> exactly("x", "1/3"), exactly("x", 0.5), exactly("x", "sqrt(2)")
    (1/3, 1/2, sqrt(2))
    """
    try:
        found = _number(value)
    except (TypeError, ValueError, ArithmeticError):
        found = sp.nan
    if not (found.is_number and found.is_real):
        shown = repr(value) if len(repr(value)) <= 40 else f"a {type(value).__name__}"
        raise ValueError(f"Argument `{name}` must be a finite real number, but got {shown}.")
    return found


def _number(value: Given) -> sp.Expr:
    if isinstance(value, sp.Expr) and not value.is_Float:
        return value
    if isinstance(value, str):
        return parse(value, {})
    exact = exact_value(value)
    return sp.Rational(exact.numerator, exact.denominator)


def expect_inside(domains: Domains, point: Mapping[sp.Symbol, sp.Expr]) -> None:
    """Complain of a value that isn't in its domain, or of values that aren't related as they are.

    Raises
    ------
    ValueError
        If one is out of it.
    """
    for symbol, value in point.items():
        domain = domains.sides[symbol]
        if domain.contains(value) != sp.true:
            raise ValueError(f"Argument `{symbol}` must be in {_typed(domain)}, but got {value}.")
    for relation in domains.relations:
        if relation.free_symbols <= point.keys() and relation.subs(point) != sp.true:
            values = ", ".join(f"{s} = {point[s]}" for s in sorted(relation.free_symbols, key=str))
            raise ValueError(f"Arguments must be so that {relation}, but got {values}.")


def related(domains: Domains, columns: Mapping[str, Array]) -> Any:
    """At which points of columns all relations among their symbols hold, or nearly: ends count."""
    closed = replace(domains, relations=[_closed(relation) for relation in domains.relations])
    each = [np.True_, *(holds for _, holds in _holding(closed, columns))]
    return np.all(np.broadcast_arrays(*each), axis=0)


def _closed(relation: sp.Basic) -> sp.Basic:
    weak = {sp.Lt: sp.Le, sp.Gt: sp.Ge}.get(relation.func)
    return weak(*relation.args) if weak else relation


def expect_related(domains: Domains, columns: Mapping[str, Array]) -> None:
    """Complain of the first point at which a relation among symbols doesn't hold.

    Raises
    ------
    ValueError
        If there is one.
    """
    for relation, holds in _holding(domains, columns):
        names = sorted(map(str, relation.free_symbols))
        for k in np.flatnonzero(~np.broadcast_to(holds, columns[names[0]].shape))[:1]:
            values = ", ".join(f"{name} = {columns[name][k]:g}" for name in names)
            raise ValueError(f"Arguments must be so that {relation}, but got {values}.")


def _holding(domains: Domains, columns: Mapping[str, Array]) -> Iterator[tuple[sp.Basic, Any]]:
    for relation in domains.relations:
        symbols = sorted(relation.free_symbols, key=str)
        if {*map(str, symbols)} <= columns.keys():
            values = (columns[str(symbol)] for symbol in symbols)
            yield relation, sp.lambdify(symbols, relation, "numpy")(*values)


def _typed(domain: sp.Set) -> str:
    """An interval as a file has it."""
    if not isinstance(domain, sp.Interval):
        return str(domain)
    opening, closing = "[("[bool(domain.left_open)], "])"[bool(domain.right_open)]
    return f"{opening}{domain.inf}, {domain.sup}{closing}"
