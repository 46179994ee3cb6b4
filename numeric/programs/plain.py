"""Programs as plain Python functions: of floats with `math`, or of numbers of any type.

Where all that a program does is + - * / and roots, a float comes out as from NumPy, bit for bit.
`math.exp` and NumPy's differ in the last bit at every twentieth argument or so, as other functions
may. What has no value in `math` raises an ArithmeticError or a ValueError.
"""

import math
from collections.abc import Callable
from itertools import count
from typing import Any

from .program import Call, Name, Node, Number, Operation, Program

__all__ = ["integer", "plain"]


# The functions of programs have their names in `math`, but for these.
_KNOWN = {**vars(math), "abs": abs}


def integer(value: float) -> str:
    """A number that any type of numbers has."""
    if not value.is_integer():
        raise ValueError(f"{value} is no integer")
    return str(int(value))


def plain(
    program: Program,
    number: Callable[[float], str] = repr,
    into: Callable[[Any], Any] | None = None,
    *,
    several: bool = True,
) -> Callable[..., Any]:
    """Print a program as a Python function.

    Parameters
    ----------
    program
        What to print; over numbers of any type it has no functions, only operations.
    number
        How a number is written.
    into
        What the results are put into.
    several
        Whether they are a tuple, or the one that there is.

    Examples
    --------
    >>> from fractions import Fraction
    >>> half = Operation("/", Name("x"), Number(2.0))
    >>> plain(Program("half", ("x",), (), (("y", half),)), integer)(Fraction(1, 3))
    (Fraction(1, 6),)
    """
    # Whatever names a program has, none of them is a word of Python or a function of `math`.
    code = _Printer(number)
    found = ", ".join(code(body) for _, body in program.outputs)
    result = f"({found},)" if several else found
    lines = [
        f"def function({', '.join(code(Name(name)) for name in program.arguments)}):",
        *(f"    {code(Name(name))} = {code(body)}" for name, body in program.parts),
        f"    return into({result})" if into else f"    return {result}",
    ]
    namespace = {**_KNOWN, "into": into}
    exec("\n".join(lines), namespace)  # printed from a closed set of node types just below
    function: Callable[..., Any] = namespace["function"]
    return function


class _Printer:
    """Prints nodes as expressions; what is compared and used is bound on the way."""

    def __init__(self, number: Callable[[float], str]) -> None:
        self._number = number
        self._names = (f"m{k}" for k in count())

    def __call__(self, node: Node) -> str:
        match node:
            case Name(name):
                return f"v_{name}"
            case Number(value):
                return self._number(value)
            case Operation(sign, left, right):
                return f"({self(left)} {sign} {self(right)})"
            case Call("negative", (operand,)):
                return f"(-{self(operand)})"
            case Call("max" | "min" as function, (a, b)):
                return self._extremum(">=" if function == "max" else "<=", a, b)
            case Call("select", operands):
                above, below, then, otherwise = map(self, operands)
                return f"({then} if {above} > {below} else {otherwise})"
            case Call(function, operands):
                return f"{function}({', '.join(map(self, operands))})"

    def _extremum(self, sign: str, *operands: Node) -> str:
        """One of two; a NaN is handed on, from either side."""
        first, second = map(self, operands)
        a, b = first, second
        if not isinstance(operands[0], Name | Number):
            a = next(self._names)
            first = f"({a} := {first})"
        if not isinstance(operands[1], Name | Number):
            b = next(self._names)
            second = f"({b} := {second})"
        return f"({a} if {first} {sign} {second} or {a} != {a} else {b})"
