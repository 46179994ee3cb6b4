"""What a rule of the checker is in Rocq: a lemma of the library, and proofs of its parts.

Each function returns tactics that close a goal of the form `0 < e`, `0 <= e`, `e = 0` or `e <> 0`.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

from beyondthermal.derivations.verify.goals import Goal, obligations
from beyondthermal.derivations.verify.leaves import Box, parted
from beyondthermal.derivations.verify.terms import Term, minus, put, read

from .equalities import equal
from .intervals.values import sign
from .leaves import at, leaf
from .syntax.printer import number, settled, text

__all__ = ["asserted", "logarithms", "proof", "relation", "steps"]

Tree = Mapping[str, Any]
_KINDS = {">": "pos", ">=": "nonneg", "=": "zero", "!=": "nonzero"}


def relation(kind: str, term: Term) -> str:
    """A goal as Rocq states it."""
    shown = text(settled(term))
    return {">": f"0 < {shown}", ">=": f"0 <= {shown}", "=": f"{shown} = 0", "!=": f"{shown} <> 0"}[
        kind
    ]


def asserted(
    box: Box, found: list[tuple[str, Term]], trees: list[Any], given: tuple[Term, ...] = ()
) -> str:
    """What has to hold for terms to be defined, as hypotheses."""
    rows = []
    for (kind, term), tree in zip(found, trees, strict=True):
        goal = Goal(box, given, kind, term)
        rows.append(f"assert ({relation(kind, term)}). {{ {proof(goal, tree)} }}\n")
    return "".join(rows)


def proof(goal: Goal, tree: Tree) -> str:
    """Tactics for a goal, by its tree.

    Raises
    ------
    ValueError
        If a rule has no counterpart here.
    """
    rule = tree["rule"]
    if rule not in _RULES:
        raise ValueError(f"there is no rule {rule!r} in the library")
    return _RULES[rule](goal, tree)


def steps(first: str, *then: str) -> str:
    """A tactic, and one for each goal that it leaves."""
    return "\n".join([first, *(f"{{ {part} }}" for part in then)])


def _identity(goal: Goal, _: Tree) -> str:
    same = equal(goal.term, 0, goal.among)
    return same if goal.relation == "=" else f"apply Req_le, eq_sym. {same}"


def _leaf(goal: Goal, tree: Tree) -> str:
    return leaf(goal, tree["tree"])


def _root(goal: Goal, _: Tree) -> str:
    return {">": "pos.", ">=": "nonneg.", "!=": "apply Rgt_not_eq; unfold Rgt; pos."}[goal.relation]


def _differ(goal: Goal, tree: Tree) -> str:
    above = tree["sign"] == 1
    then = goal.but(">", goal.term if above else ("*", -1, goal.term))
    return f"apply rule_differ_{'above' if above else 'below'}. {proof(then, tree['then'])}"


def _times(goal: Goal, tree: Tree) -> str:
    by, to = read(tree["by"]), read(tree["to"])
    return steps(
        f"apply (rule_times_{_KINDS[goal.relation]} _ {_argument(by)} {_argument(to)}).",
        equal(("*", goal.term, by), to, goal.among),
        proof(goal.but(">", by), tree["positive"]),
        proof(goal.but(goal.relation, to), tree["then"]),
    )


def _argument(term: Term) -> str:
    return text(settled(term), closed=True)


def _equal_to(goal: Goal, other: Term) -> str:
    """Put another term in its place."""
    same = equal(goal.term, other, goal.among)
    return steps(f"apply (rule_equal_{_KINDS[goal.relation]} _ {_argument(other)}).", same)


def _sum(goal: Goal, tree: Tree) -> str:
    """A sum of parts that are >= 0, one of which is > 0 if the sum has to be."""
    rows = [(read(term), kind, part) for term, kind, part in tree["parts"]]
    total: Term = ("+", 0, *(term for term, _, _ in rows))
    facts = [
        f"assert ({relation(kind, term)}). {{ {proof(goal.but(kind, term), part)} }}"
        for term, kind, part in rows
    ]
    return "\n".join([_equal_to(goal, total), *facts, "lra."])


def _product(goal: Goal, tree: Tree) -> str:
    rows = [(read(term), part) for term, part in tree["factors"]]
    kind = goal.relation
    facts = [
        f"assert ({relation(kind, term)}). {{ {proof(goal.but(kind, term), part)} }}"
        for term, part in rows
    ]
    total: Term = ("*", 1, *(term for term, _ in rows))
    lemma = {">": "Rmult_lt_0_compat", ">=": "Rmult_le_pos"}[goal.relation]
    signs = f"repeat (apply {lemma}; [| assumption]); lra."
    return "\n".join([_equal_to(goal, total), *facts, signs])


def _given(goal: Goal, tree: Tree) -> str:
    multiple, h = read(tree["times"]), goal.given[tree["which"]]
    return steps(
        f"apply (rule_given _ {_argument(multiple)} {_argument(h)}).",
        equal(goal.term, ("*", multiple, h), goal.among),
        "by_value.",
        f"exact h'g{tree['which']}.",
    )


def _square(goal: Goal, tree: Tree) -> str:
    a, b, under = (read(tree[key]) for key in "ABR")
    lead, square = tree["lead"], minus(("^", a, 2), ("*", ("^", b, 2), under))
    terms = " ".join(map(_argument, (a, b, under)))
    whole = ("+", a, ("*", b, ("sqrt", under)))
    first = goal.but(goal.relation, a) if lead == "A" else goal.but(">=", b)
    second = goal.but(goal.relation, square if lead == "A" else ("*", -1, square))
    return steps(
        f"apply (rule_square_{lead}_{_KINDS[goal.relation]} _ {terms}).",
        equal(goal.term, whole, goal.among),
        proof(first, tree["first"]),
        proof(second, tree["second"]),
    )


def _powers(name: str, k: int, goal: Goal, tree: Tree) -> str:
    a, b = read(tree["a"]), read(tree["b"])
    return steps(
        f"apply (rule_{name} _ {_argument(a)} {_argument(b)}).",
        equal(goal.term, minus(a, b), goal.among),
        proof(goal.but(">=", a), tree["one"]),
        proof(goal.but(">=", b), tree["other"]),
        equal(("^", a, k), ("^", b, k), goal.among),
    )


def _ways(term: Any) -> list[tuple[Term, Term]]:
    """A maximum, minimum or modulus of two: each value it can have, and what is >= 0 then."""
    head, *ways = term
    ways = ways if head != "abs" else [ways[0], ("*", -1, ways[0])]
    if len(ways) != 2:
        raise ValueError(f"a {head} of more than two")
    sign = -1 if head == "min" else 1
    leads = [minus(ways[k], ways[1 - k]) for k in (0, 1)]
    return [
        (w, lead if sign == 1 else ("*", -1, lead)) for w, lead in zip(ways, leads, strict=True)
    ]


def _replaced(goal: Goal, term: Term, way: Term, *leads: Term) -> tuple[Goal, str]:
    """The goal with another term in the place of one, and how Rocq states it."""
    then = goal.but(goal.relation, put(goal.term, {term: way}), *leads)
    return then, f"change ({relation(then.relation, then.term)})."


def _parts(term: Any) -> str:
    return " ".join(_argument(part) for part in term[1:])


def _split(goal: Goal, tree: Tree) -> str:
    """Whichever argument it is."""
    term: Any = read(tree["term"])
    given, scripts = f"h'g{len(goal.given)}", []
    for (way, lead), part in zip(_ways(term), tree["ways"], strict=True):
        then, shown = _replaced(goal, term, way, lead)
        scripts.append(f"rewrite h'e; clear h'e. {shown}\n{proof(then, part)}")
    cases = f"destruct (rule_{term[0]}_cases {_parts(term)}) as [[h'e {given}] | [h'e {given}]]."
    return steps(cases, *scripts)


def _choose(goal: Goal, tree: Tree) -> str:
    """The argument that it is shown to be."""
    term: Any = read(tree["term"])
    way, lead = _ways(term)[tree["as"]]
    then, shown = _replaced(goal, term, way)
    why = proof(goal.but(">=", lead), tree["why"][0])
    lemma = f"rule_{term[0]}_{tree['as']}"
    return (
        f"rewrite ({lemma} {_parts(term)}).\n2: {{ {why} }}\n{shown}\n{proof(then, tree['then'])}"
    )


def _replace(goal: Goal, tree: Tree) -> str:
    """An equal term in the place of one."""
    term, to = read(tree["term"]), read(tree["to"])
    then, shown = _replaced(goal, term, to)
    facts = asserted(goal.box, obligations(to), tree["defined"])
    same = proof(goal.but("=", minus(term, to)), tree["equal"])
    return (
        f"{facts}assert (h'e : {text(settled(term))} = {text(settled(to))}).\n"
        f"{{ apply Rminus_diag_uniq. {same} }}\nreplaced h'e; clear h'e. {shown}\n"
        f"{proof(then, tree['then'])}"
    )


def _cut(goal: Goal, tree: Tree) -> str:
    ways = (
        proof(goal._replace(box=half), tree[way])
        for half, way in zip(
            parted(goal.box, tree["axis"], tree["at"]), ("below", "above"), strict=True
        )
    )
    return at(tree["axis"], number(Fraction(tree["at"])), *ways)


def _logarithm(goal: Goal, tree: Tree) -> str:
    of = read(tree["of"])
    return steps(
        f"apply (rule_log _ {_argument(of)}).",
        equal(goal.term, minus(minus(of, 1), ("log", of)), goal.among),
        proof(goal.but(">", of), tree["positive"]),
    )


def logarithms(goal: Goal, tree: Tree, whole: Term) -> list[str]:
    """That a term is one of log a - log b and a - b, and that a > 0 and b > 0."""
    signs = zip((read(tree["a"]), read(tree["b"])), tree["positive"], strict=True)
    return [
        equal(goal.term, whole, goal.among),
        *(proof(goal.but(">", part), its) for part, its in signs),
    ]


def _rising(goal: Goal, tree: Tree) -> str:
    a, b = read(tree["a"]), read(tree["b"])
    return steps(
        f"apply (rule_rising_{_KINDS[goal.relation]} _ {_argument(a)} {_argument(b)}).",
        *logarithms(goal, tree, minus(("log", a), ("log", b))),
        proof(goal._replace(term=minus(a, b)), tree["then"]),
    )


def _rises(goal: Goal, tree: Tree) -> str:
    return _together("rises", goal, tree, lambda logs, plain, _: ("*", logs, plain))


def _mean(goal: Goal, tree: Tree) -> str:
    return _together("mean", goal, tree, lambda logs, plain, total: minus(
        ("*", logs, plain, total), ("*", 2, ("^", plain, 2))
    ))  # fmt: skip


def _together(name: str, goal: Goal, tree: Tree, known: Callable[..., Term]) -> str:
    """A multiple c of what is known of log a - log b, a - b and a + b."""
    a, b, c = (read(tree[key]) for key in ("a", "b", "times"))
    whole = ("*", known(minus(("log", a), ("log", b)), minus(a, b), ("+", a, b)), c)
    return steps(
        f"apply (rule_{name} _ {_argument(a)} {_argument(b)} {_argument(c)}).",
        *logarithms(goal, tree, whole),
        proof(goal._replace(term=c), tree["then"]),
    )


_RULES: Mapping[str, Callable[[Goal, Tree], str]] = {
    "choose": _choose, "cubes": partial(_powers, "cubes", 3), "cut": _cut, "differ": _differ,
    "given": _given, "identity": _identity, "leaf": _leaf, "log": _logarithm, "mean": _mean,
    "product": _product, "replace": _replace, "rises": _rises, "rising": _rising, "root": _root,
    "split": _split, "square": _square, "squares": partial(_powers, "squares", 2), "sum": _sum,
    "times": _times, "value": lambda goal, _: sign(goal.relation, goal.term),
}  # fmt: skip
