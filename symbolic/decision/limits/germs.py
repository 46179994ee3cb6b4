"""How an expression behaves as one variable t tends to 0 from above, exactly.

Near t = 0 everything is written with a few quantities that tend to 0, each one faster than every
power of the next: exponentials w = exp(-u) with u -> oo, then t itself, then 1/|log t|.
In these the expression is a ratio of polynomials and of square roots, `leading`.
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
from beyondthermal.symbolic.symbols import POSITIVE, declared

from .coefficients import Coefficients
from .leading import MoreTermsError, Neighbourhood, Term
from .regular_points import value_at_regular_point

__all__ = ["limit_at_zero", "sign_at_zero"]

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


class _Germs:
    """The small quantities and roots, as they are met on the way through an expression."""

    def __init__(self, t: sp.Symbol, box: Box, order: int) -> None:
        self.t, self.order = t, order
        self.slow = declared(f"1/|log {t}|", POSITIVE)
        self.known: dict[sp.Expr, sp.Expr] = {}
        self.flat: dict[sp.Symbol, sp.Expr] = {}  # w = exp(-u) with its u, the fastest first
        self.coefficients = Coefficients(box)
        self.near = Neighbourhood(self.coefficients, [t, self.slow])

    def read(self, expr: sp.Expr) -> sp.Expr:
        """The expression as a rational function of the small quantities, roots and parameters."""
        return read(self.coefficients.hidden(expr, self.t), self)

    def limit(self, inside: sp.Expr) -> sp.Expr:
        """The limit of what has been read."""
        a = self._finite_limit(inside)
        if a is not None:
            return self.coefficients.shown(a)
        term = self._leading_of(inside)
        order = self.near.compare(term.powers, {})
        if order < 0:
            return sp.S.Zero
        sign = self.coefficients.sign(term.coefficient)
        return sign * sp.oo if order else self.coefficients.shown(term.coefficient)

    def root(self, inside: sp.Expr, degree: int) -> sp.Expr:
        """The square root of n/d is r/|d| with r² = n d; other roots are series."""
        if degree % 2:
            return inside if degree == 1 else self._power(inside, sp.Rational(1, degree))
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

    def sign(self, expr: sp.Expr) -> int:
        """The sign for all small enough t."""
        term = self.near.lead(expr)
        return 0 if term is None else self.coefficients.sign(term.coefficient)

    def exponential(self, exponent: sp.Expr) -> sp.Expr:
        """A series where the exponent has a limit, else a product over its terms."""
        if exponent not in self.known:
            self.known[exponent] = self._exponential(exponent)
        return self.known[exponent]

    def _exponential(self, exponent: sp.Expr) -> sp.Expr:
        terms = list(exponent_terms(exponent))
        q, m = terms[0]
        if len(terms) == 1 and q.q == 1 and q != 1:
            return self.exponential(m) ** q
        inside = read(exponent, self)
        if (a := self._finite_limit(inside)) is not None:
            return self._series(sp.exp, a, inside - a)
        if len(terms) > 1:
            return sp.Mul(*(self.exponential(q * m) for q, m in terms))
        u = read(m, self)
        sign = self.sign(u)
        return self._flat(sign * u, q.q) ** (-sign * q.p)

    def _finite_limit(self, inside: sp.Expr) -> sp.Expr | None:
        """The limit of what has been read, None if it is infinite or not known."""
        try:
            return self.near.limit(inside)
        except NoExactRouteError:
            return None

    def _flat(self, u: sp.Expr, scale: int) -> sp.Expr:
        """exp(-u/scale) for a u that tends to oo, put in its place among the others."""
        u = u / scale
        place = 0
        for w, other in self.flat.items():
            ratio = self._leading_of(u / other)
            order = self.near.compare(ratio.powers, {})
            if order == 0:
                factor = self.coefficients.shown(ratio.coefficient)
                if not factor.is_Rational:
                    raise NoExactRouteError(f"exp({u}) and exp({other}) grow alike")
                return self.root(w, factor.q) ** factor.p * self._exp(factor * other - u)
            place += order < 0
        if not any(v != self.slow and k < 0 for v, k in self._leading_of(u).powers.items()):
            raise NoExactRouteError(f"exp({u}) grows like a power")
        w = declared(f"exp(-({u}))", POSITIVE)
        known = list(self.flat.items())
        self.flat = dict([*known[:place], (w, u), *known[place:]])
        self.near.small.insert(place, w)
        return w

    def _exp(self, inside: sp.Expr) -> sp.Expr:
        """The exponential of what has been read."""
        if (a := self._finite_limit(inside)) is not None:
            return self._series(sp.exp, a, inside - a)
        sign = self.sign(inside)
        return self._flat(sign * inside, 1) ** (-sign)

    def other(self, expr: sp.Expr) -> sp.Expr:
        """A logarithm, or a function with a Taylor series where its argument has a limit."""
        if isinstance(expr, sp.log):
            return self._logarithm(read(expr.args[0], self))
        inside = read(expr.args[0], self) if expr.func in ENTIRE else None
        a = None if inside is None else self._finite_limit(inside)
        if a is not None:
            return self._series(expr.func, a, inside - a)
        if expr.func not in BOUNDED:
            raise NoExactRouteError(f"no exact route for {expr.func}")
        return self._rest()

    def _logarithm(self, inside: sp.Expr) -> sp.Expr:
        """log(c T (1 + μ)) = log c + log T + log(1 + μ), T the powers of small quantities."""
        term = self._leading_of(inside)
        if self.coefficients.sign(term.coefficient) < 0:
            raise NoExactRouteError("the logarithm of a negative number")
        total = self.coefficients.named(sp.log(self.coefficients.shown(term.coefficient)))
        for v, k in term.powers.items():
            if v == self.slow and k:
                raise NoExactRouteError("the logarithm of a logarithm")
            total += k * (-1 / self.slow if v == self.t else -self.flat.get(v, 0))
        return total + self._series(sp.log, sp.S.One, self._relative(inside, term))

    def _power(self, inside: sp.Expr, exponent: sp.Rational) -> sp.Expr:
        """(c T (1 + μ))^p = c^p T^p (1 + μ)^p."""
        term = self._leading_of(inside)
        if self.coefficients.sign(term.coefficient) < 0:
            return self._refuse(inside)
        value = self.coefficients.named(self.coefficients.shown(term.coefficient) ** exponent)
        powers = {v: k * exponent for v, k in term.powers.items()}
        if not all(k.is_Integer for k in powers.values()):
            raise NoExactRouteError(f"no exact route for this root of degree {exponent.q}")
        value *= sp.Mul(*(v**k for v, k in powers.items()))
        rest = self._relative(inside, term)
        return value * self._series(lambda z: z**exponent, sp.S.One, rest)

    def _leading_of(self, inside: sp.Expr) -> Term:
        term = self.near.lead(inside)
        if term is None:
            raise NoExactRouteError("the logarithm or root of zero")
        return term

    def _relative(self, inside: sp.Expr, term: Term) -> sp.Expr:
        """μ, where c T (1 + μ) is what is inside."""
        powers = sp.Mul(*(v**k for v, k in term.powers.items()))
        if not all(k.is_Integer for k in term.powers.values()):
            raise NoExactRouteError("a logarithm or root of a root")
        return inside / (term.coefficient * powers) - 1

    def _series(self, F: Any, a: sp.Expr, mu: sp.Expr) -> sp.Expr:
        """F(a + μ) by its Taylor polynomial and a bounded rest."""
        a, z = self.coefficients.shown(a), declared("z", sp.Reals)
        total, derivative = sp.S.Zero, F(z)
        for k in range(self.order):
            value = derivative.subs(z, a) / sp.factorial(k)
            total += self.coefficients.named(value) * mu**k
            derivative = sp.diff(derivative, z)
        return total + self._rest() * mu**self.order

    def _rest(self) -> sp.Symbol:
        """Something of which only that it stays bounded is used."""
        self.near.bounded.append(declared(f"rest {len(self.near.bounded)}", sp.Reals))
        return self.near.bounded[-1]
