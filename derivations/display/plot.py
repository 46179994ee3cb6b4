"""Planes, lines and populations of what the package computes, on axes of matplotlib.

Each takes a function, as `cavity.concurrence` or one of a file of yours, the arguments that vary,
`kappa=np.geomspace(0.1, 10, 200)`, in the order of the axes, and those that are fixed. An axis
whose values grow by factors is logarithmic.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from beyondthermal.derivations.printing import latex
from beyondthermal.numeric.extras import needs
from beyondthermal.symbolic.symbols import TABLE, symbol

__all__ = ["line", "plane", "populations"]

Function = Callable[..., Any]
# Thermal reservoirs reach no further, and none any further than the second.
_MARKS = (1 / 3, 1 / 2)


def plane(function: Function, ax: Any = None, **arguments: Any) -> Any:
    """A function over a plane, in colours, with the contour C = 1/3 where it is passed.

    Parameters
    ----------
    function
        What is drawn.
    ax
        Axes to draw on; without them, new ones.
    **arguments
        Two are arrays, the horizontal axis first.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    ValueError
        If not two arguments are arrays, or matplotlib is missing.

    Examples
    --------
    >>> from beyondthermal.numeric import cavity
    >>> kappa, p = np.geomspace(0.1, 10, 20), np.geomspace(1e-4, 1e-1, 20)
    >>> plane(cavity.concurrence, kappa=kappa, p=p, gamma=1e-3).get_xscale()
    'log'
    """
    (x, xs), (y, ys) = _varied(arguments, 2)
    ax = _axes(ax)
    values = np.asarray(function(**arguments | {x: xs[None, :], y: ys[:, None]}))
    mesh = ax.pcolormesh(xs, ys, values, shading="gouraud", rasterized=True)
    ax.figure.colorbar(mesh, ax=ax, label=_label(getattr(function, "__name__", "")))
    if values.min() < _MARKS[0] < values.max():
        ax.contour(xs, ys, values, levels=_MARKS[:1], colors="white")
    _scaled(ax, x, xs, "x")
    _scaled(ax, y, ys, "y")
    return ax


def line(function: Function, ax: Any = None, **arguments: Any) -> Any:
    """A function along one argument that is an array; otherwise as `plane`.

    Examples
    --------
    >>> from beyondthermal.numeric import machine
    >>> line(machine.concurrence, beta_A=0.1, beta_S=np.linspace(0, 5, 50)).get_ylabel()
    '$C$'
    """
    ((x, xs),) = _varied(arguments, 1)
    ax = _axes(ax)
    ax.plot(xs, np.asarray(function(**arguments)))
    ax.set_ylabel(_label(getattr(function, "__name__", "")))
    _scaled(ax, x, xs, "x")
    return ax


def populations(function: Function, ax: Any = None, **arguments: Any) -> Any:
    """The populations of G, S, A and E along one argument; otherwise as `plane`.

    Examples
    --------
    >>> from beyondthermal.numeric import machine
    >>> ax = populations(machine.populations, beta_A=-1.0, beta_S=np.linspace(0, 5, 50))
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['$p_G$', '$p_S$', '$p_A$', '$p_E$']
    """
    ((x, xs),) = _varied(arguments, 1)
    ax = _axes(ax)
    for k, state in enumerate("GSAE"):
        ax.plot(xs, np.asarray(function(**arguments))[..., k], label=f"$p_{state}$")
    ax.legend()
    _scaled(ax, x, xs, "x")
    return ax


def _varied(arguments: Mapping[str, Any], count: int) -> list[tuple[str, Any]]:
    found = [(name, np.asarray(x, float)) for name, x in arguments.items() if np.ndim(x)]
    if len(found) != count or any(x.ndim != 1 for _, x in found):
        wanted = "One argument" if count == 1 else "Two arguments"
        raise ValueError(f"{wanted} must be arrays of one axis, but {len(found)} are arrays.")
    return found


def _axes(ax: Any) -> Any:
    needs("A plot", "report", "matplotlib")
    from matplotlib import pyplot

    return pyplot.subplots()[1] if ax is None else ax


def _scaled(ax: Any, name: str, values: Any, axis: str) -> None:
    """The label of an axis, and whether it is logarithmic."""
    steps = values[1:] / values[:-1] if np.all(values > 0) else np.array([1.0, 2.0])
    if len(values) > 2 and np.ptp(steps) < 1e-9 * abs(steps[0]):
        getattr(ax, f"set_{axis}scale")("log")
    getattr(ax, f"set_{axis}label")(_label(name))


def _label(name: str) -> str:
    if name == "concurrence":
        return "$C$"
    known = any(name == quantity.name for quantity in TABLE)
    return f"${latex(symbol(name))}$" if known else name
