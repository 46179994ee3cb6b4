"""Enclosures: an interval that certainly contains an expression's value at a rational point.

Ends are rational numbers and every operation rounds them outwards, to a given number of bits, so
that nothing rests on floating point. Rational arithmetic that fits into these bits stays exact.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce

import sympy as sp

from . import intervals
from .intervals import Span, UndefinedError

__all__ = ["Modulus", "enclose", "sign_at", "value_at"]

Point = Mapping[sp.Symbol, Fraction]

FIRST_BITS, MOST_BITS = 128, 2048


class Modulus(sp.Function):
    """|u|, left as it is; SymPy's Abs looks for another form whenever it is rebuilt."""

    is_extended_real = True
    is_extended_nonnegative = True

    @classmethod
    def eval(cls, u: sp.Expr) -> sp.Expr | None:
        """The value for a rational number."""
        return abs(u) if u.is_Rational else None


def enclose(expr: sp.Expr, point: Point, bits: int) -> Span:
    """An interval that contains the real value of an expression.

    Parameters
    ----------
    expr
        Expression in the symbols of `point`.
    point
        Rational value of each symbol.
    bits
        Significant bits that ends are rounded to, outwards.

    Raises
    ------
    UndefinedError
        Where the expression has no real value, a pole, or a function that isn't known here.

    Examples
    --------
    >>> low, high = enclose(sp.sqrt(2), {}, 64)
    >>> low**2 < 2 < high**2, high - low < Fraction(1, 10**18)
    (True, True)
    """
    known: dict[sp.Expr, Span] = {}

    def walk(node: sp.Expr) -> Span:
        if node not in known:
            known[node] = intervals.outwards(_node(node, point, walk, bits), bits)
        return known[node]

    return walk(sp.sympify(expr).rewrite(_HYPERBOLIC, sp.exp))


def value_at(expr: sp.Expr, point: Point, digits: int) -> Span:
    """An enclosure whose radius is below 10^-digits of its value, or below 10^-2·digits.

    Raises
    ------
    UndefinedError
        As `enclose`, or if the precision does not suffice.
    """
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        low, high = enclose(expr, point, bits)
        size = min(abs(low), abs(high)) if low * high > 0 else Fraction(0)
        if high - low <= size / 10**digits or high - low <= Fraction(1, 100**digits):
            return low, high
        bits *= 4
    raise UndefinedError(f"needs more than {MOST_BITS} bits")


def sign_at(expr: sp.Expr, point: Point) -> int | None:
    """The sign of an expression at a rational point; None if it can't be told there."""
    bits = FIRST_BITS
    while bits <= MOST_BITS:
        try:
            low, high = enclose(expr, point, bits)
        except UndefinedError:
            return None
        if low > 0 or high < 0 or low == high:
            return (low > 0) - (high < 0)
        bits *= 4
    return None


def _node(node: sp.Expr, point: Point, walk: Callable[[sp.Expr], Span], bits: int) -> Span:
    """One node of the expression from its parts."""
    if node.is_Rational:
        return intervals.exactly(Fraction(int(node.p), int(node.q)))
    if node.is_Symbol and node in point:
        return intervals.exactly(Fraction(point[node]))
    if node.is_Pow:
        return _power(node, walk, bits)
    parts = [walk(part) for part in node.args]
    if node.is_Add or node.is_Mul:
        step = intervals.plus if node.is_Add else intervals.times
        return reduce(lambda a, b: intervals.outwards(step(a, b), bits), parts)
    if isinstance(node, sp.Max | sp.Min):
        pick = max if isinstance(node, sp.Max) else min
        return pick(low for low, _ in parts), pick(high for _, high in parts)
    if node.func in _FUNCTIONS:
        return _FUNCTIONS[node.func](parts[0], bits)
    if node is sp.pi:
        return intervals.pi(bits)
    if node is sp.E:
        return intervals.exp(intervals.exactly(Fraction(1)), bits)
    raise UndefinedError(f"{node.func} has no enclosure")


def _power(node: sp.Pow, walk: Callable[[sp.Expr], Span], bits: int) -> Span:
    base, exponent = node.args
    low, high = walk(exponent)
    if low == high and low.denominator < 64 and abs(low.numerator) < 1000:
        inside = walk(base)
        if low.denominator > 1 and inside[0] < 0:
            raise UndefinedError("a root of what may be negative")
        power = intervals.whole_power(inside, abs(low.numerator), bits)
        root = intervals.root(power, low.denominator, bits)
        return intervals.inverse(root) if low < 0 else root
    return intervals.exp(intervals.times((low, high), intervals.log(walk(base), bits)), bits)


_HYPERBOLIC = [sp.sinh, sp.cosh, sp.tanh, sp.coth]
_FUNCTIONS: Mapping[object, Callable[[Span, int], Span]] = {
    sp.exp: intervals.exp,
    sp.log: intervals.log,
    sp.Abs: intervals.modulus,
    Modulus: intervals.modulus,
    sp.sin: intervals.sin,
    sp.cos: intervals.cos,
    sp.tan: intervals.tan,
}
