"""Expressions in terms of functions that programs have."""

from collections.abc import Callable, Mapping

import sympy as sp

from beyondthermal.symbolic.accuracy.near_zero import NEAR_ZERO, near_zero
from beyondthermal.symbolic.formula.functions import FUNCTIONS, rewritten

from .elementary import ELEMENTARY

__all__ = ["CALLS", "in_calls"]

# Functions of formulas that programs have, too; all others are rewritten.
CALLS = {row.kind: name for name, row in FUNCTIONS.items() if row.kind and name in ELEMENTARY} | {
    kind: name for name, kind in NEAR_ZERO.items()
}
# What programs have in terms of these, without differences in which digits are lost.
_FORMS: Mapping[type[sp.Expr], Callable[[sp.Expr], sp.Expr]] = {
    sp.coth: lambda u: 1 / sp.tanh(u),
    sp.sech: lambda u: 1 / sp.cosh(u),
    sp.csch: lambda u: 1 / sp.sinh(u),
    sp.cot: lambda u: 1 / sp.tan(u),
    sp.acoth: lambda u: sp.atanh(1 / u),
    sp.asech: lambda u: sp.acosh(1 / u),
    sp.acsch: lambda u: sp.asinh(1 / u),
    sp.asec: lambda u: sp.acos(1 / u),
    sp.acsc: lambda u: sp.asin(1 / u),
    sp.sign: lambda u: sp.Piecewise((1, u > 0), (sp.Piecewise((-1, u < 0), (0, True)), True)),
}


def in_calls(body: sp.Expr) -> sp.Expr:
    """The same in these functions, with those that are right next to their zeros.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> in_calls(sp.coth(x) + sp.exp(y) - 1)
    expm1(y) + 1/tanh(x)
    """
    if body.is_rational_function():
        return body
    body = body.replace(
        lambda node: node.func in _FORMS, lambda node: _FORMS[node.func](*node.args)
    )
    return near_zero(rewritten(body, but=CALLS))
