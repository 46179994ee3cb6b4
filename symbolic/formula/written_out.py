"""Functions that are formulas in others, written out while they are read.

Polynomials and spherical Bessel functions have a whole order, which is as many terms.
"""

from collections.abc import Callable, Mapping

import sympy as sp

from beyondthermal.symbolic.symbols import unknowns

__all__ = ["WRITTEN_OUT"]

_LARGEST_ORDER = 12


def _sign(x: sp.Expr) -> sp.Expr:
    return sp.sign(x, evaluate=bool(x.is_Rational))


def _of_order(form: Callable[[int, sp.Symbol], sp.Expr]) -> Callable[[sp.Expr, sp.Expr], sp.Expr]:
    """A function of a whole order and an argument, which is put into a form in a symbol."""

    def build(order: sp.Expr, argument: sp.Expr) -> sp.Expr:
        if not (order.is_Integer and 0 <= order <= _LARGEST_ORDER):
            raise ValueError(f"has a whole order from 0 to {_LARGEST_ORDER}")
        (u,) = unknowns("u", 1)
        found = form(int(order), u)
        if found.has(sp.Piecewise) and argument.has(sp.Piecewise):
            raise ValueError("is taken of no values by cases")
        return found.xreplace({u: argument})

    return build


def _spherical(n: int, u: sp.Symbol) -> sp.Expr:
    """j_n, which is 0 at 0 but for j_0, which is 1."""
    if n == 0:
        return sp.sinc(u)
    return sp.Piecewise((sp.expand_func(sp.jn(n, u)), sp.Ne(u, 0)), (0, True))


def _exp_polar(x: sp.Expr) -> sp.Expr:
    if x.is_extended_real is not True:
        raise ValueError("is only known for real numbers")
    return sp.exp(x)


def _modulo(u: sp.Expr, v: sp.Expr) -> sp.Expr:
    if v == 0:
        raise ValueError("is taken of no number modulo zero")
    return u - v * sp.floor(u / v, evaluate=bool((u / v).is_Rational))


def _real_part(z: sp.Expr) -> sp.Expr:
    return z if z.is_real else (z + sp.conjugate(z)) / 2


def _imaginary_part(z: sp.Expr) -> sp.Expr:
    return sp.S.Zero if z.is_real else (z - sp.conjugate(z)) / (2 * sp.I)


# How each is built, and of how many arguments.
WRITTEN_OUT: Mapping[str, tuple[Callable[..., sp.Expr], int]] = {
    # 1/2 at 0.
    "Heaviside": (lambda x: (1 + _sign(x)) / 2, 1),
    "KroneckerDelta": (lambda i, j: 1 - _sign(i - j) ** 2, 2),
    "Mod": (_modulo, 2),
    "re": (_real_part, 1),
    "im": (_imaginary_part, 1),
    # Of real arguments: of others it is on another sheet than exp.
    "exp_polar": (_exp_polar, 1),
    "jn": (_of_order(_spherical), 2),
    "yn": (_of_order(lambda n, u: sp.expand_func(sp.yn(n, u))), 2),
    "legendre": (_of_order(sp.legendre), 2),
    "chebyshevt": (_of_order(sp.chebyshevt), 2),
    "chebyshevu": (_of_order(sp.chebyshevu), 2),
    "hermite": (_of_order(sp.hermite), 2),
    "laguerre": (_of_order(sp.laguerre), 2),
}
