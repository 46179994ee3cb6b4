"""The exact steady state: the kernel of the superoperator, block by block.

Nothing is assumed about its form. The superoperator's sparsity splits it into invariant blocks, and
between the real numbers of a Hermitian matrix into smaller ones still. A block that is regular at
one rational point has no kernel, since its determinant isn't the zero polynomial; the kernel of
any other is found by elimination. If all of them together have one dimension, the steady state is
unique for generic parameters; that it is for all positive rates is a matter of determinants, which
`block_proofs` and `uniqueness_proof` decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, all_of
from beyondthermal.symbolic.polynomial_factors import Product, quotient
from beyondthermal.symbolic.shown import Shown

from .lindblad import Block, Lindbladian
from .normal_form import in_factors
from .polynomial_matrices import determinant, kernel, looks_regular
from .rates import nonzero_for_positive_rates
from .real_form import RealForm, real_form
from .root_units import Row

__all__ = [
    "NotUniqueError",
    "SteadyState",
    "kernel_vectors",
    "steady_state",
]

Domains = Mapping[sp.Symbol, sp.Set]


class NotUniqueError(ValueError):
    """There is more than one steady state, whatever the parameters."""

    def __init__(self, dimension: int) -> None:
        super().__init__(
            f"Argument `lindbladian` must have one steady state, but has {dimension}. "
            "`steady_states` finds them all."
        )


@dataclass(frozen=True, repr=False)
class SteadyState(Shown):
    """A unique steady state, as polynomials over one common denominator.

    Attributes
    ----------
    lindbladian
        The model.
    blocks
        Invariant blocks of the superoperator; index i·d + j stands for |i><j|.
    carrier
        The block that holds the populations.
    form
        The real numbers that make up the density matrix.
    unnormalised
        These numbers times the trace, coprime polynomials of the ring of `form`; those that aren't
        there are zero.
    """

    lindbladian: Lindbladian
    blocks: tuple[Block, ...]
    carrier: Block
    form: RealForm
    unnormalised: Row

    @cached_property
    def trace(self) -> Any:
        """The common denominator, an element of the ring with leading coefficient 1."""
        return self.form.trace(self.unnormalised)

    @property
    def terms(self) -> int:
        """How many terms all polynomials have together."""
        return sum(map(len, self.unnormalised.values()))

    def element(self, row: int, column: int) -> tuple[Product, ...]:
        """Real and imaginary part of an element of the density matrix, unless they are zero.

        Examples
        --------
        >>> from beyondthermal.symbolic.machine.machine import steady
        >>> (real,) = steady().element(1, 2)  # the coherence, which changes sign where β_A = β_S
        >>> sp.numer(real.expr)
        gamma_plus*(gamma_A - gamma_S)*(gamma_A + gamma_S - 2*gamma_plus)
        """
        found = []
        for k, value in self.unnormalised.items():
            i, j, part = self.form.coordinates[k]
            if {i, j} == {row, column}:
                unit = sp.sqrt(self.form.units[k]) * sp.I**part
                whole = self._over_trace(value)
                unit = unit if row <= column else sp.conjugate(unit)
                found.append(Product(unit * whole.constant, whole.powers))
        return tuple(found)

    def expectation(self, operator: sp.Matrix) -> Product:
        """The expectation value of a Hermitian operator.

        Raises
        ------
        ValueError
            If an element of it isn't in the ring.

        Examples
        --------
        >>> from beyondthermal.symbolic.machine.machine import steady
        >>> from beyondthermal.symbolic.operators import number
        >>> sp.numer(steady().expectation(number).expr)  # of excitations
        gamma_plus*(gamma_A + gamma_S + 2*gamma_plus)**2
        """
        return self._over_trace(self.form.expectation(operator, self.unnormalised))

    def _over_trace(self, polynomial: Any) -> Product:
        if self.form.ring.domain == sp.QQ:
            return quotient(polynomial, self.trace)
        return Product(in_factors(self.form.ring.to_sympy(polynomial), self.denominator))

    @cached_property
    def numerators(self) -> sp.ImmutableMatrix:
        """The d × d matrix of coprime polynomials."""
        return self.form.matrix(self.unnormalised)

    @cached_property
    def denominator(self) -> sp.Expr:
        """Their common denominator: the density matrix is numerators/denominator."""
        return self.form.ring.to_sympy(self.trace)

    @cached_property
    def density_matrix(self) -> sp.ImmutableMatrix:
        """The steady state in the computational basis, trace one."""
        return self.numerators / self.denominator

    def block_proofs(self, where: Domains | None = None) -> dict[Block, Proof]:
        """For every block that carries no trace: it is non-singular for all positive rates.

        The determinant of a block's real form is |det|².

        Parameters
        ----------
        where
            Domains of symbols, if not all positive rates and real frequencies.

        Examples
        --------
        >>> from beyondthermal.symbolic.machine.machine import steady
        >>> proofs = steady().block_proofs()
        >>> [block for block, proof in proofs.items() if proof]
        [(1, 2, 7, 11), (3,), (4, 8, 13, 14), (12,)]
        """
        return {
            block: all_of(*(self._regular(part, where) for part in self._parts(block)))
            for block in self.blocks
            if block != self.carrier
        }

    def uniqueness_proof(self, where: Domains | None = None) -> Proof:
        """The carrying block with one equation replaced by the trace is non-singular.

        The equations of a block that conserves the trace add up to zero, so that nothing is lost
        with the one that goes, and a non-zero determinant leaves exactly one solution. The domains
        are those of `block_proofs`.

        Examples
        --------
        >>> from beyondthermal.symbolic.machine.machine import steady
        >>> steady().uniqueness_proof().verdict.name
        'PROVED'
        """
        others = (p for p in self._parts(self.carrier) if not self._has_populations(p))
        carrying = nonzero_for_positive_rates(self.trace_determinant, where)
        return all_of(carrying, *(self._regular(part, where) for part in others))

    @property
    def trace_determinant(self) -> sp.Expr:
        """The determinant of the real equations of the populations, one replaced by the trace.

        If it isn't zero, there is one steady state: `uniqueness_proof`.
        """
        form = self.form
        parts = (part for part in form.blocks if self._has_populations(part))
        carrying = tuple(sorted(k for part in parts for k in part))
        rows: list[Mapping[int, Any]] = [form.rows[k] for k in carrying]
        rows[carrying.index(form.diagonal[0])] = dict.fromkeys(form.diagonal, form.ring.one)
        return determinant(rows, carrying, form.ring).as_expr()

    @property
    def determinants(self) -> tuple[sp.Expr, ...]:
        """There is one steady state just where none of them is zero.

        The first is `trace_determinant`, the others are those of all blocks without populations.
        """
        others = (part for part in self.form.blocks if not self._has_populations(part))
        return (self.trace_determinant, *map(self._determinant, others))

    def block_determinant(self, block: Block) -> sp.Expr:
        """The determinant of the real form of a block: |det|², or its square root if it is real.

        Examples
        --------
        >>> from beyondthermal.symbolic.machine.machine import steady
        >>> from beyondthermal.symbolic.symbols import symbol
        >>> omega_0 = symbol("omega_0")  # |00><11| turns at 2 ω₀, and decays
        >>> sp.factor(steady().block_determinant((3,)) - 4 * omega_0**2)
        (gamma_A + gamma_S + 2*gamma_plus)**2
        """
        return sp.Mul(*map(self._determinant, self._parts(block)))

    def _determinant(self, part: Block) -> sp.Expr:
        rows = [self.form.rows[k] for k in part]
        return determinant(rows, part, self.form.ring).as_expr()

    def _regular(self, part: Block, where: Domains | None) -> Proof:
        return nonzero_for_positive_rates(self._determinant(part), where)

    def _has_populations(self, part: Block) -> bool:
        return not {*self.form.diagonal}.isdisjoint(part)

    def _parts(self, block: Block) -> list[Block]:
        """The blocks of the real form that make up one of the superoperator, and its conjugate."""
        d, inside = self.form.dimension, {*block}
        places = [{i * d + j, j * d + i} for i, j, _ in self.form.coordinates]
        return [part for part in self.form.blocks if any(places[k] & inside for k in part)]


def steady_state(lindbladian: Lindbladian) -> SteadyState:
    """Derive the steady state, Eqs. (A3)-(A4), as the kernel of the superoperator.

    Raises
    ------
    NotUniqueError
        If there is more than one, for all parameters; `steady_states` has them all.
    ValueError
        If rates or matrix elements aren't rational functions, or polynomials grow too long.

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
    form = real_form(lindbladian)
    vectors = kernel_vectors(form)
    if len(vectors) != 1:
        raise NotUniqueError(len(vectors))
    return SteadyState(lindbladian, *_carrier(form), form, _normalised(form, vectors[0]))


def kernel_vectors(form: RealForm, *, conserved: bool = False) -> list[Row]:
    """A basis of the kernel in the coordinates of the real form, block by block.

    Or of the left kernel, whose vectors are the conserved quantities.
    """
    equations = form.columns if conserved else form.rows
    found: list[Row] = []
    for block in form.blocks:
        rows = [equations[k] for k in block]
        if not looks_regular(rows, block, form.ring):
            found += kernel(rows, block, form.ring)
    return found


def _normalised(form: RealForm, vector: Row) -> Row:
    """A vector scaled such that the leading term of its trace is 1."""
    first = form.ring.domain.one / form.trace(vector).LC
    return {k: value.mul_ground(first) for k, value in vector.items()}


def _carrier(form: RealForm) -> tuple[tuple[Block, ...], Block]:
    """The invariant blocks of the superoperator, those with populations put together, and these."""
    populations = {k * (form.dimension + 1) for k in range(form.dimension)}
    carrying = [block for block in form.superblocks if populations & {*block}]
    carrier = tuple(sorted(index for block in carrying for index in block))
    return (*(b for b in form.superblocks if b not in carrying), carrier), carrier
