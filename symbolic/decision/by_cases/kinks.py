"""Moduli, signs and sin(u)/u as values by cases, where the sign of their argument decides."""

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

from beyondthermal.symbolic.symbols import unknowns

__all__ = ["in_cases"]

_MOST = 3
_CASES: Mapping[type[sp.Expr], Callable[[sp.Expr], sp.Expr]] = {
    sp.Abs: lambda u: sp.Piecewise((u, sp.Ge(u, 0)), (-u, True)),
    sp.sign: lambda u: sp.Piecewise((1, sp.Gt(u, 0)), (-1, sp.Lt(u, 0)), (0, True)),
    sp.sinc: lambda u: sp.Piecewise((sp.sin(u) / u, sp.Ne(u, 0)), (1, True)),
}


def in_cases(expressions: Sequence[sp.Expr]) -> list[sp.Expr]:
    """Expressions with cases for moduli and the like of a x + b; nothing if there are none.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> in_cases([sp.exp(sp.Abs(declared("x", sp.Reals)))])
    [exp(Piecewise((x, x >= 0), (-x, True)))]
    """
    # What is by cases already stays as it is: made anew, SymPy would change its tests.
    pieces = sorted({p for expr in expressions for p in expr.atoms(sp.Piecewise)}, key=str)
    names = dict(zip(pieces, unknowns("value", len(pieces)), strict=True))
    back = {name: piece for piece, name in names.items()}
    plain = [expr.xreplace(names) for expr in expressions]
    kinds = tuple(_CASES)
    found = {e for expr in plain for e in expr.atoms(*kinds) if _is_linear(e.args[0])}
    if not 0 < len(found) <= _MOST:
        return []
    put = {e: _CASES[e.func](e.args[0]) for e in found}
    return [expr.xreplace(put).xreplace(back) for expr in plain]


def _is_linear(u: sp.Expr) -> bool:
    """Whether it is a x + b for one real symbol x, and fractions a and b."""
    if len(u.free_symbols) != 1:
        return False
    (x,) = u.free_symbols
    slope = sp.diff(u, x)
    return bool(x.is_real and slope.is_Rational and sp.expand(u - slope * x).is_Rational)
