"""Inequalities in one variable on a range without an end: far out, in the inverse of the variable.

Beyond a number M it is x = ±u^-k with 0 < u <= M^(-1/k), k such that roots of x are powers of u;
times a power of u, the expression is one that goes on to u = 0, where it may vanish: `cover` shows
its sign there, and between the numbers it shows that of the expression itself.
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import reduce

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, rational_end
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.symbols import declared

from .certificates import Shown, Tree, bound_certificates, node, parts_to_define, term_tree
from .cover import positive_by_cover
from .leaves import leaf_tree, same_field

__all__ = ["inverted", "positive_far_out"]

# Where far out may begin; the largest root that is made a power.
_BEGINNINGS, _LARGEST_ROOT = (2, 8, 32), 6


def positive_far_out(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Certificates that an expression of one variable is > 0 (or >= 0), or None.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> f, side = sp.log(1 + 1 / x) * (x + 1) - 1, sp.Interval.open(0, sp.oo)
    >>> (certificate,) = positive_far_out(f, {x: side}, strict=True)
    >>> certificate["proof"]["above"]["rule"], certificate["proof"]["above"]["to"]
    ('inverted', '1/2')
    """
    box = {v: side for v, side in box.items() if expr.has(v)}
    if len(box) != 1 or expr.has(Modulus, sp.nan, sp.zoo):
        return None
    ((x, side),) = box.items()
    for beginning in _BEGINNINGS if not (side.start.is_finite and side.end.is_finite) else ():
        found = _from(expr, x, side, sp.Integer(beginning), strict)
        if found is not None:
            return bound_certificates(expr, box, strict, found.tree) or found.certificates
    return None


def _from(
    f: sp.Expr, x: sp.Symbol, side: sp.Interval, beginning: sp.Integer, strict: bool
) -> Shown | None:
    """The two ends, if there is none, and what is between."""
    low, high = side.start, side.end
    inner, shown = side, []
    for way, far in ((1, high), (-1, low)):
        if far.is_finite:
            continue
        at = sp.Max(beginning, low) if way > 0 else sp.Min(-beginning, high)
        found = _far(f, x, way, at, strict) if at.is_Rational else None
        if found is None:
            return None
        shown.append((way, at, found))
        inner = inner.intersect(sp.Interval(-sp.oo, at) if way > 0 else sp.Interval(at, sp.oo))
    between = _between(f, x, inner, strict)
    return None if between is None else _joined(x, side, between, shown)


def _between(f: sp.Expr, x: sp.Symbol, side: sp.Set, strict: bool) -> Shown | None:
    if not isinstance(side, sp.Interval):
        return Shown()
    cover = positive_by_cover(f, {x: side}, strict=strict)
    return None if cover is None else Shown(cover, cover[0]["proof"] if cover else None)


def _far(f: sp.Expr, x: sp.Symbol, way: int, at: sp.Rational, strict: bool) -> Shown | None:
    """That f > 0 (or >= 0) from a number on, away from 0."""
    k = reduce(sp.ilcm, _degrees(f, x), sp.S.One)
    if k > _LARGEST_ROOT:
        return None
    name = "u" if str(x) != "u" else "v"
    nearest = abs(at) ** sp.Rational(-1, k)
    side = sp.Interval.Lopen(0, nearest if nearest.is_Rational else rational_end(nearest, 1))
    u = declared(name, side)
    to = way * u**-k
    power, g = inverted(f, x, to, u)
    cover = positive_by_cover(g, {u: side}, strict=strict)
    if cover is None:
        return None
    then = _told(f, x, to, (u**-power, g), {u: side}, cover[0]["proof"]) if cover else None
    return Shown(cover, node("inverted", along=str(x), way=way, power=int(k), new=name,
                             to=str(side.end), then=then))  # fmt: skip


def _told(
    f: sp.Expr, x: sp.Symbol, to: sp.Expr, product_of: tuple[sp.Expr, sp.Expr], box: Box, then: Tree
) -> Tree:
    """That f, with something put for x, is a product g h with g > 0, and h is shown then."""
    g, h = product_of
    with suppress(ValueError):
        if not same_field(f.xreplace({x: to}), g * h):
            return None
        there = _defined(f, x, to, box)
        if g == 1:
            return node("same", to=term_tree(h), defined=there, then=then)
        return node("factor", by=term_tree(g), to=term_tree(h), defined=there,
                    positive=leaf_tree(g, box, strict=True), then=then)  # fmt: skip
    return None


