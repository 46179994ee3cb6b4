"""The cavity model: Eqs. (7)-(9), Appendix D's extra terms, and the adiabatic elimination."""

from functools import reduce
from typing import Any

import sympy as sp
from mpmath import mp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.numeric import machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.decision.proof import Verdict, all_of, identity, refuted
from beyondthermal.symbolic.machine.cavity import HAMILTONIAN, JUMPS, Term
from beyondthermal.symbolic.machine.elimination import (
    cavity_emission,
    prove_elimination,
    prove_reservoirs,
    reservoirs,
)
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, prove, with_daggers
from beyondthermal.symbolic.operators import J_S, c_1, c_2, number, sigma_minus
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import D, beside, equation, unknown

__all__ = ["CLAIMS"]

g, kappa, p, gamma, delta, gamma_z, p_c = symbols("g kappa p gamma delta gamma_z p_c")
omega_0, Gamma = symbols("omega_0 Gamma")
rho, L_rho, L_eff, H_TC, N_total, H_0 = symbols("rho L_rho L_eff H_TC N_total H_0")
a, a_dagger = symbols("a a_dagger")

# Three Fock states are enough to see every commutator of one photon operator with another.
CAVITY = sp.Matrix(3, 3, lambda i, j: sp.sqrt(j) if j == i + 1 else 0)


def _joint(qubits: sp.Matrix, cavity: sp.Matrix) -> sp.Matrix:
    return sp.Matrix(sp.kronecker_product(qubits, cavity))


def _matrix(term: Term, photon: sp.Matrix) -> sp.Matrix:
    """A term of the cavity model, with this matrix for a."""
    letters = (photon.H if letter > 0 else photon for letter in term.word)
    return term.scale * _joint(term.qubits, reduce(sp.Matrix.__mul__, letters, sp.eye(photon.rows)))


def _on_both(photon: sp.Matrix) -> dict[sp.Basic, sp.Matrix]:
    """The matrices of all operators, on qubits and cavity."""
    one = sp.eye(photon.rows)
    qubits = {key: _joint(m, one) for key, m in OPERATORS.items() if m.shape == (4, 4)}
    return {**qubits, **with_daggers({"a": _joint(sp.eye(4), photon)})}


def _jump(rate: sp.Symbol) -> Term:
    return next(term for found, term in JUMPS if found == rate)


def hamiltonian() -> Finding:
    """Eq. (7) conserves the number of excitations, and the cavity sees J_S only."""
    lower, raises = symbols("c_1 c_2"), symbols("c_1_dagger c_2_dagger")
    levels = sum(up * down for up, down in zip(raises, lower, strict=True))
    excitations = equation(N_total, levels + a_dagger * a)
    exchange = (up * a + down * a_dagger for up, down in zip(raises, lower, strict=True))
    J, J_dagger = symbols("J_S J_S_dagger")
    statement = (
        equation(H_TC, omega_0 * (levels + a_dagger * a) + g * sp.Add(*exchange)),
        equation(H_TC, omega_0 * N_total + g * (J_dagger * a + J * a_dagger)),
        equation(H_TC * N_total - N_total * H_TC, 0),
        excitations,
    )
    N = _joint(number, sp.eye(3)) + _joint(sp.eye(4), CAVITY.H * CAVITY)
    # The model is written in the frame that rotates at omega_0.
    coupling = sum((_matrix(term, CAVITY) for term in HAMILTONIAN), sp.zeros(12, 12))
    live = {H_TC: omega_0 * N + coupling.subs(delta, 0), N_total: N}
    method = "[H, N] = 0 and Σ(c_i†a + c_i a†) = J_S†a + J_S a†, entry by entry"
    proofs = (prove(shown, {**_on_both(CAVITY), **live}) for shown in statement)
    return Finding(statement, all_of(*proofs, method=method))


def _local(*rates: tuple[sp.Expr, str]) -> sp.Expr:
    """Dissipators of both qubits, with the same rate."""
    return sp.Add(*(rate * (D(f"c_1{mark}") + D(f"c_2{mark}")) / 2 for rate, mark in rates))


def cavity_liouvillian() -> Finding:
    """Eq. (8) as printed is of Lindblad form: jumps c_i† at p, c_i at gamma, a at kappa."""
    photon, r = sp.Matrix([[0, 1], [0, 0]]), unknown(8)
    jumps = tuple(
        (rate, _matrix(term, photon)) for rate, term in JUMPS if rate in (p, gamma, kappa)
    )
    derived = Lindbladian(sp.zeros(8, 8), jumps).superoperator.to_Matrix() * r.reshape(64, 1)
    shown = equation(L_rho, _local((p, "_dagger"), (gamma, "")) + kappa * D("a") / 2)
    matrices = {**_on_both(photon), rho: r, L_rho: derived.reshape(8, 8)}
    return Finding((shown,), prove(shown, matrices, method="both sides applied to 64 unknowns"))


