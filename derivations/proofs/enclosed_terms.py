"""SymPy's expressions as terms of certificates that may be complex, and terms as expressions."""

from collections.abc import Mapping
from typing import Any

import sympy as sp

from beyondthermal.derivations.verify.terms import Term
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.formula.functions import REWRITTEN
from beyondthermal.symbolic.formula.special_functions import FORMS

__all__ = ["data", "expression", "tree"]

_HEADS: Mapping[Any, str] = {
    sp.Add: "+", sp.Mul: "*", sp.exp: "exp", sp.log: "log", sp.sin: "sin", sp.cos: "cos",
    sp.atan: "atan", sp.Abs: "abs", Modulus: "abs", sp.sign: "sign", sp.floor: "floor",
}  # fmt: skip
_CONSTANTS: Mapping[Any, Any] = {
    sp.pi: ["pi"], sp.E: ["exp", 1], sp.I: ["i"], sp.oo: "oo", -sp.oo: "-oo",
}  # fmt: skip
_KINDS = {head: kind for kind, head in _HEADS.items() if kind is not Modulus}


def tree(expr: sp.Expr, *, is_complex: bool = False) -> Any:
    """An expression as JSON.

    Raises
    ------
    ValueError
        If the checker has no node for a part of it.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> tree(sp.sqrt(symbol("x")) + sp.I, is_complex=True)
    ['+', ['i'], ['^', 'x', 1, 2]]
    """
    if expr.is_Integer:
        return int(expr)
    if expr.is_Rational:
        return ["*", int(expr.p), ["^", int(expr.q), -1]]
    if expr.is_Symbol:
        return str(expr)
    if expr in _CONSTANTS:
        return _CONSTANTS[expr]
    if expr.is_Pow and not isinstance(expr, sp.exp):
        base, k = (tree(part, is_complex=is_complex) for part in expr.args)
        if not expr.exp.is_Rational:
            return ["exp", ["*", k, _logarithm(expr.base, base)]]
        return ["^", base, int(expr.exp.p), *([int(expr.exp.q)] * (expr.exp.q != 1))]
    if expr.func in _HEADS:
        return [_HEADS[expr.func], *(tree(part, is_complex=is_complex) for part in expr.args)]
    return tree(_in_other_words(expr, is_complex), is_complex=is_complex)


def _logarithm(of: sp.Expr, written: Any) -> Any:
    """The logarithm of a term; of a fraction as a difference."""
    if of.is_Rational and of > 0 and not of.is_Integer:
        above = ["log", int(of.p)] if of.p > 1 else 0
        return ["+", above, ["*", -1, ["log", int(of.q)]]]
    return ["log", written]


def _in_other_words(expr: sp.Expr, is_complex: bool) -> sp.Expr:
    if is_complex and isinstance(expr, sp.asin | sp.acos):
        z = expr.args[0]
        arcsine = -sp.I * sp.log(sp.I * z + sp.sqrt(1 - z**2))
        return arcsine if isinstance(expr, sp.asin) else sp.pi / 2 - arcsine
    if isinstance(expr, sp.ceiling):
        return -sp.floor(-expr.args[0])
    form = REWRITTEN.get(expr.func) or FORMS.get(expr.func)
    found = form(*expr.args) if form else expr
    if found == expr:
        raise ValueError(f"the checker has no node for {expr.func}")
    return found


def data(term: Term) -> Any:
    """A term of the checker as JSON.

    Examples
    --------
    >>> from fractions import Fraction
    >>> data(("^", "x", Fraction(1, 2)))
    ['^', 'x', 1, 2]
    """
    if type(term) is not tuple:
        return term
    head, *rest = term
    if head == "^":
        k = rest[1]
        over = [] if k.denominator == 1 else [k.denominator]
        return ["^", data(rest[0]), k.numerator, *over]
    return [head, *map(data, rest)]


def expression(given: Any, names: Mapping[str, sp.Symbol]) -> sp.Expr:
    """A term, as JSON, as an expression of these symbols.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> expression(["^", ["log", "x"], -1], {"x": symbol("x")})
    1/log(x)
    """
    if isinstance(given, int):
        return sp.Integer(given)
    if isinstance(given, str):
        return names[given]
    head, *rest = given
    if head in ("pi", "i"):
        return sp.pi if head == "pi" else sp.I
    if head == "^":
        return sp.Pow(expression(rest[0], names), sp.Rational(*rest[1:]))
    return _KINDS[head](*(expression(part, names) for part in rest))
