"""The model: Eqs. (1)-(3), (A1)-(A2), (A11), the vectorisation (C1)-(C2), the algebra."""

from dataclasses import replace

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity, refuted
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, Tr, dissipator, prove, tensor, vec
from beyondthermal.symbolic.operators import J_A, J_S
from beyondthermal.symbolic.symbols import elements, symbol, symbols, unknowns

__all__ = ["CLAIMS", "D", "beside", "equal", "equation", "unknown"]

omega_0, gamma_plus, gamma_A, gamma_S, x, y = symbols("omega_0 gamma_plus gamma_A gamma_S x y")
rho, rho_dot, L_rho, H_0 = symbols("rho rho_dot L_rho H_0")
c_1, c_1_dagger, c_2, c_2_dagger = symbols("c_1 c_1_dagger c_2 c_2_dagger")
ZERO = sp.Integer(0)


def equation(left: sp.Basic, right: sp.Basic) -> sp.Eq:
    """An equation as it is displayed: nothing is evaluated."""
    return sp.Eq(left, sp.sympify(right), evaluate=False)


def D(name: str) -> sp.Expr:
    """The dissipator D_o(rho) of an operator, by its name in the table of symbols."""
    other = name.removesuffix("_dagger") if name.endswith("_dagger") else f"{name}_dagger"
    return dissipator(symbol(name), symbol(other), rho)


def equal(one: sp.Matrix, other: sp.Matrix, method: str) -> Proof:
    """Two matrices are equal, entry by entry."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != 0 or b != 0]
    return all_of(*(identity(a, b) for a, b in pairs), identity(ZERO, ZERO), method=method)


def beside(refutation: Proof, *shown: Proof) -> Proof:
    """A refutation, with what is shown in the place of the refuted; that has to be proved."""
    if not all(shown):
        return Proof(Verdict.INCONCLUSIVE, "what should take its place is not proved")
    found = (certificate for proof in shown for certificate in proof.certificates)
    return replace(refutation, certificates=(*refutation.certificates, *found))


def unknown(rows: int, letter: str = "r") -> sp.Matrix:
    """A matrix of independent unknowns."""
    return sp.Matrix(rows, rows, unknowns(letter, rows * rows))


def master_equation() -> Finding:
    """Eq. (1) is the machine, and conserves the trace and Hermiticity."""
    r, entries = unknown(4), MACHINE.superoperator.to_Matrix()
    swapped = [4 * (k % 4) + k // 4 for k in range(16)]
    mirrored = sp.Matrix(16, 16, lambda i, j: sp.conjugate(entries[swapped[i], swapped[j]]))
    statement = (
        equation(rho_dot, L_rho - sp.I * (H_0 * rho - rho * H_0)),
        equation(H_0, omega_0 * (c_1_dagger * c_1 + c_2_dagger * c_2)),
        equation(Tr(rho_dot), 0),
        equation(symbol("rho_dot_dagger"), rho_dot),
    )
    model = {
        H_0: MACHINE.hamiltonian,
        L_rho: Lindbladian(sp.zeros(4, 4), MACHINE.jumps)(r),
        rho: r,
        rho_dot: MACHINE(r).applyfunc(sp.expand),
    }
    proof = all_of(
        *(prove(shown, {**OPERATORS, **model}) for shown in statement[:3]),
        equal(entries, mirrored, "mirrored"),
        method="for sixteen unknowns, Tr L(ρ) = 0, and L(ρ†) = L(ρ)† entry by entry",
    )
    return Finding(statement, proof)


def liouvillian() -> Finding:
    """Eq. (2) as printed is the standard Lindblad form with jump operators J at rates Γ."""
    r, total = unknown(4), ZERO
    for mode, damping in (("J_A", gamma_A), ("J_S", gamma_S)):
        total += gamma_plus * D(f"{mode}_dagger") / 2 + damping * D(mode) / 2
    any_operator = dissipator(*symbols("o o_dagger rho"))
    modes = (
        equation(symbol("J_S"), c_1 + c_2),
        equation(symbol("J_A"), c_1 - c_2),
    )
    shown = equation(L_rho, total)
    live = {L_rho: Lindbladian(sp.zeros(4, 4), MACHINE.jumps)(r), rho: r}
    proof = all_of(
        *(prove(each, {**OPERATORS, **live}) for each in (shown, *modes)),
        method="both sides applied to sixteen unknowns",
    )
    return Finding((shown, equation(any_operator, any_operator.doit()), *modes), proof)


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
    kets, bras, r = symbols("ket_0 ket_1"), symbols("bra_0 bra_1"), elements("r", 2, 2)
    places = [(i, j) for i in range(2) for j in range(2)]
    statement = (
        equation(
            rho, sp.Add(*(e * kets[i] * bras[j] for e, (i, j) in zip(r, places, strict=True)))
        ),
        equation(
            vec(rho),
            sp.Add(*(e * tensor(kets[i], kets[j]) for e, (i, j) in zip(r, places, strict=True))),
        ),
    )
    basis = {k: sp.eye(2).col(i) for i, k in enumerate(kets)}
    basis |= {b: sp.eye(2).row(i) for i, b in enumerate(bras)}
    matrices = {**basis, rho: sp.Matrix(2, 2, r)}
    method = "four unknowns, component by component"
    return Finding(statement, all_of(*(prove(e, matrices) for e in statement), method=method))


def sandwich() -> Finding:
    """Eq. (C2): A rho B becomes (A ⊗ B^T) acting on the vector of rho."""
    A, B, transposed = symbols("A_matrix B_matrix B_transposed")
    shown = equation(vec(A * rho * B), tensor(A, transposed) * vec(rho))
    b = unknown(2, "b")
    matrices = {A: unknown(2, "a"), B: b, transposed: b.T, rho: unknown(2)}
    return Finding((shown,), prove(shown, matrices, method="twelve unknowns, entry by entry"))


def superoperator() -> Finding:
    """F|rho>> and L(rho) agree element by element for a matrix of sixteen independent unknowns."""
    F, r = symbol("superoperator"), unknown(4)
    shown = equation(vec(rho_dot), F * vec(rho))
    matrices = {F: MACHINE.superoperator.to_Matrix(), rho: r}
    method = "acts like the master equation on a matrix of sixteen unknowns"
    proof = prove(shown, matrices | {rho_dot: MACHINE(r).expand()}, method=method)
    return Finding((shown,), proof, {"non-zero entries": str(MACHINE.superoperator.nnz())})


PRINTED_ANTICOMMUTATOR = equation(c_1 * c_2_dagger + c_2_dagger * c_1, 0)


def anticommutators() -> Finding:
    """{c_1, c_2†} = 0 is false for two qubits: it is 2 c_1 c_2†."""
    if prove(PRINTED_ANTICOMMUTATOR, OPERATORS):
        return Finding((), Proof(Verdict.PROVED, "entry by entry"))
    shown = equation(PRINTED_ANTICOMMUTATOR.lhs, 2 * c_1 * c_2_dagger)
    found = 2 * OPERATORS[c_1] * OPERATORS[c_2_dagger]
    at = next(at for at in found.todok() if found[at])
    proof = refuted(
        "{c_1, c_2†} is not zero: qubits on different sites commute",
        {}, element=f"<{at[0]:02b}|{{c_1, c_2†}}|{at[1]:02b}>", printed=ZERO, derived=found[at],
    )  # fmt: skip
    return Finding((shown,), beside(proof, prove(shown, OPERATORS)))


def _all(method: str, *statement: sp.Eq) -> Finding:
    """Equations of the modes, all proved in the same way."""
    proofs = (prove(shown, {**OPERATORS, H_0: MACHINE.hamiltonian}) for shown in statement)
    return Finding(statement, all_of(*proofs, method=method))


def spin_algebra() -> Finding:
    """{c_i, c_i†} = 1 on one site, [c_1, c_2] = [c_1, c_2†] = 0 between the two."""
    return _all(
        "4 × 4 matrices, entry by entry",
        equation(c_1 * c_1_dagger + c_1_dagger * c_1, 1),
        equation(c_2 * c_2_dagger + c_2_dagger * c_2, 1),
        equation(c_1 * c_2 - c_2 * c_1, 0),
        equation(c_1 * c_2_dagger - c_2_dagger * c_1, 0),
    )


def dark_state() -> Finding:
    """J_S destroys A: the antisymmetric state doesn't see the cavity, nor reservoir S."""
    pairs = (("J_S", "A"), ("J_S_dagger", "A"), ("J_A", "S"), ("J_A_dagger", "S"))
    vanishing = (equation(symbol(mode) * symbol(f"ket_{k}"), 0) for mode, k in pairs)
    return _all("J_S|A⟩ = J_S†|A⟩ = 0 and J_A|S⟩ = J_A†|S⟩ = 0", *vanishing)


