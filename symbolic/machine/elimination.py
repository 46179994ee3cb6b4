"""Adiabatic elimination of the cavity, Eq. (9), to second order in the coupling.

The fast part of the master equation is the cavity's decay, L_c; what couples it to the qubits is
V = -i g [J_S† a + J_S a†, ·]. With the cavity in its vacuum, P rho = |0><0| ⊗ Tr_c rho, the qubits
move on their own by

    L_eff = P V (-L_c)^{-1} V P,

to second order in g. One photon on either side is all that V makes of the vacuum, so that a
cavity of two levels gives L_eff exactly.
"""

from functools import cache

import sympy as sp

from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import J_S
from beyondthermal.symbolic.symbols import symbols

from .cavity_matrices import few_photons
from .machine import MACHINE

__all__ = ["cavity_emission", "eliminated", "reservoirs", "second_order"]

g, kappa, p, gamma, Gamma = symbols("g kappa p gamma Gamma")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")


@cache
def second_order() -> sp.ImmutableMatrix:
    """The 16 × 16 superoperator L_eff, in the parameters g and kappa.

    Raises
    ------
    ValueError
        If the cavity alone doesn't stay in its vacuum.
    """
    fast, coupling = few_photons(2, kappa), few_photons(2, g)
    vacuum, single, pair = (_with_photons(n, m) for n, m in ((0, 0), (1, 0), (1, 1)))
    single = single + _with_photons(0, 1)
    if fast.superoperator.extract(list(range(64)), vacuum).to_dok():
        raise ValueError("the cavity can't be eliminated: it doesn't stay in its vacuum.")
    V = coupling.superoperator.to_Matrix()
    decay = fast.superoperator.extract(single, single).to_field()
    response = decay.neg().inv().to_Matrix()
    # P takes the trace over the cavity: zero photons and one photon on both sides.
    back = V.extract(vacuum, single) + V.extract(pair, single)
    return sp.ImmutableMatrix(back * response * V.extract(single, vacuum))


def _with_photons(n: int, m: int) -> list[int]:
    """Indices of |i, n><j, m| in the superoperator of qubits and a two-level cavity, by i and j."""
    return [(2 * i + n) * 8 + 2 * j + m for i in range(4) for j in range(4)]


def _superoperator(model: Lindbladian) -> sp.Matrix:
    return model.superoperator.to_Matrix()


@cache
def cavity_emission() -> sp.Expr:
    """The rate Γ at which the eliminated cavity makes the qubits decay by J_S.

    Examples
    --------
    >>> cavity_emission()
    4*g**2/kappa
    """
    collective = _superoperator(Lindbladian(sp.zeros(4, 4), ((Gamma, J_S),)))
    at = next(at for at in collective.todok() if collective[at])
    return sp.solve(collective[at] - second_order()[at], Gamma)[0]


def eliminated() -> Lindbladian:
    """The qubits alone: what each does on its own, and the decay by J_S at the rate Γ."""
    alone = few_photons(1, p, gamma)
    return Lindbladian(alone.hamiltonian, (*alone.jumps, (Gamma, J_S)))


@cache
def reservoirs() -> dict[sp.Symbol, sp.Expr]:
    """Eq. (9): the rates of the two reservoirs that make (A2) the eliminated cavity model.

    Raises
    ------
    ValueError
        If there are none.

    Examples
    --------
    >>> reservoirs()
    {gamma_plus: p/2, gamma_A: gamma/2, gamma_S: Gamma + gamma/2}
    """
    reservoirs_alone = Lindbladian(sp.zeros(4, 4), MACHINE.jumps)
    difference = _superoperator(reservoirs_alone) - _superoperator(eliminated())
    unknowns = [gamma_plus, gamma_A, gamma_S]
    solutions = sp.solve([entry for entry in difference if entry], unknowns, dict=True)
    if not solutions:
        raise ValueError("no rates of two reservoirs make (A2) the eliminated cavity model.")
    return {rate: solutions[0][rate] for rate in unknowns}
