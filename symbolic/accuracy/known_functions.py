"""Expressions in terms of the functions that programs have."""

from collections.abc import Callable, Collection, Mapping

import sympy as sp

from beyondthermal.symbolic.formula.functions import rewritten

from .near_zero import near_zero

__all__ = ["in_known"]

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


def in_known(body: sp.Expr, known: Collection[type[sp.Basic]]) -> sp.Expr:
    """The same in functions that are known, and in those that are right next to their zeros.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> in_known(sp.coth(x) + sp.exp(y) - 1, [sp.tanh, sp.exp])
    expm1(y) + 1/tanh(x)
    """
    if body.is_rational_function():
        return body
    body = body.replace(
        lambda node: node.func in _FORMS, lambda node: _FORMS[node.func](*node.args)
    )
    return near_zero(rewritten(body, but=known))
