"""Rational functions without overflow: of ratios of arguments, and with an end of what is large.

A rational function that takes a common factor of some arguments out is calculated from their
ratios, to the second largest of them, once these are very large or small: then one at most is
larger than 1. What is larger than all else by so much that it stands for infinity is given an end,
wherever the function is bounded there: a value changes by less than 2^-60 of what it may be. In
between nothing changes, and nothing is rounded once more.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

import sympy as sp
from sympy.polys.matrices import DomainMatrix

__all__ = ["total"]

Named = list[tuple[sp.Symbol, sp.Expr]]
Namer = Callable[[str, bool], sp.Symbol]
# Products of so many powers of two are doubles, with some room for coefficients.
_ROOM = 900
_SMALLEST = sp.Integer(2) ** -1000


def total(expr: sp.Expr, named: Namer, beside: Collection[sp.Symbol] = ()) -> tuple[sp.Expr, Named]:
    """A rational function in terms of parts that are neither too large nor too small.

    Parameters
    ----------
    expr
        A quotient of polynomials in real symbols.
    named
        Makes a symbol of a name, and of whether it is positive.
    beside
        Symbols of a factor that it has: while this grows, no end stands for infinity.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x, y = (declared(name, sp.Interval.open(0, sp.oo)) for name in "xy")
    >>> value, parts = total(x**2 / (x**2 + x * y + y**2), lambda name, _: sp.Symbol(name))
    >>> value, [str(name) for name, _ in parts]
    (x_r**2/(x_r**2 + x_r*y_r + y_r**2), ['m_2', 'm', 'x_r', 'y_r'])
    """
    sides = [[*map(_powers, sp.Mul.make_args(side))] for side in sp.fraction(expr)]
    above, below = (_degrees(side) for side in sides)
    order = sorted(below.keys() | above.keys(), key=str)
    # A fraction within a sum is no polynomial in the symbols.
    if not all(v.is_Symbol for v in order):
        return expr, []
    if not any(below.values()) or all(_is_monomial(side) for side in sides):
        return expr, []
    bounded = {v for v in order if above.get(v, 0) <= below.get(v, 0)} - {*beside}
    groups = _groups([base for side in sides for base, _ in side], order)
    inside = {v for group in groups for v in group}
    free = [v for v in order if v not in inside]
    room = sum(max(above.get(v, 0), below.get(v, 0)) for v in free)
    most = room + sum(max(above.get(v, 0), below.get(v, 0)) for v in inside)
    parts: Named = []
    put: dict[sp.Symbol, sp.Expr] = {}
    factor = sp.S.One
    for group in groups:
        unit = _unit(group, _ROOM // most, named, parts)
        factor *= unit ** (_weight(sides[0], group) - _weight(sides[1], group))
        for v in group:
            degree = max(above.get(v, 0), below.get(v, 0))
            end = _ROOM // (room + degree) if v in bounded else None
            put[v] = _ended(v, v / unit, end, named, parts)
    for v in free:
        if v in bounded:
            put[v] = _ended(v, v, _ROOM // room, named, parts)
    return factor * expr.xreplace(put), parts


@lru_cache(maxsize=256)
def _powers(factor: sp.Expr) -> tuple[sp.Poly | None, int]:
    """A polynomial, None for a number, and its power."""
    base, power = factor.as_base_exp()
    whole = bool(power.is_Integer and power > 0)
    base, power = (base, int(power)) if whole else (factor, 1)
    return (sp.Poly(base) if base.free_symbols else None), power


def _is_monomial(factors: Iterable[tuple[sp.Poly | None, int]]) -> bool:
    return all(base is None or base.is_monomial for base, _ in factors)


def _degrees(factors: Iterable[tuple[sp.Poly | None, int]]) -> dict[sp.Symbol, int]:
    """The degree in each symbol."""
    found: dict[sp.Symbol, int] = {}
    for base, power in factors:
        if base is not None:
            for v in base.gens:
                found[v] = found.get(v, 0) + power * base.degree(v)
    return found


def _groups(bases: Iterable[sp.Poly | None], order: Sequence[sp.Symbol]) -> list[list[sp.Symbol]]:
    """Symbols, two at least, in which together all factors are homogeneous; groups don't meet."""
    rows = {(0,) * len(order)}
    for base in bases:
        if base is None:
            continue
        first, *others = base.monoms()
        for powers in others:
            by = dict(zip(base.gens, map(int.__sub__, powers, first), strict=True))
            rows.add(tuple(by.get(v, 0) for v in order))
    matrix = sp.Matrix([*rows])
    basis = DomainMatrix.from_Matrix(matrix).to_field().nullspace().to_Matrix()
    found: list[list[sp.Symbol]] = []
    # One by one where they don't meet, or else all together.
    together = [int(any(row[k] for row in basis.tolist())) for k in range(len(order))]
    whole = [together] if (matrix * sp.Matrix(together)).is_zero_matrix else []
    for row in [*basis.tolist(), *whole]:
        sizes = {entry for entry in row if entry != 0}
        group = [v for v, entry in zip(order, row, strict=True) if entry != 0]
        if len(sizes) == 1 and len(group) > 1 and all(not {*group} & {*other} for other in found):
            found.append(group)
    return found


def _weight(factors: Iterable[tuple[sp.Poly | None, int]], group: Sequence[sp.Symbol]) -> int:
    """The degree of a homogeneous product in a group."""
    return sum(
        power * sum(n for v, n in zip(base.gens, base.monoms()[0], strict=True) if v in group)
        for base, power in factors
        if base
    )


def _unit(group: Sequence[sp.Symbol], room: int, named: Namer, parts: Named) -> sp.Symbol:
    """What the arguments of a group are measured in: 1, unless some are very large or small."""

    def bound(name: str, body: sp.Expr) -> sp.Symbol:
        parts.append((named(name, True), body))
        return parts[-1][0]

    sizes = [sp.Abs(v) for v in group]
    first, second = sp.Max(*sizes[:2]), bound("m_2", sp.Min(*sizes[:2]))
    for size in sizes[2:]:
        largest = bound("m_1", first)
        second = bound("m_2", sp.Max(second, sp.Min(largest, size)))
        first = sp.Max(largest, size)
    measured = sp.Max(second, _SMALLEST)
    small = sp.Piecewise((measured, sp.Gt(sp.Integer(2) ** -room, second)), (sp.S.One, True))
    return bound("m", sp.Piecewise((measured, sp.Gt(first, sp.Integer(2) ** room)), (small, True)))


def _ended(v: sp.Symbol, value: sp.Expr, end: int | None, named: Namer, parts: Named) -> sp.Symbol:
    """A value between two ends."""
    if end is not None:
        value = sp.Min(value, sp.Integer(2) ** end, evaluate=False)
        value = (
            value if v.is_nonnegative else sp.Max(value, -(sp.Integer(2) ** end), evaluate=False)
        )
    parts.append((named(f"{v}_r", bool(v.is_nonnegative)), value))
    return parts[-1][0]
