"""Tactics for goals: each one proposes a rule of the checker and proves what the rule asks for."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import combinations, product
from typing import Any

from beyondthermal.derivations.verify.goals import Goal, in_order, obligations
from beyondthermal.derivations.verify.leaves import INFINITY, Box
from beyondthermal.derivations.verify.polynomials import (
    METER,
    ONE,
    Atom,
    BadProofError,
    Polynomial,
    plus,
    times,
)
from beyondthermal.derivations.verify.ratios import is_zero, ratio, same
from beyondthermal.derivations.verify.terms import Term, inside, minus, parts, put
from beyondthermal.derivations.verify.values import value

from .cuts import StuckError, cover
from .logarithms import by_logarithms, plain_logarithms
from .numbers import plausible
from .polynomials import as_term, atoms, parted, reduced, square_root
from .single_roots import related_cube_roots

__all__ = ["Prover"]

Tree = dict[str, Any]
_DEPTH, _CUTS = 6, 6
_MULTIPLES: tuple[Term, ...] = (1, ("/", 1, 2))


class Prover:
    """Finds proofs of goals."""

    def __init__(self) -> None:
        self._stuck: set[Any] = set()

    def __call__(self, goal: Goal, depth: int = _DEPTH) -> Tree:
        """A proof of a goal; raises `StuckError` if there is none to be found."""
        key = (tuple(sorted(goal.box.items())), goal.given, goal.relation, goal.term)
        if depth < 0 or (key, depth) in self._stuck:
            raise StuckError("too deep")
        try:
            return self._tried(goal, depth)
        except StuckError:
            if METER.left >= 0:
                self._stuck.add((key, depth))
            raise

    def _tried(self, goal: Goal, depth: int) -> Tree:
        relation, term = goal.relation, goal.term
        if relation in ("=", ">=") and is_zero(term, goal.among):
            return {"rule": "identity"}
        if not _has_names(term):
            with suppress(BadProofError):
                low, high = value(term)
                if {">": low > 0, ">=": low >= 0, "!=": low > 0 or high < 0}.get(relation):
                    return {"rule": "value"}
        if relation == "!=":
            return self._differ(goal, depth)
        if not plausible(goal.box, goal.given, relation, term):
            raise StuckError("false in numbers")
        if relation == ">=" and type(term) is tuple and term[0] in ("sqrt", "abs"):
            return {"rule": "root"}
        if relation == "=":
            return self.first(self._equations(goal, depth))
        return self.first(self._inequalities(goal, depth))

    def first(self, ways: Iterator[Tree]) -> Tree:
        """The first proof that a generator comes to."""
        for tree in ways:
            return tree
        raise StuckError("no way left")

    def defined(self, box: Box, found: list[tuple[str, Term]]) -> list[Tree]:
        """Proofs that terms are defined."""
        return [self(Goal(box, (), relation, term)) for relation, term in found]

    def _differ(self, goal: Goal, depth: int) -> Tree:
        for sign in (1, -1):
            with suppress(StuckError):
                term = goal.term if sign == 1 else ("*", -1, goal.term)
                return {"rule": "differ", "sign": sign, "then": self(goal.but(">", term), depth)}
        raise StuckError("neither positive nor negative")

    # Equations

    def _equations(self, goal: Goal, depth: int) -> Iterator[Tree]:
        yield from self._simpler_roots(goal, depth)
        yield from self._merged_roots(goal, depth)
        yield from related_cube_roots(self, goal, depth)
        yield from self._chosen(goal, depth, split=True)
        yield from self._equal_squares(goal, depth)

    def _equal_squares(self, goal: Goal, depth: int) -> Iterator[Tree]:
        """A term with one root, or modulus, against all the rest."""
        top, low = reduced(goal.term, goal.box)
        for atom in (*atoms(top, "sqrt"), *atoms(top, "abs")):
            a, b = parted(top, atom)
            one, other = ("*", as_term(b), (atom.kind, as_term(atom.inner[0]))), as_term(a)
            if not same(("^", one, 2), ("^", other, 2), goal.among):
                continue
            for sign in (1, -1):
                a_, b_ = ("*", sign, one), ("*", -sign, other)
                with suppress(StuckError):
                    squares = {
                        "rule": "squares", "a": a_, "b": b_,
                        "one": self(goal.but(">=", a_), depth - 1),
                        "other": self(goal.but(">=", b_), depth - 1),
                    }  # fmt: skip
                    to = minus(a_, b_)
                    yield self._over(goal, as_term(low), to, squares, depth)

    def _over(self, goal: Goal, by: Term, to: Term, then: Tree, depth: int) -> Tree:
        if by == 1 and same(goal.term, to, goal.among):
            return then
        positive = self(goal.but(">", by), depth - 1)
        if not same(("*", goal.term, by), to, goal.among):
            raise StuckError("another sign")
        return {"rule": "times", "by": by, "to": to, "positive": positive, "then": then}

    def _simpler_roots(self, goal: Goal, depth: int) -> Iterator[Tree]:
        """√(n/d²) is √n/d; √(f²) is f, or -f."""
        for t in parts(goal.term, "sqrt"):
            for to in self._simpler(t, goal.box):
                yield from self._replaced(goal, t, to, depth)

    def _merged_roots(self, goal: Goal, depth: int) -> Iterator[Tree]:
        """√a √b is √(a b)."""
        for t in parts(goal.term, "*"):
            under = [part[1] for part in t[1:] if type(part) is tuple and part[0] == "sqrt"]
            rest = [part for part in t[1:] if type(part) is not tuple or part[0] != "sqrt"]
            if len(under) > 1:
                to = ("*", *rest, ("sqrt", ("*", *under)))
                yield from self._replaced(goal, t, to, depth)

    def _replaced(self, goal: Goal, t: Term, to: Term, depth: int) -> Iterator[Tree]:
        """An equal term in the place of one; both have one sign, and so are their squares equal."""
        if ratio(to, goal.among) == ratio(t, goal.among):
            return
        for a, b in ((t, to), (("*", -1, to), ("*", -1, t))):
            with suppress(StuckError):
                there = self.defined(goal.box, obligations(to))
                one, other = (Goal(goal.box, goal.given, ">=", side) for side in (a, b))
                squares = {
                    "rule": "squares", "a": a, "b": b,
                    "one": self(one, depth - 1), "other": self(other, depth - 1),
                }  # fmt: skip
                then = self(goal._replace(term=put(goal.term, {t: to})), depth - 1)
                yield {"rule": "replace", "term": t, "to": to, "defined": there,
                       "equal": squares, "then": then}  # fmt: skip

    def _simpler(self, t: Any, box: Box) -> Iterator[Term]:
        top, low = reduced(t[1], box)
        with suppress(BadProofError):
            if (whole := square_root(top)) is not None:
                below = square_root(low)
                for sign in (1, -1):
                    up = ("*", sign, as_term(whole))
                    if below is not None:
                        yield up if below == ONE else ("/", up, as_term(below))
                if low == ONE:
                    yield ("abs", as_term(whole))
                return
        if len(low) > 1 and (below := square_root(low)) is not None:
            yield ("/", ("sqrt", as_term(top)), as_term(below))

    # Inequalities

    def _inequalities(self, goal: Goal, depth: int) -> Iterator[Tree]:
        top, low = reduced(goal.term, goal.box)
        if atoms(top, "log"):
            yield from plain_logarithms(self, goal, depth)
        cases = bool(parts(goal.term, "max", "min", "abs"))
        if low != ONE:
            yield from self._cleared(goal, top, low, 1 if cases else depth)
        else:
            yield from self._by_leaf(goal, top)
            yield from self._by_value(goal, top, depth)
            if not cases:
                yield from self._by_root(goal, top, depth)
        if cases:
            yield from self._chosen(goal, depth, split=True)
            return
        if low == ONE:
            yield from by_logarithms(self, goal, top, depth)
        yield from self._simpler_roots(goal, depth)
        yield from self._by_given(goal, depth)
        yield from self._ordered(goal, depth)

    def _chosen(self, goal: Goal, depth: int, *, split: bool) -> Iterator[Tree]:
        """A maximum, minimum or modulus: the argument that it always is, or each in turn."""
        found = parts(goal.term, "max", "min") or parts(goal.term, "abs")
        if not found:
            return
        term = found[0]
        ways = term[1:] if term[0] != "abs" else (term[1], ("*", -1, term[1]))
        sign = -1 if term[0] == "min" else 1
        leads = [
            [("*", sign, minus(way, w)) for j, w in enumerate(ways) if j != k]
            for k, way in enumerate(ways)
        ]
        for k, way in enumerate(ways):
            with suppress(StuckError):
                why = [self(goal.but(">=", lead), depth - 1) for lead in leads[k]]
                then = self(goal._replace(term=put(goal.term, {term: way})), depth)
                yield {"rule": "choose", "term": term, "as": k, "why": why, "then": then}
        if split:
            with suppress(StuckError):
                proofs = [
                    self(Goal(goal.box, (*goal.given, *more), goal.relation,
                              put(goal.term, {term: way})), depth - 1)
                    for way, more in zip(ways, leads, strict=True)
                ]  # fmt: skip
                yield {"rule": "split", "term": term, "ways": proofs}

    def _cleared(self, goal: Goal, top: Polynomial, low: Polynomial, depth: int) -> Iterator[Tree]:
        for sign in (1, -1):
            with suppress(StuckError):
                by = as_term(times(low, {(): ONE[()] * sign}))
                to = as_term(times(top, {(): ONE[()] * sign}))
                positive = self(Goal(goal.box, (), ">", by), depth - 1)
                then = self(goal._replace(term=to), depth - 1)
                yield {"rule": "times", "by": by, "to": to, "positive": positive, "then": then}

    def _by_leaf(self, goal: Goal, top: Polynomial) -> Iterator[Tree]:
        whole = not any(isinstance(name, Atom) for key in top for name, _ in key)
        with suppress(StuckError):
            cuts = cover(top, goal.box, goal.relation == ">", _CUTS if whole else 0)
            yield {"rule": "leaf", "tree": cuts}

    def _by_value(self, goal: Goal, top: Polynomial, depth: int) -> Iterator[Tree]:
        """What is a number, and what is left."""
        free = {
            k: v for k, v in top.items() if any(type(t) is str for t in inside(as_term({k: v})))
        }
        constant, rest = as_term(plus(top, free, -1)), as_term(free)
        if type(constant) is int or (rest != 0 and not plausible(goal.box, (), ">=", rest)):
            return
        with suppress(StuckError):
            first = [constant, goal.relation, self(goal._replace(term=constant), depth - 1)]
            left = [[rest, ">=", self(goal.but(">=", rest), depth - 1)]] if rest != 0 else []
            yield {"rule": "sum", "parts": [first, *left]}

    def _ordered(self, goal: Goal, depth: int) -> Iterator[Tree]:
        """Two variables with one range from some end on: one is the other one and more."""
        if depth < _DEPTH - 1:
            return
        ends = [n for n, side in goal.box.items() if side[2] == INFINITY and side[0] != -INFINITY]
        for one, other in combinations(ends, 2):
            with suppress(StuckError, BadProofError):
                proofs = [self(half, depth - 1) for half in in_order(goal, one, other)]
                yield {"rule": "order", "one": one, "other": other, "ways": proofs}

    def _by_root(self, goal: Goal, top: Polynomial, depth: int) -> Iterator[Tree]:
        """A + B √R, one root after the other."""
        for atom in atoms(top, "sqrt"):
            a, b = parted(top, atom)
            under = as_term(atom.inner[0])
            if not any(same(t[1], under, goal.among) for k in (goal.term, *goal.given)
                       for t in parts(k, "sqrt")):  # fmt: skip
                continue
            one, other = as_term(a), as_term(b)
            gap = minus(("^", one, 2), ("*", ("^", other, 2), under))
            for lead in "AB":
                sides = (one, gap) if lead == "A" else (other, ("*", -1, gap))
                with suppress(StuckError):
                    relation = goal.relation if lead == "A" else ">="
                    first = self(goal.but(relation, sides[0]), depth - 1)
                    second = self(goal.but(goal.relation, sides[1]), depth - 1)
                    yield {
                        "rule": "square", "A": one, "B": other, "R": under, "lead": lead,
                        "first": first, "second": second,
                    }  # fmt: skip

    def _by_given(self, goal: Goal, depth: int) -> Iterator[Tree]:
        """What is left without a multiple of what is given."""
        for (k, h), times_ in product(enumerate(goal.given), _MULTIPLES):
            part = h if times_ == 1 else ("*", times_, h)
            rest = minus(goal.term, part)
            if not plausible(goal.box, (), ">=", rest):
                continue
            with suppress(StuckError):
                proof = self(Goal(goal.box, (), goal.relation, rest), depth - 1)
                yield {
                    "rule": "sum",
                    "parts": [
                        [rest, goal.relation, proof],
                        [part, ">=", {"rule": "given", "times": times_, "which": k}],
                    ],
                }


def _has_names(term: Term) -> bool:
    return any(type(t) is str for t in inside(term))
