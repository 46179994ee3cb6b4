"""Test vectors: arguments, the values to 40 digits, and the error allowed.

The references share nothing with the programs: see `numeric.programs.references`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from mpmath import mp, mpf

from beyondthermal.numeric.programs.of_the_paper import function_of
from beyondthermal.numeric.programs.program import Program

__all__ = ["Vectors", "to_json", "vectors"]

DIGITS = 40


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
    """

    name: str
    arguments: np.ndarray[Any, np.dtype[np.float64]]
    references: Sequence[Sequence[mpf]]
    allowed: Sequence[float]
    values: int | None = None

    def error(self, found: Sequence[Sequence[float]]) -> float:
        """The largest error over the allowed one; inf where a NaN or infinity is missed."""
        with mp.workdps(DIGITS):
            ratios = (
                _distance(value, reference) / allowed
                for row, references in zip(found, self.references, strict=True)
                for value, reference, allowed in zip(row, references, self.allowed, strict=True)
            )
            return float(max(ratios, default=mp.inf))

    def ulps(self, found: Sequence[Sequence[float]]) -> float:
        """The largest error of a value, not a derivative, in units of the last place of 1."""
        with mp.workdps(DIGITS):
            distances = (
                _distance(value, reference)
                for row, references in zip(found, self.references, strict=True)
                for value, reference in zip(
                    row[: self.values], references[: self.values], strict=True
                )
            )
            return float(max(distances, default=mp.inf)) * 2**52


def _distance(value: float, reference: mpf) -> mpf:
    if mp.isnan(reference) or np.isnan(value):
        return mpf(0) if mp.isnan(reference) and np.isnan(value) else mp.inf
    if mp.isinf(reference) or np.isinf(value):
        return mpf(0) if mpf(value) == reference else mp.inf
    return abs(mpf(value) - reference) / max(1, abs(reference))


def vectors(program: Program, count: int = 10_000) -> Vectors:
    """Edges, infinities and NaN in all combinations, and random points up to the count."""
    row = function_of(program)
    values, outputs = len(row.program.outputs), len(program.outputs)
    slopes = outputs > values
    domain = (slopes and row.gradient) or row.domain
    arguments = domain.points(len(program.arguments), count)
    with mp.workdps(DIGITS + 20):
        references = [row.reference(point, slopes=slopes) for point in arguments.tolist()]
    allowed = [*[row.allowed] * values, *[row.allowed_slope] * (outputs - values)]
    return Vectors(program.name, arguments, references, allowed, values)


def to_json(sets: Sequence[Vectors]) -> str:
    """Arguments as hexadecimal floats, references to 40 digits, allowed errors."""
    with mp.workdps(DIGITS):
        data = [
            {
                "function": v.name,
                "allowed": list(v.allowed),
                "points": [
                    [[value.hex() for value in row], [mp.nstr(r, DIGITS) for r in references]]
                    for row, references in zip(v.arguments.tolist(), v.references, strict=True)
                ],
            }
            for v in sets
        ]
    return json.dumps(data, separators=(",", ":")).replace("]],[[", "]],\n[[") + "\n"
