"""Statements: their roots, as they follow from the document.

A statement is universal: for all values of its variables. Its terms have to be defined on the whole
domain, those of a limit near its point. A limit is joint and taken from inside the domain: along
all paths that lead there, with parameters fixed.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from .goals import obligations
from .leaves import INFINITY, Box, End, box_of, end_of
from .operators.conjugates import is_real, real
from .operators.matrices import difference
from .operators.unfolding import Names
from .polynomials import need
from .terms import Term, fraction, inside, is_name, minus, put
from .values import value

__all__ = ["SIGNS", "Point", "Root", "exponentials", "powers", "root_of", "scaled"]

SIGNS = {"=": "=", "!=": "!=", "<": ">", ">": ">", "<=": ">=", ">=": ">="}
_ENDS: dict[Any, End] = {-INFINITY: Fraction(0), Fraction(0): Fraction(1), INFINITY: INFINITY}
Point = Mapping[str, End]


class Root(NamedTuple):
    """A statement that is no conjunction, with every name unfolded.

    `kind` is a relation to 0, "entries", "limit", "O", "o", an infinite "limit oo" or "limit -oo",
    or "iff" and whether two differences vanish together or have one sign; `there` is what has to
    hold for the terms to be defined; `point` is where the limit is taken.
    """

    box: Box
    there: list[tuple[str, Term]]
    kind: str
    terms: tuple[Term, ...]
    point: Point

    def put(self, to: Mapping[str, Term], box: Box, point: Point) -> "Root":
        """The same in other variables."""
        there = [(relation, put(term, to)) for relation, term in self.there]
        return Root(box, there, self.kind, tuple(put(t, to) for t in self.terms), point)

    def limit(self, term: Term, value: Term) -> "Root":
        """A limit of another term, at the same point."""
        there = [*obligations(term), *obligations(value)]
        return Root(self.box, there, "limit", (term, value), self.point)


def root_of(statement: list[Any], where: Any, at: Any, document: Mapping[str, Any]) -> Root:
    """What has to be shown; computed here, and nowhere read."""
    box, names = box_of(where), Names(document, where, at)
    head, *rest = statement
    point: Point = {}
    if head in SIGNS:
        need(len(rest) == 2, "no relation")
        one, other = (names(part) for part in (reversed(rest) if "<" in head else rest))
        found = difference(one, other)
        kind = "entries" if type(found) is list else SIGNS[head]
        need(kind != "entries" or head == "=", "an inequality of matrices")
        terms = tuple(t for row in found for t in row) if type(found) is list else (found,)
        every = [one, other] if type(one) is not list and type(other) is not list else []
    elif head == "iff":
        signs = {part[0] for part in rest}
        need(len(rest) == 2 and len(signs) == 1 and signs <= {"=", "<", "<=", ">", ">="}, "no pair")
        sides = [[names.number(part) for part in relation[1:]] for relation in rest]
        need(all(len(pair) == 2 for pair in sides), "no relation")
        terms = tuple(minus(*pair) for pair in sides)
        kind, every = "iff =" if signs == {"="} else "iff >", list(terms)
    else:
        infinite = rest.pop() if head == "limit" and rest[-1] in ("oo", "-oo") else ""
        shape = {"limit": "tp" if infinite else "tpt", "O": "tptt", "o": "tptt", "~": "ttp"}[head]
        need(len(rest) == len(shape), f"{head} has other parts")
        every = [names.number(part) for part, k in zip(rest, shape, strict=True) if k == "t"]
        point = _point_of(rest[shape.index("p")], box)
        kind = "limit" if head == "~" else f"{head} {infinite}".strip()
        terms = (("/", *every), 1) if head == "~" else tuple(every)
        need(kind != "limit" or not set(point) & set(inside(terms[1])), "no constant value")
    every = [*every, *terms] if head == "~" else every
    for term in (*names.terms, *every, *terms):
        real(term, names.unknown)
    if kind not in ("=", "entries"):
        need(all(is_real(term, names.unknown) for term in terms), "a complex number")
    there = obligations(("+", 0, *names.terms, *every))
    return Root(box, there, kind, terms, point)


def _point_of(data: Any, box: Box) -> Point:
    need(type(data) is dict and data, "no point")
    point = {name: end_of(text) for name, text in data.items()}
    for name, end in point.items():
        need(name in box and box[name][0] <= end <= box[name][2], f"{name} doesn't get there")
    return point


def exponentials(root: Root, of: Any, scale: Any, refute: bool) -> Root:
    """Put v = scale log X for some variables: exp(v/scale) is X.

    What is shown may be shown on a wider range, whose ends are rational numbers; what is refuted
    may not.
    """
    need(type(scale) is int and scale > 0, "no scale")

    def moved(end: End, which: int) -> End:
        if end in _ENDS:
            return _ENDS[end]
        need(not refute, "no exact range")
        return value(("exp", fraction(Fraction(end) / scale)))[which]

    return _renamed(root, of, lambda X: ("*", scale, ("log", X)), moved)


def powers(root: Root, of: Any, k: Any, refute: bool) -> Root:
    """Put v = X^k for some variables that are >= 0."""
    need(type(k) is int and 0 < k <= 64, "no power")

    def moved(end: End, _: int) -> End:
        need(end in (0, 1, INFINITY), "no exact range")
        return end

    return _renamed(root, of, lambda X: ("^", X, k), moved)


def scaled(root: Root, of: Any, by: Any, refute: bool) -> Root:
    """Put v = w X for some variables from 0 to oo, in units of one of them, w."""
    need(by in root.box and by not in root.point and type(of) is dict and by not in of, "no unit")

    def moved(end: End, _: int) -> End:
        need(end in (0, INFINITY), "no range from 0 to oo")
        return end

    low, low_open, high, _ = root.box[by]
    need(low == 0 and low_open and high == INFINITY, "no unit")
    return _renamed(root, of, lambda X: ("*", by, X), moved)


def _renamed(
    root: Root, of: Any, new: Callable[[str], Term], moved: Callable[[End, int], End]
) -> Root:
    need(type(of) is dict and set(of) <= set(root.box), "no such variables")
    need(all(map(is_name, of.values())), "no names")
    taken = {t for term in root.terms for t in inside(term) if type(t) is str} | set(root.box)
    need(len(set(of.values()) | taken) == len(of) + len(taken), "no new names")
    box: Box = {}
    for name, side in root.box.items():
        low, low_open, high, high_open = side
        if name in of:
            low, high = moved(low, 0), moved(high, 1)
        box[of.get(name, name)] = (low, low_open, high, high_open)
    need(all(v not in of or end in _ENDS for v, end in root.point.items()), "no exact point")
    point = {of.get(v, v): moved(end, 0) if v in of else end for v, end in root.point.items()}
    return root.put({name: new(X) for name, X in of.items()}, box, point)
