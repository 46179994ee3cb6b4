"""Limits at ±oo with a modulus of v - w, which is v - w or w - v beyond w; and infinite limits.

There v is the variable, and w has a value that doesn't hang on it.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.leaves import nonnegative
from beyondthermal.derivations.verify.limits import ahead, of_its_sign
from beyondthermal.derivations.verify.polynomials import ONE, BadProofError, Polynomial
from beyondthermal.derivations.verify.ratios import ratio, same
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, inside, parts, put

from ..cuts import StuckError
from ..polynomials import as_term, divided, reduced
from ..signs import Prover

__all__ = ["beyond", "growing"]

Tree = dict[str, Any]


def beyond(root: Root, prover: Prover, found: Callable[[Root], Tree]) -> Tree:
    """A proof by the limit of what is left when v - w cancels."""
    if root.kind != "limit" or len(root.point) > 1:
        raise StuckError("no limit in one variable")
    ((v, end),) = root.point.items()
    f, limit = root.terms
    for modulus in dict.fromkeys(parts(f, "abs")):
        with suppress(BadProofError):
            w, which = _apart(modulus[1], v, nonnegative(root.box))
            if isinstance(end, float):
                constant = ("+", w, 1 if end > 0 else -1)
                by = _Beyond(root, prover, modulus, which if end > 0 else 1 - which, constant)
                term = by.cancelled()
                return {"rule": "beyond", "beyond": constant, "to": term, **by.proofs(),
                        "then": found(root.limit(term, limit))}  # fmt: skip
    raise StuckError("no modulus that goes to infinity")


def growing(
    root: Root, prover: Prover, found: Callable[[Root], Tree], value: Callable[[Root], Term]
) -> Tree:
    """A proof of an infinite limit: f is v - w times what has a limit, at which `value` guesses."""
    if len(root.point) > 1:
        raise StuckError("no limit in one variable")
    (end,), (f,) = root.point.values(), root.terms
    top, low = reduced(f, root.box)
    rest = {name: side for name, side in root.box.items() if name not in root.point}
    for w in (0, *rest) if isinstance(end, float) else ():
        h = ahead(root, w)
        by, _ = ratio(h, nonnegative(root.box))
        if (over := divided(top, by)) is None:
            continue
        term = _over(over, low)
        limit = _over(*reduced(value(root.limit(term, 0)), rest))
        return {
            "rule": "beyond", "beyond": w, "to": term, "limit": limit,
            "defined": [prover(Goal(root.box, (h,), *part)) for part in root.there],
            "equal": {"rule": "identity"}, "sign": found(of_its_sign(root, limit)),
            "then": found(root.limit(term, limit)),
        }  # fmt: skip
    raise StuckError("nothing that goes to infinity comes out of it")


def _apart(u: Term, v: str, among: frozenset[str]) -> tuple[Term, int]:
    """The w of u = v - w, or of u = w - v, and which of them it is."""
    rest = put(u, {v: 0})
    for which, sign in enumerate((1, -1)):
        if v not in inside(rest) and same(u, ("+", rest, ("*", sign, v)), among):
            return ("*", -sign, rest), which
    raise BadProofError("another modulus")


def _over(top: Polynomial, low: Polynomial) -> Term:
    return as_term(top) if low == ONE else ("/", as_term(top), as_term(low))


class _Beyond:
    """One modulus |u|, which is u or -u where h, the distance beyond w ± 1, is >= 0."""

    def __init__(
        self, root: Root, prover: Prover, modulus: Term, which: int, constant: Term
    ) -> None:
        self.root, self.prover, self.modulus, self.which = root, prover, modulus, which
        self.h = ahead(root, constant)
        assert isinstance(modulus, tuple)
        self.way: Term = ("*", -1 if which else 1, modulus[1])

    def cancelled(self) -> Term:
        """The term f without the modulus, in lowest terms as far as u goes."""
        among = nonnegative(self.root.box)
        top, low = reduced(put(self.root.terms[0], {self.modulus: self.way}), self.root.box)
        by, _ = ratio(self.way, among)
        while (over := divided(top, by)) is not None and (below := divided(low, by)) is not None:
            top, low = over, below
        return _over(top, low)

    def proofs(self) -> dict[str, Any]:
        """That f has values beyond w, and is the other term there."""
        there = [self._there(*found) for found in self.root.there]
        return {"defined": there, "equal": self._chosen({"rule": "identity"})}

    def _there(self, relation: str, part: Term) -> Tree:
        if self.modulus not in inside(part):
            return self.prover(Goal(self.root.box, (self.h,), relation, part))
        factors = part[1:] if isinstance(part, tuple) and part[0] == "*" else (part,)
        if factors.count(self.modulus) != 1 or relation != "!=":
            raise StuckError("a modulus among others")
        goals = [Goal(self.root.box, (self.h,), ">", f) for f in factors if f != self.modulus]
        signs = [[self.way, self._positive(1)], *([g.term, self.prover(g)] for g in goals)]
        positive = {"rule": "product", "factors": signs} if goals else self._positive(1)
        return self._chosen({"rule": "differ", "sign": 1, "then": positive})

    def _chosen(self, then: Tree) -> Tree:
        return {"rule": "choose", "term": self.modulus, "as": self.which,
                "why": [self._positive(2)], "then": then}  # fmt: skip

    def _positive(self, k: int) -> Tree:
        """That k times the chosen value of the modulus, k (h + 1), is positive."""
        return {"rule": "sum", "parts": [
            [("*", k, self.h), ">=", {"rule": "given", "which": 0, "times": k}],
            [k, ">", {"rule": "value"}],
        ]}  # fmt: skip
