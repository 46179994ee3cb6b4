"""The table of functions in statements about numbers: a name, and how it is evaluated."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from mpmath import mpf

from beyondthermal.numeric.cavity.accuracy import finite

from .bands import Band
from .statements import Numeric

__all__ = ["FUNCTIONS", "Certain", "Fast", "Function", "about", "named"]

Fast: TypeAlias = Callable[..., Band]
Certain: TypeAlias = Callable[..., Band]


@dataclass(frozen=True)
class Function:
    """What is behind a name.

    Attributes
    ----------
    fast
        From arrays of doubles to a band of arrays; None if it takes more digits than a double has.
    certain
        From exact arguments, and a number of digits, to a band of fractions.
    how
        What the certain one does, in words.
    """

    fast: Fast | None
    certain: Certain
    how: str


FUNCTIONS: dict[type[Numeric], Function] = {}


def named(name: str, shown: str, fast: Fast | None, certain: Certain, how: str) -> type[Numeric]:
    """Enter a function into the table."""
    # It is to be imported from where it is made, as a namedtuple is.
    home = sys._getframe(1).f_globals["__name__"]
    kind = type(name, (Numeric,), {"shown": shown, "__module__": home})
    FUNCTIONS[kind] = Function(fast, certain, how)
    return kind


def about(value: mpf, digits: int) -> Band:
    """A number with so many digits."""
    middle, radius = finite("value", value), Fraction(1, 10**digits)
    return Band(middle - radius, middle + radius)
