"""Proofs of statements and of their negations: what a tree may do at its root."""

from collections.abc import Callable, Mapping
from typing import Any

from .germs.limits import limit_holds
from .goals import Goal, brought, take
from .leaves import Box, nonnegative
from .limits import (
    along,
    beyond,
    continuous,
    growing,
    is_small,
    of_its_sign,
    of_one_variable,
    ordered,
)
from .polynomials import Atom, need
from .ratios import ratio, same
from .rules import defined, defined_all, logarithms, prove
from .statements import SIGNS, Root, exponentials, powers, root_of, scaled
from .terms import Term, fraction, inside, minus, number, put, read
from .values import value

__all__ = ["Question", "differs", "holds", "left", "quotient"]

Question = tuple[Any, Any, Any, Mapping[str, Any]]


def holds(question: Question, tree: Any, refute: bool = False) -> None:
    """Check that a tree proves a statement, or refutes it.

    `question` is a statement, its domain, what some names stand for in it, and the document with
    the tables for all other names.
    """
    statement, *rest = question
    need(type(statement) is list and statement, "no statement")
    several = {"and": _conjunction, "limits": _one_by_one}
    if statement[0] in several:
        several[statement[0]](question, tree, refute)
    else:
        judge(root_of(statement, *rest), tree, refute)


def _conjunction(question: Question, tree: Any, refute: bool) -> None:
    (_, *parts), *rest = question
    need(parts, "a conjunction of nothing")
    if refute:
        which, then = take(tree, "part", "then")
        need(type(which) is int and 0 <= which < len(parts), "no such part")
        holds((parts[which], *rest), then, refute)
        return
    (proofs,) = take(tree, "parts")
    need(type(proofs) is list and len(proofs) == len(parts), "a part is missing")
    for part, proof in zip(parts, proofs, strict=True):
        holds((part, *rest), proof)


def _one_by_one(question: Question, tree: Any, refute: bool) -> None:
    """Limits one after the other: the first one is a term, of which the next one is taken."""
    (_, term, points, value), *rest = question
    need(type(points) is list and points, "no limits")
    if len(points) == 1:
        holds((["limit", term, points[0], value], *rest), tree, refute)
        return
    inner, first, then = take(tree, "inner", "first", "then")
    holds((["limit", term, points[0], inner], *rest), first)
    holds((["limits", inner, points[1:], value], *rest), then, refute)


def judge(root: Root, tree: Any, refute: bool) -> None:
    """Check a proof of one statement, or of its negation."""
    rules = _REFUTING if refute else _PROVING
    need(type(tree) is dict, f"no proof: {tree!r:.60}")
    rule, rest = tree.get("rule"), {key: part for key, part in tree.items() if key != "rule"}
    if rule in _RENAMING:
        of, k, then = take(rest, "of", "k", "then")
        judge(_RENAMING[rule](root, of, k, refute), then, refute)
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


def _factor(root: Root, tree: Any) -> None:
    """Since e D = N f, e and f vanish together if D and N don't, and have one sign if N D > 0."""
    there, over, by, equal, signs = take(tree, "defined", "over", "by", "equal", "signs")
    defined_all(root.box, root.there, there)
    factors = [brought(part, root.box, root.terms) for part in (over, by)]
    e, f = root.terms
    products = ("*", e, factors[0]), ("*", factors[1], f)
    prove(Goal(root.box, (), "=", minus(*products)), equal)
    need(type(signs) is list and len(signs) == 2, "a sign is missing")
    for factor, proof in zip(factors, signs, strict=True):
        prove(Goal(root.box, (), "!=" if root.kind == "iff =" else ">", factor), proof)


def _rising(root: Root, tree: Any) -> None:
    """A difference of logarithms and that of what they are of have one sign."""
    which = tree.get("which")
    need(type(which) is int and which in (0, 1), "no side")
    rest = {key: part for key, part in tree.items() if key != "which"}
    goal = Goal(root.box, (), "!=", root.terms[which])
    logs, plain, then = logarithms(goal, rest)
    need(same(goal.term, logs, goal.among), "not log a - log b")
    terms = tuple(plain if k == which else t for k, t in enumerate(root.terms))
    judge(root._replace(terms=terms), then, False)


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


