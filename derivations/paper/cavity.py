"""The cavity model: Eqs. (7)-(9), Appendix D's extra terms, and the adiabatic elimination."""

from typing import Any

import sympy as sp
from mpmath import mp

from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.numeric import machine, precise
from beyondthermal.symbolic.elimination import (
    cavity_emission,
    prove_elimination,
    prove_reservoirs,
    reservoirs,
)
from beyondthermal.symbolic.lindblad import Lindbladian
from beyondthermal.symbolic.operators import J_S, c_1, c_2, number, sigma_minus
from beyondthermal.symbolic.proof import Verdict, all_of, identity, refuted
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import equal, printed_dissipator, unknown

__all__ = ["CLAIMS"]

g, kappa, p, gamma, delta, gamma_z, p_c = symbols("g kappa p gamma delta gamma_z p_c")
omega_0, Gamma = symbols("omega_0 Gamma")

# Three Fock states are enough to see every commutator of one photon operator with another.
CAVITY = sp.Matrix(3, 3, lambda i, j: sp.sqrt(j) if j == i + 1 else 0)
SIGMA_Z = 2 * sigma_minus.H * sigma_minus - sp.eye(2)


def _joint(qubits: sp.Matrix, cavity: sp.Matrix) -> sp.Matrix:
    return sp.Matrix(sp.kronecker_product(qubits, cavity))


def hamiltonian() -> Finding:
    """Eq. (7) conserves the number of excitations, and the cavity sees J_S only."""
    one, a = sp.eye(4), CAVITY
    free = omega_0 * (_joint(number, sp.eye(3)) + _joint(one, a.H * a))
    printed = free + sum(
        (g * (_joint(c.H, a) + _joint(c, a.H)) for c in (c_1, c_2)), sp.zeros(12, 12)
    )
    collective = free + g * (_joint(J_S.H, a) + _joint(J_S, a.H))
    excitations = _joint(number, sp.eye(3)) + _joint(one, a.H * a)
    commutator = (printed * excitations - excitations * printed).applyfunc(sp.expand)
    method = "[H, N] = 0 and Σ(c_i†a + c_i a†) = J_S†a + J_S a†, entry by entry"
    proof = all_of(
        equal(commutator, sp.zeros(12, 12), method),
        equal((printed - collective).applyfunc(sp.expand), sp.zeros(12, 12), method),
        method=method,
    )
    return Finding((), proof)


def cavity_liouvillian() -> Finding:
    """Eq. (8) as printed is of Lindblad form: jumps c_i† at p, c_i at gamma, a at kappa."""
    photon = sp.Matrix([[0, 1], [0, 0]])
    jumps = [(p, _joint(c.H, sp.eye(2))) for c in (c_1, c_2)]
    jumps += [(gamma, _joint(c, sp.eye(2))) for c in (c_1, c_2)]
    jumps += [(kappa, _joint(sp.eye(4), photon))]
    rho = unknown(8)
    printed = sp.zeros(8, 8)
    for rate, jump in jumps:
        printed += rate / 2 * printed_dissipator(jump, rho)
    derived = Lindbladian(sp.zeros(8, 8), tuple(jumps)).superoperator.to_Matrix()
    method = "both sides applied to 64 unknowns"
    return Finding((), equal(printed.reshape(64, 1), derived * rho.reshape(64, 1), method))


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
    return Finding((), proof)


def dephasing() -> Finding:
    """Appendix D: γ_z[σ_z† ρ σ_z - ρ] is the dissipator of σ_z at the rate γ_z."""
    z = sp.Matrix(sp.kronecker_product(SIGMA_Z, sp.eye(2)))
    rho = unknown(4)
    printed = gamma_z * (z.H * rho * z - rho)
    derived = Lindbladian(sp.zeros(4, 4), ((gamma_z, z),))(rho)
    return Finding((), equal(printed, derived, "both sides applied to sixteen unknowns"))


def detuned() -> Finding:
    """Appendix D: ω_{1,2} = ω ± δ adds δ (n_1 - n_2), which couples S and A alone."""
    added = (omega_0 + delta) * c_1.H * c_1 + (omega_0 - delta) * c_2.H * c_2 - omega_0 * number
    expected = delta * (c_1.H * c_1 - c_2.H * c_2)
    exchange = sp.zeros(4, 4)
    exchange[1, 1], exchange[2, 2] = -delta, delta
    method = "the extra term is δ(|10⟩⟨10| − |01⟩⟨01|) = −δ(|S⟩⟨A| + |A⟩⟨S|)"
    proof = all_of(
        equal(added.applyfunc(sp.expand), expected, method),
        equal(added.applyfunc(sp.expand), exchange, method),
        method=method,
    )
    return Finding((), proof)


def cavity_pump() -> Finding:
    """Appendix D: (p_c/2)[2a†ρa - aa†ρ - ρaa†] is the dissipator of a† at the rate p_c."""
    a, rho = CAVITY, unknown(3)
    printed = p_c / 2 * (2 * a.H * rho * a - a * a.H * rho - rho * a * a.H)
    derived = Lindbladian(sp.zeros(3, 3), ((p_c, a.H),))(rho)
    difference = (printed - derived).applyfunc(sp.expand)
    return Finding((), equal(difference, sp.zeros(3, 3), "both sides applied to nine unknowns"))


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
          domain="κ/g > 1", scan="not by the scan: it is a sentence"),
    Claim("D-dephasing", "Pure dephasing is a jump σ_z at the rate γ_z", dephasing),
    Claim("D-detuning", "The detuning exchanges S and A", detuned),
    Claim("D-pump", "The cavity pump is a jump a† at the rate p_c", cavity_pump),
)  # fmt: skip
