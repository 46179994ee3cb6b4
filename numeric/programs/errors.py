"""How far values are off: what operations and functions make of errors, and add to them.

Each takes values with bounds for their errors, and returns such a pair.
"""

import math
from collections.abc import Callable
from typing import TypeAlias

__all__ = [
    "CLOSE", "HALF_ULP", "LOOSE", "Bounded", "angle", "chosen", "cube_root", "exponential",
    "logarithm", "once", "power", "product", "quotient", "root", "smooth", "tangent",
]  # fmt: skip

# A value, and a bound for its error.
Bounded: TypeAlias = tuple[float, float]

HALF_ULP = 2.0**-53
# What the functions of any library may add, in parts of the value: two units in the last place, or
# four where they are made of other functions.
CLOSE, LOOSE = 4 * HALF_ULP, 8 * HALF_ULP
_SMALLEST = 2.0**-1022
_UNKNOWN = math.nan, math.inf


def cube_root(x: float) -> float:
    """The real one, of a negative number too."""
    return math.copysign(abs(x) ** (1 / 3), x)


def once(value: float, error: float) -> Bounded:
    """What a rounding to the nearest double adds; below the smallest normal one it is more."""
    tiny = _SMALLEST * HALF_ULP if abs(value) < _SMALLEST and value else 0.0
    return value, error + abs(value) * HALF_ULP + tiny


def product(one: Bounded, other: Bounded) -> Bounded:
    """A product, rounded."""
    (a, da), (b, db) = one, other
    return once(a * b, abs(a) * db + abs(b) * da + da * db)


def quotient(one: Bounded, other: Bounded) -> Bounded:
    """A quotient, rounded."""
    (a, da), (b, db) = one, other
    if abs(b) <= db:
        return _UNKNOWN
    return once(a / b, (da + abs(a / b) * db) / (abs(b) - db))


def root(one: Bounded) -> Bounded:
    """A square root, rounded."""
    a, da = one
    if a + da <= 0:
        return (0.0, 0.0) if a == da == 0 else _UNKNOWN
    value = math.sqrt(max(a, 0.0))
    low = math.sqrt(max(a - da, 0.0))
    return value, da / (value + low) + value * HALF_ULP if a > 0 else math.sqrt(da)


def exponential(one: Bounded) -> Bounded:
    """An exponential."""
    a, da = one
    value = math.exp(a) if a < 709 else math.inf
    return value, value * (math.expm1(min(da, 700.0)) + CLOSE) + _SMALLEST * HALF_ULP


def logarithm(one: Bounded) -> Bounded:
    """A logarithm."""
    a, da = one
    if a <= da:
        return _UNKNOWN
    value = math.log(a)
    return value, da / (a - da) + abs(value) * CLOSE


def smooth(
    function: Callable[[float], float], slope: Callable[[float], float], added: float = LOOSE
) -> Callable[[Bounded], Bounded]:
    """A function whose slope, which is given without its sign, is steepest at an end or at 0."""

    def rounded(one: Bounded) -> Bounded:
        a, da = one
        try:
            value = function(a)
            ends = (a - da, a + da, max(a - da, min(0.0, a + da)))
            steepest = max(map(slope, ends)) if da else 0.0
        except (ArithmeticError, ValueError):
            return _UNKNOWN
        return value, da * steepest + max(abs(value) * added, _SMALLEST * HALF_ULP)

    return rounded


def tangent(one: Bounded) -> Bounded:
    """A tangent, between two poles."""
    a, da = one
    if da > 1 or not math.isfinite(a) or math.cos(a - da) * math.cos(a + da) <= 0:
        return _UNKNOWN
    return smooth(math.tan, lambda x: 1 / math.cos(x) ** 2)(one)


def angle(above: Bounded, below: Bounded) -> Bounded:
    """The angle of a point, which moves by no more than the point does over its distance."""
    (y, dy), (x, dx) = above, below
    room = math.hypot(x, y) - math.hypot(dx, dy)
    if not room > 0 or (x < 0 and abs(y) <= dy and dy):
        return _UNKNOWN
    value = math.atan2(y, x)
    return value, math.hypot(dx, dy) / room + abs(value) * LOOSE


def power(base: Bounded, exponent: Bounded) -> Bounded:
    """A power of a positive number; libraries may round the exponent of e that it has."""
    (a, da), (b, db) = base, exponent
    if a <= da:
        return (0.0, 0.0) if a == da == db == 0 < b else _UNKNOWN
    try:
        value = a**b
    except OverflowError:
        return _UNKNOWN
    inside = (abs(b) + db) * da / (a - da) + abs(math.log(a)) * (db + abs(b) * HALF_ULP)
    return value, value * (math.expm1(min(inside, 700.0)) + LOOSE)


def chosen(a: Bounded, b: Bounded, u: Bounded, v: Bounded) -> Bounded:
    """The one that is chosen, if the errors leave a choice."""
    (a_, da), (b_, db) = a, b
    return (u if a_ > b_ else v) if abs(a_ - b_) > da + db else _UNKNOWN
