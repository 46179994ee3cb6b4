"""Figures of the paper, from its own parameters, drawn with matplotlib (extra `report`)."""

from pathlib import Path
from typing import Any

import numpy as np

from beyondthermal.numeric import machine

__all__ = ["concurrence_map"]


def concurrence_map(path: Path, *, points: int = 601) -> None:
    """Fig. 1b: the concurrence over the inverse temperatures, with its contours.

    Drawn are the thermal region (beta_A, beta_S >= 0), the contour C = 1/3 that thermal
    reservoirs can't cross, and the separability boundary, where C begins.

    Parameters
    ----------
    path
        File to write; the ending decides on the format.
    points
        Grid points along each axis.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot as plt

    beta = np.linspace(-6, 6, points)
    concurrence = machine.concurrence(beta, beta[:, None])
    figure, axes = plt.subplots(figsize=(5.2, 4.2), layout="constrained")
    picture = axes.pcolormesh(
        beta, beta, concurrence, cmap="cividis", vmin=0, vmax=0.5, rasterized=True
    )
    third = axes.contour(
        beta, beta, concurrence, levels=[1 / 3], colors="tab:red", linestyles="dashed"
    )
    axes.clabel(third, fmt={1 / 3: "1/3"}, manual=[(-3, 4), (4, -3)])
    axes.contour(beta, beta, concurrence, levels=[1e-6], colors="white", linewidths=0.8)
    axes.plot([0, 0, 6], [6, 0, 0], color="white", linestyle="dashed", linewidth=1)
    axes.text(0.2, 0.2, "thermal", color="white")
    axes.text(-3, -3, "separable", color="white", ha="center")
    _label(axes, r"$\omega_0\beta_A$", r"$\omega_0\beta_S$")
    figure.colorbar(picture, label="concurrence", ticks=[0, 0.1, 0.2, 0.3, 0.4, 0.5])
    figure.savefig(path, dpi=160)
    plt.close(figure)


def _label(axes: Any, x: str, y: str) -> None:
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    axes.set_aspect("equal")