def degenerate_levels() -> Finding:
    """The Bell states are eigenstates of H0 with the energies 0, 1, 1, 2 in units of omega_0."""
    kets = symbols("ket_G ket_S ket_A ket_E")
    energies = (0, omega_0, omega_0, 2 * omega_0)
    levels = (equation(H_0 * k, E * k) for k, E in zip(kets, energies, strict=True))
    return _all("H0 in the Bell basis is diagonal", *levels)


PRINTED_ALGEBRA = "no: the braces and indices are clear"

CLAIMS = (
    Claim("1", "The master equation conserves trace and Hermiticity", master_equation),
    Claim("A1", "The master equation again, as Eq. (1)", master_equation),
    Claim("levels", "G, S, A, E are eigenstates of H0; S and A are degenerate", degenerate_levels),
    Claim("2", "The Liouvillian is of Lindblad form: jumps J at the rates Γ", liouvillian),
    Claim("A2", "The Liouvillian again, as Eq. (2)", liouvillian),
    Claim("3", "Each reservoir alone has its Gibbs state as steady state", detailed_balance),
    Claim("A11", "The effective temperatures again, as Eq. (3)", detailed_balance),
    Claim("algebra", "The c_i anticommute: {c_i, c_j†} = δ_ij", anticommutators,
          Verdict.REFUTED, printed=(PRINTED_ANTICOMMUTATOR,), scan=PRINTED_ALGEBRA),
    Claim("algebra-corrected", "{c_i, c_i†} = 1 on each site; different sites commute",
          spin_algebra, corrects="algebra"),
    Claim("dark", "Each mode is dark for the other reservoir: J_S|A⟩ = 0 = J_A|S⟩", dark_state),
    Claim("C1", "The density matrix as a vector: its rows one after the other", vectorisation),
    Claim("C2", "AρB becomes (A ⊗ Bᵀ) on that vector", sandwich),
    Claim("superoperator", "The superoperator is the master equation", superoperator),
)  # fmt: skip
