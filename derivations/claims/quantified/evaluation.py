"""Whether a statement about numbers holds: at exact arguments, or on all points of a grid at once.

One walk over the statement in interval arithmetic, whose ends are fractions or arrays of doubles.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import sympy as sp
from sympy.core.relational import Relational

from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.statement_kinds import Printed

from .bands import Band
from .statements import Numeric, Quantified
from .table import FUNCTIONS

__all__ = ["DIGITS", "Known", "Point", "called", "certain", "in_doubles", "scan", "spread", "value"]

Point: TypeAlias = Mapping[sp.Symbol, sp.Expr]
Leaf: TypeAlias = Callable[[sp.Expr], Band]

# Digits of what is evaluated exactly: more of them where a difference is too small to be told.
DIGITS = (15, 30, 50)


class Known(NamedTuple):
    """Where a statement certainly holds, where it certainly fails, and by how many digits."""

    holds: Any
    fails: Any
    digits: int = 0


def value(expr: sp.Expr, leaf: Leaf) -> Band:
    """Of sums, products, powers and moduli of what `leaf` evaluates."""
    if expr.is_Add or expr.is_Mul:
        parts = [value(part, leaf) for part in expr.args]
        return Band.sum(parts) if expr.is_Add else Band.product(parts)
    if isinstance(expr, sp.Abs):
        return abs(value(expr.args[0], leaf))
    if expr.is_Pow and expr.exp.is_Integer and expr.has(Numeric):
        power = Band.product([value(expr.base, leaf)] * abs(int(expr.exp)))
        return power if expr.exp > 0 else power.inverse()
    return leaf(expr)


def _truth(condition: sp.Basic, leaf: Leaf) -> Known:
    """Three-valued logic: neither where it can't be told."""
    if isinstance(condition, Printed):
        (low, high), number = condition.between, condition.args[0]
        condition = sp.And(sp.Ge(number, low), sp.Lt(number, high))
    if condition in (sp.true, sp.false):
        return Known(np.bool_(condition == sp.true), np.bool_(condition == sp.false))
    if isinstance(condition, sp.Implies):
        condition = sp.Or(sp.Not(condition.args[0]), condition.args[1])
    parts = [_truth(part, leaf) for part in condition.args if not isinstance(condition, Relational)]
    if isinstance(condition, sp.Not):
        return Known(parts[0].fails, parts[0].holds)
    if isinstance(condition, sp.And | sp.Or):
        every, some = (np.logical_and, np.logical_or)[:: 1 if isinstance(condition, sp.And) else -1]
        holds, fails, _ = parts[0]
        for part in parts[1:]:
            holds, fails = every(holds, part.holds), some(fails, part.fails)
        return Known(holds, fails)
    return _relation(condition, leaf)


def _relation(condition: sp.Basic, leaf: Leaf) -> Known:
    """By the sign of the difference of its sides."""
    kind = getattr(condition, "rel_op", "")
    if kind not in ("<", "<=", ">", ">=", "=="):
        raise ValueError(f"Argument `statement` must relate numbers, but has {condition}.")
    left, right = (value(side, leaf) for side in condition.args)
    if left is right:
        # One function at one point: not two values that are close.
        return Known(np.bool_("=" in kind), np.bool_("=" not in kind))
    if kind[0] == ">":
        left, right, kind = right, left, kind.replace(">", "<")
    low, high = (left - right).low, (left - right).high
    if kind == "==":
        return Known((low == 0) & (high == 0), (low > 0) | (high < 0))
    return Known(high < 0, low >= 0) if kind == "<" else Known(high <= 0, low > 0)


# At exact arguments.


def certain(part: sp.Basic, point: Point) -> Known:
    """Whether a statement holds at a point, or fails there; neither if that can't be told."""
    if isinstance(part, Quantified):
        inner = (certain(part.body, {**point, **at}) for at in part.points())
        return _any_or_all(part, inner)
    known = Known(False, False)
    for digits in _enough(part):
        found = _truth(part, _exact(point, digits))
        known = Known(bool(found.holds), bool(found.fails), digits)
        if known.holds or known.fails:
            return known
    return known


