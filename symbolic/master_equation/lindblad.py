"""Lindbladians with symbolic rates: the superoperator, Eqs. (C1)-(C2), and its invariant blocks.

A Lindbladian is a Hamiltonian and a sum of (rate, jump operator) pairs,

    L(rho) = -i[H, rho] + sum_k rate_k (J_k rho J_k^† - {J_k^† J_k, rho}/2),

so that a term (Γ/2) D_J of the paper is the pair (Γ, J).
Matrices are exact: entries are rational functions of the parameters over the Gaussian rationals,
with square roots of numbers where they occur, as in the matrix elements of an oscillator.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sympy as sp
from sympy.polys.matrices import DomainMatrix
from sympy.utilities.iterables import connected_components

from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.shown import Shown

from .exact_matrices import exact_matrix, exact_number
from .rates import negative

__all__ = [
    "Block",
    "Entries",
    "Lindbladian",
    "TooLongError",
    "Unchecked",
    "invariant_blocks",
    "superoperator_entries",
]

Block = tuple[int, ...]
Entries = dict[tuple[int, int], Any]


class TooLongError(ValueError):
    """A closed form would take too long; what is asked in numbers doesn't."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason} In numbers, at any values of the symbols, it is had without: "
            "`beyondthermal evaluate --numbers`, `evolve`, `spectrum`, and `Model.numbers`."
        )


