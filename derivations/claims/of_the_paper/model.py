"""The model: Eqs. (1)-(3), (A1)-(A2), (A11), the algebra, the Bell basis, rate equations."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import (
    D,
    beside,
    contradicted,
    equal,
    equation,
    unknown,
)
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of, identity
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, Tr, dissipator, prove
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S
from beyondthermal.symbolic.symbols import symbol, symbols

from .superoperator import bell_machine, turned, turned_back

__all__ = ["CLAIMS", "STEPS", "golden_rule"]

omega_0, gamma_plus, gamma_A, gamma_S, x, y = symbols("omega_0 gamma_plus gamma_A gamma_S x y")
rho, rho_dot, L_rho, H_0, c_1, c_1_dagger = symbols("rho rho_dot L_rho H_0 c_1 c_1_dagger")
c_2, c_2_dagger = symbols("c_2 c_2_dagger")
ROOT = sp.sqrt(2)
BASIS = ("00", "01", "10", "11")
ZERO = sp.Integer(0)


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
        method="for sixteen unknowns, $Tr L(ρ) = 0$, and $L(ρ†) = L(ρ)†$ entry by entry",
    )
    return Finding(statement, proof)


def liouvillian() -> Finding:
    """Eq. (2) as printed is the standard Lindblad form with jump operators J at rates Γ."""
    r, total = unknown(4), ZERO
    for mode, damping in (("J_A", gamma_A), ("J_S", gamma_S)):
        total += gamma_plus * D(f"{mode}_dagger") / 2 + damping * D(mode) / 2
    any_operator = dissipator(*symbols("o o_dagger rho"))
    modes = (equation(symbol("J_S"), c_1 + c_2), equation(symbol("J_A"), c_1 - c_2))
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
    method = "$L_i(exp(−β_i H0)) = 0$ with $exp(β_i) = Γ_i/Γ⁺$"
    return Finding(
        (equation(x, gamma_A / gamma_plus), equation(y, gamma_S / gamma_plus)),
        all_of(*proofs, method=method),
    )


PRINTED_ANTICOMMUTATOR = equation(c_1 * c_2_dagger + c_2_dagger * c_1, 0)


def anticommutators() -> Finding:
    """{c_1, c_2†} = 0 is false for two qubits: it is 2 c_1 c_2†."""
    if prove(PRINTED_ANTICOMMUTATOR, OPERATORS):
        return Finding((), Proof(Verdict.PROVED, "entry by entry"))
    shown = equation(PRINTED_ANTICOMMUTATOR.lhs, 2 * c_1 * c_2_dagger)
    found = 2 * OPERATORS[c_1] * OPERATORS[c_2_dagger]
    at = next(at for at in found.todok() if found[at])
    proof = contradicted(
        bool(found[at]), "${c_1, c_2†}$ is not zero: qubits on different sites commute",
        {}, element=f"$<{at[0]:02b}|{{c_1, c_2†}}|{at[1]:02b}>$", printed=ZERO, derived=found[at],
    )  # fmt: skip
    return Finding((shown,), beside(proof, prove(shown, OPERATORS)))


def _all(method: str, *statement: sp.Eq) -> Finding:
    """Equations of the modes, all proved in the same way."""
    proofs = (prove(shown, {**OPERATORS, H_0: MACHINE.hamiltonian}) for shown in statement)
    return Finding(statement, all_of(*proofs, method=method))


def spin_algebra() -> Finding:
    """{c_i, c_i†} = 1 on one site, [c_1, c_2] = [c_1, c_2†] = 0 between the two."""
    return _all(
        "$4 × 4$ matrices, entry by entry",
        equation(c_1 * c_1_dagger + c_1_dagger * c_1, 1),
        equation(c_2 * c_2_dagger + c_2_dagger * c_2, 1),
        equation(c_1 * c_2 - c_2 * c_1, 0),
        equation(c_1 * c_2_dagger - c_2_dagger * c_1, 0),
    )


def dark_state() -> Finding:
    """J_S destroys A: the antisymmetric state doesn't see the cavity, nor reservoir S."""
    pairs = (("J_S", "A"), ("J_S_dagger", "A"), ("J_A", "S"), ("J_A_dagger", "S"))
    vanishing = (equation(symbol(mode) * symbol(f"ket_{k}"), 0) for mode, k in pairs)
    return _all("$J_S|A⟩ = J_S†|A⟩ = 0$ and $J_A|S⟩ = J_A†|S⟩ = 0$", *vanishing)


def degenerate_levels() -> Finding:
    """The Bell states are eigenstates of H0 with the energies 0, 1, 1, 2 in units of omega_0."""
    kets = symbols("ket_G ket_S ket_A ket_E")
    energies = (0, omega_0, omega_0, 2 * omega_0)
    levels = (equation(H_0 * k, E * k) for k, E in zip(kets, energies, strict=True))
    return _all("$H0$ in the Bell basis is diagonal", *levels)


PRINTED_ALGEBRA = "no: the braces and indices are clear"


