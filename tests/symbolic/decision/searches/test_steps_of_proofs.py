"""By logarithms, by concavity, on both sides of a surface: true ones, near misses, and traps.

A trap is false, and only one condition of the rule says so.
"""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.searches import monotonicity
from beyondthermal.symbolic.decision.searches.by_logarithms import by_logarithms
from beyondthermal.symbolic.decision.searches.certificates import Shown
from beyondthermal.symbolic.decision.searches.concavity import by_concavity
from beyondthermal.symbolic.decision.searches.monotonicity import positive_by_monotonicity
from beyondthermal.symbolic.decision.searches.splits import by_splitting, split_by_sign
from beyondthermal.symbolic.symbols import assumed, declared

UNIT, OPEN = sp.Interval(0, 1), sp.Interval.open(0, 1)
POSITIVE, REAL = sp.Interval.open(0, sp.oo), sp.Interval(-sp.oo, sp.oo)
x, y = declared("x", REAL), declared("y", REAL)
p, q = declared("p", POSITIVE), declared("q", POSITIVE)
s, t = declared("s", UNIT), declared("t", UNIT)
k = assumed("k", integer=True)
TINY = sp.Rational(1, 10**40)
exp, log, sqrt = sp.exp, sp.log, sp.sqrt

# f >= 0, and what makes it false by very little where it vanishes.
TRUE = {
    "a Gaussian above a hyperbolic cosine": (exp(x**2 / 2) - sp.cosh(x).rewrite(exp), 1),
    "a power and an exponential": (p**p - exp(-exp(-1)), 1),
    "the relative entropy": (p * log(p / q) - p + q, p),
    "what Young has of an exponential": (p * log(p) + exp(y - 1) - p * y, p),
    "a circle above its chord": (sqrt(s * (2 - s)) - s * t, s),
    "moduli of two variables": (2 * Modulus(s - t) - Modulus(s**2 - t**2), 1),
}
BOXES = {x: REAL, y: REAL, p: POSITIVE, q: POSITIVE, s: UNIT, t: UNIT}


def box_of(f: sp.Expr) -> dict[sp.Symbol, sp.Interval]:
    return {v: side for v, side in BOXES.items() if f.has(v)}


@pytest.fixture
def blind(monkeypatch):
    """Without samples, which find most falsehoods first: the rules alone."""
    monkeypatch.setattr(monotonicity, "first_violation", lambda *_, **__: None)


@pytest.mark.parametrize("name", TRUE)
def test_each_rule_shows_what_others_do_not(name):
    f, _ = TRUE[name]
    assert positive_by_monotonicity(f, box_of(f), strict=False) is not None


# The first one has its near miss among those of monotonicity.
@pytest.mark.parametrize("name", [*TRUE][1:])
def test_what_is_below_by_very_little_is_not_proved(name, blind, monkeypatch):
    monkeypatch.setattr(monotonicity, "_STEPS", 80)
    f, size = TRUE[name]
    assert positive_by_monotonicity(f - TINY * size, box_of(f), strict=False) is None
    assert positive_by_monotonicity(f, box_of(f), strict=True) is None


def believe(expr, box, strict):
    """What is asked of other rules is taken for shown where no simple point says otherwise."""
    points = [sp.Rational(n, 16) for n in range(-160, 160)]
    (v,) = box or [x]
    inside = [a for a in points if not box or box[v].contains(a) == sp.true]
    values = (expr.subs(v, a) for a in inside)
    fine = all(a.is_real and (a > 0 if strict else a >= 0) for a in values)
    return Shown() if fine else None


# f somewhere below 0, or 0 where it has to be above; a single condition stops the rule.
FALSE_LOGARITHMS = {
    "a factor of both signs": (k * exp(k**2) - k, {k: REAL}),
    "a power of a negative number": ((-2 + 0 * k) ** k * (exp(k**2 + 1) - 1), {k: REAL}),
    "both sides below zero": (-exp(p) + exp(2 * p) * -1, {p: POSITIVE}),
    "an even power": (exp(x - 9) - (x - 3) ** 2, {x: sp.Interval(4, 9)}),
}


