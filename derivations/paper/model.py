"""The model: Eqs. (1)-(3), (A1)-(A2), (A11), the vectorisation (C1)-(C2), the algebra."""

import sympy as sp

from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.symbolic.lindblad import Lindbladian
from beyondthermal.symbolic.machine import MACHINE
from beyondthermal.symbolic.operators import BELL, J_A, J_S, c_1, c_2, number
from beyondthermal.symbolic.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.symbols import symbols, unknowns

__all__ = ["CLAIMS", "printed_dissipator"]

gamma_plus, gamma_A, gamma_S, x, y = symbols("gamma_plus gamma_A gamma_S x y")
ZERO = sp.Integer(0)


def equal(one: sp.Matrix, other: sp.Matrix, method: str) -> Proof:
    """Two matrices are equal, entry by entry."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != 0 or b != 0]
    return all_of(*(identity(a, b) for a, b in pairs), identity(ZERO, ZERO), method=method)


def unknown(rows: int, letter: str = "r") -> sp.Matrix:
    """A matrix of independent unknowns."""
    return sp.Matrix(rows, rows, unknowns(letter, rows * rows))


def printed_dissipator(o: sp.Matrix, rho: sp.Matrix) -> sp.Matrix:
    """D_o(rho) = 2 o rho o† - {o† o, rho}, as the paper writes it below Eq. (2)."""
    loss = o.H * o
    return 2 * o * rho * o.H - loss * rho - rho * loss


def master_equation() -> Finding:
    """Eq. (1) conserves the trace and Hermiticity."""
    rho = unknown(4)
    entries = MACHINE.superoperator.to_Matrix()
    swapped = [4 * (k % 4) + k // 4 for k in range(16)]
    mirrored = sp.Matrix(16, 16, lambda i, j: sp.conjugate(entries[swapped[i], swapped[j]]))
    proof = all_of(
        identity(sp.expand(MACHINE(rho).trace()), ZERO),
        equal(entries, mirrored, "mirrored"),
        method="Tr L(ρ) = 0 for sixteen unknowns, and L(ρ†) = L(ρ)† entry by entry",
    )
    return Finding((), proof)


def liouvillian() -> Finding:
    """Eq. (2) as printed is the standard Lindblad form with jump operators J at rates Γ."""
    rho = unknown(4)
    printed = sp.zeros(4, 4)
    for mode, damping in ((J_A, gamma_A), (J_S, gamma_S)):
        printed += gamma_plus / 2 * printed_dissipator(mode.H, rho)
        printed += damping / 2 * printed_dissipator(mode, rho)
    derived = Lindbladian(sp.zeros(4, 4), MACHINE.jumps)(rho)
    return Finding((), equal(printed, derived, "both sides applied to sixteen unknowns"))


def detailed_balance() -> Finding:
    """Eq. (3): each reservoir alone leaves the Gibbs state at its own temperature."""
    proofs = []
    for mode, factor in ((J_A, x), (J_S, y)):
        gibbs = sp.diag(1, 1 / factor, 1 / factor, 1 / factor**2)
        alone = Lindbladian(sp.zeros(4, 4), ((gamma_plus, mode.H), (factor * gamma_plus, mode)))
        proofs.append(equal(alone(gibbs), sp.zeros(4, 4), "Gibbs"))
    method = "L_i(exp(−β_i H0)) = 0 with exp(β_i) = Γ_i/Γ⁺"
    return Finding(
        (sp.Eq(x, gamma_A / gamma_plus), sp.Eq(y, gamma_S / gamma_plus)),
        all_of(*proofs, method=method),
    )


def vectorisation() -> Finding:
    """Eq. (C1): rho = Σ r_ij |i><j| becomes the vector of its rows."""
    rho = unknown(2)
    vector = sp.zeros(4, 1)
    for i in range(2):
        for j in range(2):
            vector += rho[i, j] * sp.kronecker_product(sp.eye(2).col(i), sp.eye(2).col(j))
    return Finding((), equal(vector, rho.reshape(4, 1), "four unknowns, component by component"))


def sandwich() -> Finding:
    """Eq. (C2): A rho B becomes (A ⊗ B^T) acting on the vector of rho."""
    A, B, rho = unknown(2, "a"), unknown(2, "b"), unknown(2)
    direct = (A * rho * B).reshape(4, 1)
    vectorised = sp.kronecker_product(A, B.T) * rho.reshape(4, 1)
    return Finding((), equal(direct, vectorised, "twelve unknowns, component by component"))


def superoperator() -> Finding:
    """F|rho>> and L(rho) agree element by element for a matrix of sixteen independent unknowns."""
    rho = unknown(4)
    vectorised = MACHINE.superoperator.to_Matrix() * rho.reshape(16, 1)
    method = "acts like the master equation on a matrix of sixteen unknowns"
    proof = equal(vectorised, MACHINE(rho).reshape(16, 1).expand(), method)
    return Finding((), proof, {"non-zero entries": str(MACHINE.superoperator.nnz())})


def anticommutators() -> Finding:
    """{c_1, c_2†} = 0 is false for two qubits."""
    found = c_1 * c_2.H + c_2.H * c_1
    at = next(at for at in found.todok() if found[at])
    proof = refuted(
        "{c_1, c_2†} is not zero: qubits on different sites commute",
        {}, element=f"<{at[0]:02b}|{{c_1, c_2†}}|{at[1]:02b}>", printed=ZERO, derived=found[at],
    )  # fmt: skip
    return Finding((), proof)


def spin_algebra() -> Finding:
    """{c_i, c_i†} = 1 on one site, [c_1, c_2] = [c_1, c_2†] = 0 between the two."""
    one = sp.eye(4)
    method = "4 × 4 matrices, entry by entry"
    proof = all_of(
        *(equal(c * c.H + c.H * c, one, method) for c in (c_1, c_2)),
        *(equal(c_1 * c - c * c_1, sp.zeros(4, 4), method) for c in (c_2, c_2.H)),
        method=method,
    )
    return Finding((), proof)


def dark_state() -> Finding:
    """J_S destroys A: the antisymmetric state doesn't see the cavity, nor reservoir S."""
    A, S = BELL.col(2), BELL.col(1)
    method = "J_S|A⟩ = J_S†|A⟩ = 0 and J_A|S⟩ = J_A†|S⟩ = 0"
    vanishing = sp.Matrix.vstack(J_S * A, J_S.H * A, J_A * S, J_A.H * S)
    return Finding((), equal(vanishing, sp.zeros(16, 1), method))