def _expanded(root: Root, tree: Any) -> None:
    """A limit in one variable, by expansions, which say that there are values near the point."""
    (proof,) = take(tree, "limit")
    limit_holds(of_one_variable(root), proof)


def _beyond(root: Root, tree: Any) -> None:
    """A limit at infinity, by that of another term, which f is, or grows with, far out."""
    rest = {key: part for key, part in tree.items() if key not in ("then", "sign")}
    other = beyond(root, rest) if root.kind == "limit" else growing(root, rest)
    if root.kind != "limit":
        judge(of_its_sign(root, other.terms[1]), tree["sign"], False)
    judge(other, tree["then"], False)


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
    _defined_at(root, at)
    low, high = value(put(root.terms[0], at))
    fails = {">": high <= 0, ">=": high < 0, "=": low > 0 or high < 0, "!=": low == high == 0}
    need(fails[root.kind], "it isn't seen to fail there")


def _defined_at(root: Root, at: Mapping[str, Term]) -> None:
    for relation, term in root.there:
        low, high = value(put(term, at))
        there = {"!=": low > 0 or high < 0, ">": low > 0, ">=": low >= 0}
        need(there[relation], "not defined there")


def _entry(root: Root, tree: Any) -> None:
    """Two matrices differ in an entry, at a point and for some values of what is unknown."""
    which, point, rest = take(tree, "which", "point", "unknown")
    need(type(which) is int and 0 <= which < len(root.terms), "no such entry")
    at = _values(root.box, point)
    need(type(rest) is dict and not set(rest) & set(at), "no values")
    at |= {name: fraction(number(text)) for name, text in rest.items()}
    _defined_at(root, at)
    need(differs(put(root.terms[which], at)), "it isn't seen to differ there")


def differs(term: Term) -> bool:
    """Whether a number is seen not to be zero; a complex one by its algebra."""
    if ("i",) not in inside(term):
        low, high = value(term)
        return low > 0 or high < 0
    top, _ = ratio(term)
    names = {name for key in top for name, _ in key}
    return bool(top) and all(isinstance(n, Atom) and n.kind == "i" for n in names)


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
    limit, there, point, then = take(tree, "limit", "defined", "point", "then")
    limit, found = read(limit), quotient(root)
    need(all(t in _parameters(root) for t in inside(limit) if type(t) is str), "no constant")
    defined(_parameters(root), limit, there)
    at = _values(_parameters(root), point)
    low, high = value(put(minus(limit, found.terms[1]), at))
    need(low > 0 or high < 0, "this may be the limit")
    judge(found._replace(terms=(found.terms[0], limit)), then, False)


def _parameters(root: Root) -> Box:
    return {name: side for name, side in root.box.items() if name not in root.point}


def quotient(root: Root) -> Root:
    """An expansion with o(b), as a limit that has to be 0."""
    if root.kind == "limit":
        return root
    f, leading, last = root.terms
    rest = ("/", minus(f, leading), last)
    there = list(dict.fromkeys([*root.there, ("!=", last)]))
    return root._replace(kind="limit", terms=(rest, 0), there=there)


def _path(root: Root, tree: Any) -> None:
    """On one path into the point there is another limit."""
    then = {key: tree[key] for key in ("limit", "defined", "point", "then")}
    path = {key: part for key, part in tree.items() if key not in then}
    _other(along(quotient(root), path), then)


Check = Callable[[Root, Any], None]
_RELATIONS = tuple(SIGNS.values())
_RENAMING = {"exp": exponentials, "power": powers, "scale": scaled}
_PROVING: dict[Any, tuple[tuple[str, ...], Check]] = {
    "relation": (_RELATIONS, _relation),
    "entries": (("entries",), _entries),
    "factor": (("iff =", "iff >"), _factor),
    "rising": (("iff =", "iff >"), _rising),
    "near": (("limit", "O", "o"), _near),
    "continuous": (("limit", "O", "o"), _continuous),
    "beyond": (("limit", "limit oo", "limit -oo"), _beyond),
    "expanded": (("limit", "limit oo", "limit -oo"), _expanded),
}
_REFUTING: dict[Any, tuple[tuple[str, ...], Check]] = {
    "point": (_RELATIONS, _point),
    "entry": (("entries",), _entry),
    "other": (("limit", "o"), _other),
    "path": (("limit", "o"), _path),
}
