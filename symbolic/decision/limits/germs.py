"""How an expression behaves as one variable t tends to 0 from above, exactly.

Near t = 0 everything is written with a few quantities v that tend to 0, each one faster than every
power of the next: exponentials w = exp(-u) with u -> oo, among them t itself, then s = 1/|log t|,
1/|log s|, … Of each the size -log v is known in the others, so that exp(-u) finds its place; where
u is c times a size, it is a power v^c.
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
from .leading import MoreTermsError, Neighbourhood, Powers, Term
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
        self.known: dict[sp.Expr, sp.Expr] = {}
        self.sizes: dict[sp.Symbol, sp.Expr] = {}  # -log of what tends to 0
        self.coefficients = Coefficients(box)
        self.near = Neighbourhood(self.coefficients, [t])
        self.size(t)

    def read(self, expr: sp.Expr) -> sp.Expr:
        """The expression as a rational function of the small quantities, roots and parameters."""
        return read(self.coefficients.hidden(expr, self.t), self)

    def limit(self, inside: sp.Expr) -> sp.Expr:
        """The limit of what has been read."""
        a = self.finite_limit(inside)
        if a is not None:
            return self.coefficients.shown(a)
        term = self.leading_of(inside)
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
        if (a := self.finite_limit(inside)) is not None:
            return self.series(sp.exp, a, inside - a)
        if len(terms) > 1:
            return sp.Mul(*(self.exponential(q * m) for q, m in terms))
        u = read(m, self)
        sign = self.sign(u)
        return self._flat(sign * u / q.q) ** (-sign * q.p)

    def finite_limit(self, inside: sp.Expr) -> sp.Expr | None:
        """The limit of what has been read, None if it is infinite or not known."""
        try:
            return self.near.limit(inside)
        except NoExactRouteError:
            return None

    def size(self, v: sp.Symbol) -> sp.Expr:
        """-log v of something that tends to 0; of the slowest it is 1/s with a still slower s."""
        if v in self.near.real_powers:
            base, c = self.near.real_powers[v]
            return c * self.size(base)
        if v not in self.sizes:
            slower = declared(f"1/|log {v}|", POSITIVE)
            self.near.small.append(slower)
            self.sizes[v] = 1 / slower
        return self.sizes[v]

    def _flat(self, u: sp.Expr) -> sp.Expr:
        """exp(-u) for a u that tends to oo, put in its place among what tends to 0."""
        # The slowest one is slower than anything that has been met, its inverse less than any u.
        for place, v in enumerate(self.near.small):
            ratio = self.leading_of(u / self.size(v))
            order = self.near.compare(ratio.powers, {})
            if order == 0:
                rest = ratio.coefficient * self.size(v) - u
                return self._real_power(v, ratio.coefficient) * self.exp(rest)
            if order > 0:
                w = declared(f"exp(-({u}))", POSITIVE)
                self.near.small.insert(place, w)
                self.sizes[w] = u
                return w
        raise NoExactRouteError(f"exp({u}) grows too slowly")

    def _real_power(self, v: sp.Symbol, exponent: sp.Expr) -> sp.Expr:
        """v^c for a positive number c, by the power of which it is a multiple, if there is one."""
        c = self.coefficients.shown(exponent)
        if c.is_Rational and (c.q == 1 or c.q % 2 == 0):
            return self.root(v, c.q) ** c.p
        for power, (base, other) in self.near.real_powers.items():
            times = sp.cancel(c / self.coefficients.shown(other))
            if base == v and times.is_Integer:
                return power**times
        power = declared(f"{v}^({c})", POSITIVE)
        self.near.real_powers[power] = v, self.coefficients.named(c)
        return power

    def exp(self, inside: sp.Expr) -> sp.Expr:
        """The exponential of what has been read."""
        if (a := self.finite_limit(inside)) is not None:
            return self.series(sp.exp, a, inside - a)
        sign = self.sign(inside)
        return self._flat(sign * inside) ** (-sign)

    def other(self, expr: sp.Expr) -> sp.Expr:
        """A logarithm, or a function with a Taylor series where its argument has a limit."""
        if isinstance(expr, sp.log):
            return self.logarithm(read(expr.args[0], self))
        inside = read(expr.args[0], self) if expr.func in ENTIRE else None
        a = None if inside is None else self.finite_limit(inside)
        if a is not None:
            return self.series(expr.func, a, inside - a)
        if expr.func not in BOUNDED:
            raise NoExactRouteError(f"no exact route for {expr.func}")
        return self.rest()

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
        value *= self._monomial({v: k * exponent for v, k in term.powers.items()})
        rest = self._relative(inside, term)
        return value * self.series(lambda z: z**exponent, sp.S.One, rest)

    def leading_of(self, inside: sp.Expr) -> Term:
        term = self.near.lead(inside)
        if term is None:
            raise NoExactRouteError("the logarithm or root of zero")
        return term

    def _relative(self, inside: sp.Expr, term: Term) -> sp.Expr:
        """μ, where c T (1 + μ) is what is inside."""
        return inside / (term.coefficient * self._monomial(term.powers)) - 1

    def _monomial(self, powers: Powers) -> sp.Expr:
        """A product of powers, whole ones or roots."""
        found = sp.S.One
        for v, k in powers.items():
            if k.is_Integer:
                found *= v**k
            elif v in self.near.real_powers:
                base, c = self.near.real_powers[v]
                found *= self._real_power(base, c * abs(k)) ** sp.sign(k)
            else:
                found *= self._real_power(v, abs(k)) ** sp.sign(k)
        return found

    def series(self, F: Any, a: sp.Expr, mu: sp.Expr) -> sp.Expr:
        """F(a + μ) by its Taylor polynomial and a bounded rest."""
        a, z = self.coefficients.shown(a), declared("z", sp.Reals)
        total, derivative = sp.S.Zero, F(z)
        for k in range(self.order):
            value = derivative.subs(z, a) / sp.factorial(k)
            total += self.coefficients.named(value) * mu**k
            derivative = sp.diff(derivative, z)
        return total + self.rest() * mu**self.order

    def rest(self) -> sp.Symbol:
        """Something of which only that it stays bounded is used."""
        self.near.bounded.append(declared(f"rest {len(self.near.bounded)}", sp.Reals))
        return self.near.bounded[-1]
