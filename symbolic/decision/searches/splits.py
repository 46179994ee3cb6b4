"""A box cut in two along a surface x = w, where w depends on the other variables.

Below it, x = a + (w - a) t with t from 0 to 1, if the range of x begins at a, and x = w - t with
t >= 0 if it has no beginning; above it likewise. So every point of the box is in one of the two
halves, if w has a value everywhere; where w leaves the range, what is asked there is more than is
needed.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.conditions import conditions
from beyondthermal.symbolic.decision.definedness import unmet
from beyondthermal.symbolic.decision.enclosures.enclosure import sign_at
from beyondthermal.symbolic.symbols import declared

from .certificates import Ask, Shown, node, term_tree
from .leaves import defined_tree, same_field
from .steps import cut_at_zeros, factors, is_value
from .zeros import is_zero_at, zeros_inside

__all__ = ["Place", "by_splitting", "cuts", "split_by_sign", "where_level"]

_TERMS = 40
_CUTS = (sp.S.Zero, sp.S.One, sp.Integer(4))


class Place(NamedTuple):
    """Where a box may be cut, and whether f vanishes there, or its derivative."""

    x: sp.Symbol
    at: sp.Expr
    is_zero: bool
    is_level: bool


class Half(NamedTuple):
    """What is put for x on one side of the surface, and the box there."""

    to: sp.Expr
    t: sp.Symbol
    box: Box


def by_splitting(
    f: sp.Expr, box: Box, strict: bool, ask: Ask, *, at_zeros: bool
) -> Iterator[Shown]:
    """That f > 0 (or >= 0) on both sides of where it is smallest along a variable.

    Where its derivative vanishes is only a guess at a good place: the box may be cut anywhere.
    """
    # Where there is no end, only a shift is put for the variable.
    ways = sorted(box, key=lambda v: sum(bool(end.is_finite) for end in box[v].args[:2]))
    for x in ways if len(box) > 1 else ():
        for w in where_level(f, x):
            others = {v: side for v, side in box.items() if v != x}
            if not w.free_symbols or not _has_values(w, others):
                continue
            value = _put(f, {x: w})
            if value.has(sp.nan, sp.zoo, sp.oo) or (sp.expand(value) == 0) is not at_zeros:
                continue
            if ask(value, others, strict) is None:
                continue
            shown = []
            for half in _halves(x, w, box):
                g = _put(f, {x: half.to})
                found = ask(g, half.box, strict)
                if found is None:
                    break
                shown.append(_told(f.xreplace({x: half.to}), g, found, half))
            else:
                yield _joined(x, half.t, w, shown)
                return


def split_by_sign(u: sp.Expr, box: Box) -> list[tuple[dict[sp.Symbol, sp.Expr], Box]]:
    """Parts of a box on which u has one sign, if it is linear in one of its variables.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x, y = declared("x", sp.Interval(0, 1)), declared("y", sp.Interval(0, 1))
    >>> box = {x: sp.Interval(0, 1), y: sp.Interval(0, 1)}
    >>> [u.subs(to) for u in [x - y] for to, _ in split_by_sign(u, box)]
    [t_x*y - y, t_x*(y - 1) - y + 1]
    """
    for x in box:
        slope = sp.diff(u, x)
        if len(u.free_symbols) > 1 and slope and not slope.has(x):
            w = sp.cancel(x - u / slope)
            if not _has_values(w, {v: side for v, side in box.items() if v != x}):
                continue
            return [({x: half.to}, half.box) for half in _halves(x, w, box)]
    return [({}, piece) for piece in cut_at_zeros(u, box)]


def _has_values(w: sp.Expr, others: Box) -> bool:
    """Whether there is a surface at all points: beside a pole of w no point would be in a half."""
    return not unmet(conditions(w), others)


def where_level(f: sp.Expr, x: sp.Symbol) -> list[sp.Expr]:
    """Places where the derivative along x seems to vanish, in terms of other variables.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import assumed
    >>> x, y = assumed("x", positive=True), assumed("y", positive=True)
    >>> where_level(x**2 - 2 * x * y, x), where_level(8 * sp.log(x) + x**-2, x)
    ([y], [-1/2, 1/2])
    """
    top, _ = sp.fraction(sp.together(sp.diff(f, x)))
    if len(sp.Add.make_args(top)) > _TERMS:
        return []
    found = [_solved(part.as_base_exp()[0], x) for part in factors(top) if part.has(x)]
    return [w for w in dict.fromkeys(found) if w is not None and not w.has(x, sp.zoo, sp.nan, sp.I)]


def _solved(part: sp.Expr, x: sp.Symbol) -> sp.Expr | None:
    """A zero of what is linear in x, or of two terms of which the quotient is a power of x."""
    slope = sp.diff(part, x)
    if not slope.has(x):
        return sp.cancel(x - part / slope)
    terms = sp.Add.make_args(sp.expand(part))
    if len(terms) != 2:
        return None
    log, line = sp.log(x), sp.Dummy()
    ratio = sp.expand(sp.expand_log(sp.log(-terms[0] / terms[1]), force=True))
    for old in (log, x):
        named = ratio.xreplace({old: line})
        slope = sp.diff(named, line)
        if slope and not slope.has(line, x) and not named.has(x):
            zero = sp.together(line - named / slope)
            return sp.exp(sp.expand(zero)) if old == log else sp.expand(zero)
    return None


def _halves(x: sp.Symbol, w: sp.Expr, box: Box) -> list[Half]:
    """Below and above, what is on the surface being in both."""
    name = f"t_{x}"
    while any(str(v) == name for v in box):
        name += "_"
    side, found = box[x], []
    others = {v: other for v, other in box.items() if v != x}
    for end, is_open, way in ((side.start, side.left_open, -1), (side.end, side.right_open, 1)):
        part = sp.Interval(0, 1, is_open, False) if end.is_finite else sp.Interval(0, sp.oo)
        t = declared(name, part)
        to = end + (w - end) * t if end.is_finite else w + way * t
        found.append(Half(to, t, {**others, t: part}))
    return found


def _put(f: sp.Expr, to: dict[sp.Symbol, sp.Expr]) -> sp.Expr:
    """With other terms in the place of variables, and simpler where these are seen to cancel.

    It has the same value wherever it had one.
    """
    f = f.xreplace(to)
    f = f.replace(sp.log, lambda u: sp.expand_log(sp.log(sp.factor(u))))
    return f.replace(
        lambda e: e.is_Pow and not isinstance(e, sp.exp) and not e.exp.is_Integer,
        lambda e: sp.expand_power_base(sp.factor(e.base) ** sp.together(e.exp)),
    )


def _told(raw: sp.Expr, g: sp.Expr, found: Shown, half: Half) -> Shown:
    """The proof of what was put, from that of its simpler form."""
    with suppress(ValueError):
        if found.tree is not None and same_field(raw, g):
            there = defined_tree(raw, half.box)
            return replace(
                found, tree=node("same", to=term_tree(g), defined=there, then=found.tree)
            )
    return Shown(found.certificates)


def _joined(x: sp.Symbol, t: sp.Symbol, w: sp.Expr, shown: list[Shown]) -> Shown:
    below, above = shown
    certificates = below.certificates + above.certificates
    if None in (below.tree, above.tree):
        return Shown(certificates)
    return Shown(certificates, node("split", along=str(x), surface=term_tree(w), new=str(t),
                                    below=below.tree, above=above.tree))  # fmt: skip


def cuts(f: sp.Expr, box: Box) -> Iterator[Place]:
    """Simple places inside; in one variable also where f vanishes exactly, or its derivative."""
    for x, side in box.items():
        level = [*zeros_inside(f, x, side), *where_level(f, x)] if len(box) == 1 else []
        for at in dict.fromkeys([*(at for at in level if not at.free_symbols), *_CUTS]):
            inside = side.contains(at) == sp.true and at not in side.args[:2]
            value = f.subs(x, at) if inside else sp.nan
            if is_value(value):
                yield Place(x, at, sign_at(value, {}) == 0 or is_zero_at(f, x, at), at in level)
