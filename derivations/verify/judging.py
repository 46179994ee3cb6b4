"""Proofs of statements and of their negations: what a tree may do at its root."""

from collections.abc import Callable, Mapping
from typing import Any

from .goals import Goal, defined_all, plain, prove, take
from .leaves import Box, nonnegative
from .limits import along, continuous, is_small, ordered
from .polynomials import need
from .statements import SIGNS, Root, exponentials, powers, root_of
from .terms import Term, fraction, minus, number, put, ratio, read
from .values import value

__all__ = ["holds", "left"]


def holds(statement: Any, document: Mapping[str, Any], box: Box, at: Any, tree: Any,
          refute: bool) -> None:  # fmt: skip
    """Check that a tree proves a statement, or refutes it."""
    need(type(statement) is list and statement, "no statement")
    if statement[0] != "and":
        judge(root_of(statement, document, box, at), tree, refute)
        return
    parts = statement[1:]
    need(parts, "a conjunction of nothing")
    if refute:
        which, then = take(tree, "part", "then")
        need(type(which) is int and 0 <= which < len(parts), "no such part")
        holds(parts[which], document, box, at, then, refute)
        return
    (proofs,) = take(tree, "parts")
    need(type(proofs) is list and len(proofs) == len(parts), "a part is missing")
    for part, proof in zip(parts, proofs, strict=True):
        holds(part, document, box, at, proof, refute)


def judge(root: Root, tree: Any, refute: bool) -> None:
    """Check a proof of one statement, or of its negation."""
    rules = _REFUTING if refute else _PROVING
    need(type(tree) is dict, f"no proof: {tree!r:.60}")
    rule, rest = tree.get("rule"), {key: part for key, part in tree.items() if key != "rule"}
    if rule in _RENAMING:
        of, k, then = take(rest, "of", "k", "then")
        judge(_RENAMING[rule](root, of, k), then, refute)
        return
    need(rule in rules, f"no proof: {tree!r:.60}")
    kinds, check = rules[rule]
    need(root.kind in kinds, f"{rule} of another statement")
    check(root, rest)


def _relation(root: Root, tree: Any) -> None:
    there, proof = take(tree, "defined", "proof")
    defined_all(root.box, root.there, there)
    prove(Goal(root.box, (), root.kind, root.terms[0]), proof)


def _entries(root: Root, tree: Any) -> None:
    """Matrices are equal entry by entry; those that the algebra doesn't see have proofs."""
    there, proofs = take(tree, "defined", "proofs")
    defined_all(root.box, root.there, there)
    left = _unequal(root)
    need(type(proofs) is list and len(proofs) == len(left), f"{len(left)} entries differ")
    for term, proof in zip(left, proofs, strict=True):
        prove(Goal(root.box, (), "=", term), proof)


def _unequal(root: Root) -> list[Term]:
    return [term for term in root.terms if ratio(term, nonnegative(root.box))[0]]


def _near(root: Root, tree: Any) -> None:
    """A limit or an expansion, by a bound on what is left."""
    there, bound = take(tree, "defined", "bound")
    defined_all(root.box, root.there, there)
    f, size, limit = left(root)
    if root.kind != "limit":
        ordered(root, bound)
    is_small(root, minus(f, limit) if limit else f, size, bound)


def _continuous(root: Root, tree: Any) -> None:
    """The same, by a term that is continuous up to the point."""
    there, proof = take(tree, "defined", "limit")
    defined_all(root.box, root.there, there)
    if root.kind != "limit":
        ordered(root, proof)
    continuous(root, *left(root), proof)


def left(root: Root) -> tuple[Term, Term, Term | None]:
    """A term, in units of what, and the limit of this quotient; "O" asks for none."""
    if root.kind == "limit":
        return root.terms[0], 1, root.terms[1]
    f, leading, rest = root.terms
    return minus(f, leading), rest, 0 if root.kind == "o" else None


def _point(root: Root, tree: Any) -> None:
    """A relation fails at a point of the domain; every number has a value there."""
    (point,) = take(tree, "point")
    at = _values(root.box, point)
    for relation, term in root.there:
        low, high = value(put(term, at))
        need(low > 0 or high < 0 or relation == ">=", "not defined there")
    low, high = value(put(root.terms[0], at))
    fails = {">": high <= 0, ">=": high < 0, "=": low > 0 or high < 0, "!=": low == high == 0}
    need(fails[root.kind], "it isn't seen to fail there")


def _values(box: Box, point: Any) -> dict[str, Term]:
    need(type(point) is dict and set(point) == set(box), "no point")
    at = {name: number(text) for name, text in point.items()}
    for name, here in at.items():
        low, low_open, high, high_open = box[name]
        need(low < here or (low == here and not low_open), "outside the domain")
        need(here < high or (here == high and not high_open), "outside the domain")
    return {name: fraction(here) for name, here in at.items()}


def _other(root: Root, tree: Any) -> None:
    """There is a limit, and it is another one: it differs for some value of the parameters.

    f = a + o(b) fails too, if (f - a)/b has a limit other than 0.
    """
    limit, point, then = take(tree, "limit", "point", "then")
    limit = plain(read(limit), _parameters(root), root.terms)
    found = _quotient(root)
    at = _values(_parameters(root), point)
    low, high = value(put(minus(limit, found.terms[1]), at))
    need(low > 0 or high < 0, "this may be the limit")
    judge(found._replace(terms=(found.terms[0], limit)), then, False)


def _parameters(root: Root) -> Box:
    return {name: side for name, side in root.box.items() if name not in root.point}


def _quotient(root: Root) -> Root:
    """An expansion with o(b), as a limit that has to be 0."""
    if root.kind == "limit":
        return root
    f, leading, last = root.terms
    rest = ("/", minus(f, leading), last)
    there = list(dict.fromkeys([*root.there, ("!=", last)]))
    return root._replace(kind="limit", terms=(rest, 0), there=there)


def _path(root: Root, tree: Any) -> None:
    """On one path into the point there is another limit."""
    then = {key: tree[key] for key in ("limit", "point", "then")}
    path = {key: part for key, part in tree.items() if key not in then}
    _other(along(_quotient(root), path), then)


Check = Callable[[Root, Any], None]
_RELATIONS = tuple(SIGNS.values())
_RENAMING = {"exp": exponentials, "power": powers}
_PROVING: dict[Any, tuple[tuple[str, ...], Check]] = {
    "relation": (_RELATIONS, _relation),
    "entries": (("entries",), _entries),
    "near": (("limit", "O", "o"), _near),
    "continuous": (("limit", "O", "o"), _continuous),
}
_REFUTING: dict[Any, tuple[tuple[str, ...], Check]] = {
    "point": (_RELATIONS, _point),
    "other": (("limit", "o"), _other),
    "path": (("limit", "o"), _path),
}
