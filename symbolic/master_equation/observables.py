"""Expectation values in the steady state, and what each reservoir brings of an observable.

The part of L that belongs to a reservoir, D, changes tr(O rho) by tr(O D(rho)) = tr(D†(O) rho): the
current of O from it. With the energy for O this is the heat current; at the steady state the
currents of all reservoirs, and what the Hamiltonian brings, add up to zero.
"""

from collections.abc import Iterable

import sympy as sp

from .normal_form import in_factors

__all__ = ["adjoint_dissipator", "expectation"]


def adjoint_dissipator(
    jumps: Iterable[tuple[sp.Expr, sp.Matrix]], observable: sp.Matrix
) -> sp.ImmutableMatrix:
    """The operator whose expectation value is the current of the observable from some jumps.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> energy = sp.diag(0, symbol("omega_0"))
    >>> adjoint_dissipator([(symbol("gamma"), sigma_minus)], energy)
    Matrix([
    [0,              0],
    [0, -gamma*omega_0]])
    """
    result = sp.zeros(*observable.shape)
    for rate, jump in jumps:
        loss = jump.H * jump
        result += rate * (jump.H * observable * jump - (loss * observable + observable * loss) / 2)
    return sp.ImmutableMatrix(result.applyfunc(sp.expand))


def expectation(
    observable: sp.Matrix, numerators: sp.Matrix, denominator: sp.Expr = sp.S.One
) -> sp.Expr:
    """The expectation value tr(O rho), rho = numerators/denominator, in factors."""
    return in_factors(sp.expand((observable * numerators).trace()), denominator)
