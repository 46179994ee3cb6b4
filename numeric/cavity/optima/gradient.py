"""The gradient of the cavity's concurrence over whole planes, by imaginary steps.

The ladder adds, multiplies and divides, and Eq. (A8) takes roots: C is analytic in each rate where
it has a derivative. A rate that moves by i h leaves C(x + i h) = C + i h C' - h² C'' / 2 - …, whose
imaginary part is h C' with all its digits, for nothing is subtracted; h² is beyond all digits.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.cavity import ladder, planes
from beyondthermal.numeric.cavity.grid import CHUNK, Grid, Parameters
from beyondthermal.numeric.cavity.rates import PARAMETERS, complete
from beyondthermal.numeric.labelled import Part, labelled

__all__ = ["gradient"]

# Of a rate, or of kappa where the rate is zero.
STEP = 1e-30


def _asked(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The rates by which C is differentiated."""
    by = given.get("by")
    names = [name for name in given if name in PARAMETERS] if by is None else by
    if isinstance(names, str) or not all(name in PARAMETERS for name in names):
        raise ValueError(f"Argument `by` must name some of {', '.join(PARAMETERS)}, but got {by}.")
    return tuple(names)


@labelled(parts=lambda given: [Part("gradient", (("rate", _asked(given)),))])
def gradient(*, by: Sequence[str] | None = None, **parameters: Unpack[Parameters]) -> Array:
    """Derivatives of the concurrence, Eqs. (7)-(8), Appendix D and (A8), by the rates.

    Parameters
    ----------
    by
        Names of rates; without it those that are given, in their order. Others may be among them:
        of one that is zero it is the derivative from above.
    **parameters
        As for `concurrence`.

    Returns
    -------
    ndarray
        Along a new last axis, in the order of `by`, in units of one over the rates' unit; of C as
        it is without `clip`: where there is no entanglement, of how far that is away. NaN where
        one of the roots in (A8) has no derivative, as without pumps. Of C' by x it is off by at
        most 1e-13 of |C'| + C / x.

    Raises
    ------
    ValueError
        If `by` has another name, and as `concurrence` does.

    Examples
    --------
    >>> gradient(kappa=2.0, p=0.005, gamma=[0.001, 0.002], by=("p", "gamma")).round(6)
    array([[  0.815556, -40.489686],
           [  6.326968, -33.70862 ]])
    """
    names = _asked({**parameters, "by": by})
    cutoffs = np.ravel(planes.concurrence(**parameters, return_n_max=True)[1])
    grid = Grid.of(**parameters)
    found = np.empty((grid.size, len(names)))
    rates = dict.fromkeys(complete(parameters), 0.0) | grid.values
    for points in _alike(cutoffs):
        here = {name: x[points] if isinstance(x, np.ndarray) else x for name, x in rates.items()}
        for k, name in enumerate(names):
            found[points, k] = _derivative(here, name, int(cutoffs[points[0]]))
    return found.reshape(*grid.shape, len(names))


def _alike(cutoffs: npt.NDArray[np.intp]) -> Iterator[npt.NDArray[np.intp]]:
    """Points of one cutoff, not too many at a time."""
    for n_max in np.unique(cutoffs):
        points = np.flatnonzero(cutoffs == n_max)
        yield from (points[start : start + CHUNK] for start in range(0, points.size, CHUNK))


def _derivative(rates: Mapping[str, Any], name: str, n_max: int) -> Array:
    step = STEP * np.where(rates[name] == 0, rates["kappa"], np.abs(rates[name]))
    present = {other: rate for other, rate in rates.items() if np.any(rate) or other == name}
    with np.errstate(all="ignore"):
        qubits = ladder.two_qubits(
            ladder.solve(present | {name: rates[name] + 1j * step}, n_max, complex)
        )
        coherence = ((qubits["SS"] - qubits["AA"]) / 2) ** 2 + qubits.get("Im SA", 0) ** 2
        corners = qubits["GG"] * qubits["EE"]
        C = 2 * (np.sqrt(coherence) - np.sqrt(corners))
        return np.where((coherence.real <= 0) | (corners.real <= 0), np.nan, C.imag / step)
