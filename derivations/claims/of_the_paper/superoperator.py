"""The master equation as a matrix: Eqs. (C1)-(C2), the superoperator and its invariant blocks."""

from collections.abc import Mapping
from functools import cache, partial
from itertools import product

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.statements import equation, unknown
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.machine import MACHINE, steady
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, invariant_blocks
from beyondthermal.symbolic.operator_equations import OPERATORS, direct_sum, prove, tensor, vec
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.symbols import elements, symbol, symbols, unknowns

__all__ = ["CLAIMS", "STEPS", "bell_machine", "motion", "turned", "turned_back"]

rho, rho_dot = symbols("rho rho_dot")
_BASIS = ("00", "01", "10", "11")
NAMES = ("GS", "GA", "GE", "SA", "SE", "AE")


def turned(operator: sp.Matrix) -> sp.Matrix:
    """An operator in the Bell basis."""
    return (BELL.H * operator * BELL).applyfunc(sp.expand)


@cache
def bell_machine() -> Lindbladian:
    """The machine in the Bell basis; J/√2 has the entries 0 and ±1, so the rates are doubled."""
    jumps = tuple((2 * rate, turned(jump / sp.sqrt(2))) for rate, jump in MACHINE.jumps)
    return Lindbladian(turned(MACHINE.hamiltonian), jumps)


@cache
def bell_density_matrix() -> sp.ImmutableMatrix:
    """A density matrix in the Bell basis; the elements below the diagonal are unknowns."""
    below = iter(unknowns("r", 6))

    def element(i: int, j: int) -> sp.Symbol:
        a, b = BELL_LABELS[i], BELL_LABELS[j]
        return symbol(f"p_{a}") if i == j else symbol(f"rho_{a}{b}") if i < j else next(below)

    return sp.ImmutableMatrix(4, 4, element)


def _elements(matrix: sp.Matrix) -> Mapping[str, sp.Expr]:
    """The elements of a matrix in the Bell basis, by the labels of row and column."""
    names = map("".join, product(BELL_LABELS, repeat=2))
    return {name: sp.expand(entry) for name, entry in zip(names, matrix, strict=True)}


@cache
def motion() -> Mapping[str, sp.Expr]:
    """The time derivative of each element: "SA" is that of ⟨S|ρ|A⟩, "GG" that of p_G."""
    return _elements(bell_machine()(sp.Matrix(bell_density_matrix())))


@cache
def turned_back() -> Mapping[str, sp.Expr]:
    """The same from the master equation in the computational basis, which knows no Bell states."""
    rho = BELL * bell_density_matrix() * BELL.H
    return _elements(BELL.H * MACHINE(rho.applyfunc(sp.expand)) * BELL)


def vectorisation() -> Finding:
    """Eq. (C1): rho = Σ r_ij |i><j| becomes the vector of its rows."""
    kets, bras, r = symbols("ket_0 ket_1"), symbols("bra_0 bra_1"), elements("r", 2, 2)
    outer = [ket * bra for ket, bra in product(kets, bras)]
    columns = [tensor(*pair) for pair in product(kets, repeat=2)]
    statement = tuple(
        equation(left, sp.Add(*(e * part for e, part in zip(r, parts, strict=True))))
        for left, parts in ((rho, outer), (vec(rho), columns))
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


def blocks() -> Finding:
    """The superoperator, its basis sorted by block, is the direct sum of the blocks."""
    full = MACHINE.superoperator
    # The block that carries the trace comes last.
    found = sorted(invariant_blocks(full), key=lambda block: block == steady().carrier)
    parts = {
        symbol(f"F_{k}"): full.extract(list(block), list(block)).to_Matrix()
        for k, block in enumerate(found, 1)
    }
    order = [index for block in found for index in block]
    shown = equation(symbol("superoperator"), direct_sum(*parts))
    matrices = {shown.lhs: full.extract(order, order).to_Matrix(), **parts}
    proof = prove(shown, matrices, method="no entry leads from a block to another")
    elements = [f"$|{row}⟩⟨{column}|$" for row, column in product(_BASIS, repeat=2)]
    names = {
        f"block {k}": ", ".join(elements[index] for index in block)
        for k, block in enumerate(found, 1)
    }
    return Finding((shown,), proof, names)


def motion_of(*names: str) -> Finding:
    """The equations of motion of some coherences, against the computational basis."""
    coherences = [symbol(f"rho_{name}") for name in NAMES]
    statement = tuple(
        equation(symbol(f"drho_{k}"), sp.collect(motion()[k], coherences)) for k in names
    )
    proof = all_of(
        *(identity(turned_back()[name], motion()[name]) for name in names),
        method="(1) for a matrix of sixteen unknowns, turned into the Bell basis",
    )
    return Finding(statement, proof)


def jump_terms() -> Finding:
    """J rho J† as a matrix on the vector of rho, for the two damped modes."""
    rho, matrices = symbol("rho"), {**OPERATORS, symbol("rho"): sp.Matrix(4, 4, unknowns("r", 16))}
    equations = tuple(
        equation(vec(mode * rho * dagger), tensor(mode, mode) * vec(rho))
        for mode, dagger in (symbols("J_S J_S_dagger"), symbols("J_A J_A_dagger"))
    )
    proof = all_of(
        *(prove(equation, matrices) for equation in equations),
        method="both sides applied to sixteen unknowns",
    )
    return Finding(equations, proof)


def population_matrix() -> Finding:
    """The generator of the populations, and that nothing else enters it, nor leaves it."""
    p = sp.Matrix(symbols("p_G p_S p_A p_E"))
    rates = sp.Matrix([motion()[k + k] for k in "GSAE"])
    generator = rates.jacobian(p).applyfunc(sp.factor)
    velocity = sp.ImmutableMatrix(symbols("dp_G dp_S dp_A dp_E"))
    flow = sp.MatMul(sp.ImmutableMatrix(generator), sp.ImmutableMatrix(p))
    blocks = invariant_blocks(bell_machine().superoperator)
    populations = (0, 5, 10, 15)
    proof = all_of(
        *(identity(sp.expand(a), b) for a, b in zip(generator * p, rates, strict=True)),
        identity(sp.Integer(blocks.count(populations)), sp.Integer(1)),
        method="in the Bell basis the populations are an invariant block by themselves",
    )
    sizes = ", ".join(str(len(block)) for block in sorted(blocks, key=len, reverse=True))
    figures = {"sizes of the blocks in the Bell basis": sizes}
    return Finding((equation(velocity, flow),), proof, figures)


CLAIMS = (
    Claim("C1", "The density matrix as a vector: its rows one after the other", vectorisation),
    Claim("C2", "$AρB$ becomes $(A ⊗ Bᵀ)$ on that vector", sandwich),
    Claim("superoperator", "The superoperator is the master equation", superoperator),
    Claim("blocks", "The superoperator falls into invariant blocks", blocks),
)  # fmt: skip
STEPS = (
    Claim("jump-terms", "The jump terms as matrices", jump_terms),
    Claim("coherence-G-E", "Two excitations apart: one coherence, on its own",
          partial(motion_of, "GE")),
    Claim("coherences-one-quantum", "One excitation apart: a pair along $S$ and a pair along $A$",
          partial(motion_of, "GS", "SE", "GA", "AE")),
    Claim("coherence-S-A", "Between $S$ and $A$: one coherence, on its own",
          partial(motion_of, "SA")),
    Claim("population-matrix", "The populations' own $4 × 4$ generator", population_matrix),
)  # fmt: skip