@pytest.mark.parametrize("name", FALSE_LOGARITHMS)
def test_logarithms_are_of_what_is_positive(name):
    f, box = FALSE_LOGARITHMS[name]
    assert by_logarithms(sp.expand(f), box, False, believe) is None


FALSE_CONCAVE = {
    "convex": (s**2 - s, UNIT, False),
    "below at one end": (sqrt(s) - s - TINY, UNIT, False),
    "a pole inside": (-1 / (x - sp.Rational(1, 3)) ** 2 + 100, sp.Interval(-1, 1), False),
    "a cusp inside": (sp.cbrt((x - sp.Rational(1, 3)) ** 2) - 1, sp.Interval(-1, 2), False),
    "it has no value at an end": (1 / x + 9 - x**2, sp.Interval(-1, 0), False),
    "zero at a closed end": (s * (1 - s), UNIT, True),
    "straight between two zeros": (0 * s, OPEN, True),
    "it falls for ever": (1 - x**2, sp.Interval(-1, sp.oo), False),
}


@pytest.mark.parametrize("name", FALSE_CONCAVE)
def test_what_is_not_concave_or_begins_below_is_not_proved(name):
    f, side, strict = FALSE_CONCAVE[name]
    v = next(iter(sp.sympify(f).free_symbols), s)
    assert next(by_concavity(sp.sympify(f), {v: side}, strict, believe), None) is None


def test_what_is_concave_is_above_its_ends():
    for f, side, strict in ((s * (1 - s), UNIT, False), (s * (1 - s), OPEN, True)):
        assert next(by_concavity(f, {s: side}, strict, believe), None) is not None


@pytest.mark.parametrize("side", [UNIT, OPEN, POSITIVE, REAL, sp.Interval(-sp.oo, 1)])
def test_both_sides_of_a_surface_are_the_whole_box(side):
    """Whatever the surface: every point of the box is in one of the halves."""
    v, w = declared("v", side), declared("w", REAL)
    box = {v: side, w: REAL}
    halves = split_by_sign(v - w**3, box)
    numbers = [sp.Rational(n, 8) for n in range(-12, 13)]
    for a in (a for a in numbers if side.contains(a) == sp.true):
        for b in numbers:
            ways = [sp.solve(to[v].subs(w, b) - a, next(iter(set(part) - {w})), dict=True)
                    for to, part in halves]  # fmt: skip
            inside = (
                part[name].contains(value)
                for (_, part), found in zip(halves, ways, strict=True)
                for each in found
                for name, value in each.items()
            )
            assert any(here == sp.true for here in inside) or [] in ways or b**3 == a


def test_a_surface_with_a_pole_cuts_nothing():
    """At y = 1 there is no x = 1/(1 - y): whatever holds on both sides says nothing there."""
    v, w = declared("v", REAL), declared("w", REAL)
    box = {v: REAL, w: REAL}
    u = v * (w - 1) + 1
    assert not any(v in to for to, _ in split_by_sign(u, box))
    asked = []

    def ask(expr, box, strict):
        asked.append(expr)
        return Shown()

    f = u**2 + (w - 1) ** 2
    for side, has_pole in ((REAL, False), (sp.Interval.open(1, sp.oo), True)):
        asked.clear()
        list(by_splitting(f, {v: REAL, w: side}, True, ask, at_zeros=False))
        assert asked
        assert any(expr.has(1 / (w - 1)) for expr in asked) is has_pole


def test_a_half_that_fails_is_enough():
    """It is not negative below x = y, and is negative above."""
    f = (p - q) ** 2 * (3 * q - p)
    boxes = {p: POSITIVE, q: POSITIVE}
    asked = []

    def ask(expr, box, strict):
        asked.append(expr)
        return Shown() if len(asked) < 3 else None

    assert next(by_splitting(f, boxes, False, ask, at_zeros=True), None) is None
    assert len(asked) >= 3


def test_steps_end_a_search_not_the_clock(monkeypatch):
    f = p * log(p / q) - p + q
    assert positive_by_monotonicity(f, box_of(f), strict=False) is not None
    monkeypatch.setattr(monotonicity, "_STEPS", 30)
    assert positive_by_monotonicity(f, box_of(f), strict=False) is None
