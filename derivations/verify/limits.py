"""Limits and expansions: near a point, in local coordinates t from 0 on."""

from fractions import Fraction
from itertools import product
from typing import Any

from .germs.limits import Limit, as_powers
from .goals import Goal, brought, known, obligations, take
from .leaves import INFINITY, Box, nonnegative
from .polynomials import Atom, need
from .ratios import ratio
from .rules import defined, prove
from .statements import Point, Root
from .terms import Term, fraction, inside, minus, number, put, read, tidy

__all__ = [
    "ahead",
    "along",
    "beyond",
    "closed",
    "continuous",
    "growing",
    "is_small",
    "of_its_sign",
    "of_one_variable",
    "ordered",
    "sides",
    "too_large",
]


def sides(box: Box, point: Point, n: Any, stop: Any) -> list[tuple[Box, dict[str, Term]]]:
    """Neighbourhoods in t from 0 to `stop`: v is a ± t^n or ±1/t^n, and t is called v.

    Together they are all of the domain that is near the point; its edges follow by continuity.
    """
    end = number(stop)
    need(type(n) is int and 0 < n <= 64 and end > 0 and point, "no neighbourhood")
    ways: list[list[Term]] = []
    for v, a in point.items():
        low, _, high, _ = box[v]
        if isinstance(a, float):
            inside_it = 1 / end**n >= low if a > 0 else -1 / end**n <= high
            need(a in (low, high) and inside_it, "not near there")
            ways.append([("/", 1 if a > 0 else -1, ("^", v, n))])
        else:
            rooms = {1: high - a, -1: a - low}
            need(all(room == 0 or room >= end**n for room in rooms.values()), "no room")
            ways.append([
                ("+", fraction(a), ("*", sign, ("^", v, n))) for sign, room in rooms.items() if room
            ])  # fmt: skip
    near: Box = {**box, **{v: (Fraction(0), True, end, True) for v in point}}
    return [(near, dict(zip(point, way, strict=True))) for way in product(*ways)]


def is_small(root: Root, f: Term, size: Term, tree: Any) -> None:
    """|f| <= K (sum of the t) |size| near the point; for "O", |f| <= K |size|."""
    n, stop, K, proofs = take(tree, "power", "end", "K", "sides")
    K = brought(K, root.box, ())
    need(not set(root.point) & set(inside(K)), "K isn't constant")
    found = sides(root.box, root.point, n, stop)
    need(type(proofs) is list and len(proofs) == len(found), "a side is missing")
    for (box, to), proof in zip(found, proofs, strict=True):
        prove(Goal(box, (), ">=", too_large(root, f, size, K, to)), proof)


def too_large(root: Root, f: Term, size: Term, K: Term, to: dict[str, Term]) -> Term:
    """What has to be >= 0 on one side."""
    bound = K if root.kind == "O" else ("*", K, ("+", 0, *root.point))
    bound = bound if size == 1 else ("*", bound, ("abs", put(size, to)))
    return minus(bound, ("abs", put(f, to)))


def continuous(root: Root, f: Term, size: Term, limit: Term | None, tree: Any) -> None:
    """On each side f is `size` times a term that is defined at t = 0 too, so continuous there.

    Its value at t = 0 is the limit; if none is asked for, the term is bounded near there.
    """
    n, stop, proofs = take(tree, "power", "end", "sides")
    found = sides(root.box, root.point, n, stop)
    need(type(proofs) is list and len(proofs) == len(found), "a side is missing")
    rest = {name: side for name, side in root.box.items() if name not in root.point}
    for (box, to), proof in zip(found, proofs, strict=True):
        term, equal, there, worth = take(proof, "to", "equal", "defined", "value")
        term = read(term)
        need(all(t in box for t in inside(term) if type(t) is str), "a new variable")
        defined(closed(box, root.point), term, there)
        prove(Goal(box, (), "=", minus(put(f, to), tidy(("*", put(size, to), term)))), equal)
        if limit is not None:
            at_end = put(term, dict.fromkeys(root.point, 0))
            prove(Goal(rest, (), "=", minus(at_end, limit)), worth)


def closed(box: Box, point: Point) -> Box:
    """The local box, with t = 0."""
    return {n: (s[0], s[1] and n not in point, *s[2:]) for n, s in box.items()}


def _exponents(term: Term, box: Box, t: str) -> set[int]:
    """The powers of t in a term, as a sum of such powers."""
    top, low = ratio(term, nonnegative(box))
    for p in (top, low):
        need(not any(_hides(name, t) for key in p for name, _ in key), f"no powers of {t}")
    below = {dict(key).get(t, 0) for key in low}
    need(len(below) == 1, f"no sum of powers of {t}")
    return {dict(key).get(t, 0) - min(below) for key in top}


