"""Enclosures: an interval that certainly contains an expression's value at a rational point.

Every operation rounds outwards, to a given number of bits, so that nothing rests on floating point.
Rational arithmetic that fits into these bits stays exact.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.formula.functions import REWRITTEN
from beyondthermal.symbolic.formula.special_functions import FORMS

from .intervals import Arithmetic, Span, UndefinedError, Value, arithmetic
from .special_functions import SPECIAL

__all__ = ["ENCLOSED", "Modulus", "Point", "enclose", "sign_at", "value_at"]

Point: TypeAlias = Mapping[sp.Symbol, Fraction | Span]

# Significant bits that are tried one after the other.
PRECISIONS = (128, 512, 2048)


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
        Value of each symbol: a rational number, or two between which it lies.
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
    known: dict[sp.Expr, Value] = {}
    numbers = arithmetic(bits)

    def walk(node: sp.Expr) -> Value:
        if node not in known:
            known[node] = _node(node, point, walk, numbers)
        return known[node]

    return numbers.span(walk(sp.sympify(expr)))


def value_at(
    expr: sp.Expr, point: Point, digits: int, precisions: Sequence[int] = PRECISIONS
) -> Span:
    """An enclosure whose radius is below 10^-digits of its value, or below 10^-2·digits.

    The precisions are tried one after the other.

    Raises
    ------
    UndefinedError
        As `enclose`, or if the precision does not suffice.
    """
    for bits in precisions:
        low, high = enclose(expr, point, bits)
        size = min(abs(low), abs(high)) if low * high > 0 else Fraction(0)
        if high - low <= size / 10**digits or high - low <= Fraction(1, 100**digits):
            return low, high
    raise UndefinedError(f"needs more than {precisions[-1]} bits")


def sign_at(expr: sp.Expr, point: Point) -> int | None:
    """The sign of an expression at a rational point; None if it can't be told there."""
    for bits in PRECISIONS:
        try:
            low, high = enclose(expr, point, bits)
        except UndefinedError:
            return None
        if low > 0 or high < 0 or low == high:
            return (low > 0) - (high < 0)
    return None


def _node(
    node: sp.Expr, point: Point, walk: Callable[[sp.Expr], Value], numbers: Arithmetic
) -> Value:
    """One node of the expression from its parts."""
    if node.is_Rational:
        return numbers.kept(Fraction(int(node.p), int(node.q)))
    if node.is_Symbol and node in point:
        value = point[node]
        return numbers.between(*value) if isinstance(value, tuple) else numbers.kept(value)
    if node.is_Add or node.is_Mul:
        step = numbers.plus if node.is_Add else numbers.times
        return step(map(walk, node.args))
    if node.is_Pow:
        return _power(node, walk, numbers)
    if node.func in ENCLOSED:
        return ENCLOSED[node.func](numbers, walk(node.args[0]))
    if node is sp.pi:
        return numbers.pi()
    if node is sp.E:
        return numbers.exp(Fraction(1))
    if node is sp.EulerGamma:
        return numbers.spread(numbers.iv.mpf(numbers.iv.euler))
    form = REWRITTEN.get(node.func) or FORMS.get(node.func)
    other = form(*node.args) if form else node
    if other == node:
        raise UndefinedError(f"{node.func} has no enclosure")
    return walk(other)


def _power(node: sp.Pow, walk: Callable[[sp.Expr], Value], numbers: Arithmetic) -> Value:
    base, power = map(walk, node.args)
    simple = isinstance(power, Fraction) and power.denominator < 64 and abs(power.numerator) < 1000
    if simple:
        return numbers.power(base, power)
    return numbers.exp(numbers.times((power, numbers.log(base))))


# What is not rewritten in terms of other functions has a rule of its own.
ENCLOSED: Mapping[object, Callable[[Arithmetic, Value], Value]] = {
    sp.exp: Arithmetic.exp,
    sp.log: Arithmetic.log,
    sp.sin: Arithmetic.sin,
    sp.cos: Arithmetic.cos,
    sp.atan: Arithmetic.atan,
    sp.Abs: Arithmetic.modulus,
    Modulus: Arithmetic.modulus,
    **SPECIAL,
}