def bell_states() -> Finding:
    """G, S, A, E in the computational basis."""
    kets = {symbol(f"ket_{name}"): sp.eye(4).col(k) for k, name in enumerate(BASIS)}
    equations = tuple(
        equation(symbol(f"ket_{label}"), sp.collect(BELL.col(k).dot(list(kets)), 1 / ROOT))
        for k, label in enumerate(BELL_LABELS)
    )  # fmt: skip
    overlaps = zip(turned(sp.eye(4)), sp.eye(4), strict=True)
    proof = all_of(
        *(prove(equation, {**OPERATORS, **kets}) for equation in equations),
        *(identity(a, b) for a, b in overlaps),
        method="as columns of four numbers; their overlaps are 0 and 1",
    )
    return Finding(equations, proof)


def matrix_elements() -> Finding:
    """What the collective modes do to the Bell states."""
    equations = []
    for name, mode in (("S", J_S), ("A", J_A)):
        for (row, column), value in sorted(turned(mode).todok().items()):
            state = symbol(f"J_{name}") * symbol(f"ket_{BELL_LABELS[column]}")
            image = value * symbol(f"ket_{BELL_LABELS[row]}")
            equations.append(equation(state, image))
    method = "$4 × 4$ matrices times columns; in the Bell basis all other elements are zero"
    proof = all_of(*(prove(equation, OPERATORS) for equation in equations), method=method)
    return Finding(tuple(equations), proof)


def one_reservoir() -> Finding:
    """Reservoir S alone, with the pump's and the damping's share of each bond in balance."""
    p_G, p_S, p_E, y = symbols("p_G p_S p_E y")
    alone = Lindbladian(bell_machine().hamiltonian, bell_machine().jumps[2:])
    rho = sp.diag(p_G, p_S, symbol("p_A"), p_E)
    gibbs = {p_S: p_G / y, p_E: p_G / y**2, gamma_S: y * gamma_plus}
    drho = alone(rho).subs(gibbs)
    statement = tuple(equation(ratio, gamma_plus / gamma_S) for ratio in (p_S / p_G, p_E / p_S))
    method = "put into the master equation of reservoir $S$ alone"
    return Finding(statement, all_of(*(identity(entry, 0) for entry in drho), method=method))


def golden_rule(label: str) -> sp.Expr:
    """Gain minus loss of a population: each rate times the squared matrix element of its jump."""
    k, found = BELL_LABELS.index(label), sp.Integer(0)
    for rate, jump in MACHINE.jumps:
        for (to, start), amplitude in turned(jump).todok().items():
            current = rate * sp.expand(amplitude**2) * symbol(f"p_{BELL_LABELS[start]}")
            found += (int(to == k) - int(start == k)) * current
    return sp.expand(found)


def rate_equations() -> Finding:
    """The populations' rate equations."""
    p, rates = symbols("p_G p_S p_A p_E"), {k: golden_rule(k) for k in "GSAE"}
    statement = tuple(
        equation(symbol(f"dp_{k}"), sp.collect(rate, p, sp.factor)) for k, rate in rates.items()
    )
    proof = all_of(
        *(identity(rate, turned_back()[k + k]) for k, rate in rates.items()),
        method="the diagonal of (1) in the Bell basis, for a matrix of sixteen unknowns",
    )
    return Finding(statement, proof)


def conservation() -> Finding:
    """The rates of change add up to zero."""
    rates = symbols("dp_G dp_S dp_A dp_E")
    total = sp.Add(*map(golden_rule, "GSAE"))
    return Finding((equation(sp.Add(*rates, evaluate=False), 0),), identity(total, 0))


CLAIMS = (
    Claim("1", "The master equation conserves trace and Hermiticity", master_equation),
    Claim("A1", "The master equation again, as Eq. (1)", master_equation),
    Claim("levels", "$G$, $S$, $A$, $E$ are eigenstates of $H0$; $S$ and $A$ are degenerate",
          degenerate_levels),
    Claim("2", "The Liouvillian is of Lindblad form: jumps $J$ at the rates $Γ$", liouvillian),
    Claim("A2", "The Liouvillian again, as Eq. (2)", liouvillian),
    Claim("3", "Each reservoir alone has its Gibbs state as steady state", detailed_balance),
    Claim("A11", "The effective temperatures again, as Eq. (3)", detailed_balance),
    Claim("algebra", "The $c_i$ anticommute: ${c_i, c_j†} = δ_ij$", anticommutators,
          Verdict.REFUTED, printed=(PRINTED_ANTICOMMUTATOR,), scan=PRINTED_ALGEBRA),
    Claim("algebra-corrected", "${c_i, c_i†} = 1$ on each site; different sites commute",
          spin_algebra, corrects="algebra"),
    Claim("dark", "Each mode is dark for the other reservoir: $J_S|A⟩ = 0 = J_A|S⟩$", dark_state),
)  # fmt: skip
STEPS = (
    Claim("bell-states", "The Bell basis: ground, symmetric, antisymmetric, excited",
          bell_states),
    Claim("matrix-elements", "What the collective modes do: four matrix elements of modulus $√2$",
          matrix_elements),
    Claim("detailed-balance", "Reservoir $S$ alone: every step up the ladder costs one factor",
          one_reservoir),
    Claim("rate-equations", "The rate equations of the populations", rate_equations),
    Claim("conservation", "Population is conserved", conservation),
)  # fmt: skip
