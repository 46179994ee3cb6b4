"""What a tree says of expansions, and what is said of those that are found."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..enclosures.series import read
from ..goals import take
from ..leaves import INFINITY
from ..polynomials import need
from ..ratios import Quotient, added, product
from ..terms import Term
from .constants import Constants, whole
from .expansions import Expansion, Near, Power, constant
from .parts import PartsNear

__all__ = ["HEADS", "coefficient", "is_said", "is_so", "told"]

# Heads of terms besides those of terms that have enclosures.
HEADS = ("i", "sign", "floor")


def coefficient(term: Term, constants: Constants) -> Quotient:
    """A term of parameters as a coefficient of expansions."""
    near = Near(constants, 1)
    found, _ = PartsNear(near, "", constant(whole(0)), False).of(term)
    need(set(found.terms) == {(Fraction(0), 0, 0)}, "no coefficient")
    return found.terms[Fraction(0), 0, 0]


def is_said(step: Any, there: PartsNear) -> None:
    """What a step says of a term is what comes out here."""
    of, re, im = take(step, "of", "re", "im")
    found = there.of(read(of, HEADS))
    for said, part in zip((re, im), found, strict=True):
        is_so(said, part, there.near.constants)


def is_so(said: Any, found: Expansion, constants: Constants) -> None:
    """What is said of an expansion is what it begins with."""
    rows, rest = take(said, "terms", "rest")
    need(type(rows) is list and (rest is None or type(rest) is list), "no expansion")
    end = found.rest if rest is None else (Fraction(rest[0]), rest[1])
    need(rest is not None or found.rest[0] == INFINITY, "a rest is left out")
    need(end <= found.rest, "a rest that is too small")
    seen: dict[Power, Quotient] = {}
    for row in rows:
        c, e, k, j = take(row, "c", "e", "t", "log")
        need(type(k) is int and type(j) is int and (Fraction(e), k, j) not in seen, "no powers")
        seen[Fraction(e), k, j] = coefficient(read(c), constants)
    for power in {*seen, *(p for p in found.terms if p[:2] < end)}:
        c = found.terms.get(power, whole(0))
        other = seen.get(power, whole(0))
        need(not added(c, product(whole(-1), other))[0], "another coefficient")


def told(part: Expansion, term_of: Callable[[Quotient], Any], most: int) -> dict[str, Any]:
    """The first terms of an expansion as a step says them."""
    powers = sorted(part.terms, key=lambda p: (*p[:2], -p[2]))
    rest = part.rest
    if len(powers) > most:
        rest = min(rest, powers[most][:2])
        powers = [p for p in powers if p[:2] < rest]
    rows = [{"c": term_of(part.terms[p]), "e": str(p[0]), "t": p[1], "log": p[2]} for p in powers]
    return {"terms": rows, "rest": None if rest[0] == INFINITY else [str(rest[0]), rest[1]]}
