"""The part of a box outside of which neither side of an equation has a value.

There the equation holds, as both sides lack a value: so it is enough to ask inside.
"""

from collections.abc import Iterable
from dataclasses import replace

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, Question, held
from beyondthermal.symbolic.decision.conditions import Condition

__all__ = ["certain", "where_both_may_have_values"]


def where_both_may_have_values(asked: Question) -> Question:
    """An equation on the box that the conditions of each of its sides leave of the given one.

    Parameters
    ----------
    asked
        Two sides of an equation, and expressions that have to have values too.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> from beyondthermal.symbolic.decision.boxes import questions
    >>> x = declared("x", sp.Reals)
    >>> (asked,) = questions([sp.log(2 * x), sp.log(x) + sp.log(2)], None)
    >>> where_both_may_have_values(asked).box
    {x: Interval.open(0, oo)}
    """
    of_each = [
        certain(needed, [expr])
        for needed, expr in zip(asked.conditions, asked.expressions, strict=True)
    ]
    left, right, *elsewhere = of_each
    both = [condition for needed in elsewhere for condition in needed]
    boxes = [_narrowed(asked.box, [*needed, *both]) for needed in (left, right)]
    sides = {}
    for variable, side in asked.box.items():
        one, other = (box[variable] for box in boxes)
        joined = sp.Union(one, other)
        if joined != side and isinstance(joined, sp.Interval):
            sides[variable] = joined
    if not sides:
        return asked
    to = {variable: held(variable, side) for variable, side in sides.items()}
    return replace(
        asked,
        expressions=tuple(e.xreplace(to) for e in asked.expressions),
        conditions=tuple(
            tuple(c.on(lambda part: part.xreplace(to)) for c in needed)
            for needed in asked.conditions
        ),
        box={to.get(v, v): sides.get(v, side) for v, side in asked.box.items()},
        names={given: to.get(v, v) for given, v in asked.names.items()},
    )


def certain(needed: Iterable[Condition], expressions: Iterable[sp.Expr]) -> list[Condition]:
    """The conditions but for those of powers x^a: they have values for some x < 0 and whole a."""
    under: set[sp.Expr] = set()
    for expr in expressions:
        under |= {e.args[0] for e in expr.atoms(sp.log)}
        under |= {e.base for e in expr.atoms(sp.Pow) if e.exp.is_Rational}
    return [c for c in needed if c.fault != "negative" or c.part in under]


def _narrowed(box: Box, needed: Iterable[Condition]) -> dict[sp.Symbol, sp.Interval]:
    """The ranges that are left of a box where all conditions hold that say so of one symbol."""
    found = dict(box)
    # What must not be zero last: it only takes the end off.
    for condition in sorted(needed, key=lambda c: c.fault == "zero"):
        # Of the name that a sum runs over nothing is known here.
        if (half := _half_line(condition)) is None or half[0] not in found:
            continue
        variable, start, end = half
        side = found[variable]
        if condition.fault == "zero":
            off = sp.FiniteSet(start) if start in (side.start, side.end) else sp.S.EmptySet
            smaller = side - off
        else:
            smaller = side.intersect(sp.Interval(start, end))
        if isinstance(smaller, sp.Interval):
            found[variable] = smaller
    return found


def _half_line(condition: Condition) -> tuple[sp.Symbol, sp.Expr, sp.Expr] | None:
    """The symbol, and between what it is, of a condition on a x + b; of factors > 0 on the rest."""
    if condition.fault not in ("zero", "negative"):
        return None
    unknown = [f for f in sp.Mul.make_args(condition.part) if not f.is_positive]
    if len(unknown) != 1:
        return None
    base, power = unknown[0].as_base_exp()
    if not (power.is_Integer and power > 0 and power % 2 and len(base.free_symbols) == 1):
        return None
    (variable,) = base.free_symbols
    slope = base.coeff(variable)
    shift = base - slope * variable
    if not (slope.is_Rational and slope and shift.is_Rational):
        return None
    zero = -shift / slope
    if condition.fault == "zero":
        return variable, zero, zero
    return (variable, zero, sp.oo) if slope > 0 else (variable, -sp.oo, zero)
