"""An expression as a rational function of independent quantities, on a box.

The quantities are the symbols, or their roots x^(1/2) where they occur; exponentials exp(m/N), one
for every product m in an exponent, as positive variables of their own; cos(m/N) likewise, and
sin(m/N) as a root of 1 - cos² of either sign; logarithms, one for every factor; constants such as
π, in an interval of a width that nothing should depend on; and roots r >= 0 with r² = R, one for
every factor under a root whose sign is known on the box, so that √(ab) = √a √b.
What holds for all values of these quantities holds on the box.
"""

from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, outer
from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.decision.expression_reader import (
    NoExactRouteError,
    exponent_terms,
    read,
)
from beyondthermal.symbolic.decision.proof import Certificate
from beyondthermal.symbolic.formula.size import size
from beyondthermal.symbolic.symbols import POSITIVE, declared

from .form import Form
from .quantity_ranges import denominators, monotone_range, roots_of_symbols, value_range
from .ring_with_roots import System
from .signs import certified_sign, proved

__all__ = ["normal_form"]

_DIGITS, _MULTIPLES = 30, 64


def normal_form(expr: sp.Expr, box: Box, *, taylor: int = 0) -> Form:
    """An expression in independent generators.

    Parameters
    ----------
    expr
        Expression over the symbols of the box, as `boxes.question` leaves it.
    box
        The range of each symbol.
    taylor
        If n > 0, exp(u) of what is certainly positive is 1 + u + … + u^n/n! + z with z > 0; if
        n < 0, an even number, exp(-u) is the first |n| terms of its series + z with z > 0.

    Raises
    ------
    NoExactRouteError
        For a function without a generator, and for the root of what may be negative.
    """
    powers, rooted = roots_of_symbols(expr, outer(box))
    expr = expr.xreplace(powers)
    reader = _Reader(rooted, denominators(expr), taylor)
    reader.meaning = {w.base: x ** (1 / w.exp) for x, w in powers.items()}
    try:
        written = read(expr, reader)
        system, (numerator, denominator) = reader.ratio(written)
    except UndefinedError as error:
        raise NoExactRouteError(str(error)) from None
    certificates = tuple(reader.certificates)
    return Form(system, numerator, denominator, written, reader.meaning, powers, certificates)


