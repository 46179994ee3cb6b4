"""Polynomials in factors: by python-flint if it is installed, else by SymPy as long as it is short.

A fraction whose parts are in factors is cancelled by comparing them, so that a denominator that
many fractions share is factored once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import sympy as sp
from sympy.polys.rings import PolyElement, PolyRing

from .symbols import unknowns

__all__ = [
    "Factored", "Product", "factored", "flint_ring", "in_factors", "integral", "irreducible",
    "quotient", "ratio",
]  # fmt: skip

# SymPy takes minutes to factor polynomials of more terms.
_TERMS = 200
# A constant, and how often each irreducible polynomial is in it.
Factored = tuple[sp.Expr, Mapping[sp.Expr, int]]
InRing = tuple[sp.Expr, Mapping[PolyElement, int]]


@dataclass(frozen=True)
class Product:
    """Irreducible elements of a ring to whole powers, times an expression."""

    constant: sp.Expr
    powers: Mapping[PolyElement, int] = field(default_factory=dict)

    @property
    def expr(self) -> sp.Expr:
        """The product as an expression."""
        return sp.Mul(self.constant, *(_expr(part) ** k for part, k in self.powers.items()))


def flint_ring(names: Sequence[sp.Symbol]) -> Any:
    """The integer polynomials of python-flint in some symbols, None where it isn't installed."""
    try:
        from flint import Ordering, fmpz_mpoly_ctx
    except ImportError:
        return None
    return fmpz_mpoly_ctx.get(tuple(map(str, names)), Ordering.lex)


def factored(polynomial: sp.Expr) -> Factored:
    """The irreducible factors of a real polynomial, their leading coefficients positive.

    The coefficients are rational but for a root that they share. Without python-flint one of many
    terms stays as it is.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> factored(2 * y**2 - 2 * x**2)
    (-2, {x - y: 1, x + y: 1})
    """
    whole = integral(polynomial)
    if whole is None:
        return sp.S.One, {polynomial: 1}
    constant, content = whole[0], irreducible(whole[1])
    return constant * content[0], {_expr(part): power for part, power in content[1].items()}


@lru_cache(maxsize=4096)
def integral(polynomial: sp.Expr) -> tuple[sp.Expr, PolyElement] | None:
    """A constant and an element of a ring of integer polynomials, of which this is the product.

    The leading coefficient of the latter is positive. None if the coefficients share no root.
    """
    variables = sorted(polynomial.free_symbols, key=str) or unknowns("none", 1)
    try:
        terms = sp.Poly(polynomial, *variables, expand=False).terms()
    except sp.PolynomialError:
        terms = sp.Poly(polynomial, *variables).terms()
    lead = terms[0][1] or sp.S.One
    rational = {powers: c / lead for powers, c in terms}
    if not all(c.is_Rational for c in rational.values()):
        return None
    common = int(sp.ilcm(1, 1, *(c.q for c in rational.values())))
    whole = {powers: sp.ZZ(int(c * common)) for powers, c in rational.items() if c}
    return lead / common, sp.ZZ[tuple(variables)].ring.from_dict(whole)


@lru_cache(maxsize=4096)
def irreducible(polynomial: PolyElement) -> tuple[int, Mapping[PolyElement, int]]:
    """A whole number, and the irreducible factors of an element of a ring with their powers."""
    ring = polynomial.ring
    if polynomial.is_ground:
        return int(polynomial.LC), {}
    over = flint_ring(ring.symbols)
    if over is None:
        content, primitive = polynomial.primitive()
        if len(polynomial) > _TERMS:
            return int(content), {primitive: 1}
        constant, pairs = polynomial.factor_list()
    else:
        terms = {powers: int(c) for powers, c in polynomial.iterterms()}
        constant, pairs = over.from_dict(terms).factor()
        pairs = [(_read(part, ring), int(power)) for part, power in pairs]
    found: Counter[PolyElement] = Counter()
    for part, power in pairs:
        sign = -1 if part.LC < 0 else 1
        constant *= sign**power
        found[part * sign] += power
    return int(constant), dict(found)


def _read(part: Any, ring: PolyRing) -> PolyElement:
    """A polynomial of python-flint in elements of a ring."""
    terms = part.to_dict().items()
    return ring.from_dict({tuple(map(int, powers)): sp.ZZ(int(c)) for powers, c in terms})


@lru_cache(maxsize=4096)
def _expr(polynomial: PolyElement) -> sp.Expr:
    return polynomial.as_expr()


def quotient(numerator: PolyElement, denominator: PolyElement) -> Product:
    """Elements of a ring with rational coefficients, one over the other, in factors, cancelled.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> ring, x, y = sp.ring(symbols("x y"), sp.QQ)
    >>> quotient(x**2 - y**2, 2 * x + 2 * y).expr
    x/2 - y/2
    """
    if not numerator:
        return Product(sp.S.Zero)
    constant, powers = sp.S.One, Counter[PolyElement]()
    for polynomial, sign in ((numerator, 1), (denominator, -1)):
        content, factors = _over_integers(polynomial)
        constant *= content**sign
        for factor, power in factors.items():
            powers[factor] += sign * power
    return Product(constant, {factor: k for factor, k in powers.items() if k})


@lru_cache(maxsize=1024)
def in_factors(expr: sp.Expr) -> Product | None:
    """A rational function in factors, cancelled, in its symbols in order; None for other functions.

    Coefficients are rational.

    Examples
    --------
    >>> x, y = unknowns("x", 2)
    >>> in_factors((x**2 - y**2) / (2 * x + 2 * y)).expr
    x0/2 - x1/2
    """
    symbols = tuple(sorted(expr.free_symbols, key=str))
    if not symbols or not expr.is_rational_function():
        return None
    ring = sp.QQ[symbols].ring
    above, below = sp.fraction(expr)
    if not (above.is_polynomial() and below.is_polynomial()):
        above, below = sp.fraction(sp.together(expr))
    try:
        return quotient(ring.from_expr(above), ring.from_expr(below))
    except (ValueError, sp.CoercionFailed):
        return None


@lru_cache(maxsize=4096)
def _over_integers(polynomial: PolyElement) -> InRing:
    common, whole = polynomial.clear_denoms()
    content, factors = irreducible(whole.set_ring(polynomial.ring.clone(domain=sp.ZZ)))
    return sp.Rational(content, int(common)), factors


def ratio(numerator: sp.Expr, denominator: sp.Expr) -> sp.Expr:
    """A real polynomial, or rational function, over a polynomial, in factors, cancelled."""
    whole, own = sp.fraction(sp.together(numerator))
    constant, powers = sp.S.One, Counter[sp.Expr]()
    for part, sign in ((whole, 1), (own, -1), (denominator, -1)):
        content, factors = factored(part)
        constant *= content**sign
        for factor, power in factors.items():
            powers[factor] += sign * power
    return sp.Mul(constant, *(factor**power for factor, power in powers.items()))
