"""THE table of what programs consist of: operations and functions, in NumPy, derived, and rounded.

A function of formulas that isn't rewritten in terms of others (`symbolic.formula.functions`) is
here under its name. What the languages call it stands in their files.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from . import errors
from .errors import Bounded
from .program import Call, Node, Number, Operation, apply

__all__ = ["ELEMENTARY", "ONE", "ZERO", "Elementary"]

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)


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
    slope: Callable[[Node, tuple[Node, ...], Sequence[Node]], Node]
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


def _beside_circle(u: Node) -> Node:
    """The root of 1 - u², of whose factors neither cancels twice."""
    return Call("sqrt", (_times(_minus(ONE, u), _plus(ONE, u)),))


ELEMENTARY: Mapping[str, Elementary] = {
    "+": Elementary(
        "add", lambda _, u, du: _plus(*du), lambda u, v: errors.once(u[0] + v[0], u[1] + v[1])
    ),
    "-": Elementary(
        "subtract", lambda _, u, du: _minus(*du), lambda u, v: errors.once(u[0] - v[0], u[1] + v[1])
    ),
    "*": Elementary(
        "multiply", lambda _, u, du: _plus(_times(du[0], u[1]), _times(u[0], du[1])), errors.product
    ),
    "/": Elementary(
        "divide", lambda y, u, du: _over(_minus(du[0], _times(y, du[1])), u[1]), errors.quotient
    ),
    "negative": Elementary("negative", lambda _, u, du: _negative(*du), lambda u: (-u[0], u[1])),
    "sqrt": Elementary("sqrt", lambda y, u, du: _over(du[0], _times(TWO, y)), errors.root),
    "exp": Elementary("exp", lambda y, u, du: _times(y, du[0]), errors.exponential),
    "log": Elementary("log", lambda _, u, du: _over(du[0], u[0]), errors.logarithm),
    "sin": Elementary(
        "sin",
        lambda _, u, du: _times(Call("cos", u), du[0]),
        errors.smooth(math.sin, lambda x: 1.0, errors.CLOSE),
    ),
    "cos": Elementary(
        "cos",
        lambda _, u, du: _negative(_times(Call("sin", u), du[0])),
        errors.smooth(math.cos, lambda x: 1.0, errors.CLOSE),
    ),
    "tan": Elementary(
        "tan", lambda y, u, du: _times(_plus(ONE, _times(y, y)), du[0]), errors.tangent
    ),
    "asin": Elementary(
        "arcsin",
        lambda _, u, du: _over(du[0], _beside_circle(u[0])),
        errors.smooth(math.asin, lambda x: 1 / math.sqrt(1 - x * x)),
    ),
    "acos": Elementary(
        "arccos",
        lambda _, u, du: _negative(_over(du[0], _beside_circle(u[0]))),
        errors.smooth(math.acos, lambda x: 1 / math.sqrt(1 - x * x)),
    ),
    "atan": Elementary(
        "arctan",
        lambda _, u, du: _over(du[0], _plus(ONE, _times(u[0], u[0]))),
        errors.smooth(math.atan, lambda x: 1 / (1 + x * x)),
    ),
    "atan2": Elementary(
        "arctan2",
        lambda _, u, du: _over(
            _minus(_times(u[1], du[0]), _times(u[0], du[1])),
            _plus(_times(u[0], u[0]), _times(u[1], u[1])),
        ),
        errors.angle,
    ),
    "sinh": Elementary(
        "sinh", lambda _, u, du: _times(Call("cosh", u), du[0]), errors.smooth(math.sinh, math.cosh)
    ),
    "cosh": Elementary(
        "cosh",
        lambda _, u, du: _times(Call("sinh", u), du[0]),
        errors.smooth(math.cosh, lambda x: abs(math.sinh(x))),
    ),
    # 1 - y² loses its digits where y is next to 1.
    "tanh": Elementary(
        "tanh",
        lambda _, u, du: _times(Call("pow", (Call("cosh", u), Number(-2.0))), du[0]),
        errors.smooth(math.tanh, lambda x: 1 / math.cosh(min(abs(x), 300.0)) ** 2),
    ),
    "asinh": Elementary(
        "arcsinh",
        lambda _, u, du: _over(du[0], Call("sqrt", (_plus(ONE, _times(u[0], u[0])),))),
        errors.smooth(math.asinh, lambda x: 1 / math.hypot(1.0, x)),
    ),
    "acosh": Elementary(
        "arccosh",
        lambda _, u, du: _over(
            du[0],
            _times(Call("sqrt", (_minus(u[0], ONE),)), Call("sqrt", (_plus(u[0], ONE),))),
        ),
        errors.smooth(math.acosh, lambda x: 1 / (math.sqrt(x - 1) * math.sqrt(x + 1))),
    ),
    "atanh": Elementary(
        "arctanh",
        lambda _, u, du: _over(du[0], _times(_minus(ONE, u[0]), _plus(ONE, u[0]))),
        errors.smooth(math.atanh, lambda x: 1 / ((1 - abs(x)) * (1 + abs(x)))),
    ),
    "log1p": Elementary(
        "log1p",
        lambda _, u, du: _over(du[0], _plus(ONE, u[0])),
        errors.smooth(math.log1p, lambda x: 1 / (1 + x)),
    ),
    "expm1": Elementary(
        "expm1", lambda _, u, du: _times(Call("exp", u), du[0]), errors.smooth(math.expm1, math.exp)
    ),
    "cbrt": Elementary(
        "cbrt",
        lambda y, u, du: _over(du[0], _times(Number(3.0), _times(y, y))),
        errors.smooth(errors.cube_root, lambda x: 1 / (3 * errors.cube_root(x) ** 2)),
    ),
    "pow": Elementary(
        "power",
        lambda y, u, du: _plus(
            _times(_times(u[1], Call("pow", (u[0], _minus(u[1], ONE)))), du[0]),
            _times(_times(y, Call("log", u[:1])), du[1]) if du[1] != ZERO else ZERO,
        ),
        errors.power,
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
    "select": Elementary(
        "select", lambda _, u, du: _select(u[0], u[1], du[2], du[3]), errors.chosen
    ),
}
