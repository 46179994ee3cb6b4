"""The full cavity model, Eqs. (7)-(8) and Appendix D, in double precision, a whole plane at a time.

All functions take the same keywords. `kappa`, `p`, `gamma`, `g`, `delta`, `gamma_z` and `p_c` are
in one common unit of rates, and their shapes broadcast. `n_max` is the largest photon number;
without it every point gets the cutoff at which nothing moves by 1e-13 any more. `workers` is the
number of threads where the ladder is compiled (`kernel`), else of processes; each of these takes
about a second to start, and a script of yours needs the usual `if __name__ == "__main__":`. Arrays
of xarray, pandas, NumPy's masked ones and Dask's are taken as they are and returned as such:
`numeric.labelled` says how.

Cutoffs come from a bound that is certain where it asks for few photons (`tail`), and else are
raised until nothing moves. One point whose rates are floats is solved without arrays, which is far
quicker; it has the bits of an element of an array.

All is off by at most 1e-13. Small numbers have their digits, too: where there is entanglement and
no cavity pump, each population is off by at most 1e-12 of itself, and C by 1e-12 of 2 |rho_c|,
which is C + 2 sqrt(p_G p_E), however small they are and however far apart the rates. No more can
be promised of C itself, for it vanishes where 2 |rho_c| and 2 sqrt(p_G p_E) are equal.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple, Unpack

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric.labelled import BASIS, STATE, Part, labelled

from . import one_point
from .grid import LARGEST_CUTOFF, Array, Grid, Measure, Parameters, pieces
from .points import Solved
from .tail import photons_by_flow

__all__ = [
    "LARGEST_CUTOFF",
    "PhotonStatistics",
    "concurrence",
    "density_matrix",
    "photon_statistics",
    "populations",
]


Given = Mapping[str, Any]


class PhotonStatistics(NamedTuple):
    """What a photon counter sees of the cavity in its steady state.

    Attributes
    ----------
    mean
        ⟨a†a⟩, of the grid's shape; off by at most 1e-12 of itself.
    g2
        g⁽²⁾(0) = ⟨a†a†aa⟩/⟨a†a⟩², of the same shape; NaN where there is no photon. Without a cavity
        pump it is off by at most 1e-12 of itself, or by 1e-16 κ/g of itself if that is more.
    distribution
        The probabilities of 0, 1, … photons along a new last axis, 0 above a point's cutoff; off by
        at most 1e-13.
    """

    mean: Any
    g2: Any
    distribution: Array

    def __repr__(self) -> str:
        """Numbers of one point; of a grid, over how many points it goes."""
        if shape := self.distribution.shape[:-1]:
            return f"<PhotonStatistics over {' × '.join(map(str, shape))}>"
        return f"PhotonStatistics(mean={float(self.mean)!r}, g2={float(self.g2)!r}, …)"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from beyondthermal.symbolic.shown import bundle  # SymPy comes with it

        return bundle(self)


_WITH_N_MAX = (Part("concurrence"), Part("n_max", dtype=np.intp))


def _light(n_max: int | None) -> list[Part]:
    counts = range(n_max + 1) if isinstance(n_max, int) else None
    return [Part("mean"), Part("g2"), Part("distribution", (("photons", counts),))]


@labelled(parts=lambda given: _WITH_N_MAX if given.get("return_n_max") else _WITH_N_MAX[:1])
def concurrence(
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
    clip: bool = True,
    return_n_max: bool = False,
) -> Any:
    """Steady-state concurrence of the two qubits, Eqs. (7)-(8), Appendix D and (A8).

    Parameters
    ----------
    kappa, p, gamma, g, delta, gamma_z, p_c
        Rates in one common unit; their shapes broadcast.
    n_max
        Largest photon number; without it, as many as each point takes, up to `LARGEST_CUTOFF`.
    workers
        Number of threads, or of processes where nothing is compiled.
    clip
        Whether to return 0 where there is no entanglement, instead of how far it is away: the
        negative difference that (A8) compares with 0.
    return_n_max
        Whether to return the cutoffs as well.

    Returns
    -------
    float or ndarray
        Of the broadcast shape, off by at most 1e-13, and as said above where C is smaller; with
        `return_n_max` a pair of it and the integer cutoffs, of the same shape.

    Raises
    ------
    ValueError
        If a rate is out of its domain or no real number, labels differ, the steady state is not
        unique, or a point does not converge: it is named.

    Examples
    --------
    >>> round(float(concurrence(kappa=2.0, p=0.005, gamma=0.001)), 12)
    0.386505004025
    """
    given = Parameters(
        kappa=kappa, p=p, gamma=gamma, g=g, delta=delta, gamma_z=gamma_z, p_c=p_c,
        n_max=n_max, workers=workers,
    )  # fmt: skip
    if not return_n_max and (found := one_point.qubits(given)):
        return one_point.excess(found, clip=clip)
    grid = Grid.of(**given)
    values, cutoffs = _filled(grid, _excess, 1)
    result = np.maximum(values, 0.0, out=values) if clip else values
    result = result.reshape(grid.shape)[()]
    return (result, cutoffs.astype(np.intp).reshape(grid.shape)[()]) if return_n_max else result


@labelled(STATE)
def populations(**parameters: Unpack[Parameters]) -> Array:
    """The populations of G, S, A, E, along a new last axis; keywords as in `concurrence`.

    Examples
    --------
    >>> populations(kappa=2.0, p=0.005, gamma=[0.001, 0.002]).round(6)
    array([[0.542578, 0.003154, 0.452451, 0.001817],
           [0.580219, 0.003199, 0.414918, 0.001665]])
    """
    if found := one_point.qubits(parameters):
        return np.array(found[:4])
    grid = Grid.of(**parameters)
    return _filled(grid, _qubits, 5)[0][:, :4].reshape(*grid.shape, 4)


@labelled(parts=lambda _: [Part("density_matrix", BASIS, complex)])
def density_matrix(**parameters: Unpack[Parameters]) -> npt.NDArray[np.complex128]:
    """The two qubits' density matrix, Eq. (C3), along two new last axes.

    Its basis is |00>, |01>, |10>, |11>; keywords as in `concurrence`.

    Examples
    --------
    >>> rho = density_matrix(kappa=2.0, p=0.005, gamma=0.001)
    >>> C = 2 * abs(rho[1, 2]) - 2 * np.sqrt(rho[0, 0] * rho[3, 3])  # Eq. (A8)
    >>> round(float(C.real), 12)
    0.386505004025
    """
    grid = Grid.of(**parameters)
    G, S, A, E, imaginary = _filled(grid, _qubits, 5)[0].T
    rho = np.zeros((grid.size, 4, 4), dtype=np.complex128)
    rho[:, 0, 0], rho[:, 3, 3] = G, E
    rho[:, 1, 1] = rho[:, 2, 2] = (S + A) / 2
    rho[:, 1, 2] = (S - A) / 2 - 1j * imaginary
    rho[:, 2, 1] = rho[:, 1, 2].conj()
    return rho.reshape(*grid.shape, 4, 4)


@labelled(parts=lambda given: _light(given.get("n_max")), into=PhotonStatistics._make)
def photon_statistics(**parameters: Unpack[Parameters]) -> PhotonStatistics:
    """Mean photon number, g⁽²⁾(0) and Fock distribution; keywords as in `concurrence`.

    Examples
    --------
    >>> light = photon_statistics(kappa=2.0, p=0.005, gamma=0.001)
    >>> round(float(light.mean), 12), round(float(light.g2), 9)
    (0.003622284372, 52.248590891)
    """
    grid = Grid.of(**parameters)
    found = list(pieces(grid, _photons, light=True))
    rows = np.zeros((grid.size, 3 + max((n_max for _, n_max, _ in found), default=0)))
    for points, _, values in found:
        rows[points, : len(values)] = values.T
    rows[rows[:, 0] == 0, 1] = np.nan
    mean, g2 = (rows[:, k].reshape(grid.shape)[()] for k in (0, 1))
    return PhotonStatistics(mean, g2, rows[:, 2:].reshape(*grid.shape, rows.shape[1] - 2))


def _filled(grid: Grid, measure: Measure, width: int) -> tuple[Array, npt.NDArray[np.int16]]:
    """What is measured at each point, shape (points, width), and the cutoffs there."""
    values, cutoffs = np.empty((grid.size, width)), np.empty(grid.size, dtype=np.int16)
    for points, n_max, found in pieces(grid, measure):
        # They ascend: if none is left out, they are copied at once.
        whole = points.size and points[-1] - points[0] == points.size - 1
        at = slice(points[0], points[-1] + 1) if whole else points
        values[at], cutoffs[at] = found.T, n_max
    return values, cutoffs


def _qubits(found: Solved, _: Given, more: Any) -> Array:
    """GG, SS, AA, EE, Im SA."""
    G, S, A, E, imaginary = found.qubits
    return np.array([G, S / more, A / more, E / more / more, imaginary / more])


def _excess(found: Solved, _: Given, more: Any) -> Array:
    """2 (|rho_c| - sqrt(rho_00 rho_11)) of the two qubits, Eq. (A8)."""
    G, S, A, E, imaginary = found.qubits
    real = (S - A) / 2
    coherence = np.hypot(real, imaginary) if imaginary.any() else np.abs(real)
    excess: Array = 2 * (coherence - np.sqrt(G) * np.sqrt(E)) / more
    return excess[None]


def _photons(found: Solved, rates: Given, more: Any) -> Array:
    """Mean, g2 (0 where there is no photon), and the distribution."""
    distribution = photons_by_flow(found.photons, found.flow, rates)
    n = np.arange(len(distribution))[:, None]
    mean, pairs = np.sum(n * distribution, axis=0), np.sum(n * (n - 1) * distribution, axis=0)
    # Two photons may be less likely than any double: a NaN is refused.
    known = (pairs > 1e-290) | (len(n) == 2)
    g2 = np.where(mean > 0, np.where(known, pairs / mean / mean, np.nan), 0.0)
    return np.vstack([mean / more, g2, distribution / np.power(more, n)])
