"""The machine with four independent rates: each reservoir pumps and damps at rates of its own."""

from collections.abc import Mapping
from functools import cache

import sympy as sp

from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_state import steady_state
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S, number
from beyondthermal.symbolic.symbols import symbols

__all__ = ["FOUR_RATES", "weights_of_four_rates"]

omega_0, gamma_A, gamma_S = symbols("omega_0 gamma_A gamma_S")
gamma_A_plus, gamma_S_plus = symbols("gamma_A_plus gamma_S_plus")

FOUR_RATES = Lindbladian(
    omega_0 * number,
    ((gamma_A_plus, J_A.H), (gamma_A, J_A), (gamma_S_plus, J_S.H), (gamma_S, J_S)),
)


@cache
def weights_of_four_rates() -> Mapping[str, sp.Expr]:
    """Unnormalised populations of G, S, A, E in the steady state.

    Examples
    --------
    >>> weights_of_four_rates()["E"].subs({gamma_A_plus: 1, gamma_S_plus: 1})
    gamma_A + gamma_S + 2
    """
    in_bell_basis = BELL.H * steady_state(FOUR_RATES).numerators * BELL
    return {label: sp.expand(in_bell_basis[k, k]) for k, label in enumerate(BELL_LABELS)}
