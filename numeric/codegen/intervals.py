"""Test vectors as plain lines, for languages without a reader of JSON.

A line has a function's name, its arguments, a colon, and two bounds for each result: the least and
the largest double that is as near to the reference as it has to be. Where the value is no number,
neither are the bounds. So whoever reads it compares, and doesn't compute.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from math import inf, isnan, nan, nextafter

from mpmath import mpf

from beyondthermal.numeric.precision import mp

from .language import Language
from .vectors import DIGITS, Vectors

__all__ = ["bounds", "readable", "to_lines", "written"]


def readable(language: Language, sets: Sequence[Vectors]) -> list[Vectors]:
    """The points whose arguments a language can tell from others."""
    return [v if language.subnormal else v.normal() for v in sets]


def written(language: Language) -> Callable[[float], str]:
    """How the test program of a language reads doubles."""
    return _bits if language.reads == "bits" else float.hex


def _bits(value: float) -> str:
    return struct.pack(">d", value).hex()


def to_lines(language: Language, sets: Sequence[Vectors]) -> str:
    """All points, a line each, as the test program of a language reads them."""
    write = written(language)
    with mp.workdps(DIGITS):
        return "".join(
            f"{v.name} {' '.join(map(write, row))} : {' '.join(map(write, ends))}\n"
            for v in readable(language, sets)
            for row, ends in zip(v.arguments.tolist(), _ends(v), strict=True)
        )


def _ends(vectors: Vectors) -> Iterator[list[float]]:
    """The bounds of all results of a point, one after the other."""
    for k, row in enumerate(vectors.references):
        values = [mp.mpf(value) for value in row]
        sizes = [max(1, abs(value)) for value in values]
        relative = (error * size for error, size in zip(vectors.allowed, sizes, strict=True))
        errors = relative if vectors.bounds is None else vectors.bounds[k].tolist()
        yield [end for pair in zip(values, errors, strict=True) for end in bounds(*pair)]


def bounds(value: mpf, error: mpf | float) -> tuple[float, float]:
    """The least and the largest double that differ from a value by an error at most.

    Examples
    --------
    >>> bounds(mp.mpf(1), 0.0), bounds(mp.inf, 1.0), bounds(mp.nan, 1.0)
    ((1.0, 1.0), (inf, inf), (nan, nan))
    """
    if isnan(value):
        return nan, nan
    if mp.isinf(value):
        return float(value), float(value)
    low, high = value - error, value + error
    least, largest = float(low), float(high)
    least = nextafter(least, inf) if least < low else least
    return least, nextafter(largest, -inf) if largest > high else largest
