"""Decide a statement about numbers: in doubles where they suffice, in exact intervals elsewhere.

What holds at all points of a grid in double precision is supported. A point at which it seems to
fail, or is too close to be told, is evaluated again between exact fractions: only such a value
refutes, and what can't be told then either is inconclusive.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import sympy as sp
from sympy.core.relational import Relational

from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.decision.proof import Proof, Verdict, refuted
from beyondthermal.symbolic.statement_kinds import Printed

from beyondthermal.derivations.claims.domains import text

from .bands import Band
from .functions import FUNCTIONS
from .statements import Numeric, Quantified

__all__ = ["Answer", "decided"]

Point: TypeAlias = Mapping[sp.Symbol, sp.Expr]
Truth: TypeAlias = npt.NDArray[np.bool_]
Leaf: TypeAlias = Callable[[sp.Expr], Band]

# Digits of what is evaluated again: more of them where a difference is too small to be told.
DIGITS = (15, 30, 50)


class Answer(NamedTuple):
    """A verdict, and numbers to be shown beside it."""

    proof: Proof
    figures: Mapping[str, str]


class Known(NamedTuple):
    """Where a statement certainly holds, where it certainly fails, and by how many digits."""

    holds: Any
    fails: Any
    digits: int = 0


def decided(part: sp.Basic, at: Point) -> Answer:
    """Decide one statement.

    Parameters
    ----------
    part
        The statement; it must have no other free names than those of `at`.
    at
        What names stand for: numbers.

    Raises
    ------
    ValueError
        If a name is left that stands for no number.
    """
    bound = {name for q in part.atoms(Quantified) for name in q.variables}
    part = part.xreplace({name: value for name, value in at.items() if name not in bound})
    if open_names := sorted(map(str, part.free_symbols)):
        raise ValueError(f"Argument `at` must have a number for {', '.join(open_names)}.")
    if isinstance(part, Quantified):
        return _on_grids(part)
    known = _certain(part, {})
    return _answer(known, f"evaluated {_how(part, known.digits)}", part, {})


def _on_grids(part: Quantified) -> Answer:
    scanned, count = _scan(part), f"{part.count} points"
    if part.decisive:
        if np.any(scanned.holds):
            shown = _beside("for instance at", part, part.point(int(np.argmax(scanned.holds))))
            return Answer(_supported(f"at one of {count}, in double precision"), shown)
        return _evaluated(part, np.argsort(scanned.fails, kind="stable"), count)
    if isinstance(part.body, sp.Implies) and not (cases := _premises(part)):
        return Answer(Proof(Verdict.INCONCLUSIVE, f"it supposes what holds at none of {count}"), {})
    if np.all(scanned.holds):
        within = f", {cases} of which it is about" if isinstance(part.body, sp.Implies) else ""
        return Answer(_supported(f"at {count}{within}, in double precision"), _tightest(part))
    # What seems to fail comes first.
    order = np.argsort(~scanned.fails, kind="stable")
    return _evaluated(part, order[~scanned.holds[order]], count)


def _evaluated(part: Quantified, numbers: Sequence[int], count: str) -> Answer:
    """The points that have to be looked at again, one by one, until one decides."""
    undecided, digits = False, 0
    for number in numbers:
        point = part.point(number)
        known = _certain(part.body, point)
        how = _how(part, digits := max(digits, known.digits))
        if part.decisive and known.holds:
            shown = _beside("for instance at", part, point)
            return Answer(_supported(f"at one of {count}, {how}"), shown)
        if not part.decisive and known.fails:
            return _answer(known, f"fails at a point of the grid, {how}", part, point)
        undecided |= not (known.holds or known.fails)
    if undecided:
        method = f"{count}, too close to be told at some of them"
        return Answer(Proof(Verdict.INCONCLUSIVE, method), {})
    if part.decisive:
        closest = part.point(_closest(part))
        return _answer(Known(False, True), f"fails at each of {count}, {how}", part, closest)
    return Answer(_supported(f"at {count}, at {len(numbers)} of them {how}"), _tightest(part))


def _premises(part: Quantified) -> int:
    """At how many points that holds on which the body of a statement depends."""
    return int(np.sum(_scan(part.func(part.body.args[0], *part.grids)).holds))


def _supported(method: str) -> Proof:
    return Proof(Verdict.SUPPORTED, method)


def _answer(known: Known, method: str, part: sp.Basic, point: Point) -> Answer:
    """The verdict of what was evaluated at a point."""
    values = _values(part.body if isinstance(part, Quantified) else part, point)
    if known.holds is True:
        return Answer(Proof(Verdict.SUPPORTED, method), values)
    if known.fails is True:
        shown = {name: sp.Float(float(value), 8) if value.is_finite else value
                 for name, value in point.items()}  # fmt: skip
        return Answer(refuted(method, shown, **values), {})
    return Answer(Proof(Verdict.INCONCLUSIVE, f"too close to be told, {method}"), {})


def _how(part: sp.Basic, digits: int) -> str:
    """What the functions of a statement do at exact arguments, in words."""
    words = {FUNCTIONS[type(f)].how.format(digits=digits) for f in part.atoms(Numeric)}
    return " and ".join(sorted(words))


# One walk over a statement, for arrays and for fractions.


def _value(expr: sp.Expr, leaf: Leaf) -> Band:
    if expr.is_Add or expr.is_Mul:
        parts = [_value(part, leaf) for part in expr.args]
        return Band.sum(parts) if expr.is_Add else Band.product(parts)
    if isinstance(expr, sp.Abs):
        return abs(_value(expr.args[0], leaf))
    if expr.is_Pow and expr.exp.is_Integer and expr.has(Numeric):
        power = Band.product([_value(expr.base, leaf)] * abs(int(expr.exp)))
        return power if expr.exp > 0 else power.inverse()
    return leaf(expr)


def _truth(condition: sp.Basic, leaf: Leaf) -> Known:
    """Three-valued logic: neither where it can't be told."""
    if isinstance(condition, Printed):
        (low, high), value = condition.between, condition.args[0]
        condition = sp.And(sp.Ge(value, low), sp.Lt(value, high))
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
    left, right = (_value(side, leaf) for side in condition.args)
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


