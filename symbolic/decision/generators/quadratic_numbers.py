"""Roots of numbers a + b√d that are such numbers, as the cube root of 7 + 5√2 is 1 + √2.

If v^q = f, the norm m of v is a q-th root of the norm of f, and its trace T has D(T) = 2a, where
D is Dickson's polynomial: T² - 2m, T³ - 3mT, and so on.
"""

from collections.abc import Iterator, Mapping

import sympy as sp

from beyondthermal.symbolic.symbols import unknowns

from .constants import Constants

__all__ = ["positive_root", "root_of_quadratic"]

_DEGREES = (2, 3, 5)


def positive_root(
    f: sp.Expr, q: int, bases: Mapping[sp.Symbol, sp.Expr], constants: Constants
) -> tuple[sp.Expr, sp.Rational] | None:
    """A positive number v and a fraction k with v^q = k f for f = a + b√d, or None.

    Parameters
    ----------
    f
        A polynomial in a root of d, of which √d is a power.
    q
        The degree.
    bases
        What each root is of.
    constants
        By which the sign of v is found out.
    """
    g = next(iter(f.free_symbols), None)
    if g is None or f.free_symbols != {g} or not getattr(bases.get(g), "is_Rational", False):
        return None
    parts = sp.Poly(f, g).as_dict()
    half = max(parts)[0]
    # A root that is a power of another symbol is √d only if its square is d.
    square = constants.values.get(g, sp.S.Zero) ** (2 * half)
    if parts.keys() - {(0,), (half,)} or len(parts) < 2 or square != bases[g]:
        return None
    found = root_of_quadratic(parts[0,], parts[half,], bases[g], q)
    if found is None:
        return None
    p, t, k = found
    constants.tell(root := p + t * g**half)
    signed = (root, -root) if q % 2 == 0 else (root,)
    positive = next(filter(constants.quantities.is_positive, signed), None)
    return None if positive is None else (positive, k)


def root_of_quadratic(
    a: sp.Rational, b: sp.Rational, d: sp.Rational, q: int
) -> tuple[sp.Rational, sp.Rational, sp.Rational] | None:
    """Fractions p, t and k > 0 with (p + t√d)^q = k (a + b√d), or None; the root may be negative.

    Examples
    --------
    >>> root_of_quadratic(sp.Integer(7), sp.Integer(5), sp.Integer(2), 3)
    (1, 1, 1)
    >>> root_of_quadratic(sp.Integer(45), sp.Integer(17), sp.Integer(7), 3)
    (3, 1, 2)
    """
    norm = a**2 - b**2 * d
    if q not in _DEGREES or not norm:
        return None
    # The norm of k f is k² times that of f.
    primes = sp.factorrat(abs(norm), limit=10**4).items() if q % 2 else ()
    k = sp.Mul(*(p ** (-n * (q + 1) // 2 % q) for p, n in primes if p != 1))
    a, b = k * a, k * b
    for m in _rational_roots(k**2 * norm, q):
        (T,) = unknowns("T", 1)
        for p in (root / 2 for root in sp.Poly(_dickson(T, m, q) - 2 * a, T).ground_roots()):
            for t in _rational_roots((p**2 - m) / d, 2):
                if _power(p, t, d, q) == (a, b):
                    return p, t, k
    return None


def _dickson(T: sp.Symbol, m: sp.Rational, q: int) -> sp.Expr:
    """What v^q + w^q is in terms of v + w = T and v w = m."""
    before, now = sp.Integer(2), sp.sympify(T)
    for _ in range(q - 1):
        before, now = now, T * now - m * before
    return sp.expand(now)


def _rational_roots(number: sp.Rational, q: int) -> Iterator[sp.Rational]:
    """The rational q-th roots of a fraction."""
    if number < 0 and q % 2 == 0:
        return
    sign = -1 if number < 0 else 1
    parts = [sp.integer_nthroot(int(abs(part)), q) for part in (number.p, number.q)]
    if all(exact for _, exact in parts):
        root = sign * sp.Rational(parts[0][0], parts[1][0])
        yield from (root, -root) if q % 2 == 0 and root else (root,)


def _power(p: sp.Rational, t: sp.Rational, d: sp.Rational, q: int) -> tuple[sp.Expr, sp.Expr]:
    """The power (p + t√d)^q, as a + b√d."""
    a, b = p, t
    for _ in range(q - 1):
        a, b = a * p + b * t * d, a * t + b * p
    return a, b