def degenerate_levels() -> Finding:
    """The Bell states are eigenstates of H0 with the energies 0, 1, 1, 2 in units of omega_0."""
    spectrum = BELL.H * number * BELL
    method = "H0 in the Bell basis is diagonal"
    return Finding((), equal(spectrum.applyfunc(sp.expand), sp.diag(0, 1, 1, 2), method))


PRINTED_ALGEBRA = "not by the scan: the braces and indices are clear"

CLAIMS = (
    Claim("1", "The master equation conserves trace and Hermiticity", master_equation),
    Claim("A1", "The master equation again, as Eq. (1)", master_equation),
    Claim("levels", "G, S, A, E are eigenstates of H0; S and A are degenerate", degenerate_levels),
    Claim("2", "The Liouvillian is of Lindblad form: jumps J at the rates Γ", liouvillian),
    Claim("A2", "The Liouvillian again, as Eq. (2)", liouvillian),
    Claim("3", "Each reservoir alone has its Gibbs state as steady state", detailed_balance),
    Claim("A11", "The effective temperatures again, as Eq. (3)", detailed_balance),
    Claim("algebra", "The c_i anticommute: {c_i, c_j†} = δ_ij", anticommutators,
          Verdict.REFUTED, scan=PRINTED_ALGEBRA),
    Claim("algebra-corrected", "{c_i, c_i†} = 1 on each site; different sites commute",
          spin_algebra, corrects="algebra"),
    Claim("dark", "Each mode is dark for the other reservoir: J_S|A⟩ = 0 = J_A|S⟩", dark_state),
    Claim("C1", "The density matrix as a vector: its rows one after the other", vectorisation),
    Claim("C2", "AρB becomes (A ⊗ Bᵀ) on that vector", sandwich),
    Claim("superoperator", "The superoperator is the master equation", superoperator),
)  # fmt: skip
