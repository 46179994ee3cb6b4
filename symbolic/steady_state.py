"""The exact steady state: the kernel of the invariant block that carries the trace.

Nothing is assumed about its form. The superoperator's sparsity splits it into invariant blocks;
the populations lie in one of them, and its kernel is the steady state. Every other block is shown
to be non-singular, which is why those elements of the density matrix are zero, and the block's own
kernel is shown to be one-dimensional, which is why the steady state is unique.
"""

from dataclasses import dataclass
from functools import cached_property

import sympy as sp
from sympy.polys.matrices import DomainMatrix

from .lindblad import Block, Lindbladian, invariant_blocks
from .positivity import positive
from .proof import Proof

__all__ = ["SteadyState", "nonzero_for_positive_rates", "steady_state"]


@dataclass(frozen=True)
class SteadyState:
    """A unique steady state, as polynomials over one common denominator.

    Attributes
    ----------
    lindbladian
        The model.
    blocks
        Invariant blocks of the superoperator; index i·d + j stands for |i><j|.
    carrier
        The block that holds the populations.
    numerators
        d × d matrix of coprime polynomials.
    denominator
        Their common denominator: the density matrix is numerators/denominator.
    """

    lindbladian: Lindbladian
    blocks: tuple[Block, ...]
    carrier: Block
    numerators: sp.ImmutableMatrix
    denominator: sp.Expr

    @cached_property
    def density_matrix(self) -> sp.ImmutableMatrix:
        """The steady state in the computational basis, trace one."""
        return self.numerators / self.denominator

    def block_proofs(self) -> dict[Block, Proof]:
        """For every block that carries no trace: it is non-singular for all positive rates."""
        full = self.lindbladian.superoperator
        return {
            block: nonzero_for_positive_rates(_determinant(full.extract(block, block)))
            for block in self.blocks
            if block != self.carrier
        }

    def uniqueness_proof(self) -> Proof:
        """The carrying block with one equation replaced by the trace is non-singular.

        The equations of a block that conserves the trace add up to zero, so that nothing is lost
        with the one that goes, and a non-zero determinant leaves exactly one solution.
        """
        block = self.lindbladian.superoperator.extract(self.carrier, self.carrier)
        return nonzero_for_positive_rates(_determinant(_with_trace_row(self, block)))


def steady_state(lindbladian: Lindbladian) -> SteadyState:
    """Derive the steady state, Eqs. (A3)-(A4), as the kernel of the superoperator.

    Raises
    ------
    ValueError
        If the kernel that carries the trace isn't one-dimensional.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> p, gamma = symbols("p gamma")
    >>> state = steady_state(
    ...     Lindbladian(sp.zeros(2, 2), ((gamma, sigma_minus), (p, sigma_minus.H)))
    ... )
    >>> state.density_matrix
    Matrix([
    [gamma/(gamma + p),             0],
    [                0, p/(gamma + p)]])
    """
    d = lindbladian.dimension
    full = lindbladian.superoperator
    blocks = invariant_blocks(full)
    diagonal = range(0, d * d, d + 1)
    carrying = tuple(block for block in blocks if set(block) & set(diagonal))
    carrier = tuple(sorted(index for block in carrying for index in block))
    block = full.extract(carrier, carrier)
    kernel = _real_if_possible(block).to_field().nullspace()
    if kernel.shape[0] != 1:
        raise ValueError(
            f"Argument `lindbladian` must have one steady state, but has {kernel.shape[0]}."
        )
    field = kernel.domain
    vector = dict(zip(carrier, kernel.to_list()[0], strict=True))
    trace = sum((vector[index] for index in diagonal), start=field.zero)
    ratios = {index: value / trace for index, value in vector.items()}
    ring = field.get_ring()
    common = ring.one
    for ratio in ratios.values():
        common = ring.lcm(common, field.denom(ratio))
    numerators = sp.zeros(d, d)
    for index, ratio in ratios.items():
        quotient = ring.quo(common, field.denom(ratio)) * field.numer(ratio)
        numerators[divmod(index, d)] = ring.to_sympy(quotient)
    return SteadyState(
        lindbladian,
        (*(b for b in blocks if b not in carrying), carrier),
        carrier,
        sp.ImmutableMatrix(numerators),
        ring.to_sympy(common),
    )


def nonzero_for_positive_rates(determinant: sp.Expr) -> Proof:
    """Prove that a polynomial over Q(i) has no zero for positive rates and real frequencies.

    Its squared modulus is a real polynomial, positive for rates above zero and any frequency.
    """
    modulus = sp.expand(determinant * determinant.conjugate())
    return positive(modulus, {v: _range(v) for v in sorted(modulus.free_symbols, key=str)})


def _range(symbol: sp.Symbol) -> sp.Set:
    return sp.Interval.open(0, sp.oo) if symbol.is_nonnegative else sp.Reals


def _real_if_possible(block: DomainMatrix) -> DomainMatrix:
    """The same matrix over Q where no entry has an imaginary part: arithmetic is faster there."""
    real = sp.QQ[block.domain.symbols] if block.domain.is_Poly else sp.QQ
    try:
        return block.convert_to(real)
    except sp.CoercionFailed:
        return block


def _determinant(block: DomainMatrix) -> sp.Expr:
    return block.domain.to_sympy(block.charpoly()[-1])


def _with_trace_row(state: SteadyState, block: DomainMatrix) -> DomainMatrix:
    d, one = state.lindbladian.dimension, block.domain.one
    diagonal = [k for k, index in enumerate(state.carrier) if index % (d + 1) == 0]
    rows = block.to_dod()
    rows[diagonal[0]] = dict.fromkeys(diagonal, one)
    return DomainMatrix.from_dod(rows, block.shape, block.domain)
