"""The compiled ladder, where it was built: the same numbers as `ladder.solve` over NumPy arrays."""

import ctypes
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.cavity.rates import PARAMETERS, absent

from .variants import SUMMED, VARIANTS

__all__ = ["is_built", "solved"]

_DOUBLES = ctypes.POINTER(ctypes.c_double)


@cache
def _library() -> ctypes.CDLL | None:
    spec = find_spec("beyondthermal.numeric.cavity.kernel._ladder")
    try:
        library = ctypes.CDLL(spec.origin) if spec and spec.origin else None
        variants = library and ctypes.c_int.in_dll(library, "beyondthermal_variants").value
    except (OSError, ValueError):  # built for another machine, or from another version
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
    given = [np.asarray(rates[name], float, order="C") for name in PARAMETERS if name in rates]
    points = max((x.size for x in given if x.ndim), default=1)
    sums, counts = (
        np.empty((len(SUMMED) + 1, points)),
        np.empty((2, n_max + 1 if light else 0, points)),
    )
    pointers = [counts[k].ctypes.data_as(_DOUBLES) if light else None for k in range(2)]
    failed = library.beyondthermal_ladder(
        VARIANTS.index(absent(rates)),
        ctypes.c_size_t(points),
        (_DOUBLES * len(given))(*(x.ctypes.data_as(_DOUBLES) for x in given)),
        (ctypes.c_ssize_t * len(given))(*(int(x.ndim > 0) for x in given)),
        n_max,
        sums.ctypes.data_as(_DOUBLES),
        *pointers,
    )
    if failed:
        raise MemoryError(f"The ladder of {n_max} photons does not fit into memory.")
    return sums[:-1], sums[-1], *counts
