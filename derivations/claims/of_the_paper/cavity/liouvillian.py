"""The cavity model: its Hamiltonian and its Liouvillian, Eqs. (7)-(8)."""

from functools import reduce

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import D, equation, unknown
from beyondthermal.symbolic.decision.proof import all_of
from beyondthermal.symbolic.machine.cavity import HAMILTONIAN, JUMPS, Term
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, prove, with_daggers
from beyondthermal.symbolic.operators import number
from beyondthermal.symbolic.symbols import symbols

__all__ = ["CAVITY", "CLAIMS", "local_terms"]

g, kappa, p, gamma, delta, omega_0, rho = symbols("g kappa p gamma delta omega_0 rho")
L_rho, H_TC, N_total, a, a_dagger = symbols("L_rho H_TC N_total a a_dagger")
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
    method = "$[H, N] = 0$ and $Σ(c_i†a + c_i a†) = J_S†a + J_S a†$, entry by entry"
    proofs = (prove(shown, {**_on_both(CAVITY), **live}) for shown in statement)
    return Finding(statement, all_of(*proofs, method=method))


def local_terms(*rates: tuple[sp.Expr, str]) -> sp.Expr:
    """Dissipators of both qubits, with the same rate."""
    return sp.Add(*(rate * (D(f"c_1{mark}") + D(f"c_2{mark}")) / 2 for rate, mark in rates))


def cavity_liouvillian() -> Finding:
    """Eq. (8) as printed is of Lindblad form: jumps c_i† at p, c_i at gamma, a at kappa."""
    photon, r = sp.Matrix([[0, 1], [0, 0]]), unknown(8)
    jumps = tuple(
        (rate, _matrix(term, photon)) for rate, term in JUMPS if rate in (p, gamma, kappa)
    )
    derived = Lindbladian(sp.zeros(8, 8), jumps).superoperator.to_Matrix() * r.reshape(64, 1)
    shown = equation(L_rho, local_terms((p, "_dagger"), (gamma, "")) + kappa * D("a") / 2)
    matrices = {**_on_both(photon), rho: r, L_rho: derived.reshape(8, 8)}
    return Finding((shown,), prove(shown, matrices, method="both sides applied to 64 unknowns"))


CLAIMS = (
    Claim("7", "The Hamiltonian conserves excitations; the cavity sees $J_S$ only", hamiltonian,
          domain="$ω_cav = ω₀$"),
    Claim("8", "The Liouvillian of the cavity model is of Lindblad form", cavity_liouvillian),
)  # fmt: skip
