"""How an expression behaves as one variable t tends to 0 from above, exactly.

Near t = 0 everything is written with a few quantities that tend to 0, `scales`. In these the
expression is a ratio of polynomials and of square roots, `leading`.
A function F of what tends to a number a is its Taylor polynomial in μ = argument - a, and μ^n s,
of which only that s stays bounded is used; n is raised until s does not reach the leading term.
"""

from contextlib import suppress
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.expression_reader import (
    NoExactRouteError,
    exponent_terms,
    read,
)
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.formula.functions import BOUNDED, ENTIRE
from beyondthermal.symbolic.formula.special_functions import FORMS
from beyondthermal.symbolic.symbols import POSITIVE, declared

from .bessel_functions import BESSEL, exponential_integral
from .coefficients import Coefficients
from .leading import MoreTermsError, Term
from .regular_points import value_at_regular_point
from .scales import Scales
from .special_functions import RULES, TAYLOR, certain_floor

__all__ = ["is_off_poles", "limit_at_zero", "sign_at_zero"]

ORDERS = (3, 6, 10)


def limit_at_zero(expr: sp.Expr, t: sp.Symbol, box: Box) -> tuple[sp.Expr, Certificates]:
    """The limit of an expression as t tends to 0 from above, finite or not, and certificates.

    It holds for all values of the other symbols, the parameters, in their box.

    Raises
    ------
    NoExactRouteError
        If it can't be told.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, t = symbols("x t")
    >>> limit_at_zero((sp.sqrt(x**2 + t) - x) / t, t, {x: sp.Interval.open(0, sp.oo)})[0]
    1/(2*x)
    """
    if (regular := value_at_regular_point(expr, {t: sp.S.Zero}, box)) is not None:
        return regular
    for order in ORDERS:
        germs = _Germs(t, box, order)
        try:
            value = germs.limit(germs.read(expr))
        except MoreTermsError:
            continue
        return value, tuple(germs.coefficients.certificates)
    raise NoExactRouteError(f"the first {ORDERS[-1]} terms of a series cancel")


def sign_at_zero(expr: sp.Expr, t: sp.Symbol, box: Box) -> int:
    """The sign of an expression for all small enough t > 0, whatever the parameters.

    Raises
    ------
    NoExactRouteError
        If it can't be told, or isn't always the same.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> t = symbol("t")
    >>> sign_at_zero(sp.cos(t) - 1, t, {})
    -1
    """
    for order in ORDERS:
        germs = _Germs(t, box, order)
        with suppress(MoreTermsError):
            return germs.sign(germs.read(expr))
    raise NoExactRouteError(f"the first {ORDERS[-1]} terms of a series cancel")


def is_off_poles(expr: sp.Expr, t: sp.Symbol, box: Box) -> bool:
    """Whether an expression is none of 0, -1, -2, … for all small enough t > 0.

    Raises
    ------
    NoExactRouteError
        If its limit can't be told.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> t = symbol("t")
    >>> is_off_poles(t - 3, t, {}), is_off_poles(-1 / t, t, {})
    (True, False)
    """
    limit, _ = limit_at_zero(expr, t, box)
    if limit.is_infinite:
        return bool(limit > 0)
    whole, exactly = certain_floor(limit, Coefficients(box))
    return not exactly or sign_at_zero(expr - whole, t, box) != 0


