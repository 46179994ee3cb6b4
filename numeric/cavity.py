"""The full cavity model in double precision over whole parameter grids, at a given cutoff.

The ladder's elimination runs on arrays with one element for each grid point, in chunks that stay
in the processor's cache.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from . import ladder

__all__ = ["concurrence"]

Array = npt.NDArray[np.float64]

# A level's numbers for this many grid points fit into the second-level cache.
CHUNK = 2048


def concurrence(
    *,
    kappa: npt.ArrayLike,
    p: npt.ArrayLike,
    gamma: npt.ArrayLike,
    g: npt.ArrayLike = 1.0,
    delta: npt.ArrayLike = 0.0,
    gamma_z: npt.ArrayLike = 0.0,
    p_c: npt.ArrayLike = 0.0,
    n_max: int = 15,
    clip: bool = True,
) -> Any:
    """Steady-state concurrence of the two qubits, Eqs. (7)-(8), Appendix D and (A8).

    Parameters
    ----------
    kappa, p, gamma, g, delta, gamma_z, p_c
        Rates in one common unit; their shapes broadcast.
    n_max
        Largest photon number.
    clip
        Whether to return 0 where there is no entanglement, instead of how far it is away: the
        negative difference that (A8) compares with 0.

    Returns
    -------
    float or ndarray
        Of the broadcast shape. Without cavity pump and detuning it is off by at most 1e-14.

    Raises
    ------
    ValueError
        If a rate is out of its domain, the steady state is not unique, or n_max is no positive
        integer.

    Examples
    --------
    >>> round(float(concurrence(kappa=2.0, p=0.005, gamma=0.001)), 12)
    0.386505004025
    """
    rates = {"g": g, "kappa": kappa, "p": p, "gamma": gamma}
    noise = {"delta": delta, "gamma_z": gamma_z, "p_c": p_c}
    given = {name: np.asarray(v, dtype=np.float64) for name, v in (rates | noise).items()}
    for name, values in given.items():
        _check(name, values)
    if not isinstance(n_max, int) or n_max < 1:
        raise ValueError(f"Argument `n_max` must be a positive integer, but got {n_max}.")
    mixing = ("p", "gamma", "gamma_z", "delta")
    if np.any(np.all(np.broadcast_arrays(*(given[name] == 0 for name in mixing)), axis=0)):
        raise ValueError(
            "Argument `p`, `gamma`, `gamma_z` or `delta` must not be zero, or the dark state keeps "
            "what it had and the steady state is not unique, but got 0 for all four."
        )
    given = {k: v for k, v in given.items() if k in rates or np.any(v)}
    flat = dict(zip(given, map(np.ravel, np.broadcast_arrays(*given.values())), strict=True))
    shape = np.broadcast_shapes(*(values.shape for values in given.values()))
    result = np.empty(shape)
    for begin in range(0, result.size, CHUNK):
        chunk = slice(begin, begin + CHUNK)
        levels = ladder.solve({k: v[chunk] for k, v in flat.items()}, n_max, float)
        result.ravel()[chunk] = _eq_A8(ladder.two_qubits(levels))
    return np.maximum(result, 0.0)[()] if clip else result[()]


def _eq_A8(qubits: ladder.Level) -> Array:
    """2 (|rho_c| - sqrt(rho_00 rho_11)) of the two qubits."""
    coherence = np.hypot((qubits["SS"] - qubits["AA"]) / 2, qubits.get("Im SA", 0.0))
    result: Array = 2 * (coherence - np.sqrt(qubits["GG"]) * np.sqrt(qubits["EE"]))
    return result


def _check(name: str, values: Array) -> None:
    """Positive g and kappa, no negative rate, nothing infinite or NaN."""
    wanted, wrong = "finite", ~np.isfinite(values)
    if not np.any(wrong) and name in ("g", "kappa"):
        wanted, wrong = "positive", values <= 0
    elif not np.any(wrong) and name != "delta":
        wanted, wrong = "not negative", values < 0
    if np.any(wrong):
        first = float(values[wrong].flat[0])
        raise ValueError(
            f"Argument `{name}` must be {wanted}, but got {first}.".replace("be not", "not be")
        )
