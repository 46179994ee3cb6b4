"""Appendix D: extra terms of the cavity's master equation, and what they do to state A."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.cavity import HAMILTONIAN, JUMPS, Term
from beyondthermal.symbolic.machine.elimination import cavity_emission
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, prove, with_daggers
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_S, c_1, c_2, number, sigma_minus
from beyondthermal.symbolic.symbols import symbols

from .liouvillian import CAVITY

__all__ = ["CLAIMS", "STEPS"]

g, kappa, p, delta, gamma_z, p_c, omega_0 = symbols("g kappa p delta gamma_z p_c omega_0")
Gamma, rho, L_rho, H_TC, H_0, p_S, p_A, dp_A = symbols("Gamma rho L_rho H_TC H_0 p_S p_A dp_A")
rho_SA, drho_SA, x, y = symbols("rho_SA drho_SA x y")
S, A = (BELL_LABELS.index(label) for label in "SA")


def _jump(rate: sp.Symbol) -> Term:
    return next(term for found, term in JUMPS if found == rate)


def dephasing() -> Finding:
    """Appendix D: γ_z[σ_z† ρ σ_z - ρ] is the dissipator of σ_z at the rate γ_z."""
    z, z_dagger = symbols("sigma_z sigma_z_dagger")
    lower = sp.kronecker_product(sigma_minus, sp.eye(2))
    pauli, r = 2 * lower.H * lower - sp.eye(4), unknown(4)
    derived = Lindbladian(sp.zeros(4, 4), ((gamma_z, _jump(gamma_z).qubits),))(r)
    statement = (
        equation(L_rho, gamma_z * (z_dagger * rho * z - rho)),
        equation(L_rho, gamma_z * D("sigma_z") / 2),
    )
    matrices = {**with_daggers({"sigma_z": pauli}), rho: r, L_rho: derived}
    proofs = (prove(shown, matrices) for shown in statement)
    return Finding(statement, all_of(*proofs, method="both sides applied to sixteen unknowns"))


def detuned() -> Finding:
    """Appendix D: ω_{1,2} = ω ± δ adds δ (n_1 - n_2), which couples S and A alone."""
    one, one_dagger, two, two_dagger = symbols("c_1 c_1_dagger c_2 c_2_dagger")
    S, A, S_bra, A_bra = symbols("ket_S ket_A bra_S bra_A")
    first, second = one_dagger * one, two_dagger * two
    added = (omega_0 + delta) * first + (omega_0 - delta) * second
    statement = (
        equation(added - H_0, delta * (first - second)),
        equation(delta * (first - second), -delta * (S * A_bra + A * S_bra)),
    )
    (live,) = (term.scale * term.qubits for term in HAMILTONIAN if term.scale == delta)
    in_model = equation(delta * (first - second), H_TC)
    proofs = (
        prove(shown, {**OPERATORS, H_0: omega_0 * number, H_TC: live})
        for shown in (*statement, in_model)
    )
    method = "the extra term is $δ(|10⟩⟨10| − |01⟩⟨01|) = −δ(|S⟩⟨A| + |A⟩⟨S|)$"
    return Finding(statement, all_of(*proofs, method=method))


def cavity_pump() -> Finding:
    """Appendix D: (p_c/2)[2a†ρa - aa†ρ - ρaa†] is the dissipator of a† at the rate p_c."""
    r = unknown(3)
    (letter,) = _jump(p_c).word
    derived = Lindbladian(sp.zeros(3, 3), ((p_c, CAVITY.H if letter > 0 else CAVITY),))(r)
    statement = (
        equation(L_rho, p_c * D("a_dagger").doit() / 2),
        equation(L_rho, p_c * D("a_dagger") / 2),
    )
    matrices = {**with_daggers({"a": CAVITY}), rho: r, L_rho: derived}
    proofs = (prove(shown, matrices) for shown in statement)
    return Finding(statement, all_of(*proofs, method="both sides applied to nine unknowns"))


def _motion(model: Lindbladian) -> sp.Matrix:
    """The change of rho in the Bell basis, with S and A populated and a coherence between them."""
    rho = sp.zeros(4, 4)
    rho[S, S], rho[A, A] = p_S, p_A
    rho[S, A], rho[A, S] = rho_SA, sp.conjugate(rho_SA)
    return (BELL.H * model(BELL * rho * BELL.H) * BELL).applyfunc(sp.expand)


def dephasing_mixes() -> Finding:
    """What σ_z on each qubit, at the rate γ_z, makes of the population of A."""
    jumps = tuple((gamma_z, 2 * c.H * c - sp.eye(4)) for c in (c_1, c_2))
    drho = _motion(Lindbladian(sp.zeros(4, 4), jumps))
    shown = sp.factor(drho[A, A])
    proof = all_of(identity(shown, drho[A, A]), identity(drho[A, A] + drho[S, S], 0))
    return Finding((equation(dp_A, shown),), proof)


def detuning_drives() -> Finding:
    """The coherence between S and A under a detuning, and what it does to A."""
    drho = _motion(Lindbladian(delta * (c_1.H * c_1 - c_2.H * c_2), ((Gamma, J_S),)))
    bar, imaginary = sp.conjugate(rho_SA), sp.im(rho_SA)
    coherence = sp.collect(sp.expand(drho[S, A]), delta, sp.factor)
    feeding = sp.expand(drho[A, A].subs(bar, rho_SA - 2 * sp.I * imaginary))
    names = {rho_SA: x, bar: y}
    back = feeding.subs(imaginary, (rho_SA - bar) / (2 * sp.I))
    proof = all_of(
        identity(coherence.subs(names), drho[S, A].subs(names)),
        identity(sp.expand(back).subs(names), drho[A, A].subs(names)),
    )
    return Finding((equation(drho_SA, coherence), equation(dp_A, feeding)), proof)


def detuning_leaks() -> Finding:
    """The coherence follows, S is empty: the rate at which A is lost."""
    coherence, feeding = (e.args[1].subs(p_S, 0) for e in detuning_drives().statement)
    (value,) = sp.solve(coherence, rho_SA)
    rate = feeding.subs(sp.im(rho_SA), sp.im(value))
    proof = all_of(
        identity(coherence.subs(rho_SA, value), 0), identity(rate, -2 * delta**2 / Gamma * p_A)
    )
    return Finding((equation(rho_SA, value), equation(dp_A, rate)), proof)


def broadening_at_optimum() -> Finding:
    """Γ/g at κ = 2g, and the detuning at which the leak 2δ²/Γ is as fast as the pump."""
    (strength,) = sp.solve(2 * delta**2 / Gamma - p, delta**2)
    at = {kappa: 2 * g, p: g / 200}
    ratio = (cavity_emission() / g).subs(at)
    tolerated = sp.sqrt(strength.subs(Gamma, cavity_emission()).subs(at)) / g
    shown = equation(Gamma / g, ratio), equation(delta / g, tolerated)
    proof = all_of(
        identity(ratio, 4 * (g / kappa).subs(at)),
        identity(2 * (tolerated * g) ** 2 / (ratio * g), at[p]),
    )
    return Finding(shown, proof)


CLAIMS = (
    Claim("D-dephasing", "Pure dephasing is a jump $σ_z$ at the rate $γ_z$", dephasing),
    Claim("D-detuning", "The detuning exchanges $S$ and $A$", detuned),
    Claim("D-pump", "The cavity pump is a jump $a†$ at the rate $p_c$", cavity_pump),
)  # fmt: skip
STEPS = (
    Claim("dephasing-mixes", "What dephasing does to $A$", dephasing_mixes,
          domain="$S$ and $A$ populated"),
    Claim("detuning-drives", "Detuning: the coherence, and the population of $A$",
          detuning_drives, domain="$S$ and $A$ populated"),
    Claim("detuning-leaks", "The coherence follows; $A$ is lost by way of $S$", detuning_leaks,
          domain="$δ ≪ Γ$"),
    Claim("tolerated-detuning", "The broadening, and the detuning with $2δ²/Γ = p$",
          broadening_at_optimum, domain="$κ = 2 g$, $p = g/200$"),
)  # fmt: skip
