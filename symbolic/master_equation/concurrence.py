"""Wootters' concurrence of two qubits, Eqs. (A5)-(A7), in closed form where there is one.

An X-form density matrix has only its diagonal, rho_c = <01|rho|10> and rho_d = <00|rho|11>; its
concurrence is (A8). The steady state (A4) is the case rho_d = 0.
For any other the eigenvalues of rho rho~ are roots of its characteristic polynomial; where this
falls into linear and quadratic factors, they are written with square roots. Where it doesn't, no
closed form is worth reading, and numbers are the way.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cache

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.operators import sigma_y
from beyondthermal.symbolic.polynomial_factors import factored
from beyondthermal.symbolic.symbols import symbol, symbols

from .normal_form import complex_parts

__all__ = [
    "concurrence_in_closed_form",
    "concurrence_x_form",
    "in_factors",
    "largest",
    "prove_x_form",
    "spin_flip",
    "x_form_lambdas",
    "x_form_parts",
]

# Squares of longer polynomials aren't multiplied out.
_SHORT = 30
_LONG = 300
# (row, column) of the elements that an X-form density matrix may have.
_X_FORM = {(i, i) for i in range(4)} | {(1, 2), (2, 1), (0, 3), (3, 0)}


def spin_flip(conjugate: sp.Matrix) -> sp.Matrix:
    """The spin-flipped matrix (sigma_y ⊗ sigma_y) rho* (sigma_y ⊗ sigma_y), given rho*."""
    flip = sp.Matrix(sp.kronecker_product(sigma_y, sigma_y))
    return flip * conjugate * flip


def x_form_parts(rho: sp.Matrix) -> tuple[tuple[sp.Expr, sp.Expr], tuple[sp.Expr, sp.Expr]]:
    """What Eq. (A8) compares: (|rho_c|, sqrt(rho_00 rho_11)), then the same for rho_d.

    Parameters
    ----------
    rho
        4 × 4 density matrix in the computational basis, normalised or not.

    Raises
    ------
    ValueError
        If an element outside the X is not zero.
    """
    outside = [at for at, entry in rho.todok().items() if at not in _X_FORM and not entry.is_zero]
    if rho.shape != (4, 4) or outside:
        raise ValueError(
            f"Argument `rho` must be a 4 × 4 X-form matrix, but got {outside or rho.shape}."
        )
    p_00, p_01, p_10, p_11 = rho.diagonal()
    roots = [sp.sqrt(in_factors(*pair)) for pair in ((p_00, p_11), (p_01, p_10))]
    return (_modulus(rho[1, 2]), roots[0]), (_modulus(rho[0, 3]), roots[1])


def concurrence_x_form(rho: sp.Matrix) -> sp.Expr:
    """Concurrence of an X-form density matrix, Eq. (A8).

    Returns
    -------
    sympy.Expr
        2 max(0, |rho_c| - sqrt(rho_00 rho_11), |rho_d| - sqrt(rho_01 rho_10)); a coherence that is
        zero has nothing to win, and does not appear.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import BELL
    >>> concurrence_x_form(BELL[:, 1] * BELL[:, 1].H)
    1
    """
    candidates = (coherence - root for coherence, root in x_form_parts(rho) if coherence != 0)
    return 2 * largest(sp.S.Zero, *candidates)


def largest(*values: sp.Expr) -> sp.Expr:
    """The largest value; long ones aren't compared, which takes SymPy seconds."""
    long = max(value.count_ops() for value in values) > _LONG
    return sp.Max(*values, evaluate=not long)


