"""What counts as a real number: Python's, NumPy's, mpmath's and SymPy's numbers, if they are real.

Arrays and lists of them are numbers in double precision here, and True is 1. What is larger than
a double becomes infinite, what is smaller zero. All else is refused in a line that names the
argument.
"""

from collections.abc import Collection
from decimal import Decimal
from math import inf
from numbers import Real as RealNumber
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Array", "common_shape", "real", "real_number"]

Array: TypeAlias = npt.NDArray[np.float64]

_DOUBLE = np.dtype(np.float64)
_KINDS = {
    "c": "complex numbers", "U": "text", "S": "text", "T": "text",
    "M": "dates", "m": "spans of time", "V": "a structured array",
}  # fmt: skip
# What to do instead, by the library that something belongs to.
_INSTEAD = {
    "jax": "a JAX tracer: use the JAX code that `beyondthermal codegen --to jax` writes",
    "dask": "a lazy table: hand the function to its `map_partitions`",
}
_UNIT = "a quantity with a unit: hand over its `.to(...).magnitude`"


def real(name: str, value: Any) -> Array:
    """An argument as an array in double precision; it is not copied if it is one.

    Raises
    ------
    ValueError
        If it isn't made of real numbers.

    Examples
    --------
    >>> from fractions import Fraction
    >>> real("p", [Fraction(1, 3), -(10**400)])
    array([0.33333333,       -inf])
    >>> real("p", "1/3")
    Traceback (most recent call last):
        ...
    ValueError: Argument `p` must be real, but got text.
    """
    kind = type(value)
    if kind is float or (kind is np.ndarray and value.dtype is _DOUBLE):
        return np.asarray(value)
    if _has_unit(value):
        raise _refused(name, _UNIT)
    if isinstance(value, np.ma.MaskedArray) and np.ma.is_masked(value):
        raise _refused(name, "masked elements")
    library = kind.__module__.partition(".")[0]
    if library == "dask":
        raise _refused(name, _INSTEAD[library])
    try:
        array = np.asarray(value)
    except Exception:
        raise _refused(name, _INSTEAD.get(library, "no rectangular array of numbers")) from None
    if array.dtype.kind in "biuf":
        with np.errstate(all="ignore"):  # a longer float may be beyond a double
            return array.astype(np.float64, copy=False)
    if array.dtype.kind != "O":
        raise _refused(name, _KINDS.get(array.dtype.kind, str(array.dtype)))
    flat = [_number(name, element) for element in array.flat]
    return np.array(flat, dtype=np.float64).reshape(array.shape)


def real_number(name: str, value: Any) -> float:
    """The same for an argument that is one number.

    Raises
    ------
    ValueError
        If it isn't.
    """
    array = real(name, value)
    if array.ndim:
        raise ValueError(f"Argument `{name}` must be one number, but got {array.size} of them.")
    return float(array)


def common_shape(names: Collection[str], arrays: Collection[npt.NDArray[Any]]) -> tuple[int, ...]:
    """The shape to which all broadcast.

    Raises
    ------
    ValueError
        If they don't.
    """
    try:
        return np.broadcast_shapes(*(array.shape for array in arrays))
    except ValueError:
        called = _listed([f"`{name}`" for name in names])
        shapes = _listed([str(array.shape) for array in arrays])
        raise ValueError(
            f"Arguments {called} must have shapes that broadcast, but got {shapes}."
        ) from None


def _number(name: str, value: Any) -> float:
    """A number of any kind as the nearest double."""
    is_number = isinstance(value, RealNumber | Decimal) or getattr(value, "is_number", False)
    if not is_number and not isinstance(value, np.bool_):
        raise _refused(name, _shown(value))
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf
    except (TypeError, ValueError):
        raise _refused(name, _shown(value)) from None


def _has_unit(value: Any) -> bool:
    """Whether it, or something in a list, has a unit, as pint's and astropy's quantities have."""
    kinds = {type(value), *map(type, value)} if isinstance(value, list | tuple) else {type(value)}
    return any(hasattr(kind, "units") or hasattr(kind, "unit") for kind in kinds)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 and "\n" not in text else f"a {type(value).__name__}"


def _refused(name: str, what: str) -> ValueError:
    return ValueError(f"Argument `{name}` must be real, but got {what}.")


def _listed(words: list[str]) -> str:
    """A, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
