"""The master equation as a matrix: Eqs. (C1)-(C2), the superoperator and its invariant blocks."""

from collections.abc import Mapping
from functools import cache, partial
from itertools import product

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Statement
from beyondthermal.derivations.claims.domains import ANY_MATRIX
from beyondthermal.derivations.claims.regions import RATES
from beyondthermal.derivations.claims.statements import equation, unknown
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.machine.machine import MACHINE, steady
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, invariant_blocks
from beyondthermal.symbolic.operator_notation import direct_sum, tensor, transpose, vec
from beyondthermal.symbolic.operators import BELL, BELL_LABELS, J_A, J_S, number
from beyondthermal.symbolic.statements import InDimensions
from beyondthermal.symbolic.symbols import NONNEGATIVE, elements, symbol, symbols, unknowns

__all__ = [
    "ANY_MATRIX",
    "CLAIMS",
    "FREQUENCY",
    "MOVING",
    "PRINTED",
    "STEPS",
    "bell_machine",
    "in_motion",
    "motion",
    "turned",
]

rho, rho_dot, F, omega_0 = symbols("rho rho_dot superoperator omega_0")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
FREQUENCY: Where = {omega_0: sp.Reals}
# Where populations are variables, and not those of the steady state.
MOVING: Where = {**RATES, **dict.fromkeys(symbols("p_G p_S p_A p_E"), NONNEGATIVE)}
# Eqs. (1)-(2) as printed: what is displayed comes from here, and the machine is to agree with it.
PRINTED = Lindbladian(
    omega_0 * number,
    ((gamma_plus, J_A.H), (gamma_A, J_A), (gamma_plus, J_S.H), (gamma_S, J_S)),
)
_BASIS = ("00", "01", "10", "11")
NAMES = ("GS", "GA", "GE", "SA", "SE", "AE")


def turned(operator: sp.Matrix) -> sp.Matrix:
    """An operator in the Bell basis."""
    return (BELL.H * operator * BELL).applyfunc(sp.expand)


def _in_bell_basis(model: Lindbladian) -> Lindbladian:
    """A model in the Bell basis; J/√2 has the entries 0 and ±1, so the rates are doubled."""
    jumps = tuple((2 * rate, turned(jump / sp.sqrt(2))) for rate, jump in model.jumps)
    return Lindbladian(turned(model.hamiltonian), jumps)


@cache
def bell_machine() -> Lindbladian:
    """The machine in the Bell basis."""
    return _in_bell_basis(MACHINE)


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
    return _elements(_in_bell_basis(PRINTED)(sp.Matrix(bell_density_matrix())))


@cache
def in_motion() -> Mapping[sp.Basic, sp.Basic]:
    """The time derivatives by their symbols, from the master equation in the computational basis.

    It knows no Bell states; the density matrix is any matrix.
    """
    rho = BELL * bell_density_matrix() * BELL.H
    moved = _elements(BELL.H * MACHINE(rho.applyfunc(sp.expand)) * BELL)
    coherences = {symbol(f"drho_{k}"): moved[k] for k in NAMES}
    return coherences | {symbol(f"dp_{k}"): moved[k + k] for k in BELL_LABELS}


def vectorisation() -> Statement:
    """Eq. (C1): rho = Σ r_ij |i><j| becomes the vector of its rows."""
    kets, bras, r = symbols("ket_0 ket_1"), symbols("bra_0 bra_1"), elements("r", 2, 2)
    outer = [ket * bra for ket, bra in product(kets, bras)]
    columns = [tensor(*pair) for pair in product(kets, repeat=2)]
    sums = (sp.Add(*(e * part for e, part in zip(r, parts, strict=True)))
            for parts in (outer, columns))  # fmt: skip
    larger = (sp.ImmutableMatrix(d, d, elements("r", d, d)) for d in (3,))
    return (
        *map(equation, (rho, vec(rho)), sums),
        *(equation(vec(m), sp.ImmutableMatrix(len(m), 1, [*m])) for m in larger),
    )


def two_levels() -> Mapping[sp.Basic, sp.Basic]:
    """The basis of two levels, and any matrix of this size."""
    kets = {symbol(f"ket_{k}"): sp.eye(2).col(k) for k in (0, 1)}
    bras = {symbol(f"bra_{k}"): sp.eye(2).row(k) for k in (0, 1)}
    return {**kets, **bras, rho: sp.Matrix(2, 2, elements("r", 2, 2))}


def sandwich() -> Statement:
    """Eq. (C2): A rho B becomes (A ⊗ B^T) acting on the vector of rho."""
    A, B = symbols("A_matrix B_matrix")
    shown = equation(vec(A * rho * B), tensor(A, transpose(B)) * vec(rho))
    return (InDimensions(shown, 2, 3, 4),)


