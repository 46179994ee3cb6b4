"""Terms, their Taylor coefficients along a variable, and their derivatives.

A term is a whole number, a name, or (head, parts …): + and * of terms, ^ to a fraction, pi, and the
functions exp, log, sin, cos, atan and abs. c_k encloses f^(k)/k! at every point of a piece.
"""

from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from ..polynomials import BadProofError, need
from ..terms import Term, is_name
from .intervals import (
    FUNCTIONS,
    Interval,
    inverse,
    logarithm,
    pi,
    plus,
    point,
    power,
    root,
    scaled,
    times,
)

__all__ = ["Piece", "Row", "derivative", "read", "series"]

Piece = Mapping[str, Interval]
Row = list[Interval]

_LARGEST, _LONGEST = 1000, 32
_ZERO = point(0)


def read(data: Any, more: Collection[str] = ()) -> Term:
    """JSON as a term, of these heads and of `more` only."""
    if type(data) is int or is_name(data):
        leaf: Term = data
        return leaf
    need(type(data) is list and data and type(data[0]) is str, f"no term: {data!r:.60}")
    head, *rest = data
    if head == "pi" or (head == "i" and head in more):
        need(not rest, f"{head} has no parts")
        return (head,)
    if head == "^":
        need(len(rest) in (2, 3) and all(type(k) is int for k in rest[1:]), "no exponent")
        need(abs(rest[1]) < _LARGEST and (len(rest) < 3 or 0 < rest[2] < 64), "no such exponent")
        return (head, read(rest[0], more), Fraction(*rest[1:]))
    known = head in ("+", "*") or (head in (*FUNCTIONS, "abs", *more) and len(rest) == 1)
    need(known and rest, f"no {head:.20}")
    return (head, *(read(part, more) for part in rest))


def series(
    term: Term, piece: Piece, along: str | None, order: int, without_zero: Collection[str]
) -> Row:
    """The coefficients c_0, …, c_order; names `without_zero` aren't 0 where a piece ends in it."""
    bare = frozenset(name for name in without_zero if 0 in piece.get(name, ()))
    return _Series(piece, along, order, bare).of(term)


