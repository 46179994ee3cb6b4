"""The leading term of an algebraic expression in quantities that tend to 0 one after the other.

Each of them tends to 0 faster than every power of the next, so that among monomials the smallest
one in lexicographic order leads. A power v^c of one of them, c any positive real number, counts c
times among the powers of v. For A + B r with r² = R the larger of the two does, unless they
cancel: then A + B r = (A² - B² R)/(A - B r), where they don't.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cmp_to_key
from itertools import groupby
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.signs.ring_with_roots import System
from beyondthermal.symbolic.symbols import POSITIVE

from .coefficients import Coefficients

__all__ = ["MoreTermsError", "Neighbourhood", "Powers", "Term"]

Powers = dict[sp.Symbol, sp.Rational]
# Characters of an expression; terms times terms of a ratio.
_LONGEST, _LONG = 20000, 400


class MoreTermsError(Exception):
    """Something of which only bounds are known has reached the leading term."""


@dataclass(frozen=True)
class Term:
    """A coefficient, not zero, and the powers that come with it."""

    coefficient: sp.Expr
    powers: Powers

    def times(self, other: "Term", power: int = 1) -> "Term":
        """The product with another term, or with its inverse."""
        powers = {
            v: self.powers.get(v, 0) + power * other.powers.get(v, 0)
            for v in {**self.powers, **other.powers}
        }
        return Term(self.coefficient * other.coefficient**power, powers)


@dataclass
class Neighbourhood:
    """What tends to 0, the fastest first, and real powers of it; roots; and what stays bounded.

    Attributes
    ----------
    coefficients
        Names for the coefficients, and their signs.
    small
        What tends to 0, the fastest first.
    real_powers
        A symbol for v^c, with v, which is one of them, and c > 0, in the names of coefficients.
    roots
        Square roots, with their squares.
    bounded
        What stays bounded.
    """

    coefficients: Coefficients
    small: list[sp.Symbol]
    real_powers: dict[sp.Symbol, tuple[sp.Symbol, sp.Expr]] = field(default_factory=dict)
    roots: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)
    bounded: list[sp.Symbol] = field(default_factory=list)

    def system(self) -> System:
        """Polynomials in all of these and the names of coefficients."""
        variables = [*self._scales, *self.bounded, *self.coefficients.names]
        return System(dict.fromkeys(variables, POSITIVE), dict(self.roots))

    @property
    def _scales(self) -> list[sp.Symbol]:
        return [*self.small, *self.real_powers]

    def lead(self, expr: sp.Expr) -> Term | None:
        """The leading term of a rational function, None for zero."""
        system, numerator, below = self._ratio(expr)
        above = self._lead(numerator, system)
        return None if above is None else above.times(below, -1)

    def limit(self, expr: sp.Expr) -> sp.Expr:
        """The coefficient that is the limit, whatever its sign, even if it should be zero.

        Raises
        ------
        NoExactRouteError
            If the limit is not finite, or that can't be told.
        """
        system, numerator, below = self._ratio(expr)
        return self._coefficient(numerator, system, below.powers) / below.coefficient

    def _ratio(self, expr: sp.Expr) -> tuple[System, Any, Term]:
        """The numerator, common divisors taken out, and the denominator's leading term."""
        if len(str(expr)) > _LONGEST:
            raise NoExactRouteError("the expansion fills pages")
        system = self.system()
        numerator, denominator = system.ratio(expr, longest=_LONG)
        below = self._lead(denominator, system)
        if below is None:
            raise NoExactRouteError("division by zero")
        return system, numerator, below

    def _lead(self, p: Any, system: System) -> Term | None:
        p = system.linear(p)
        index = system.last_root(p)
        if index is None:
            return self._first(p, system)
        A, B = system.parts(p, index)
        one, other = self._lead(A, system), self._lead(B, system)
        if other is None:
            return one
        other = other.times(self._root(system, index))
        order = -1 if one is None else self.compare(one.powers, other.powers)
        if one is None or order:
            return one if order > 0 else other
        total = one.coefficient + other.coefficient
        if self.coefficients.sign(total):
            return Term(total, one.powers)
        norm = self._lead(A**2 - B**2 * system.squares[index], system)
        twice = Term(2 * one.coefficient, one.powers)
        return None if norm is None else norm.times(twice, -1)

    def _root(self, system: System, index: int) -> Term:
        """The leading term of a root, whose square is positive for small t."""
        square = self._lead(system.squares[index], system)
        assert square is not None, "a root is only made of what is positive"
        half = {v: k / 2 for v, k in square.powers.items()}
        return Term(self.coefficients.root(square.coefficient, 2), half)

    def _first(self, p: Any, system: System) -> Term | None:
        """The smallest monomial of a polynomial without roots whose coefficient is not zero."""
        for powers, coefficient in self._monomials(p, system):
            if coefficient.has(*self.bounded):
                raise MoreTermsError
            if self.coefficients.sign(coefficient):
                return Term(coefficient, powers)
        return None

    def _monomials(self, p: Any, system: System) -> Iterator[tuple[Powers, sp.Expr]]:
        """Powers of what tends to 0 and their coefficients, the largest monomial first."""
        scales = self._scales
        count = len(scales)
        by_powers: dict[tuple[int, ...], Any] = {}
        for powers, c in p.iterterms():
            rest = (*(0,) * count, *powers[count:])
            by_powers.setdefault(powers[:count], system.ring.zero)[rest] = c
        named = [
            (dict(zip(scales, map(sp.Integer, powers), strict=True)), coefficient)
            for powers, coefficient in sorted(by_powers.items())
        ]
        if self.real_powers:
            named.sort(key=self._key)
        for _, alike in (
            groupby(named, self._key) if self.real_powers else ((0, [p]) for p in named)
        ):
            (powers, coefficient), *others = alike
            yield powers, sum((more for _, more in others), coefficient).as_expr()

    def _coefficient(self, p: Any, system: System, powers: Powers) -> sp.Expr:
        """The coefficient of these powers, if those of all larger monomials vanish."""
        p = system.linear(p)
        index = system.last_root(p)
        if index is not None:
            A, B = system.parts(p, index)
            root = self._root(system, index)
            less = {v: powers.get(v, 0) - k for v, k in root.powers.items()}
            rest = self._coefficient(B, system, {**powers, **less})
            return self._coefficient(A, system, powers) + rest * root.coefficient
        for found, coefficient in self._monomials(p, system):
            order = self.compare(found, powers)
            if order < 0:
                break
            if coefficient.has(*self.bounded):
                raise MoreTermsError
            if order == 0:
                return coefficient
            if not self.coefficients.vanishes(coefficient):
                raise NoExactRouteError("it may be infinite")
        return sp.S.Zero

    @property
    def _key(self) -> Callable[[tuple[Powers, Any]], Any]:
        """For sorting monomials, the largest one first."""
        return cmp_to_key(lambda one, other: self.compare(other[0], one[0]))

    def compare(self, one: Powers, other: Powers) -> int:
        """1 if the first is the larger one, of lower powers; -1 if the other is; 0 if equal."""
        difference = {v: other.get(v, 0) - one.get(v, 0) for v in self._scales}
        for v in self.small:
            total = difference[v]
            for power, (base, c) in self.real_powers.items():
                total += c * difference[power] if base == v else 0
            if total and (sign := self.coefficients.sign(total)):
                return sign
        return 0
