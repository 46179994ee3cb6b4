"""Moduli and signs of real numbers, factor by factor."""

from collections.abc import Callable

import sympy as sp

from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

from .generators import Generators

__all__ = ["modulus", "sign"]


def modulus(g: Generators, expr: sp.Expr) -> sp.Expr:
    """The absolute value of a real number.

    Raises
    ------
    NoExactRouteError
        If it isn't seen in its factors to be real.
    """

    def of_factor(f: sp.Expr) -> sp.Expr:
        known = g.quantities.sign(f)
        return known * f if known else g.modulus_of(f)

    return _in_factors(g, expr, abs, of_factor)


def sign(g: Generators, expr: sp.Expr) -> sp.Expr:
    """The sign of a real number.

    Raises
    ------
    NoExactRouteError
        If it isn't seen in its factors to be real.
    """

    def of_factor(f: sp.Expr) -> sp.Expr:
        for side in (1, -1):
            if g.quantities.is_positive(side * f):
                return sp.Integer(side)
        name = g.quantities.new(f"sign({f})", "sign", f, real=True)
        return g.signs.setdefault(g.modulus_of(f), name)

    return _in_factors(g, expr, sp.sign, of_factor)


def _in_factors(
    g: Generators,
    expr: sp.Expr,
    of_number: Callable[[sp.Rational], sp.Rational],
    of_factor: Callable[[sp.Expr], sp.Expr],
) -> sp.Expr:
    if not expr:
        return sp.S.Zero
    if not g.quantities.is_real(expr):
        raise NoExactRouteError(f"not seen in its factors to be real: {expr}")
    number, powers = g.factors(expr)
    return of_number(number) * sp.Mul(*(of_factor(f) ** n for f, n in powers))
