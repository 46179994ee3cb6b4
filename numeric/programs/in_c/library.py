"""The compiled functions, where they were built."""

import ctypes
from collections.abc import Callable, Sequence
from typing import TypeAlias

from beyondthermal.numeric.arguments import Array
from beyondthermal.numeric.built import built

__all__ = ["Loop", "loop"]

# Takes contiguous arrays of one length, and one for the results, point by point.
Loop: TypeAlias = Callable[[Sequence[Array], Array], None]


def loop(name: str) -> Loop | None:
    """A function of the paper over arrays; None where it wasn't built."""
    library = built("programs.in_c._formulas")
    if library is None:
        return None
    function = library[f"formulas_{name}_array"]
    function.restype = None

    def run(arguments: Sequence[Array], results: Array) -> None:
        pointers = (ctypes.c_void_p(x.ctypes.data) for x in (*arguments, results))
        function(*pointers, ctypes.c_size_t(len(results)))

    return run
