"""Tactics for logarithms: their difference has the sign of what they are of."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import combinations
from typing import Any

from beyondthermal.derivations.verify.goals import Goal, obligations
from beyondthermal.derivations.verify.leaves import Box
from beyondthermal.derivations.verify.polynomials import ONE, Atom, Polynomial, plus
from beyondthermal.derivations.verify.ratios import ratio
from beyondthermal.derivations.verify.terms import Term, minus, parts, put

from .cuts import StuckError
from .polynomials import as_term, atoms, divided, factored, parted, reduced

__all__ = ["by_logarithms", "exponentiated", "plain_logarithms", "with_signs"]

Tree = dict[str, Any]
Prove = Callable[[Goal, int], Tree]


def exponentiated(term: Term, box: Box) -> tuple[Term, Term] | None:
    """Find a and b, of which a sum of logarithms is log a - log b."""
    top, low = reduced(term, box)
    sides: tuple[list[Term], list[Term]] = ([], [])
    for key, value in top.items():
        atom = key[0][0] if [k for _, k in key] == [1] else ""
        if not isinstance(atom, Atom) or atom.kind != "log" or value.denominator > 1:
            return None
        of, k = _inside(atom), abs(value.numerator)
        sides[value < 0].append(of if k == 1 else ("^", of, k))
    return (_product(sides[0]), _product(sides[1])) if top and low == ONE else None


def _product(factors: list[Term]) -> Term:
    return ("*", *factors) if len(factors) > 1 else factors[0] if factors else 1


def _inside(atom: Atom) -> Term:
    top, low = map(as_term, atom.inner)
    return top if low == 1 else ("/", top, low)


def with_signs(prove: Prove, goal: Goal, a: Term, b: Term, depth: int) -> Tree:
    """What tells that log a - log b and a - b have one sign."""
    return {"a": a, "b": b, "positive": [prove(goal.but(">", part), depth) for part in (a, b)]}


def by_logarithms(prove: Prove, goal: Goal, top: Polynomial, depth: int) -> Iterator[Tree]:
    """Log a - log b has the sign of a - b, and their product is not negative."""
    if pair := exponentiated(goal.term, goal.box):
        with suppress(StuckError):
            first = with_signs(prove, goal, *pair, depth - 1)
            then = prove(goal._replace(term=minus(*pair)), depth - 1)
            yield {"rule": "rising", **first, "then": then}
    for one, other in combinations(atoms(top, "log") if goal.relation == ">=" else (), 2):
        rest, first_part = parted(top, one)
        rest, second_part = parted(rest, other)
        a, b = _inside(one), _inside(other)
        gap, low = ratio(minus(a, b), goal.among)
        times_ = divided(first_part, gap)
        if low != ONE or plus(first_part, second_part) or times_ is None:
            continue
        with suppress(StuckError):
            c = as_term(times_)
            known = {**with_signs(prove, goal, a, b, depth - 1), "times": c,
                     "then": prove(goal._replace(term=c), depth - 1)}  # fmt: skip
            if not rest:
                yield {"rule": "rises", **known}
            else:
                yield _by_mean(prove, goal, known, as_term(rest), depth)


def _by_mean(prove: Prove, goal: Goal, known: Tree, rest: Term, depth: int) -> Tree:
    """(log a - log b)(a - b) c + rest, times a + b: what the mean says, and a polynomial."""
    a, b, c = (known[key] for key in ("a", "b", "times"))
    total, gap = ("+", a, b), minus(a, b)
    logs, square = minus(("log", a), ("log", b)), ("*", 2, ("^", gap, 2))
    more = ("*", minus(("*", logs, gap, total), square), c)
    found = factored(ratio(("+", ("*", square, c), ("*", rest, total)), goal.among)[0])
    factors = [as_term(p) if k == 1 else ("^", as_term(p), k) for p, k in found]
    left = ("*", *factors)
    rows = [[factor, prove(goal._replace(term=factor), depth - 1)] for factor in factors]
    parts = [[more, ">=", {"rule": "mean", **known}],
             [left, ">=", {"rule": "product", "factors": rows}]]  # fmt: skip
    return {"rule": "times", "by": total, "to": ("+", more, left),
            "positive": prove(goal.but(">", total), depth - 1),
            "then": {"rule": "sum", "parts": parts}}  # fmt: skip


def plain_logarithms(prove: Prove, goal: Goal, depth: int) -> Iterator[Tree]:
    """Logarithms of names in the place of one of a product of powers."""
    for t in parts(goal.term, "log"):
        top, low = reduced(t, goal.box)
        to = as_term(top)
        logs = parts(to, "log")
        if low == ONE and logs and type(t[1]) is not str and all(type(s[1]) is str for s in logs):
            there = [prove(Goal(goal.box, (), *one), depth - 1) for one in obligations(to)]
            then = prove(goal._replace(term=put(goal.term, {t: to})), depth)
            yield {"rule": "replace", "term": t, "to": to, "defined": there,
                   "equal": {"rule": "identity"}, "then": then}  # fmt: skip
