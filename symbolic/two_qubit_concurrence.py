"""The concurrence of two-qubit density matrices in closed form, Eqs. (A5)-(A8), where there is one.

An X-form matrix has the closed form (A8). For any other the eigenvalues of rho rho~ are roots of
its characteristic polynomial; where this falls into linear and quadratic factors, they are written
with square roots. Where it doesn't, no closed form is worth reading, and numbers are the way.
"""

from collections.abc import Sequence

import sympy as sp

from .concurrence import spin_flip
from .symbols import symbol

__all__ = ["concurrence_in_closed_form"]

_INSIDE_X = {(i, j) for i in range(4) for j in range(4) if i == j or i + j == 3}


def concurrence_in_closed_form(numerators: sp.Matrix, denominator: sp.Expr = sp.S.One) -> sp.Expr:
    """The concurrence of numerators/denominator.

    Parameters
    ----------
    numerators
        4 × 4 Hermitian matrix in the basis |00>, |01>, |10>, |11>, in real symbols.
    denominator
        Its trace, positive.

    Raises
    ------
    ValueError
        If the matrix isn't 4 × 4, or there is no closed form with square roots alone.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> from beyondthermal.symbolic.operators import BELL
    >>> x, y = symbols("x y")
    >>> concurrence_in_closed_form(BELL * sp.diag(x, y, 0, x) * BELL.H, 2 * x + y)
    2*Max(0, -x + y/2)/(2*x + y)
    """
    if numerators.shape != (4, 4):
        raise ValueError(f"Argument `numerators` must be 4 × 4, but got {numerators.shape}.")
    rho = sp.Matrix(numerators).applyfunc(sp.expand)
    if all(at in _INSIDE_X for at in rho.todok()):
        inside = _of_x_form(rho)
    else:
        lambdas = _lambdas(rho)
        inside = 2 * sp.Max(*lambdas) - sp.Add(*lambdas)
        return sp.Max(0, inside) / denominator
    return 2 * sp.Max(0, *inside) / denominator


def _of_x_form(rho: sp.Matrix) -> list[sp.Expr]:
    """What Eq. (A8) compares with zero; without a coherence there is nothing to win."""
    pairs = (((1, 2), (0, 3)), ((0, 3), (1, 2)))
    return [
        _modulus(rho[at]) - sp.sqrt(sp.factor(rho[i, i] * rho[j, j]))
        for at, (i, j) in pairs
        if rho[at] != 0
    ]


def _modulus(entry: sp.Expr) -> sp.Expr:
    """The modulus of a polynomial in real symbols."""
    imaginary = entry.coeff(sp.I)
    real = sp.expand(entry - sp.I * imaginary)
    if real == 0 or imaginary == 0:
        return abs(sp.factor(real + imaginary))
    return sp.sqrt(sp.factor(real**2 + imaginary**2))


def _lambdas(rho: sp.Matrix) -> Sequence[sp.Expr]:
    """Square roots of the eigenvalues of rho rho~, which are never negative."""
    eigenvalue = symbol("Lambda")
    product = (rho * spin_flip(rho.T)).applyfunc(sp.expand)
    _, factors = sp.factor_list(product.charpoly().as_expr(eigenvalue), eigenvalue)
    if any(sp.degree(factor, eigenvalue) > 2 for factor, _ in factors):
        raise ValueError(
            "The concurrence of this density matrix has no closed form with square roots alone."
        )
    return [
        sp.sqrt(sp.factor(root))
        for factor, multiplicity in factors
        for root in _roots(factor, eigenvalue)
        for _ in range(multiplicity)
    ]


def _roots(factor: sp.Expr, unknown: sp.Symbol) -> list[sp.Expr]:
    """The roots of a polynomial of degree one or two."""
    polynomial = sp.Poly(factor, unknown)
    if polynomial.degree() == 1:
        slope, constant = polynomial.all_coeffs()
        return [sp.cancel(-constant / slope)]
    a, b, c = polynomial.all_coeffs()
    half = sp.sqrt(sp.factor(b**2 - 4 * a * c))
    return [(-b + half) / (2 * a), (-b - half) / (2 * a)]
