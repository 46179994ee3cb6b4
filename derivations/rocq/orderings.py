"""Polynomials that differences show not to be negative, in every order of their variables."""

from itertools import pairwise
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import INFINITY, Range, in_t
from beyondthermal.derivations.verify.orderings import Rows, differences
from beyondthermal.derivations.verify.polynomials import Polynomial
from beyondthermal.derivations.verify.terms import Term, minus, put

from .equalities import atom, equal, product_of, raised, total_of
from .printer import number, settled, text

__all__ = ["orderings"]

# A goal, and by what it is multiplied.
Scaled = tuple[Goal, Term]


def orderings(p: Polynomial, goal: Goal) -> str:
    """By differences, in every order: where a >= b >= c, they are a - b, b - c and c."""
    total, degree, sides = in_t(p, goal.box)
    names, factor, lines = list(sides), list[Term](), list[str]()
    to: dict[Any, Term] = {}
    for k, (name, (low, _, high, high_open)) in enumerate(sides.items()):
        if INFINITY in (high, -low):
            continue
        if not high_open:
            raise ValueError("differences up to a closed end")
        ends = " ".join(text(number(end), closed=True) for end in (low, high))
        below: Term = ("+", 1, f"u'{k}")
        to[name] = ("/", ("+", number(low), ("*", number(high), f"u'{k}")), below)
        factor.append(("^", below, degree[name]))
        lines.append(f"destruct (rule_between {ends} {text(name)}) as (u'{k} & h'u{k} & h'x); "
                     f"[lra | lra |]; subst {text(name)}.\n")  # fmt: skip
    rows = {tuple(dict(key).get(f"t {n}", 0) for n in names): v for key, v in total.items()}
    halves = [2 if all(key[k] % 2 == 0 for key in rows) else 1 for k in range(len(names))]
    rows = {tuple(k // h for k, h in zip(key, halves, strict=True)): v for key, v in rows.items()}
    terms: list[Term] = [
        f"u'{k}" if n in to else _distance(n, sides[n]) for k, n in enumerate(names)
    ]
    terms = [t if h == 1 else ("^", t, 2) for t, h in zip(terms, halves, strict=True)]
    most = max(map(sum, rows))
    if any(sum(key) < most for key in rows):
        rows = {(*key, most - sum(key)): value for key, value in rows.items()}
        terms.append(1)
    there = goal._replace(term=put(goal.term, to))
    return "".join(lines) + _in_order(rows, terms, (there, ("*", 1, *factor)), [])


def _distance(name: str, side: Range) -> Term:
    """How far a variable is from its end."""
    low, _, high, _ = side
    variable = atom(name)
    if low == -INFINITY:
        return minus(number(high), variable)
    return variable if low == 0 else minus(variable, number(low))


def _in_order(rows: Rows, terms: list[Term], goal: Scaled, order: list[int]) -> str:
    """Compare the next term with those in order; then go on with differences."""
    if all(value >= 0 for value in rows.values()):
        found = [product_of(value, _raised(terms, key)) for key, value in sorted(rows.items())]
        whole = total_of(found)
        bare, factor = goal
        same = equal(("*", factor, bare.term), whole, bare.among)
        shown = text(settled(whole), closed=True)
        lemma = f"apply (rule_leaf_nonneg _ {text(factor, closed=True)} {shown})."
        return f"{lemma}\n{{ {same} }}\n{{ pos. }}\n{{ nonneg. }}"
    if len(order) == len(terms):
        less = [minus(terms[a], terms[b]) for a, b in pairwise(order)]
        by = dict(zip(order, [*less, terms[order[-1]]], strict=True))
        then = [by[k] for k in range(len(terms))]
        return _in_order(differences(rows, tuple(order)), then, goal, [])
    return _inserted(rows, terms, goal, order, len(order), 0)


def _inserted(
    rows: Rows, terms: list[Term], goal: Scaled, order: list[int], new: int, place: int
) -> str:
    if place == len(order):
        return _in_order(rows, terms, goal, [*order, new])
    a, b = (text(settled(terms[k]), closed=True) for k in (new, order[place]))
    below = _inserted(rows, terms, goal, order, new, place + 1)
    above = _in_order(rows, terms, goal, [*order[:place], new, *order[place:]])
    return f"destruct (Rle_or_lt {a} {b}).\n{{ {below} }}\n{{ {above} }}"


def _raised(terms: list[Term], powers: tuple[int, ...]) -> list[Term]:
    return [raised(t, k) for t, k in zip(terms, powers, strict=True) if k and t != 1]