def any_state() -> Mapping[sp.Basic, sp.Basic]:
    """Sixteen unknowns, what Eq. (1) makes of them, and the superoperator of the machine."""
    r = unknown(4)
    return {rho: r, rho_dot: PRINTED(r).expand(), F: MACHINE.superoperator.to_Matrix()}


def _sorted_blocks() -> tuple[tuple[int, ...], ...]:
    """The invariant blocks; the one that carries the trace comes last."""
    found = invariant_blocks(MACHINE.superoperator)
    return tuple(sorted(found, key=lambda block: block == steady().carrier))


def sorted_by_block() -> Mapping[sp.Basic, sp.Basic]:
    """The superoperator, its basis sorted by block, and the blocks."""
    full, found = MACHINE.superoperator, _sorted_blocks()
    order = [index for block in found for index in block]
    parts = {symbol(f"F_{k}"): block for k, block in enumerate(found, 1)} | {F: order}
    return {name: full.extract([*at], [*at]).to_Matrix() for name, at in parts.items()}


def elements_of_blocks() -> Mapping[str, str]:
    """Which elements of the density matrix belong to each block."""
    names = [f"$|{row}⟩⟨{column}|$" for row, column in product(_BASIS, repeat=2)]
    return {
        f"block {k}": ", ".join(names[index] for index in block)
        for k, block in enumerate(_sorted_blocks(), 1)
    }


def motion_of(*names: str) -> Statement:
    """The equations of motion of some coherences."""
    coherences = [symbol(f"rho_{name}") for name in NAMES]
    return tuple(equation(symbol(f"drho_{k}"), sp.collect(motion()[k], coherences)) for k in names)


def jump_terms() -> Statement:
    """J rho J† as a matrix on the vector of rho, for the two damped modes."""
    return tuple(
        equation(vec(mode * rho * dagger), tensor(mode, mode) * vec(rho))
        for mode, dagger in (symbols("J_S J_S_dagger"), symbols("J_A J_A_dagger"))
    )


def population_matrix() -> Statement:
    """The generator of the populations; no coherence enters it."""
    p = sp.Matrix(symbols("p_G p_S p_A p_E"))
    rates = sp.Matrix([motion()[k + k] for k in "GSAE"])
    generator = rates.jacobian(p).applyfunc(sp.factor)
    velocity = sp.ImmutableMatrix(symbols("dp_G dp_S dp_A dp_E"))
    flow = sp.MatMul(sp.ImmutableMatrix(generator), sp.ImmutableMatrix(p))
    return (equation(velocity, flow),)


def bell_blocks() -> Mapping[str, str]:
    """How large the invariant blocks are in the Bell basis."""
    blocks = invariant_blocks(bell_machine().superoperator)
    sizes = ", ".join(str(len(block)) for block in sorted(blocks, key=len, reverse=True))
    return {"sizes of the blocks in the Bell basis": sizes}


def _moving(name: str, says: str, *coherences: str) -> Claim:
    return Claim(name, says, partial(motion_of, *coherences), where={**FREQUENCY, **MOVING},
                 local=in_motion, given=ANY_MATRIX)  # fmt: skip


CLAIMS = (
    Claim("C1", "The density matrix as a vector: its rows one after the other", vectorisation,
          local=two_levels, given="any matrices of two and three rows"),
    Claim("C2", "A matrix between two others becomes a tensor product on that vector", sandwich,
          given="any matrices"),
    Claim("superoperator", "The superoperator is the master equation",
          (equation(vec(rho_dot), F * vec(rho)),), where={**FREQUENCY, **RATES}, local=any_state,
          given=ANY_MATRIX,
          figures=lambda: {"non-zero entries": str(MACHINE.superoperator.nnz())}),
    Claim("blocks", "The superoperator, its basis sorted, falls into invariant blocks",
          (equation(F, direct_sum(*symbols("F_1 F_2 F_3 F_4 F_5"))),),
          where={**FREQUENCY, **RATES}, local=sorted_by_block, figures=elements_of_blocks),
)  # fmt: skip
STEPS = (
    Claim("jump-terms", "The jump terms as matrices", jump_terms, local=any_state,
          given=ANY_MATRIX),
    _moving("coherence-G-E", "Two excitations apart: one coherence, on its own", "GE"),
    _moving("coherences-one-quantum",
            "One excitation apart: a pair along $S$ and a pair along $A$", "GS", "SE", "GA", "AE"),
    _moving("coherence-S-A", "Between $S$ and $A$: one coherence, on its own", "SA"),
    Claim("population-matrix", "The generator of the populations alone", population_matrix,
          where=MOVING, local=in_motion, given=ANY_MATRIX, figures=bell_blocks),
)  # fmt: skip
