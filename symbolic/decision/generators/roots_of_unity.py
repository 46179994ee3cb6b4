"""Roots of unity, and the square roots of primes among their sums."""

import sympy as sp

from .relations import Relation

__all__ = ["as_odd", "cyclotomic", "degree_of_root", "root_of_prime"]


def cyclotomic(zeta: sp.Symbol, order: int) -> Relation:
    """That Φ_N(ζ) = 0."""
    phi = sp.cyclotomic_poly(order, zeta)
    constant = phi.subs(zeta, 0)
    return Relation(phi - constant, -constant)


def degree_of_root(p: int) -> int:
    """The order of the roots of unity that √p is a sum of, and i too."""
    return 8 if p == 2 else 4 * p


def root_of_prime(p: int, zeta: sp.Symbol, order: int) -> sp.Expr:
    """√p: for an odd prime, Gauss's sum Σ (k/p) exp(2πik/p) is √p or i√p.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import unknowns
    >>> root_of_prime(2, unknowns("z", 1)[0], 8)
    z0**7 + z0
    """
    if p == 2:
        return zeta ** (order // 8) + zeta ** (7 * order // 8)
    total = sp.Add(*(sp.jacobi_symbol(k, p) * zeta ** (k * order // p) for k in range(1, p)))
    return total if p % 4 == 1 else -(zeta ** (order // 4)) * total


def as_odd(product: sp.Expr) -> sp.Expr:
    """A product of whole numbers that is odd where the given one is: each of them once.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import unknowns
    >>> m, n = unknowns("n", 2)
    >>> as_odd(m**3 * n)
    n0*n1
    """
    return sp.Mul(*(f.base if f.is_Pow and f.exp > 0 else f for f in sp.Mul.make_args(product)))
