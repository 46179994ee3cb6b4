"""Factors over the numbers a + bi, where a power may be taken of each on any branch.

Numbers among them are rational, times powers of i and of 1 + i = √2 √i; or they are left as they
are.
"""

from itertools import product

import sympy as sp

from .quantities import factors

__all__ = ["gaussian_factors"]

_MOST_TERMS = 12


def gaussian_factors(
    expr: sp.Expr, zeta: sp.Symbol, order: int
) -> tuple[sp.Rational, list[tuple[sp.Expr, sp.Rational]]]:
    """A number times powers of polynomials, of which only ζ and 2 may have a broken exponent.

    Parameters
    ----------
    expr
        A ratio of polynomials.
    zeta, order
        A root of unity, of which i is a power.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, z = symbols("x z")
    >>> gaussian_factors(x**2 - 2 * z * x - 1, z, 4)
    (-1, [(z, 2), (x - z, 2)])
    """
    number, powers = factors(expr)
    if order != 4:
        return number, powers
    found: dict[sp.Expr, sp.Rational] = {}
    for f, n in powers:
        for g, k in (_parted(f, zeta) or {f: sp.S.One}).items():
            found[g] = found.get(g, sp.S.Zero) + k * n
    return number, [(g, k) for g, k in found.items() if k and g != 1]


def _parted(f: sp.Expr, zeta: sp.Symbol) -> dict[sp.Expr, sp.Rational] | None:
    """The factors of one that has i in it; None if it is left as it is."""
    others = sorted(f.free_symbols - {zeta}, key=str)
    if not others or len(sp.Add.make_args(sp.expand(f))) > _MOST_TERMS:
        return None
    try:
        content, powers = sp.factor_list(f.xreplace({zeta: sp.I}), *others, gaussian=True)
    except (sp.PolynomialError, NotImplementedError):
        return None
    for k, turn in product((0, 1), range(4)):
        number = sp.expand(content / (1 + sp.I) ** k / sp.I**turn)
        if number.is_Rational and number > 0:
            half = sp.Rational(k, 2)
            found = {sp.expand(g).xreplace({sp.I: zeta}): sp.Integer(n) for g, n in powers}
            return {number: sp.S.One, sp.Integer(2): half, zeta: turn + half} | found
    return None
