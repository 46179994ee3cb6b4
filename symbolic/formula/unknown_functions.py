"""Functions of which nothing is known, as f in the identity a f(x) + b f(x) = (a + b) f(x).

An equation with one in it holds for every function that has real values, and derivatives, at all
real numbers.
"""

import re

import sympy as sp

from beyondthermal.symbolic.names import GREEK

from .functions import ELSEWHERE, Function

__all__ = ["is_unknown", "unknown"]

_NAME = re.compile(rf"(?:[A-Za-z]|{'|'.join(sorted(set(GREEK.values()), key=len))})(?:_?[0-9]+)?")
_MOST = 8


def is_unknown(name: str) -> bool:
    """Whether a function that isn't known may have this name: a letter, and digits.

    Examples
    --------
    >>> is_unknown("f"), is_unknown("psi_2"), is_unknown("sine")
    (True, True, False)
    """
    return bool(_NAME.fullmatch(name)) and name not in ELSEWHERE


def unknown(name: str) -> Function:
    """A function of which only its name is known, of up to eight numbers."""
    return Function(sp.Function(name), 1, _MOST, read_only=True)
