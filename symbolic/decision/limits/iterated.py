"""Limits in one variable after the other."""

from collections.abc import Mapping, Sequence
from itertools import product

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.conditions import Condition, conditions
from beyondthermal.symbolic.decision.definedness import unmet_near
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.paths import Path, near, paths
from beyondthermal.symbolic.decision.proof import Certificates, Proof, Verdict
from beyondthermal.symbolic.decision.samples import inside_points

from .decide_limits import equal_limits, refuted_on
from .germs import limit_at_zero
from .two_routes import Walk

__all__ = ["decide_iterated"]

Point = Mapping[sp.Symbol, sp.Expr]


def decide_iterated(
    expr: sp.Expr, point: Point, value: sp.Expr, box: Box, needed: Sequence[Condition]
) -> Proof:
    """Whether the limits one after the other, in the order of the point, lead to the value.

    What the expression needs to have values has to hold near each of them.
    """
    parameters = {v: side for v, side in box.items() if v not in point}
    try:
        found, certificates = _one_by_one(expr, list(point.items()), box, needed)
        samples = tuple(inside_points(parameters, 3))
        walk = Walk(_steep(point, box), samples, found, certificates, "", None)
        if walk.contradicts(value):
            return refuted_on(expr, walk, value, [walk])
        certificates += equal_limits(found, value, parameters)
    except NoExactRouteError as error:
        return Proof(Verdict.INCONCLUSIVE, f"no proof found: {error}")
    return Proof(Verdict.PROVED, "by one leading term after the other", certificates)


def _steep(point: Point, box: Box) -> Path:
    """A path on which each variable is at its target long before the next one."""
    (first, *_) = paths(sp.S.Zero, point, box)
    powers = reversed([5**k for k in range(len(point))])
    at_t = {
        v: e.subs(first.t, first.t**k) for (v, e), k in zip(first.at.items(), powers, strict=True)
    }
    return Path(first.t, at_t, first.first)


def _one_by_one(
    expr: sp.Expr,
    point: list[tuple[sp.Symbol, sp.Expr]],
    box: Box,
    needed: Sequence[Condition],
) -> tuple[sp.Expr, Certificates]:
    """The limit in the first variable, the others being near their targets; then in the next."""
    if not point:
        return expr, ()
    (v, target), *rest = point
    finals: list[tuple[sp.Expr, Certificates]] = []
    for around in product(*(near(u, a, box[u]) for u, a in rest)):
        others = {u: side for u, side in box.items() if u != v} | dict(around)
        values = [
            limit_at_zero(path.on(expr), path.t, others)
            for path in paths(expr, {v: target}, {**others, v: box[v]})
        ]
        missing = unmet_near(needed, {v: target}, {**others, v: box[v]})
        if missing:
            raise NoExactRouteError(f"{missing[0]} near there: narrow the domain")
        one, certificates = values[0]
        for other, more in values[1:]:
            certificates += more + equal_limits(one, other, others)
        if not one.is_infinite:
            one, more = _one_by_one(one, rest, {**box, **others}, conditions(one))
            certificates += more
        finals.append((one, certificates))
    one, together = finals[0]
    for other, more in finals[1:]:
        together += more + equal_limits(
            one, other, {u: s for u, s in box.items() if u not in dict(point)}
        )
    return one, together
