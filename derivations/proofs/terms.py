"""SymPy's expressions as the checker's terms, and ranges as its domains."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from beyondthermal.symbolic import operator_notation as notation
from beyondthermal.symbolic.decision.boxes import Where, rational_end
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.statements import of

__all__ = ["domain", "end", "rows", "term"]

Data = Any


def term(expr: sp.Basic) -> Data:
    """An expression, of numbers or of operators, as JSON.

    Raises
    ------
    ValueError
        If the checker has no term for it.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> term(sp.sqrt(x) / y)
    ['/', ['sqrt', 'x'], 'y']
    """
    if isinstance(expr, sp.Integer):
        return int(expr)
    if isinstance(expr, sp.Rational):
        return ["/", int(expr.p), int(expr.q)]
    if expr is sp.I:
        return ["i"]
    if expr is sp.E:
        return ["exp", 1]
    if expr.is_Symbol:
        return expr.name
    if isinstance(expr, notation.average):
        return _mean_of(str(expr.args[0]))
    if isinstance(expr, sp.MatrixBase):
        return ["matrix", rows(expr)]
    if isinstance(expr, sp.Add | sp.MatAdd):
        return ["+", *map(term, expr.args)]
    if isinstance(expr, sp.Mul | sp.MatMul):
        return _product(expr)
    if isinstance(expr, sp.exp):
        return ["exp", term(expr.args[0])]
    if isinstance(expr, sp.Pow):
        return _power(expr)
    if isinstance(expr, of):
        return ["of", term(expr.args[0]), dict(zip("xy", map(term, expr.args[1:]), strict=True))]
    if type(expr) in _HEADS:
        return [_HEADS[type(expr)], *map(term, expr.args)]
    if type(expr) in _WRITTEN:
        return term(_WRITTEN[type(expr)](*expr.args))
    raise ValueError(f"Argument `expr` must have a node for the checker, but has {type(expr)}.")


_HEADS: Mapping[type, str] = {
    sp.Abs: "abs", Modulus: "abs", sp.Max: "max", sp.Min: "min", sp.log: "log",
    sp.conjugate: "conj", notation.Tr: "Tr", notation.vec: "vec", notation.tensor: "tensor",
    notation.direct_sum: "direct_sum", notation.dissipator: "D", notation.transpose: "transpose",
    notation.det: "det", sp.Determinant: "det",
}  # fmt: skip
_WRITTEN: Mapping[type, Callable[..., sp.Expr]] = {
    head: lambda u, head=head: head(u).rewrite(sp.exp)
    for head in (sp.sinh, sp.cosh, sp.tanh, sp.coth)
} | {
    sp.re: lambda u: (u + sp.conjugate(u)) / 2,
    sp.im: lambda u: -sp.I * (u - sp.conjugate(u)) / 2,
}


def _mean_of(inner: str) -> str:
    """The name of a mean: of exp(-DeltaS), mean_of_exp_minus_DeltaS."""
    words = re.findall(r"\w+", inner.replace("-", " minus "))
    return "_".join(("mean_of", *words))


def rows(matrix: sp.MatrixBase) -> list[list[Data]]:
    """A matrix, row by row."""
    return [[term(matrix[i, j]) for j in range(matrix.cols)] for i in range(matrix.rows)]


def _product(expr: sp.Expr) -> Data:
    """A product; powers below the line go there, where all factors are numbers."""
    above, below = [], []
    for factor in expr.args:
        if factor.is_commutative and factor.is_Pow and factor.exp.could_extract_minus_sign():
            below.append(1 / factor)
        else:
            above.append(factor)
    up = [term(factor) for factor in above] or [1]
    top = up[0] if len(up) == 1 else ["*", *up]
    if not below:
        return top
    low = term(sp.Mul(*below, evaluate=False) if len(below) > 1 else below[0])
    commutes = all(factor.is_commutative and not _is_matrix(factor) for factor in above)
    return ["/", top, low] if commutes else ["*", ["/", 1, low], *up]


def _is_matrix(expr: sp.Basic) -> bool:
    return isinstance(expr, sp.MatrixBase | sp.MatrixExpr)


_ROOTS = {2: "sqrt", 3: "cbrt"}


def _power(expr: sp.Pow) -> Data:
    base, exponent = expr.args
    if exponent == -1 and not expr.is_commutative:
        return ["inverse", term(base)]
    if exponent.could_extract_minus_sign() and expr.is_commutative:
        return ["/", 1, term(sp.Pow(base, -exponent, evaluate=False))]
    if isinstance(exponent, sp.Integer) and exponent >= 0:
        return ["^", term(base), int(exponent)]
    if isinstance(exponent, sp.Rational) and exponent.q in _ROOTS and expr.is_commutative:
        root = [_ROOTS[exponent.q], term(base)]
        return root if exponent.p == 1 else ["^", root, int(exponent.p)]
    raise ValueError(f"Argument `expr` must have a node for the checker, but has {expr}.")


def end(value: sp.Expr) -> str:
    """An end of a range, or what a variable tends to."""
    if value in (sp.oo, -sp.oo):
        return "oo" if value == sp.oo else "-oo"
    if isinstance(value, sp.Rational):
        return str(value)
    raise ValueError(f"Argument `value` must be rational or infinite, but is {value}.")


def _end(value: sp.Expr, which: int) -> str:
    exact = value.is_Rational or value.is_infinite
    return end(value if exact else rational_end(value, which))


def domain(where: Where) -> dict[str, Data]:
    """The range of each variable; ends that aren't rational are rounded outwards."""
    found: dict[str, Data] = {}
    for variable, side in where.items():
        if side == sp.S.Complexes:
            found[variable.name] = "C"
            continue
        interval = sp.Interval(*side) if isinstance(side, tuple) else side
        if interval == sp.Reals:
            interval = sp.Interval(-sp.oo, sp.oo)
        if not isinstance(interval, sp.Interval):
            raise ValueError(f"Argument `where` must hold intervals, but has {side}.")
        found[variable.name] = [
            _end(interval.start, 0), bool(interval.left_open or interval.start == -sp.oo),
            _end(interval.end, 1), bool(interval.right_open or interval.end == sp.oo),
        ]  # fmt: skip
    return found
