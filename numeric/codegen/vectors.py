"""Test vectors: arguments, the values to 40 digits, and the error allowed.

The references share nothing with the programs: see `numeric.programs.references`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from mpmath import mpf

from beyondthermal.numeric.precision import handed_out, mp
from beyondthermal.numeric.programs.functions import Array
from beyondthermal.numeric.programs.of_the_paper import function_of
from beyondthermal.numeric.programs.program import Program

__all__ = ["Vectors", "limits", "to_json", "vectors"]

DIGITS = 40
Limits: TypeAlias = "np.finfo[np.float64] | np.finfo[np.float32]"


def limits(single: bool) -> Limits:
    """The largest and smallest numbers of a precision, and its last place of 1."""
    return np.finfo(np.float32 if single else np.float64)


@dataclass(frozen=True)
class Vectors:
    """Arguments, point by point, and what a program should make of them.

    Attributes
    ----------
    name
        Name of the program.
    arguments
        Shape (points, arguments).
    references
        One row of outputs for each point.
    allowed
        Allowed error of each output in units of max(1, |value|).
    values
        How many outputs are values; what comes after them are derivatives. None if all are.
    bounds
        Shape (points, outputs): instead of all that is allowed, what is allowed at each point.
    left_out
        How many points were left out, since no comparison says much there.
    single
        Whether arguments and results are in single precision.
    """

    name: str
    arguments: Array
    references: Sequence[Sequence[mpf]]
    allowed: Sequence[float]
    values: int | None = None
    bounds: Array | None = None
    left_out: int = 0
    single: bool = False

    def error(self, found: npt.ArrayLike) -> float:
        """The largest error over the allowed one; inf where a NaN or infinity is missed."""
        if self.bounds is None:
            return _largest(self._distances(found) / np.asarray(self.allowed))
        size = np.maximum(1, abs(self._doubles[0]))
        return _largest(self._distances(found) * size / self.bounds)

    def ulps(self, found: npt.ArrayLike) -> float:
        """The largest error of a value, not a derivative, in units of the last place of 1."""
        return _largest(self._distances(found)[:, : self.values]) / float(limits(self.single).eps)

    def normal(self) -> "Vectors":
        """The points without arguments between 0 and the smallest normal number."""
        size = np.abs(self.arguments)
        kept = ~np.any((size > 0) & (size < limits(self.single).tiny), axis=1)
        return replace(
            self,
            arguments=self.arguments[kept],
            references=[row for row, keep in zip(self.references, kept, strict=True) if keep],
            bounds=None if self.bounds is None else self.bounds[kept],
            left_out=self.left_out + int((~kept).sum()) * (self.bounds is not None),
        )

    @cached_property
    def _doubles(self) -> tuple[Array, Array]:
        """The references as doubles, and what is left of them: 32 digits together."""
        with mp.workdps(DIGITS):
            high = [[float(reference) for reference in row] for row in self.references]
            low = [
                [float(mp.fsub(reference, v)) for reference, v in zip(row, values, strict=True)]
                for row, values in zip(self.references, high, strict=True)
            ]
        return np.array(high), np.array(low)

    def _distances(self, found: npt.ArrayLike) -> Array:
        """How far each result is from its reference, in units of max(1, |reference|)."""
        values = np.asarray(found, dtype=np.float64)
        high, low = self._doubles
        if values.shape != high.shape:
            raise ValueError(f"{high.shape} results asked for, {values.shape} came back")
        with np.errstate(all="ignore"):
            distances = abs(values - high - low) / np.maximum(1, abs(high))
        # Of an infinity nothing is left that is a number; of what overflows, an infinity is.
        infinite = (values == high) & np.isinf(high) & np.isnan(low)
        right = infinite | (np.isnan(values) & np.isnan(high))
        return np.where(right, 0, np.where(np.isnan(distances), np.inf, distances))


def _largest(distances: Array) -> float:
    return float(distances.max()) if distances.size else np.inf


def vectors(program: Program, count: int = 10_000, *, single: bool = False) -> Vectors:
    """Edges, infinities and NaN in all combinations, and random points up to the count.

    In single precision arguments are rounded to it, and what is no number of it is left out.
    """
    row = function_of(program)
    values, outputs = len(row.program.outputs), len(program.outputs)
    slopes = outputs > values
    domain = (slopes and row.gradient) or row.domain
    arguments = domain.points(len(program.arguments), count)
    allowed = np.array([*[row.allowed] * values, *[row.allowed_slope] * (outputs - values)])
    if single:
        arguments = np.unique(_floats(arguments), axis=0).astype(np.float64)
        allowed += float(limits(single).eps) / 2
    with mp.workdps(DIGITS + 20):
        references = [
            [*map(handed_out, row.reference(point, slopes=slopes))] for point in arguments.tolist()
        ]
    kept = [not single or not any(map(_overflows, row)) for row in references]
    return Vectors(
        program.name, arguments[kept], [*compress(references, kept)], allowed.tolist(), values,
        left_out=kept.count(False), single=single,
    )  # fmt: skip


def _floats(points: Array) -> npt.NDArray[np.float32]:
    """Points in single precision; none that is finite becomes infinite."""
    most = float(limits(single=True).max)
    return np.where(np.isinf(points), points, np.clip(points, -most, most)).astype(np.float32)


def _overflows(value: mpf) -> bool:
    """Whether a number is too large for single precision."""
    return bool(mp.isfinite(value) and abs(value) > float(limits(single=True).max))


def to_json(sets: Sequence[Vectors]) -> str:
    """Arguments as hexadecimal floats, references to 40 digits, allowed errors."""
    with mp.workdps(DIGITS):
        data = [
            {
                "function": v.name,
                "allowed": list(v.allowed),
                **({} if v.bounds is None else {"bounds": v.bounds.tolist()}),
                "points": [
                    [[value.hex() for value in row], [mp.nstr(r, DIGITS) for r in references]]
                    for row, references in zip(v.arguments.tolist(), v.references, strict=True)
                ],
            }
            for v in sets
        ]
    return json.dumps(data, separators=(",", ":")).replace("]],[[", "]],\n[[") + "\n"
