"""Where to begin: the largest concurrence, or the first one above a level, on grids in double.

A grid in the logarithms of the parameters is made finer around what it finds.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import numpy as np

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity.accuracy import Exact, Real
from beyondthermal.numeric.cavity.grid import Array
from beyondthermal.numeric.cavity.rates import OPTIONAL, Rates, complete, exactly

__all__ = ["Box", "crossing", "fixed", "highest", "plane"]

Box = Mapping[str, tuple[float, float]]

# Where a cavity holds more photons a cutoff may show entanglement of its own, of some 10^-4 only;
# Newton's method, which changes the cutoff with every step, doesn't settle there.
N_MAX, POINTS, REFINEMENTS = 30, 81, 3


def fixed(over: Sequence[str], model: str, **rates: Unpack[Rates[Real | None]]) -> Exact:
    """The rates that are not varied, exactly, without the optional ones that are zero.

    Raises
    ------
    ValueError
        If the model or what is varied is unknown, or a rate is missing, superfluous or wrong.
    """
    if model not in ("full", "effective"):
        raise ValueError(f"Argument `model` must be 'full' or 'effective', but got {model!r}.")
    if tuple(sorted(over)) not in (("p",), ("kappa",), ("kappa", "p")):
        raise ValueError(f"Argument `over` must name `p`, `kappa` or both, but got {over!r}.")
    given = complete(rates)
    for name, rate in given.items():
        if (rate is None) != (name in over):
            wanted = "left out where it is varied" if name in over else "given"
            raise ValueError(f"Argument `{name}` must be {wanted}, but got {rate}.")
    exact = exactly({name: rate for name, rate in given.items() if rate is not None})
    for name in OPTIONAL:
        if name in exact and model == "effective":
            raise ValueError(
                f"Argument `{name}` must be 0 in the effective model, but got {given[name]}."
            )
    return exact


def plane(
    over: Sequence[str], exact: Exact
) -> tuple[dict[str, float], dict[str, tuple[float, float]]]:
    """The fixed parameters in double, and the box to search, p first."""
    g, gamma = exact["g"], exact["gamma"]
    box = {
        "p": (min(g / 10**10, gamma / 10**3) or g / 10**10, max(g, gamma) * 10**3),
        "kappa": (g / 10**3, g * 10**5),
    }
    return (
        {name: float(rate) for name, rate in exact.items()},
        {name: (float(low), float(high)) for name, (low, high) in box.items() if name in over},
    )


def _grid(rates: Mapping[str, float], box: Box) -> tuple[dict[str, Array], Array]:
    """Axes, and 2(|rho_c| - sqrt(rho_00 rho_11)) on all of their points."""
    axes = {name: np.geomspace(low, high, POINTS) for name, (low, high) in box.items()}
    mesh = dict(zip(axes, np.meshgrid(*axes.values(), indexing="ij"), strict=True))
    arguments: dict[str, Any] = {**rates, **mesh, "n_max": N_MAX, "clip": False}
    values: Array = cavity.concurrence(**arguments)
    return axes, values


def _around(
    axes: Mapping[str, Array], index: tuple[int, ...], reach: int
) -> dict[str, tuple[float, float]]:
    """The box of so many steps to each side of a point."""
    box = {}
    for (name, axis), i in zip(axes.items(), index, strict=True):
        box[name] = (float(axis[max(i - reach, 0)]), float(axis[min(i + reach, POINTS - 1)]))
    return box


def highest(rates: Mapping[str, float], box: Box) -> tuple[dict[str, float], float]:
    """The point of the box where C is largest, and C there.

    Raises
    ------
    ValueError
        If C is zero everywhere, or largest on the border of the box.
    """
    for refinement in range(REFINEMENTS):
        axes, values = _grid(rates, box)
        index = tuple(map(int, np.unravel_index(np.argmax(values), values.shape)))
        point = {name: float(axis[i]) for (name, axis), i in zip(axes.items(), index, strict=True)}
        if refinement == 0:
            _inside(rates, point, index, float(values[index]))
        box = _around(axes, index, 1)
    return point, float(values[index])


def _inside(
    rates: Mapping[str, float], point: Mapping[str, float], index: tuple[int, ...], value: float
) -> None:
    if value <= 0:
        raise ValueError(
            "Argument `gamma` must be smaller, or there is no entanglement at any "
            f"{' and '.join(point)}, but got {rates['gamma']}."
        )
    for name, i in zip(point, index, strict=True):
        if i in (0, POINTS - 1):
            raise ValueError(
                f"Argument `over` must name what has a best value, but C still grows at "
                f"{name} = {point[name]:g}, where the search ends."
            )


def crossing(rates: Mapping[str, float], box: Box, level: float) -> dict[str, float]:
    """The smallest p at which C, largest over all else, is above a level.

    Parameters
    ----------
    rates
        The other parameters.
    box
        First p, up to where C is above the level.
    level
        Of C.
    """
    for _ in range(REFINEMENTS):
        axes, values = _grid(rates, box)
        above = values.reshape(POINTS, -1).max(axis=1) > level
        # If C hardly gets there it may do so at the end, between the points of the other axis.
        first = int(np.argmax(above)) if np.any(above) else POINTS - 1
        rest = np.unravel_index(np.argmax(values[first]), values.shape[1:])
        index = (first, *map(int, rest))
        box = _around(axes, index, 2) | {"p": tuple(axes["p"][[max(first - 1, 0), first]])}
    return {name: float(axis[i]) for (name, axis), i in zip(axes.items(), index, strict=True)}
