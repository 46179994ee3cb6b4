"""Labels of a model's parameters and results: dimensions of xarray, with their names."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.extras import needs

if TYPE_CHECKING:
    from xarray import Dataset

__all__ = ["Axes", "axes_of", "dataset", "unlabelled"]

# The axes of a grid, by name, with their coordinates if they have any.
Axes = Mapping[str, Array | None]


def unlabelled(given: Mapping[str, Any]) -> tuple[Mapping[str, Any], Axes]:
    """Parameters as plain arrays that broadcast, and the axes that those of xarray have by name.

    Raises
    ------
    ValueError
        If coordinates differ, or an array without labels is among arrays that have some.
    """
    kind = getattr(sys.modules.get("xarray"), "DataArray", ())
    carried = {name: value for name, value in given.items() if isinstance(value, kind)}
    if not carried:
        return given, {}
    from xarray import align, broadcast

    if bare := [name for name, value in given.items() if np.ndim(value) and name not in carried]:
        raise ValueError(
            f"Argument `{bare[0]}` must be one number or of xarray, as `{next(iter(carried))}` is."
        )
    try:
        whole = broadcast(*align(*carried.values(), join="exact"))
    except ValueError as error:
        raise ValueError(f"Parameters must have the same coordinates: {error}") from None
    found = {str(name): whole[0].coords.get(name) for name in whole[0].dims}
    axes = {name: None if values is None else values.values for name, values in found.items()}
    plain = {name: each.values for name, each in zip(carried, whole, strict=True)}
    return {**given, **plain}, axes


def axes_of(parameters: Mapping[str, Array]) -> Axes:
    """The axes of a grid: each has the name of the parameter that alone varies along it.

    Examples
    --------
    >>> {k: x is None for k, x in axes_of({"p": np.ones(3), "kappa": np.ones((2, 1))}).items()}
    {'kappa': False, 'p': False}
    """
    shape = np.broadcast_shapes(*(values.shape for values in parameters.values()))
    found: dict[str, Array | None] = {}
    for k in range(-len(shape), 0):
        varied = {n: x for n, x in parameters.items() if x.ndim >= -k and x.shape[k] == shape[k]}
        name, values = next(iter(varied.items()))
        alone = len(varied) == 1 and values.size == shape[k]
        found |= {name: values.ravel()} if alone else {f"axis_{k + len(shape)}": None}
    return found


def dataset(
    results: Mapping[str, Any], parameters: Mapping[str, Array], axes: Axes, times: Array | None
) -> "Dataset":
    """Results over a grid, and in an evolution over times, with the parameters as coordinates."""
    needs("A Dataset", "scan", "xarray")
    from xarray import Dataset

    grid, behind = tuple(axes), () if times is None else ("time",)
    shape = np.broadcast_shapes(*(values.shape for values in parameters.values()))
    coordinates: dict[str, Any] = {k: x for k, x in axes.items() if x is not None}
    for name, values in parameters.items():
        if name not in axes:
            bare = () if values.size == 1 else grid
            coordinates[name] = (bare, np.broadcast_to(values, shape) if bare else values.item())
    if times is not None:
        coordinates["time"] = times
    return Dataset({n: ((*grid, *behind), x) for n, x in results.items()}, coordinates)
