"""How large a calculation may be: what would run silently without end is refused in one line.

At its limit each takes some minutes of one processor and about a gigabyte.
"""

import math
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

__all__ = [
    "EXACTLY",
    "EXPONENT",
    "LARGEST",
    "MEMORY",
    "SECONDS",
    "affordable",
    "exact_seconds",
    "ladder_seconds",
    "readable",
    "whole",
]

# The largest values of arguments that are numbers of something.
LARGEST: Mapping[str, int] = {
    "digits": 50_000,
    "n_max": 20_000,
    "processes": 1_000,
    "workers": 1_000,
}
# Photons, where numerators and denominators grow with each of them.
EXACTLY = 200
# What may be computed without asking, in seconds of one processor.
SECONDS = 600.0
# What a process that works for this one may use, in bytes, where the system can limit it.
MEMORY = 4 << 30
# The exponent of ten of a number that is read as a fraction, and the length of its text.
EXPONENT, _LENGTH = 1_000, 4_000


def whole(name: str, value: int, most: int | None = None) -> None:
    """Refuse anything but a whole number from 1 to its limit.

    Raises
    ------
    ValueError
        If it is no such number.

    Examples
    --------
    >>> whole("digits", 50)
    >>> whole("digits", 10**9)
    Traceback (most recent call last):
    ValueError: Argument `digits` must be a whole number from 1 to 50000, but got 1000000000.
    """
    most = most or LARGEST[name]
    if not isinstance(value, int) or not 1 <= value <= most:
        shown = "a larger one" if isinstance(value, int) and value > 10**40 else f"{value!r:.40}"
        raise ValueError(
            f"Argument `{name}` must be a whole number from 1 to {most}, but got {shown}."
        )


def affordable(name: str, value: int, seconds: float) -> None:
    """Refuse what takes too long, from an estimate that is right within a factor of about four.

    Raises
    ------
    ValueError
        If it takes more than `SECONDS`.
    """
    if seconds > SECONDS:
        raise ValueError(
            f"Argument `{name}` must be smaller here: with {value} it would take about "
            f"{seconds / 60:.0f} minutes, more than {SECONDS / 60:.0f}."
        )


def ladder_seconds(n_max: int, digits: int) -> float:
    """An estimate for one solution of the cavity model's ladder in numbers of so many digits."""
    return n_max * (2e-3 + 1.3e-7 * math.sqrt(digits) * digits)


def exact_seconds(n_max: int, rates: Iterable[Fraction]) -> float:
    """An estimate for the same in fractions: they grow with each level, by what the rates have."""
    bits = sum(x.numerator.bit_length() + x.denominator.bit_length() for x in rates)
    return n_max**3 * (0.3 * bits) ** 2 / 7e8


def readable(text: str) -> bool:
    """Whether a number's text is short enough to be a fraction: 1e999999999 has a gigabyte.

    Examples
    --------
    >>> readable("1.5e-300"), readable("1e999999999")
    (True, False)
    """
    exponents = re.findall(r"[eE][+-]?0*(\d+)", text)
    return len(text) <= _LENGTH and all(len(e) < 5 and int(e) <= EXPONENT for e in exponents)
