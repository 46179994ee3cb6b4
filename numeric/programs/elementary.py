"""THE table of what programs consist of: operations and functions, in NumPy, derived, and rounded.

A function of formulas that isn't rewritten in terms of others (`symbolic.formula.functions`) is
here under its name. What the languages call it stands in their files.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from .program import Call, Node, Number, Operation, apply

__all__ = ["ELEMENTARY", "HALF_ULP", "ONE", "ZERO", "Bounded", "Elementary"]

# A value, and a bound for its error.
Bounded: TypeAlias = tuple[float, float]

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)
HALF_ULP = 2.0**-53
_LOOSE = 4 * HALF_ULP
_SMALLEST = 2.0**-1022
_UNKNOWN = math.nan, math.inf


@dataclass(frozen=True)
class Elementary:
    """A row: an operation or a function.

    Attributes
    ----------
    ufunc
        What NumPy calls it.
    slope
        The derivative, from the value, which has a name, the operands, and their derivatives.
    rounded
        The value and a bound for its error, from those of the operands.
    """

    ufunc: str
    slope: Callable[[Node, Sequence[Node], Sequence[Node]], Node]
    rounded: Callable[..., Bounded]


_negative = partial(apply, "negative")
_select = partial(apply, "select")


def _plus(a: Node, b: Node) -> Node:
    if a == ZERO or b == ZERO:
        return b if a == ZERO else a
    return Operation("+", a, b)


def _minus(a: Node, b: Node) -> Node:
    if b == ZERO:
        return a
    return _negative(b) if a == ZERO else Operation("-", a, b)


def _times(a: Node, b: Node) -> Node:
    if ZERO in (a, b):
        return ZERO
    if ONE in (a, b):
        return b if a == ONE else a
    return Operation("*", a, b)


def _over(a: Node, b: Node) -> Node:
    return ZERO if a == ZERO else Operation("/", a, b)


def _once(value: float, error: float) -> Bounded:
    """What a rounding to the nearest double adds; below the smallest normal one it is more."""
    tiny = _SMALLEST * HALF_ULP if abs(value) < _SMALLEST and value else 0.0
    return value, error + abs(value) * HALF_ULP + tiny


def _product(one: Bounded, other: Bounded) -> Bounded:
    (a, da), (b, db) = one, other
    return _once(a * b, abs(a) * db + abs(b) * da + da * db)


def _quotient(one: Bounded, other: Bounded) -> Bounded:
    (a, da), (b, db) = one, other
    if abs(b) <= db:
        return _UNKNOWN
    return _once(a / b, (da + abs(a / b) * db) / (abs(b) - db))


def _root(one: Bounded) -> Bounded:
    a, da = one
    if a + da <= 0:
        return (0.0, 0.0) if a == da == 0 else _UNKNOWN
    value = math.sqrt(max(a, 0.0))
    low = math.sqrt(max(a - da, 0.0))
    return value, da / (value + low) + value * HALF_ULP if a > 0 else math.sqrt(da)


def _exponential(one: Bounded) -> Bounded:
    a, da = one
    value = math.exp(a) if a < 709 else math.inf
    return value, value * (math.expm1(min(da, 700.0)) + _LOOSE)


def _logarithm(one: Bounded) -> Bounded:
    a, da = one
    if a <= da:
        return _UNKNOWN
    value = math.log(a)
    return value, da / (a - da) + abs(value) * _LOOSE + _LOOSE


def _wave(function: Callable[[float], float]) -> Callable[[Bounded], Bounded]:
    """Sine or cosine, whose slope is at most 1."""

    def rounded(one: Bounded) -> Bounded:
        a, da = one
        if not math.isfinite(a):
            return _UNKNOWN
        return function(a), min(da, 2.0) + _LOOSE

    return rounded


def _chosen(a: Bounded, b: Bounded, u: Bounded, v: Bounded) -> Bounded:
    (a_, da), (b_, db) = a, b
    return (u if a_ > b_ else v) if abs(a_ - b_) > da + db else _UNKNOWN


ELEMENTARY: Mapping[str, Elementary] = {
    "+": Elementary(
        "add", lambda _, u, du: _plus(*du), lambda u, v: _once(u[0] + v[0], u[1] + v[1])
    ),
    "-": Elementary(
        "subtract", lambda _, u, du: _minus(*du), lambda u, v: _once(u[0] - v[0], u[1] + v[1])
    ),
    "*": Elementary(
        "multiply", lambda _, u, du: _plus(_times(du[0], u[1]), _times(u[0], du[1])), _product
    ),
    "/": Elementary(
        "divide", lambda y, u, du: _over(_minus(du[0], _times(y, du[1])), u[1]), _quotient
    ),
    "negative": Elementary("negative", lambda _, u, du: _negative(*du), lambda u: (-u[0], u[1])),
    "sqrt": Elementary("sqrt", lambda y, u, du: _over(du[0], _times(TWO, y)), _root),
    "exp": Elementary("exp", lambda y, u, du: _times(y, du[0]), _exponential),
    "log": Elementary("log", lambda _, u, du: _over(du[0], u[0]), _logarithm),
    "sin": Elementary("sin", lambda _, u, du: _times(Call("cos", (u[0],)), du[0]), _wave(math.sin)),
    "cos": Elementary(
        "cos", lambda _, u, du: _negative(_times(Call("sin", (u[0],)), du[0])), _wave(math.cos)
    ),
    "abs": Elementary(
        "absolute",
        lambda _, u, du: _select(u[0], ZERO, du[0], _negative(du[0])),
        lambda u: (abs(u[0]), u[1]),
    ),
    # Unlike comparisons, NumPy's maximum and minimum hand a NaN on. In the slope, with the number
    # on the right, a NaN on the left keeps its own.
    "max": Elementary(
        "maximum",
        lambda _, u, du: _select(u[1], u[0], du[1], du[0]),
        lambda u, v: (max(u[0], v[0]), max(u[1], v[1])),
    ),
    "min": Elementary(
        "minimum",
        lambda _, u, du: _select(u[0], u[1], du[1], du[0]),
        lambda u, v: (min(u[0], v[0]), max(u[1], v[1])),
    ),
    "select": Elementary("select", lambda _, u, du: _select(u[0], u[1], du[2], du[3]), _chosen),
}
