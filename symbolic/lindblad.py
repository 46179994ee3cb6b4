"""Lindbladians with symbolic rates: the superoperator, Eqs. (C1)-(C2), and its invariant blocks.

A Lindbladian is a Hamiltonian and a sum of (rate, jump operator) pairs,

    L(rho) = -i[H, rho] + sum_k rate_k (J_k rho J_k^† - {J_k^† J_k, rho}/2),

so that a term (Γ/2) D_J of the paper is the pair (Γ, J).
Matrices are exact: entries are polynomials in the parameters over the Gaussian rationals.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp
from sympy.polys.matrices import DomainMatrix
from sympy.utilities.iterables import connected_components

__all__ = ["Block", "Lindbladian", "invariant_blocks"]

Block = tuple[int, ...]
Entries = dict[tuple[int, int], Any]


@dataclass(frozen=True)
class Lindbladian:
    """A master equation in Lindblad form.

    Parameters
    ----------
    hamiltonian
        Hermitian d × d matrix, hbar = 1.
    jumps
        Pairs (rate, d × d jump operator).

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> decay = Lindbladian(sp.zeros(2, 2), ((symbol("gamma"), sigma_minus),))
    >>> decay.superoperator.to_Matrix()[0, 3]
    gamma
    """

    hamiltonian: sp.Matrix
    jumps: tuple[tuple[sp.Expr, sp.Matrix], ...]

    def __post_init__(self) -> None:
        shapes = {self.hamiltonian.shape, *(jump.shape for _, jump in self.jumps)}
        if len(shapes) != 1 or len(set(self.hamiltonian.shape)) != 1:
            found = ", ".join(map(str, sorted(shapes)))
            raise ValueError(
                "Arguments `hamiltonian` and `jumps` must be square matrices of one size, "
                f"but got the shapes {found}."
            )

    @property
    def dimension(self) -> int:
        """Dimension d of the Hilbert space."""
        return int(self.hamiltonian.rows)

    @cached_property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """The free symbols, sorted by name."""
        found = set(self.hamiltonian.free_symbols)
        found.update(
            *(sp.sympify(rate).free_symbols | jump.free_symbols for rate, jump in self.jumps)
        )
        return tuple(sorted(found, key=str))

    def __call__(self, rho: sp.Matrix) -> sp.Matrix:
        """L(rho), with nothing vectorised: the definition itself."""
        drho = -sp.I * (self.hamiltonian * rho - rho * self.hamiltonian)
        for rate, jump in self.jumps:
            loss = jump.H * jump
            drho += rate * (jump * rho * jump.H - (loss * rho + rho * loss) / 2)
        return drho

    @cached_property
    def superoperator(self) -> DomainMatrix:
        """The d² × d² matrix F with F|rho>> = |L(rho)>>, rows of rho one after the other.

        A rho B becomes (A ⊗ B^T)|rho>>, Eq. (C2).
        """
        ring = sp.QQ_I[self.parameters] if self.parameters else sp.QQ_I
        unit = DomainMatrix.eye(self.dimension, ring).to_dok()
        entries: Entries = {}

        def add(scale: Any, left: Entries, right: Entries) -> None:
            for (i, k), a in left.items():
                for (j, m), b in right.items():
                    at = (i * self.dimension + j, k * self.dimension + m)
                    entries[at] = entries.get(at, ring.zero) + scale * a * b

        def exact(matrix: sp.Matrix) -> Entries:
            return {at: ring.from_sympy(sp.expand(entry)) for at, entry in matrix.todok().items()}

        half, imaginary = ring.from_sympy(sp.Rational(1, 2)), ring.from_sympy(sp.I)
        add(-imaginary, exact(self.hamiltonian), unit)
        add(imaginary, unit, exact(self.hamiltonian.T))
        for rate, jump in self.jumps:
            loss = jump.H * jump
            scale = ring.from_sympy(sp.sympify(rate))
            add(scale, exact(jump), exact(jump.C))
            add(-scale * half, exact(loss), unit)
            add(-scale * half, unit, exact(loss.T))
        size = self.dimension**2
        nonzero = {at: entry for at, entry in entries.items() if entry}
        return DomainMatrix.from_dok(nonzero, (size, size), ring)


def invariant_blocks(superoperator: DomainMatrix) -> tuple[Block, ...]:
    """The index sets that the superoperator's sparsity keeps apart, each one sorted.

    Two indices belong together when an entry couples them, directly or through others.
    """
    edges = list(superoperator.to_dok())
    components = connected_components((range(superoperator.shape[0]), edges))
    return tuple(sorted(tuple(sorted(component)) for component in components))
