"""Formulas as plain data and back, as they were written: nothing is evaluated, nothing is run.

A formula is its head and its arguments, ["Add", ...]; a whole number is itself, a constant a word,
a symbol a dictionary of its name and its assumptions.
"""

from collections.abc import Mapping
from typing import Any

import sympy as sp
from sympy.core.symbol import Str

from beyondthermal.symbolic import operator_notation as notation
from beyondthermal.symbolic import statements
from beyondthermal.symbolic.symbols import assumed

from .quantified import functions, grids, sampled
from .quantified import statements as quantified

__all__ = ["from_tree", "to_tree"]


def _named(*heads: Any) -> Mapping[str, Any]:
    return {head.__name__: head for head in heads}


_CONSTANTS = {type(one).__name__: one for one in (sp.I, sp.pi, sp.E, sp.oo, -sp.oo, sp.zoo, sp.nan)}
_SUMS = _named(sp.Add, sp.Mul)
# What SymPy evaluates unless it is told not to.
_FUNCTIONS = _named(
    *(sp.Eq, sp.Ne, sp.Gt, sp.Ge, sp.Lt, sp.Le, sp.Pow),
    *(sp.exp, sp.log, sp.Abs, sp.re, sp.im, sp.conjugate, sp.Max, sp.Min),
    *(notation.dissipator, notation.vec, notation.tensor, notation.Tr, notation.average),
    *(notation.direct_sum, notation.partial_trace, notation.transpose),
    *(notation.det, statements.of),
    *(
        statements.lim,
        statements.sup,
        statements.Leading,
        statements.Rounded,
        statements.Cut,
        statements.Iff,
    ),
    *(statements.InDimensions, sp.And, sp.Or, sp.Not, sp.Implies),
    *(getattr(room, name) for room in (functions, sampled) for name in room.__all__),
)
_OTHERS = _named(
    *(sp.Rational, sp.Tuple, sp.ImmutableDenseMatrix),
    *(sp.MatMul, sp.Determinant, sp.Order, sp.Limit),
    *(quantified.ForAll, quantified.Exists, grids.Grid, grids.Among),
)


def to_tree(formula: sp.Basic) -> Any:
    """A formula as plain data.

    Examples
    --------
    >>> to_tree(sp.Eq(sp.Rational(1, 2), 0, evaluate=False))
    ['Equality', ['Rational', 1, 2], 0]
    """
    if formula.is_Symbol:
        (name,), assumptions = formula.__getnewargs_ex__()
        return {**assumptions, "name": name}
    if isinstance(formula, sp.Integer):
        return int(formula)
    if isinstance(formula, sp.Rational):
        return ["Rational", formula.p, formula.q]
    if isinstance(formula, Str):
        return ["Str", formula.name]
    if not formula.args:
        return type(formula).__name__
    return [type(formula).__name__, *map(to_tree, formula.args)]


def from_tree(tree: Any) -> sp.Basic:
    """The formula of which this is the tree.

    Raises
    ------
    ValueError
        If it is the tree of none, or has a head that is not known here.

    Examples
    --------
    >>> from_tree(["Pow", 4, ["Rational", 1, 2]])
    sqrt(4)
    """
    if isinstance(tree, dict):
        return assumed(**tree)
    if isinstance(tree, int):
        return sp.Integer(tree)
    if isinstance(tree, str) and tree in _CONSTANTS:
        return _CONSTANTS[tree]
    if not isinstance(tree, list) or not tree:
        raise ValueError(f"not the tree of a formula: {tree!r}")
    head, *rest = tree
    if head == "Str":
        return Str(*rest)
    arguments = [from_tree(part) for part in rest]
    if head in _SUMS:
        return _SUMS[head]._from_args(arguments)
    if head in _FUNCTIONS:
        return _FUNCTIONS[head](*arguments, evaluate=False)
    if head in _OTHERS:
        return _OTHERS[head](*arguments)
    raise ValueError(f"unknown head of a formula: {head!r}")