@cache
def _characteristic_polynomial() -> sp.Expr:
    """Of rho rho~ for an X-form, all radicals explicit: rho_ij = s_ij², rho_c = r_c z_c."""
    s_00, s_01, s_10, s_11, r_c, r_d, z_c, z_d = symbols("s_00 s_01 s_10 s_11 r_c r_d z_c z_d")
    # A phase factor's conjugate is its inverse, which keeps everything rational.
    c, c_bar, d, d_bar = r_c * z_c, r_c / z_c, r_d * z_d, r_d / z_d
    rho = sp.diag(s_00**2, s_01**2, s_10**2, s_11**2)
    rho[1, 2], rho[2, 1], rho[0, 3], rho[3, 0] = c, c_bar, d, d_bar
    product = (rho * spin_flip(rho.T)).applyfunc(sp.cancel)
    return product.charpoly().as_expr(symbol("Lambda"))


def x_form_lambdas() -> tuple[sp.Expr, ...]:
    """The four lambda of (A5) for the X-form, found by factoring the characteristic polynomial.

    Examples
    --------
    >>> x_form_lambdas()
    (r_c + s_01*s_10, Abs(r_c - s_01*s_10), r_d + s_00*s_11, Abs(r_d - s_00*s_11))
    """
    _, factors = sp.factor_list(_characteristic_polynomial())
    # Every factor is Lambda - lambda².
    return tuple(sp.sqrt(sp.factor(-factor.subs(symbol("Lambda"), 0))) for factor, _ in factors)


def prove_x_form() -> Proof:
    """Prove Eq. (A8) and its extension to rho_d from the eigenvalues of rho rho~.

    Write w_c = s_01 s_10 and w_d = s_00 s_11. A density matrix has r_c <= w_c and r_d <= w_d, so
    the lambda are w_c ± r_c and w_d ± r_d, and the largest is one with a plus sign.
    If it is w_c + r_c, subtracting the others leaves 2 (r_c - w_d), else 2 (r_d - w_c); and the
    larger lambda goes with the larger of the two, since their differences are equal.

    Examples
    --------
    >>> prove_x_form().verdict.name
    'PROVED'
    """
    s_00, s_01, s_10, s_11, r_c, r_d = symbols("s_00 s_01 s_10 s_11 r_c r_d")
    c_plus, c_minus, d_plus, d_minus = (
        -e.args[0] if isinstance(e, sp.Abs) else e for e in x_form_lambdas()
    )
    spectrum = sp.prod(symbol("Lambda") - e**2 for e in (c_plus, c_minus, d_plus, d_minus))
    candidate_c, candidate_d = r_c - s_00 * s_11, r_d - s_01 * s_10
    return all_of(
        identity(_characteristic_polynomial(), spectrum),
        identity(c_plus - c_minus - d_plus - d_minus, 2 * candidate_c),
        identity(d_plus - d_minus - c_plus - c_minus, 2 * candidate_d),
        identity(c_plus - d_plus, candidate_c - candidate_d),
        method="characteristic polynomial factored; the largest root leaves the largest candidate",
    )


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
    if all(at in _X_FORM for at in rho.todok()):
        return concurrence_x_form(rho) / denominator
    lambdas = _lambdas(rho)
    return sp.Max(0, 2 * sp.Max(*lambdas) - sp.Add(*lambdas)) / denominator


def _modulus(entry: sp.Expr) -> sp.Expr:
    """The modulus of a polynomial in real symbols."""
    real, imaginary = complex_parts(entry)
    if real == 0 or imaginary == 0:
        return abs(in_factors(real + imaginary))
    if max(len(sp.Add.make_args(part)) for part in (real, imaginary)) > _SHORT:
        return sp.sqrt(in_factors(real) ** 2 + in_factors(imaginary) ** 2)
    return sp.sqrt(sp.factor(real**2 + imaginary**2))


def in_factors(*polynomials: sp.Expr) -> sp.Expr:
    """The product of some polynomials, each of them in factors."""
    powers: Counter[sp.Expr] = Counter()
    constant = sp.S.One
    for polynomial in polynomials:
        own, factors = factored(sp.expand(polynomial))
        constant *= own
        powers.update(factors)
    return constant * sp.Mul(*(factor**power for factor, power in powers.items()))


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
