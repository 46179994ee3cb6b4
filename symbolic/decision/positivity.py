"""Inequalities between polynomials on a box, with certificates a reader can check by eye.

On a box, substitute for each variable a map of t in (0, oo) onto its range,

    [a, oo):  v = a + t        (-oo, b]:  v = b - t        [a, b]:  v = (a + b t)/(1 + t),

and clear the denominators 1 + t. If no coefficient is negative then, all t being positive, the
polynomial isn't either; nor is it if that holds of the differences in every order of the variables,
`orderings`. Where both fail, the box is cut in two and each half is tried.
The certificate is the tree of cuts; checking it takes integer arithmetic alone.
"""

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice, product
from typing import Any

import sympy as sp

from beyondthermal.symbolic.symbols import symbol

from .budget import spend
from .proof import Proof, Verdict, refuted
from .searches.orderings import holds_in_every_order

__all__ = ["positive"]

Box = tuple[sp.Interval, ...]
Point = tuple[sp.Rational, ...]
Coefficients = dict[tuple[int, ...], Any]

# Coefficients, in all substitutions together; points on a box to look at.
_STEPS, _POINTS = 10**6, 4_000
# Steps of a question that a coefficient takes, and a term at a point.
_COEFFICIENT, _TERM = 2, 4


def positive(
    expr: sp.Expr, where: Mapping[sp.Symbol, sp.Set], *, strict: bool = True, depth: int = 12
) -> Proof:
    """Decide whether a polynomial is positive on a box.

    Parameters
    ----------
    expr
        Polynomial with rational coefficients in the symbols of `where`.
    where
        Range of each symbol: an interval with rational ends, open or closed, or infinite.
    strict
        Prove > 0; otherwise >= 0.
    depth
        How often a box may be cut in two.

    Returns
    -------
    Proof
        Proved with the tree of cuts, refuted with a point, or inconclusive.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> y = symbol("y")
    >>> positive(2 * y**2 - y + 2, {y: sp.Interval.open(0, sp.oo)}).verdict.name
    'PROVED'
    """
    where = where or {symbol("x"): sp.Interval(0, 1)}  # a constant is one for every x
    variables = tuple(where)
    polynomial = sp.Poly(expr, *variables, domain=sp.QQ)
    box = tuple(sp.Interval(-sp.oo, sp.oo) if s == sp.Reals else s for s in where.values())
    tree = witness = None
    with suppress(_EnoughError):
        tree, witness = _Search(polynomial, strict).cover(box, depth)
    relation = ">" if strict else ">="
    if witness is not None:
        point = dict(zip(variables, witness, strict=True))
        return refuted(f"not {relation} 0 there", point, value=polynomial(*witness))
    if tree is None:
        return Proof(
            Verdict.INCONCLUSIVE, f"undecided after {depth} cuts, or too many coefficients"
        )
    certificate = {
        "kind": "positive",
        "relation": relation,
        "variables": [str(v) for v in variables],
        "terms": [[str(c), list(powers)] for powers, c in polynomial.terms()],
        "box": [
            [str(side.start), bool(side.left_open), str(side.end), bool(side.right_open)]
            for side in box
        ],
        "tree": tree,
    }
    cuts = str(tree).count("cut")
    how = "after a substitution" if not cuts else f"on each of {cuts + 1} boxes"
    how += ", in any order" if "orderings" in str(tree) else ""
    return Proof(Verdict.PROVED, f"no coefficient is negative {how}", (certificate,))


class _EnoughError(Exception):
    """No more steps."""


class _Search:
    """The polynomial, what is asked of it, and how many coefficients may still be computed."""

    def __init__(self, polynomial: sp.Poly, strict: bool) -> None:
        self.polynomial, self.strict, self.left = polynomial, strict, _STEPS

    def cover(
        self, box: Box, depth: int, *, whole: bool = True, known: Coefficients | None = None
    ) -> tuple[Any, Point | None]:
        """The tree of cuts that proves positivity on the box, or a point where it fails.

        Orders of the variables are only tried on a `whole` box, cut at most where it had no ends.
        """
        coefficients = self.substituted(box) if known is None else known
        if coefficients is not None:
            if _suffices(coefficients, self.polynomial, box, self.strict):
                return "coefficients", None
            if whole and not self.strict and holds_in_every_order(coefficients):
                return "orderings", None
        if (witness := self.witness(box)) is not None or depth == 0:
            return None, witness
        return self.in_halves(box, depth - 1, whole)

    def witness(self, box: Box) -> Point | None:
        """A point where it fails."""
        terms = list(self.polynomial.rep.to_dict().items())
        for point in islice(product(*map(_sample, box)), _POINTS):
            spend(_TERM * len(terms))
            value = _value(terms, [sp.QQ.from_sympy(x) for x in point])
            if value < 0 or (self.strict and value == 0):
                return point
        return None

    def in_halves(self, box: Box, depth: int, whole: bool) -> tuple[Any, Point | None]:
        """Cut where it helps most: fewest negative coefficients left in the two halves."""
        axes = [[(half, self.substituted(half)) for half in _cut(box, k)] for k in range(len(box))]
        # A side that reaches to infinity both ways has no substitution: cut it first.
        axis = min(range(len(box)), key=lambda k: (not _is_endless(box[k]), _negatives(axes[k])))
        whole = whole and _is_endless(box[axis])
        branches = []
        for half, known in axes[axis]:
            tree, witness = self.cover(half, depth, whole=whole, known=known)
            if tree is None:
                return None, witness
            branches.append(tree)
        at = str(_middle(box[axis]))
        return {"cut": [axis, at], "below": branches[0], "above": branches[1]}, None

    def substituted(self, box: Box) -> Coefficients | None:
        """Coefficients in the variables t, with the denominators (1 + t)^degree cleared."""
        rows = _rows(self.polynomial, box)
        if rows is None:
            return None
        coefficients: Coefficients = self.polynomial.rep.to_dict()
        for axis, row in enumerate(rows):
            before, coefficients = coefficients, {}
            for index, coefficient in before.items():
                factors = row[index[axis]]
                self.left -= len(factors)
                spend(_COEFFICIENT * len(factors))
                if self.left < 0:
                    raise _EnoughError
                for i, factor in factors:
                    at = (*index[:axis], i, *index[axis + 1 :])
                    coefficients[at] = coefficients.get(at, sp.QQ.zero) + coefficient * factor
        return coefficients