class _Germs(Scales):
    """What the parts of an expression are in the scales that they are met with."""

    def __init__(self, t: sp.Symbol, box: Box, order: int) -> None:
        super().__init__(t, box)
        self.t, self.order = t, order
        self.known: dict[sp.Expr, sp.Expr] = {}

    def read(self, expr: sp.Expr) -> sp.Expr:
        """The expression as a rational function of the small quantities, roots and parameters."""
        return read(self.coefficients.hidden(expr, self.t), self)

    def root(self, inside: sp.Expr, degree: int) -> sp.Expr:
        """The square root of n/d is r/|d| with r² = n d; roots of other degrees are series."""
        if degree not in (1, 2, 4, 8):
            return self._power(inside, sp.Rational(1, degree))
        if degree == 1:
            return inside
        if degree > 2:
            return self.root(self.root(inside, 2), degree // 2)
        numerator, denominator = sp.fraction(sp.together(inside))
        if self.sign(inside) <= 0:
            return sp.S.Zero if self.sign(inside) == 0 else self._refuse(inside)
        square = sp.expand(numerator * denominator)
        symbol = declared(f"sqrt({square})", POSITIVE)
        self.near.roots[symbol] = square
        return symbol / (self.sign(denominator) * denominator)

    def _refuse(self, inside: sp.Expr) -> sp.Expr:
        raise NoExactRouteError(f"the root of {self.coefficients.shown(inside)}, which is negative")

    def modulus(self, inside: sp.Expr) -> sp.Expr:
        """± what is inside, by its sign for small t."""
        return self.sign(inside) * inside

    def exponential(self, exponent: sp.Expr) -> sp.Expr:
        """A series where the exponent has a limit, else a product over its terms."""
        if exponent not in self.known:
            self.known[exponent] = self._exponential(exponent)
        return self.known[exponent]

    def _exponential(self, exponent: sp.Expr) -> sp.Expr:
        # Sums of parameters are one coefficient, but each term is an exponential of its own.
        exponent = self.coefficients.shown(exponent)
        terms = list(exponent_terms(exponent))
        q, m = terms[0]
        if len(terms) == 1 and q.q == 1 and q != 1:
            return self.exponential(m) ** q
        inside = self.read(exponent)
        if (a := self.finite_limit(inside)) is not None:
            return self.series(sp.exp, a, inside - a)
        if len(terms) > 1:
            return sp.Mul(*(self.exponential(q * m) for q, m in terms))
        u = self.read(m)
        sign = self.sign(u)
        return self._flat(sign * u / q.q) ** (-sign * q.p)

    def _flat(self, u: sp.Expr) -> sp.Expr:
        """exp(-u) for a u that tends to oo: v^c exp(c size - u)."""
        v, c = self.placed(u)
        rest = c * self.size(v) - u
        return self.real_power(v, c) * (self.exp(rest) if rest else 1)

    def exp(self, inside: sp.Expr) -> sp.Expr:
        """The exponential of what has been read."""
        if (a := self.finite_limit(inside)) is not None:
            return self.series(sp.exp, a, inside - a)
        sign = self.sign(inside)
        return self._flat(sign * inside) ** (-sign)

    def other(self, expr: sp.Expr) -> sp.Expr:
        """A logarithm, a Taylor series, a rule of the function's own, or another form of it."""
        kind = expr.func
        if kind is sp.log:
            return self._logarithm_of(expr.args[0])
        if kind in BESSEL:
            return BESSEL[kind](self, expr.args[0], read(expr.args[1], self))
        if kind is sp.Ei:
            return exponential_integral(self, read(expr.args[0], self))
        if kind not in {*ENTIRE, *TAYLOR, *RULES}:
            return self._in_another_form(expr)
        inside = read(expr.args[0], self)
        a = self._known_limit(inside, kind)
        if a is not None and (kind in ENTIRE or self._has_a_series(kind, a)):
            return self.series(kind, a, inside - a)
        if kind in RULES:
            return RULES[kind](self, inside)
        return self.rest() if kind in BOUNDED else self._in_another_form(expr)

    def _known_limit(self, inside: sp.Expr, kind: type[sp.Expr]) -> sp.Expr | None:
        """The limit of an argument; of a function with a rule not if more terms would say more."""
        with suppress(*[MoreTermsError] if kind in RULES else []):
            return self.finite_limit(inside)
        return None

    def _has_a_series(self, kind: type[sp.Expr], a: sp.Expr) -> bool:
        with suppress(NoExactRouteError):
            return kind in TAYLOR and self.coefficients.sign(TAYLOR[kind](a)) > 0
        return False

    def _in_another_form(self, expr: sp.Expr) -> sp.Expr:
        if expr.func not in FORMS:
            raise NoExactRouteError(f"no exact route for {expr.func}")
        return self.read(FORMS[expr.func](*expr.args))

    def _logarithm_of(self, expr: sp.Expr) -> sp.Expr:
        """Of Γ(u) it is known without Γ(u) itself, where u > 0."""
        if expr.func in (sp.gamma, sp.factorial):
            with suppress(NoExactRouteError):
                return read(sp.loggamma(expr.args[0] + int(expr.func is sp.factorial)), self)
        return self.logarithm(read(expr, self))

    def logarithm(self, inside: sp.Expr) -> sp.Expr:
        """log(c T (1 + μ)) = log c + log T + log(1 + μ), T the powers of small quantities."""
        term = self.leading_of(inside)
        if self.coefficients.sign(term.coefficient) < 0:
            raise NoExactRouteError("the logarithm of a negative number")
        total = self.coefficients.named(sp.log(self.coefficients.shown(term.coefficient)))
        for v, k in term.powers.items():
            total -= k * self.size(v) if k else 0
        return total + self.series(sp.log, sp.S.One, self._relative(inside, term))

    def _power(self, inside: sp.Expr, exponent: sp.Rational) -> sp.Expr:
        """(c T (1 + μ))^p = c^p T^p (1 + μ)^p."""
        term = self.leading_of(inside)
        if self.coefficients.sign(term.coefficient) < 0:
            return self._refuse(inside)
        value = self.coefficients.named(self.coefficients.shown(term.coefficient) ** exponent)
        value *= self.monomial({v: k * exponent for v, k in term.powers.items()})
        rest = self._relative(inside, term)
        return value * self.series(lambda z: z**exponent, sp.S.One, rest)

    def _relative(self, inside: sp.Expr, term: Term) -> sp.Expr:
        """μ, where c T (1 + μ) is what is inside."""
        return inside / (term.coefficient * self.monomial(term.powers)) - 1

    def series(self, F: Any, a: sp.Expr, mu: sp.Expr) -> sp.Expr:
        """F(a + μ) by its Taylor polynomial and a bounded rest."""
        a, z = self.coefficients.shown(a), declared("z", sp.Reals)
        total, derivative = sp.S.Zero, F(z)
        for k in range(self.order):
            value = derivative.subs(z, a) / sp.factorial(k)
            total += self.coefficients.named(value) * mu**k
            derivative = sp.diff(derivative, z)
        return total + self.rest() * self.bound(mu, self.order)