def _certain(part: sp.Basic, point: Point) -> Known:
    """Whether a statement holds at a point, or fails there; neither if that can't be told."""
    if isinstance(part, Quantified):
        inner = (_certain(part.body, {**point, **at}) for at in part.points())
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
    smallest = min((abs(x) for x in part.atoms(sp.Rational) if x), default=sp.S.One)
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
            return _called(here, digits)
        _without_functions(here)
        return Band(*value_at(here, {}, digits))

    return leaf


@cache
def _called(function: Numeric, digits: int) -> Band:
    return FUNCTIONS[type(function)].certain(*function.args, digits=digits)


def _without_functions(expr: sp.Expr) -> None:
    if expr.has(Numeric):
        raise ValueError(
            f"Argument `statement` must have +, ·, | | and powers only, but has {expr}."
        )


# On all points at once.


def _scan(part: Quantified) -> Known:
    """Where the body holds and fails in double precision, an element for each point."""
    scanned = _scanned(part, {}, 0)
    return Known(np.ravel(scanned.holds), np.ravel(scanned.fails))


def _spread(
    part: Quantified, arrays: Mapping[sp.Symbol, Any], axes: int
) -> Mapping[sp.Symbol, Any]:
    """All variables as arrays, with one more axis for each grid."""
    count = len(part.grids)
    inner = {name: np.asarray(a)[(...,) + (None,) * count] for name, a in arrays.items()}
    for k, grid in enumerate(part.grids):
        columns = np.array([[float(x) for x in row] for row in grid.points])
        shape = (1,) * (axes + k) + (-1,) + (1,) * (count - k - 1)
        inner |= {n: c.reshape(shape) for n, c in zip(grid.variables, columns.T, strict=True)}
    return inner