def _defined(f: sp.Expr, x: sp.Symbol, to: sp.Expr, box: Box) -> Tree:
    """Proofs that f is defined with something put for x, as the checker puts it: as it stands."""
    (u,) = box
    proofs: list[Tree] = [{"part": str(u), "sign": 1, "then": leaf_tree(u, box, strict=True)}]
    for part, above in parts_to_define(f):
        trees = ((sign, _signed(part, sign, x, to, box)) for sign in ((1,) if above else (1, -1)))
        sign, then = next((pair for pair in trees if pair[1] is not None), (0, None))
        proofs.append(then and {"part": _put(term_tree(part), x, to), "sign": sign, "then": then})
    return None if None in proofs else proofs


def _signed(part: sp.Expr, sign: int, x: sp.Symbol, to: sp.Expr, box: Box) -> Tree:
    """That a part is positive, or negative, shown of a simpler form of it."""
    simple = sign * part.xreplace({x: to})
    found, stands = leaf_tree(simple, box, strict=True), _put(term_tree(part), x, to)
    stands = stands if sign == 1 else ["*", -1, stands]
    if found is None or term_tree(simple) == stands:
        return found
    return node("same", to=term_tree(simple), defined=_defined(part, x, to, box), then=found)


def _put(tree: Tree, x: sp.Symbol, to: sp.Expr) -> Tree:
    if isinstance(tree, list):
        return [tree[0], *(_put(part, x, to) for part in tree[1:])]
    return term_tree(to) if tree == str(x) else tree


def _degrees(f: sp.Expr, x: sp.Symbol) -> Iterator[sp.Integer]:
    powers = f.atoms(sp.Pow)
    yield from (p.exp.q for p in powers if p.exp.is_Rational and p.base.has(x))


def inverted(f: sp.Expr, x: sp.Symbol, to: sp.Expr, u: sp.Symbol) -> tuple[sp.Integer, sp.Expr]:
    """With `to` for x: n, and u^n f with no power of u below the line.

    Examples
    --------
    >>> x, u = sp.symbols("x u", positive=True)
    >>> inverted(sp.cos(1 / (x - 1)) - x, x, 1 / u, u)
    (1, u*cos(u/(u - 1)) - 1)
    """
    terms = [*map(sp.powsimp, sp.Add.make_args(sp.expand(_simpler(f.xreplace({x: to}), u))))]
    below = [-_power_in(term, u) for term in terms]
    n = max(sp.S.Zero, sp.ceiling(max(below)))
    return n, sp.Add(*(term * u**n for term in terms))


def _power_in(term: sp.Expr, u: sp.Symbol) -> sp.Rational:
    pairs = (factor.as_base_exp() for factor in sp.Mul.make_args(term))
    return sum((k for base, k in pairs if base == u and k.is_Rational), sp.S.Zero)


def _simpler(expr: sp.Expr, u: sp.Symbol) -> sp.Expr:
    """Fractions of polynomials as such, also inside of functions, and roots of their factors."""
    if not expr.args:
        return expr
    if expr.is_rational_function(u):
        return sp.cancel(expr)
    expr = expr.func(*(_simpler(part, u) for part in expr.args))
    if expr.is_Pow and not isinstance(expr, sp.exp) and expr.exp.is_Rational:
        return sp.expand_power_base(sp.factor(expr.base) ** expr.exp)
    return expr


def _joined(
    x: sp.Symbol, side: sp.Interval, between: Shown, shown: list[tuple[int, sp.Rational, Shown]]
) -> Shown:
    """One proof of those beyond the numbers, and between."""
    tree, certificates = between.tree, between.certificates
    for way, at, found in shown:
        certificates += found.certificates
        if at in (side.start, side.end):
            tree = found.tree
            continue
        halves = (tree, found.tree) if way > 0 else (found.tree, tree)
        tree = node("cut", axis=str(x), at=str(at), below=halves[0], above=halves[1])
    return Shown(certificates, tree)
