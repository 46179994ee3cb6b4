"""Functions near a point of which nothing is known but bounds: a rest s in an interval.

    F(u) = s                          F = sin, cos                         s in [-1, 1]
    F(u) = F(a) + (u - a) s           F = sin, cos, u -> a                 s in [-1, 1]
    sin u = u - u³ s                  u -> 0                               s in [0, 1/6]
    cos u = 1 - u² s                  u -> 0                               s in [0, 1/2]
    exp u = exp(a) (1 + (u - a) s)    |u - a| <= 1, u -> a                 s in [1/2, 2]
    log u = log(a) + (u/a - 1) s      1/2 <= u/a <= 2, u -> a > 0          s in [1/2, 2]
    log u = -s/u^p                    0 < u <= 1, u -> 0                   s in [0, 1/(2 p)]

The last because u^p |log u| is at most 1/(e p), where u = exp(-1/p). What holds where u is near
enough to a holds near the point.
"""

from collections.abc import Mapping

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.symbols import declared

from .regular_points import value_at_regular_point

__all__ = ["replaced"]

_BETWEEN = (sp.S.Half, sp.Integer(2))


def replaced(
    expr: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], box: Box, power: sp.Rational
) -> tuple[sp.Expr, Box]:
    """The expression without sin, cos, log, and exp of what has a limit; ranges of the rests.

    The power p is the one that logarithms are bounded with.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> replaced(sp.sin(x * y), dict.fromkeys((x, y), sp.S.Zero), {}, sp.S.Half)
    (-rest 0*x**3*y**3 + x*y, {rest 0: Interval(0, 1/6)})
    """
    rests: dict[sp.Symbol, sp.Interval] = {}
    parameters = {v: side for v, side in box.items() if v not in point}

    def rest(low: sp.Expr, high: sp.Expr) -> sp.Symbol:
        side = sp.Interval(low, high)
        name = declared(f"rest {len(rests)}", side)
        rests[name] = side
        return name

    def step(node: sp.Expr) -> sp.Expr:
        """The node, whose argument has been replaced already."""
        (u,) = node.args
        a = _value(u, point, parameters)
        if a is not None and a.has(*rests):
            a = None
        if isinstance(node, sp.sin | sp.cos):
            if a is None:
                return rest(-sp.S.One, sp.S.One)
            if a != 0:
                return node.func(a) + (u - a) * rest(-sp.S.One, sp.S.One)
            if isinstance(node, sp.sin):
                return u - u**3 * rest(sp.S.Zero, sp.Rational(1, 6))
            return 1 - u**2 * rest(sp.S.Zero, sp.S.Half)
        if a is not None and isinstance(node, sp.exp):
            return sp.exp(a) * (1 + (u - a) * rest(*_BETWEEN))
        if a == 0:
            return -rest(sp.S.Zero, 1 / (2 * power)) / u**power
        if a is not None and a.is_positive:
            return sp.log(a) + (u / a - 1) * rest(*_BETWEEN)
        return node

    def is_replaced(node: sp.Expr) -> bool:
        return isinstance(node, sp.sin | sp.cos | sp.exp | sp.log) and node.has(*point)

    return expr.replace(is_replaced, step), rests


def _value(inside: sp.Expr, point: Mapping[sp.Symbol, sp.Expr], parameters: Box) -> sp.Expr | None:
    if any(at.is_infinite for at in point.values()):
        return None
    found = value_at_regular_point(inside, dict(point), parameters)
    return None if found is None else found[0]
