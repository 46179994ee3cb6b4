"""The largest concurrence of a device over what can be tuned: grids, each about the best before."""

from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from beyondthermal.numeric import cavity
from beyondthermal.numeric.arguments import Array

from .units import relative, shown

if TYPE_CHECKING:
    from .platform import Platform

__all__ = ["Best", "best"]

# A grid's points along each quantity, and how many grids: the last has steps of 1e-6 of the first.
POINTS, GRIDS, MOST = 33, 6, 3


class Best(NamedTuple):
    """The largest concurrence over what is tuned.

    Attributes
    ----------
    concurrence
        C there.
    at
        The quantities that were tuned, with their units. At an end of its range C still grows.
    """

    concurrence: float
    at: dict[str, str]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from beyondthermal.symbolic.shown import bundle  # SymPy comes with it

        return bundle(self)


def best(platform: "Platform", ranges: Mapping[str, tuple[Any, Any]]) -> Best:
    """The work of `Platform.best`."""
    if not 1 <= len(ranges) <= MOST:
        raise ValueError(f"Ranges must be given of one to {MOST} quantities, not {len(ranges)}.")
    fixed = platform.with_(**{name: low for name, (low, _) in ranges.items()}).per_second()
    ends = {name: _ends(platform, name, pair) for name, pair in ranges.items()}
    axes = {name: np.geomspace(*pair, POINTS) for name, pair in ends.items()}
    for _ in range(GRIDS):
        grid = dict(zip(axes, np.meshgrid(*axes.values(), indexing="ij"), strict=True))
        C = cavity.concurrence(**platform.model(fixed | grid), clip=False)
        places = np.unravel_index(np.argmax(C), C.shape)
        at = {name: float(x[places]) for name, x in grid.items()}
        axes = {name: _about(x, int(k)) for (name, x), k in zip(axes.items(), places, strict=True)}
    found = {k: _shown(k, low, ends[k], at[k]) for k, (low, _) in ranges.items()}
    return Best(float(np.maximum(C[places], 0)), found)


def _ends(platform: "Platform", name: str, pair: tuple[Any, Any]) -> tuple[float, float]:
    """A range in rates per second."""
    low, high = pair
    least, most = (platform.with_(**{name: end}).per_second()[name] for end in pair)
    growth = most / least if name == "Q" else relative(name, high, low)
    if not 1 < growth < inf:
        raise ValueError(f"Argument `{name}` must be a range that grows, but got {low}, {high}.")
    return least, most


def _about(axis: Array, k: int) -> Array:
    return np.geomspace(axis[max(k - 1, 0)], axis[min(k + 1, len(axis) - 1)], POINTS)


def _shown(name: str, low: Any, ends: tuple[float, float], at: float) -> str:
    """A rate per second in the user's unit, of which it is a multiple, or of its inverse."""
    factor = at / ends[0] if ends[1] > ends[0] else ends[0] / at
    return f"{low * factor:.4g}" if name == "Q" else shown(name, low, factor)