class _Reader:
    """The generators, as they are met on the way through an expression."""

    def __init__(self, box: Box, scales: dict[sp.Expr, int], taylor: int) -> None:
        self.box, self.scales, self.taylor = dict(box), scales, taylor
        self.roots: dict[sp.Symbol, sp.Expr] = {}
        self.meaning: dict[sp.Symbol, sp.Expr] = {}
        self.certificates: list[Certificate] = []

    def ratio(self, expr: sp.Expr) -> tuple[System, tuple[Any, Any]]:
        """Numerator and denominator in the generators so far, without a common divisor."""
        if excess := size(expr).excess:
            raise NoExactRouteError(f"multiplied out it is too large: {excess}")
        system = System(dict(self.box), dict(self.roots))
        return system, system.ratio(expr)

    def sign(self, expr: sp.Expr) -> int:
        """The strict sign on the whole box, or 0; its certificates are kept."""
        system, parts = self.ratio(expr)
        signs = [certified_sign(part, system) for part in parts]
        if not all(sign for sign, _ in signs):
            return 0
        self.certificates += [c for _, certificates in signs for c in certificates]
        return signs[0][0] * signs[1][0]

    def modulus(self, inside: sp.Expr) -> sp.Expr:
        """The absolute value, of every factor: ±f where its sign is known, else √(f²)."""
        if not inside:
            return inside
        constant, factors = _factored(inside)
        return abs(constant) * sp.Mul(*(self._modulus(f) ** power for f, power in factors))

    def _modulus(self, factor: sp.Expr) -> sp.Expr:
        sign = self.sign(factor)
        return sign * factor if sign else self._square_root(sp.expand(factor**2))

    def exponential(self, exponent: sp.Expr) -> sp.Expr:
        """The product of the exponentials of the terms."""
        powers = (self._exponential(m) ** (q * self.scales[m]) for q, m in exponent_terms(exponent))
        return sp.Mul(*powers) if exponent else sp.S.One

    def other(self, expr: sp.Expr) -> sp.Expr:
        """Sine, cosine, logarithm; any other constant is a variable in a tiny interval."""
        if isinstance(expr, sp.sin | sp.cos):
            cosine, sine = self._of_angles(expr.args[0])
            return cosine if isinstance(expr, sp.cos) else sine
        if isinstance(expr, sp.log) and (expr.free_symbols or expr.args[0].is_Rational):
            return self._logarithm(read(expr.args[0], self))
        if expr.is_number and expr.is_real:
            return self._constant(expr)
        raise NoExactRouteError(f"no exact route for {expr.func}")

    def _constant(self, expr: sp.Expr) -> sp.Expr:
        low, high = map(sp.Rational, value_at(expr, {}, _DIGITS))
        return self._variable(str(expr), sp.Interval(low, high), expr)

    def _of_angles(self, angle: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        """The addition theorem, and Chebyshev's polynomials for whole multiples of an angle."""
        cosine, sine = sp.S.One, sp.S.Zero
        for q, m in exponent_terms(angle):
            n = int(q * self.scales[m])
            if abs(n) > _MULTIPLES:
                raise NoExactRouteError(f"no exact route for {abs(n)} times an angle")
            c, s = self._on_circle(m / self.scales[m])
            # cos nφ = T_n(cos φ) and sin nφ = sin φ U_(n-1)(cos φ).
            c, s = sp.chebyshevt(abs(n), c), sp.sign(n) * s * sp.chebyshevu(abs(n) - 1, c)
            cosine, sine = cosine * c - sine * s, sine * c + cosine * s
        return cosine, sine

    def _on_circle(self, u: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        """The variable cos u, and sin u as a root of 1 - cos² u, whose sign may be known."""
        side = value_range(sp.cos(u), self.box)
        cosine = self._variable(f"cos({u})", side, sp.cos(u))
        height = value_range(sp.sin(u), self.box)
        sign = 1 if height.start >= 0 else -1 if height.end <= 0 else 0
        square = 1 - cosine**2
        if sign:
            return cosine, sign * self._square_root(square)
        sine = declared(f"sin({u})", sp.Reals)
        self.roots.setdefault(sine, square)
        self.meaning.setdefault(sine, sp.sin(u))
        return cosine, sine

    def _logarithm(self, inside: sp.Expr) -> sp.Expr:
        """The sum of the logarithms of its factors, of which exp(u) has u."""
        constant, factors = _factored(inside)
        signs = [self.sign(factor) for factor, _ in factors]
        if not all(signs):
            raise NoExactRouteError(f"not shown that {inside} is positive")
        total = constant * sp.Mul(*(s**k for s, (_, k) in zip(signs, factors, strict=True)))
        if not total > 0:
            raise NoExactRouteError(f"not shown that {inside} is positive")
        primes = sp.factorrat(abs(constant), limit=10**4).items()
        powers = [(sp.Integer(prime), k) for prime, k in primes if prime != 1]
        powers += [(s * factor, k) for s, (factor, k) in zip(signs, factors, strict=True)]
        return sp.Add(*(k * self._logarithm_of(factor) for factor, k in powers))

    def _logarithm_of(self, factor: sp.Expr) -> sp.Expr:
        known = self.meaning.get(factor, factor)
        if isinstance(known, sp.exp):
            return read(known.exp, self)
        if factor.is_Rational:
            return self._constant(sp.log(factor))
        sign = self.sign(factor - 1)
        side = sp.Interval(0 if sign > 0 else -sp.oo, 0 if sign < 0 else sp.oo, True, True)
        return self._variable(f"log({factor})", side, sp.log(factor))

    def root(self, inside: sp.Expr, degree: int) -> sp.Expr:
        """Factors of known sign get a root each, the others one together."""
        if degree % 2:
            raise NoExactRouteError(f"no exact route for a root of degree {degree}")
        if degree > 2:
            return self.root(self.root(inside, 2), degree // 2)
        constant, factors = _factored(inside)
        result, rest = sp.S.One, sp.S.One
        for factor, power in factors:
            half, odd = divmod(power, 2)
            result *= (self._modulus(factor) if half % 2 else factor) ** half
            sign = self.sign(factor) if odd else 1
            constant *= sign**odd or 1
            result *= self._square_root(sign * factor) if odd and sign else 1
            rest *= 1 if sign else factor
        if rest == 1 and constant < 0:
            raise NoExactRouteError("the root of a negative number")
        result *= self._root_of_number(abs(constant))
        return result if rest == 1 else result * self._checked_root(rest * sp.sign(constant))

    def _checked_root(self, inside: sp.Expr) -> sp.Expr:
        """The root of what has to be shown not to be negative."""
        system, (numerator, _) = self.ratio(inside)
        certificates = proved(numerator, system, strict=False)
        if certificates is None:
            raise NoExactRouteError(f"not shown that {inside} is nowhere negative")
        self.certificates += certificates
        return self._square_root(inside)

    def _root_of_number(self, number: sp.Rational) -> sp.Expr:
        """√(p/q) = √(pq)/q, one root for each prime."""
        result = sp.Rational(1, number.q)
        for prime, power in sp.factorint(number.p * number.q, limit=10**4).items():
            result *= sp.Integer(prime) ** (power // 2)
            result *= self._square_root(sp.Integer(prime)) if power % 2 else 1
        return result

    def _square_root(self, square: sp.Expr) -> sp.Symbol:
        symbol = declared(f"sqrt({square})", POSITIVE)
        self.roots.setdefault(symbol, square)
        self.meaning.setdefault(symbol, sp.sqrt(square))
        return symbol

    def _variable(self, name: str, side: sp.Set, meaning: sp.Expr) -> sp.Expr:
        if isinstance(side, sp.FiniteSet):  # an interval of one number
            return side.inf
        symbol = declared(name, side)
        self.box.setdefault(symbol, side)
        self.meaning.setdefault(symbol, meaning)
        return symbol

    def _exponential(self, m: sp.Expr) -> sp.Expr:
        """exp(m/N) as a variable, in the range that follows from that of m."""
        u = m / self.scales[m]
        span = monotone_range(u, self.box)
        sign = 0
        if span is None or self.taylor:
            sign = self.sign(read(u, self))
        if sign and self.taylor:
            direction = 1 if self.taylor > 0 else -1
            v, terms = direction * sign * read(u, self), abs(self.taylor) + (self.taylor > 0)
            series = sum(v**k / sp.factorial(k) for k in range(terms))
            power = sp.exp(direction * sign * u)
            rest = self._variable(f"{power} - …", POSITIVE, power - series)
            return (series + rest) ** (direction * sign)
        if span is None:
            span = sp.Interval.open(int(sign > 0), 1 if sign < 0 else sp.oo)
        return self._variable(f"exp({u})", span, sp.exp(u))


def _factored(expr: sp.Expr) -> tuple[sp.Rational, list[tuple[sp.Expr, int]]]:
    """A rational function as a number times powers of irreducible polynomials."""
    numerator, denominator = sp.fraction(sp.cancel(expr))
    (above, one), (below, other) = sp.factor_list(numerator), sp.factor_list(denominator)
    return above / below, [*one, *((factor, -power) for factor, power in other)]
