"""What is drawn where no script runs: the machine at a point, and the regions of its plane."""

import numpy as np
import numpy.typing as npt

from beyondthermal.numeric import machine as numbers

__all__ = ["RANGE", "machine", "regions"]

Array = npt.NDArray[np.float64]

# The plane is [-RANGE, RANGE]²; ten units of the drawing are one of the inverse temperature.
RANGE = 8
_COLUMNS, _ROWS = 97, 1601


def machine(beta_A: float, beta_S: float) -> str:
    """The point, its populations, and the share of the pump in either reservoir's rates.

    As custom properties, of which the style sheet makes discs, arrows and the place of the point.

    Examples
    --------
    >>> machine(0.0, 0.0).split("; ")[-2:]
    ['--up-A: 0.5000', '--up-S: 0.5000']
    """
    values = {"beta-A": beta_A, "beta-S": beta_S}
    populations = numbers.populations(beta_A, beta_S)
    values |= {f"p-{k}": p for k, p in zip("GSAE", populations, strict=True)}
    values |= {f"up-{k}": 1 / (1 + np.exp(b)) for k, b in (("A", beta_A), ("S", beta_S))}
    return "; ".join(f"--{name}: {value:.4f}" for name, value in values.items())


def regions() -> tuple[str, str, str]:
    """Where C > 0, where C > 1/3, and the border of the latter, as paths of the drawing."""
    some, beyond = _border(0.0), _border(1 / 3)
    return _area(some), _area(beyond), _line(beyond)


def _border(level: float) -> Array:
    """Points (β_A, β_S) above the diagonal on which C rises to the level, from the left."""
    beta_A, beta_S = np.linspace(-RANGE, RANGE, _COLUMNS), np.linspace(-RANGE, RANGE, _ROWS)
    above = numbers.concurrence(beta_A[:, None], beta_S) > level
    above &= beta_S > beta_A[:, None]
    found = above.any(axis=1)
    return np.stack([beta_A[found], beta_S[above.argmax(axis=1)[found]]], axis=1)


def _points(border: Array, *, mirrored: bool = False) -> str:
    """In the drawing's units; reflected at the diagonal if asked for."""
    x, y = (border[:, ::-1] if mirrored else border).T
    return " ".join(
        f"{10 * (RANGE + a):.1f} {10 * (RANGE - b):.1f}" for a, b in zip(x, y, strict=True)
    )


def _line(border: Array) -> str:
    return "".join(f"M{_points(border, mirrored=m)}" for m in (False, True))


def _area(border: Array) -> str:
    """The border, and back along the edges by the corner."""
    end = border[-1, 0]
    corners = np.array([[end, RANGE], [-RANGE, RANGE]])
    return "".join(
        f"M{_points(np.concatenate([border, corners]), mirrored=m)}Z" for m in (False, True)
    )
