"""Parameter grids of the cavity model: broadcast, checked, and solved in chunks.

The ladder's elimination runs on arrays with one element for each grid point, in chunks that stay
in the processor's cache, in this process or in several.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Required, TypeAlias, TypedDict

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.pool import pool
from beyondthermal.numeric.workers import Worker

from .accuracy import at_least_one
from .ladder import Level, photon_distribution, solve
from .level import OPTIONAL

__all__ = ["CUTOFFS", "LARGEST_CUTOFF", "Array", "Grid", "Measure", "Parameters", "Piece", "pieces"]

Array: TypeAlias = npt.NDArray[np.float64]
# From the levels of many points to quantities: an array of shape (quantities, points).
Measure: TypeAlias = Callable[[Sequence[Level]], Array]
# Numbers of grid points, their common cutoff, and what was measured there.
Piece: TypeAlias = tuple[npt.NDArray[np.intp], int, Array]

# A level's numbers for this many grid points fit into the second-level cache.
CHUNK = 8192

# Each half as large again; a result counts if the step to it changed nothing.
CUTOFFS = (5, 7, 10, 15, 22, 33, 50, 75, 112, 168, 252, 378, 567, 850)
LARGEST_CUTOFF = CUTOFFS[-1]
MOVED, TOP = 5e-14, 1e-14


class Parameters(TypedDict, total=False):
    """The keywords of all functions of `numeric.cavity`."""

    kappa: Required[npt.ArrayLike]
    p: Required[npt.ArrayLike]
    gamma: Required[npt.ArrayLike]
    g: npt.ArrayLike
    delta: npt.ArrayLike
    gamma_z: npt.ArrayLike
    p_c: npt.ArrayLike
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
        How many processes solve it.
    """

    shape: tuple[int, ...]
    values: dict[str, Array | float]
    n_max: int | None
    workers: int

    @classmethod
    def of(
        cls,
        *,
        kappa: npt.ArrayLike,
        p: npt.ArrayLike,
        gamma: npt.ArrayLike,
        g: npt.ArrayLike = 1.0,
        delta: npt.ArrayLike = 0.0,
        gamma_z: npt.ArrayLike = 0.0,
        p_c: npt.ArrayLike = 0.0,
        n_max: int | None = None,
        workers: int = 1,
    ) -> "Grid":
        """Broadcast and check the parameters.

        Raises
        ------
        ValueError
            If a rate is out of its domain, shapes don't broadcast, the steady state is not unique,
            or `n_max` or `workers` is no positive integer.
        """
        if n_max is not None:
            at_least_one("n_max", n_max)
        at_least_one("workers", workers)
        rates = {"g": g, "kappa": kappa, "p": p, "gamma": gamma}
        noise = {"delta": delta, "gamma_z": gamma_z, "p_c": p_c}
        arrays = {name: _real(name, values) for name, values in (rates | noise).items()}
        shape = _common_shape(arrays)
        for name, array in arrays.items():
            _check_domain(name, array)
        _check_together(arrays, n_max)
        values = {
            name: float(array.flat[0]) if array.size == 1 and name != "kappa"
            else np.broadcast_to(array, shape).ravel()
            for name, array in arrays.items()
            if name not in OPTIONAL or np.any(array)
        }  # fmt: skip
        return cls(shape, values, n_max, workers)

    @property
    def size(self) -> int:
        """The number of points."""
        return int(np.prod(self.shape))

    def at(self, points: slice | npt.NDArray[np.intp]) -> dict[str, Array | float]:
        """The parameters at some of the points."""
        return {k: v if isinstance(v, float) else v[points] for k, v in self.values.items()}


def pieces(grid: Grid, measure: Measure) -> Iterator[Piece]:
    """Solve the model at every point; the pieces together are the whole grid.

    Raises
    ------
    ValueError
        If a point needs more than `LARGEST_CUTOFF` photons, or more digits than a double has.
    """
    starts = range(0, grid.size, CHUNK)
    chunks = [grid.at(slice(start, start + CHUNK)) for start in starts]
    work = partial(_solved, n_max=grid.n_max, measure=measure)
    solved: Iterable[tuple[int, list[Piece]]] = enumerate(map(work, chunks))
    if min(grid.workers, len(chunks)) > 1:
        workers = [Worker(work) for _ in range(grid.workers)]
        solved = pool(workers, chunks, again=True)
    for number, found in solved:
        for points, n_max, values in found:
            yield starts[number] + points, n_max, values


