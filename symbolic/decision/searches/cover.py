"""Inequalities by enclosures: the box is cut until f > 0 is seen on every piece.

On a piece, f > 0 if that holds of its interval; of its interval where the variables along which it
rises or falls are at the ends where it is smallest; of its mean value form there, or in one
variable of its Taylor polynomial, with an enclosure of the last coefficient on the whole piece.
Where f vanishes at an end of one variable no interval shows anything: there f, f', … up to the
order k - 1 are exactly 0 and that of order k is > 0 in the direction of the piece, so that f > 0
but for the end (Taylor's theorem with Lagrange's rest).
"""

from contextlib import suppress
from fractions import Fraction
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box, outer
from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError, Value, arithmetic
from beyondthermal.symbolic.decision.enclosures.series import Coefficients, coefficients
from beyondthermal.symbolic.decision.proof import Certificates

from .certificates import Tree, bound_certificates
from .zeros import around, is_zero_at, order_of_zero, simplest_between, zeros_inside

__all__ = ["Piece", "positive_by_cover"]

# Two fractions, or None where there is no end.
Side = tuple[Any, Any]
Piece = dict[sp.Symbol, Side]

# Operations in intervals in all, cuts one in another; halvings before a zero is seen; bits.
_WORK, _DEPTH, _HALVINGS, _BITS = 8_000, 40, 20, 64
# Steps of a question that an operation takes.
_OPERATION = 30
_NUMBERS = arithmetic(_BITS)
# Pieces, however long the expression is; zeros that are guessed; tails.
_FEWEST, _RETRIES, _FARTHEST = 100, 3, 1 << 20


class _FailedError(Exception):
    """It isn't positive, or nobody sees it."""


def positive_by_cover(
    expr: sp.Expr, box: Box, *, strict: bool, work: int = _WORK
) -> Certificates | None:
    """Whether an expression is seen to be > 0 (or >= 0) on the pieces of a box; None if not.

    The certificate is the tree of cuts, if the ends of its pieces are rational.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> x = symbol("x")
    >>> f, side = sp.cos(x) - 1 + x**2 / 2, sp.Interval(-3, 3)
    >>> (certificate,) = positive_by_cover(f, {x: side}, strict=False)
    >>> certificate["proof"]["tree"]["below"]["above"]
    {'zero': 'high'}
    """
    box = {v: side for v, side in box.items() if expr.has(v)}
    if not box or expr.has(sp.nan, sp.zoo, sp.oo):
        return None
    cover = _Cover(expr, box, strict, work)
    try:
        tree = cover.whole()
    except (_FailedError, UndefinedError, ValueError):
        return None
    proof = {"rule": "cover", "tree": tree} if cover.is_exact else None
    return bound_certificates(expr, box, strict, proof)