def _enough(part: sp.Basic) -> Sequence[int]:
    """The numbers of digits that are enough for the smallest number in a statement."""
    numbers = (x for x in part.atoms(sp.Rational, sp.Pow) if x and x.is_number)
    smallest = min((abs(float(x)) for x in numbers if not x.has(Numeric)), default=1.0)
    return [d for d in DIGITS if smallest * 10**d > 1] or DIGITS[-1:]


def _any_or_all(part: Quantified, inner: Iterable[Known]) -> Known:
    undecided, digits = False, 0
    for known in inner:
        digits = max(digits, known.digits)
        if known.holds if part.decisive else known.fails:
            return Known(part.decisive, not part.decisive, digits)
        undecided |= not (known.holds or known.fails)
    if undecided:
        return Known(False, False, digits)
    return Known(not part.decisive, part.decisive, digits)


def _exact(point: Point, digits: int) -> Leaf:
    def leaf(expr: sp.Expr) -> Band:
        here = expr.xreplace(dict(point))
        if isinstance(here, Numeric):
            return called(here, digits)
        _without_functions(here)
        return Band(*value_at(here, {}, digits))

    return leaf


@cache
def called(function: Numeric, digits: int) -> Band:
    """A function at exact arguments: the same object each time it is called at the same ones."""
    return FUNCTIONS[type(function)].certain(*function.args, digits=digits)


def _without_functions(expr: sp.Expr) -> None:
    if expr.has(Numeric):
        raise ValueError(
            f"Argument `statement` must have +, ·, | | and powers only, but has {expr}."
        )


# On all points at once.


def scan(part: Quantified) -> Known:
    """Where the body holds and fails in double precision, an element for each point."""
    scanned = _scanned(part, {}, 0)
    return Known(np.ravel(scanned.holds), np.ravel(scanned.fails))


def spread(
    part: Quantified, arrays: Mapping[sp.Symbol, Any] | None = None, axes: int = 0
) -> Mapping[sp.Symbol, Any]:
    """All variables as arrays, with one more axis for each grid."""
    count = len(part.grids)
    inner = {name: np.asarray(a)[(...,) + (None,) * count] for name, a in (arrays or {}).items()}
    for k, grid in enumerate(part.grids):
        columns = np.array([[float(x) for x in row] for row in grid.points])
        shape = (1,) * (axes + k) + (-1,) + (1,) * (count - k - 1)
        inner |= {n: c.reshape(shape) for n, c in zip(grid.variables, columns.T, strict=True)}
    return inner


def _scanned(part: Quantified, arrays: Mapping[sp.Symbol, Any], axes: int) -> Known:
    """The same, with an axis for each grid."""
    count, inner = len(part.grids), spread(part, arrays, axes)
    shape = np.broadcast_shapes(*(a.shape for a in inner.values()))
    if isinstance(part.body, Quantified):
        known = _scanned(part.body, inner, axes + count)
        last = tuple(range(-len(part.body.grids), 0))
        every, some = (np.all, np.any)[:: -1 if part.body.decisive else 1]
        known = Known(every(known.holds, axis=last), some(known.fails, axis=last))
    elif any(FUNCTIONS[type(f)].fast is None for f in part.body.atoms(Numeric)):
        known = Known(np.bool_(False), np.bool_(False))
    else:
        known = _truth(part.body, in_doubles(inner))
    return Known(np.broadcast_to(known.holds, shape), np.broadcast_to(known.fails, shape))


def in_doubles(arrays: Mapping[sp.Symbol, Any]) -> Leaf:
    """Numbers, variables and functions on arrays."""

    def number(expr: sp.Expr) -> Any:
        return sp.lambdify(list(arrays), expr, "numpy")(*arrays.values())

    def leaf(expr: sp.Expr) -> Band:
        fast = FUNCTIONS[type(expr)].fast if isinstance(expr, Numeric) else None
        if fast is not None:
            return fast(*(np.asarray(number(x), dtype=float) for x in expr.args))
        _without_functions(expr)
        exact = np.asarray(number(expr), dtype=float)
        return Band(exact, exact)

    return leaf
