"""How entangled the machine can be, for all parameters, and where it isn't at all.

Since C = max{0, |p_S - p_A| - 2 sqrt(p_G p_E)} <= |p_S - p_A| <= max(p_S, p_A), every bound is one
on populations, that is on polynomials with positive denominators.
"""

import sympy as sp

from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.symbols import POSITIVE, symbols

from .machine import closed_form, weights

__all__ = [
    "balanced_is_separable",
    "boundary_polynomial",
    "inverted_is_separable",
    "onset",
    "thermal_bound",
    "universal_bound",
]

x, y = symbols("x y")


def thermal_bound() -> Proof:
    """C < 1/3 for beta_A, beta_S >= 0, because there |p_S - p_A| < 1/3.

    Examples
    --------
    >>> thermal_bound().verdict.name
    'PROVED'
    """
    total, difference = sp.Add(*weights().values()), weights()["S"] - weights()["A"]
    thermal = {x: sp.Interval(1, sp.oo), y: sp.Interval(1, sp.oo)}
    return all_of(
        positive(total - 3 * difference, thermal), positive(total + 3 * difference, thermal)
    )


def universal_bound() -> Proof:
    """C < 1/2 for all inverse temperatures, because p_S < 1/2 and p_A < 1/2.

    Examples
    --------
    >>> universal_bound().verdict.name
    'PROVED'
    """
    total = sp.Add(*weights().values())
    everywhere = {x: POSITIVE, y: POSITIVE}
    return all_of(*(positive(total - 2 * weights()[label], everywhere) for label in "SA"))


def inverted_is_separable() -> Proof:
    """C = 0 where both inverse temperatures are negative, because there N1² <= N2²."""
    inverted = {x: sp.Interval.Lopen(0, 1), y: sp.Interval.Lopen(0, 1)}
    return positive(-boundary_polynomial(), inverted, strict=False)


def balanced_is_separable() -> Proof:
    """C = 0 for balanced reservoirs, because the coherence N1 vanishes at beta_A = beta_S."""
    return identity(closed_form().signed.subs(y, x), sp.Integer(0))


def boundary_polynomial() -> sp.Expr:
    """The cubic in x and y that is positive where C > 0 and zero on the separability boundary.

    4 (N1² - N2²) is this cubic times x + y, and N1, N2 are not negative.

    Examples
    --------
    >>> boundary_polynomial().subs(x, 0)
    y**3 - 8*y**2 - 4*y
    """
    form = closed_form()
    cubic, remainder = sp.div(4 * (form.N1**2 - form.N2**2), x + y, x, y)
    assert remainder == 0, "x + y does not divide N1² - N2²"
    return cubic


def onset(at_x: sp.Expr) -> sp.Expr:
    """The exact y = exp(beta_S) beyond which C > 0, for a given x = exp(beta_A) in [0, 1].

    In radicals where they are real. For such x the coefficients of the cubic change sign once as
    the power of y falls, so that it has just one positive root (Descartes).

    Examples
    --------
    >>> onset(sp.Integer(0))
    4 + 2*sqrt(5)
    """
    on_line = sp.Poly(boundary_polynomial().subs(x, at_x), y)
    in_radicals = [root for root in sp.roots(on_line) if root.is_positive]
    return in_radicals[0] if in_radicals else max(sp.real_roots(on_line))