def _cut(box: Box, axis: int) -> tuple[Box, Box]:
    """The two halves; the point of the cut belongs to both."""
    side, at = box[axis], _middle(box[axis])
    below = sp.Interval(side.start, at, left_open=side.left_open)
    above = sp.Interval(at, side.end, right_open=side.right_open)
    return (*box[:axis], below, *box[axis + 1 :]), (*box[:axis], above, *box[axis + 1 :])


def _negatives(halves: list[tuple[Box, Coefficients | None]]) -> int:
    return sum(bool(v < 0) for _, half in halves if half for v in half.values())


def _is_endless(side: sp.Interval) -> bool:
    return bool(side.start is sp.S.NegativeInfinity and side.end is sp.oo)


def _middle(side: sp.Interval) -> sp.Rational:
    """A point inside; on an endless side twice as far out each time, so that cuts get far."""
    if side.start is sp.S.NegativeInfinity:
        return sp.S.Zero if side.end is sp.oo else min(side.end - 1, 2 * side.end)
    return max(side.start + 1, 2 * side.start) if side.end is sp.oo else (side.start + side.end) / 2


def _value(terms: list[tuple[tuple[int, ...], Any]], at: list[Any]) -> Any:
    total = sp.QQ.zero
    for powers, term in terms:
        for x, power in zip(at, powers, strict=True):
            if power:
                term *= x**power
        total += term
    return total


def _sample(side: sp.Interval) -> list[sp.Rational]:
    """Where to look for a counter-example: the middle, ends that belong to the range, near them."""
    middle, finite = _middle(side), side.start.is_finite and side.end.is_finite
    ends = [(side.start, side.left_open, 1), (side.end, side.right_open, -1)]
    belonging = [end for end, is_open, _ in ends if not is_open and end.is_finite]
    near = (side.end - side.start if finite else 1) / sp.Integer(10) ** 6
    close = [
        end + inwards * near if end.is_finite else middle - inwards * 10**6
        for end, _, inwards in ends
    ]
    return [*belonging, middle, *close]


def _substitution(side: sp.Interval, t: sp.Symbol) -> tuple[sp.Poly, sp.Poly] | None:
    """Numerator and denominator of v(t)."""
    if side.end is sp.oo:
        bounded = side.start is not sp.S.NegativeInfinity
        return (sp.Poly(side.start + t, t), sp.Poly(1, t)) if bounded else None
    if side.start is sp.S.NegativeInfinity:
        return sp.Poly(side.end - t, t), sp.Poly(1, t)
    return sp.Poly(side.start + side.end * t, t), sp.Poly(1 + t, t)


def _degrees(polynomial: sp.Poly) -> list[int]:
    """The degree in each variable; 0 for the zero polynomial, where SymPy says -oo."""
    return [max(0, degree) for degree in polynomial.degree_list()]


def _rows(polynomial: sp.Poly, box: Box) -> list[list[list[tuple[int, Any]]]] | None:
    """For each variable, of each of its powers the coefficients in t that are not 0."""
    rows = []
    for side, v, degree in zip(box, polynomial.gens, _degrees(polynomial), strict=True):
        maps = _substitution(side, v)
        if maps is None:
            return None
        numerator, denominator = maps
        powers = (numerator**k * denominator ** (degree - k) for k in range(degree + 1))
        rows.append([[(k, sp.QQ.from_sympy(c)) for (k,), c in p.terms() if c] for p in powers])
    return rows


def _suffices(coefficients: Coefficients, polynomial: sp.Poly, box: Box, strict: bool) -> bool:
    """No coefficient is negative and, if strict, one is positive on every closed face.

    An end that belongs to the box is t = 0 or t = oo, where only the lowest or the highest power
    of that t is left; positivity at all vertices made of such ends implies it on the faces.
    """
    if any(value < 0 for value in coefficients.values()):
        return False
    vertices = product(
        *(
            _closed_ends(side, degree) or [None]
            for side, degree in zip(box, _degrees(polynomial), strict=True)
        )
    )
    return not strict or all(
        any(
            value > 0
            and all(end in (None, power) for end, power in zip(vertex, index, strict=True))
            for index, value in coefficients.items()
        )
        for vertex in vertices
    )


def _closed_ends(side: sp.Interval, degree: int) -> list[int | None]:
    """The power of t that survives at each end that belongs to the range."""
    if side.start is sp.S.NegativeInfinity:
        return [] if side.right_open else [0]
    lower: list[int | None] = [] if side.left_open else [0]
    return lower if side.right_open else [*lower, degree]