def _hides(name: str, t: str) -> bool:
    """Whether a variable is in a root, or the like."""
    return isinstance(name, Atom) and any(
        other == t or _hides(other, t) for p in name.inner for key in p for other, _ in key
    )


def ordered(root: Root, tree: Any) -> None:
    """A rest is smaller than each of the leading terms; "o" is of the last one of them.

    A rest that is not small would be true of everything. Without leading terms it has to vanish.
    """
    need(len(root.point) == 1, "an expansion in several variables")
    ((t, _),) = root.point.items()
    _, leading, rest = root.terms
    for box, to in sides(root.box, root.point, tree["power"], tree["end"]):
        there = _exponents(put(leading, to), box, t)
        last = max(there, default=0)
        if root.kind == "O":
            need(min(_exponents(put(rest, to), box, t)) > last, "a rest that isn't small")
        else:
            need(there, "nothing leads")
            need(_exponents(put(rest, to), box, t) == {last}, "not of the last term's order")


def of_one_variable(root: Root) -> Limit:
    """The limit that expansions are found of."""
    need(len(root.point) == 1, "more than one variable")
    names = {t for term in root.terms for t in inside(term) if type(t) is str}
    need(names <= set(root.box), "a name without a range")
    ((variable, end),) = root.point.items()
    to = end if isinstance(end, float) else fraction(end)
    term, *finite = map(as_powers, root.terms)
    value = finite[0] if finite else INFINITY if root.kind == "limit oo" else -INFINITY
    return Limit(term, value, variable, to, root.box, False)


def beyond(root: Root, tree: Any) -> Root:
    """A limit at ±oo, of another term: what f is where the variable is beyond a constant."""
    constant, to, there, equal = take(tree, "beyond", "to", "defined", "equal")
    f, limit = root.terms
    term = known(to, root.box, (f,))
    _far_out(root, ahead(root, constant), term, there, equal)
    return root.limit(term, limit)


def growing(root: Root, tree: Any) -> Root:
    """An infinite limit: f is how far beyond a constant the variable is, times another term.

    That the limit of this one has the sign of infinity is left to be shown.
    """
    constant, to, limit, *proofs = take(tree, "beyond", "to", "limit", "defined", "equal")
    (f,), h = root.terms, ahead(root, constant)
    term = known(to, root.box, (f,))
    value = known(limit, {name: root.box[name] for name in root.box if name not in root.point}, ())
    _far_out(root, h, ("*", term, h), *proofs)
    return root.limit(term, value)


def of_its_sign(root: Root, value: Term) -> Root:
    """That the limit of the other term has the sign of infinity."""
    rest = {name: side for name, side in root.box.items() if name not in root.point}
    signed = value if root.kind == "limit oo" else ("*", -1, value)
    return Root(rest, obligations(value), ">", (signed,), {})


def _far_out(root: Root, h: Term, term: Term, there: Any, equal: Any) -> None:
    """Where h >= 0 the root's term has a value, which is that of another one."""
    need(type(there) is list and len(there) == len(root.there), "not defined there")
    for (relation, part), proof in zip(root.there, there, strict=True):
        prove(Goal(root.box, (h,), relation, part), proof)
    prove(Goal(root.box, (h,), "=", minus(root.terms[0], term)), equal)


def ahead(root: Root, data: Any) -> Term:
    """What is >= 0 as soon as the variable is beyond a constant."""
    need(len(root.point) == 1, "more than one variable")
    ((v, end),) = root.point.items()
    constant = brought(data, root.box, ())
    need(isinstance(end, float) and v not in inside(constant), "no constant before infinity")
    return minus(v, constant) if end > 0 else minus(constant, v)


def along(root: Root, tree: Any) -> Root:
    """A limit on one path into the point: the t of each variable is c s^m, s from 0 on."""
    n, stop, side, path, name, end = take(tree, "power", "end", "side", "path", "name", "until")
    found = sides(root.box, root.point, n, stop)
    need(type(side) is int and 0 <= side < len(found), "no such side")
    box, to = found[side]
    need(type(path) is dict and set(path) == set(root.point), "no path")
    until, steps = number(end), {}
    need(name in root.point and until > 0, "no path")
    for v, (c, m) in path.items():
        factor = number(c)
        need(factor > 0 and type(m) is int and 0 < m <= 64, "no path")
        need(factor * until**m <= number(stop), "a path that leaves the domain")
        steps[v] = ("*", fraction(factor), ("^", name, m))
    terms = {v: put(term, steps) for v, term in to.items()}
    rest = {v: range_ for v, range_ in box.items() if v not in root.point}
    return root.put(terms, {**rest, name: (Fraction(0), True, until, True)}, {name: Fraction(0)})
