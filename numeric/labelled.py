"""Labels, masks and lazy arrays go through functions that know plain arrays only.

A function that `labelled` decorates takes xarray's objects, and broadcasts them by the names of
their dimensions; pandas' Series and DataFrames, and brings their labels into the same order; masked
arrays, of which nothing is computed where one is masked; and Dask arrays, which stay lazy. Its
result is one of them. Different coordinates or labels are an error: what is missing on one side
can't be made up. No library is imported here: who hands over one of its objects has done so.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, wraps
from inspect import signature
from types import NoneType
from typing import Any, ParamSpec, TypeAlias, TypeVar

import numpy as np

from .carriers import Axis, Carry, Part, by_dimension, by_label, in_blocks

__all__ = ["BASIS", "PLAIN", "RESERVOIR", "STATE", "Part", "labelled", "through_labels"]

P = ParamSpec("P")
R = TypeVar("R")
Given: TypeAlias = Mapping[str, Any]
Function: TypeAlias = Callable[[Given], Any]

# The axes of the paper's results: its states, the basis of its matrices, and its reservoirs.
STATE: Axis = ("state", ("G", "S", "A", "E"))
BASIS: tuple[Axis, Axis] = (("ket", ("00", "01", "10", "11")), ("bra", ("00", "01", "10", "11")))
RESERVOIR: Axis = ("reservoir", ("A", "S"))

# Nothing of these types has a label: they go straight to the function.
PLAIN = frozenset({int, float, bool, str, list, tuple, NoneType, np.float64, np.ndarray})
_SCALARS = (int, float, bool, str, NoneType)


def labelled(
    *axes: Axis,
    parts: Callable[[Given], Sequence[Part]] | None = None,
    into: Callable[[Iterable[Any]], Any] = tuple,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function that broadcasts plain arrays take and return labelled ones.

    Parameters
    ----------
    axes
        The last axes of the result.
    parts
        What the function returns for given arguments, where that is more than one array.
    into
        What several parts are put into.

    Examples
    --------
    >>> @labelled()
    ... def ratio(a, b):
    ...     return np.divide(a, b)
    >>> ratio(np.ma.array([1.0, 2.0], mask=[False, True]), 4.0)
    masked_array(data=[0.25, --],
                 mask=[False,  True],
           fill_value=1e+20)
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        named, one = signature(function), [Part(function.__name__, axes)]
        plain: Callable[..., R] = function

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            for value in (*args, *kwargs.values()) if kwargs else args:
                if type(value) not in PLAIN:
                    break
            else:
                return function(*args, **kwargs)
            given = named.bind(*args, **kwargs).arguments
            given |= given.pop("parameters", {})
            found = parts(given) if parts else one
            result: R = through_labels(lambda known: plain(**known), given, found, into)
            return result

        return call

    return decorate


def through_labels(
    function: Function,
    given: Given,
    parts: Sequence[Part],
    into: Callable[[Iterable[Any]], Any] = tuple,
) -> Any:
    """What a function of plain arrays makes of arguments any of which may be labelled."""
    carried_by = [
        (carry, {name: value for name, value in given.items() if isinstance(value, kinds)})
        for carry, kinds in ((carry, _kinds(*where)) for carry, *where in _CARRIERS)
    ]
    for carry, carried in carried_by:
        if carried:
            if carry is by_dimension and (tables := carried_by[1][1]):
                raise ValueError(
                    f"Arguments `{next(iter(carried))}` and `{next(iter(tables))}` must both be "
                    "of xarray or both of pandas, but got one of each."
                )
            # What is one number goes along as it is: `n_max` is no array.
            arrays = {k: v for k, v in given.items() if not isinstance(v, _SCALARS)}
            plain = partial(_plain, function, given, tuple(arrays))
            found = carry(plain, arrays, carried, parts)
            return into(found) if len(parts) > 1 else found[0]
    return function(given)


def _kinds(library: str, *names: str) -> tuple[type, ...]:
    """Some types of a library; none, if nobody has imported it."""
    found = sys.modules.get(library)
    return tuple(kind for name in names if (kind := getattr(found, name, None)))


def _plain(function: Function, given: Given, names: Sequence[str], *arrays: Any) -> tuple[Any, ...]:
    """The parts of the result for arrays, among which may be masked ones."""
    known = {**given, **dict(zip(names, arrays, strict=True))}
    if any(isinstance(array, np.ma.MaskedArray) for array in arrays):
        return _unmasked(function, known, names)
    return _parts(function(known))


def _parts(found: Any) -> tuple[Any, ...]:
    return found if isinstance(found, tuple) else (found,)


def _unmasked(function: Function, known: Given, names: Sequence[str]) -> tuple[Any, ...]:
    """Evaluate where nothing is masked: what is masked may be anything, and stays masked."""
    arrays = {name: np.ma.asanyarray(known[name]) for name in names}
    try:
        shape = np.broadcast_shapes(*(array.shape for array in arrays.values()))
    except ValueError:  # the function says so in its own words
        return _parts(function({**known, **{k: v.data for k, v in arrays.items()}}))
    masks = (np.broadcast_to(np.ma.getmaskarray(array), shape) for array in arrays.values())
    kept = ~np.logical_or.reduce(list(masks))
    flat = {name: np.broadcast_to(array.data, shape)[kept] for name, array in arrays.items()}
    found = []
    for part in map(np.asarray, _parts(function({**known, **flat}))):
        whole = np.ma.zeros((*shape, *part.shape[1:]), dtype=part.dtype)
        whole[kept] = part
        whole[~kept] = np.ma.masked
        found.append(whole)
    return tuple(found)


def _as_they_are(
    plain: Callable[..., tuple[Any, ...]], arrays: Given, _: Given, __: Sequence[Part]
) -> tuple[Any, ...]:
    return plain(*arrays.values())


_CARRIERS: tuple[tuple[Carry, *tuple[str, ...]], ...] = (
    (by_dimension, "xarray", "DataArray", "Dataset", "Variable"),
    (by_label, "pandas", "Series", "DataFrame"),
    (in_blocks, "dask.array", "Array"),
    (_as_they_are, "numpy.ma", "MaskedArray"),
)
