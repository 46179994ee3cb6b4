"""Relations among symbols, written into ranges: y > x is y = x + t with t > 0.

Between two bounds l and u a variable is l + (u - l) s with s from 0 to 1, and u - l is not negative
either: so the variables of linear relations are put in terms of others one after the other, as
Fourier and Motzkin eliminate them, and nothing of the domain is lost. Where only a part of the
relations can be used, the domain is larger than was asked for: what is proved there holds, and a
point that refutes has to satisfy all of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.symbols import HALVES, declared

from .chart import Chart, EmptyDomainError, Relation, Sides, flat, left_out, without_moduli

__all__ = ["charted", "left_out", "without_zeros"]


def charted(parts: Sequence[Any], among: Iterable[sp.Symbol], keep: Iterable[sp.Symbol]) -> Chart:
    """Ranges and relations together, as ranges alone.

    Parameters
    ----------
    parts
        Mappings from symbols to sets, and relations.
    among
        Other symbols that occur; they have the range of their assumptions.
    keep
        Symbols for which nothing is put, unless it says where each of them goes: then y > x is
        y = x + t as well, if both go to numbers.

    Raises
    ------
    ValueError
        If something is neither, or if nothing is left of the domain.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> charted([y > x], [x, y], []).to
    {x: t_x*y}
    """
    sides: Sides = {}
    relations = list(flat(parts, sides))
    related = (r.difference.free_symbols for r in relations)
    for s in sorted({*among, *sides}.union(*related), key=str):
        own = next((h for name, h in HALVES.items() if getattr(s, f"is_{name}")), sp.Reals)
        sides[s] = sp.Intersection(sides.get(s, own), own)
    if sp.S.EmptySet in sides.values():
        raise EmptyDomainError
    tending = dict(keep) if isinstance(keep, Mapping) else {}
    chart = Chart(dict(sides), {}, asked=tuple(relations), given=sides, tending=tending)
    chart.exact = not any(r.apart for r in relations)
    left = [p for r in relations if not r.apart for p in without_moduli(r, chart)]
    while left:
        left = _step(left, chart, set(keep))
    used = set().union(*(e.free_symbols for e in chart.to.values()))
    chart.sides = {s: side for s, side in chart.sides.items() if s in chart.given or s in used}
    return chart


def _step(left: list[Relation], chart: Chart, keep: set[sp.Symbol]) -> list[Relation]:
    """One relation less, or one variable less."""
    relation, *others = sorted(left, key=lambda r: (len(r.difference.free_symbols), str(r)))
    d, variables = relation.difference, relation.difference.free_symbols
    if not variables:
        sign = sign_at(d, {})
        if sign is not None and (sign < 0 or (sign == 0 and relation.strict)):
            raise EmptyDomainError
        chart.exact &= sign is not None
        return others
    if len(variables) == 1 and (bound := _bound(relation, *variables)) is not None:
        (v,) = variables
        chart.sides[v] = sp.Intersection(chart.sides[v], bound)
        if chart.sides[v] is sp.S.EmptySet:
            raise EmptyDomainError
        return others
    if variables & {*keep, *chart.tending}:
        return _moved(relation, others, chart)
    for v in sorted(variables, key=lambda v: (_crowd(v, left, chart), str(v))):
        if not v.is_integer and isinstance(chart.sides[v], sp.Interval) and _slope(d, v):
            return _eliminated(v, left, chart)
    chart.exact = False
    return others


def _moved(relation: Relation, others: list[Relation], chart: Chart) -> list[Relation]:
    """Put v = w ± t for a variable of a limit; t goes to what it is where v and w go.

    What else is said of v has to follow, or is lost.
    """
    d, tending = relation.difference, chart.tending
    ways = [(v, k) for v in sorted(d.free_symbols, key=str) if (k := _slope(d, v))]
    numbers = all(tending.get(v, sp.oo).is_Rational for v in d.free_symbols)
    if numbers and (gap := d.xreplace(tending)) < 0:
        sign = ">" if relation.strict else ">="
        raise ValueError(f"Argument `point` must be next to points with {d} {sign} 0, but isn't.")
    # Else what it is put for would move with the variable of a limit; where more than 0 is left it
    # says nothing of what is near, and t = 0, where v = w, would be left out if it belongs there.
    if not ways or not numbers or gap > 0 or not relation.strict:
        chart.exact = False
        return others
    found = [(_is_lost(v, k, relation, chart), v, k) for v, k in ways]
    lost, v, k = min(found, key=lambda row: (row[0], str(row[1])))
    w = sp.expand(v - d / k)
    chart.exact &= not lost
    del chart.sides[v]
    t = _new(v, (w, relation.strict), None, chart)
    expr = w + t * sp.sign(k)
    tending[t] = sp.S.Zero
    chart.to = {u: old.xreplace({v: expr}) for u, old in chart.to.items()} | {v: expr}
    return [replace(r, difference=sp.expand(r.difference.xreplace({v: expr}))) for r in others]


def _is_lost(v: sp.Symbol, k: sp.Expr, relation: Relation, chart: Chart) -> bool:
    """Whether something of a range doesn't follow from v > w, or from v < w for k < 0."""
    side, w = chart.sides[v], sp.expand(v - relation.difference / k)
    if not isinstance(side, sp.Interval) or v.is_integer:
        return True
    low, high = (side.start, bool(side.left_open)), (side.end, bool(side.right_open))
    (near, is_open), (far, _) = (low, high) if k > 0 else (high, low)
    gap = _least(sp.sign(k) * (w - near), chart.sides) if near.is_finite else sp.oo
    follows = gap is not None and gap >= 0 and (gap > 0 or relation.strict or not is_open)
    return bool(far.is_finite or not follows)


