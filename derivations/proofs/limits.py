"""Tactics for limits and expansions."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import product
from typing import Any

from beyondthermal.derivations.verify.goals import Goal, obligations
from beyondthermal.derivations.verify.judging import left
from beyondthermal.derivations.verify.leaves import Box, Range
from beyondthermal.derivations.verify.limits import closed, ordered, sides, too_large
from beyondthermal.derivations.verify.polynomials import BadProofError
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, minus, put, ratio, tidy

from .cuts import StuckError
from .numbers import plausible
from .polynomials import as_term
from .regular import leading_form
from .signs import Prover

__all__ = ["other_limit", "shown"]

Tree = dict[str, Any]
_POWERS, _STOPS = (1, 2), ("1/2", "1/4", "1/16")
_LARGEST = (1, 2, 4, 8, 16, 64)


def shown(root: Root, prover: Prover) -> Tree:
    """A proof of a limit or an expansion."""
    there = prover.defined(root.box, root.there)
    for way in (_continuous, _near):
        with suppress(StuckError):
            return way(root, prover, there)
    raise StuckError("no limit found")


def _continuous(root: Root, prover: Prover, there: list[Tree]) -> Tree:
    f, size, limit = left(root)
    if len(root.point) > 1:
        raise StuckError("more than one variable")
    for n, stop in product(_POWERS, _STOPS):
        with suppress(StuckError, BadProofError):
            scheme = {"power": n, "end": stop}
            if root.kind != "limit":
                ordered(root, scheme)
            proofs = [
                _extended(root, prover, f, size, limit, box, to)
                for box, to in sides(root.box, root.point, n, stop)
            ]
            return {"rule": "continuous", "defined": there, "limit": scheme | {"sides": proofs}}
    raise StuckError("not seen to be continuous")


def _extended(
    root: Root, prover: Prover, f: Term, size: Term, limit: Term | None, box: Box,
    to: Mapping[str, Term],
) -> Tree:  # fmt: skip
    """One side: the quotient as a term that has a value at t = 0."""
    ((t, _),) = root.point.items()
    m, g = leading_form(put(f, to), box, t)
    k, scale = leading_form(put(size, to), box, t)
    if m < k:
        raise StuckError("not bounded")
    term = g if m == k else ("*", ("^", t, m - k), g)
    term = term if scale == 1 else ("/", term, scale)
    equal = minus(put(f, to), tidy(("*", put(size, to), term)))
    rest = {name: side for name, side in box.items() if name != t}
    worth = None
    if limit is not None:
        worth = prover(Goal(rest, (), "=", minus(put(term, {t: 0}), limit)))
    return {
        "to": term,
        "equal": prover(Goal(box, (), "=", equal)),
        "defined": prover.defined(closed(box, root.point), obligations(term)),
        "value": worth,
    }


def _near(root: Root, prover: Prover, there: list[Tree]) -> Tree:
    """A constant K by which what is left is bounded."""
    f, size, limit = left(root)
    f = minus(f, limit) if limit else f
    for n, stop in product(_POWERS, _STOPS):
        with suppress(StuckError, BadProofError):
            scheme = {"power": n, "end": stop}
            if root.kind != "limit":
                ordered(root, scheme)
            found = sides(root.box, root.point, n, stop)
            for K in _LARGEST:
                goals = [Goal(box, (), ">=", too_large(root, f, size, K, to)) for box, to in found]
                if not all(plausible(g.box, (), ">=", g.term) for g in goals):
                    continue
                with suppress(StuckError):
                    proofs = [prover(goal) for goal in goals]
                    bound = scheme | {"K": K, "sides": proofs}
                    return {"rule": "near", "defined": there, "bound": bound}
    raise StuckError("no bound")


def other_limit(root: Root, prover: Prover) -> Tree:
    """A refutation of a limit, or of an expansion with o(b): there is another limit."""
    f, size, _ = left(root)
    if len(root.point) == 1 and root.kind in ("limit", "o"):
        ((t, _),) = root.point.items()
        for n, stop in product(_POWERS, _STOPS):
            with suppress(StuckError, BadProofError):
                for limit in _values(root, f, size, t, n, stop):
                    return _by_another(root, prover, limit)
    raise StuckError("no other limit")


def _values(root: Root, f: Term, size: Term, t: str, n: int, stop: str) -> Iterator[Term]:
    (box, to), *_ = sides(root.box, root.point, n, stop)
    m, g = leading_form(put(f, to), box, t)
    k, scale = leading_form(put(size, to), box, t)
    if m == k:
        at_end = put(g if scale == 1 else ("/", g, scale), {t: 0})
        limit = _simple(at_end)
        yield limit


def _simple(term: Term) -> Term:
    top, low = ratio(term)
    return as_term({key: value / low[()] for key, value in top.items()}) if set(low) == {()} else (
        term)  # fmt: skip


def _by_another(root: Root, prover: Prover, limit: Term) -> Tree:
    f, size, _ = left(root)
    term, there = (root.terms[0], root.there) if root.kind == "limit" else (
        ("/", f, size), list(dict.fromkeys([*root.there, ("!=", size)])))  # fmt: skip
    parameters = {name: side for name, side in root.box.items() if name not in root.point}
    found = root._replace(kind="limit", terms=(term, limit), there=there)
    point = {name: str(_within(side)) for name, side in parameters.items()}
    then = shown(found, prover)
    return {"rule": "other", "limit": limit, "point": point, "then": then}


def _within(side: Range) -> Fraction:
    low, _, high, _ = side
    if isinstance(low, float):
        return Fraction(1, 3) if isinstance(high, float) else high - Fraction(4, 3)
    return low + Fraction(4, 3) if isinstance(high, float) else (2 * low + high) / 3
