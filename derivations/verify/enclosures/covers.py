"""A box is cut until f > 0 is seen on every piece from enclosures.

"seen" is a piece on which f > 0 by its interval, by its interval at the ends where it is smallest
along the variables in which it rises or falls, by its mean value form there, or in one variable by
its Taylor polynomial of order 2. {"zero": end} is a piece of one variable at whose end f, f', … are
exactly 0 up to some order, the derivative of which has the sign that makes f > 0 but for this end.
"""

from collections.abc import Callable
from contextlib import suppress
from fractions import Fraction
from typing import Any

from ..leaves import Box, parted
from ..polynomials import BadProofError, need
from ..terms import Term
from .intervals import Interval, plus, point, power, times
from .series import Row, series

__all__ = ["covered"]

_ORDERS = 9
_Rows = Callable[[dict[str, Interval], str | None, int], Row]


def covered(term: Term, box: Box, strict: bool, tree: Any) -> None:
    """Check that the pieces fill the box and that each one is seen."""
    if type(tree) is dict and "cut" in tree:
        need(set(tree) == {"cut", "at", "below", "above"}, "no cut")
        for half, part in zip(
            parted(box, tree["cut"], tree["at"]), ("below", "above"), strict=True
        ):
            covered(term, half, strict, tree[part])
        return
    bare = [name for name, side in box.items() if (Fraction(0), True) in (side[:2], side[2:])]
    piece = {name: (side[0], side[2]) for name, side in box.items()}

    def rows(there: dict[str, Interval], along: str | None, order: int) -> Row:
        return series(term, there, along, order, bare)

    if type(tree) is dict:
        need(set(tree) == {"zero"} and tree["zero"] in ("low", "high"), "no piece")
        _zero(rows, box, strict, tree["zero"])
        return
    need(tree == "seen" and _is_seen(rows, piece), "not seen from its enclosures")


def _zero(rows: _Rows, box: Box, strict: bool, which: str) -> None:
    need(len(box) == 1, "a zero in more than one variable")
    ((name, (low, low_open, high, high_open)),) = box.items()
    end, is_open, way = (low, low_open, 1) if which == "low" else (high, high_open, -1)
    need(isinstance(end, Fraction) and (is_open or not strict), "zero is not positive")
    for k in range(1, _ORDERS + 1):
        at_end = rows({name: (end, end)}, name, k)
        if any(c != point(0) for c in at_end[:k]):
            break
        if at_end[k] != point(0):
            last = rows({name: (low, high)}, name, k)[k]
            need((last[0] if way**k > 0 else -last[1]) > 0, "no sign beside the zero")
            return
    raise BadProofError("no zero of an order that is seen")


def _is_seen(rows: _Rows, piece: dict[str, Interval]) -> bool:
    with suppress(BadProofError):
        if rows(piece, None, 0)[0][0] > 0:
            return True
    slopes, face = {}, dict(piece)
    for name, (low, high) in piece.items():
        slopes[name] = rows(piece, name, 1)[1]
        end = low if slopes[name][0] >= 0 else high if slopes[name][1] <= 0 else None
        if isinstance(end, Fraction):
            face[name] = end, end
    if face != piece:
        with suppress(BadProofError):
            if rows(face, None, 0)[0][0] > 0:
                return True
    return _by_middle(rows, piece, face, slopes)


def _by_middle(
    rows: _Rows, piece: dict[str, Interval], face: dict[str, Interval], slopes: dict[str, Interval]
) -> bool:
    """What changes between the middle and the rim is at most as the slopes say."""
    middle: dict[str, Interval] = {}
    aside: dict[str, Interval] = {}
    for name, (low, high) in face.items():
        need(isinstance(low, Fraction) and isinstance(high, Fraction), "an endless piece")
        middle[name] = (low + high) / 2, (low + high) / 2
        aside[name] = (low - high) / 2, (high - low) / 2
    (x, *others) = piece
    row = rows(middle, x, 0 if others else 1)
    total = row[0]
    for name, slope in slopes.items():
        total = plus(total, times(slope, aside[name]))
    if total[0] > 0 or others:
        return total[0] > 0
    second = times(rows(piece, x, 2)[2], power(aside[x], 2))
    return plus(plus(row[0], times(row[1], aside[x])), second)[0] > 0