def _slope(d: sp.Expr, v: sp.Symbol) -> sp.Expr | None:
    """The coefficient of a variable in which something is linear, if it is a number."""
    k = sp.diff(d, v)
    linear = k.is_number and k.is_real and k.is_nonzero and not sp.expand(d - k * v).has(v)
    return k if linear else None


def _bound(relation: Relation, v: sp.Symbol) -> sp.Set | None:
    k = _slope(relation.difference, v)
    if k is None:
        return None
    end = sp.expand(v - relation.difference / k)
    if k.is_positive:
        return sp.Interval(end, sp.oo, relation.strict, True)
    return sp.Interval(-sp.oo, end, True, relation.strict)


_Bound = tuple[sp.Expr, bool]


def _bounds(v: sp.Symbol, left: list[Relation], chart: Chart) -> tuple[list[_Bound], list[_Bound]]:
    """The lower and the upper bounds of a variable, and whether they are open."""
    side = chart.sides[v]
    lower = [(side.start, bool(side.left_open))] if side.start.is_finite else []
    upper = [(side.end, bool(side.right_open))] if side.end.is_finite else []
    for r in left:
        if k := _slope(r.difference, v):
            bound = sp.expand(v - r.difference / k), r.strict
            (lower if k.is_positive else upper).append(bound)
    return lower, upper


def _crowd(v: sp.Symbol, left: list[Relation], chart: Chart) -> int:
    """How many bounds a variable has beside one on each side."""
    if not isinstance(chart.sides[v], sp.Interval):
        return len(left)
    return sum(max(0, len(each) - 1) for each in _bounds(v, left, chart))


def _eliminated(v: sp.Symbol, left: list[Relation], chart: Chart) -> list[Relation]:
    """Put a variable in terms of the others, between its bounds."""
    lower, upper = _bounds(v, left, chart)
    held = [r for r in left if v in r.difference.free_symbols]
    chart.exact &= all(_slope(r.difference, v) for r in held)
    del chart.sides[v]
    # What lies between is not empty: this holds for all of them, whichever are used.
    between = [Relation(high - low, a or b) for low, a in lower for high, b in upper]
    one, other = _closest(lower, 1, chart), _closest(upper, -1, chart)
    t = _new(v, one, other, chart)
    if one and other:
        expr = one[0] + (other[0] - one[0]) * t
    else:
        expr = one[0] + t if one else other[0] - t if other else t
    chart.to = {w: old.xreplace({v: expr}) for w, old in chart.to.items()} | {v: expr}
    return [r for r in left if r not in held] + [
        r for r in between if r.difference.free_symbols or sign_at(r.difference, {}) != 1
    ]


def _new(v: sp.Symbol, one: _Bound | None, other: _Bound | None, chart: Chart) -> sp.Symbol:
    """A variable that says where between its bounds another one is."""
    name = f"t_{v}"
    while any(str(s) == name for s in (*chart.given, *chart.sides)):
        name += "_"
    if one and other:
        side = sp.Interval(0, 1, one[1], other[1])
    else:
        bound = one or other
        side = sp.Interval(0, sp.oo, bound is None or bound[1], True)
    t = declared(name, side)
    chart.sides[t] = side
    return t


def _closest(
    bounds: list[tuple[sp.Expr, bool]], sign: int, chart: Chart
) -> tuple[sp.Expr, bool] | None:
    """The bound that the others follow from; any one, the domain growing, if none is seen to be."""
    for one, strict in bounds:
        gaps = [(_least(sign * (one - other), chart.sides), s) for other, s in bounds]
        if all(gap is not None and gap >= 0 and (gap > 0 or strict or not s) for gap, s in gaps):
            return one, strict
    chart.exact &= not bounds
    return max(bounds, key=lambda b: len(b[0].free_symbols)) if bounds else None


def _least(d: sp.Expr, sides: Sides) -> sp.Expr | None:
    """The infimum of a linear expression on ranges; None if it isn't seen."""
    d = sp.expand(d)
    total = d.xreplace(dict.fromkeys(d.free_symbols, sp.S.Zero))
    for v in d.free_symbols:
        k = _slope(d, v)
        end = None if k is None else (sides[v].inf if k.is_positive else sides[v].sup)
        if k is None or end is None or not end.is_finite:
            return None
        total += k * end
    return total if total.is_Rational else None


def without_zeros(where: Any) -> tuple[Any, list[sp.Expr]]:
    """A domain without what is said not to vanish, and expressions with values where it doesn't.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> without_zeros([sp.Ne(sp.cos(symbol("x")), 0)])
    ([], [1/cos(x)])
    """
    if where is None or isinstance(where, Mapping):
        return where, []
    apart = [p for p in where if isinstance(p, sp.Ne) and left_out(p) is None]
    return [p for p in where if p not in apart], [1 / (p.lhs - p.rhs) for p in apart]
