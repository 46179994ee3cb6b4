"""The form in which results of a master equation are shown: real and imaginary part in factors."""

import sympy as sp

from beyondthermal.symbolic.polynomial_factors import ratio

__all__ = ["complex_parts", "in_factors"]


def complex_parts(polynomial: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
    """Real and imaginary part of an expanded polynomial in real symbols.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> complex_parts(x - sp.I * y)
    (x, -y)
    """
    real, imaginary = list[sp.Expr](), list[sp.Expr]()
    for term in sp.Add.make_args(polynomial):
        factors = sp.Mul.make_args(term)
        if sp.I in factors:
            imaginary.append(sp.Mul(*(f for f in factors if f != sp.I)))
        else:
            real.append(term)
    return sp.Add(*real), sp.Add(*imaginary)


def in_factors(numerator: sp.Expr, denominator: sp.Expr) -> sp.Expr:
    """A complex polynomial over a real one, real and imaginary part in factors."""
    real, imaginary = (ratio(part, denominator) for part in complex_parts(numerator))
    return sp.Add(real, sp.I * imaginary)
