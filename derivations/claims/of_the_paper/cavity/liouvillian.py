"""The cavity model: its Hamiltonian and its Liouvillian, Eqs. (7)-(8)."""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.machine.cavity_matrices import few_photons, lowering, on_both
from beyondthermal.symbolic.operator_equations import OPERATORS, with_daggers
from beyondthermal.symbolic.operators import number
from beyondthermal.symbolic.symbols import POSITIVE, symbols

__all__ = ["CLAIMS", "RATES", "local_terms", "on_qubits_and_cavity"]

g, kappa, p, gamma, omega_0, rho = symbols("g kappa p gamma omega_0 rho")
L_rho, H_TC, N_total, a, a_dagger = symbols("L_rho H_TC N_total a a_dagger")
c_1, c_2, c_1_dagger, c_2_dagger = symbols("c_1 c_2 c_1_dagger c_2_dagger")
J_S, J_S_dagger = symbols("J_S J_S_dagger")
RATES = dict.fromkeys((g, kappa, p, gamma), POSITIVE)
# Three Fock states are enough to see every commutator of one photon operator with another.
LEVELS = 3


def on_qubits_and_cavity(levels: int) -> dict[sp.Basic, sp.Matrix]:
    """The matrices of all operators, with so many Fock states."""
    qubits = {key: on_both(m, sp.eye(levels)) for key, m in OPERATORS.items() if m.shape == (4, 4)}
    return {**qubits, **with_daggers({"a": on_both(sp.eye(4), lowering(levels))})}


def hamiltonian() -> Mapping[sp.Basic, sp.Basic]:
    """The number of excitations, and the model, which is written in the frame that rotates."""
    a = lowering(LEVELS)
    excitations = on_both(number, sp.eye(LEVELS)) + on_both(sp.eye(4), a.H * a)
    H = omega_0 * excitations + few_photons(LEVELS, g).hamiltonian
    return {**on_qubits_and_cavity(LEVELS), H_TC: H, N_total: excitations}


def local_terms(*rates: tuple[sp.Expr, str]) -> sp.Expr:
    """Dissipators of both qubits, with the same rate."""
    return sp.Add(*(rate * (D(f"c_1{mark}") + D(f"c_2{mark}")) / 2 for rate, mark in rates))


def cavity_liouvillian() -> Mapping[sp.Basic, sp.Basic]:
    """The model's jumps, on a matrix of 64 unknowns."""
    r = unknown(8)
    return {**on_qubits_and_cavity(2), rho: r, L_rho: few_photons(2, p, gamma, kappa)(r)}


LEVEL_ENERGY = c_1_dagger * c_1 + c_2_dagger * c_2
EXCHANGE = c_1_dagger * a + c_1 * a_dagger + c_2_dagger * a + c_2 * a_dagger
CLAIMS = (
    Claim("7", "The Hamiltonian conserves excitations; the cavity sees $J_S$ only", (
        equation(H_TC, omega_0 * (LEVEL_ENERGY + a_dagger * a) + g * EXCHANGE),
        equation(H_TC, omega_0 * N_total + g * (J_S_dagger * a + J_S * a_dagger)),
        equation(H_TC * N_total - N_total * H_TC, 0),
        equation(N_total, LEVEL_ENERGY + a_dagger * a),
    ), where=RATES, local=hamiltonian, given="$ω_cav = ω₀$"),
    Claim("8", "The Liouvillian of the cavity model is of Lindblad form", (
        equation(L_rho, local_terms((p, "_dagger"), (gamma, "")) + kappa * D("a") / 2),
    ), where=RATES, local=cavity_liouvillian),
)  # fmt: skip
