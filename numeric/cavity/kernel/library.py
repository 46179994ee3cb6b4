"""The compiled ladder, where it was built: the same numbers as `ladder.solve` over NumPy arrays."""

import ctypes
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.built import built
from beyondthermal.numeric.cavity.rates import PARAMETERS, absent
from beyondthermal.numeric.cavity.tail import BOUNDING

from .variants import SUMMED, VARIANTS

__all__ = ["enough", "is_built", "point", "solved"]

_DOUBLES = ctypes.POINTER(ctypes.c_double)
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
    library = _library()
    assert library is not None
    given = _doubles(rates[name] for name in PARAMETERS if name in rates)
    points = max((x.size for x in given if x.ndim), default=1)
    sums, counts = (
        np.empty((len(SUMMED) + 1, points)),
        np.empty((2, n_max + 1 if light else 0, points)),
    )
    pointers = [counts[k].ctypes.data_as(_DOUBLES) if light else None for k in range(2)]
    failed = library.beyondthermal_ladder(
        VARIANTS.index(absent(rates)),
        ctypes.c_size_t(points),
        *_strided(given),
        n_max,
        sums.ctypes.data_as(_DOUBLES),
        *pointers,
    )
    if failed:
        raise MemoryError(f"The ladder of {n_max} photons does not fit into memory.")
    return sums[:-1], sums[-1], *counts


def enough(rates: Mapping[str, Any]) -> npt.NDArray[np.int16]:
    """`tail.enough_everywhere`, compiled."""
    library = _library()
    assert library is not None
    given = _doubles(rates.get(name, 0.0) for name in BOUNDING)
    cutoffs = np.empty(given[0].size, np.int16)
    library.beyondthermal_enough(
        ctypes.c_size_t(cutoffs.size),
        *_strided(given),
        cutoffs.ctypes.data_as(ctypes.POINTER(ctypes.c_short)),
    )
    return cutoffs


def point(rates: Mapping[str, float], n_max: int | None) -> tuple[float, ...] | None:
    """The sums of `variants.SUMMED` at one point, all rates given in the order of `PARAMETERS`.

    None where no cutoff is known to be enough, or there is no memory for it.
    """
    library = _library()
    assert library is not None
    sums = _SUMS()
    done = library.beyondthermal_point(_RATES(*rates.values()), n_max or 0, sums)
    return tuple(sums[:-1]) if done else None


def _doubles(values: Iterable[Any]) -> list[Array]:
    return [np.asarray(x, float, order="C") for x in values]


def _strided(given: Sequence[Array]) -> tuple[Any, Any]:
    """Pointers to numbers or arrays, and how many doubles further the next value is."""
    pointers = (_DOUBLES * len(given))(*(x.ctypes.data_as(_DOUBLES) for x in given))
    return pointers, (ctypes.c_ssize_t * len(given))(*(int(x.ndim > 0) for x in given))
