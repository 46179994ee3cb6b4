"""Arctangents among the generators, and what they are the angles of.

For real u the number 1 + iu has the angle atan(u), from -π/2 to π/2: so exp(ic atan(u)) is
((1 + iu)/√(1 + u²))^c, and log(a + ib) = log(a² + b²)/2 + i atan(b/a) where a > 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from .relations import tidied

if TYPE_CHECKING:
    from .generators import Generators

__all__ = ["arctangent", "logarithm_to_the_right", "turned"]


def arctangent(g: Generators, u: sp.Expr) -> sp.Expr:
    """The angle of a real tangent; it is odd."""
    if u.could_extract_minus_sign():
        return -arctangent(g, -u)
    angle = g.quantities.new(f"atan({u})", sp.atan, u, real=True)
    g.tangents[angle] = u
    return angle


def turned(g: Generators, u: sp.Expr, c: sp.Rational) -> sp.Expr | None:
    """The exponential of ic times the angle of a tangent; None unless c is k/2^n."""
    if c.q & (c.q - 1):
        return None
    while not c.is_Integer:
        # Half the angle has the tangent u/(1 + √(1 + u²)).
        root = g.power(tidied(1 + u**2, g.relations), sp.S.Half)
        u, c = tidied(u / (1 + root), g.relations), 2 * c
    size = g.power(tidied(1 + u**2, g.relations), -c / 2)
    return (1 + g.i * u) ** c * size


def logarithm_to_the_right(g: Generators, base: sp.Expr) -> sp.Expr | None:
    """The logarithm of a number with positive real part; None if it isn't seen to be one."""
    above, below = sp.fraction(base)
    parts = sp.Poly(above, g.zeta).as_dict() if g.order == 4 and above.has(g.zeta) else {}
    if parts.keys() - {(0,), (1,)} or len(parts) < 2 or below.has(g.zeta):
        return None
    a, b = parts[0,] / below, parts[1,] / below
    if not (g.quantities.is_real(a * b) and _is_positive(g, a)):
        return None
    size = g.logarithm(tidied(a**2 + b**2, g.relations), "of a positive base")
    return size / 2 + g.i * arctangent(g, tidied(b / a, g.relations))


def _is_positive(g: Generators, expr: sp.Expr) -> bool:
    """Whether it is seen in its factors to be positive."""
    number, powers = g.factors(expr)
    signs = [f if g.quantities.is_positive(f) else -f for f, _ in powers]
    if not all(map(g.quantities.is_positive, signs)):
        return False
    odd = sum(n for (f, n), positive in zip(powers, signs, strict=True) if f != positive)
    return bool(number * (-1) ** odd > 0)