def _scanned(part: Quantified, arrays: Mapping[sp.Symbol, Any], axes: int) -> Known:
    """The same, with an axis for each grid."""
    count, inner = len(part.grids), _spread(part, arrays, axes)
    shape = np.broadcast_shapes(*(a.shape for a in inner.values()))
    if isinstance(part.body, Quantified):
        known = _scanned(part.body, inner, axes + count)
        last = tuple(range(-len(part.body.grids), 0))
        every, some = (np.all, np.any)[:: -1 if part.body.decisive else 1]
        known = Known(every(known.holds, axis=last), some(known.fails, axis=last))
    elif any(FUNCTIONS[type(f)].fast is None for f in part.body.atoms(Numeric)):
        known = Known(np.bool_(False), np.bool_(False))
    else:
        known = _truth(part.body, _in_doubles(inner))
    return Known(np.broadcast_to(known.holds, shape), np.broadcast_to(known.fails, shape))


def _in_doubles(arrays: Mapping[sp.Symbol, Any]) -> Leaf:
    def number(expr: sp.Expr) -> Any:
        return sp.lambdify(list(arrays), expr, "numpy")(*arrays.values())

    def leaf(expr: sp.Expr) -> Band:
        fast = FUNCTIONS[type(expr)].fast if isinstance(expr, Numeric) else None
        if fast is not None:
            return fast(*(np.asarray(number(x), dtype=float) for x in expr.args))
        _without_functions(expr)
        value = np.asarray(number(expr), dtype=float)
        return Band(value, value)

    return leaf


# What is shown beside.


def _sides(part: Quantified) -> npt.NDArray[np.float64]:
    """How close each point is to the number that it is compared with; nothing if there is none."""
    body = part.body
    fast = all(FUNCTIONS[type(f)].fast for f in body.atoms(Numeric))
    if not fast or getattr(body, "rel_op", "") not in ("<", "<=", ">", ">="):
        return np.zeros(0)
    if all(side.has(Numeric) for side in body.args):
        return np.zeros(0)
    arrays = _spread(part, {}, 0)
    leaf = _in_doubles(arrays)
    left, right = (_value(side, leaf) for side in body.args)
    shape = np.broadcast_shapes(*(a.shape for a in arrays.values()))
    sizes = np.broadcast_to((left - right).low + (left - right).high, shape).ravel()
    return sizes if body.rel_op[0] == "<" else -sizes


def _closest(part: Quantified) -> int:
    """The number of the point at which a body that fails everywhere is closest to holding."""
    sizes = _sides(part)
    return int(np.argmin(sizes)) if sizes.size else 0


def _tightest(part: Quantified) -> Mapping[str, str]:
    sizes = _sides(part)
    return _beside("tightest at", part, part.point(int(np.argmax(sizes)))) if sizes.size else {}


def _beside(words: str, part: Quantified, point: Point) -> Mapping[str, str]:
    """A point, and what each function is there."""
    where = ", ".join(f"${text(name)} = {_short(value)}$" for name, value in point.items())
    values = (f"{name} $=$ {value}" for name, value in _values(part.body, point).items())
    return {f"{words} {where}": ", ".join(values).replace("$ $", " ")}


def _short(value: sp.Expr) -> str:
    return f"{float(value):.4g}"


def _values(part: sp.Basic, point: Point) -> dict[str, str]:
    """What the functions of a statement are at a point; of statements on a grid, nothing."""
    if isinstance(part, Quantified):
        return {}
    found = {}
    for function in sorted(part.atoms(Numeric), key=sp.default_sort_key):
        band = _called(function.xreplace(dict(point)), DIGITS[0])
        found[_written(function)] = f"{float((band.low + band.high) / 2):.10g}"
    return found


def _written(function: Numeric) -> str:
    arguments = ", ".join(map(text, function.args))
    return f"${type(function).__name__}({arguments})$".replace(" ", "")
