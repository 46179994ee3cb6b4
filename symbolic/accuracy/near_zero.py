"""Functions next to their zeros, where a difference of numbers of size 1 would lose all digits.

log(1 + u), exp(u) - 1 and cube roots have functions of their own in numerical libraries; cos(u) - 1
and cosh(u) - 1 are squares.
"""

from collections.abc import Callable, Mapping

import sympy as sp
from sympy.codegen.cfunctions import Cbrt, expm1, log1p

__all__ = ["NEAR_ZERO", "logarithm_of_ratio", "near_zero"]

# What libraries call them.
NEAR_ZERO: Mapping[str, type[sp.Expr]] = {"log1p": log1p, "expm1": expm1, "cbrt": Cbrt}

# f(u) - 1 for functions that are 1 at 0.
_LESS_ONE: Mapping[type[sp.Expr], Callable[[sp.Expr], sp.Expr]] = {
    sp.exp: expm1,
    sp.cos: lambda u: -2 * sp.sin(u / 2) ** 2,
    sp.cosh: lambda u: 2 * sp.sinh(u / 2) ** 2,
}


def near_zero(expr: sp.Expr) -> sp.Expr:
    """The same expression, with log1p, expm1, Cbrt and squares in place of differences from 1.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> near_zero(1 / (sp.exp(x / y) - 1)), near_zero(sp.log(1 + y)), near_zero(x - x * sp.cos(y))
    (1/expm1(x/y), log1p(y), 2*x*sin(y/2)**2)
    """
    # To walk through a polynomial of ten thousand terms takes longer than to solve for it.
    if not expr.has(*_LESS_ONE, sp.log) and not any(map(_is_cube_root, expr.atoms(sp.Pow))):
        return expr
    return expr.replace(lambda node: node.func in (sp.Add, sp.log, sp.Pow), _changed)


def logarithm_of_ratio(ratio: sp.Expr) -> sp.Expr:
    """log(a/b), as log1p((a - b)/b) where a is next to b: what cancels in a - b has cancelled here.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> logarithm_of_ratio((x + y) / (x + 2 * y)).args[0]
    (log1p(-y/(x + 2*y)), y/(x + 2*y) < 1/2)
    """
    above, below = sp.fraction(sp.together(ratio))
    distance = sp.factor(sp.expand(above - below)) / below
    size = distance if distance.is_nonnegative else sp.Abs(distance)
    close = sp.Lt(size, sp.S.Half, evaluate=False)
    return sp.Piecewise((log1p(distance), close), (sp.log(ratio), True), evaluate=False)


def _changed(node: sp.Expr) -> sp.Expr:
    if node.is_Pow:
        return Cbrt(node.base) ** node.exp.p if _is_cube_root(node) else node
    if node.is_Add:
        return _sum(node)
    inside = node.args[0]
    return log1p(inside - 1) if inside.is_Add and sp.Integer(1) in inside.args else node


def _is_cube_root(power: sp.Pow) -> bool:
    exponent = power.exp
    return bool(exponent.is_Rational and exponent.q == 3 and power.base.is_nonnegative)


def _sum(node: sp.Add) -> sp.Expr:
    """A sum in which a f(u) - a is the difference of f from 1."""
    terms = [*node.args]
    for term in node.args:
        for factor in (f for f in sp.Mul.make_args(term) if f.func in _LESS_ONE):
            rest = -term / factor
            if rest in terms and term in terms:
                terms.remove(term)
                terms.remove(rest)
                terms.append(-rest * _LESS_ONE[factor.func](factor.args[0]))
    return node if len(terms) == len(node.args) else sp.Add(*terms)
