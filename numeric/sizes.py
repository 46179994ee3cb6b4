"""How large a calculation may be: what would run silently without end is refused in one line.

At its limit each takes some minutes of one processor and less than a gigabyte.
"""

import re
from collections.abc import Mapping

__all__ = ["EXACTLY", "EXPONENT", "LARGEST", "WORK", "affordable", "readable", "whole"]

# The largest values of arguments that are numbers of something.
LARGEST: Mapping[str, int] = {
    "digits": 50_000,
    "n_max": 20_000,
    "processes": 1_000,
    "workers": 1_000,
}
# Photons, where numerators and denominators grow with each of them.
EXACTLY = 200
# Photons times digits.
WORK = 10_000_000
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


def affordable(n_max: int, digits: int) -> None:
    """Refuse so many photons at so many digits that it takes hours.

    Raises
    ------
    ValueError
        If their product is larger than `WORK`.
    """
    if n_max * digits > WORK:
        raise ValueError(
            f"Argument `digits` must be at most {WORK // n_max} with {n_max} photons, "
            f"but got {digits}."
        )


def readable(text: str) -> bool:
    """Whether a number's text is short enough to be a fraction: 1e999999999 has a gigabyte.

    Examples
    --------
    >>> readable("1.5e-300"), readable("1e999999999")
    (True, False)
    """
    exponents = re.findall(r"[eE][+-]?0*(\d+)", text)
    return len(text) <= _LENGTH and all(len(e) < 5 and int(e) <= EXPONENT for e in exponents)