def eliminated() -> Finding:
    """Γ = 4g²/κ: the cavity, eliminated from its vacuum to second order in g."""
    return Finding((sp.Eq(Gamma, cavity_emission(), evaluate=False),), prove_elimination())


def relations() -> Finding:
    """Eq. (9): the rates of the reservoirs, from the elimination."""
    statement = (sp.Eq(Gamma, cavity_emission(), evaluate=False),)
    statement += tuple(sp.Eq(rate, value, evaluate=False) for rate, value in reservoirs().items())
    return Finding(statement, all_of(prove_elimination(), prove_reservoirs()))


def temperatures() -> Finding:
    """beta_A = log(γ/p) and beta_S = log((γ + 2Γ)/p)."""
    rates = reservoirs()
    up, A, S = (rates[symbol(name)] for name in ("gamma_plus", "gamma_A", "gamma_S"))
    printed = {"beta_A": gamma / p, "beta_S": (gamma + 2 * Gamma) / p}
    proof = all_of(identity(A / up, printed["beta_A"]), identity(S / up, printed["beta_S"]))
    statement = tuple(sp.Eq(symbol(k), sp.log(v), evaluate=False) for k, v in printed.items())
    return Finding(statement, proof)


def exactly() -> Finding:
    """Eq. (8) isn't (A1)-(A2) exactly: at κ = 4g the two concurrences differ."""
    rates = {"kappa": 4, "p": sp.Rational(1, 100), "gamma": sp.Rational(1, 1000)}
    exact: dict[str, Any] = {name: str(value) for name, value in rates.items()}
    with mp.workdps(30):
        x, y = (mp.mpf(1) / 10, mp.mpf(2001) / 10)
        effective = machine.to_digits(mp.log(x), mp.log(y), digits=30)["C"]
        full = precise.concurrence(**exact, digits=30)
    proof = refuted(
        "the two concurrences differ at finite κ/g",
        {symbol(name): value for name, value in rates.items()},
        full=sp.Float(full, 15), effective=sp.Float(effective, 15),
    )  # fmt: skip
    statement, *shown = recast()
    return Finding(statement, beside(proof, prove_elimination(), *shown))


def recast() -> tuple[Any, ...]:
    """What can be recast: the eliminated cavity's Liouvillian, in local and collective modes."""
    local = [(rate, c) for lower in (c_1, c_2) for rate, c in ((p, lower.H), (gamma, lower))]
    found = reservoirs()
    up, A, S = (found[symbol(name)] for name in ("gamma_plus", "gamma_A", "gamma_S"))
    pumped = up * (D("J_A_dagger") + D("J_S_dagger")) / 2
    statement = (
        equation(L_eff, _local((p, "_dagger"), (gamma, "")) + Gamma * D("J_S") / 2),
        equation(L_eff, pumped + A * D("J_A") / 2 + S * D("J_S") / 2),
        equation(Gamma, cavity_emission()),
    )
    r = unknown(4)
    live = {rho: r, L_eff: Lindbladian(sp.zeros(4, 4), (*local, (Gamma, J_S)))(r)}
    return statement, *(prove(shown, {**OPERATORS, **live}) for shown in statement[:2])


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
    method = "the extra term is δ(|10⟩⟨10| − |01⟩⟨01|) = −δ(|S⟩⟨A| + |A⟩⟨S|)"
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


CLAIMS = (
    Claim("7", "The Hamiltonian conserves excitations; the cavity sees J_S only", hamiltonian,
          domain="ω_cav = ω₀"),
    Claim("8", "The Liouvillian of the cavity model is of Lindblad form", cavity_liouvillian),
    Claim("9", "Γ⁺ = p/2, Γ_A = γ/2, Γ_S = Γ + γ/2 with Γ = 4g²/κ", relations,
          domain="second order in g, cavity in its vacuum"),
    Claim("9-Gamma", "The cavity relaxes the qubits through J_S at the rate 4g²/κ", eliminated,
          domain="second order in g, cavity in its vacuum"),
    Claim("9-temperatures", "β_A = log(γ/p), β_S = log((γ + 2Γ)/p)", temperatures),
    Claim("9-exactly", "Eq. (8) is recast exactly as Eqs. (A1)-(A2)", exactly, Verdict.REFUTED,
          domain="κ/g > 1", scan="no: it is a sentence"),
    Claim("D-dephasing", "Pure dephasing is a jump σ_z at the rate γ_z", dephasing),
    Claim("D-detuning", "The detuning exchanges S and A", detuned),
    Claim("D-pump", "The cavity pump is a jump a† at the rate p_c", cavity_pump),
)  # fmt: skip
