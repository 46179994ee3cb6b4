"""Tactics for a polynomial and one of its roots, and for Cardano's cube roots in it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import combinations
from typing import Any

from beyondthermal.derivations.verify.goals import Goal, obligations
from beyondthermal.derivations.verify.leaves import INFINITY
from beyondthermal.derivations.verify.polynomials import BadProofError
from beyondthermal.derivations.verify.ratios import is_zero, ratio
from beyondthermal.derivations.verify.statements import Root
from beyondthermal.derivations.verify.terms import Term, fraction, inside, minus, parts, put, tidy
from beyondthermal.derivations.verify.values import value

from .cuts import StuckError
from .polynomials import as_term

__all__ = ["related_cube_roots", "root_split_off"]

Tree = dict[str, Any]
Prove = Callable[[Goal, int], Tree]
_VALUE: Tree = {"rule": "value"}
_LEAF: Tree = {"rule": "leaf", "tree": "coefficients"}


def root_split_off(root: Root, prove: Callable[[Goal], Tree]) -> Tree | None:
    """The factor by which p(y) is y - r, a number r: Horner's, for y > 0 seen to be positive."""
    ((y, (low, is_open, high, _)),) = root.box.items() if len(root.box) == 1 else (("", (1,) * 4),)
    p, difference = root.terms
    if (low, bool(is_open), high) != (0, True, INFINITY):
        return None
    r = difference[-1][-1] if type(difference) is tuple else y
    top, below = ratio(p)
    if set(below) != {()} or difference != minus(y, r) or y in inside(r):
        return None
    degree = max(dict(key).get(y, 0) for key in top)
    coefficients = [
        {tuple(f for f in key if f[0] != y): v / below[()] for key, v in top.items()
         if dict(key).get(y, 0) == k}
        for k in range(degree, 0, -1)
    ]  # fmt: skip
    rows = list[tuple[Term, int]]()
    b: Term = 0
    for k, coefficient in enumerate(coefficients, start=1):
        b = tidy(("+", as_term(coefficient), ("*", r, b)))
        rows.append((b, degree - k))
    with suppress(BadProofError, StuckError):
        by, positive = _positive(rows, y)
        unlike = root.kind == "iff ="
        signs = [{"rule": "differ", "sign": 1, "then": one} if unlike else one
                 for one in (_VALUE, positive)]  # fmt: skip
        equal = prove(Goal(root.box, (), "=", minus(("*", p, 1), ("*", by, difference))))
        return {"over": 1, "by": by, "equal": equal, "signs": signs}
    return None


def _positive(rows: list[tuple[Term, int]], y: str) -> tuple[Term, Tree]:
    """The sum of b y^k, without those b that are 0, for y > 0; the other ones are positive."""
    found: list[list[Any]] = []
    for b, k in rows:
        if is_zero(b):
            continue
        if value(b)[0] <= 0:
            raise StuckError("another sign")
        powers: list[Any] = [] if k == 0 else [[y if k == 1 else ("^", y, k), _LEAF]]
        factors = [[b, _VALUE], *powers]
        term = ("*", *(factor for factor, _ in factors)) if powers else b
        proof = {"rule": "product", "factors": factors} if powers else _VALUE
        found.append([term, ">", proof])
    return ("+", *(term for term, _, _ in found)), {"rule": "sum", "parts": found}


def related_cube_roots(prove: Prove, goal: Goal, depth: int) -> Iterator[Tree]:
    """Of two cube roots of numbers whose product is rational, one is this over the other."""
    cube_roots = [t for t in parts(goal.term, "cbrt") if not any(type(s) is str for s in inside(t))]
    for t, s in combinations(cube_roots, 2):
        with suppress(BadProofError, StuckError):
            if not (k := _cube_root(("*", t[1], s[1]))):
                continue
            to = ("/", fraction(k), t)
            same = {"rule": "cubes", "a": s, "b": to, "one": {"rule": "root"}, "other": _VALUE}
            there = [prove(Goal(goal.box, (), *one), depth - 1) for one in obligations(to)]
            then = prove(goal._replace(term=put(goal.term, {s: to})), depth - 1)
            yield {"rule": "replace", "term": s, "to": to, "defined": there, "equal": same,
                   "then": then}  # fmt: skip


def _cube_root(term: Term) -> Fraction | None:
    """Of a positive rational number that is a cube."""
    top, low = ratio(term)
    if set(top) != {()} or set(low) != {()}:
        return None
    cube = top[()] / low[()]
    found = Fraction(*(round(float(abs(n)) ** (1 / 3)) for n in (cube.numerator, cube.denominator)))
    return found if found**3 == cube else None
