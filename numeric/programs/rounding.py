"""How far rounding can take a program from the value of its formula, at given arguments.

A running error analysis: beside each value goes a bound for its error. An operation adds half a
unit in the last place of its result to what its operands bring along; an exponential, a logarithm,
a sine or a cosine adds two, other functions four. So a test of generated code allows what its
arithmetic allows, no more.
"""

import math
from collections.abc import Mapping, Sequence

from .elementary import ELEMENTARY
from .errors import HALF_ULP, Bounded
from .program import Name, Node, Number, Program, applied

__all__ = ["rounding_errors"]


def rounding_errors(program: Program, arguments: Sequence[float]) -> list[float]:
    """A bound for the error of each output, infinite where there is none.

    Examples
    --------
    >>> from beyondthermal.numeric.programs.program import Operation
    >>> x = Name("x")
    >>> third = Program("third", ("x",), (), (("y", Operation("/", x, Number(3.0))),))
    >>> rounding_errors(third, [1.0]) == [2.0**-53 / 3]
    True
    """
    known: dict[str, Bounded] = {
        name: (value, 0.0) for name, value in zip(program.arguments, arguments, strict=True)
    }
    for name, body in program.parts:
        known[name] = _bounded(body, known)
    return [_bounded(body, known)[1] for _, body in program.outputs]


def _bounded(node: Node, known: Mapping[str, Bounded]) -> Bounded:
    match node:
        case Number(value):
            # One with few binary digits is exact; one like that of π is the nearest double.
            few = (math.frexp(value)[0] * 2**32).is_integer() and abs(value) < 2**53
            return value, 0.0 if few else abs(value) * HALF_ULP
        case Name(name):
            return known[name]
    kind, operands = applied(node)
    found = ELEMENTARY[kind].rounded(*(_bounded(operand, known) for operand in operands))
    value, error = found
    return found if math.isfinite(value) and math.isfinite(error) else (value, math.inf)
