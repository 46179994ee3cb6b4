"""Goals `e > 0`, `e >= 0`, `e = 0` or `e != 0` on a box, and what may be put in their place."""

from fractions import Fraction
from typing import Any, NamedTuple

from .leaves import INFINITY, Box, nonnegative
from .operators.conjugates import real
from .polynomials import Atom, need
from .ratios import quotient_of, ratio
from .terms import Term, inside, parts, put, read

__all__ = [
    "RELATIONS",
    "Goal",
    "brought",
    "in_order",
    "known",
    "obligations",
    "take",
]

RELATIONS = (">", ">=", "=", "!=")


class Goal(NamedTuple):
    """`term` stands in `relation` to 0 on `box`, where each of `given` is >= 0."""

    box: Box
    given: tuple[Term, ...]
    relation: str
    term: Term

    def but(self, relation: str, term: Term, *more: Term) -> "Goal":
        """Another goal on the same box, with more that is given."""
        return Goal(self.box, self.given + more, relation, term)

    @property
    def among(self) -> frozenset[str]:
        """The variables that are >= 0."""
        return nonnegative(self.box)

    def brought(self, data: Any) -> Term:
        """A term of the tree, which has to be defined wherever the goal is."""
        return brought(data, self.box, (self.term, *self.given))

    def read(self, data: Any) -> Term:
        """A term of the tree, whose moduli are those of the goal."""
        return known(data, self.box, (self.term, *self.given))


def take(tree: Any, *keys: str) -> list[Any]:
    """The parts of a rule: these and no others."""
    need(type(tree) is dict and set(tree) == set(keys), f"not the parts {', '.join(keys)}")
    return [tree[key] for key in keys]


def known(data: Any, box: Box, terms: tuple[Term, ...]) -> Term:
    """A term of a tree, in variables, and in complex numbers and moduli of these terms."""
    moduli = [quotient_of(m) for term in terms for m in parts(term, "modulus")]
    term = read(data, lambda m: quotient_of(m) in moduli)
    unknown = {t for k in terms for t in inside(k) if type(t) is str} - set(box)
    need(all(t in box or t in unknown for t in inside(term) if type(t) is str), "a new variable")
    real(term, unknown)
    return term


def brought(data: Any, box: Box, terms: tuple[Term, ...]) -> Term:
    """A term that is defined wherever the known ones are, but for edges of the box.

    Its roots are those of the known ones, up to factors that are no less defined; on the edges the
    rest follows by continuity.
    """
    term = known(data, box, terms)
    partial = ("/", "sqrt", "cbrt", "log")
    new = [(t[0], _partial(t, box)) for t in parts(term, *partial)]
    if any(each for _, each in new):
        there = {
            (t[0], each) for k in terms for t in parts(k, *partial) for each in _partial(t, box)
        }
        need(all((head, each) in there for head, found in new for each in found), "a new division")
    return term


def _partial(t: tuple[Any, ...], box: Box) -> set[Any]:
    """What has to be defined in n/d, √n or log n, up to factors that always are."""
    if type(t[-1]) is int and t[-1] > 0:
        return set()
    among = nonnegative(box)
    if t[0] == "sqrt":
        top, _ = ratio(t, among)
        return {n for key in top for n, _ in key if isinstance(n, Atom) and n.kind == "sqrt"}
    return {tuple(tuple(sorted(p.items())) for p in ratio(t[-1], among))}


def obligations(term: Term) -> list[tuple[str, Term]]:
    """What has to hold for a term to be defined: a relation to 0, and what stands in it."""
    found: dict[tuple[str, Term], None] = {}
    for t in parts(term, "/", "sqrt", "cbrt", "log"):
        relation = {"/": "!=", "sqrt": ">=", "cbrt": ">=", "log": ">"}[t[0]]
        if type(t[-1]) is not int or t[-1] <= 0:
            found[relation, t[-1]] = None
    return list(found)


def in_order(goal: Goal, one: Any, other: Any) -> list[Goal]:
    """Two variables that go from one end on to oo: one is the other one plus t >= 0.

    The larger one's name stands for t.
    """
    need(one in goal.box and other in goal.box and one != other, "no two variables")
    (low, _, high, _), (least, _, most, _) = goal.box[one], goal.box[other]
    need(low == least != -INFINITY and high == most == INFINITY, "other ranges")
    found = []
    for small, large in ((one, other), (other, one)):
        to: dict[Any, Term] = {large: ("+", small, large)}
        box: Box = {**goal.box, large: (Fraction(0), False, INFINITY, True)}
        given = tuple(put(h, to) for h in goal.given)
        found.append(Goal(box, given, goal.relation, put(goal.term, to)))
    return found
