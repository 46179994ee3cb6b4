"""What a scan computes: a grid of parameters cut into chunks, and the values in one chunk.

A chunk is plain data, a few kilobytes, and `solved` a plain function of it: they go to a worker
process or to another machine as they are.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, prod
from typing import Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.cavity.grid import Array, Grid
from beyondthermal.numeric.cavity.planes import concurrence, photon_statistics, populations
from beyondthermal.numeric.cavity.rates import DEFAULTS, PARAMETERS

__all__ = ["QUANTITIES", "Chunk", "Plan", "Solved", "Values", "solved"]

# Enough points that writing a chunk costs little beside computing it, about a tenth of a second.
CHUNK_POINTS = 8192
MOST_POINTS = 10**10

Values = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Chunk:
    """A block of the grid.

    Attributes
    ----------
    index
        Its place among the chunks, one number for each axis of the grid.
    axes
        Values along each axis.
    fixed
        Parameters that are the same everywhere.
    quantities
        Keys of `QUANTITIES`.
    """

    index: tuple[int, ...]
    axes: dict[str, Array]
    fixed: dict[str, float]
    quantities: tuple[str, ...]


# A chunk with its variables, or with the line that says which of its points has no answer.
Solved = tuple[Chunk, Values | str]


def _concurrence(parameters: Mapping[str, Any]) -> Values:
    C, n_max = concurrence(**parameters, return_n_max=True)
    return {"C": C, "n_max": n_max}


def _populations(parameters: Mapping[str, Any]) -> Values:
    values = populations(**parameters)
    return {f"p_{k}": values[..., column] for column, k in enumerate("GSAE")}


def _photons(parameters: Mapping[str, Any]) -> Values:
    return {"photons": photon_statistics(**parameters).mean}


# A quantity's variables: their names, and how they are computed.
QUANTITIES: dict[str, tuple[tuple[str, ...], Callable[[Mapping[str, Any]], Values]]] = {
    "concurrence": (("C", "n_max"), _concurrence),
    "populations": (("p_G", "p_S", "p_A", "p_E"), _populations),
    "photons": (("photons",), _photons),
}


def solved(chunk: Chunk) -> Values | str:
    """The variables in a chunk, or the line that says which of its points has no answer."""
    mesh = np.meshgrid(*chunk.axes.values(), indexing="ij", sparse=True)
    parameters = chunk.fixed | dict(zip(chunk.axes, mesh, strict=True))
    found: Values = {}
    try:
        for name in chunk.quantities:
            found |= QUANTITIES[name][1](parameters)
    except ValueError as error:
        return str(error)
    return found


@dataclass(frozen=True)
class Plan:
    """A scan: `axes` span the grid, `fixed` are the other parameters, `quantities` is asked for."""

    axes: dict[str, Array]
    fixed: dict[str, float]
    quantities: tuple[str, ...]

    @classmethod
    def of(
        cls,
        grid: Mapping[str, npt.ArrayLike],
        fixed: Mapping[str, float],
        quantities: Sequence[str],
    ) -> "Plan":
        """Check everything that can be checked before a point is solved.

        Raises
        ------
        ValueError
            If a name is unknown, given twice or missing, or a point of the grid is out of the
            model's domain.
        """
        axes = {name: _axis(name, values) for name, values in grid.items()}
        points = prod(map(len, axes.values()))
        if points > MOST_POINTS:
            raise ValueError(f"Argument `grid` must have 1e10 points at most, but got {points}.")
        given = {k: v for k, v in DEFAULTS.items() if k not in axes} | dict(fixed)
        rest = {name: float(value) for name, value in given.items()}
        _check_names(axes, rest)
        _check_quantities(quantities)
        # The smallest, the largest and that nearest to zero: a domain is left there or nowhere.
        outermost = [np.array([v.min(), v[np.abs(v).argmin()], v.max()]) for v in axes.values()]
        corners: dict[str, Any] = rest | dict(zip(axes, np.ix_(*outermost), strict=True))
        Grid.of(**corners)
        ordered = {name: rest[name] for name in PARAMETERS if name in rest}
        return cls(axes, ordered, tuple(name for name in QUANTITIES if name in quantities))

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of values along each axis."""
        return tuple(len(values) for values in self.axes.values())

    @property
    def chunk_shape(self) -> tuple[int, ...]:
        """The number of values along each axis of a chunk: whole rows as long as they fit."""
        room, sizes = CHUNK_POINTS, []
        for length in reversed(self.shape):
            sizes.append(min(length, room))
            room = max(1, room // length)
        return tuple(reversed(sizes))

    @property
    def indices(self) -> Iterator[tuple[int, ...]]:
        """The places of all chunks."""
        return np.ndindex(*map(_parts, self.shape, self.chunk_shape))

    @property
    def size(self) -> int:
        """The number of chunks."""
        return prod(map(_parts, self.shape, self.chunk_shape))

    def chunk(self, index: tuple[int, ...]) -> Chunk:
        """The chunk at a place."""
        axes = {
            name: values[k * step : (k + 1) * step]
            for (name, values), k, step in zip(
                self.axes.items(), index, self.chunk_shape, strict=True
            )
        }
        return Chunk(index, axes, self.fixed, self.quantities)


def _parts(length: int, step: int) -> int:
    return ceil(length / step)


def _axis(name: str, values: npt.ArrayLike) -> Array:
    axis = np.asarray(values, dtype=np.float64)
    if axis.ndim != 1 or not axis.size:
        raise ValueError(f"Argument `{name}` must be a list of numbers, but got {values!r}.")
    found, counts = np.unique(axis, return_counts=True)
    if np.any(counts > 1):
        twice = float(found[counts > 1][0])
        raise ValueError(f"Argument `{name}` must have no value twice, but got {twice} again.")
    return axis


def _check_names(axes: Mapping[str, Array], fixed: Mapping[str, float]) -> None:
    if not axes:
        raise ValueError("Argument `grid` must name a parameter, but got none.")
    _expect_known("grid or fix", (*axes, *fixed), PARAMETERS)
    for name in (*axes, *fixed):
        if name in axes and name in fixed:
            raise ValueError(f"Argument `{name}` must be in `grid` or `fix`, but got it in both.")
    for name in PARAMETERS:
        if name not in axes and name not in fixed:
            raise ValueError(
                f"Argument `{name}` must be in `grid` or `fix`, but got it in neither."
            )


def _check_quantities(quantities: Sequence[str]) -> None:
    _expect_known("quantity", quantities or [""], QUANTITIES)


def _expect_known(argument: str, given: Sequence[str], known: Collection[str]) -> None:
    if not {*given} <= {*known}:
        from beyondthermal.symbolic import names  # SymPy comes with it

        names.expect_known(argument, given, known)
