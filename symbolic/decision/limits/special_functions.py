"""Special functions of what tends to something: a row for each in terms of what germs know.

Where a function has a Taylor series it is that; elsewhere the rule of its row says what is known:

    floor u = u - s with 0 <= s < 1; where u has a limit it is constant on each side of the limit
    atan u = ±π/2 - atan(1/u) as u -> ±oo
    erf u = ±(1 - erfc |u|), erfc v = exp(-v²)/(v √π) (1 - 1/(2 v²) + … + s/v^2n)
    log Γ(u) = (u - 1/2) log u - u + log(2π)/2 + Σ B_2k/(2k (2k - 1) u^(2k - 1)) + s/u^(2n + 1)
    Γ(u) = Γ(u + n)/(u (u + 1) … (u + n - 1))

with an s that stays bounded.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Protocol

import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

from .coefficients import Coefficients
from .leading import MoreTermsError, Neighbourhood, Term

__all__ = ["RULES", "TAYLOR", "Germs", "certain_floor", "infinite"]

# A Taylor series at a needs this to be positive.
TAYLOR: Mapping[type[sp.Expr], Callable[[sp.Expr], sp.Expr]] = {
    **dict.fromkeys((sp.atan, sp.erf), lambda a: sp.S.One),
    **dict.fromkeys((sp.asin, sp.acos), lambda a: 1 - a**2),
    **dict.fromkeys((sp.gamma, sp.loggamma), lambda a: a),
}
_DIGITS, _FARTHEST_POLE = 40, 20


class Germs(Protocol):
    """What a rule needs of the germs at a point, beside their scales."""

    order: int
    near: Neighbourhood
    coefficients: Coefficients

    def finite_limit(self, inside: sp.Expr) -> sp.Expr | None:
        """The limit of what has been read, None if it is infinite or not known."""

    def sign(self, expr: sp.Expr) -> int:
        """The sign for all small enough t."""

    def leading_of(self, inside: sp.Expr) -> Term:
        """The leading term of what is not zero."""

    def exp(self, inside: sp.Expr) -> sp.Expr:
        """The exponential of what has been read."""

    def logarithm(self, inside: sp.Expr) -> sp.Expr:
        """The logarithm of what has been read."""

    def series(self, F: Callable[..., sp.Expr], a: sp.Expr, mu: sp.Expr) -> sp.Expr:
        """F(a + μ) by its Taylor polynomial and a bounded rest."""

    def bound(self, mu: sp.Expr, order: int) -> sp.Expr:
        """A product of whole powers that |μ|^order is at most a multiple of."""

    def rest(self) -> sp.Symbol:
        """Something of which only that it stays bounded is used."""


def certain_floor(number: sp.Expr, coefficients: Coefficients) -> tuple[sp.Expr, bool]:
    """The largest whole number that isn't larger than a number, and whether it is that number.

    Raises
    ------
    NoExactRouteError
        If that isn't certain.
    """
    if number.is_Rational or number.is_integer:
        return sp.floor(number), bool(number.is_integer)
    try:
        low, high = value_at(number, {}, _DIGITS)
    except (UndefinedError, KeyError) as error:
        raise NoExactRouteError(f"the floor of {number} is not known") from error
    if low // 1 == high // 1 and low % 1:
        return sp.Integer(int(low // 1)), False
    whole = sp.Integer(round(low))
    if coefficients.vanishes(number - whole):
        return whole, True
    raise NoExactRouteError(f"the floor of {number} is not known")


def infinite(germs: Germs, inside: sp.Expr) -> int:
    """1 if something tends to oo, -1 if it tends to -oo."""
    term = germs.leading_of(inside)
    if germs.near.compare(term.powers, {}) <= 0:
        raise NoExactRouteError("no limit that is known")
    return germs.coefficients.sign(term.coefficient)


def _sign(germs: Germs, inside: sp.Expr) -> sp.Expr:
    return sp.Integer(germs.sign(inside))


def _floor(germs: Germs, inside: sp.Expr) -> sp.Expr:
    a = None
    with suppress(MoreTermsError):
        a = germs.finite_limit(inside)
    if a is None:
        return inside - germs.rest()
    whole, exactly = certain_floor(germs.coefficients.shown(a), germs.coefficients)
    below = exactly and germs.sign(inside - whole) < 0
    return germs.coefficients.named(whole - below)


def _ceiling(germs: Germs, inside: sp.Expr) -> sp.Expr:
    return -_floor(germs, -inside)


def _atan(germs: Germs, inside: sp.Expr) -> sp.Expr:
    with suppress(MoreTermsError, NoExactRouteError):
        end = infinite(germs, inside) * germs.coefficients.named(sp.pi / 2)
        return end - germs.series(sp.atan, sp.S.Zero, 1 / inside)
    return germs.rest()


def _erf(germs: Germs, inside: sp.Expr) -> sp.Expr:
    with suppress(MoreTermsError, NoExactRouteError):
        sign = infinite(germs, inside)
        v = sign * inside
        terms = [sp.factorial2(2 * k - 1) * (-1 / (2 * inside**2)) ** k for k in range(germs.order)]
        total = sp.Add(*terms) + germs.rest() / inside ** (2 * germs.order)
        root = germs.coefficients.named(sp.sqrt(sp.pi))
        return sign * (1 - germs.exp(-(inside**2)) / (v * root) * total)
    return germs.rest()


def _log_gamma(germs: Germs, inside: sp.Expr) -> sp.Expr:
    """Stirling's series, whose rest has the size of the first term left out."""
    if infinite(germs, inside) < 0:
        raise NoExactRouteError("poles of the gamma function everywhere")
    terms = [
        sp.bernoulli(2 * k) / (2 * k * (2 * k - 1) * inside ** (2 * k - 1))
        for k in range(1, germs.order)
    ]
    start = germs.coefficients.named(sp.log(2 * sp.pi) / 2)
    rest = germs.rest() / inside ** (2 * germs.order - 1)
    return (inside - sp.S.Half) * germs.logarithm(inside) - inside + start + sp.Add(*terms) + rest


def _gamma(germs: Germs, inside: sp.Expr) -> sp.Expr:
    a = germs.finite_limit(inside)
    if a is None:
        return germs.exp(_log_gamma(germs, inside))
    whole, _ = certain_floor(germs.coefficients.shown(a), germs.coefficients)
    if not whole.is_Integer or not -_FARTHEST_POLE < whole < 1:
        raise NoExactRouteError("a pole of the gamma function too far out")
    steps = 1 - int(whole)
    product = sp.Mul(*(inside + k for k in range(steps)))
    return germs.series(sp.gamma, a + steps, inside - a) / product


RULES: Mapping[type[sp.Expr], Callable[[Germs, sp.Expr], sp.Expr]] = {
    sp.sign: _sign,
    sp.floor: _floor,
    sp.ceiling: _ceiling,
    sp.atan: _atan,
    sp.erf: _erf,
    sp.loggamma: _log_gamma,
    sp.gamma: _gamma,
}
