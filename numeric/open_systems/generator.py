"""A Lindbladian in numbers: a real matrix between the real numbers of a Hermitian one.

The d² numbers are Re rho_ij and Im rho_ij for i <= j, in the order of
`symbolic.master_equation.real_form`, of which nothing is used here. L is a sum of constant
matrices times functions of the parameters; as it is sparse, its entries are kept by their places,
and at any parameters they are one product of a small matrix.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.numeric.arguments import Array
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, invariant_blocks

from .expressions import Complex, Values, evaluated, operator

__all__ = ["MOST_UNKNOWNS", "Generator", "generator"]

Indices = npt.NDArray[np.intp]
# A dense block of more unknowns takes more than 300 MB.
MOST_UNKNOWNS = 6000
# What is left of entries that cancel, in units of what has cancelled.
_ROUNDING = 1e-13


@dataclass(frozen=True)
class Generator:
    """The real form of a Lindbladian, at any parameters.

    Attributes
    ----------
    dimension
        Dimension d of the Hilbert space.
    functions
        Functions of the parameters.
    rows, columns
        The places of the entries.
    weights
        Functions × entries: how much of each function there is in each entry.
    """

    dimension: int
    functions: tuple[sp.Expr, ...]
    rows: Indices
    columns: Indices
    weights: Array

    @cached_property
    def places(self) -> Indices:
        """Rows i, j and part: which of the d² numbers Re rho_ij (0) and Im rho_ij (1) each is."""
        return _coordinates(self.dimension)

    @cached_property
    def diagonal(self) -> Indices:
        """The coordinates that are populations."""
        i, j, _ = self.places
        return np.flatnonzero(i == j)

    @cached_property
    def blocks(self) -> tuple[Indices, ...]:
        """The sets of coordinates that the sparsity keeps apart."""
        pairs = zip(self.rows.tolist(), self.columns.tolist(), strict=True)
        found = invariant_blocks(pairs, self.dimension**2)
        return tuple(np.array(block, np.intp) for block in found)

    def factors(self, values: Values) -> Array:
        """The functions at values of the parameters, along a new last axis."""
        return evaluated(self.functions, values)

    def matrix(self, factors: Array, block: Indices) -> Array:
        """The entries between the coordinates of a block, or of several together.

        Raises
        ------
        ValueError
            If these are too many for a dense matrix.
        """
        if block.size > MOST_UNKNOWNS:
            raise ValueError(
                f"The master equation has {block.size} real unknowns that don't fall apart, "
                f"more than {MOST_UNKNOWNS}: there are no numbers."
            )
        own = np.full(self.dimension**2, -1)
        own[block] = np.arange(block.size)
        kept = own[self.rows] >= 0
        found = np.zeros((*factors.shape[:-1], block.size, block.size))
        at = own[self.rows[kept]], own[self.columns[kept]]
        found[(..., *at)] = factors @ self.weights[:, kept]
        return found

    def vector(self, rho: Complex) -> Array:
        """The coordinates of Hermitian matrices, along the last axis."""
        i, j, part = self.places
        entries = rho[..., i, j]
        return np.where(part == 1, entries.imag, entries.real)

    def density_matrix(self, coordinates: Array) -> Complex:
        """The Hermitian matrices that have these coordinates."""
        i, j, part = self.places
        rho = np.zeros((*coordinates.shape[:-1], self.dimension, self.dimension), np.complex128)
        real, imaginary = part == 0, part == 1
        rho[..., i[real], j[real]] = coordinates[..., real]
        rho[..., i[imaginary], j[imaginary]] += 1j * coordinates[..., imaginary]
        rho[..., j, i] = rho[..., i, j].conj()
        return rho


def generator(lindbladian: Lindbladian) -> Generator:
    """The real form of a master equation, for numbers.

    Examples
    --------
    >>> from beyondthermal.symbolic.operators import sigma_minus
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> gamma = symbol("gamma")
    >>> decay = generator(Lindbladian(sp.zeros(2, 2), ((gamma, sigma_minus),)))
    >>> decay.matrix(decay.factors({gamma: np.array(2.0)}), np.array([0, 3]))
    array([[ 0.,  2.],
           [ 0., -2.]])
    """
    d = lindbladian.dimension
    index = np.full((d, d, 2), -1)
    index[tuple(_coordinates(d))] = np.arange(d * d)
    functions: dict[sp.Expr, int] = {}
    found = []
    for function, left, right in _products(lindbladian):
        k = functions.setdefault(function, len(functions))
        rows, columns, values = _real_entries(left, right, index)
        found.append((np.full(rows.size, k), rows, columns, values))
    if not found:
        none = np.zeros(0, np.intp)
        return Generator(d, (), none, none, np.zeros((0, 0)))
    which, rows, columns, values = map(np.concatenate, zip(*found, strict=True))
    places, inverse = np.unique(rows * d * d + columns, return_inverse=True)
    weights, sizes = np.zeros((2, len(functions), places.size))
    np.add.at(weights, (which, inverse), values)
    np.add.at(sizes, (which, inverse), abs(values))
    weights[abs(weights) <= _ROUNDING * sizes] = 0
    kept = weights.any(axis=0)
    rows, columns = np.divmod(places[kept], d * d)
    return Generator(d, tuple(functions), rows, columns, weights[:, kept])


def _coordinates(d: int) -> Indices:
    found = [(i, j, part) for i in range(d) for j in range(i, d) for part in range(1 + (i < j))]
    return np.array(found, np.intp).T


def _products(lindbladian: Lindbladian) -> Iterator[tuple[sp.Expr, Complex, Complex]]:
    """The terms f A rho B of L(rho), as f, A and B."""
    unit = np.eye(lindbladian.dimension, dtype=np.complex128)
    for function, part in operator(lindbladian.hamiltonian).items():
        yield function, -1j * part, unit
        yield function, unit, 1j * part
    for rate, jump in lindbladian.jumps:
        parts = operator(jump).items()
        for (f, J), (g, K) in product(parts, parts):
            whole = sp.sympify(rate) * f * g
            number, function = whole.as_independent(*whole.free_symbols, as_Add=False)
            scale, dual = float(number), K.conj().T
            yield function, scale * J, dual
            yield function, -scale / 2 * dual @ J, unit
            yield function, unit, -scale / 2 * dual @ J


def _real_entries(left: Complex, right: Complex, index: Indices) -> tuple[Indices, Indices, Array]:
    """A rho B between coordinates: the row, the column, and the value of each contribution."""
    (i, k), (m, j) = np.nonzero(left), np.nonzero(right)
    values = np.outer(left[i, k], right[m, j])
    i, k, m, j = np.broadcast_arrays(i[:, None], k[:, None], m, j)
    upper = i <= j
    i, j, k, m, values = i[upper], j[upper], k[upper], m[upper], values[upper]
    # rho_km = Re + i Im for k < m, and its conjugate for k > m.
    sign, low, high = np.sign(m - k), np.minimum(k, m), np.maximum(k, m)
    found = (
        (0, 0, values.real), (0, 1, -sign * values.imag),
        (1, 0, values.imag), (1, 1, sign * values.real),
    )  # fmt: skip
    rows, columns, entries = (
        np.concatenate(part)
        for part in zip(
            *((index[i, j, p], index[low, high, q], v) for p, q, v in found), strict=True
        )
    )
    kept = (rows >= 0) & (columns >= 0) & (entries != 0)
    return rows[kept], columns[kept], entries[kept]
