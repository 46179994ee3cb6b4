"""The ladder at many points at once: compiled, where the package was built with a compiler; NumPy.

Both do the same operations in the same order, and agree to the last bit.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array

from . import ladder
from .kernel import library
from .kernel.variants import SUMMED
from .tail import enough_everywhere

__all__ = ["Solved", "bounded", "solved"]


class Solved(NamedTuple):
    """The steady state of a ladder that is cut to n_max photons, at each of some points.

    Attributes
    ----------
    qubits
        GG, SS, AA, EE and Im SA of the two qubits, shape (5, points).
    top
        The probability of n_max photons.
    photons
        The probabilities of 0, …, n_max photons, shape (n_max + 1, points), if asked for.
    flow
        (Im GS)_n + (Im SE)_{n+1}, which moves photons from n to n - 1, of the same shape.
    """

    qubits: Array
    top: Array
    photons: Array
    flow: Array


def solved(rates: Mapping[str, Any], n_max: int, *, light: bool = False) -> Solved:
    """Solve at rates that aren't zero everywhere, `kappa` an array: `ladder.solve`, and its sums.

    Raises
    ------
    MemoryError
        If the ladder is too long for it.
    """
    if library.is_built():
        return Solved(*library.solved(rates, n_max, light=light))
    levels = ladder.solve(rates, n_max, float)
    qubits, top, photons, flow = (_stacked(rows, levels) for rows in _measured(levels, light))
    return Solved(qubits, top[0], photons, flow)


def bounded(rates: Mapping[str, Any]) -> tuple[Solved, npt.NDArray[np.int16]]:
    """Solve each point with as many photons as are known to be enough, and these cutoffs.

    Where the bound asks for many the cutoff is 0, and nothing is known.
    """
    if library.is_built():
        qubits, top, cutoffs = library.bounded(rates)
    else:
        cutoffs = enough_everywhere({"p": 0.0, "gamma": 0.0} | dict(rates))
        sums = np.full((len(SUMMED) + 1, cutoffs.size), np.nan)
        for n_max in np.unique(cutoffs[cutoffs > 0]):
            here = cutoffs == n_max
            found = solved({k: x[here] if np.ndim(x) else x for k, x in rates.items()}, int(n_max))
            sums[:, here] = [*found.qubits, found.top]
        qubits, top = sums[:-1], sums[-1]
    return Solved(qubits, top, *np.empty((2, 0, cutoffs.size))), cutoffs


def _measured(levels: tuple[ladder.Level, ...], light: bool) -> tuple[list[Any], ...]:
    qubits = ladder.two_qubits(levels)
    photons = ladder.photon_distribution(levels)
    flow = [
        levels[n].get("Im GS", 0.0) + levels[n + 1].get("Im SE", 0.0)
        for n in range(len(photons) if light else 0)
    ]
    found = [qubits.get(label, 0.0) for label in SUMMED]
    return found, photons[-1:], photons if light else [], flow


def _stacked(rows: list[Any], levels: tuple[ladder.Level, ...]) -> Array:
    """Rows over all points, of which some may be one number."""
    shape = np.shape(levels[-1]["EE"])
    return np.array([np.broadcast_to(row, shape) for row in rows]).reshape(len(rows), *shape)
