"""Variables on a box and square roots of polynomials in them: the ring, and sample points.

A root is positive, or at least zero; but for one whose symbol isn't positive, which may have either
sign, such as sin u = ±√(1 - cos² u).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import cycle, islice, product
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.symbols import unknowns

__all__ = ["System", "inside", "mixed", "sign_of"]

QQ = sp.QQ
MOST_SAMPLES = 60
# Samples know a root to so many bits: a sum that nearly cancels to that many counts as zero.
BITS = 256
TINY = QQ(1, 1 << 200)
# Steps of a question that a term takes: of a ratio, and at a sample point.
_RATIO, _VALUE = 20, 6


@dataclass(frozen=True)
class System:
    """Variables with their ranges, and roots with their squares, each in terms of earlier ones."""

    box: Box
    roots: Mapping[sp.Symbol, sp.Expr]

    @cached_property
    def ring(self) -> Any:
        """Polynomials over Q in all of these, and in one more variable if there are none."""
        return sp.QQ[(*self.box, *self.roots) or unknowns("c", 1)].ring

    @cached_property
    def squares(self) -> dict[int, Any]:
        """The index of each root among the generators, and its square."""
        first = len(self.box)
        return {first + k: self.ring.from_expr(R) for k, R in enumerate(self.roots.values())}

    def polynomial(self, expr: sp.Expr) -> Any:
        """An element of the ring, linear in every root."""
        try:
            return self.linear(self.ring.from_expr(expr))
        except ValueError:
            raise NoExactRouteError(f"{expr} has no exact form here") from None

    def ratio(self, expr: sp.Expr, *, longest: int | None = None) -> tuple[Any, Any]:
        """Numerator and denominator, without a common divisor unless they are long."""
        numerator, denominator = map(self.polynomial, sp.fraction(sp.together(expr)))
        if not denominator:
            raise NoExactRouteError("division by zero")
        spend(_RATIO * (len(numerator) + len(denominator)))
        if longest is None or len(numerator) * len(denominator) <= longest:
            _, numerator, denominator = numerator.cofactors(denominator)
        return numerator, denominator

    def linear(self, p: Any) -> Any:
        """The same element with r² replaced by R, the last root first."""
        for index in reversed(self.squares):
            if p.degree(index) > 1:
                A, B = self.parts(p, index)
                p = A + B * self.ring.gens[index]
        return p

    def parts(self, p: Any, index: int) -> tuple[Any, Any]:
        """A and B of A + B r."""
        halves = [self.ring.zero, self.ring.zero]
        for k in range(max(0, p.degree(index)) + 1):
            halves[k % 2] += self.coefficient(p, index, k) * self.squares[index] ** (k // 2)
        return halves[0], halves[1]

    def coefficient(self, p: Any, index: int, power: int) -> Any:
        """The coefficient of a power of one generator."""
        terms = {
            (*powers[:index], 0, *powers[index + 1 :]): c
            for powers, c in p.iterterms()
            if powers[index] == power
        }
        return self.ring.from_dict(terms)

    def last_root(self, p: Any) -> int | None:
        """The index of the last root that occurs."""
        return next((index for index in reversed(self.squares) if p.degree(index) > 0), None)

    def has_a_sign(self, index: int) -> bool:
        """Whether the root of this index is certainly not negative."""
        return bool(list(self.roots)[index - len(self.box)].is_positive)

    def on(self, box: Box) -> "System":
        """The same roots on another box."""
        return System(box, self.roots)

    @cached_property
    def samples(self) -> list[list[Any]]:
        """Values of the generators at points of the box, the roots to many digits."""
        return list(islice(self._sampled(), MOST_SAMPLES))

    def _sampled(self) -> Iterator[list[Any]]:
        for number, point in enumerate(mixed([inside(side) for side in self.box.values()])):
            values = [QQ(x.numerator, x.denominator) for x in point]
            for index, square in self.squares.items():
                R, size = _value(square, values)
                if TINY * size < -R:
                    break
                root = _root(max(R, QQ.zero))
                values.append(root if number % 2 == 0 or self.has_a_sign(index) else -root)
            else:
                yield values


def sign_of(p: Any, values: list[Any]) -> int:
    """The sign of a polynomial at a sample point; 0 for what nearly cancels."""
    value, size = _value(p, values)
    return int(value > TINY * size) - int(value < -TINY * size)


def _value(p: Any, values: list[Any]) -> tuple[Any, Any]:
    """The polynomial at given values of its first generators, and the sum of its terms' sizes."""
    spend(_VALUE * len(p))
    total, size = QQ.zero, QQ.zero
    for powers, term in p.iterterms():
        for value, power in zip(values, powers, strict=False):
            if power:
                term *= value**power
        total, size = total + term, size + abs(term)
    return total, size


def _root(value: Any) -> Any:
    top, bottom = int(value.numerator), int(value.denominator)
    places = max(0, BITS - top.bit_length() + bottom.bit_length())
    scaled, _ = sp.integer_nthroot((top << 2 * places) // bottom, 2)
    return QQ(int(scaled), 1 << places)


def inside(side: sp.Interval) -> list[Fraction]:
    """Points inside a range: near its ends, far out, and between."""
    low, high = side.start, side.end
    if low is sp.S.NegativeInfinity:
        shift, flip = (0, 1) if high is sp.oo else (Fraction(high), -1)
        far = [shift + flip * v for v in _FAR]
        return far + [-v for v in _FAR] if high is sp.oo else far
    if high is sp.oo:
        return [Fraction(low) + v for v in _FAR]
    start, width = Fraction(low), Fraction(high - low)
    return [start + width * v for v in _BETWEEN]


_FAR = [Fraction(p, q) for p, q in ((1, 1), (1, 64), (50, 1), (7, 2), (3, 8), (10**6, 1))]
_BETWEEN = [Fraction(p, q) for p, q in ((1, 2), (1, 99), (98, 99), (1, 5), (5, 7), (1, 10**6))]


def mixed(sides: list[list[Fraction]]) -> Iterator[tuple[Fraction, ...]]:
    """All combinations, in an order that shows every value early."""
    yield from zip(*(islice(cycle(side), k, k + 8) for k, side in enumerate(sides)), strict=True)
    yield from product(*sides)
