"""Decide a statement about numbers: in doubles where they suffice, in exact intervals elsewhere.

What holds at all points of a grid in double precision is supported. A point at which it seems to
fail, or is too close to be told, is evaluated again between exact fractions: only such a value
refutes, and what can't be told then either is inconclusive.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import sympy as sp

from beyondthermal.derivations.claims.domains import text
from beyondthermal.symbolic.decision.proof import Proof, Verdict, refuted

from .evaluation import DIGITS, Known, Point, called, certain, in_doubles, scan, spread, value
from .statements import Numeric, Quantified
from .table import FUNCTIONS

__all__ = ["Answer", "decided", "written"]


class Answer(NamedTuple):
    """A verdict, and numbers to be shown beside it."""

    proof: Proof
    figures: Mapping[str, str]


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
    known = certain(part, {})
    return _answer(known, f"evaluated {_how(part, known.digits)}", part, {})


def _on_grids(part: Quantified) -> Answer:
    scanned, count = scan(part), f"{part.count} points"
    if part.decisive:
        if np.any(scanned.holds):
            shown = _beside("for instance at", part, part.point(int(np.argmax(scanned.holds))))
            return Answer(_supported(f"at one of {count}, in double precision"), shown)
        return _evaluated(part, np.argsort(scanned.fails, kind="stable"), count)
    if np.all(scanned.holds):
        if isinstance(part.body, sp.Implies):
            count += f", {(cases := _premises(part))} of which it is about"
            if not cases:
                return Answer(Proof(Verdict.INCONCLUSIVE, f"at {count}: nothing is said"), {})
        return Answer(_supported(f"at {count}, in double precision"), _tightest(part))
    # What seems to fail comes first.
    order = np.argsort(~scanned.fails, kind="stable")
    return _evaluated(part, order[~scanned.holds[order]], count)


def _evaluated(part: Quantified, numbers: npt.NDArray[np.intp], count: str) -> Answer:
    """The points that have to be looked at again, one by one, until one decides."""
    undecided, digits = False, 0
    for number in numbers:
        point = part.point(number)
        known = certain(part.body, point)
        how = _how(part, digits := max(digits, known.digits))
        if part.decisive and known.holds:
            shown = _beside("for instance at", part, point)
            return Answer(_supported(f"at one of {count}, {how}"), shown)
        if not part.decisive and known.fails:
            where = {**point, **_nearest(part.body, point)}
            return _answer(known, f"fails at a point of the grid, {how}", part, where)
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
    return int(np.sum(scan(part.func(part.body.args[0], *part.grids)).holds))


def _supported(method: str) -> Proof:
    return Proof(Verdict.SUPPORTED, method)


def _answer(known: Known, method: str, part: sp.Basic, point: Point) -> Answer:
    """The verdict of what was evaluated at a point."""
    while isinstance(part, Quantified) and set(part.variables) <= point.keys():
        part = part.body
    values = _values(part, point)
    if known.holds is True:
        return Answer(Proof(Verdict.SUPPORTED, method), values)
    if known.fails is True:
        shown = {k: sp.Float(float(x), 8) if x.is_finite else x for k, x in point.items()}
        return Answer(refuted(method, shown, **values), {})
    return Answer(Proof(Verdict.INCONCLUSIVE, f"too close to be told, {method}"), {})


def _how(part: sp.Basic, digits: int) -> str:
    """What the functions of a statement do at exact arguments, in words."""
    words = {FUNCTIONS[type(f)].how.format(digits=digits) for f in part.atoms(Numeric)}
    return " and ".join(sorted(words))


# What is shown beside.


def _sides(part: Quantified) -> npt.NDArray[np.float64]:
    """How close each point is to the number that it is compared with; nothing if there is none."""
    body = part.body
    fast = all(FUNCTIONS[type(f)].fast for f in body.atoms(Numeric))
    if not fast or getattr(body, "rel_op", "") not in ("<", "<=", ">", ">="):
        return np.zeros(0)
    if all(side.has(Numeric) for side in body.args):
        return np.zeros(0)
    arrays = spread(part)
    left, right = (value(side, in_doubles(arrays)) for side in body.args)
    shape = np.broadcast_shapes(*(a.shape for a in arrays.values()))
    sizes = np.broadcast_to((left - right).low + (left - right).high, shape).ravel()
    return sizes if body.rel_op[0] == "<" else -sizes


def _closest(part: Quantified) -> int:
    """The number of the point at which a body that fails everywhere is closest to holding."""
    sizes = _sides(part)
    return int(np.argmin(sizes)) if sizes.size else 0


def _nearest(part: sp.Basic, point: Point) -> dict[sp.Symbol, sp.Expr]:
    """Of what should hold somewhere, and does nowhere, the point that is closest to it."""
    if not (isinstance(part, Quantified) and part.decisive):
        return {}
    there = part.xreplace(dict(point))
    return there.point(_closest(there)) if _sides(there).size else {}


def _tightest(part: Quantified) -> Mapping[str, str]:
    sizes = _sides(part)
    return _beside("tightest at", part, part.point(int(np.argmax(sizes)))) if sizes.size else {}


def _beside(words: str, part: Quantified, point: Point) -> Mapping[str, str]:
    """A point, and what each function is there."""
    where = ", ".join(f"${text(name)} = {float(x):.4g}$" for name, x in point.items())
    found = (f"{name} $=$ {shown}" for name, shown in _values(part.body, point).items())
    return {f"{words} {where}": ", ".join(found).replace("$ $", " ")}


def _values(part: sp.Basic, point: Point) -> dict[str, str]:
    """What the functions of a statement are at a point; of statements on a grid, nothing."""
    if isinstance(part, Quantified):
        return {}
    found = {}
    for function in sorted(part.atoms(Numeric), key=sp.default_sort_key):
        band = called(function.xreplace(dict(point)), DIGITS[0])
        found[written(function)] = f"{float((band.low + band.high) / 2):.10g}"
    return found


def written(function: Numeric) -> str:
    """A function at its arguments, as the figures of a run call it."""
    arguments = ", ".join(map(text, function.args))
    return f"${type(function).__name__}({arguments})$".replace(" ", "")
