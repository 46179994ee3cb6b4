"""Parameter grids of the cavity model: broadcast, checked, and solved in chunks.

The ladder's elimination runs on arrays with one element for each grid point, in chunks that stay
in the processor's cache, in this process or in several.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial, reduce
from operator import add
from typing import Any, TypeAlias, Unpack

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array, real
from beyondthermal.numeric.pool import pool
from beyondthermal.numeric.sizes import MEMORY, whole
from beyondthermal.numeric.workers import Worker

from .kernel import library
from .ladder import solve
from .level import POPULATIONS
from .points import Solved, bounded, solved
from .rates import Rates, check, complete, without_zeros
from .tail import PUMPS, check_tail

__all__ = ["CUTOFFS", "LARGEST_CUTOFF", "Array", "Grid", "Measure", "Parameters", "Piece", "pieces"]

# From what is solved at many points, the rates there, and how much more than asked for these pump,
# to quantities: an array of shape (quantities, points).
Measure: TypeAlias = Callable[[Solved, Mapping[str, Any], Any], Array]
# Numbers of grid points, their cutoff or cutoffs, and what was measured there.
Piece: TypeAlias = tuple[npt.NDArray[np.intp], int | npt.NDArray[np.int16], Array]

Values: TypeAlias = dict[str, Array | float]

# A piece has the points of one cutoff: more of them cost less, until the cache is too small.
CHUNK = 16384

# Each half as large again; a result counts if the step to it changed nothing.
CUTOFFS = (5, 7, 10, 15, 22, 33, 50, 75, 112, 168, 252, 378, 567, 850)
LARGEST_CUTOFF = CUTOFFS[-1]
MOVED, TOP = 5e-14, 1e-14

# Of less than DARK excitations a pump makes as many as it is strong, to all digits: as in LINEAR.
DARK, LINEAR = 1e-40, 1e-30


class Parameters(Rates[npt.ArrayLike], total=False):
    """The keywords of all functions of `planes`."""

    n_max: int | None
    workers: int


@dataclass(frozen=True)
class Grid:
    """Points of the parameter space, numbered row by row.

    Attributes
    ----------
    shape
        Of the grid.
    values
        The parameters that are not zero everywhere: an array over the points, or one number.
    n_max
        Largest photon number; None where each point has its own.
    workers
        How many threads or processes solve it.
    """

    shape: tuple[int, ...]
    values: Values
    n_max: int | None
    workers: int

    @classmethod
    def of(
        cls,
        *,
        n_max: int | None = None,
        workers: int = 1,
        **rates: Unpack[Rates[npt.ArrayLike]],
    ) -> "Grid":
        """Broadcast and check the parameters.

        Raises
        ------
        ValueError
            If a rate is out of its domain, shapes don't broadcast, the steady state is not unique,
            or `n_max` or `workers` is no size in `sizes.LARGEST`.
        """
        if n_max is not None:
            whole("n_max", n_max)
        whole("workers", workers)
        arrays = {name: _finite(name, values) for name, values in complete(rates).items()}
        shape = _common_shape(arrays)
        check(arrays)
        if n_max is None:
            check_tail(arrays, " unless `n_max` is given")
        values = {
            name: float(array.flat[0]) if array.size == 1 and name != "kappa"
            else np.broadcast_to(array, shape).ravel()
            for name, array in without_zeros(arrays).items()
        }  # fmt: skip
        return cls(shape, values, n_max, workers)

    @property
    def size(self) -> int:
        """The number of points."""
        return int(np.prod(self.shape))


def _at(values: Values, points: Any) -> dict[str, Any]:
    """The parameters at one or some of the points."""
    return {k: v if isinstance(v, float) else v[points] for k, v in values.items()}


def pieces(grid: Grid, measure: Measure, *, light: bool = False) -> Iterator[Piece]:
    """Solve the model at every point; the pieces together are the whole grid.

    With `light` photons are counted.

    Raises
    ------
    ValueError
        If a point needs more than `LARGEST_CUTOFF` photons, or more digits than a double has.
    """
    starts = range(0, grid.size, CHUNK)
    chunks = [_at(grid.values, slice(start, start + CHUNK)) for start in starts]
    work = partial(_chunk, n_max=grid.n_max, measure=measure, light=light)
    for number, found in _spread(work, chunks, min(grid.workers, len(chunks))):
        for points, n_max, values in found:
            yield starts[number] + points, n_max, values


def _spread(
    work: Callable[[Values], list[Piece]], chunks: Sequence[Values], workers: int
) -> Iterator[tuple[int, list[Piece]]]:
    """Chunks by their number as they are done, in threads where compiled code runs."""
    if workers < 2:
        yield from enumerate(map(work, chunks))
    elif library.is_built():
        with ThreadPoolExecutor(workers) as threads:
            yield from enumerate(threads.map(work, chunks))
    else:
        yield from pool([Worker(work, memory=MEMORY) for _ in range(workers)], chunks, again=True)


def _chunk(values: Values, *, n_max: int | None, measure: Measure, light: bool) -> list[Piece]:
    """One chunk, in pieces."""
    points = np.arange(np.size(values["kappa"]))
    with np.errstate(all="ignore"):
        bright, more = _brightened(values)
        if n_max is None:
            known, left = ([], points) if light else _bounded(bright, points, measure, more)
            return [*known, *_converged(values, bright, left, measure, more, light)]
        found = measure(solved(bright, n_max, light=light), bright, more)
    _refuse(values, points[~np.all(np.isfinite(found), axis=0)], "more digits than a double has")
    return [(points, n_max, found)]


def _brightened(values: Values) -> tuple[Values, Any]:
    """Stronger pumps where a double can't hold what they leave in level 2, and by what power of 2.

    Level N goes as the N-th power of the pumps as long as its parts are small and the pumps slow
    beside the cavity, the only mode that they may fill more slowly than they excite.
    """
    pump = np.asarray(reduce(add, [values[name] for name in PUMPS if name in values]))
    fastest = np.max([(np.max(x), -np.min(x)) for x in values.values()])
    if np.all(pump > DARK * fastest):
        return values, 1.0
    _, *levels = solve(values, 1, float)
    excited = sum(level[label] for level in levels for label in POPULATIONS if label in level)
    far = LINEAR * np.minimum(1 / excited, values["kappa"] / pump)
    more = np.where((excited < DARK) & (pump > 0), far, 1.0)
    more = np.ldexp(1.0, np.maximum(np.frexp(more)[1] - 1, 0))
    return values | {k: values[k] * more for k in PUMPS if k in values}, more


def _bounded(
    bright: Values, points: npt.NDArray[np.intp], measure: Measure, more: Any
) -> tuple[list[Piece], npt.NDArray[np.intp]]:
    """Solve where it is known beforehand how many photons are enough; the points that are left."""
    ladders, cutoffs = bounded(bright)
    qubits, found = ladders.qubits, measure(ladders, bright, more)
    known = np.isfinite(qubits.sum(axis=0)) & (np.minimum(qubits[0], qubits[3]) >= 0)
    if known.all():
        return [(points, cutoffs, found)], points[:0]
    return [(points[known], cutoffs[known], found[:, known])], points[~known]


def _converged(
    values: Values,
    bright: Values,
    points: npt.NDArray[np.intp],
    measure: Measure,
    more: Any,
    light: bool,
) -> Iterator[Piece]:
    """Raise the cutoff until nothing moves, with fewer points each time."""
    if not points.size:
        return
    before = np.full((1, points.size), np.inf)
    for n_max in CUTOFFS:
        here = _at(bright, points)
        ladders = solved(here, n_max, light=light)
        found = measure(ladders, here, more if isinstance(more, float) else more[points])
        common = min(len(before), len(found))
        moved = np.abs(found[:common] - before[:common]) / np.maximum(1.0, np.abs(found[:common]))
        done = np.all(moved < MOVED, axis=0) & (ladders.top < TOP)
        yield points[done], n_max, found[:, done]
        points, before = points[~done], found[:, ~done]
        if not points.size:
            return
    _refuse(values, points, f"more than {LARGEST_CUTOFF} photons, or than 13 digits")


def _refuse(values: Values, points: npt.NDArray[np.intp], lacking: str) -> None:
    """Name the first of some points that have no answer."""
    if points.size:
        first = _at(values, points[0]).items()
        where = ", ".join(f"{name}={value:g}" for name, value in first)
        raise ValueError(f"Argument `n_max` or the rates must change: {lacking} at {where}.")


def _finite(name: str, values: npt.ArrayLike) -> Array:
    array = real(name, values)
    if np.any(wrong := ~np.isfinite(array)):
        shown = float(array[wrong].flat[0])
        raise ValueError(f"Argument `{name}` must be a finite number, but got {shown}.")
    return array


def _common_shape(arrays: dict[str, Array]) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items() if array.ndim)
        raise ValueError(f"Arguments must have shapes that broadcast, but got {shapes}.") from None
