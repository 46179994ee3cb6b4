"""THE table of what is asked of a state beside expectation values: entanglement, purity, entropy.

In [observables] they are written as `concurrence(1, 2)`, with the numbers of the factors that
stay when the others are traced out; without any, as `purity()`, they are of the whole.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import sympy as sp

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.open_systems import entanglement as numbers
from beyondthermal.numeric.open_systems.expressions import Complex
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.concurrence import (
    concurrence_in_closed_form,
    in_factors,
)
from beyondthermal.symbolic.master_equation.entanglement import (
    negativity_x_form,
    partial_trace,
    partial_transpose_determinant,
)
from beyondthermal.symbolic.master_equation.lindblad import invariant_blocks
from beyondthermal.symbolic.master_equation.normal_form import complex_parts

__all__ = ["FUNCTIONALS", "Functional", "functional", "sizes_of"]

Exact = Callable[[], sp.Expr]
# Without an X form, the eigenvalues of rho rho~ are only looked for in short matrices.
_SHORT = 60


@dataclass(frozen=True)
class _Row:
    """A function of density matrices.

    Attributes
    ----------
    exact
        From numerators and their trace to what calculates it; None where it has no closed form.
    numbers
        From arrays of density matrices, and the sizes of the factors.
    count
        How many factors it is of; None for any number.
    qubits
        Whether these have to be qubits.
    rational
        Whether it always has a closed form, without roots.
    instead
        What there is where it has none.
    """

    exact: Callable[[sp.Matrix, sp.Expr], Exact | None]
    numbers: Callable[[Complex, Sequence[int]], Array]
    count: int | None = None
    qubits: bool = False
    rational: bool = False
    instead: str = ""


@dataclass(frozen=True)
class Functional:
    """A row of the table, of some factors of a space.

    Attributes
    ----------
    kind
        A key of `FUNCTIONALS`.
    sizes
        The dimensions of all factors of the space.
    kept
        Those that stay, from 0 on.
    """

    kind: str
    sizes: tuple[int, ...]
    kept: tuple[int, ...]

    def exact(self, numerators: sp.Matrix, denominator: sp.Expr) -> Exact | None:
        """What calculates it for numerators/denominator, None if there is no closed form."""
        return FUNCTIONALS[self.kind].exact(
            partial_trace(numerators, self.sizes, self.kept), denominator
        )

    def numbers(self, rho: Complex) -> Array:
        """Its values for density matrices, ... × d × d."""
        reduced = numbers.partial_trace(rho, self.sizes, self.kept)
        return FUNCTIONALS[self.kind].numbers(reduced, [self.sizes[k] for k in self.kept])

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(str(k + 1) for k in self.kept)})"

    @property
    def is_rational(self) -> bool:
        """Whether it has a closed form in every state, without roots."""
        return FUNCTIONALS[self.kind].rational

    @property
    def without_closed_form(self) -> str:
        """What to say where there is none."""
        instead = FUNCTIONALS[self.kind].instead.format(str(self).partition("(")[2])
        return f"{self} of this steady state has no closed form{instead}; it has numbers"


def sizes_of(space: OperatorNames) -> tuple[int, ...]:
    """The dimensions of the factors of a space."""
    return tuple(len(set(labels)) for labels in zip(*space.digits, strict=True))


def functional(text: str, space: OperatorNames) -> Functional | None:
    """What a text asks of the state, None if it is a formula for an operator.

    Raises
    ------
    ValueError
        If the factors aren't what the function is of.

    Examples
    --------
    >>> from beyondthermal.symbolic.master_equation.spaces import fock_space
    >>> str(functional("concurrence(1, 3)", fock_space([0, 3, 0])))
    'concurrence(1, 3)'
    """
    kinds = "|".join(FUNCTIONALS)
    words = re.search(rf"\b({kinds})\s*\(", text)
    if not words:
        return None
    found = re.fullmatch(rf"\s*({kinds})\s*\(([\d\s,]*)\)\s*", text)
    if not found:
        raise ValueError(f"{words[1]} stands alone, and takes the numbers of factors")
    sizes, row = sizes_of(space), FUNCTIONALS[found[1]]
    given = [part.strip() for part in found[2].split(",") if found[2].strip()]
    known = [str(k) for k in range(1, len(sizes) + 1)]
    if len(set(given)) < len(given) or not {*given} <= {*known}:
        raise ValueError(f"{found[1]} takes different numbers of factors, from {', '.join(known)}")
    kept = tuple(int(k) - 1 for k in given or known)
    if row.count not in (None, len(kept)):
        raise ValueError(f"{found[1]} takes {row.count} factors, but got {len(kept)}")
    if row.qubits and {sizes[k] for k in kept} != {2}:
        raise ValueError(f"{found[1]} is of two qubits: these factors have more levels")
    return Functional(found[1], sizes, kept)


def _is_x(rho: sp.Matrix) -> bool:
    return rho.shape == (4, 4) and all(i == j or i + j == 3 for i, j in rho.todok())


def _concurrence(rho: sp.Matrix, trace: sp.Expr) -> Exact | None:
    if _is_x(rho):
        return partial(concurrence_in_closed_form, rho, trace)
    if sum(len(sp.Add.make_args(entry)) for entry in rho.todok().values()) > _SHORT:
        return None
    try:
        found = concurrence_in_closed_form(rho, trace)
    except ValueError:
        return None
    return lambda: found


def _negativity(rho: sp.Matrix, trace: sp.Expr) -> Exact | None:
    return (lambda: negativity_x_form(rho) / trace) if _is_x(rho) else None


def _determinant(rho: sp.Matrix, trace: sp.Expr) -> Exact:
    return lambda: in_factors(partial_transpose_determinant(rho)) / in_factors(trace) ** 4


def _purity(rho: sp.Matrix, trace: sp.Expr) -> Exact:
    return lambda: sp.expand((rho * rho).trace()) / trace**2


def _entropy(rho: sp.Matrix, trace: sp.Expr) -> Exact | None:
    """By the eigenvalues, where rho falls into blocks of one or two levels."""
    blocks = invariant_blocks(rho.todok(), rho.rows)
    if max(map(len, blocks)) > 2:
        return None

    def found() -> sp.Expr:
        weights: list[sp.Expr] = []
        for block in blocks:
            part = rho.extract(block, block)
            if len(block) == 1:
                weights.append(in_factors(part[0, 0]))
                continue
            sides = part[0, 0] - part[1, 1], *(2 * half for half in complex_parts(part[0, 1]))
            root = sp.sqrt(sp.Add(*(in_factors(side) ** 2 for side in sides)))
            total = in_factors(part.trace())
            weights += [(total + root) / 2, (total - root) / 2]
        values = [weight / trace for weight in weights if weight != 0]
        return -sp.Add(*(value * sp.log(value) for value in values))

    return found


def _determinants(rho: Complex, sizes: Sequence[int]) -> Array:
    return numbers.determinant(numbers.partial_transpose(rho, sizes))


_DECIDED = ", but it is positive just where partial_transpose_determinant({} is negative"
FUNCTIONALS: Mapping[str, _Row] = {
    "concurrence": _Row(
        _concurrence, lambda rho, _: numbers.concurrence(rho), 2, True, instead=_DECIDED
    ),
    "negativity": _Row(_negativity, numbers.negativity, 2, instead=_DECIDED),
    "partial_transpose_determinant": _Row(_determinant, _determinants, 2, True, rational=True),
    "purity": _Row(_purity, lambda rho, _: numbers.purity(rho), rational=True),
    "entropy": _Row(_entropy, lambda rho, _: numbers.entropy(rho)),
}