class _Series:
    def __init__(self, piece: Piece, along: str | None, order: int, bare: frozenset[str]) -> None:
        self.piece, self.along, self.order, self.bare = piece, along, order, bare
        self.known: dict[Term, Row] = {}

    def of(self, term: Term) -> Row:
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def _constant(self, value: Interval) -> Row:
        return [value, *([_ZERO] * self.order)]

    def _of(self, term: Term) -> Row:
        if type(term) is int:
            return self._constant(point(term))
        if type(term) is str:
            need(term in self.piece, "a new variable")
            found = self._constant(self.piece[term])
            return [found[0], point(1), *found[2:]] if term == self.along and self.order else found
        assert type(term) is tuple
        head, *rest = term
        if head == "pi":
            return self._constant(pi())
        if head == "^":
            return self._power(rest[0], rest[1])
        rows = [self.of(part) for part in rest]
        if head == "+":
            return [reduce(plus, column) for column in zip(*rows, strict=True)]
        if head == "*":
            return reduce(self._times, rows)
        return self._function(head, rest[0], rows[0])

    def _times(self, a: Row, b: Row) -> Row:
        if all(c == _ZERO for c in a[1:]):
            return [times(a[0], c) for c in b]
        return [
            reduce(plus, (times(a[j], b[k - j]) for j in range(k + 1)))
            for k in range(self.order + 1)
        ]

    def _weighed(self, k: int, a: Row, b: Row, most: int) -> Interval:
        """The sum of j a_j b_(k-j) for 0 < j <= most, over k."""
        parts = (scaled(times(a[j], b[k - j]), Fraction(j, k)) for j in range(1, most + 1))
        return reduce(plus, parts, _ZERO)

    def _value(self, base: Term, value: Interval, r: Fraction) -> Interval:
        under = root(value, r.denominator) if r.denominator > 1 else value
        found = power(under, abs(r.numerator))
        return inverse(found, base in self.bare) if r < 0 else found

    def _power(self, base: Term, r: Fraction) -> Row:
        row, k, n = self.of(base), 1, Fraction(1)
        found = [self._value(base, row[0], r)]
        if base == self.along:
            for k in range(1, self.order + 1):
                n *= (r - k + 1) / k
                found.append(scaled(self._value(base, row[0], r - k), n) if n else _ZERO)
        elif r.denominator == 1 and 0 < r < _LONGEST:
            found += reduce(self._times, [row] * int(r))[1:]
        elif self.order:
            below = self._value(base, row[0], Fraction(-1))
            for k in range(1, self.order + 1):
                rest = (
                    scaled(times(row[j], found[k - j]), r * Fraction(j, k) - Fraction(k - j, k))
                    for j in range(1, k + 1)
                )
                found.append(times(below, reduce(plus, rest)))
        return found

    def _function(self, head: str, inner: Term, row: Row) -> Row:
        if head == "abs":
            return self._modulus(row)
        if head in ("sin", "cos"):
            return self._waves(row)[head == "cos"]
        if head == "exp":
            found = [FUNCTIONS["exp"](row[0])]
            for k in range(1, self.order + 1):
                found.append(self._weighed(k, row, found, k))
            return found
        # The derivative of log u times u, and that of atan u times 1 + u², is u'.
        bare = inner in self.bare
        found = [logarithm(row[0], bare) if head == "log" else FUNCTIONS[head](row[0])]
        weight = row
        if head == "atan":
            weight = self._times(row, row)
            weight[0] = plus(point(1), power(row[0], 2))
        below = inverse(weight[0], bare and head == "log") if self.order else _ZERO
        for k in range(1, self.order + 1):
            rest = plus(row[k], scaled(self._weighed(k, found, weight, k - 1), Fraction(-1)))
            found.append(times(below, rest))
        return found

    def _waves(self, row: Row) -> tuple[Row, Row]:
        sin, cos = [FUNCTIONS["sin"](row[0])], [FUNCTIONS["cos"](row[0])]
        for k in range(1, self.order + 1):
            rise, fall = self._weighed(k, row, cos, k), self._weighed(k, row, sin, k)
            sin.append(rise)
            cos.append(scaled(fall, Fraction(-1)))
        return sin, cos

    def _modulus(self, row: Row) -> Row:
        """±u where its sign is seen, but not where it is 0; else a slope between -u' and u'."""
        low, high = row[0]
        if (low >= 0 or high <= 0) and (low < high or low != 0):
            return [scaled(c, Fraction(1 if low >= 0 else -1)) for c in row]
        need(self.order < 2, "a modulus has no more derivatives")
        both = Fraction(-1), Fraction(1)
        return [(Fraction(0), max(-low, high)), *(times(both, c) for c in row[1:])]


def derivative(term: Term, name: str) -> Term:
    """The derivative along a variable, by the rules of sums, products and chains."""
    if type(term) is not tuple:
        return int(term == name)
    head, *rest = term
    if head == "pi":
        return 0
    if head == "^":
        inner, r = derivative(rest[0], name), rest[1]
        factor = ("*", r.numerator, ("^", r.denominator, Fraction(-1)))
        return ("*", factor, ("^", rest[0], r - 1), inner) if inner != 0 else 0
    slopes = [derivative(part, name) for part in rest]
    if head == "+":
        return ("+", 0, *(s for s in slopes if s != 0))
    if head == "*":
        terms = [("*", *rest[:k], s, *rest[k + 1 :]) for k, s in enumerate(slopes) if s != 0]
        return ("+", 0, *terms)
    (u,), (slope,) = rest, slopes
    if slope == 0:
        return 0
    return ("*", _outer(head, u), slope)


def _outer(head: str, u: Term) -> Term:
    found: dict[str, Term] = {
        "exp": ("exp", u),
        "log": ("^", u, Fraction(-1)),
        "sin": ("cos", u),
        "cos": ("*", -1, ("sin", u)),
        "atan": ("^", ("+", 1, ("^", u, Fraction(2))), Fraction(-1)),
    }
    if head not in found:
        raise BadProofError(f"no derivative of {head}")
    return found[head]
