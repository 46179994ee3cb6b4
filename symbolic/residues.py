"""Whether expressions are the same function, by their residues modulo a large prime.

The prime p is 1 modulo 8 and modulo each prime q below 100: so -1, 2 and every q have square roots
modulo p, by quadratic reciprocity, and an expression with i and square roots of whole numbers has a
residue. Two polynomials that differ agree at a random point with a probability of their degree
over p, which has 40 digits.
"""

from functools import lru_cache
from itertools import count

import sympy as sp

__all__ = ["PRIME", "residue"]

_HALF = sp.Rational(1, 2)


@lru_cache(maxsize=1)
def _prime() -> int:
    step = 8 * int(sp.prod(sp.primerange(3, 100)))
    return next(1 + k * step for k in count(1) if sp.isprime(1 + k * step))


PRIME = _prime()


@lru_cache(maxsize=64)
def _root(number: int) -> int:
    """A square root of -1 or of a positive prime."""
    found = sp.sqrt_mod(number, PRIME)
    if found is None:
        raise ValueError(f"There is no square root of {number}.")
    return int(found)


def residue(expr: sp.Expr, known: dict[sp.Expr, int]) -> int:
    """The value of an expression modulo the prime.

    Parameters
    ----------
    expr
        A rational function with i and square roots of rational numbers.
    known
        The residue of each symbol; that of each part is kept here too.

    Raises
    ------
    ValueError
        If there are other functions in it, or a root that isn't there.
    ZeroDivisionError
        If a denominator is a multiple of the prime.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> residue((sp.sqrt(8) * x + sp.I) ** 2, {x: 5}) == (199 + residue(20 * sp.sqrt(2) * sp.I, {}))
    True
    """
    if expr not in known:
        known[expr] = _residue(expr, known) % PRIME
    return known[expr]


def _residue(expr: sp.Expr, known: dict[sp.Expr, int]) -> int:
    if expr.is_Rational:
        return int(expr.p) * _inverse(int(expr.q))
    if expr.is_Add:
        return sum(residue(part, known) for part in expr.args)
    if expr.is_Mul:
        product = 1
        for part in expr.args:
            product = product * residue(part, known) % PRIME
        return product
    if expr == sp.I:
        return _root(-1)
    if expr.is_Pow and expr.exp.is_Integer:
        base, power = residue(expr.base, known), int(expr.exp)
        return pow(base if power > 0 else _inverse(base), abs(power), PRIME)
    if expr.is_Pow and expr.base.is_Rational and (2 * expr.exp).is_Integer:
        return _root_of(expr.base) * residue(expr.base ** (expr.exp - _HALF), known)
    raise ValueError(f"{expr} has no residue.")


def _root_of(number: sp.Rational) -> int:
    found = 1
    for prime, power in sp.factorrat(number).items():
        root = _root(prime)
        found = found * pow(root if power > 0 else _inverse(root), abs(power), PRIME) % PRIME
    return found


def _inverse(number: int) -> int:
    if number % PRIME == 0:
        raise ZeroDivisionError("A denominator is a multiple of the prime.")
    return pow(number, -1, PRIME)