def _solved(
    values: dict[str, Array | float], *, n_max: int | None, measure: Measure
) -> list[Piece]:
    """One chunk, in pieces of the same cutoff."""
    points = np.arange(np.size(values["kappa"]))
    with np.errstate(all="ignore"):
        if n_max is None:
            return list(_converged(values, points, measure))
        found = measure(solve(values, n_max, float))
    _refuse(values, points[~np.all(np.isfinite(found), axis=0)], "more digits than a double has")
    return [(points, n_max, found)]


def _converged(
    values: dict[str, Array | float], points: npt.NDArray[np.intp], measure: Measure
) -> Iterator[Piece]:
    """Raise the cutoff until nothing moves, with fewer points each time."""
    before = np.full((1, points.size), np.inf)
    for n_max in CUTOFFS:
        left = {k: v if isinstance(v, float) else v[points] for k, v in values.items()}
        levels = solve(left, n_max, float)
        found = measure(levels)
        common = min(len(before), len(found))
        moved = np.abs(found[:common] - before[:common]) / np.maximum(1.0, np.abs(found[:common]))
        top = photon_distribution(levels)[-1]
        done = np.all(moved < MOVED, axis=0) & (top < TOP)
        yield points[done], n_max, found[:, done]
        points, before = points[~done], found[:, ~done]
        if not points.size:
            return
    _refuse(values, points, f"more than {LARGEST_CUTOFF} photons, or than 13 digits")


def _refuse(values: dict[str, Array | float], points: npt.NDArray[np.intp], lacking: str) -> None:
    """Name the first of some points that have no answer."""
    if points.size:
        first = {k: v if isinstance(v, float) else v[points[0]] for k, v in values.items()}
        where = ", ".join(f"{name}={value:g}" for name, value in first.items())
        raise ValueError(f"Argument `n_max` or the rates must change: {lacking} at {where}.")


def _real(name: str, values: npt.ArrayLike) -> Array:
    if np.iscomplexobj(values):
        raise ValueError(f"Argument `{name}` must be real, but got complex numbers.")
    return np.asarray(values, dtype=np.float64)


def _common_shape(arrays: dict[str, Array]) -> tuple[int, ...]:
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:
        shapes = ", ".join(f"{name} {array.shape}" for name, array in arrays.items() if array.ndim)
        raise ValueError(f"Arguments must have shapes that broadcast, but got {shapes}.") from None


def _check_domain(name: str, values: Array) -> None:
    """Positive g and kappa, no negative rate, nothing infinite or NaN."""
    wanted, wrong = "must be finite", ~np.isfinite(values)
    if not np.any(wrong) and name in ("g", "kappa"):
        wanted, wrong = "must be positive", values <= 0
    elif not np.any(wrong) and name != "delta":
        wanted, wrong = "must not be negative", values < 0
    if np.any(wrong):
        raise ValueError(f"Argument `{name}` {wanted}, but got {float(values[wrong].flat[0])}.")


def _check_together(arrays: dict[str, Array], n_max: int | None) -> None:
    """A unique steady state, and photon numbers that have an end."""
    mixing = ("p", "gamma", "gamma_z", "delta")
    if np.any(np.all(np.broadcast_arrays(*(arrays[name] == 0 for name in mixing)), axis=0)):
        raise ValueError(
            "Argument `p`, `gamma`, `gamma_z` or `delta` must not be zero, or the dark state keeps "
            "what it had and the steady state is not unique, but got 0 for all four."
        )
    endless = arrays["p_c"] >= arrays["kappa"]
    if n_max is None and np.any(endless):
        p_c = float(np.broadcast_to(arrays["p_c"], endless.shape)[endless].flat[0])
        raise ValueError(
            "Argument `p_c` must be smaller than `kappa` unless `n_max` is given, "
            f"or the photon number grows without end, but got {p_c}."
        )
