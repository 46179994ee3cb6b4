"""Tactics for limits and expansions."""

from collections.abc import Mapping
from contextlib import suppress
from fractions import Fraction
from itertools import product
from typing import Any

from beyondthermal.derivations.verify.goals import Goal, obligations
from beyondthermal.derivations.verify.judging import left
from beyondthermal.derivations.verify.leaves import Box, Range
from beyondthermal.derivations.verify.limits import (
    closed,
    of_one_variable,
    ordered,
    sides,
    too_large,
)
from beyondthermal.derivations.verify.polynomials import METER, BadProofError
from beyondthermal.derivations.verify.ratios import ratio
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, minus, put, tidy
from beyondthermal.symbolic.symbols import declared

from .asymptotics.expansions import interval, limit_proof
from .asymptotics.regular import leading_form, resolved
from .cuts import StuckError
from .numbers import plausible
from .polynomials import as_term
from .signs import Prover

__all__ = ["expanded", "limit_value", "other_limit", "shown"]

Tree = dict[str, Any]
_POWERS, _STOPS = (1, 2), ("1/2", "1/4", "1/16")
_SHARE = 60_000
_LARGEST = (1, 2, 4, 8, 16, 64)


def shown(root: Root, prover: Prover) -> Tree:
    """A proof of a limit or an expansion."""
    with suppress(StuckError):
        if root.kind not in ("limit", "O", "o"):
            raise StuckError("no finite limit")
        there = prover.defined(root.box, root.there)
        for way in (_continuous, _near) if root.kind == "limit" else (_near, _continuous):
            with suppress(StuckError):
                return way(root, prover, there)
    return expanded(root)


def expanded(root: Root) -> Tree:
    """By expansions, which need no values but near the point."""
    if root.kind in ("O", "o"):
        raise StuckError("no expansion found")
    limit = of_one_variable(root)
    ranges = {name: interval(side) for name, side in limit.parameters.items()}
    box = {declared(name, side): side for name, side in ranges.items()}
    with METER.limited(_SHARE):
        return {"rule": "expanded", "limit": limit_proof(limit, box)}


def _continuous(root: Root, prover: Prover, there: list[Tree]) -> Tree:
    f, size, limit = left(root)
    if len(root.point) > 1:
        raise StuckError("more than one variable")
    for signs, n, stop in product((False, True), _POWERS, _STOPS):
        with suppress(StuckError, BadProofError), METER.limited(_SHARE):
            scheme = {"power": n, "end": stop}
            if root.kind != "limit":
                ordered(root, scheme)
            proofs = [
                _extended(root, prover, (f, size, limit), side, signs)
                for side in sides(root.box, root.point, n, stop)
            ]
            return {"rule": "continuous", "defined": there, "limit": scheme | {"sides": proofs}}
    raise StuckError("not seen to be continuous")


def _extended(
    root: Root, prover: Prover, sought: tuple[Term, Term, Term | None],
    side: tuple[Box, Mapping[str, Term]], signs: bool,
) -> Tree:  # fmt: skip
    """One side: the quotient as a term that has a value at t = 0."""
    (f, size, limit), (box, to) = sought, side
    ((t, _),) = root.point.items()
    here = put(f, to)
    m, g = leading_form(resolved(here, box, t) if signs else here, box, t)
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
        with suppress(StuckError, BadProofError), METER.limited(12 * _SHARE):
            scheme = {"power": n, "end": stop}
            if root.kind != "limit":
                ordered(root, scheme)
            found = sides(root.box, root.point, n, stop)
            for K in _LARGEST:
                goals = [Goal(box, (), ">=", too_large(root, f, size, K, to)) for box, to in found]
                if not all(plausible(g.box, (), ">=", g.term) for g in goals):
                    continue
                with suppress(StuckError, BadProofError), METER.limited(4 * _SHARE):
                    proofs = [prover(goal) for goal in goals]
                    bound = scheme | {"K": K, "sides": proofs}
                    return {"rule": "near", "defined": there, "bound": bound}
    raise StuckError("no bound")


def other_limit(root: Root, prover: Prover) -> Tree:
    """A refutation of a limit, or of an expansion with o(b): there is another limit."""
    if len(root.point) == 1 and root.kind in ("limit", "o"):
        return _by_another(root, prover, limit_value(root))
    raise StuckError("no other limit")


def limit_value(root: Root) -> Term:
    """What the limit in one variable seems to be; nothing is proved."""
    f, size, _ = left(root)
    ((t, _),) = root.point.items()
    for signs, n, stop in product((False, True), _POWERS, _STOPS):
        with suppress(StuckError, BadProofError), METER.limited(_SHARE):
            (box, to), *_ = sides(root.box, root.point, n, stop)
            here = put(f, to)
            m, g = leading_form(resolved(here, box, t) if signs else here, box, t)
            k, scale = leading_form(put(size, to), box, t)
            if m == k:
                return _simple(put(g if scale == 1 else ("/", g, scale), {t: 0}))
            if m > k:
                return 0
    raise StuckError("no value found")


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
    return {
        "rule": "other",
        "limit": limit,
        "defined": prover.defined(parameters, obligations(limit)),
        "point": point,
        "then": shown(found, prover),
    }


def _within(side: Range) -> Fraction:
    low, _, high, _ = side
    if isinstance(low, float):
        return Fraction(1, 3) if isinstance(high, float) else high - Fraction(4, 3)
    return low + Fraction(4, 3) if isinstance(high, float) else (2 * low + high) / 3
