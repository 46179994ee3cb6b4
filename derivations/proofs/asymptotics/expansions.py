"""Trees of limits of one variable: everything is expanded as the checker does it.

Signs of parameters, where they are asked for, get proofs of their own.
"""

from contextlib import suppress
from fractions import Fraction
from itertools import product
from typing import Any

import sympy as sp

from beyondthermal.derivations.verify.enclosures.series import read
from beyondthermal.derivations.verify.germs.constants import Constants
from beyondthermal.derivations.verify.germs.expansions import Expansion, Near
from beyondthermal.derivations.verify.germs.limits import (
    AnotherLimitError,
    Limit,
    places,
    sides,
    tends,
)
from beyondthermal.derivations.verify.germs.parts import PartsNear
from beyondthermal.derivations.verify.germs.steps import coefficient, told
from beyondthermal.derivations.verify.germs.written import term_of
from beyondthermal.derivations.verify.leaves import Range
from beyondthermal.derivations.verify.polynomials import BadProofError, Polynomial
from beyondthermal.derivations.verify.terms import Term, inside
from beyondthermal.symbolic.decision.boxes import Box, held
from beyondthermal.symbolic.decision.searches.leaves import leaf_tree
from beyondthermal.symbolic.decision.searches.monotonicity import positive_by_monotonicity
from beyondthermal.symbolic.decision.values import decide_bound

from ..enclosed_terms import data, expression

__all__ = ["ends_of", "interval", "limit_proof"]

Data = dict[str, Any]
_POWERS, _ORDERS, _SHOWN, _MOST_TERMS = (1, 2, 3, 6), (4, 8, 12), 40, 4
_TOLD = ("exp", "log", "sin", "cos", "atan", "abs", "sign", "floor", "^")


class _Asking(Constants):
    """Signs of coefficients, which are shown when they are asked for."""

    def __init__(self, box: Box) -> None:
        super().__init__()
        self.box, self.rows = box, list[Data]()

    def known(self, p: Polynomial) -> int:
        """The sign of a polynomial in the parameters, and the fact that says so."""
        with suppress(BadProofError):
            return super().known(p)
        of = data(term_of((p, {})))
        expr = expression(of, {str(v): v for v in self.box})
        for sign in (1, -1):
            if proof := _sign_proof(sign * expr, self.box):
                fact = coefficient(read(of), self), sign
                self.rows.append({"of": of, "sign": sign, "proof": proof})
                self.facts.append(fact)
                return sign
        raise BadProofError(f"the sign of {expr} isn't shown")


def _sign_proof(expr: sp.Expr, box: Box) -> Any:
    """A proof that an expression is positive."""
    needed = {v: side for v, side in box.items() if expr.has(v)}
    if decide_bound(expr, ">", sp.S.Zero, needed).verdict.name != "PROVED":
        return None
    if found := leaf_tree(expr, needed, strict=True):
        return found
    rows = positive_by_monotonicity(expr, needed, strict=True) or ()
    return next((row["proof"] for row in rows if row["kind"] == "bound"), None)


def ends_of(side: sp.Interval) -> list[Any]:
    """A range as certificates have it."""
    return [str(side.start), bool(side.left_open), str(side.end), bool(side.right_open)]


def interval(side: Range) -> sp.Interval:
    """A range of the checker as SymPy has it."""
    low, low_open, high, high_open = side
    ends = (sp.S(end) if isinstance(end, Fraction) else sp.oo * (1 if end > 0 else -1)
            for end in (low, high))  # fmt: skip
    return sp.Interval(*ends, low_open, high_open)


def limit_proof(limit: Limit, box: Box) -> Data:
    """The tree of a limit with parameters in a box, if need be for each sign of one of them."""
    try:
        return _at_once(limit, box)
    except BadProofError as error:
        for v, side in box.items():
            if side.start < 0 < side.end:
                return _by_signs(limit, box, v)
        raise error


def _by_signs(limit: Limit, box: Box, v: sp.Symbol) -> Data:
    name, side, zero = str(v), box[v], Fraction(0)
    low, low_open, high, high_open = limit.box[name]
    found: Data = {"rule": "signs", "of": name}
    others = {u: s for u, s in box.items() if u != v}
    for key, part, ends in (
        ("below", sp.Interval(side.start, 0, side.left_open, True), (low, low_open, zero, True)),
        ("above", sp.Interval(0, side.end, True, side.right_open), (zero, True, high, high_open)),
    ):
        there = {**others, held(v, part): part}
        found[key] = limit_proof(limit._replace(box={**limit.box, name: ends}), there)
    found["zero"] = limit_proof(limit.without(name), others)
    return found


def _at_once(limit: Limit, parameters: Box) -> Data:
    rows = [_one_side(limit, way, parameters) for way in sides(limit)]
    if len(rows) == 1:
        return rows[0]
    return {"rule": "sides", "above": rows[0], "below": rows[1]}


def _one_side(limit: Limit, way: int, parameters: Box) -> Data:
    failed = BadProofError("no expansion")
    asking = _Asking(parameters)
    for n, orders in product(_POWERS, _ORDERS):
        near = Near(asking, orders)
        try:
            there = places(limit, near, n, way)
            tends(limit, there)
        except AnotherLimitError:
            raise
        except BadProofError as error:
            failed = error
            continue
        return {
            "rule": "expansion", "power": n, "orders": orders,
            "steps": [_step(term, there) for term in _worth_telling(limit, there)],
            "small": near.small and _told(near.small, asking), "facts": asking.rows,
        }  # fmt: skip
    raise failed


def _worth_telling(limit: Limit, there: PartsNear) -> list[Term]:
    """Functions and quotients of the variable, in the order in which they are expanded."""
    found = [
        term for term in there.known
        if type(term) is tuple and term[0] in _TOLD and limit.variable in inside(term)
        and term != limit.term and not (term[0] == "^" and type(term[1]) is str)
    ]  # fmt: skip
    return [*found[:_SHOWN], limit.term]


def _step(term: Term, there: PartsNear) -> Data:
    re, im = there.of(term)
    said = (_told(part, there.near.constants) for part in (re, im))
    return {"of": data(term), **dict(zip(("re", "im"), said, strict=True))}


def _told(part: Expansion, constants: Constants) -> Data:
    """The first terms; whether they are written so that the checker can read them is seen here."""
    said = told(part, lambda c: data(term_of(c)), _MOST_TERMS)
    for row in said["terms"]:
        coefficient(read(row["c"]), constants)
    return said
