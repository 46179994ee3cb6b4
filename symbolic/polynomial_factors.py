"""Polynomials in factors: by python-flint if it is installed, else by SymPy as long as it is short.

A fraction whose parts are in factors is cancelled by comparing them, so that a denominator that
many fractions share is factored once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import sympy as sp

__all__ = ["Factored", "factored", "flint_ring", "ratio"]

# SymPy takes minutes to factor polynomials of more terms.
_TERMS = 200
# A constant, and how often each irreducible polynomial is in it.
Factored = tuple[sp.Expr, Mapping[sp.Expr, int]]


def flint_ring(names: Sequence[sp.Symbol]) -> Any:
    """The integer polynomials of python-flint in some symbols, None where it isn't installed."""
    try:
        from flint import Ordering, fmpz_mpoly_ctx
    except ImportError:
        return None
    return fmpz_mpoly_ctx.get(tuple(map(str, names)), Ordering.lex)


@lru_cache(maxsize=4096)
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
    variables = sorted(polynomial.free_symbols, key=str)
    if not variables:
        return polynomial, {}
    terms = sp.Poly(polynomial, *variables).terms()
    lead = terms[0][1]
    rational = {powers: c / lead for powers, c in terms}
    if not all(c.is_Rational for c in rational.values()):
        return sp.S.One, {polynomial: 1}
    common = int(sp.ilcm(1, 1, *(c.q for c in rational.values())))
    whole = {powers: int(c * common) for powers, c in rational.items()}
    constant, factors = _factors(whole, variables)
    return lead * constant / common, factors


def _factors(
    terms: Mapping[tuple[int, ...], int], variables: Sequence[sp.Symbol]
) -> tuple[int, dict[sp.Expr, int]]:
    """The factors of an integer polynomial whose leading coefficient is positive."""
    ring, over = sp.ZZ[tuple(variables)].ring, flint_ring(variables)
    if over is None:
        polynomial = ring.from_dict({powers: sp.ZZ(c) for powers, c in terms.items()})
        content, primitive = polynomial.primitive()
        if len(terms) > _TERMS:
            return int(content), {primitive.as_expr(): 1}
        constant, found = polynomial.factor_list()
        return int(constant), {part.as_expr(): power for part, power in found}
    constant, found = over.from_dict(dict(terms)).factor()
    factors: Counter[sp.Expr] = Counter()
    for part, power in found:
        own = {tuple(map(int, powers)): sp.ZZ(int(c)) for powers, c in part.to_dict().items()}
        read = ring.from_dict(own)
        if read.LC < 0:
            read, constant = -read, constant * (-1) ** power
        factors[read.as_expr()] += int(power)
    return int(constant), dict(factors)


def ratio(numerator: sp.Expr, denominator: sp.Expr) -> sp.Expr:
    """A real polynomial, or rational function, over a polynomial, in factors, cancelled."""
    whole, own = sp.fraction(sp.together(numerator))
    constant, powers = sp.S.One, Counter[sp.Expr]()
    for part, sign in ((whole, 1), (own, -1), (denominator, -1)):
        content, factors = factored(sp.expand(part))
        constant *= content**sign
        for factor, power in factors.items():
            powers[factor] += sign * power
    return sp.Mul(constant, *(factor**power for factor, power in powers.items()))
