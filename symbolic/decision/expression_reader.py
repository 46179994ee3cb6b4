"""How an expression is read: rational operations stay, the rest follows the rules of the reader."""

from collections.abc import Iterator
from typing import Protocol

import sympy as sp

from .enclosures.enclosure import Modulus

__all__ = ["NoExactRouteError", "Rules", "exponent_terms", "read"]


class NoExactRouteError(Exception):
    """What is there that can't be written with the quantities above."""


class Rules(Protocol):
    """What becomes of the nodes that are no rational operations; arguments are read already."""

    def root(self, inside: sp.Expr, degree: int) -> sp.Expr:
        """The root of this degree."""

    def modulus(self, inside: sp.Expr) -> sp.Expr:
        """The absolute value."""

    def exponential(self, exponent: sp.Expr) -> sp.Expr:
        """The exponential function; its argument is as it was given."""

    def other(self, expr: sp.Expr) -> sp.Expr:
        """Any other function or constant, as it was given."""


def read(expr: sp.Expr, rules: Rules) -> sp.Expr:
    """An expression as a rational function; the exponents are handed over as they are."""
    if expr.is_Rational or expr.is_Symbol:
        return expr
    if expr.is_Add or expr.is_Mul:
        return expr.func(*(read(part, rules) for part in expr.args))
    if isinstance(expr, sp.exp) or expr is sp.E:
        return rules.exponential(expr.exp if expr is not sp.E else sp.S.One)
    if expr.is_Pow and expr.exp.is_Integer:
        return read(expr.base, rules) ** expr.exp
    if expr.is_Pow and expr.exp.is_Rational:
        return rules.root(read(expr.base, rules), int(expr.exp.q)) ** expr.exp.p
    if expr.is_Pow:
        return rules.exponential(expr.exp * sp.log(expr.base))
    if isinstance(expr, Modulus):
        return rules.modulus(read(expr.args[0], rules))
    return rules.other(expr)


def exponent_terms(exponent: sp.Expr) -> Iterator[tuple[sp.Rational, sp.Expr]]:
    """The terms of an exponent, as rational multiples of products."""
    for term in sp.Add.make_args(sp.expand(exponent)):
        yield term.as_coeff_Mul(rational=True)
