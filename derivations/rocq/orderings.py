"""Polynomials that differences show not to be negative, in every order of their variables."""

from itertools import pairwise
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import INFINITY, Range, in_t
from beyondthermal.derivations.verify.orderings import Rows, differences
from beyondthermal.derivations.verify.polynomials import Polynomial
from beyondthermal.derivations.verify.terms import Term, minus, put

from .equalities import atom, equal, product_of, raised, total_of
from .syntax.printer import number, settled, text

__all__ = ["orderings"]

# Longer ones are expanded for each order of their variables in minutes.
_LONGEST = 40


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
    bare: list[Term] = [
        f"u'{k}" if n in to else _distance(n, sides[n]) for k, n in enumerate(names)
    ]
    rows = {tuple(dict(key).get(f"t {n}", 0) for n in names): v for key, v in total.items()}
    # Variables without a negative term are left out: their terms are seen not to be negative.
    used = {k for key, v in rows.items() if v < 0 for k, power in enumerate(key) if power}
    inner = {
        key: v for key, v in rows.items() if not any(key[k] for k in set(range(len(names))) - used)
    }
    outer = {key: v for key, v in rows.items() if key not in inner}
    if len(inner) > _LONGEST:
        raise ValueError(
            f"differences of a polynomial of {len(inner)} terms, of at most {_LONGEST}"
        )
    parts = [_sum(inner, bare), _sum(outer, bare)]
    whole = parts[0] if not outer else ("+", *parts)
    scale: Term = ("*", 1, *factor)
    same = equal(("*", scale, put(goal.term, to)), whole, goal.among)
    shown = " ".join(text(settled(term), closed=True) for term in (scale, whole))
    start = f"apply (rule_leaf_nonneg _ {shown})."
    split = "apply Rplus_le_le_0_compat; [| nonneg]. " if outer else ""
    found = _in_order(*_prepared(inner, bare), [])
    return f"{''.join(lines)}{start}\n{{ {same} }}\n{{ pos. }}\n{{ {split}{found} }}"


def _sum(rows: Rows, terms: list[Term]) -> Term:
    return total_of([product_of(v, _raised(terms, key)) for key, v in sorted(rows.items())])


def _prepared(rows: Rows, terms: list[Term]) -> tuple[Rows, list[Term]]:
    """In squares where all powers are even, and of one degree: then 1 is a variable, too."""
    count = range(len(terms))
    used = [k for k in count if any(key[k] for key in rows)]
    halves = [2 if all(key[k] % 2 == 0 for key in rows) else 1 for k in count]
    rows = {tuple(key[k] // halves[k] for k in used): v for key, v in rows.items()}
    terms = [raised(terms[k], halves[k]) for k in used]
    most = max(map(sum, rows))
    if all(sum(key) == most for key in rows):
        return rows, terms
    return {(*key, most - sum(key)): v for key, v in rows.items()}, [*terms, 1]


def _distance(name: str, side: Range) -> Term:
    """How far a variable is from its end."""
    low, _, high, _ = side
    variable = atom(name)
    if low == -INFINITY:
        return minus(number(high), variable)
    return variable if low == 0 else minus(variable, number(low))


def _in_order(rows: Rows, terms: list[Term], order: list[int]) -> str:
    """Compare the next term with those in order; then go on with differences."""
    if all(value >= 0 for value in rows.values()):
        shown = text(settled(_sum(rows, terms)), closed=True)
        return f"apply (rule_equal_nonneg _ {shown}); [clear; lra | nonneg]."
    if len(order) == len(terms):
        less = [minus(terms[a], terms[b]) for a, b in pairwise(order)]
        by = dict(zip(order, [*less, terms[order[-1]]], strict=True))
        then = [by[k] for k in range(len(terms))]
        return _in_order(differences(rows, tuple(order)), then, [])
    return _inserted(rows, terms, order, len(order), 0)


def _inserted(rows: Rows, terms: list[Term], order: list[int], new: int, place: int) -> str:
    if place == len(order):
        return _in_order(rows, terms, [*order, new])
    a, b = (text(settled(terms[k]), closed=True) for k in (new, order[place]))
    below = _inserted(rows, terms, order, new, place + 1)
    above = _in_order(rows, terms, [*order[:place], new, *order[place:]])
    return f"destruct (Rle_or_lt {a} {b}).\n{{ {below} }}\n{{ {above} }}"


def _raised(terms: list[Term], powers: tuple[int, ...]) -> list[Term]:
    return [raised(t, k) for t, k in zip(terms, powers, strict=True) if k and t != 1]
