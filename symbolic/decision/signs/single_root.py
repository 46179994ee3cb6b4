"""The only root of a polynomial on a range, an algebraic number given in radicals.

That a number is a root is a matter of its minimal polynomial, which has to divide; that there is no
other one is counted by Sturm's theorem. Where the root is simple, the polynomial changes its sign.
"""

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.decision.proof import Proof, Verdict, identity

__all__ = ["has_the_sign_of"]


def has_the_sign_of(polynomial: sp.Expr, line: sp.Expr, where: Where) -> Proof | None:
    """Prove that a polynomial is positive, zero and negative where a linear function is.

    Parameters
    ----------
    polynomial
        With rational coefficients, in one variable.
    line
        The variable less an algebraic number, or this times a rational number.
    where
        The range of the variable, an interval without an upper end.

    Returns
    -------
    Proof or None
        None if it isn't a question of this kind, or if it isn't so.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import POSITIVE, symbol
    >>> y = symbol("y")
    >>> has_the_sign_of(y**3 - 2, y - sp.cbrt(2), {y: POSITIVE}).verdict.name
    'PROVED'
    >>> has_the_sign_of((y**3 - 2) * (y - 3), y - sp.cbrt(2), {y: POSITIVE}) is None
    True
    """
    variables = polynomial.free_symbols | line.free_symbols
    if len(variables) != 1:
        return None
    (variable,) = variables
    side = where.get(variable)
    if not isinstance(side, sp.Interval) or side.end is not sp.oo:
        return None
    slope, start = sp.diff(line, variable), side.start
    if not (slope.is_Rational and slope and polynomial.is_polynomial(variable)):
        return None
    whole, root = sp.Poly(polynomial, variable), sp.expand(variable - line / slope)
    if not (whole.domain.is_ZZ or whole.domain.is_QQ) or whole.LC() * slope < 0:
        return None
    if start.is_finite and not (start.is_Rational and sign_at(root - start, {}) == 1):
        return None
    minimal = sp.minimal_polynomial(root, variable, polys=True).set_domain(sp.QQ)
    quotient, rest = whole.set_domain(sp.QQ).div(minimal)
    if rest or _count(whole, side) != 1 or not quotient.gcd(minimal).is_ground:
        return None
    divided = identity(polynomial, sp.Mul(quotient.as_expr(), minimal.as_expr(), evaluate=False))
    method = "its minimal polynomial divides, and Sturm's theorem counts no other root in the range"
    return Proof(Verdict.PROVED, method, divided.certificates)


def _count(polynomial: sp.Poly, side: sp.Interval) -> int:
    """Different roots on a range; its lower end is divided out if that doesn't belong to it."""
    while side.left_open and side.start.is_finite and polynomial.eval(side.start) == 0:
        polynomial = polynomial.quo(sp.Poly(polynomial.gen - side.start, polynomial.gen))
    return int(polynomial.count_roots(side.start, side.end))
