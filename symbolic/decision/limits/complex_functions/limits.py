"""Limits and expansions of complex functions of one real variable: both parts, on each side.

The limit of f is L if that of Re f is Re L and that of Im f is Im L; it is oo u, u a direction, if
|f| tends to oo and f/|f| to u/|u|, and complex infinity if only |f| does so. On each side of the
point both parts are expressions of real numbers, `parts`, and so are the moduli of terms.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.conditions import Condition, conditions
from beyondthermal.symbolic.decision.definedness import unmet_near
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.limits.decide_limits import decide_limit
from beyondthermal.symbolic.decision.limits.expansions import decide_expansion
from beyondthermal.symbolic.decision.paths import near, paths
from beyondthermal.symbolic.decision.pieces import meaningful
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of

from .parts import Parts, PartsNear

__all__ = ["decide_complex_expansion", "decide_complex_limit"]

Point = Mapping[sp.Symbol, sp.Expr]

_NAMES = ("the real part", "the imaginary part")
_SHORT = 40


def decide_complex_limit(
    expr: sp.Expr, point: Point, value: sp.Expr, box: Box, needed: Sequence[Condition]
) -> Proof:
    """Whether the limit at a point, of one variable, is the value.

    What is `needed` for the two of them to have values has to hold near the point.
    """
    try:
        return all_of(
            *(
                meaningful(
                    _to_infinity(parts, expr, value, point, side)
                    if value.has(sp.oo, -sp.oo, sp.zoo)
                    else _of_both(parts.of(expr), parts.of(value), point, side),
                    _missing(needed, parts, point, side),
                )
                for parts, side in _on_each_side(expr, point, box)
            )
        )
    except NoExactRouteError as error:
        return Proof(Verdict.INCONCLUSIVE, f"no proof found: {error}")


def decide_complex_expansion(
    expr: sp.Expr,
    terms: sp.Expr,
    rest: sp.Expr | None,
    point: Point,
    box: Box,
    needed: Sequence[Condition],
) -> Proof:
    """Whether leading terms are right up to o(last) or, if a rest is given, up to O(rest)."""
    proofs: list[Proof] = []
    try:
        for parts, side in _on_each_side(expr, point, box):
            sizes = sum(_modulus(parts.of(term)) for term in sp.Add.make_args(sp.expand(terms)))
            size = None if rest is None else _modulus(parts.of(rest))
            for name, part in zip(_NAMES, parts.of(expr - terms), strict=True):
                found = decide_expansion(part + sizes, sizes, size, point, side)
                found = meaningful(found, _missing(needed, parts, point, side))
                proofs.append(_of_one(name, part, found, point, side))
    except NoExactRouteError as error:
        return Proof(Verdict.INCONCLUSIVE, f"no proof found: {error}")
    return all_of(*proofs)


def _to_infinity(parts: PartsNear, expr: sp.Expr, value: sp.Expr, point: Point, box: Box) -> Proof:
    """Whether the modulus tends to oo and, unless the value is complex infinity, the direction."""
    found = parts.of(expr)
    size = _modulus(found)
    far = _of_one("the modulus", size, decide_limit(size, point, sp.oo, box), point, box)
    if value is sp.zoo or not far:
        return far
    direction = value.xreplace({sp.oo: sp.S.One, -sp.oo: -sp.S.One})
    re, im = found
    there = _of_both((re / size, im / size), parts.of(direction / abs(direction)), point, box)
    return all_of(far, replace(there, method=f"of its direction {there.method}"))


def _on_each_side(expr: sp.Expr, point: Point, box: Box) -> Iterator[tuple[PartsNear, Box]]:
    """What knows the parts of expressions on a side of the point, and the box there."""
    ((v, target),) = point.items()
    parameters = {u: side for u, side in box.items() if u != v}
    for path, (_, side) in zip(paths(expr, point, box), near(v, target, box[v]), strict=True):
        yield PartsNear(path, parameters), {**parameters, v: side}


def _missing(
    needed: Sequence[Condition], parts: PartsNear, point: Point, box: Box
) -> list[Condition]:
    """What isn't shown not to vanish near the point; parts of what was asked may have cancelled."""
    sizes = (sp.Add(*(part**2 for part in parts.of(c.part))) for c in needed if c.fault == "zero")
    return unmet_near([Condition(size, "zero") for size in sizes], point, box)


def _modulus(parts: Parts) -> sp.Expr:
    re, im = parts
    square = sp.expand(re**2 + im**2).replace(
        _is_squared_sine, lambda e: 1 - sp.cos(*e.base.args) ** 2
    )
    return sp.sqrt(sp.expand(square)).replace(sp.Abs, Modulus)


def _is_squared_sine(expr: sp.Expr) -> bool:
    return bool(expr.is_Pow and isinstance(expr.base, sp.sin) and expr.exp == 2)


def _of_both(found: Parts, goal: Parts, point: Point, box: Box) -> Proof:
    return all_of(
        *(
            _of_one(name, part, decide_limit(part, point, to, box), point, box)
            for name, part, to in zip(_NAMES, found, goal, strict=True)
        )
    )


def _of_one(name: str, part: sp.Expr, found: Proof, point: Point, box: Box) -> Proof:
    """What is found of one part, if it has values near the point."""
    shown = f"{name} {part}" if len(str(part)) < _SHORT else name
    found = replace(found, method=f"{shown}: {found.method}")
    needed = conditions(part.replace(Modulus, sp.Abs))
    return meaningful(found, unmet_near(needed, point, box) if found else [])
