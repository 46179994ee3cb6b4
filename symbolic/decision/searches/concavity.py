"""Inequalities by concavity: where f'' <= 0, f lies above its chord, and so above its ends."""

from collections.abc import Iterator

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box

from .certificates import Ask, Shown, node, term_tree
from .leaves import defined_tree
from .steps import is_smooth, value_at

__all__ = ["by_concavity"]


def by_concavity(f: sp.Expr, box: Box, strict: bool, ask: Ask) -> Iterator[Shown]:
    """That f > 0 (or >= 0), if it is concave along a variable and not negative at both ends.

    f has to be continuous on the whole side, up to its ends or with limits there, and twice
    differentiable inside. Between two ends of which one is > 0 it is > 0; if f vanishes at both,
    it is where it isn't straight.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> f, side = sp.sqrt(x) - x, sp.Interval(0, 1)
    >>> seen = next(by_concavity(f, {x: side}, False, lambda *asked: print(*asked) or Shown()))
    1/(4*x**(3/2)) {x: Interval.open(0, 1)} False
    0 {} False
    0 {} False
    """
    for x, side in box.items():
        bend = -sp.diff(f, x, 2)
        ends = ((side.start, bool(side.left_open)), (side.end, bool(side.right_open)))
        if bend == 0 or not is_smooth(f, x, box):
            continue
        others = {v: other for v, other in box.items() if v != x}
        values = [value_at(f, x, end, is_open, box) for end, is_open in ends]
        if any(value is None or value is -sp.oo for value, _ in values):
            continue
        is_open = [is_open for _, is_open in ends]
        inner = {**others, x: sp.Interval.open(side.start, side.end)}
        found = [ask(bend, inner, strict and all(is_open))]
        for (value, _), at_open_end in zip(values, is_open, strict=True):
            if found[-1] is not None:
                there = (
                    Shown() if value is sp.oo else ask(value, others, strict and not at_open_end)
                )
                found.append(there)
        if None in found:
            continue
        curved, low, high = (each or Shown() for each in found)
        shown = curved.certificates + low.certificates + high.certificates
        if any(is_limit for _, is_limit in values):
            yield Shown(shown)
            continue
        closed = sp.Interval(side.start, side.end)
        slope = node("same", to=term_tree(bend), defined=[], then=curved.tree)
        yield Shown(shown, node("concave", along=str(x), low=low.tree, high=high.tree, bend=slope,
                                defined=defined_tree(f, {**box, x: closed})))  # fmt: skip
