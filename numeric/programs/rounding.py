"""How far rounding can take a program from the value of its formula, at given arguments.

A running error analysis: beside each value goes a bound for its error. An operation adds half a
unit in the last place of its result to what its operands bring along; an exponential or a logarithm
adds two. So a test of generated code allows what its arithmetic allows, no more.
"""

import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from .program import Call, Name, Node, Number, Operation, Program

__all__ = ["rounding_errors"]

# A value, and a bound for its error.
Bounded: TypeAlias = tuple[float, float]

_HALF_ULP = 2.0**-53
_LOOSE = 4 * _HALF_ULP
_SMALLEST = 2.0**-1022


def rounding_errors(program: Program, arguments: Sequence[float]) -> list[float]:
    """A bound for the error of each output, infinite where there is none.

    Examples
    --------
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
            return value, 0.0 if few else abs(value) * _HALF_ULP
        case Name(name):
            return known[name]
        case Operation(sign, left, right):
            found = _operation(sign, _bounded(left, known), _bounded(right, known))
        case Call(function, operands):
            found = _call(function, [_bounded(operand, known) for operand in operands])
    value, error = found
    return found if math.isfinite(value) and math.isfinite(error) else (value, math.inf)


def _operation(sign: str, one: Bounded, other: Bounded) -> Bounded:
    (a, da), (b, db) = one, other
    if sign in "+-":
        value, error = (a + b if sign == "+" else a - b), da + db
    elif sign == "*":
        value, error = a * b, abs(a) * db + abs(b) * da + da * db
    else:
        if abs(b) <= db:
            return math.nan, math.inf
        value = a / b
        error = (da + abs(value) * db) / (abs(b) - db)
    return value, error + abs(value) * _HALF_ULP + _tiny(value)


def _tiny(value: float) -> float:
    """What is lost below the smallest normal double."""
    return _SMALLEST * _HALF_ULP if abs(value) < _SMALLEST and value else 0.0


def _call(function: str, operands: Sequence[Bounded]) -> Bounded:
    (a, da), *rest = operands
    if function == "negative":
        return -a, da
    if function == "abs":
        return abs(a), da
    if function in ("max", "min"):
        ((b, db),) = rest
        return (max if function == "max" else min)(a, b), max(da, db)
    if function == "select":
        (b, db), u, v = rest
        return (u if a > b else v) if abs(a - b) > da + db else (math.nan, math.inf)
    if function == "sqrt":
        if a + da <= 0:
            return (0.0, 0.0) if a == da == 0 else (math.nan, math.inf)
        value = math.sqrt(max(a, 0.0))
        low = math.sqrt(max(a - da, 0.0))
        return value, da / (value + low) + value * _HALF_ULP if a > 0 else math.sqrt(da)
    if function == "exp":
        value = math.exp(a) if a < 709 else math.inf
        return value, value * (math.expm1(min(da, 700.0)) + _LOOSE)
    if a <= da:
        return math.nan, math.inf
    value = math.log(a)
    return value, da / (a - da) + abs(value) * _LOOSE + _LOOSE
