"""What carries labels: xarray by dimensions, pandas by labels, and Dask, which puts off computing.

Each hands the plain arrays inside to a function, and gives its results the labels they belong to.
"""

import sys
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

__all__ = ["Axis", "Carry", "Part", "by_dimension", "by_label", "in_blocks"]

Given: TypeAlias = Mapping[str, Any]
Results: TypeAlias = tuple[Any, ...]
Plain: TypeAlias = Callable[..., Results]
# The name of a new axis, and its labels; None if nobody knows how many there are.
Axis: TypeAlias = tuple[str, Sequence[Hashable] | None]


@dataclass(frozen=True)
class Part:
    """A result of a function: its name, its axes behind those of the grid, and its type."""

    name: str | None
    axes: tuple[Axis, ...] = ()
    dtype: type = float


# From a function of plain arrays, all arguments but single numbers, those of them that carry
# labels, and what the results are, to the results.
Carry: TypeAlias = Callable[[Plain, Given, Given, Sequence[Part]], Results]


def in_blocks(plain: Plain, arrays: Given, _: Given, parts: Sequence[Part]) -> Results:
    """Dask arrays: a lazy result, of as many blocks."""
    shapes = {name: np.shape(array) for name, array in arrays.items()}
    try:
        np.broadcast_shapes(*shapes.values())
    except ValueError:
        shown = ", ".join(f"{name} {shape}" for name, shape in shapes.items())
        raise ValueError(f"Arguments must have shapes that broadcast, but got {shown}.") from None
    inner = ",".join(f"({','.join(name for name, _ in part.axes)})" for part in parts)
    types = [part.dtype for part in parts]
    return _several(
        sys.modules["dask.array"].apply_gufunc(
            _one_or_several(plain, parts),
            f"{','.join('()' for _ in arrays)}->{inner}",
            *arrays.values(),
            output_dtypes=types if len(parts) > 1 else types[0],
            output_sizes=_sizes(parts),
        )
    )


def by_dimension(plain: Plain, arrays: Given, carried: Given, parts: Sequence[Part]) -> Results:
    """Xarray's objects: broadcast by name, and lazy where one is."""
    _fit(_same_coordinates(carried, {name for part in parts for name, _ in part.axes}),
         arrays, carried)  # fmt: skip
    lazy = any(getattr(value, "chunks", None) for value in carried.values())
    found = sys.modules["xarray"].apply_ufunc(
        _one_or_several(plain, parts),
        *arrays.values(),
        join="exact",
        dask="parallelized",
        keep_attrs=False,
        output_core_dims=[[name for name, _ in part.axes] for part in parts],
        output_dtypes=[part.dtype for part in parts],
        dask_gufunc_kwargs={"output_sizes": _sizes(parts)} if lazy else {},
    )
    return tuple(map(_with_axes, _several(found), parts))


def by_label(plain: Plain, arrays: Given, carried: Given, parts: Sequence[Part]) -> Results:
    """Series and DataFrames, in the order of the first: a Series beside a DataFrame is a row."""
    name, first = max(carried.items(), key=lambda item: item[1].ndim)
    _fit(first.shape, arrays, carried)
    bare = {k: _numbers(_reordered(k, v, name, first)) for k, v in carried.items()}
    found = plain(*(bare.get(k, v) for k, v in arrays.items()))
    return tuple(_tabulated(value, part, first) for value, part in zip(found, parts, strict=True))


def _several(found: Any) -> Results:
    return found if isinstance(found, tuple) else (found,)


def _one_or_several(plain: Plain, parts: Sequence[Part]) -> Callable[..., Any]:
    """The one result itself, as Dask and xarray want it."""
    return plain if len(parts) > 1 else lambda *arrays: plain(*arrays)[0]


