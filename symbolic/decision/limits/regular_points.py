"""The value of an expression at a point where every operation that leads to it is continuous."""

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.signs.sign_on_box import sign_on
from beyondthermal.symbolic.formula.functions import ENTIRE

__all__ = ["value_at_regular_point"]

_CONTINUOUS = (sp.Add, sp.Mul, sp.Pow, sp.log, Modulus, *ENTIRE)


def value_at_regular_point(
    expr: sp.Expr, point: dict[sp.Symbol, sp.Expr], box: Box
) -> tuple[sp.Expr, Certificates] | None:
    """The value, and certificates that nothing vanishes that is divided by; None if not shown.

    All symbols that are not in `point` are parameters, with their ranges in the box.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> value_at_regular_point(sp.exp(x * y) / (x + y), {x: sp.S.Zero}, {y: sp.Interval(1, 2)})[0]
    1/y
    >>> value_at_regular_point(sp.sin(x) / x, {x: sp.S.Zero}, {}) is None
    True
    """
    certificates: Certificates = ()
    for node in sp.preorder_traversal(expr):
        if not node.has(*point) or node in point:
            continue
        if not isinstance(node, _CONTINUOUS) or (node.is_Pow and not node.exp.is_Rational):
            return None
        if isinstance(node, sp.log) or (node.is_Pow and not (node.exp.is_Integer and node.exp > 0)):
            base = node.args[0].xreplace(point)
            if base.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
                return None
            sign, found = sign_on(base, box)
            if not sign or (sign < 0 and not (node.is_Pow and node.exp.is_Integer)):
                return None
            certificates += found
    value = expr.xreplace(point)
    return None if value.has(sp.nan, sp.zoo, sp.oo, -sp.oo) else (value, certificates)
