"""Tactics for logarithms: their difference has the sign of what they are of."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import combinations
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import Box
from beyondthermal.derivations.verify.polynomials import ONE, Atom, Polynomial, plus
from beyondthermal.derivations.verify.ratios import ratio
from beyondthermal.derivations.verify.terms import Term, minus

from .cuts import StuckError
from .polynomials import as_term, atoms, divided, parted, reduced

__all__ = ["by_logarithms", "exponentiated", "with_signs"]

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
        if rest or low != ONE or plus(first_part, second_part) or times_ is None:
            continue
        with suppress(StuckError):
            first = with_signs(prove, goal, a, b, depth - 1)
            c = as_term(times_)
            then = prove(goal._replace(term=c), depth - 1)
            yield {"rule": "rises", **first, "times": c, "then": then}
