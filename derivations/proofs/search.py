"""Finds the tree of a statement, or of its negation, without being told how.

What is found is checked once more by `derivations/verify`, from the document alone.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import product
from math import lcm
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.judging import Question, differs, holds
from beyondthermal.derivations.verify.leaves import INFINITY, Box, nonnegative
from beyondthermal.derivations.verify.polynomials import METER, BadProofError, Polynomial, times
from beyondthermal.derivations.verify.ratios import forget, ratio
from beyondthermal.derivations.verify.statements import SIGNS, Root, exponentials, root_of, scaled
from beyondthermal.derivations.verify.terms import Term, fraction, inside, minus, parts, put
from beyondthermal.derivations.verify.values import value as enclosed

from .asymptotics.infinity import beyond, growing
from .cuts import StuckError
from .limits import expanded, limit_value, other_limit, shown
from .logarithms import exponentiated, with_signs
from .numbers import evaluate, samples
from .polynomials import as_term, divided, reduced
from .signs import Prover
from .single_roots import root_split_off

__all__ = ["find"]

Tree = dict[str, Any]
_STEPS = 1_000_000


def find(
    statement: Any, where: Any, at: Any, document: Mapping[str, Any], *, refute: bool = False,
    steps: int = _STEPS,
) -> Tree | None:  # fmt: skip
    """A tree that the checker accepts for this statement, or None.

    Parameters
    ----------
    statement, where, at
        As they stand in the document.
    document
        Its tables: definitions, matrices, models.
    refute
        Whether the statement is to be refuted.
    steps
        How many products of terms it may form.
    """
    try:
        question = [*json.loads(json.dumps((statement, where, at))), document]
        forget()
        with METER.limited(steps):
            found = _statement(tuple(question), refute)
        tree: Tree = json.loads(json.dumps(found))
        holds(tuple(question), tree, refute)
    except (BadProofError, StuckError):
        return None
    except (ArithmeticError, KeyError, RecursionError, TypeError, ValueError):
        return None
    return tree


def _statement(question: Question, refute: bool) -> Tree:
    statement, *rest = question
    if statement[0] == "and" and not refute:
        return {"parts": [_statement((p, *rest), False) for p in statement[1:]]}
    if statement[0] == "and":
        for k, part in enumerate(statement[1:]):
            with suppress(BadProofError, StuckError):
                return {"part": k, "then": _statement((part, *rest), True)}
        raise StuckError("no part fails")
    if statement[0] == "limits":
        return _one_by_one(question, refute)
    return _tree(root_of(statement, *rest), Prover(), refute)


def _one_by_one(question: Question, refute: bool) -> Tree:
    (_, term, points, value), *rest = question
    if len(points) == 1:
        return _statement((["limit", term, points[0], value], *rest), refute)
    inner = json.loads(json.dumps(_limit_of(root_of(["limit", term, points[0], 0], *rest))))
    first = _statement((["limit", term, points[0], inner], *rest), False)
    then = _statement((["limits", inner, points[1:], value], *rest), refute)
    return {"inner": inner, "first": first, "then": then}


def _limit_of(root: Root) -> Term:
    """What a limit seems to be, in the variables that there are."""
    of, scale = _exponents(root)
    back = {new: ("exp", ("/", name, scale)) for name, new in of.items()}
    return put(limit_value(exponentials(root, of, scale, refute=False)), back)


def _tree(root: Root, prover: Prover, refute: bool) -> Tree:
    of, scale = _exponents(root)
    if not refute and (root.kind.startswith("limit ") or (of and root.kind == "limit")):
        with suppress(BadProofError, StuckError):
            return _at_infinity(root, prover)
    if of:
        try:
            then = _tree(exponentials(root, of, scale, refute), prover, refute)
        except (BadProofError, StuckError):
            if refute:
                raise
            # Variables become logarithms, which may lead.
            return expanded(root)
        return {"rule": "exp", "of": of, "k": scale, "then": then}
    try:
        return _plainly(root, prover, refute)
    except (BadProofError, StuckError):
        if not (units := _units(root)):
            raise
        by, of = units
        then = _plainly(scaled(root, of, by, refute), prover, refute)
        return {"rule": "scale", "of": of, "k": by, "then": then}


def _at_infinity(root: Root, prover: Prover) -> Tree:
    def found(other: Root) -> Tree:
        return _tree(other, prover, refute=False)

    finite = root.kind == "limit"
    return beyond(root, prover, found) if finite else growing(root, prover, found, _limit_of)


def _plainly(root: Root, prover: Prover, refute: bool) -> Tree:
    """Without another renaming."""
    if refute and root.kind == "entries":
        return _entry(root)
    if refute:
        return _point(root) if root.kind in SIGNS.values() else other_limit(root, prover)
    if root.kind in SIGNS.values():
        there = prover.defined(root.box, root.there)
        proof = prover(Goal(root.box, (), root.kind, root.terms[0]))
        return {"rule": "relation", "defined": there, "proof": proof}
    if root.kind == "entries":
        left = [term for term in root.terms if ratio(term, nonnegative(root.box))[0]]
        there = prover.defined(root.box, root.there)
        proofs = [prover(Goal(root.box, (), "=", term)) for term in left]
        return {"rule": "entries", "defined": there, "proofs": proofs}
    if root.kind.startswith("iff"):
        return _factor(root, prover)
    return shown(root, prover)


def _entry(root: Root) -> Tree:
    """An entry that differs at a point of the domain, unknown numbers being 1, 2, 3."""
    for at, (k, term) in product(_squares(root.box), enumerate(root.terms)):
        names = sorted({t for t in inside(term) if type(t) is str} - set(root.box))
        unknown = {name: Fraction(j + 1) for j, name in enumerate(names)}
        here = {name: fraction(v) for name, v in (at | unknown).items()}
        with suppress(ArithmeticError, ValueError):
            if differs(put(term, here)):
                return {
                    "rule": "entry", "which": k,
                    "point": {name: str(v) for name, v in at.items()},
                    "unknown": {name: str(v) for name, v in unknown.items()},
                }  # fmt: skip
    raise StuckError("no entry differs")


def _squares(box: Box) -> Iterator[dict[str, Fraction]]:
    """Points whose roots are whole, 0 where there is no end to start from."""
    yield next(_points(box))
    for first in range(3):
        found = {}
        for j, (name, side) in enumerate(box.items()):
            values = [Fraction((1 + (first + j + k) % 3) ** 2) for k in range(3)]
            inner = [Fraction(0)] if side[0] == -INFINITY else [*values, Fraction(1, 4)]
            found[name] = next((q for q in inner if _is_in(q, side)), None)
        if None not in found.values():
            yield {name: q for name, q in found.items() if q is not None}


def _factor(root: Root, prover: Prover) -> Tree:
    """The quotient of two differences, where one numerator divides the other one."""
    for k, term in enumerate(root.terms):
        if pair := exponentiated(term, root.box):
            goal = Goal(root.box, (), "!=", term)
            first = with_signs(prover, goal, *pair, 2)
            terms = tuple(minus(*pair) if j == k else t for j, t in enumerate(root.terms))
            then = _factor(root._replace(terms=terms), prover)
            return {"rule": "rising", "which": k, **first, "then": then}
    there = prover.defined(root.box, root.there)
    if found := root_split_off(root, prover):
        return {"rule": "factor", "defined": there, **found}
    (top, low), (up, down) = (reduced(term, root.box) for term in root.terms)
    for over, by in ((low, _multiplied(divided(top, up), down)),
                     (_multiplied(divided(up, top), low), down)):  # fmt: skip
        relation = "!=" if root.kind == "iff =" else ">"
        for sign in (1, -1):
            with suppress(BadProofError, StuckError):
                if over is None or by is None:
                    continue
                factors = [("*", sign, as_term(part)) for part in (over, by)]
                signs = [prover(Goal(root.box, (), relation, part)) for part in factors]
                return {"rule": "factor", "defined": there, "over": factors[0], "by": factors[1],
                        "equal": {"rule": "identity"}, "signs": signs}  # fmt: skip
    raise StuckError("no factor")


def _multiplied(p: Polynomial | None, q: Polynomial) -> Polynomial | None:
    return None if p is None else times(p, q)


def _exponents(root: Root) -> tuple[dict[str, str], int]:
    """New names for the variables in exponents, and by how much their powers are whole."""
    scale, names = 1, dict[str, None]()
    for term in (*root.terms, *(term for _, term in root.there)):
        for _, exponent in parts(term, "exp"):
            top, low = ratio(exponent, nonnegative(root.box))
            for key, k in top.items():
                if set(low) == {()} and len(key) == 1 and key[0][1] == 1 and key[0][0] in root.box:
                    names[key[0][0]] = None
                    scale = lcm(scale, (k / low[()]).denominator)
    taken = set(root.box)
    return {name: _new(f"exp_{name}", taken) for name in names}, scale


def _units(root: Root) -> tuple[str, dict[str, str]] | None:
    """A unit, and new names for the variables in its units, where only their ratios matter."""
    free = {name for name, (low, is_open, high, _) in root.box.items()
            if low == 0 and is_open and high == INFINITY}  # fmt: skip
    used = {t for term in root.terms for t in inside(term) if type(t) is str}
    names = [name for name in root.box if name in free & used]
    unit = next((name for name in names if name not in root.point), None)
    if unit is None or len(names) < 2 or root.kind == "entries":
        return None
    for at in samples(root.box, 4):
        larger = {name: 2 * value if name in names else value for name, value in at.items()}
        for term in root.terms:
            try:
                one, size = evaluate(term, at)
                if abs(one - evaluate(term, larger)[0]) > 1e-9 * size:
                    return None
            except (ArithmeticError, ValueError):
                return None
    taken = set(root.box)
    return unit, {name: _new(f"{name}_per_{unit}", taken) for name in names if name != unit}


def _new(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _point(root: Root) -> Tree:
    """A point of short fractions at which the relation fails."""
    term = root.terms[0]
    for at in _points(root.box):
        with suppress(ArithmeticError, ValueError, BadProofError):
            found, size = evaluate(term, {name: float(v) for name, v in at.items()})
            bad = {">": found <= 0, ">=": found < 0, "=": abs(found) > 1e-9 * size,
                   "!=": abs(found) < 1e-9 * size}[root.kind]  # fmt: skip
            if not bad:
                continue
            here = {name: fraction(v) for name, v in at.items()}
            low, high = enclosed(put(term, here))
            if {">": high <= 0, ">=": high < 0, "=": low > 0 or high < 0,
                "!=": low == high == 0}[root.kind]:  # fmt: skip
                for _, t in root.there:
                    enclosed(put(t, here))
                return {"rule": "point", "point": {name: str(v) for name, v in at.items()}}
    raise StuckError("no point found")


def _points(box: Box) -> Iterator[dict[str, Fraction]]:
    few = [Fraction(k) for k in (1, 2, 0, -1, 3)] + [Fraction(1, 2), Fraction(1, 4), Fraction(30)]
    rows = [[q for q in few if _is_in(q, side)] for side in box.values()]
    if len(box) < 5:
        for values in product(*rows):
            yield dict(zip(box, values, strict=True))
    for at in samples(box, 200):
        found = {name: Fraction(v).limit_denominator(1000) for name, v in at.items()}
        if all(_is_in(v, box[name]) for name, v in found.items()):
            yield found


def _is_in(q: Fraction, side: Any) -> bool:
    low, low_open, high, high_open = side
    return (low < q or (low == q and not low_open)) and (q < high or (q == high and not high_open))
