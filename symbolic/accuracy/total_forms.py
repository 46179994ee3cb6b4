"""Rational functions without overflow: of ratios of arguments, and with an end of what is large.

A rational function that takes a common factor of some arguments out is calculated from their
ratios, to the second largest of them, once these are very large or small: then one at most is
larger than 1. What is larger than all else by so much that it stands for infinity is given an end,
wherever the function is bounded there: a value changes by less than 2^-60 of what it may be. In
between nothing changes, and nothing is rounded once more.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import sympy as sp
from sympy.polys.matrices import DomainMatrix

__all__ = ["Factors", "Shape", "scaled", "total"]

Named = list[tuple[sp.Symbol, sp.Expr]]
Namer = Callable[[str, bool], sp.Symbol]
# Products of so many powers of two are doubles, with some room for coefficients.
_ROOM = 900
_SMALLEST = sp.Integer(2) ** -1000


@dataclass(frozen=True)
class Shape:
    """Which powers of which symbols are in a polynomial."""

    symbols: tuple[sp.Symbol, ...] = ()
    powers: tuple[tuple[int, ...], ...] = ((),)

    @cached_property
    def degrees(self) -> dict[sp.Symbol, int]:
        """The degree in each symbol."""
        return dict(zip(self.symbols, map(max, zip(*self.powers, strict=True)), strict=True))


Factors = Sequence[tuple[Shape, int]]


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
    # A fraction within a sum is no polynomial in the symbols.
    if not all(v.is_Symbol for side in sides for shape, _ in side for v in shape.symbols):
        return expr, []
    parts, put, (factor,) = scaled([sides], named, beside)
    return factor * expr.xreplace(put), parts


def scaled(
    each: Sequence[Sequence[Factors]],
    named: Namer,
    beside: Collection[sp.Symbol] = (),
    *,
    balanced: bool = False,
) -> tuple[Named, dict[sp.Symbol, sp.Expr], list[sp.Expr]]:
    """Parts, what they stand for, and the factor of each of some fractions in terms of them.

    Of each fraction there are the polynomials above and below the line, with their powers. Where
    they are balanced an argument gets an end only from the square of what their degrees allow on.
    """
    pairs = [[_degrees(side) for side in sides] for sides in each]
    order = sorted({v for pair in pairs for side in pair for v in side}, key=str)
    trivial = all(
        not any(pair[1].values()) or all(map(_is_monomial, sides))
        for sides, pair in zip(each, pairs, strict=True)
    )
    if trivial:
        return [], {}, [sp.S.One] * len(each)
    most = {v: max(side.get(v, 0) for pair in pairs for side in pair) for v in order}
    growing = {v for a, b in pairs for v in order if a.get(v, 0) > b.get(v, 0)}
    bounded = {*order} - growing - {*beside}
    groups = _groups([shape for sides in each for side in sides for shape, _ in side], order)
    inside = {v for group in groups for v in group}
    free = [v for v in order if v not in inside]
    room = sum(most[v] for v in free)
    parts: Named = []
    put: dict[sp.Symbol, sp.Expr] = {}
    factors = [sp.S.One] * len(each)
    for group in groups:
        degree = max(_weight(side, group) for sides in each for side in sides)
        span = _ROOM // (room + degree) if balanced else None
        unit = _unit(group, _ROOM // (room + sum(most[v] for v in inside)), named, parts, span)
        weights = (_weight(above, group) - _weight(below, group) for above, below in each)
        factors = [f * unit**weight for f, weight in zip(factors, weights, strict=True)]
        for v in group:
            end = _ROOM // (room + most[v]) if v in bounded else None
            put[v] = _ended(v, v / unit, end, named, parts)
    for v in free:
        if v in bounded:
            put[v] = _ended(v, v, _ROOM // room, named, parts)
    return parts, put, factors


@lru_cache(maxsize=256)
def _powers(factor: sp.Expr) -> tuple[Shape, int]:
    """A polynomial and its power."""
    base, power = factor.as_base_exp()
    whole = bool(power.is_Integer and power > 0)
    base, power = (base, int(power)) if whole else (factor, 1)
    if not base.free_symbols:
        return Shape(), power
    polynomial = sp.Poly(base)
    return Shape(polynomial.gens, tuple(polynomial.monoms())), power


def _is_monomial(factors: Factors) -> bool:
    return all(len(shape.powers) == 1 for shape, _ in factors)


def _degrees(factors: Factors) -> dict[sp.Symbol, int]:
    """The degree in each symbol."""
    found: dict[sp.Symbol, int] = {}
    for shape, power in factors:
        for v, degree in shape.degrees.items():
            found[v] = found.get(v, 0) + power * degree
    return found


def _groups(shapes: Iterable[Shape], order: Sequence[sp.Symbol]) -> list[list[sp.Symbol]]:
    """Symbols, two at least, in which together all factors are homogeneous; groups don't meet."""
    rows = {(0,) * len(order)}
    for shape in {*shapes}:
        first, *others = shape.powers
        for powers in others:
            by = dict(zip(shape.symbols, map(int.__sub__, powers, first), strict=True))
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


def _weight(factors: Factors, group: Sequence[sp.Symbol]) -> int:
    """The degree of a homogeneous product in a group."""
    return sum(
        power * sum(n for v, n in zip(shape.symbols, shape.powers[0], strict=True) if v in group)
        for shape, power in factors
    )


def _unit(
    group: Sequence[sp.Symbol], room: int, named: Namer, parts: Named, span: int | None
) -> sp.Symbol:
    """What the arguments of a group are measured in: 1, unless some are very large or small.

    That is the second largest s; with a span n, f/2^n of the first f, if that is larger, and up to
    2^n s: then f/s may be 2^(2 n) before f/unit is more than 2^n, while s/unit is at least 2^-n.
    """

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
    if span is not None:
        measured = bound("m_0", measured)
        high = sp.Min(first / 2**span, measured * 2**span, evaluate=False)
        measured = sp.Max(measured, high, evaluate=False)
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
