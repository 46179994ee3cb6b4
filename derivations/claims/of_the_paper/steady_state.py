"""Appendix A, first part: the master equation, its superoperator and its steady state."""

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import all_of, identity
from beyondthermal.symbolic.machine.machine import MACHINE, populations, steady, weights
from beyondthermal.symbolic.master_equation.lindblad import Block, invariant_blocks
from beyondthermal.symbolic.operator_equations import direct_sum, prove
from beyondthermal.symbolic.symbols import symbol, symbols

from .model import equation

__all__ = ["CLAIMS"]

rho, rho_dot = symbols("rho rho_dot")
_BASIS = ("00", "01", "10", "11")
# The elements of the density matrix that have a name in Eq. (A4), by their index.
_NAMED = {
    0: symbol("rho_00"),
    5: symbol("rho_01"),
    6: symbol("rho_c"),
    9: sp.conjugate(symbol("rho_c")),
    10: symbol("rho_10"),
    15: symbol("rho_11"),
}


def _element(index: int) -> str:
    """Name of the element of rho that an index of the superoperator stands for."""
    row, column = divmod(index, 4)
    return f"|{_BASIS[row]}⟩⟨{_BASIS[column]}|"


def _tidy(polynomial: sp.Expr) -> sp.Expr:
    """Factored, or where that does nothing, by powers of Γ⁺ with factored coefficients."""
    factored = sp.factor(polynomial)
    return sp.collect(factored, symbol("gamma_plus"), sp.factor) if factored.is_Add else factored


def _form() -> sp.Eq:
    """Eq. (A4): what is outside the block that carries the trace is zero."""
    carrier = steady().carrier
    entries = [_NAMED[k] if k in carrier else 0 for k in range(16)]
    return equation(rho, sp.ImmutableMatrix(4, 4, entries))


def stationary() -> Finding:
    """Eq. (A3): the trace is carried by one block, whose determinant is zero."""
    state = steady()
    block = MACHINE.superoperator.extract(state.carrier, state.carrier)
    determinant = block.domain.to_sympy(block.charpoly()[-1])
    statement = (
        equation(rho_dot, 0),
        equation(symbol("det_5"), 0),
    )
    proof = all_of(
        prove(statement[0], {rho_dot: MACHINE(state.numerators)}),
        identity(determinant, sp.Integer(0)),
        method="the block with the populations is singular: a steady state exists",
    )
    return Finding(statement, proof)


def blocks() -> Finding:
    """The superoperator, its basis sorted by block, is the direct sum of the blocks."""
    full = MACHINE.superoperator
    found = invariant_blocks(full)
    parts = {
        symbol(f"F_{k}"): full.extract(list(block), list(block)).to_Matrix()
        for k, block in enumerate(_carrier_last(found), 1)
    }
    order = [index for block in _carrier_last(found) for index in block]
    shown = equation(symbol("superoperator"), direct_sum(*parts))
    matrices = {shown.lhs: full.extract(order, order).to_Matrix(), **parts}
    proof = prove(shown, matrices, method="no entry leads from a block to another")
    names = {
        f"block {k}": ", ".join(map(_element, block))
        for k, block in enumerate(_carrier_last(found), 1)
    }
    return Finding((shown,), proof, names)


def _carrier_last(found: tuple[Block, ...]) -> list[Block]:
    return sorted(found, key=lambda block: block == steady().carrier)


def zeros() -> Finding:
    """The elements outside the carrying block vanish: their blocks have no kernel."""
    state = steady()
    proof = all_of(
        *state.block_proofs().values(),
        method="|det|² of each other block is positive for positive rates and any ω₀",
    )
    return Finding((_form(),), proof)


def unique() -> Finding:
    """There is one steady state."""
    above = sp.Gt(sp.Abs(symbol("det_Tr")) ** 2, 0, evaluate=False)
    return Finding((above,), steady().uniqueness_proof())


def density_matrix() -> Finding:
    """Eq. (A4): the kernel, put back into the master equation."""
    state, Z = steady(), symbol("Z")
    numerators = state.numerators
    names = {"rho_00": (0, 0), "rho_01": (1, 1), "rho_10": (2, 2), "rho_11": (3, 3)}
    statement = [_form(), equation(Z, _tidy(state.denominator))]
    for name, at in (names | {"rho_c": (1, 2)}).items():
        statement.append(equation(symbol(name), _tidy(numerators[at]) / Z))
    named = {s: numerators[divmod(k, 4)] for k, s in _NAMED.items()}
    proof = all_of(
        *(identity(entry, sp.Integer(0)) for entry in MACHINE(numerators)),
        identity(numerators.trace(), state.denominator),
        prove(statement[0], {**named, rho: numerators}),
        method="Z ρ put back into the master equation: L(Zρ) = 0 and Tr Zρ = Z as polynomials",
    )
    return Finding(tuple(statement), proof)


def bell_populations() -> Finding:
    """The populations are ratios of polynomials with positive coefficients."""
    Z = symbol("Z")
    everywhere = {v: sp.Interval.open(0, sp.oo) for v in symbols("x y")}
    statement = [
        sp.Eq(symbol(f"p_{label}"), _tidy(sp.numer(ratio)) / Z, evaluate=False)
        for label, ratio in populations().items()
    ]
    proof = all_of(*(positive(weight, everywhere) for weight in weights().values()))
    return Finding(tuple(statement), proof)


CLAIMS = (
    Claim("blocks", "The superoperator falls into invariant blocks", blocks),
    Claim("A3", "A steady state exists", stationary),
    Claim("A4", "The steady state, as the kernel of the block with the trace", density_matrix),
    Claim("A4-zeros", "All other elements of the density matrix vanish", zeros),
    Claim("A4-unique", "There is one steady state only", unique),
    Claim(
        "populations", "Bell populations: polynomials with positive coefficients", bell_populations
    ),
)