def _sizes(parts: Sequence[Part]) -> dict[str, int]:
    """How long the new axes are, which has to be known where nothing is computed yet."""
    axes = dict(axis for part in parts for axis in part.axes)
    if None in axes.values():
        raise ValueError("Argument `n_max` must be given where arrays are lazy, but got None.")
    return {name: len(labels) for name, labels in axes.items() if labels is not None}


def _fit(shape: tuple[int, ...], arrays: Given, carried: Given) -> None:
    """Refuse an array without labels that would make the result larger than the labelled ones."""
    for name in arrays.keys() - carried.keys():
        size = np.shape(arrays[name])
        ends = zip(reversed(size), reversed(shape), strict=False)
        if len(size) > len(shape) or any(a not in (1, b) for a, b in ends):
            raise ValueError(
                f"Argument `{name}` must broadcast to the shape {shape} of those with labels, "
                f"but got {size}."
            )


def _same_coordinates(carried: Given, new: Collection[str]) -> tuple[int, ...]:
    """Refuse coordinates that differ, and dimensions that the result adds; the common shape."""
    known: dict[Any, tuple[str, int, Any]] = {}
    for name, value in carried.items():
        for dim, size in value.sizes.items():
            if dim in new:
                raise ValueError(
                    f"Argument `{name}` must not have a dimension `{dim}`, for the result has one "
                    "of that name."
                )
            index = getattr(value, "indexes", {}).get(dim)
            other, length, first = known.setdefault(dim, (name, size, index))
            if size != length or not (index is None or first is None or index.equals(first)):
                raise ValueError(
                    f"Arguments `{other}` and `{name}` must have the same coordinates along "
                    f"`{dim}`, but theirs differ."
                )
            if first is None:
                known[dim] = name, size, index
    return tuple(size for _, size, _ in known.values())


def _with_axes(value: Any, part: Part) -> Any:
    """The labels of the new axes, and the name; a Variable has neither, a Dataset its own names."""
    if hasattr(value, "assign_coords"):
        labels = {n: range(value.sizes[n]) if known is None else known for n, known in part.axes}
        value = value.assign_coords({name: list(known) for name, known in labels.items()})
    return value.rename(part.name) if hasattr(value, "to_dataset") else value


def _reordered(name: str, value: Any, other: str, first: Any) -> Any:
    """The same numbers in the order of the labels of the first."""
    wanted = (first.index, first.columns) if value.ndim == 2 else first.axes[-1:]
    for labels, known in zip(wanted, value.axes, strict=True):
        if not known.equals(labels) and not (
            known.is_unique and labels.is_unique and set(known) == set(labels)
        ):
            raise ValueError(
                f"Arguments `{other}` and `{name}` must have the same labels, but theirs differ."
            )
    if all(a.equals(b) for a, b in zip(wanted, value.axes, strict=True)):
        return value
    return value.reindex(**dict(zip(("index", "columns"), wanted, strict=False)))


def _numbers(value: Any) -> Any:
    """A plain array; what isn't known in a nullable column of numbers is NaN."""
    kinds = {kind.kind for kind in (value.dtypes if value.ndim == 2 else [value.dtype])}
    return (
        value.to_numpy(dtype=float, na_value=np.nan) if kinds <= set("biuf") else value.to_numpy()
    )


def _tabulated(value: Any, part: Part, first: Any) -> Any:
    """A Series or a DataFrame with the labels of the first, and columns for the new axes."""
    pandas = sys.modules["pandas"]
    if first.ndim == 1 and not part.axes:
        return pandas.Series(value, index=first.index, name=part.name)
    levels = [*first.axes[1:]]
    for (name, known), size in zip(part.axes, np.shape(value)[first.ndim :], strict=True):
        levels.append(pandas.Index(range(size) if known is None else list(known), name=name))
    columns = levels[0] if len(levels) == 1 else pandas.MultiIndex.from_product(levels)
    flat = np.reshape(value, (len(first), len(columns)))
    return pandas.DataFrame(flat, index=first.index, columns=columns)
