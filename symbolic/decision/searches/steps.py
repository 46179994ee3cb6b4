"""Steps of proofs by monotonicity: factors that are positive, ends, and values there."""

from contextlib import suppress
from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.conditions import Condition, conditions
from beyondthermal.symbolic.decision.definedness import unmet
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.limits.germs import limit_at_zero
from beyondthermal.symbolic.decision.paths import paths
from beyondthermal.symbolic.decision.proof import Certificates

from .certificates import Shown, node, term_tree
from .leaves import defined_tree, leaf_tree, same_field
from .zeros import zeros_inside

__all__ = ["Step", "after", "cut_at_zeros", "factors", "is_smooth", "is_value", "value_at"]


class Step(NamedTuple):
    """f is the product of factors `by`, which are > 0, and of the rest."""

    by: tuple[sp.Expr, ...]
    rest: sp.Expr
    certificates: Certificates


def after(f: sp.Expr, steps: list[Step], found: Shown, box: Box) -> Shown:
    """The proof of f from that of what is left after some steps."""
    certificates = sum((step.certificates for step in steps), ()) + found.certificates
    if found.tree is None:
        return Shown(certificates)
    by = sp.Mul(*(part for step in steps for part in step.by), evaluate=False)
    rest, tree = steps[-1].rest, found.tree
    parts = [part for step in steps for part in step.by]
    if not same_field(f, by * rest):
        return Shown(certificates)
    with suppress(ValueError):
        there = defined_tree(f, box)
        for k, part in reversed(list(enumerate(parts))):
            left = sp.Mul(*parts[k + 1 :], rest)
            tree = node("factor", by=term_tree(part), to=term_tree(left), defined=there,
                        positive=leaf_tree(part, box, strict=True), then=tree)  # fmt: skip
        if not parts:
            tree = node("same", to=term_tree(rest), defined=there, then=tree)
        return Shown(certificates, tree)
    return Shown(certificates)


def cut_at_zeros(u: sp.Expr, box: Box) -> list[Box]:
    """The box, cut where an expression in one variable vanishes."""
    inside = [v for v in box if u.has(v)]
    if len(inside) != 1 or u.has(Modulus):
        return [box]
    (x,) = inside
    side = box[x]
    points = [side.start, *zeros_inside(u, x, side), side.end]
    ends = [bool(side.left_open), *[False] * (len(points) - 2), bool(side.right_open)]
    return [
        {**box, x: sp.Interval(low, high, low_open, high_open)}
        for (low, low_open), (high, high_open) in pairwise(zip(points, ends, strict=True))
    ]


def factors(expr: sp.Expr) -> list[sp.Expr]:
    """The factors of a product, those of its common terms and polynomials too."""
    # exp(10^9) would be a power of e.
    numbers = {e: sp.Dummy() for e in expr.atoms(sp.exp) if e.is_number}
    with suppress(sp.PolynomialError):
        expr = sp.factor(expr.xreplace(numbers))
    back = {name: e for e, name in numbers.items()}
    return [part.xreplace(back) for part in sp.Mul.make_args(expr) if part != 1]


def is_value(expr: sp.Expr) -> bool:
    """Whether it is a finite number."""
    return expr.is_number and not expr.has(sp.nan, sp.zoo, sp.oo, -sp.oo)


def value_at(
    g: sp.Expr, x: sp.Symbol, end: sp.Expr, is_open: bool, box: Box
) -> tuple[sp.Expr | None, bool]:
    """The value at an end where g is continuous, else the limit from inside, and which it is."""
    if end.is_finite:
        there = {v: side for v, side in box.items() if v != x}
        needed = [c.on(lambda part: part.subs(x, end)) for c in conditions(g)]
        if not any(c.part.has(sp.nan, sp.zoo, sp.oo) for c in needed) and not unmet(needed, there):
            return g.subs(x, end), False
        if not is_open:
            return None, False
    with suppress(NoExactRouteError, ValueError):
        others = {v: side for v, side in box.items() if v != x}
        (path, *_) = paths(g, {x: end}, box)
        return limit_at_zero(path.on(g), path.t, others)[0], True
    return None, False


def is_smooth(g: sp.Expr, x: sp.Symbol, box: Box) -> bool:
    """Whether g is differentiable in x inside the box: nothing with x under a root vanishes."""
    side = box[x]
    inside = {**box, x: sp.Interval.open(side.start, side.end)}
    needed = [
        Condition(c.part, fault)
        for c in conditions(g)
        for fault in dict.fromkeys((c.fault, "zero") if c.part.has(x) else (c.fault,))
    ]
    return not unmet(needed, inside)
