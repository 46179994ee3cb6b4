"""The cavity model with a few Fock states, as matrices on qubits ⊗ cavity.

Few are enough where only the vacuum and what one step makes of it matter: a photon operator takes
no state farther. A single Fock state leaves the qubits alone.
"""

from functools import reduce

import sympy as sp

from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.symbols import symbols

from . import cavity

__all__ = ["few_photons", "lowering", "on_both"]

PARAMETERS = symbols("g kappa p gamma delta gamma_z p_c")


def lowering(levels: int) -> sp.Matrix:
    """The matrix of a between so many Fock states."""
    return sp.Matrix(levels, levels, lambda i, j: sp.sqrt(j) if j == i + 1 else 0)


def on_both(qubits: sp.Matrix, photon: sp.Matrix) -> sp.Matrix:
    """The product of an operator of the qubits and one of the cavity."""
    return sp.Matrix(sp.kronecker_product(qubits, photon))


def few_photons(levels: int, *present: sp.Symbol) -> Lindbladian:
    """Eqs. (7)-(8) and Appendix D in the frame that rotates at omega_0.

    Parameters
    ----------
    levels
        Number of Fock states.
    present
        The parameters that there are; the other ones are zero.

    Examples
    --------
    >>> (model := few_photons(2, *symbols("g kappa"))).dimension
    8
    >>> [rate for rate, _ in model.jumps]
    [kappa]
    """
    absent = dict.fromkeys(set(PARAMETERS) - set(present), sp.S.Zero)
    hamiltonian = sum(
        (_matrix(term, levels).subs(absent) for term in cavity.HAMILTONIAN), sp.zeros(4 * levels)
    )
    jumps = ((rate.subs(absent), _matrix(jump, levels)) for rate, jump in cavity.JUMPS)
    return Lindbladian(hamiltonian, tuple((rate, jump) for rate, jump in jumps if rate != 0))


def _matrix(term: cavity.Term, levels: int) -> sp.Matrix:
    a = lowering(levels)
    letters = (a.H if letter > 0 else a for letter in term.word)
    return term.scale * on_both(term.qubits, reduce(sp.Matrix.__mul__, letters, sp.eye(levels)))