@dataclass(frozen=True, repr=False)
class Lindbladian(Shown):
    """A master equation in Lindblad form.

    Parameters
    ----------
    hamiltonian
        Hermitian d × d matrix in real symbols, hbar = 1: of SymPy, NumPy or QuTiP, or its rows.
        Floating-point numbers become exact as `exact_matrices` says.
    jumps
        Pairs (rate, d × d jump operator); no rate may be negative for values of its symbols.
    where
        Range of each symbol; others have the range of their assumptions, else all real numbers.

    Raises
    ------
    ValueError
        If the shapes differ, a symbol isn't real, or a rate isn't proved not to be negative.

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
    where: Where | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        try:
            hamiltonian = exact_matrix(self.hamiltonian)
            jumps = tuple((exact_number(rate), exact_matrix(jump)) for rate, jump in _pairs(self))
        except ValueError as error:
            raise ValueError(f"Arguments `hamiltonian` and `jumps` {error}.") from None
        object.__setattr__(self, "hamiltonian", hamiltonian)
        object.__setattr__(self, "jumps", jumps)
        for symbol in self.parameters:
            if not symbol.is_real:
                raise ValueError(
                    "Arguments `hamiltonian` and `jumps` must have real symbols, but "
                    f"{symbol} isn't declared so: write it with real=True, or positive=True if it "
                    "is a rate; a complex one is u + I*v with real u and v."
                )
        shapes = {self.hamiltonian.shape, *(jump.shape for _, jump in self.jumps)}
        if len(shapes) != 1 or len(set(self.hamiltonian.shape)) != 1:
            found = ", ".join(map(str, sorted(shapes)))
            raise ValueError(
                "Arguments `hamiltonian` and `jumps` must be square matrices of one size, "
                f"but got the shapes {found}."
            )
        for rate, _ in self.jumps:
            if found := negative(sp.sympify(rate), self.where):
                raise ValueError(
                    f"Argument `jumps` must have rates that are not negative, but {rate} {found}."
                )

    @property
    def dimension(self) -> int:
        """Dimension d of the Hilbert space."""
        return int(self.hamiltonian.rows)

    @cached_property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """The free symbols, sorted by name."""
        return tuple(sorted(set().union(*(e.free_symbols for e in self.expressions)), key=str))

    @cached_property
    def expressions(self) -> tuple[sp.Expr, ...]:
        """The rates and every matrix element that is not zero."""
        matrices = (self.hamiltonian, *(jump for _, jump in self.jumps))
        elements = (element for matrix in matrices for element in matrix.todok().values())
        return (*(sp.sympify(rate) for rate, _ in self.jumps), *elements)

    @cached_property
    def primes(self) -> tuple[int, ...]:
        """The primes under square roots: sqrt(6) brings 2 and 3."""
        roots = {root for e in self.expressions for root in e.atoms(sp.Pow) if _is_root(root)}
        return tuple(sorted({int(p) for root in roots for p in sp.factorint(root.base)}))

    def __call__(self, rho: sp.Matrix) -> sp.Matrix:
        """L(rho), with nothing vectorised: the definition itself."""
        drho = -sp.I * (self.hamiltonian * rho - rho * self.hamiltonian)
        for rate, jump in self.jumps:
            loss = jump.H * jump
            drho += rate * (jump * rho * jump.H - (loss * rho + rho * loss) / 2)
        return drho

    def subs(self, values: Any) -> "Lindbladian":
        """The same model with numbers, or other expressions, in place of some symbols.

        Examples
        --------
        >>> from beyondthermal.symbolic.machine.machine import MACHINE
        >>> from beyondthermal.symbolic.symbols import symbols
        >>> gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
        >>> balanced = MACHINE.subs({gamma_A: 3 * gamma_plus, gamma_S: 3 * gamma_plus})
        >>> [rate for rate, jump in balanced.jumps]
        [gamma_plus, 3*gamma_plus, gamma_plus, 3*gamma_plus]
        """
        jumps = ((sp.sympify(rate).subs(values), jump.subs(values)) for rate, jump in self.jumps)
        return Lindbladian(self.hamiltonian.subs(values), tuple(jumps), self.where)

    @cached_property
    def superoperator(self) -> DomainMatrix:
        """The d² × d² matrix F with F|rho>> = |L(rho)>>, rows of rho one after the other.

        A rho B becomes (A ⊗ B^T)|rho>>, Eq. (C2).
        """
        ring = sp.QQ_I
        if self.primes:
            ring = sp.QQ.algebraic_field(sp.I, *map(sp.sqrt, self.primes))
        if self.parameters:
            whole = all(e.is_polynomial(*self.parameters) for e in self.expressions)
            ring = ring[self.parameters] if whole else ring.frac_field(*self.parameters)
        size = self.dimension**2
        entries = superoperator_entries(self, ring, lambda expr: ring.from_sympy(sp.expand(expr)))
        return DomainMatrix.from_dok(entries, (size, size), ring)


class Unchecked(Lindbladian):
    """A generator whose rates were checked before they were rewritten."""

    def __post_init__(self) -> None:
        """Its rates need not be seen to be positive."""


def superoperator_entries(
    lindbladian: Lindbladian, ring: Any, convert: Callable[[sp.Expr], Any]
) -> Entries:
    """The entries of the superoperator that are not zero, Eq. (C2), in a ring.

    What `convert` is given are rates and matrix elements.
    """
    d = lindbladian.dimension
    unit: Entries = {(k, k): ring.one for k in range(d)}
    entries: Entries = {}

    def add(scale: Any, left: Entries, right: Entries) -> None:
        for (i, k), a in left.items():
            for (j, m), b in right.items():
                at = (i * d + j, k * d + m)
                entries[at] = entries.get(at, ring.zero) + scale * a * b

    def exact(matrix: sp.Matrix) -> Entries:
        return {at: convert(entry) for at, entry in matrix.todok().items()}

    half, imaginary = convert(sp.Rational(1, 2)), convert(sp.I)
    add(-imaginary, exact(lindbladian.hamiltonian), unit)
    add(imaginary, unit, exact(lindbladian.hamiltonian.T))
    for rate, jump in lindbladian.jumps:
        loss = jump.H * jump
        scale = convert(sp.sympify(rate))
        add(scale, exact(jump), exact(jump.C))
        add(-scale * half, exact(loss), unit)
        add(-scale * half, unit, exact(loss.T))
    return {at: entry for at, entry in entries.items() if entry}


def invariant_blocks(
    superoperator: DomainMatrix | Iterable[tuple[int, int]], size: int = 0
) -> tuple[Block, ...]:
    """The index sets that the superoperator's sparsity keeps apart, each one sorted.

    Two indices belong together when an entry couples them, directly or through others.

    Parameters
    ----------
    superoperator
        The matrix, or the places of its entries.
    size
        Number of rows, where only the places are given.

    Examples
    --------
    The populations and the coherence of one excitation go their own way, Eq. (A3):

    >>> from beyondthermal.symbolic.machine.machine import MACHINE
    >>> invariant_blocks(MACHINE.superoperator)
    ((0, 5, 6, 9, 10, 15), (1, 2, 7, 11), (3,), (4, 8, 13, 14), (12,))
    """
    if isinstance(superoperator, DomainMatrix):
        superoperator, size = superoperator.to_dok(), superoperator.shape[0]
    components = connected_components((range(size), list(superoperator)))
    return tuple(sorted(tuple(sorted(component)) for component in components))


def _pairs(lindbladian: Lindbladian) -> Iterable[tuple[Any, Any]]:
    for pair in lindbladian.jumps:
        if not isinstance(pair, tuple | list) or len(pair) != 2:
            raise ValueError(
                "must be a matrix and pairs (rate, operator), where 1 is the rate of a collapse "
                f"operator, but got {str(pair)[:60]!r}"
            )
        yield pair[0], pair[1]


def _is_root(power: sp.Pow) -> bool:
    return bool(power.base.is_Integer and power.exp.is_Rational and abs(power.exp.q) == 2)
