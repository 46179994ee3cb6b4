"""The full cavity model for the live figures: computed in the run, and drawn as it is."""

import base64
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric import cavity

__all__ = ["PARTS", "curves", "packed", "planes"]

Array = npt.NDArray[np.float64]

# One in so many parts of one half: what a curve and a plane resolve. Below zero, where there is
# no entanglement, only the way to the border is drawn.
PARTS = {"curves": 10_000, "planes": 1_000}
_LEAST = -0.1
_GAMMAS = (0.0, 1e-3)
# In Fig. 3 one parameter varies: γ alone, or one of the noises of Appendix D at this γ.
_GAMMA = 1e-3
# A cavity pump has to stay below the smallest κ.
_STRENGTHS: dict[str, Array] = {
    "gamma": np.geomspace(1e-5, 1e-2, 7),
    "gamma_z": np.array([0, *np.geomspace(1e-4, 1e-1, 7)]),
    "delta": np.array([0, *np.geomspace(1e-2, 1, 7)]),
    "p_c": np.array([0, *np.geomspace(1e-3, 5e-2, 7)]),
}


def packed(values: Array, parts: int) -> str:
    """Numbers up to 1/2 in base 64: steps between whole parts, low bytes first, compressed.

    Examples
    --------
    >>> import base64, zlib
    >>> list(zlib.decompress(base64.b64decode(packed(np.array([0.25, -0.01, 0.0]), 1000))))
    [244, 248, 20, 1, 253, 0]
    """
    counts = np.rint(2 * parts * values.ravel()).astype("<i2").view("<u2")
    steps = np.diff(counts, prepend=counts.dtype.type(0))
    halves = steps.astype("<u2").view(np.uint8).reshape(-1, 2).T
    return base64.b64encode(zlib.compress(halves.tobytes(), 9)).decode("ascii")


def curves() -> dict[str, Any]:
    """Figs. 2b and c: C of the full model before it is clipped, by γ, p and κ; rates over g."""
    # A sixth of the step between two pumps of the paper, 2e-4, 1e-3 and 5e-3.
    p, kappa = 1e-3 * 5 ** (np.arange(-18, 19) / 6), np.geomspace(1e-2, 1e4, 73)
    grid = np.array(_GAMMAS)[:, None, None], p[:, None], kappa
    gamma, at_p, at_kappa = (part.ravel() for part in np.broadcast_arrays(*grid))
    C = cavity.concurrence(kappa=at_kappa, p=at_p, gamma=gamma, clip=False)
    return _axes(gamma=np.array(_GAMMAS), p=p, kappa=kappa) | _values(C, "curves")


def planes() -> dict[str, Any]:
    """Fig. 3: the same by the strength of each parameter, κ and p."""
    p, kappa = np.geomspace(3e-5, 1e-1, 31), np.geomspace(0.1, 100, 31)
    found = []
    for name, strengths in _STRENGTHS.items():
        grid = np.broadcast_arrays(strengths[:, None, None], kappa[:, None], p)
        at, at_kappa, at_p = (part.ravel() for part in grid)
        rates: dict[str, Any] = {"gamma": _GAMMA, name: at}
        found.append(cavity.concurrence(kappa=at_kappa, p=at_p, clip=False, **rates))
    strengths = _axes(**_STRENGTHS)
    return (
        _axes(kappa=kappa, p=p)
        | {"strengths": strengths}
        | _values(np.concatenate(found), "planes")
    )


def _axes(**values: Array) -> dict[str, Any]:
    return {name: [float(f"{v:.6g}") for v in axis] for name, axis in values.items()}


def _values(found: Array, kind: str) -> dict[str, Any]:
    return {"parts": PARTS[kind], "values": packed(np.maximum(found, _LEAST), PARTS[kind])}
