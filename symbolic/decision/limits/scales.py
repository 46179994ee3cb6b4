"""The quantities that tend to 0 as t does, each one faster than every power of the next.

They are exponentials w = exp(-u) with u -> oo, among them t itself, then s = 1/|log t|, 1/|log s|,
… Of each the size -log v is known in the others, so that exp(-u) finds its place; where u is c
times a size, it is a power v^c.
"""

from contextlib import suppress

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.symbols import POSITIVE, declared

from .coefficients import Coefficients
from .leading import MoreTermsError, Neighbourhood, Powers, Term

__all__ = ["Scales"]


class Scales:
    """What tends to 0, as it is met, and what is written with it."""

    def __init__(self, t: sp.Symbol, box: Box) -> None:
        self.sizes: dict[sp.Symbol, sp.Expr] = {}
        self.coefficients = Coefficients(box)
        self.near = Neighbourhood(self.coefficients, [t])
        self.size(t)

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

    def finite_limit(self, inside: sp.Expr) -> sp.Expr | None:
        """The limit of what has been read, None if it is infinite or not known."""
        with suppress(NoExactRouteError):
            return self.near.limit(inside)
        with suppress(NoExactRouteError):
            # What is infinite may cancel.
            term = self.near.lead(inside)
            order = 0 if term is None else self.near.compare(term.powers, {})
            if term is None or order < 0:
                return sp.S.Zero
            return None if order else term.coefficient
        return None

    def sign(self, expr: sp.Expr) -> int:
        """The sign for all small enough t."""
        term = self.near.lead(expr)
        return 0 if term is None else self.coefficients.sign(term.coefficient)

    def leading_of(self, inside: sp.Expr) -> Term:
        """The leading term of what is not zero."""
        term = self.near.lead(inside)
        if term is None:
            raise NoExactRouteError("the logarithm or root of zero")
        return term

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

    def placed(self, u: sp.Expr) -> tuple[sp.Symbol, sp.Expr]:
        """The v and c for which u, which tends to oo, is c times -log v but for what is smaller.

        If u grows like none of the others there is a new v = exp(-u), in its place among them.
        """
        # The slowest one is slower than anything that has been met, its inverse less than any u.
        for place, v in enumerate(self.near.small):
            ratio = self.leading_of(u / self.size(v))
            order = self.near.compare(ratio.powers, {})
            if order == 0:
                return v, ratio.coefficient
            if order > 0:
                w = declared(f"exp(-({u}))", POSITIVE)
                self.near.small.insert(place, w)
                self.sizes[w] = u
                return w, sp.S.One
        raise NoExactRouteError(f"exp({u}) grows too slowly")

    def real_power(self, v: sp.Symbol, exponent: sp.Expr) -> sp.Expr:
        """v^c for a positive number c, by the power of which it is a multiple, if there is one."""
        c = self.coefficients.shown(exponent)
        if c.is_Integer:
            return v**c
        for power, (base, other) in self.near.real_powers.items():
            times = sp.cancel(c / self.coefficients.shown(other))
            if base == v and times.is_Integer:
                return power**times
        power = declared(f"{v}^({c})", POSITIVE)
        self.near.real_powers[power] = v, self.coefficients.named(c)
        return power

    def monomial(self, powers: Powers) -> sp.Expr:
        """A product of powers, whole ones or roots."""
        found = sp.S.One
        for v, k in powers.items():
            if k.is_Integer:
                found *= v**k
            elif v in self.near.real_powers:
                base, c = self.near.real_powers[v]
                found *= self.real_power(base, c * abs(k)) ** sp.sign(k)
            else:
                found *= self.real_power(v, abs(k)) ** sp.sign(k)
        return found

    def bound(self, mu: sp.Expr, order: int) -> sp.Expr:
        """A product of whole powers that |μ|^order is at most a multiple of."""
        with suppress(MoreTermsError, NoExactRouteError):
            term = self.near.lead(mu)
            if term is None:
                return sp.S.Zero
            return sp.Mul(*(v ** sp.floor(order * k) for v, k in term.powers.items()))
        return mu**order

    def rest(self) -> sp.Symbol:
        """Something of which only that it stays bounded is used."""
        self.near.bounded.append(declared(f"rest {len(self.near.bounded)}", sp.Reals))
        return self.near.bounded[-1]
