"""Intervals whose ends are arrays of doubles, or fractions: one arithmetic for both.

Fractions are exact. Doubles are not rounded outwards: the ends of what functions return are
further apart than that.
"""

from dataclasses import dataclass
from functools import reduce
from operator import add, mul
from typing import Any

import numpy as np

__all__ = ["Band"]


@dataclass(frozen=True)
class Band:
    """The numbers from low to high.

    Examples
    --------
    >>> int((Band(1, 2) * Band(-1, 3) + Band(1, 1)).high)
    7
    """

    low: Any
    high: Any

    def __add__(self, other: "Band") -> "Band":
        return Band(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Band") -> "Band":
        return Band(self.low - other.high, self.high - other.low)

    def __mul__(self, other: "Band") -> "Band":
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Band(reduce(np.minimum, ends), reduce(np.maximum, ends))

    def __abs__(self) -> "Band":
        ends = np.abs(self.low), np.abs(self.high)
        inside = (self.low <= 0) & (self.high >= 0)
        return Band(np.where(inside, 0, np.minimum(*ends))[()], np.maximum(*ends))

    def inverse(self) -> "Band":
        """One over it.

        Raises
        ------
        ZeroDivisionError
            If it reaches 0.
        """
        if np.any((self.low <= 0) & (self.high >= 0)):
            raise ZeroDivisionError("an interval that reaches 0 has no inverse")
        return Band(1 / self.high, 1 / self.low)

    @staticmethod
    def sum(parts: list["Band"]) -> "Band":
        """All of them together."""
        return reduce(add, parts)

    @staticmethod
    def product(parts: list["Band"]) -> "Band":
        """All of them, multiplied."""
        return reduce(mul, parts)
