"""The master equation as a matrix: vectorisation, the superoperator, its invariant blocks."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.of_the_paper import find
from beyondthermal.symbolic.decision.proof import Proof, all_of, identity
from beyondthermal.symbolic.master_equation.lindblad import invariant_blocks
from beyondthermal.symbolic.operator_equations import OPERATORS, prove, tensor, vec
from beyondthermal.symbolic.symbols import symbol, symbols, unknowns

from .chapter import Chapter
from .model import bell_machine, motion, turned_back

__all__ = ["CHAPTER"]

gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
NAMES = ("GS", "GA", "GE", "SA", "SE", "AE")


def _from_the_computational_basis(*names: str) -> Proof:
    """The equations of motion again, from the master equation in the computational basis."""
    return all_of(
        *(identity(turned_back()[name], motion()[name]) for name in names),
        method="(1) for a matrix of sixteen unknowns, turned into the Bell basis",
    )


def _motion_of(*names: str) -> Finding:
    """The equations of motion of some coherences, collected."""
    coherences = [symbol(f"rho_{name}") for name in NAMES]
    statement = tuple(
        sp.Eq(symbol(f"drho_{k}"), sp.collect(motion()[k], coherences), evaluate=False)
        for k in names
    )
    return Finding(statement, _from_the_computational_basis(*names))


def jump_terms() -> Finding:
    """J rho J† as a matrix on the vector of rho, for the two damped modes."""
    rho, matrices = symbol("rho"), {**OPERATORS, symbol("rho"): sp.Matrix(4, 4, unknowns("r", 16))}
    equations = tuple(
        sp.Eq(vec(mode * rho * dagger), tensor(mode, mode) * vec(rho), evaluate=False)
        for mode, dagger in (symbols("J_S J_S_dagger"), symbols("J_A J_A_dagger"))
    )
    proof = all_of(
        *(prove(equation, matrices) for equation in equations),
        method="both sides applied to sixteen unknowns",
    )
    return Finding(equations, proof)


def two_quanta() -> Finding:
    """The coherence between G and E is alone."""
    return _motion_of("GE")


def one_quantum() -> Finding:
    """The coherences across one quantum come in pairs: one pair along S, one along A."""
    return _motion_of("GS", "SE", "GA", "AE")


def no_quantum() -> Finding:
    """The coherence between S and A is alone."""
    return _motion_of("SA")


def population_matrix() -> Finding:
    """The generator of the populations, and that nothing else enters it, nor leaves it."""
    p = sp.Matrix(symbols("p_G p_S p_A p_E"))
    rates = sp.Matrix([motion()[k + k] for k in "GSAE"])
    generator = rates.jacobian(p).applyfunc(sp.factor)
    velocity = sp.ImmutableMatrix(symbols("dp_G dp_S dp_A dp_E"))
    product = sp.MatMul(sp.ImmutableMatrix(generator), sp.ImmutableMatrix(p))
    blocks = invariant_blocks(bell_machine().superoperator)
    populations = (0, 5, 10, 15)
    proof = all_of(
        *(identity(sp.expand(a), b) for a, b in zip(generator * p, rates, strict=True)),
        identity(sp.Integer(blocks.count(populations)), sp.Integer(1)),
        method="in the Bell basis the populations are an invariant block by themselves",
    )
    sizes = ", ".join(str(len(block)) for block in sorted(blocks, key=len, reverse=True))
    statement = sp.Eq(velocity, product, evaluate=False)
    return Finding((statement,), proof, {"sizes of the blocks in the Bell basis": sizes})


CHAPTER = Chapter(
    "The master equation as a matrix",
    (
        "The master equation is linear in $ρ$, so that it is a system of sixteen ordinary "
        "differential equations with constant coefficients. To see its structure, and to hand it "
        "to a computer, we write the density matrix as a column: its rows, one after the other, "
        "so that the element $ρ_{ij}$ stands at the place $4i + j$, counted from zero.",
        find("C1"),
        "An operator on the left of $ρ$ then acts on the first index of each element, one on the "
        "right acts, transposed, on the second. That is all we need, because every term of a "
        "Lindbladian is a product of the form $AρB$.",
        find("C2"),
        "We apply this to each term of (1). In a jump term $A$ is the jump operator and $B$ its "
        "adjoint; the matrices of our modes are real, so that transposing the adjoint gives the "
        "operator back, and each jump term becomes a tensor square.",
        Claim("jump-terms", "The jump terms as matrices", jump_terms),
        "In the loss terms and in the commutator one of the two factors is the identity: "
        "$J†J ⊗ 1$ and $1 ⊗ (J†J)ᵀ$, and likewise for $H₀$. The sum of all is the superoperator, a "
        "16 × 16 matrix most of whose entries are zero.",
        find("superoperator"),
        "We needn't diagonalise sixteen equations at once. We draw a point for every element of "
        "$ρ$ and a line wherever the superoperator couples two of them; what isn't connected in "
        "this graph can be solved apart. Five pieces come out.",
        find("blocks"),
        "The reason is a symmetry. $H₀$ counts excitations, and each jump operator adds one or "
        "removes one, on the ket and on the bra alike. Hence an element $|m⟩⟨n|$ keeps the "
        "difference between the number of excitations in its ket and in its bra: 0 for the block "
        "of six, ±1 for the two blocks of four, ±2 for the two that consist of a single element. "
        "All elements of a block turn with $ω₀$ times this difference, so that $ω₀$ drops out of "
        "the block of six.",
        "A second symmetry hides in the computational basis, and shows in the Bell basis. "
        "Exchanging the qubits leaves $J_S$ as it is and changes the sign of $J_A$. In the master "
        "equation each jump operator appears twice, so that the sign doesn't matter: an element "
        "between an even state ($G$, $S$ or $E$) and the odd state $A$ never mixes with one "
        "between two even states. We write the equations of motion in the Bell basis, beginning "
        "with the largest difference. Here $ρ_GE$ stands for $⟨G|ρ|E⟩$, and so on.",
        Claim("coherence-G-E", "Two excitations apart: one coherence, on its own", two_quanta),
        "This coherence only loses: every jump out of $G$ or out of $E$ destroys it, and there is "
        "no pair of states above or below from which it could be fed. One excitation apart, two "
        "coherences on the same side of the diamond feed one another, because a quantum can jump "
        "on the ket and on the bra at once.",
        Claim("coherences-one-quantum", "One excitation apart: a pair along S and a pair along A",
              one_quantum),
        "The pair along $A$ differs from the one along $S$ by the exchange of $Γ_A$ with $Γ_S$, "
        "and by the sign in the matrix elements of $J_A$, which the substitution of "
        "$−ρ_AE$ for $ρ_AE$ removes. What remains is the coherence between the two Bell states "
        "of equal energy. $J_S$ leads from $E$ to $S$ and $J_A$ from $E$ to $A$, but no jump leads "
        "to both at once, so that nothing feeds it, and every jump destroys it.",
        Claim("coherence-S-A", "Between S and A: one coherence, on its own", no_quantum),
        "So the block of six falls into this coherence, its complex conjugate, and the four "
        "populations. For these we have the rate equations (rate-equations), here as a matrix "
        "whose columns add up to zero: what leaves a level arrives at another.",
        Claim("population-matrix", "The populations' own 4 × 4 generator", population_matrix),
        "Sixteen equations have become four, and one of these follows from the other three.",
    ),
)  # fmt: skip
