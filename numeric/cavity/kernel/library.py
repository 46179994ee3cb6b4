"""The compiled ladder, where it was built: the same numbers as `ladder.solve` over NumPy arrays."""

import ctypes
from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.built import built
from beyondthermal.numeric.cavity.rates import PARAMETERS, absent

from .variants import SUMMED, VARIANTS

__all__ = ["bounded", "is_built", "point", "solved"]

_RATES, _SUMS = ctypes.c_double * len(PARAMETERS), ctypes.c_double * (len(SUMMED) + 1)


@cache
def _library() -> ctypes.CDLL | None:
    library = built("cavity.kernel._ladder")
    try:
        variants = library and ctypes.c_int.in_dll(library, "beyondthermal_variants").value
    except ValueError:  # built from another version
        return None
    return library if variants == len(VARIANTS) else None


def is_built() -> bool:
    """Whether the ladder was compiled when the package was installed."""
    return _library() is not None


def solved(
    rates: Mapping[str, Any], n_max: int, *, light: bool = False
) -> tuple[Array, Array, Array, Array]:
    """Solve the ladder that is cut to n_max photons, in the order of `points.Solved`.

    Parameters
    ----------
    rates
        The parameters that aren't zero: numbers, or arrays of one length.
    n_max
        Largest photon number, at least 1.
    light
        Whether photons are counted.

    Raises
    ------
    MemoryError
        If there is not enough of it.
    """
    points = _count(rates)
    sums, counts = _sums(points), np.empty((2, n_max + 1 if light else 0, points))
    _call("ladder", rates, points, n_max, sums, *(counts if light else (None, None)))
    return sums[:-1], sums[-1], *counts


def bounded(rates: Mapping[str, Any]) -> tuple[Array, Array, npt.NDArray[np.int16]]:
    """`points.bounded`, compiled: what the qubits have, the top, the cutoffs.

    Raises
    ------
    MemoryError
        If there is not enough of it.
    """
    points = _count(rates)
    sums, cutoffs = _sums(points), np.empty(points, np.int16)
    _call("ladders", rates, points, sums, cutoffs)
    return sums[:-1], sums[-1], cutoffs


def point(rates: Mapping[str, float], n_max: int | None) -> tuple[float, ...] | None:
    """The sums of `variants.SUMMED` at one point, all rates given in the order of `PARAMETERS`.

    None where no cutoff is known to be enough, or there is no memory for it.
    """
    library = _library()
    assert library is not None
    sums = _SUMS()
    done = library.beyondthermal_point(_RATES(*rates.values()), n_max or 0, sums)
    return tuple(sums[:-1]) if done else None


def _count(rates: Mapping[str, Any]) -> int:
    return max((np.size(x) for x in rates.values() if np.ndim(x)), default=1)


def _sums(points: int) -> Array:
    return np.empty((len(SUMMED) + 1, points))


def _call(
    name: str, rates: Mapping[str, Any], points: int, *rest: npt.NDArray[Any] | int | None
) -> None:
    """Call a function that takes a variant, its rates, and what comes then."""
    library = _library()
    assert library is not None
    given = [np.asarray(rates[rate], float, order="C") for rate in PARAMETERS if rate in rates]
    failed = library[f"beyondthermal_{name}"](
        VARIANTS.index(absent(rates)),
        ctypes.c_size_t(points),
        (ctypes.c_void_p * len(given))(*(x.ctypes.data for x in given)),
        (ctypes.c_ssize_t * len(given))(*(int(x.ndim > 0) for x in given)),
        *(ctypes.c_void_p(x.ctypes.data) if isinstance(x, np.ndarray) else x for x in rest),
    )
    if failed:
        raise MemoryError("The ladder does not fit into memory.")
