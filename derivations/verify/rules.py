"""The rules that reach goals.

A proof is a dictionary with the name of a rule and exactly the parts that this rule takes. Every
rule ends in proofs of its parts or in a comparison; none of them needs to be believed. A goal is
about terms that are defined on the box: what a tree brings in may not divide, nor take a root or a
logarithm, unless the goal does so already.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from .goals import RELATIONS, Goal, in_order, obligations, take
from .leaves import Box, leaf, parted
from .polynomials import need
from .ratios import is_zero, ratio, same
from .terms import Term, inside, minus, parts, put
from .values import value

__all__ = ["defined", "defined_all", "logarithms", "prove"]


def defined(box: Box, term: Term, trees: Any) -> None:
    """No denominator vanishes, nothing under a root is negative, logarithms have a value."""
    defined_all(box, obligations(term), trees)


def defined_all(box: Box, found: list[tuple[str, Term]], trees: Any) -> None:
    """Each of these relations to 0 holds on the box."""
    need(type(trees) is list and len(trees) == len(found), f"{len(found)} parts to be defined")
    for (relation, part), tree in zip(found, trees, strict=True):
        prove(Goal(box, (), relation, part), tree)


def prove(goal: Goal, tree: Any) -> None:
    """Check a proof; if it is none, an error is raised: whichever a malformed tree brings about."""
    need(type(tree) is dict and tree.get("rule") in _RULES, f"no proof: {tree!r:.60}")
    need(goal.relation in RELATIONS, "no relation")
    _RULES[tree["rule"]](goal, {key: part for key, part in tree.items() if key != "rule"})


def _identity(goal: Goal, tree: Any) -> None:
    take(tree)
    need(goal.relation in ("=", ">="), "no equation")
    need(is_zero(goal.term, goal.among), "the sides differ")


def _leaf(goal: Goal, tree: Any) -> None:
    """A polynomial in variables, roots and moduli, by its coefficients."""
    (cuts,) = take(tree, "tree")
    top, low = ratio(goal.term, goal.among)
    need(goal.relation in (">", ">=") and set(low) == {()}, "no polynomial inequality")
    leaf({k: v / low[()] for k, v in top.items()}, goal.box, cuts, goal.relation == ">")


def _value(goal: Goal, tree: Any) -> None:
    """Numbers, by an interval."""
    take(tree)
    low, high = value(goal.term)
    fine = {">": low > 0, ">=": low >= 0, "=": low == high == 0, "!=": low > 0 or high < 0}
    need(fine[goal.relation], "not seen from its value")


def _root(goal: Goal, tree: Any) -> None:
    """A root and a modulus are >= 0, an exponential is > 0."""
    take(tree)
    head = goal.term[0] if type(goal.term) is tuple else ""
    known = {"exp": (">", ">=", "!=")}.get(head, (">=",))
    need(head in ("sqrt", "cbrt", "abs", "modulus", "exp"), "no root")
    need(goal.relation in known, "no root")
    need(("i",) not in inside(goal.term), "what isn't real has no sign")


def _differ(goal: Goal, tree: Any) -> None:
    """What is positive, or negative, is not zero."""
    sign, then = take(tree, "sign", "then")
    need(goal.relation == "!=" and type(sign) is int and sign in (1, -1), "no sign")
    prove(goal.but(">", goal.term if sign == 1 else ("*", -1, goal.term)), then)


def _times(goal: Goal, tree: Any) -> None:
    """Since e D = N and D > 0, e and N have one sign."""
    by, to, positive, then = take(tree, "by", "to", "positive", "then")
    by, to = goal.brought(by), goal.brought(to)
    need(same(("*", goal.term, by), to, goal.among), "not the product")
    prove(goal.but(">", by), positive)
    prove(goal.but(goal.relation, to), then)


def _sum(goal: Goal, tree: Any) -> None:
    """A sum of parts that are >= 0, one of which is > 0 if the sum has to be."""
    (rows,) = take(tree, "parts")
    found = [(goal.brought(term), relation, proof) for term, relation, proof in rows]
    need(goal.relation in (">", ">="), "no inequality")
    need(same(goal.term, ("+", 0, *(term for term, _, _ in found)), goal.among), "not the sum")
    need(goal.relation == ">=" or ">" in [relation for _, relation, _ in found], "no part is > 0")
    for term, relation, proof in found:
        need(relation in (">", ">="), "no part")
        prove(goal.but(relation, term), proof)


def _product(goal: Goal, tree: Any) -> None:
    """A product of factors that are all >= 0, or > 0."""
    (rows,) = take(tree, "factors")
    found = [(goal.brought(term), proof) for term, proof in rows]
    need(goal.relation in (">", ">="), "no inequality")
    need(same(goal.term, ("*", 1, *(term for term, _ in found)), goal.among), "not the product")
    for term, proof in found:
        prove(goal.but(goal.relation, term), proof)


def _given(goal: Goal, tree: Any) -> None:
    """A multiple k h, k >= 0, of what is given."""
    which, multiple = take(tree, "which", "times")
    need(type(which) is int and 0 <= which < len(goal.given), "nothing is given")
    multiple = goal.brought(multiple)
    need(goal.relation == ">=" and value(multiple)[0] >= 0, "no multiple")
    need(same(goal.term, ("*", multiple, goal.given[which]), goal.among), "not what is given")


def _square(goal: Goal, tree: Any) -> None:
    """A + B √R: the sign of the summand that leads, as A² - B² R tells."""
    *terms, lead, first, second = take(tree, "A", "B", "R", "lead", "first", "second")
    a, b, under = map(goal.brought, terms)
    whole = ("+", a, ("*", b, ("sqrt", under)))
    need(goal.relation in (">", ">=") and same(goal.term, whole, goal.among), "not A + B √R")
    known = [t for k in (goal.term, *goal.given) for t in parts(k, "sqrt")]
    need(any(same(t[1], under, goal.among) for t in known), "a new root")
    need(lead in ("A", "B"), "nothing leads")
    gap = minus(("^", a, 2), ("*", ("^", b, 2), under))
    if lead == "A":
        prove(goal.but(goal.relation, a), first)
        prove(goal.but(goal.relation, gap), second)
    else:
        prove(goal.but(">=", b), first)
        prove(goal.but(goal.relation, ("*", -1, gap)), second)


def _powers(k: int, goal: Goal, tree: Any) -> None:
    """That a = b, since a >= 0, b >= 0 and a^k = b^k."""
    a, b, one, other = take(tree, "a", "b", "one", "other")
    a, b = goal.brought(a), goal.brought(b)
    need(goal.relation == "=" and same(goal.term, minus(a, b), goal.among), "not these sides")
    prove(goal.but(">=", a), one)
    prove(goal.but(">=", b), other)
    need(same(("^", a, k), ("^", b, k), goal.among), "the powers differ")


def logarithms(goal: Goal, tree: Any) -> tuple[Term, Term, Any]:
    """Log a - log b and a - b, where a > 0 and b > 0: they have one sign."""
    a, b, positive, then = take(tree, "a", "b", "positive", "then")
    a, b = goal.brought(a), goal.brought(b)
    need(type(positive) is list and len(positive) == 2, "a sign is missing")
    for part, proof in zip((a, b), positive, strict=True):
        prove(goal.but(">", part), proof)
    return minus(("log", a), ("log", b)), minus(a, b), then


def _rising(goal: Goal, tree: Any) -> None:
    """What is shown of a - b holds for log a - log b."""
    logs, plain, then = logarithms(goal, tree)
    need(same(goal.term, logs, goal.among), "not log a - log b")
    prove(goal.but(goal.relation, plain), then)


def _rises(goal: Goal, tree: Any) -> None:
    """That (log a - log b)(a - b) c >= 0, since c >= 0."""
    _together(goal, tree, lambda logs, plain, _: ("*", logs, plain))


def _mean(goal: Goal, tree: Any) -> None:
    """That ((log a - log b)(a - b)(a + b) - 2 (a - b)²) c >= 0, since c >= 0.

    The logarithmic mean of a and b is at most (a + b)/2.
    """
    _together(goal, tree, lambda logs, plain, total: minus(
        ("*", logs, plain, total), ("*", 2, ("^", plain, 2))
    ))  # fmt: skip


def _together(goal: Goal, tree: Any, known: Callable[[Term, Term, Term], Term]) -> None:
    """A multiple c >= 0 of what is known not to be negative of log a - log b, a - b and a + b."""
    times_, rest = tree.get("times"), {k: part for k, part in tree.items() if k != "times"}
    logs, plain, then = logarithms(goal, rest)
    whole = known(logs, plain, ("+", goal.brought(rest["a"]), goal.brought(rest["b"])))
    c = goal.brought(times_)
    need(goal.relation == ">=", "no inequality")
    need(same(goal.term, ("*", whole, c), goal.among), "not such a product")
    prove(goal.but(">=", c), then)


def _ways(goal: Goal, data: Any) -> tuple[Term, list[tuple[Term, list[Term]]]]:
    """A maximum, minimum or modulus, and each value that it can have with what is >= 0 then."""
    term = goal.read(data)
    need(term in inside(goal.term), "nothing to part")
    head, *ways = term if type(term) is tuple else ("",)
    need(head in ("max", "min", "abs"), "nothing to part")
    ways = ways if head != "abs" else [ways[0], ("*", -1, ways[0])]
    sign = -1 if head == "min" else 1
    return term, [
        (way, [("*", sign, minus(way, w)) for j, w in enumerate(ways) if j != k])
        for k, way in enumerate(ways)
    ]


def _split(goal: Goal, tree: Any) -> None:
    """Whichever argument it is."""
    term, proofs = take(tree, "term", "ways")
    term, ways = _ways(goal, term)
    need(type(proofs) is list and len(proofs) == len(ways), "a way is missing")
    for (way, leads), proof in zip(ways, proofs, strict=True):
        prove(goal.but(goal.relation, put(goal.term, {term: way}), *leads), proof)


def _choose(goal: Goal, tree: Any) -> None:
    """The argument that it is shown to be."""
    term, which, why, then = take(tree, "term", "as", "why", "then")
    term, ways = _ways(goal, term)
    need(type(which) is int and 0 <= which < len(ways), "no such argument")
    way, leads = ways[which]
    need(type(why) is list and len(why) == len(leads), "a reason is missing")
    for lead, proof in zip(leads, why, strict=True):
        prove(goal.but(">=", lead), proof)
    prove(goal.but(goal.relation, put(goal.term, {term: way})), then)


def _replace(goal: Goal, tree: Any) -> None:
    """An equal term in the place of one, with a domain of definition of its own."""
    term, to, there, equal, then = take(tree, "term", "to", "defined", "equal", "then")
    term, to = goal.read(term), goal.read(to)
    need(term in inside(goal.term), "nothing to replace")
    defined(goal.box, to, there)
    prove(goal.but("=", minus(term, to)), equal)
    prove(goal.but(goal.relation, put(goal.term, {term: to})), then)


def _cut(goal: Goal, tree: Any) -> None:
    """Both halves of a range."""
    name, at, *proofs = take(tree, "axis", "at", "below", "above")
    for half, proof in zip(parted(goal.box, name, at), proofs, strict=True):
        prove(goal._replace(box=half), proof)


def _order(goal: Goal, tree: Any) -> None:
    """Whichever of two variables is the larger one."""
    one, other, proofs = take(tree, "one", "other", "ways")
    for way, proof in zip(in_order(goal, one, other), proofs, strict=True):
        prove(way, proof)


def _logarithm(goal: Goal, tree: Any) -> None:
    """That t - 1 - log t >= 0 for t > 0."""
    of, positive = take(tree, "of", "positive")
    of = goal.brought(of)
    need(goal.relation == ">=", "no inequality")
    need(same(goal.term, minus(minus(of, 1), ("log", of)), goal.among), "not t - 1 - log t")
    prove(goal.but(">", of), positive)


_RULES: dict[Any, Callable[[Goal, Any], None]] = {
    "choose": _choose, "cubes": partial(_powers, 3), "cut": _cut, "differ": _differ,
    "given": _given, "identity": _identity, "leaf": _leaf, "log": _logarithm, "mean": _mean,
    "order": _order, "product": _product, "replace": _replace, "rises": _rises,
    "rising": _rising, "root": _root, "split": _split, "square": _square,
    "squares": partial(_powers, 2), "sum": _sum, "times": _times, "value": _value,
}  # fmt: skip
