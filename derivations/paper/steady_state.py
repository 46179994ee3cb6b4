"""Appendix A, first part: the master equation, its superoperator and its steady state."""

from dataclasses import replace

import sympy as sp

from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.symbolic.lindblad import invariant_blocks
from beyondthermal.symbolic.machine import MACHINE, populations, steady, weights
from beyondthermal.symbolic.positivity import positive
from beyondthermal.symbolic.proof import all_of, identity
from beyondthermal.symbolic.symbols import symbol, symbols

__all__ = ["CLAIMS"]

_BASIS = ("00", "01", "10", "11")


def _element(index: int) -> str:
    """Name of the element of rho that an index of the superoperator stands for."""
    row, column = divmod(index, 4)
    return f"|{_BASIS[row]}⟩⟨{_BASIS[column]}|"


def _tidy(polynomial: sp.Expr) -> sp.Expr:
    """Factored, or where that does nothing, by powers of Γ⁺ with factored coefficients."""
    factored = sp.factor(polynomial)
    return sp.collect(factored, symbol("gamma_plus"), sp.factor) if factored.is_Add else factored


def stationary() -> Finding:
    """Eq. (A3): the trace is carried by one block, whose determinant is zero."""
    state = steady()
    block = MACHINE.superoperator.extract(state.carrier, state.carrier)
    determinant = block.domain.to_sympy(block.charpoly()[-1])
    method = "the block with the populations is singular: a steady state exists"
    return Finding((), replace(identity(determinant, sp.Integer(0)), method=method))


def blocks() -> Finding:
    """Every non-zero entry of the superoperator lies inside one of the blocks."""
    found = invariant_blocks(MACHINE.superoperator)
    home = {index: k for k, block in enumerate(found) for index in block}
    entries = MACHINE.superoperator.to_dok()
    leaks = sum(home[i] != home[j] for i, j in entries)
    proof = replace(
        identity(sp.Integer(leaks), sp.Integer(0)), method="no entry leads from a block to another"
    )
    names = {f"block {k}": ", ".join(map(_element, block)) for k, block in enumerate(found, 1)}
    return Finding((), proof, names)


def zeros() -> Finding:
    """The elements outside the carrying block vanish: their blocks have no kernel."""
    state = steady()
    proof = all_of(
        *state.block_proofs().values(),
        method="|det|² of each other block is positive for positive rates and any ω₀",
    )
    return Finding((), proof)


def unique() -> Finding:
    """There is one steady state."""
    return Finding((), steady().uniqueness_proof())


def density_matrix() -> Finding:
    """Eq. (A4): the kernel, put back into the master equation."""
    state, Z = steady(), symbol("Z")
    numerators = state.numerators
    names = {"rho_00": (0, 0), "rho_01": (1, 1), "rho_10": (2, 2), "rho_11": (3, 3)}
    statement = [sp.Eq(Z, _tidy(state.denominator), evaluate=False)]
    for name, at in (names | {"rho_c": (1, 2)}).items():
        statement.append(sp.Eq(symbol(name), _tidy(numerators[at]) / Z, evaluate=False))
    proof = all_of(
        *(identity(entry, sp.Integer(0)) for entry in MACHINE(numerators)),
        identity(numerators.trace(), state.denominator),
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
