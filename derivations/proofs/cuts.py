"""Trees of cuts that show the sign of a polynomial."""

from contextlib import suppress
from fractions import Fraction
from typing import Any

from beyondthermal.derivations.verify.leaves import INFINITY, Box, Range, leaf
from beyondthermal.derivations.verify.polynomials import BadProofError, Polynomial

from .numbers import plausible
from .polynomials import as_term

__all__ = ["StuckError", "cover"]


class StuckError(Exception):
    """No tactic reaches this goal."""


def cover(p: Polynomial, box: Box, strict: bool, cuts: int, *, whole: bool = True) -> Any:
    """A tree of cuts; the axis is the one along which most is gained.

    Orders of the variables are only tried on a `whole` box, cut at most where it had no ends.
    """
    for way in ("coefficients", "orderings")[: 1 + whole]:
        with suppress(BadProofError):
            leaf(p, box, way, strict)
            return way
    term = as_term(p)
    names = [n for n in box if any(n == name for key in p for name, _ in key)]
    if cuts == 0 or not names or not plausible(box, (), ">=", term):
        raise StuckError("no leaf")
    best: tuple[int, str, Any, Box, Box] | None = None
    for name in names:
        low, low_open, high, high_open = box[name]
        at = _middle(box[name])
        below = {**box, name: (low, low_open, at, False)}
        above: Box = {**box, name: (at, False, high, high_open)}
        score = sum(_seen(p, half, strict) for half in (below, above))
        if best is None or score > best[0]:
            best = (score, name, at, below, above)
    assert best is not None
    _, name, at, below, above = best
    whole = whole and box[name][0] == -INFINITY and box[name][2] == INFINITY
    return {
        "cut": name,
        "at": str(at),
        "below": cover(p, below, strict, cuts - 1, whole=whole),
        "above": cover(p, above, strict, cuts - 1, whole=whole),
    }


def _seen(p: Polynomial, box: Box, strict: bool) -> int:
    with suppress(BadProofError):
        leaf(p, box, "coefficients", strict)
        return 1
    return 0


def _middle(side: Range) -> Any:
    low, _, high, _ = side
    if high == INFINITY:
        return Fraction(0) if low == -INFINITY else max(low + 1, 2 * low)
    if low == -INFINITY:
        return min(high - 1, 2 * high)
    return (low + high) / 2
