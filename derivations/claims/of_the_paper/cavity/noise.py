"""Appendix D: extra terms of the cavity's master equation, and what they do to state A."""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.machine.cavity_matrices import few_photons
from beyondthermal.symbolic.machine.elimination import cavity_emission
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, with_daggers
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_S, number
from beyondthermal.symbolic.statement_kinds import Iff
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbols

from .liouvillian import on_qubits_and_cavity

__all__ = ["CLAIMS", "STEPS"]

g, kappa, p, delta, gamma_z, p_c, omega_0 = symbols("g kappa p delta gamma_z p_c omega_0")
Gamma, rho, L_rho, H_0, p_S, p_A, dp_A = symbols("Gamma rho L_rho H_0 p_S p_A dp_A")
rho_SA, drho_SA, a, a_dagger = symbols("rho_SA drho_SA a a_dagger")
sigma_1z, sigma_1z_dagger, sigma_2z = symbols("sigma_1z sigma_1z_dagger sigma_2z")
sigma_2z_dagger, c_1, c_1_dagger, c_2 = symbols("sigma_2z_dagger c_1 c_1_dagger c_2")
c_2_dagger, S_ket, A_ket, S_bra, A_bra = symbols("c_2_dagger ket_S ket_A bra_S bra_A")
S, A = (BELL_LABELS.index(label) for label in "SA")


def dephasing() -> Mapping[sp.Basic, sp.Basic]:
    """The Pauli matrix of each qubit, +1 on its upper level; what the model makes of rho."""
    z, one, r = sp.diag(-1, 1), sp.eye(2), unknown(4)
    pauli = {"sigma_1z": sp.kronecker_product(z, one), "sigma_2z": sp.kronecker_product(one, z)}
    return {**with_daggers(pauli), rho: r, L_rho: few_photons(1, gamma_z)(r)}


def detuned() -> Mapping[sp.Basic, sp.Basic]:
    """The Hamiltonian of the qubits; the model is written in the frame that rotates."""
    return {**OPERATORS, H_0: omega_0 * number + few_photons(1, delta).hamiltonian}


def cavity_pump() -> Mapping[sp.Basic, sp.Basic]:
    """The model's jump, on a matrix of 64 unknowns."""
    r = unknown(8)
    return {**on_qubits_and_cavity(2), rho: r, L_rho: few_photons(2, p_c)(r)}


def _motion(model: Lindbladian) -> sp.Matrix:
    """The change of rho in the Bell basis, with S and A populated and a coherence between them."""
    rho = sp.zeros(4, 4)
    rho[S, S], rho[A, A] = p_S, p_A
    rho[S, A], rho[A, S] = rho_SA, sp.conjugate(rho_SA)
    return (BELL.H * model(BELL * rho * BELL.H) * BELL).applyfunc(sp.expand)


def dephased_motion() -> Mapping[sp.Basic, sp.Basic]:
    """What dephasing alone does to A."""
    return {dp_A: _motion(few_photons(1, gamma_z))[A, A]}


def detuned_motion() -> Mapping[sp.Basic, sp.Basic]:
    """What a detuning does to A and to its coherence with S, which decays by J_S."""
    model = Lindbladian(few_photons(1, delta).hamiltonian, ((Gamma, J_S),))
    drho = _motion(model)
    return {drho_SA: drho[S, A], dp_A: drho[A, A]}


def broadening() -> Mapping[sp.Basic, sp.Basic]:
    """What the cavity does to the qubits."""
    return {Gamma: cavity_emission()}


_FIRST, _SECOND = c_1_dagger * c_1, c_2_dagger * c_2
_POPULATED = dict.fromkeys((p_S, p_A), NONNEGATIVE)
_DETUNED = {delta: sp.Reals, Gamma: POSITIVE, **_POPULATED}
# Where the coherence is once it follows, with S empty.
_FOLLOWING = {rho_SA: sp.I * delta * p_A / Gamma, p_S: sp.Integer(0)}
CLAIMS = (
    Claim("D-dephasing", "Pure dephasing is a jump $σ_z$ of each qubit", (
        equation(L_rho, gamma_z * (
            sigma_1z_dagger * rho * sigma_1z - rho + sigma_2z_dagger * rho * sigma_2z - rho)),
        equation(L_rho, gamma_z * (D("sigma_1z") + D("sigma_2z")) / 2),
    ), where={gamma_z: NONNEGATIVE}, local=dephasing),
    Claim("D-detuning", "The detuning exchanges $S$ and $A$", (
        equation(H_0, (omega_0 + delta) * _FIRST + (omega_0 - delta) * _SECOND),
        equation(H_0 - omega_0 * (_FIRST + _SECOND),
                 -delta * (S_ket * A_bra + A_ket * S_bra)),
    ), where={delta: sp.Reals}, local=detuned),
    Claim("D-pump", "The cavity pump is a jump $a†$", (
        equation(L_rho, p_c * D("a_dagger").doit() / 2),
        equation(L_rho, p_c * D("a_dagger") / 2),
    ), where={p_c: NONNEGATIVE}, local=cavity_pump),
)  # fmt: skip
STEPS = (
    Claim("dephasing-mixes", "What dephasing does to $A$",
          (equation(dp_A, 2 * gamma_z * (p_S - p_A)),),
          where={gamma_z: NONNEGATIVE, **_POPULATED}, local=dephased_motion,
          given="$S$ and $A$ populated"),
    Claim("detuning-drives", "Detuning: the coherence, and the population of $A$", (
        equation(drho_SA, sp.I * delta * (p_A - p_S) - Gamma * rho_SA),
        equation(dp_A, -2 * delta * sp.im(rho_SA)),
    ), where=_DETUNED, local=detuned_motion, given="$S$ and $A$ populated"),
    Claim("detuning-leaks", "The coherence follows; $A$ is lost by way of $S$", (
        equation(drho_SA, 0), equation(dp_A, -2 * delta**2 * p_A / Gamma),
    ), where={delta: sp.Reals, Gamma: POSITIVE, p_A: NONNEGATIVE}, at=_FOLLOWING,
          local=detuned_motion, given="$δ ≪ Γ$"),
    Claim("tolerated-detuning", "The broadening, and the detuning at which this loss is the pump", (
        equation(Gamma / g, 2),
        Iff(equation(2 * delta**2 / Gamma, p), equation(delta / g, sp.sqrt(2) / 20)),
    ), where=dict.fromkeys((g, delta), POSITIVE), at={kappa: 2 * g, p: g / 200},
          local=broadening),
)  # fmt: skip
