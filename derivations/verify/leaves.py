"""When a polynomial is seen to have no negative value on a box: by its coefficients."""

from fractions import Fraction
from itertools import product
from typing import Any

from .orderings import in_every_order
from .polynomials import Atom, Monomial, Polynomial, need, plus, power, times
from .terms import is_name, number

__all__ = ["INFINITY", "Box", "End", "Range", "box_of", "in_t", "leaf", "nonnegative", "parted"]

INFINITY = float("inf")
End = Fraction | float
Range = tuple[End, bool, End, bool]
Box = dict[str, Range]
_HALF: Range = (Fraction(0), False, INFINITY, True)


def end_of(text: Any) -> End:
    """An end of a range, or what a variable tends to."""
    return {"oo": INFINITY, "-oo": -INFINITY}.get(text) or number(text)


def box_of(where: Any) -> Box:
    """A domain: a range for each name, two ends and whether each is left out.

    A name whose range is "C" is any complex number; it is in no box.
    """
    need(type(where) is dict, "no domain")
    box: Box = {}
    for name, side in where.items():
        if side == "C" and is_name(name):
            continue
        need(is_name(name) and type(side) is list and len(side) == 4, f"no range: {side!r:.60}")
        low, low_open, high, high_open = end_of(side[0]), side[1], end_of(side[2]), side[3]
        need(type(low_open) is bool and type(high_open) is bool and low < high, "no range")
        need((low_open or low != -INFINITY) and (high_open or high != INFINITY), "an infinite end")
        box[name] = (low, low_open, high, high_open)
    return box


def nonnegative(box: Box) -> frozenset[str]:
    """The variables that are not negative."""
    return frozenset(name for name, side in box.items() if side[0] >= 0)


def parted(box: Box, name: Any, at: Any) -> tuple[Box, Box]:
    """The two halves of a box; the cut belongs to both."""
    need(name in box, "a cut along nothing")
    (low, low_open, high, high_open), here = box[name], number(at)
    need(low < here < high, "a cut outside")
    return {**box, name: (low, low_open, here, False)}, {
        **box,
        name: (here, False, high, high_open),
    }


def leaf(p: Polynomial, box: Box, tree: Any, strict: bool) -> None:
    """That p >= 0 or p > 0, by a tree of cuts whose leaves are "coefficients" or "orderings"."""
    if type(tree) is dict:
        need(set(tree) == {"cut", "at", "below", "above"}, "no cut")
        below, above = parted(box, tree["cut"], tree["at"])
        leaf(p, below, tree["below"], strict)
        leaf(p, above, tree["above"], strict)
        return
    need(tree in ("coefficients", "orderings"), "no leaf")
    if tree == "orderings":
        need(not strict and in_every_order(in_t(p, box)[0]), "not seen in every order")
    else:
        need(_is_seen(p, box, strict), "not seen from the coefficients")


def _is_seen(p: Polynomial, box: Box, strict: bool) -> bool:
    """No coefficient is negative in t; if it has to be > 0, one is positive on every face."""
    total, degree, sides = in_t(p, box)
    if any(value < 0 for value in total.values()):
        return False
    return not strict or _on_every_face(total, sorted(sides), degree, sides)


def in_t(p: Polynomial, box: Box) -> tuple[Polynomial, dict[str, int], Box]:
    """The polynomial in t, where each variable is put in by t from 0 to oo.

    [a, oo) is a + t, (-oo, b] is b - t, [a, b] is (a + b t)/(1 + t) with 1 + t cleared.
    Roots and moduli are variables >= 0 of their own.
    """
    names = sorted({name for key in p for name, _ in key})
    sides = {}
    for name in names:
        own = isinstance(name, Atom) and name.at_least_zero
        need(name in box or own, f"{name:.40} has no range")
        sides[name] = box.get(name, _HALF)
    degree = {name: max(dict(key).get(name, 0) for key in p) for name in names}
    total: Polynomial = {}
    for key, value in p.items():
        term: Polynomial = {(): value}
        for name in names:
            term = times(term, _substitute(name, dict(key).get(name, 0), degree[name], sides[name]))
        total = plus(total, term)
    return total, degree, sides


def _substitute(name: str, k: int, degree: int, side: Range) -> Polynomial:
    """The variable to the power k, of the highest power `degree`, in t."""
    low, _, high, _ = side
    t: Monomial = ((f"t {name}", 1),)
    need(not (low == -INFINITY and high == INFINITY), f"{name:.40} has no end to start from")
    start, slope = (high, -1) if low == -INFINITY else (low, 1 if high == INFINITY else high)
    top = {key: Fraction(v) for key, v in (((), start), (t, slope)) if v}
    if low != -INFINITY and high != INFINITY:
        return times(power(top, k), power({(): Fraction(1), t: Fraction(1)}, degree - k))
    return power(top, k)


def _on_every_face(
    total: Polynomial, names: list[str], degree: dict[str, int], sides: dict[str, Range]
) -> bool:
    """An end that belongs to the box is t = 0 or t = oo, where one power of t is left."""
    ends: list[list[int | None]] = []
    for name in names:
        low, low_open, high, high_open = sides[name]
        at_zero, at_infinity = (low_open, high_open) if low != -INFINITY else (high_open, True)
        at_infinity = at_infinity or high == INFINITY
        found = [0] * (not at_zero) + [degree[name]] * (not at_infinity)
        ends.append([*found] or [None])
    return all(
        any(
            all(e in (None, dict(key).get(f"t {n}", 0)) for e, n in zip(face, names, strict=True))
            for key in total
        )
        for face in product(*ends)
    )
