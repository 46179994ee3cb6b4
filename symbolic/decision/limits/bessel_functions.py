"""Bessel functions of whole orders n >= 0, and the exponential integral.

    J_n(u), I_n(u) = Σ (∓1)^k (u/2)^(n + 2k)/(k! (n + k)!)                          u -> 0
    I_n(u) = exp(u)/√(2π u) (Σ (-1)^k a_k/u^k + s/u^N)                              u -> oo
    K_n(u) = √(π/(2u)) exp(-u) (Σ a_k/u^k + s/u^N)                                  u -> oo
    J_n(u), Y_n(u) = s/√u                                                           u -> oo
    Ei(u) = exp(u)/u (Σ k!/u^k + s/u^N)                                             u -> ±oo
    Ei(u) = γ + log |u| + Σ u^k/(k k!)                                              u -> 0

with a_k = (4n² - 1)(4n² - 9) … (4n² - (2k - 1)²)/(k! 8^k), and J_n(-u) = (-1)^n J_n(u), as I_n.
"""

from collections.abc import Callable, Mapping
from functools import partial

import sympy as sp

from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

from .special_functions import Germs, infinite

__all__ = ["BESSEL", "exponential_integral"]


def _hankel(n: int, k: int) -> sp.Rational:
    factors = (4 * n**2 - (2 * j - 1) ** 2 for j in range(1, k + 1))
    return sp.Mul(*factors) / (sp.factorial(k) * 8**k)


def _far(germs: Germs, kind: type[sp.Expr], n: int, u: sp.Expr) -> sp.Expr:
    """For a u that tends to oo."""
    log = germs.logarithm(u)
    if kind in (sp.besselj, sp.bessely):
        return germs.exp(-log / 2) * germs.rest()
    grows = kind is sp.besseli
    sign = -1 if grows else 1
    total = sum(sign**k * _hankel(n, k) / u**k for k in range(germs.order))
    factor = 1 / sp.sqrt(2 * sp.pi) if grows else sp.sqrt(sp.pi / 2)
    leads = germs.exp(-sign * u) * germs.exp(-log / 2) * germs.coefficients.named(factor)
    return leads * (total + germs.rest() / u**germs.order)


def _bessel(kind: type[sp.Expr], germs: Germs, order: sp.Expr, u: sp.Expr) -> sp.Expr:
    if not order.is_Integer or order < 0:
        raise NoExactRouteError(f"a Bessel function of the order {order}")
    n, whole = int(order), kind in (sp.besselj, sp.besseli)
    a = germs.finite_limit(u)
    if a is None:
        sign = infinite(germs, u)
        if sign < 0 and not whole:
            raise NoExactRouteError(f"{kind} of what is negative")
        return sign**n * _far(germs, kind, n, sign * u)
    if whole and a == 0:
        sign = -1 if kind is sp.besselj else 1
        terms = (
            sign**k * (u / 2) ** (n + 2 * k) / (sp.factorial(k) * sp.factorial(n + k))
            for k in range(germs.order)
        )
        return sum(terms) + germs.rest() * germs.bound(u, n + 2 * germs.order)
    if not whole and germs.coefficients.sign(a) <= 0:
        raise NoExactRouteError(f"{kind} of what is not positive")
    return germs.series(lambda z: kind(order, z), a, u - a)


def exponential_integral(germs: Germs, u: sp.Expr) -> sp.Expr:
    """Ei of what tends to 0, to ±oo, or to another number."""
    a = germs.finite_limit(u)
    if a is None:
        infinite(germs, u)
        total = sum(sp.factorial(k) / u**k for k in range(germs.order))
        return germs.exp(u) / u * (total + germs.rest() / u**germs.order)
    if germs.coefficients.sign(a):
        return germs.series(sp.Ei, a, u - a)
    terms = (u**k / (k * sp.factorial(k)) for k in range(1, germs.order))
    start = germs.coefficients.named(sp.EulerGamma) + germs.logarithm(germs.sign(u) * u)
    return start + sum(terms) + germs.rest() * germs.bound(u, germs.order)


BESSEL: Mapping[type[sp.Expr], Callable[[Germs, sp.Expr, sp.Expr], sp.Expr]] = {
    kind: partial(_bessel, kind) for kind in (sp.besselj, sp.bessely, sp.besseli, sp.besselk)
}