class _Cover:
    """f, its box, and how much may still be tried."""

    def __init__(self, f: sp.Expr, box: Box, strict: bool, work: int) -> None:
        self.f, self.box, self.strict = f, box, strict
        self.cost = sum(1 for _ in sp.preorder_traversal(f))
        self.left = max(work, _FEWEST * self.cost)
        self.narrowest: Piece = {}
        # Whether zeros at ends are seen in exact arithmetic; those of sin(π) are not.
        self.is_exact = True
        self.without_zero = {
            v
            for v, side in box.items()
            if (side.start == 0 and side.left_open) or (side.end == 0 and side.right_open)
        }

    def whole(self) -> Tree:
        """The tree of cuts for the whole box."""
        piece: Piece = {
            v: (_fraction(side.start), _fraction(side.end)) for v, side in outer(self.box).items()
        }
        if len(piece) > 1:
            self._check_faces(piece)
            return self._tree(piece, _DEPTH)
        ((x, side),) = self.box.items()
        zeros = zeros_inside(self.f, x, side)
        for _ in range(_RETRIES):
            try:
                return self._between_zeros(x, [side.start, *zeros, side.end], piece[x])
            except _FailedError:
                if (at := self._guess(x)) is None or at in zeros:
                    raise
                zeros = sorted([*zeros, at])
        raise _FailedError("more zeros than were looked for")

    def _check_faces(self, piece: Piece) -> None:
        """In the middle of a face it has to be positive, for only in one variable may it vanish."""
        middle: Piece = {v: (at, at) for v, at in ((v, _middle(side)) for v, side in piece.items())}
        for v, side in piece.items():
            for end in (end for end in side if end is not None):
                with suppress(UndefinedError):
                    if not self._row({**middle, v: (end, end)}, None, 0)[0] > 0:
                        raise _FailedError("not positive")

    def _guess(self, x: sp.Symbol) -> sp.Expr | None:
        """A zero in the narrowest piece where nothing was seen."""
        if None in (side := self.narrowest.get(x, (None, None))):
            return None
        at = sp.Rational(simplest_between(*side))
        self.narrowest = {}
        return at if is_zero_at(self.f, x, at) else None

    def _between_zeros(self, x: sp.Symbol, points: list[sp.Expr], side: Side) -> Tree:
        """Cut at the zeros inside, which are in order."""
        start, *inside, end = points
        if not inside:
            return self._beside_zeros(x, start, end, side)
        at = inside[len(inside) // 2]
        if self.strict:
            raise _FailedError("zero is not positive")
        low, high = around(at)
        k = points.index(at)
        below = self._between_zeros(x, points[: k + 1], (side[0], high))
        above = self._between_zeros(x, points[k:], (low, side[1]))
        return _cut(x, at, below, above)

    def _beside_zeros(self, x: sp.Symbol, start: sp.Expr, end: sp.Expr, side: Side) -> Tree:
        """The surroundings of zeros at both ends, and what is between."""
        low, high = side
        near = [self._beside_zero(x, at, way, side) for at, way in ((start, 1), (end, -1))]
        inner = (low if near[0] is None else near[0], high if near[1] is None else near[1])
        if None not in inner and inner[0] >= inner[1]:
            raise _FailedError("the surroundings of two zeros meet")
        tree = self._tree({x: inner}, _DEPTH)
        if near[1] is not None:
            tree = _cut(x, sp.Rational(near[1]), tree, {"zero": "high"})
        return tree if near[0] is None else _cut(x, sp.Rational(near[0]), {"zero": "low"}, tree)

    def _beside_zero(self, x: sp.Symbol, at: sp.Expr, way: int, side: Side) -> Fraction | None:
        """Up to where the first derivative that isn't 0 there keeps its sign; None without zero."""
        if at.is_infinite or not (order := order_of_zero(self.f, x, at)):
            return None
        if self.strict and self.box[x].contains(at) == sp.true:
            raise _FailedError("zero is not positive")
        self.is_exact &= bool(at.is_Rational) and all(
            isinstance(c, Fraction) for c in self._row({x: around(at)}, x, order)[:order]
        )
        low, high = side
        end, other = (low, high) if way > 0 else (high, low)
        width = Fraction(1) if other is None else abs(other - end) / 2
        sign = way if order % 2 else 1
        for _ in range(_HALVINGS):
            far: Fraction = end + way * width
            piece: Piece = {x: (min(end, far), max(end, far))}
            with suppress(UndefinedError):
                if sign * self._row(piece, x, order)[order] > 0:
                    return far
            width /= 2
        raise _FailedError("no sign beside a zero")

    def _row(self, piece: Piece, along: sp.Symbol | None, order: int) -> Coefficients:
        self.left -= self.cost * (order + 1)
        spend(_OPERATION * self.cost * (order + 1))
        return coefficients(self.f, piece, along, order, _NUMBERS, self.without_zero)

    def _tree(self, piece: Piece, depth: int) -> Tree:
        if self._is_seen(piece):
            return "seen"
        if self.left < 0 or depth == 0:
            self.narrowest = piece
            raise _FailedError("too many pieces")
        v, at = self._where_to_cut(piece)
        if abs(at) > _FARTHEST and None in piece[v]:
            raise _FailedError("no end is seen")
        halves = {
            "below": {**piece, v: (piece[v][0], at)},
            "above": {**piece, v: (at, piece[v][1])},
        }
        # Where there is no end it is seen at once, or not at all.
        order = sorted(halves, key=lambda half: None not in halves[half][v])
        trees = {half: self._tree(halves[half], depth - 1) for half in order}
        return _cut(v, sp.Rational(at), trees["below"], trees["above"])

    def _is_seen(self, piece: Piece) -> bool:
        with suppress(UndefinedError):
            value = self._row(piece, None, 0)[0]
            if value > 0:
                return True
            if value <= 0:
                raise _FailedError("not positive")
        slopes: dict[sp.Symbol, Value] = {}
        face: Piece = dict(piece)
        for v in piece:
            try:
                slopes[v] = self._row(piece, v, 1)[1]
            except UndefinedError:
                return False
            low, high = piece[v]
            end = low if slopes[v] >= 0 else high if slopes[v] <= 0 else None
            if end is not None:
                face[v] = end, end
        with suppress(UndefinedError):
            if face != piece and self._row(face, None, 0)[0] > 0:
                return True
            return self._by_middle(piece, face, slopes)
        return False

    def _by_middle(self, piece: Piece, face: Piece, slopes: dict[sp.Symbol, Value]) -> bool:
        """The mean value form; in one variable, the Taylor polynomial of order 2."""
        if any(None in side for side in face.values()):
            return False
        middle: Piece = {v: ((a + b) / 2, (a + b) / 2) for v, (a, b) in face.items()}
        aside = {v: _swing(side) for v, side in face.items()}
        (x, *others) = piece
        row = self._row(middle, x, 0 if others else 1)
        if row[0] < 0:
            raise _FailedError("not positive")
        changes = (_NUMBERS.times((slopes[v], aside[v])) for v in piece)
        if _NUMBERS.plus((row[0], *changes)) > 0:
            return True
        if others:
            return False
        second = self._row(piece, x, 2)[2]
        square = _NUMBERS.power(aside[x], Fraction(2))
        terms = (row[0], _NUMBERS.times((row[1], aside[x])), _NUMBERS.times((second, square)))
        return bool(_NUMBERS.plus(terms) > 0)

    def _where_to_cut(self, piece: Piece) -> tuple[sp.Symbol, Fraction]:
        """Where it has no end first; then across the side along which f changes most."""
        for v, (low, high) in piece.items():
            if low is None or high is None:
                return v, _far(low, high)
        (v, *others) = piece
        v = max(piece, key=lambda v: self._change(v, piece)) if others else v
        low, high = piece[v]
        return v, (low + high) / 2

    def _change(self, v: sp.Symbol, piece: Piece) -> Any:
        low, high = piece[v]
        with suppress(UndefinedError):
            low_slope, high_slope = _NUMBERS.span(abs(self._row(piece, v, 1)[1]))
            return (high - low) * max(high_slope, -low_slope)
        return (high - low) * 10**9


def _fraction(end: sp.Expr) -> Fraction | None:
    return Fraction(end) if end.is_finite else None


def _cut(x: sp.Symbol, at: sp.Expr, below: Tree, above: Tree) -> Tree:
    return {"cut": str(x), "at": str(at), "below": below, "above": above}


def _swing(side: Side) -> Value:
    """From minus to plus half the width."""
    low, high = side
    return _NUMBERS.between((low - high) / 2, (high - low) / 2)


def _middle(side: Side) -> Fraction:
    """A point inside."""
    return _far(*side) if None in side else (side[0] + side[1]) / 2


def _far(low: Fraction | None, high: Fraction | None) -> Fraction:
    """Between the ends, and four times as far out each time."""
    if low is None:
        return Fraction(0) if high is None else -_far(-high, None)
    return max(Fraction(1), 4 * low) if low >= 0 else Fraction(0)
