"""Inequalities by enclosures: the box is cut until f > 0 is seen on every piece.

On a piece, f > 0 if that holds of its interval, or of the interval of its mean value form
f(m) + f'(piece) (piece - m). Where f vanishes at an end of one variable no interval shows anything:
there f, f', … up to the order k - 1 are exactly 0 and that of order k is > 0 in the direction of
the piece, so that f > 0 but for the end (Taylor's theorem with Lagrange's rest).
Infinite ends are left to others: what lies beyond 1, 4, 16, … has to be seen without being cut.
"""

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, outer
from beyondthermal.symbolic.decision.enclosures.enclosure import enclose, sign_at
from beyondthermal.symbolic.decision.enclosures.intervals import Span, UndefinedError
from beyondthermal.symbolic.decision.proof import Certificates
from beyondthermal.symbolic.decision.samples import Sample

__all__ = ["positive_by_cover"]

Piece = dict[sp.Symbol, Span]

# Where f is asked whether it vanishes inside.
_ZEROS = (Fraction(0), Fraction(1))
# Pieces in all, operations that are worth it; orders of a zero, halvings before it is seen; bits.
_PIECES, _LONGEST, _ORDERS, _HALVINGS, _BITS = 1500, 120, 8, 16, 64


def positive_by_cover(expr: sp.Expr, box: Box, *, strict: bool) -> Certificates | None:
    """Whether an expression is seen to be > 0 (or >= 0) on the pieces of a box; None if not.

    There is no certificate for it: what was seen are enclosures.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> positive_by_cover(sp.cos(x) - 1 + x**2 / 2, {x: sp.Interval(-3, 3)}, strict=False)
    ()
    """
    box = {v: side for v, side in outer(box).items() if expr.has(v)}
    bounded = all(end.is_finite for side in box.values() for end in side.args[:2])
    if not box or not bounded or expr.count_ops() > _LONGEST:
        return None
    whole = {v: (Fraction(side.start), Fraction(side.end)) for v, side in box.items()}
    return () if _Cover(expr, box, strict).covers(whole) else None


class _Cover:
    """f and its slopes; which ends belong to the box, and whether f may be zero there."""

    def __init__(self, f: sp.Expr, box: Box, strict: bool) -> None:
        self.f, self.box, self.strict = f, box, strict
        self.slopes = {v: sp.diff(f, v) for v in box}

    def covers(self, whole: Piece) -> bool:
        """Whether a few pieces are enough."""
        try:
            todo = list(self._without_zeros(whole))
        except UndefinedError:
            return False
        for _ in range(_PIECES):
            if not todo:
                return True
            piece = todo.pop()
            if not self._is_seen(piece):
                todo += self._halves(piece)
        return False

    def _is_seen(self, piece: Piece) -> bool:
        with suppress(UndefinedError):
            low, high = enclose(self.f, piece, _BITS)
            if low > 0:
                return True
            if high <= 0:
                return False
        with suppress(UndefinedError):
            middle = {v: (low + high) / 2 for v, (low, high) in piece.items()}
            low, _ = enclose(self.f, middle, _BITS)
            for v, slope in self.slopes.items():
                steepest = max(map(abs, enclose(slope, piece, _BITS)))
                low -= steepest * (piece[v][1] - piece[v][0]) / 2
            return low > 0
        return False

    def _halves(self, piece: Piece) -> Iterator[Piece]:
        """Cut where f changes most, as far as its slope is known."""
        wide = max(piece, key=lambda v: self._change(v, piece))
        low, high = piece[wide]
        middle = (low + high) / 2
        yield {**piece, wide: (low, middle)}
        yield {**piece, wide: (middle, high)}

    def _change(self, v: sp.Symbol, piece: Piece) -> Fraction:
        width = piece[v][1] - piece[v][0]
        with suppress(UndefinedError):
            return width * max(map(abs, enclose(self.slopes[v], piece, _BITS)))
        return width * 10**9

    def _without_zeros(self, whole: Piece) -> Iterator[Piece]:
        """The pieces without the surroundings of zeros at their ends, where there are any.

        Raises
        ------
        UndefinedError
            If f isn't seen to be positive beside a zero.
        """
        if len(whole) > 1:
            yield whole
            return
        ((x, (start, stop)),) = whole.items()
        inside = [at for at in _ZEROS if start < at < stop and sign_at(self.f, {x: at}) == 0]
        for low, high in pairwise([start, *inside, stop]):
            near = {}
            for way, end in ((1, low), (-1, high)):
                near[way] = end
                if sign_at(self.f, {x: end}) == 0:
                    if self.strict and self.box[x].contains(sp.Rational(end)) == sp.true:
                        raise UndefinedError("zero is not positive")
                    near[way] = self._beside_zero(x, {x: end}, way, high - low)
            yield {x: (near[1], near[-1])}

    def _beside_zero(self, x: sp.Symbol, end: Sample, way: int, width: Fraction) -> Fraction:
        """Up to where the first derivative that isn't 0 at the end keeps its sign, a good one."""
        derivative, sign = sp.diff(self.f, x), way
        for _ in range(_ORDERS):
            if sign_at(derivative, end) != 0:
                break
            derivative, sign = sp.diff(derivative, x), sign * way
        for k in range(1, _HALVINGS):
            far: Fraction = end[x] + way * width / 2**k
            piece: Piece = {x: (min(end[x], far), max(end[x], far))}
            with suppress(UndefinedError):
                low, _ = enclose(sign * derivative, piece, _BITS)
                if low > 0:
                    return far
        raise UndefinedError("no sign beside a zero")
