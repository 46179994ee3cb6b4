"""Quantities that have values: what these say of signs, and conjugates over a root.

What the ranges of symbols say of the signs of polynomials in them is found out as well.
Of 2 - √3 and 2 + √3, whose product is the number 1, one is enough: log|2 - √3| = -log|2 + √3|.
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import product

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import positive_on
from beyondthermal.symbolic.symbols import unknowns

from .quantities import Quantities, factors
from .relations import Relation

__all__ = ["Constants", "conjugate_of", "factors_with_roots"]

_MOST_TERMS = 12


class Constants:
    """What quantities stand for, as far as these are constants or have ranges.

    Parameters
    ----------
    quantities
        Where it is kept what is known of signs.
    box
        The range of each symbol.

    Attributes
    ----------
    shown
        Certificates for the signs that were found out.
    """

    def __init__(self, quantities: Quantities, box: Box) -> None:
        self.quantities, self.box = quantities, box
        self.values: dict[sp.Symbol, sp.Expr] = {}
        self.shown: Certificates = ()
        self._asked: set[sp.Expr] = set()

    def take(self, g: sp.Symbol, value: sp.Expr, *parts: sp.Expr) -> None:
        """A quantity, and its value in terms of parts, if these are constants or have ranges."""
        known = self.values.keys() | self.box.keys()
        if g.is_real and all(part.free_symbols <= known for part in parts):
            self.values[g] = value.xreplace(self.values)

    def tell(self, f: sp.Expr) -> None:
        """Find out the sign of a constant by certified digits, or that on the box, if it has one.

        Nothing is asked twice, and nothing that is known.
        """
        if f in self._asked or self.quantities.is_positive(f) or self.quantities.is_positive(-f):
            return
        self._asked.add(f)
        there = f.xreplace(self.values)
        if not there.free_symbols:
            if sign := sign_at(there, {}):
                self._take(sign * f, strict=True)
        elif there.free_symbols <= self.box.keys() and len(there.args) <= _MOST_TERMS:
            self._on_box(f, there)

    def _on_box(self, f: sp.Expr, there: sp.Expr) -> None:
        for strict, sign in product((True, False), (1, -1)):
            with suppress(NoExactRouteError):
                found = positive_on(sign * there, self.box, strict=strict)
                if found is not None:
                    self.shown += found
                    self._take(sign * f, strict=strict)
                    return

    def _take(self, f: sp.Expr, *, strict: bool) -> None:
        self.quantities.nonnegative.add(f)
        if strict:
            self.quantities.positive.add(f)


def conjugate_of(
    f: sp.Expr, roots: Mapping[sp.Symbol, sp.Expr], relations: Mapping[sp.Symbol, Relation]
) -> tuple[sp.Expr, sp.Expr] | None:
    """For a - b, the sum a + b and the number that the product is; None if it is no such thing.

    Here a and b are multiples of products of square roots of numbers.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import unknowns
    >>> (r,) = unknowns("r", 1)
    >>> conjugate_of(r**2 - 2, {r: sp.Integer(3)}, {r: Relation(r**4, sp.Integer(3))})
    (r0**2 + 2, -1)
    """
    if not (f.is_Add and len(f.args) == 2 and f.free_symbols and f.free_symbols <= roots.keys()):
        return None
    one, other = sorted(f.args, key=lambda term: bool(term.as_coeff_Mul()[0] < 0))
    if not (one.as_coeff_Mul()[0] > 0 > other.as_coeff_Mul()[0]):
        return None
    both = sp.expand(one**2 - other**2)
    for g in f.free_symbols:
        both = sp.rem(both, relations[g].zero, g)
    return (one - other, both) if both.is_Rational and both else None


def factors_with_roots(
    expr: sp.Expr, roots: Mapping[sp.Symbol, sp.Expr]
) -> tuple[sp.Rational, list[tuple[sp.Expr, int]]]:
    """As `factors`, but 1 - √2 has none, though 1 - r² has, if r is the fourth root of 2.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import unknowns
    >>> (r,) = unknowns("r", 1)
    >>> factors_with_roots(1 - r**2, {r: sp.Integer(2)})
    (-1, [(r0**2 - 1, 1)])
    """
    numbers = [g for g in sorted(expr.free_symbols, key=str) if g in roots]
    back: dict[sp.Symbol, sp.Expr] = {}
    above, below = sp.fraction(expr)
    for g, name in zip(numbers, unknowns("root", len(numbers)), strict=True):
        if not roots[g].is_Rational:
            continue
        parts = [sp.Poly(part, g) for part in (above, below)]
        k = sp.igcd(*(power for part in parts for (power,) in part.monoms()))
        if k > 1:
            above, below = (
                sp.Add(*(c * name ** (n // k) for (n,), c in part.terms())) for part in parts
            )
            back[name] = g**k
    number, powers = factors(above / below)
    return number, [(f.xreplace(back), n) for f, n in powers]
