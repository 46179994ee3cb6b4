"""Classical steady states: populations that a rate equation among themselves decides.

Where no population is coupled to a coherence, populations follow dp/dt = W p. The matrix-tree
theorem says what its steady state is: p_i is proportional to the sum, over all spanning trees
rooted at i, of the products of their rates. This is the cofactor of W at (i, i), a polynomial whose
coefficients are all positive if those of the rates are, so that nothing cancels in it.
"""

from dataclasses import dataclass

import sympy as sp

from .lindblad import Lindbladian
from .polynomial_matrices import determinant
from .real_form import RealForm, real_form

__all__ = ["Populations", "classical_populations", "in_basis"]


@dataclass(frozen=True)
class Populations:
    """Populations as polynomials with positive coefficients over their sum.

    Attributes
    ----------
    weights
        One polynomial for each level, without a common factor where that keeps signs positive.
    """

    weights: tuple[sp.Expr, ...]

    @property
    def total(self) -> sp.Expr:
        """The sum of the weights."""
        return sp.Add(*self.weights)

    @property
    def values(self) -> tuple[sp.Expr, ...]:
        """The populations, weight over sum."""
        return tuple(weight / self.total for weight in self.weights)


def in_basis(lindbladian: Lindbladian, basis: sp.Matrix) -> Lindbladian:
    """The model in another orthonormal basis, given by the columns of a unitary matrix."""
    if not sp.Matrix(basis.H * basis - sp.eye(basis.rows)).applyfunc(sp.expand).is_zero_matrix:
        raise ValueError(f"Argument `basis` must be unitary, but got {basis.tolist()}.")

    def turned(matrix: sp.Matrix) -> sp.Matrix:
        return (basis.H * matrix * basis).applyfunc(sp.expand)

    jumps = tuple((rate, turned(jump)) for rate, jump in lindbladian.jumps)
    return Lindbladian(turned(lindbladian.hamiltonian), jumps)


def classical_populations(lindbladian: Lindbladian, basis: sp.Matrix | None = None) -> Populations:
    """The steady populations of a model in a basis in which they decouple from coherences.

    Parameters
    ----------
    lindbladian
        The model.
    basis
        Unitary matrix whose columns are the levels; without it, the computational basis.

    Raises
    ------
    ValueError
        If a population is coupled to a coherence, or there is more than one steady state.

    Examples
    --------
    >>> from beyondthermal.symbolic.machine.machine import MACHINE
    >>> from beyondthermal.symbolic.operators import BELL
    >>> classical_populations(MACHINE, BELL).weights[3]
    gamma_A*gamma_plus**2 + gamma_S*gamma_plus**2 + 2*gamma_plus**3
    """
    form = real_form(lindbladian if basis is None else in_basis(lindbladian, basis))
    _expect_decoupled(form)
    cofactors = [_cofactor(form, k) for k in form.diagonal]
    if not any(cofactors):
        raise ValueError(
            "Argument `lindbladian` must have one steady state: `steady_states` finds them all."
        )
    return Populations(_without_common_factor(cofactors))


def _expect_decoupled(form: RealForm) -> None:
    diagonal = {*form.diagonal}
    for k in form.diagonal:
        for other in form.rows[k].keys() - diagonal:
            i, j, _ = form.coordinates[other]
            raise ValueError(
                "Argument `lindbladian` must leave populations to themselves, but rho_"
                f"{form.coordinates[k][0]}{form.coordinates[k][0]} is driven by rho_{i}{j}."
            )


def _cofactor(form: RealForm, root: int) -> sp.Expr:
    """The cofactor of -W at the root: the sum over the spanning trees that lead there."""
    kept = [k for k in form.diagonal if k != root]
    rows = [{c: -v for c, v in form.rows[k].items() if c in kept} for k in kept]
    return sp.expand(determinant(rows, kept, form.ring))


def _without_common_factor(cofactors: list[sp.Expr]) -> tuple[sp.Expr, ...]:
    """Divided by what they share, unless that would bring in negative coefficients."""
    shared = sp.gcd_list(cofactors)
    reduced = [sp.expand(sp.cancel(weight / shared)) for weight in cofactors]
    if all(_is_positive(weight) for weight in reduced):
        return tuple(reduced)
    return tuple(cofactors)


def _is_positive(polynomial: sp.Expr) -> bool:
    variables = sorted(polynomial.free_symbols, key=str)
    return not variables or all(c > 0 for c in sp.Poly(polynomial, *variables).coeffs())
