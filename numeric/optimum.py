"""Where a smooth function of a few variables is largest: Newton's method on central differences."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["maximum"]

Vector = npt.NDArray[np.float64]


def maximum(
    function: Callable[..., float], start: Sequence[float], *, step: float = 1e-2
) -> tuple[Vector, float]:
    """The maximum near a starting point.

    Parameters
    ----------
    function
        Takes as many numbers as `start` has; smooth, and accurate to rounding.
    start
        Where to begin, close enough for the Hessian to be negative definite.
    step
        First distance of the finite differences; it falls to a tenth.

    Returns
    -------
    tuple
        The point, good to about 1e-7, and the value there, good to rounding.

    Raises
    ------
    ValueError
        If Newton's method doesn't settle.

    Examples
    --------
    >>> point, value = maximum(lambda u, v: 1 - (u - 1) ** 2 - (v - u) ** 4 - v**2 / 9, (0.8, 0.5))
    >>> bool(value >= 0.9)
    True
    """
    point, smallest = np.array(start, dtype=float), step / 10
    for _ in range(50):
        gradient, hessian = _derivatives(function, point, step)
        move = np.clip(-np.linalg.solve(hessian, gradient), -0.5, 0.5)
        point += move
        step = max(step / 2, smallest)
        if step == smallest and np.abs(move).max() < 1e-8:
            return point, function(*point)
    raise ValueError(f"Argument `start` must be closer to a maximum, but got {list(start)}.")


def _derivatives(
    function: Callable[..., float], point: Vector, step: float
) -> tuple[Vector, Vector]:
    """Gradient and Hessian by central differences."""
    shifts = step * np.eye(len(point))
    here = function(*point)
    up = np.array([function(*(point + e)) for e in shifts])
    down = np.array([function(*(point - e)) for e in shifts])
    hessian = np.diag((up - 2 * here + down) / step**2)
    for i in range(len(point)):
        for j in range(i):
            a, b = shifts[i], shifts[j]
            corners = [function(*(point + s * a + t * b)) for s in (1, -1) for t in (1, -1)]
            hessian[i, j] = hessian[j, i] = np.dot([1, -1, -1, 1], corners) / (4 * step**2)
    return (up - down) / (2 * step), hessian
