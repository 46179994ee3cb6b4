"""Where an expression in one variable vanishes exactly, and of which order."""

from contextlib import suppress
from fractions import Fraction

import sympy as sp

from beyondthermal.symbolic.decision.boxes import rational_end
from beyondthermal.symbolic.decision.enclosures.enclosure import enclose
from beyondthermal.symbolic.decision.enclosures.intervals import Span, UndefinedError, arithmetic
from beyondthermal.symbolic.decision.enclosures.series import coefficients

__all__ = ["around", "is_zero_at", "order_of_zero", "simplest_between", "zeros_inside"]

# Orders that are told apart: more of them only if the first ones aren't enough.
_ORDERS, _BITS = (0, 3, 9), 64
_NUMBERS = arithmetic(_BITS)
# Where to look: always, and where there are exponentials, or angles.
_SIMPLE = (sp.S.Zero, sp.S.One, -sp.S.One, sp.S.Half, sp.Integer(2))
_OF_E = (sp.E, 1 / sp.E)
_OF_PI = tuple(sp.pi * sp.Rational(k, 12) for k in (-12, -6, -4, -3, -2, 2, 3, 4, 6, 8, 12, 18, 24))


def around(at: sp.Expr) -> Span:
    """Rational numbers that are not above, and not below, a constant."""
    ends = (at, at) if at.is_Rational else (rational_end(at, 0), rational_end(at, 1))
    low, high = map(Fraction, ends)
    return low, high


def is_zero_at(f: sp.Expr, x: sp.Symbol, at: sp.Expr) -> bool:
    """Whether f is exactly 0 there."""
    value = f.xreplace({x: at})
    if value.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        return False
    with suppress(UndefinedError):
        low, high = enclose(value, {}, _BITS)
        if low <= 0 <= high:
            return bool(low == high) or sp.expand(value) == 0
    return False


def order_of_zero(f: sp.Expr, x: sp.Symbol, at: sp.Expr) -> int:
    """How many of f, f', f'', … are exactly 0 there; 0 if f is not.

    Raises
    ------
    UndefinedError
        If this can't be told, or if there are too many.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> order_of_zero(x - sp.sin(x), x, sp.S.Zero), order_of_zero(sp.cos(x), x, sp.pi / 2)
    (3, 1)
    """
    if not is_zero_at(f, x, at):
        return 0
    for most in _ORDERS[1:]:
        row = coefficients(f, {x: around(at)}, x, most, _NUMBERS)
        for k, value in enumerate(row):
            if value > 0 or value < 0:
                return k
            if value != Fraction(0) and not is_zero_at(sp.diff(f, x, k), x, at):
                raise UndefinedError("no exact derivative")
    raise UndefinedError("a zero of a high order")


def zeros_inside(f: sp.Expr, x: sp.Symbol, side: sp.Interval) -> list[sp.Expr]:
    """Those zeros inside a range that are among a few simple numbers, in order."""
    of_e = _OF_E if f.has(sp.exp, sp.log, sp.E) else ()
    of_pi = _OF_PI if f.has(sp.sin, sp.cos, sp.pi) else ()
    inside = [at for at in (*_SIMPLE, *of_e, *of_pi) if side.start < at < side.end]
    return sorted((at for at in inside if is_zero_at(f, x, at)), key=lambda at: around(at)[0])


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of the smallest denominator between two ends.

    Examples
    --------
    >>> simplest_between(Fraction(333, 1000), Fraction(334, 1000))
    Fraction(1, 3)
    """
    whole = -(-low // 1)
    if whole <= high:
        return Fraction(whole)
    below = Fraction(low // 1)
    return below + 1 / simplest_between(1 / (high - below), 1 / (low - below))
