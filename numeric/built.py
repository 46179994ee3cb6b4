"""Libraries in C that are built with the package where there is a compiler."""

import ctypes
from functools import cache
from importlib.util import find_spec

__all__ = ["LIBRARIES", "built"]

LIBRARIES = ("cavity.kernel._ladder", "programs.in_c._formulas")


@cache
def built(name: str) -> ctypes.CDLL | None:
    """The library of a module below `numeric`; None where it wasn't built.

    Examples
    --------
    >>> built("cavity.kernel._nothing") is None
    True
    """
    spec = find_spec(f"beyondthermal.numeric.{name}")
    try:
        return ctypes.CDLL(spec.origin) if spec and spec.origin else None
    except OSError:  # built for another machine
        return None
