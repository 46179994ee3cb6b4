"""Inequalities by parts of an expression: moduli, and summands without common variables.

|u| is u or -u, and what holds for both holds: so c - |g| >= 0 is c - g >= 0 and c + g >= 0, which
are smooth where g changes its sign. And g(x) + h(y) > 0 on a box just if g(x) > c and h(y) > -c for
a number c, which is looked for between the smallest values that are met: two covers in few
variables are far less than one in all of them.
"""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from itertools import product

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError, arithmetic
from beyondthermal.symbolic.decision.enclosures.series import coefficients
from beyondthermal.symbolic.decision.proof import Certificates

from .certificates import Shown, bound_certificates, node, term_tree
from .cover import positive_by_cover
from .zeros import simplest_between

__all__ = ["positive_by_summands", "positive_for_both_signs", "summands"]

# Moduli; operations in intervals for each case: a cover of something close may take so many.
_MOST, _WORK = 2, 40_000
# Variables of a summand and operations for it; corners from where smaller values are looked for,
# points on a line, and how often lines along all variables are walked; steps of an operation.
_VARIABLES, _EFFORT, _STARTS, _POINTS, _WALKS, _OPERATION = 5, 100_000, 3, 8, 2, 30
_NUMBERS = arithmetic(64)
_Point = dict[sp.Symbol, Fraction]


def positive_for_both_signs(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that an expression of one variable is > 0 (or >= 0), or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> f, side = sp.Rational(1, 5) - Modulus(sp.sin(x) - x), sp.Interval(-1, 1)
    >>> (certificate,) = positive_for_both_signs(f, {x: side}, strict=True)
    >>> certificate["proof"]["rule"], certificate["proof"]["plus"]["rule"]
    ('both', 'cover')
    """
    box = {v: side for v, side in box.items() if expr.has(v)}
    if len(box) != 1 or not 0 < len(expr.atoms(Modulus)) <= _MOST:
        return None
    found = _cases(expr, box, strict)
    if found is None:
        return None
    return bound_certificates(expr, box, strict, found.tree) or found.certificates


def _cases(f: sp.Expr, box: Box, strict: bool) -> Shown | None:
    moduli = sorted(f.atoms(Modulus), key=lambda m: (-len(m.atoms(Modulus)), str(m)))
    if not moduli:
        cover = positive_by_cover(f, box, strict=strict, work=_WORK)
        return None if cover is None else Shown(cover, cover[0]["proof"] if cover else None)
    u = moduli[0].args[0]
    plus = _cases(f.xreplace({moduli[0]: u}), box, strict)
    minus = None if plus is None else _cases(f.xreplace({moduli[0]: -u}), box, strict)
    if plus is None or minus is None:
        return None
    try:
        tree = node("both", of=term_tree(u), plus=plus.tree, minus=minus.tree)
    except ValueError:
        tree = None
    return Shown(plus.certificates + minus.certificates, tree)


def positive_by_summands(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that a sum of functions of different variables is > 0 (or >= 0), or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> f, side = x**4 - x + y**4 - y + 1, sp.Interval(0, 1)
    >>> (certificate,) = positive_by_summands(f, {x: side, y: side}, strict=True)
    >>> [part["proof"]["rule"] for part in certificate["proof"]["parts"]]
    ['cover', 'cover']
    """
    box = {v: side for v, side in box.items() if expr.has(v)}
    if not (parts := summands(expr, box)):
        return None
    least = [_least(part, box) for part in parts]
    values = [value for value in least if value is not None]
    share = sum(values, Fraction(0)) / len(parts)
    if len(values) < len(parts) or share <= 0:
        return None
    moved = [sp.Rational(simplest_between(v - share, v - share / 2)) for v in values[:-1]]
    found = []
    for part, c in zip(parts, [*moved, -sum(moved)], strict=True):
        inside = {v: side for v, side in box.items() if part.has(v)}
        cover = positive_by_cover(part - c, inside, strict=True, work=_EFFORT)
        if cover is None:
            return None
        found.append((part - c, cover))
    try:
        rows = [{"of": term_tree(g), "proof": c[0]["proof"]} for g, c in found if c]
        tree = node("sum", parts=rows) if len(rows) == len(parts) else None
    except ValueError:
        tree = None
    certificates = sum((c for _, c in found), ())
    return bound_certificates(expr, box, strict, tree) or certificates


def summands(expr: sp.Expr, box: Box) -> list[sp.Expr]:
    """Summands without common variables, few in each, if there are two of them or more.

    Numbers are with the first one. The box has to have rational ends.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> summands(x**2 + y + 1 - x, dict.fromkeys((x, y), sp.Interval(0, 1)))
    [y + 1, x**2 - x]
    """
    sides = (box[v] for v in expr.free_symbols if v in box)
    if not all(end.is_Rational for side in sides for end in side.args[:2]):
        return []
    parts: list[sp.Expr] = []
    terms = sorted(sp.Add.make_args(expr), key=sp.default_sort_key)
    for term in terms:
        mine = [part for part in parts if term.free_symbols & part.free_symbols]
        if term.free_symbols:
            parts = [sp.Add(term, *mine), *(part for part in parts if part not in mine)]
    if len(parts) < 2 or any(len(part.free_symbols) > _VARIABLES for part in parts):
        return []
    parts.sort(key=sp.default_sort_key)
    numbers = [term for term in terms if not term.free_symbols]
    return [sp.Add(parts[0], *numbers), *parts[1:]]


def _least(f: sp.Expr, box: Box) -> Fraction | None:
    """The smallest value that is met on lines along the variables, from the lowest corners."""
    sides = {v: side for v, side in box.items() if f.has(v)}
    cost = _OPERATION * sum(1 for _ in sp.preorder_traversal(f))

    def value(point: _Point) -> Fraction:
        spend(cost)
        piece = {v: (at, at) for v, at in point.items()}
        return _NUMBERS.span(coefficients(f, piece, None, 0, _NUMBERS)[0])[0]

    corners = product(*((Fraction(s.start), Fraction(s.end)) for s in sides.values()))
    points = [dict(zip(sides, corner, strict=True)) for corner in corners]
    with suppress(UndefinedError):
        found = sorted(points, key=value)[:_STARTS]
        for _ in range(_WALKS):
            for v, side in sides.items():
                found = [_along(v, side, point, value) for point in found]
        return min(map(value, found))
    return None


def _along(
    v: sp.Symbol, side: sp.Interval, point: _Point, value: Callable[[_Point], Fraction]
) -> _Point:
    """The lowest point on a line, and beside it."""
    low, high = Fraction(side.start), Fraction(side.end)
    for _ in range(2):
        step = (high - low) / _POINTS
        point = min(({**point, v: low + k * step} for k in range(_POINTS + 1)), key=value)
        low, high = max(low, point[v] - step), min(high, point[v] + step)
    return point
