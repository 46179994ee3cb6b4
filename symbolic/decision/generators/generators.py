"""Generators that expressions are polynomials in: exponentials, roots, logarithms, moduli.

With N the order of a root of unity ζ = exp(2πi/N), exp(c m) for a rational c is exp(m/N)^(cN), and
exp(c log f) is f^c: a power of the root r of f, where r^N = f. A root of unity has Φ_N(ζ) = 0, and
√p of a prime p is Gauss's sum in it. What else is true of these generators isn't used.

Every rule here holds at each point where both sides of the equation have values, be f real or not:
(ab)^c = a^c b^c and log(ab) = log a + log b for a >= 0 and any b, principal branches; of a real
b > 0, log b = Σ n log|f| over the factors f^n of b, whatever their signs; and b^n = Π exp(n log f)
for whole n, on any branches.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, TypeAlias

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

from .angles import logarithm_to_the_right, turned
from .constants import Constants, conjugate_of, factors_with_roots
from .gaussian import gaussian_factors
from .quadratic_numbers import positive_root
from .quantities import Quantities, factors
from .relations import Relation, tidied
from .roots_of_unity import as_odd, cyclotomic, degree_of_root, root_of_prime

__all__ = ["FinerError", "Generators", "Power"]

# What is known of a base: it is positive; its exponent is whole; nothing.
Power: TypeAlias = Literal["of a positive base", "whole", "principal"]

_LARGEST_ORDER, _LARGEST_PRIME, _LARGEST_POWER = 240, 20, 64


class FinerError(Exception):
    """A root of unity of a higher order is needed, a multiple of this one."""

    def __init__(self, order: int) -> None:
        super().__init__(order)
        self.order = order


class Generators:
    """The generators that were met so far, and what is known of them.

    Parameters
    ----------
    order
        N, a multiple of 4.
    names
        Of symbols, which no generator may have.
    real
        Whether all parts of the expression are real where it has a value.
    gauss
        Whether square roots of primes are sums of roots of unity.
    box
        The ranges of symbols.
    """

    def __init__(
        self, order: int, names: Iterable[str], *, real: bool, gauss: bool, box: Box
    ) -> None:
        self.order, self.all_real, self.gauss = order, real, gauss
        self.quantities = Quantities(names)
        self.kind: Power = "of a positive base" if real else "principal"
        self.zeta = self.quantities.new(f"exp(2*pi*I/{order})", "zeta", real=False)
        self.i = self.zeta ** (order // 4)
        self.relations = {self.zeta: cyclotomic(self.zeta, order)}
        self.pi = self.quantities.new("pi", sp.pi, real=True, known="> 0")
        self.constants = Constants(self.quantities, box)
        self.constants.take(self.pi, sp.pi)
        self.logarithms: dict[sp.Symbol, sp.Expr] = {}  # of which number each one is
        self.exponents: dict[sp.Symbol, sp.Expr] = {self.zeta: 2 * self.i * self.pi / order}
        self.bases: dict[sp.Symbol, sp.Expr] = {}  # of roots
        self.moduli: dict[sp.Symbol, sp.Expr] = {}
        self.signs: dict[sp.Symbol, sp.Symbol] = {}
        self.tangents: dict[sp.Symbol, sp.Expr] = {}  # of angles from -π/2 to π/2

    # Exponentials

    def exponential(self, exponent: sp.Expr) -> sp.Expr:
        """The product over the terms of an exponent, an expression in the generators."""
        result = sp.S.One
        for c, m in self._terms(exponent):
            result *= self._exponential(c, m)
        return result

    def raised(self, expr: sp.Expr) -> sp.Expr:
        """The exponential of a multiple of a real expression: 1 only where that is zero.

        Raises
        ------
        NoExactRouteError
            If it has no logarithms in it.
        """
        _, powers = factors(tidied(expr, self.relations))
        parts = [
            f for f, n in powers if n > 0 and not self.logarithms.keys().isdisjoint(f.free_symbols)
        ]
        if len(parts) != 1:
            raise NoExactRouteError("no logarithms, or in several factors")
        scales = [c for c, m in self._terms(parts[0]) if m in self.logarithms]
        scale = sp.ilcm(1, 1, *(c.q for c in scales))
        if any(abs(scale * c) > _LARGEST_POWER for c in scales):
            raise NoExactRouteError("powers that are too large")
        return self.exponential(scale * parts[0])

    def _terms(self, exponent: sp.Expr) -> Iterator[tuple[sp.Rational, sp.Expr]]:
        above, below = sp.fraction(tidied(exponent, self.relations))
        for term in sp.Add.make_args(sp.expand(above)):
            c, m = sp.cancel(term / below).as_coeff_Mul(rational=True)
            minus = m.could_extract_minus_sign()
            yield (-c, -m) if minus else (c, m)

    def _exponential(self, c: sp.Rational, m: sp.Expr) -> sp.Expr:
        if not c:
            return sp.S.One
        if m in self.logarithms:
            return self.root(self.logarithms[m], c)
        angle = m / self.i
        if angle == self.pi:
            return self.zeta ** (self.whole(c / 2) % self.order)
        if angle in self.tangents and (turn := turned(self, self.tangents[angle], c)):
            return turn
        if c.is_Integer and (angle / self.pi).is_integer:
            # n^2 is even where n is.
            m = self.i * self.pi * as_odd(angle / self.pi)
        power = self.whole(c)
        real = self.quantities.is_real(m)
        g = self.quantities.new(
            f"exp({m}/{self.order})", "exp", m, real=real, known="> 0" if real else ""
        )
        self.exponents[g] = m / self.order
        self.constants.take(g, sp.exp(m / self.order), m)
        if (angle / self.pi).is_integer:
            # exp(iπk) is ±1 for whole k.
            self.relations[g] = Relation(g ** (2 * self.order), sp.S.One)
            power %= 2 * self.order
        return g**power

    def whole(self, c: sp.Rational) -> int:
        """The product cN, which has to be whole."""
        if (c * self.order).q != 1:
            raise self.finer((c * self.order).q * self.order)
        return int(c * self.order)

    def finer(self, order: int) -> Exception:
        """What to raise where a root of unity of an order is needed."""
        order = int(sp.ilcm(self.order, order))
        if order > _LARGEST_ORDER:
            return NoExactRouteError(f"roots of unity of order {order}")
        return FinerError(order)

    # Roots

    def power(self, base: sp.Expr, c: sp.Rational) -> sp.Expr:
        """The principal power with a rational exponent."""
        if c.is_Integer or (not base and c > 0):
            return base**c
        number, powers = self.factors(base)
        result, rest = self._root_of_number(abs(number), c), sp.sign(number)
        for f, n in powers:
            if sign := self.quantities.sign(f):
                result, rest = result * self._of_constant(sign * f, n * c), rest * sign ** abs(n)
            elif self.quantities.is_real(f):
                # f^n is |f|^(n - 1) f for an odd n, and |f|^n for an even one.
                odd = n % 2
                result *= self.root(self.modulus_of(f), (n - odd) * c)
                rest *= f**odd
            else:
                rest *= f**n
        if rest == -1:
            return result * self.exponential(self.i * self.pi * c)
        return result if rest == 1 else result * self.root(rest, c)

    def root(self, base: sp.Expr, c: sp.Rational) -> sp.Expr:
        """The power of a number that isn't taken apart."""
        k = sp.floor(c)
        if k == c:
            return base**k
        if base in self.exponents and self.quantities.sign(base) == 1:
            return self.exponential(c * self.exponents[base])
        if base in self.bases and self.quantities.sign(base) == 1:
            return self.root(self.bases[base], c / self.order)
        if self.gauss and base.is_Integer and c - k == sp.S.Half and base < _LARGEST_PRIME:
            if self.order % (step := degree_of_root(int(base))):
                raise self.finer(step)
            return base**k * root_of_prime(int(base), self.zeta, self.order)
        power = self.whole(c - k)
        known: Literal["", ">= 0", "> 0"] = ">= 0" if self.quantities.sign(base) == 1 else ""
        if self.quantities.is_positive(base):
            known = "> 0"
        name = f"({base})^(1/{self.order})"
        r = self.quantities.new(name, "root", base, real=bool(known), known=known)
        above, below = sp.fraction(base)
        self.relations[r] = Relation(r**self.order, sp.expand(above), sp.expand(below))
        self.bases[r] = base
        if known:
            self.constants.take(r, base ** sp.Rational(1, self.order), base)
        return base**k * r**power

    def _of_constant(self, f: sp.Expr, c: sp.Rational) -> sp.Expr:
        """The power of what isn't negative, of a difference by its conjugate."""
        if (
            c.q > 1
            and (taken := positive_root(f, int(c.q), self.bases, self.constants)) is not None
        ):
            root, k = taken
            return self.power(root, c * c.q) * self._root_of_number(k, -c)
        found = conjugate_of(f, self.bases, self.relations)
        if found is None or c.is_Integer:
            return self.root(f, c)
        conjugate, product = found
        return self._root_of_number(abs(product), c) * self.root(conjugate, -c)

    def factors(self, expr: sp.Expr) -> tuple[sp.Rational, list[tuple[sp.Expr, int]]]:
        """As `factors_with_roots`; the signs that they have everywhere are found out."""
        number, powers = factors_with_roots(expr, self.bases)
        for f, _ in powers:
            self.constants.tell(f)
        return number, powers

    def _root_of_number(self, number: sp.Rational, c: sp.Rational) -> sp.Expr:
        primes = sp.factorrat(number, limit=10**4).items()
        return sp.Mul(*(self.root(sp.Integer(p), n * c) for p, n in primes if p != 1))

    # Logarithms

    def logarithm(self, base: sp.Expr, kind: Power) -> sp.Expr:
        """A sum over factors, by which b^e = exp(e log b)."""
        whole = kind == "whole"
        number, powers = (
            gaussian_factors(base, self.zeta, self.order) if whole else self.factors(base)
        )
        primes = sp.factorrat(abs(number), limit=10**4).items()
        total = sp.Add(*(n * self._of_modulus(sp.Integer(p)) for p, n in primes if p != 1))
        rest = sp.sign(number)
        for f, n in powers:
            sign = self.quantities.sign(f)
            if kind == "of a positive base" or sign:
                total, rest = total + n * self._of_modulus(f), rest * sign ** abs(n)
            elif whole:
                total += n * self._on_a_branch(f)
            else:
                rest *= f**n
        if kind == "of a positive base" or rest == 1:
            return total
        if rest == -1:
            return total + self.i * self.pi
        return total + (logarithm_to_the_right(self, rest) or self._logarithm(rest))

    def _logarithm(self, of: sp.Expr, *, real: bool = False) -> sp.Symbol:
        log = self.quantities.new(f"log({of})", "log", of, real, real=real)
        self.logarithms.setdefault(log, of)
        return log

    def _of_modulus(self, f: sp.Expr) -> sp.Expr:
        """The real number log |f|."""
        if f in self.exponents:
            if self.quantities.is_real(self.exponents[f]):
                return self.exponents[f]
            if self.quantities.is_real(sp.cancel(self.exponents[f] / self.i)):
                return sp.S.Zero
        if f in self.bases:
            return self._of_modulus_of_power(self.bases[f]) / self.order
        if f in self.moduli:
            return self._of_modulus(self.moduli[f])
        if found := conjugate_of(f, self.bases, self.relations):
            conjugate, product = found
            return self.logarithm(abs(product), "of a positive base") - self._of_modulus(conjugate)
        size = sign * f if (sign := self.quantities.sign(f)) else self.modulus_of(f)
        return self._logarithm(size, real=True)

    def _of_modulus_of_power(self, base: sp.Expr) -> sp.Expr:
        return self.logarithm(base, "of a positive base")

    def _on_a_branch(self, f: sp.Expr) -> sp.Expr:
        return self.exponents.get(f, self._logarithm(f))

    # Moduli and signs

    def modulus_of(self, f: sp.Expr, *, real: bool | None = None) -> sp.Symbol:
        """The generator |f| for an f whose sign isn't known; ±f if f is real."""
        size = self.quantities.new(f"|{f}|", "modulus", f, real=True, known=">= 0")
        if self.quantities.is_real(f) if real is None else real:
            self.moduli.setdefault(size, f)
        return size
