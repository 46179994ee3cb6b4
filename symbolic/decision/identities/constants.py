"""Quantities that are constants: what their values say of signs, and conjugates over a root.

Of 2 - √3 and 2 + √3, whose product is the number 1, one is enough: log|2 - √3| = -log|2 + √3|.
"""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.symbols import unknowns

from .quantities import Quantities, factors
from .relations import Relation

__all__ = ["Constants", "conjugate_of", "factors_with_roots"]


class Constants:
    """The values of the quantities that are real constants.

    Parameters
    ----------
    quantities
        Where it is kept what is known of signs.
    """

    def __init__(self, quantities: Quantities) -> None:
        self.quantities = quantities
        self.values: dict[sp.Symbol, sp.Expr] = {}

    def take(self, g: sp.Symbol, value: sp.Expr, *parts: sp.Expr) -> None:
        """A quantity, and its value in terms of parts, if these are constants."""
        if all(part.free_symbols <= self.values.keys() for part in parts):
            self.values[g] = value.xreplace(self.values)

    def tell(self, f: sp.Expr) -> None:
        """Find out the sign of a constant by certified digits, if it isn't known."""
        if not f.free_symbols or not f.free_symbols <= self.values.keys():
            return
        if not self.quantities.sign(f) and (sign := sign_at(f.xreplace(self.values), {})):
            self.quantities.nonnegative.add(sign * f)
            self.quantities.positive.add(sign * f)


def conjugate_of(
    f: sp.Expr, roots: Mapping[sp.Symbol, sp.Expr], relations: Mapping[sp.Symbol, Relation]
) -> tuple[sp.Expr, sp.Expr] | None:
    """For a - b, the sum a + b and the number that the product is; None if it is no such thing.

    Here a and b are multiples of products of square roots of numbers.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> r = symbol("r")
    >>> conjugate_of(r**2 - 2, {r: sp.Integer(3)}, {r: Relation(r**4, sp.Integer(3))})
    (r**2 + 2, -1)
    """
    if not (f.is_Add and len(f.args) == 2 and f.free_symbols and f.free_symbols <= roots.keys()):
        return None
    one, other = sorted(f.args, key=lambda term: bool(term.as_coeff_Mul()[0] < 0))
    if not (one.as_coeff_Mul()[0] > 0 > other.as_coeff_Mul()[0]):
        return None
    product = sp.expand(one**2 - other**2)
    for g in f.free_symbols:
        product = sp.rem(product, relations[g].zero, g)
    return (one - other, product) if product.is_Rational and product else None


def factors_with_roots(
    expr: sp.Expr, roots: Mapping[sp.Symbol, sp.Expr]
) -> tuple[sp.Rational, list[tuple[sp.Expr, int]]]:
    """As `factors`, but 1 - √2 has none, though 1 - r² has, if r is the fourth root of 2.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> r = symbol("r")
    >>> factors_with_roots(1 - r**2, {r: sp.Integer(2)})
    (-1, [(r**2 - 1, 1)])
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
