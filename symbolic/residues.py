"""Whether expressions are the same function, by their residues modulo a large prime.

The prime p is 1 modulo 8 and modulo each prime q that stands under a root: so -1, 2 and every q
have square roots modulo p, by quadratic reciprocity, and an expression with i and square roots of
rational numbers has a residue. Two polynomials that differ agree at a random point with a
probability of their degree over p, which has 40 digits or more.
"""

from collections.abc import Iterable
from functools import lru_cache
from itertools import count

import sympy as sp

__all__ = ["modulus", "residue"]

# That p is large.
_USUAL = tuple(sp.primerange(3, 100))
_HALF = sp.Rational(1, 2)


def modulus(expressions: Iterable[sp.Expr]) -> int:
    """A prime for which the roots of numbers in some expressions have residues."""
    roots = {p.base for e in expressions for p in e.atoms(sp.Pow) if _is_root(p)}
    return _prime(frozenset(q for base in roots for q in sp.factorrat(base) if q > 2))


@lru_cache(maxsize=16)
def _prime(under_roots: frozenset[int]) -> int:
    step = 8 * int(sp.prod({*_USUAL, *under_roots}))
    return next(1 + k * step for k in count(1) if sp.isprime(1 + k * step))


def residue(expr: sp.Expr, known: dict[sp.Expr, int], p: int) -> int:
    """The value of an expression modulo a prime.

    Parameters
    ----------
    expr
        A rational function with i and square roots of rational numbers.
    known
        The residue of each symbol; that of each part is kept here too.
    p
        A `modulus` of the expression.

    Raises
    ------
    ValueError
        If there are other functions in it.
    ZeroDivisionError
        If a denominator is a multiple of the prime.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> one, other = (sp.sqrt(8) * x + sp.I) ** 2, 8 * x**2 - 1 + 4 * sp.sqrt(2) * sp.I * x
    >>> p = modulus([one, other])
    >>> residue(one, {x: 5}, p) == residue(other, {x: 5}, p)
    True
    """
    if expr not in known:
        known[expr] = _residue(expr, known, p) % p
    return known[expr]


def _residue(expr: sp.Expr, known: dict[sp.Expr, int], p: int) -> int:
    if expr.is_Rational:
        return int(expr.p) * _inverse(int(expr.q), p)
    if expr.is_Add:
        return sum(residue(part, known, p) for part in expr.args)
    if expr.is_Mul:
        product = 1
        for part in expr.args:
            product = product * residue(part, known, p) % p
        return product
    if expr == sp.I:
        return _root(-1, p)
    if expr.is_Pow and expr.exp.is_Integer:
        base, power = residue(expr.base, known, p), int(expr.exp)
        return pow(base if power > 0 else _inverse(base, p), abs(power), p)
    if expr.is_Pow and _is_root(expr):
        return _root_of(expr.base, p) * residue(expr.base ** (expr.exp - _HALF), known, p)
    raise ValueError(f"{expr} has no residue.")


def _is_root(power: sp.Pow) -> bool:
    return bool(power.base.is_Rational and power.exp.is_Rational and power.exp.q == 2)


def _root_of(number: sp.Rational, p: int) -> int:
    """A root of a positive number: the product of those of its primes."""
    found = 1
    for prime, power in sp.factorrat(number).items():
        root = _root(prime, p)
        found = found * pow(root if power > 0 else _inverse(root, p), abs(power), p) % p
    return found


@lru_cache(maxsize=256)
def _root(number: int, p: int) -> int:
    """A square root of -1 or of a positive prime."""
    return int(sp.sqrt_mod(number, p))


def _inverse(number: int, p: int) -> int:
    if number % p == 0:
        raise ZeroDivisionError("A denominator is a multiple of the prime.")
    return pow(number, -1, p)
