"""Monotonicity and enclosures: what they prove, and falsehoods next to it that samples miss."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches import monotonicity
from beyondthermal.symbolic.decision.searches.cover import positive_by_cover
from beyondthermal.symbolic.decision.searches.monotonicity import positive_by_monotonicity

x, y = sp.symbols("x y", real=True)
TINY = sp.Rational(1, 10**40)
POSITIVE, REAL = sp.Interval.open(0, sp.oo), sp.Interval(-sp.oo, sp.oo)
log, exp, sin, cos, tanh = sp.log, sp.exp, sp.sin, sp.cos, sp.tanh

# f >= 0 on the range of x, and what makes it false by very little.
RISING = {
    "log": (x - log(1 + x), POSITIVE, x),
    "log on both sides of its zero": (x - log(1 + x), sp.Interval.open(-1, sp.oo), x),
    "log and a root": ((x - 1) / sp.sqrt(x) - log(x), sp.Interval(1, sp.oo), x - 1),
    "exp and a fraction": ((2 + x) / (2 - x) - exp(x), sp.Interval.Ropen(0, 2), x),
    "Bose": (1 / (exp(x) - 1) - 1 / x + sp.Rational(1, 2), POSITIVE, 1 / x),
    "coth": (x * sp.coth(x / 2) - 2, POSITIVE, sp.S.One),
    "sin": (x - sin(x), sp.Interval(0, sp.oo), x),
    "cos": (cos(x) - 1 + x**2 / 2, REAL, x**2),
    "sinh": (sp.sinh(x) - x, sp.Interval(0, sp.oo), x),
    "cosh": (exp(x**2 / 2) - sp.cosh(x), REAL, x**2),
}
# f > 0 on boxes, and an undershoot.
COVERED = {
    "touches at an end": (sin(x) - x + x**3 / 6, {x: sp.Interval.Lopen(0, 2)}, x**3),
    "two variables": (2 - cos(x) * sin(y), {x: sp.Interval(0, 6), y: sp.Interval(0, 6)}, 2 / TINY),
    "a logarithm": (x - log(1 + x), {x: sp.Interval.Lopen(0, 3)}, x),
}


@pytest.fixture
def blind(monkeypatch):
    """Without samples, which find most falsehoods first: the rules alone."""
    monkeypatch.setattr(monotonicity, "first_violation", lambda *_, **__: None)


@pytest.mark.parametrize("name", RISING)
def test_what_rises_from_zero_is_not_negative(name):
    f, side, _ = RISING[name]
    assert bound(f, ">=", sp.S.Zero, where={x: side}).verdict is Verdict.PROVED


@pytest.mark.parametrize("name", RISING)
@pytest.mark.sweep
def test_what_dips_by_very_little_is_not_proved(name, blind):
    f, side, size = RISING[name]
    assert positive_by_monotonicity(f - TINY * size, {x: side}, strict=False) is None


@pytest.mark.parametrize("name", COVERED)
def test_enclosures_show_a_sign(name):
    f, box, size = COVERED[name]
    assert positive_by_cover(f, box, strict=True) is not None
    assert positive_by_cover(f - TINY * size, box, strict=False) is None


# Each is false only where a condition of the rule fails.
FALSE = {
    "a pole between": (-1 / x, sp.Interval(-1, 1)),
    "a pole that is squared": (1 / x**2 - 2, sp.Interval(-2, 2)),
    "a logarithm's pole": (1 / log(x), sp.Interval(sp.Rational(1, 2), 2)),
    "a tangent's pole": (sp.tan(x), sp.Interval(0, 3)),
    "beyond its zero": (sin(x), sp.Interval(0, sp.Rational(22, 7))),
    "a cusp": (sp.Rational(1, 2) - sp.cbrt(x**2), sp.Interval(-1, 1)),
    "an irrational zero": ((x**2 - 2) ** 2 - TINY, sp.Interval(0, 3)),
    "zero at the end that belongs to it": (-x, sp.Interval(0, 1)),
    "below at infinity": (exp(-x) - TINY, sp.Interval(0, sp.oo)),
    "nothing to rise from": (log(x) + 1 / TINY, POSITIVE),
}


@pytest.mark.parametrize("name", FALSE)
@pytest.mark.sweep
def test_no_falsehood_is_proved_where_a_condition_fails(name, blind):
    f, side = FALSE[name]
    for rule in (positive_by_monotonicity, positive_by_cover):
        assert rule(f, {x: side}, strict=False) is None


def test_zero_is_not_positive(blind):
    for rule in (positive_by_monotonicity, positive_by_cover):
        assert rule(x - sin(x), {x: sp.Interval(0, 2)}, strict=True) is None
        assert rule(x - sin(x), {x: sp.Interval.Lopen(0, 2)}, strict=True) is not None


def test_there_is_an_end_to_it():
    barely = x**2 - 2 * x + 1 + TINY
    assert positive_by_cover(barely, {x: sp.Interval(0, 3)}, strict=True, work=300) is None
    assert positive_by_cover(barely + 1, {x: sp.Interval(0, 3)}, strict=True, work=300) is not None


# Each is seen by one kind of piece alone.
SEEN = {
    "a zero of order 1 at π/2": (sin(x) - 2 * x / sp.pi, sp.Interval(0, sp.pi / 2)),
    "a zero inside": ((x - sp.Rational(2, 7)) ** 2 * exp(x), sp.Interval(0, 1)),
    "a zero at 1/e": (x * log(x) + exp(-1), sp.Interval(sp.Rational(1, 9), 3)),
    "an endless piece": (3 + sin(x) - 1 / x, sp.Interval(1, sp.oo)),
    "beside an open end": (1 / x - sp.atan(x), sp.Interval.Lopen(0, 1)),
    "far away": (1 - 10**9 * x * exp(-(10**9) * x) / 2, sp.Interval(0, 1)),
    "an arcsine up to 1": (2 * sp.atan(x / (1 + sp.sqrt(1 - x**2))) - x, sp.Interval(0, 1)),
    "a modulus": (1 + TINY - abs(sin(x)) * sp.Rational(1, 2), sp.Interval(-9, 9)),
}


@pytest.mark.parametrize("name", SEEN)
def test_each_kind_of_piece(name):
    f, side = SEEN[name]
    f = f.replace(sp.Abs, Modulus)
    assert positive_by_cover(f, {x: side}, strict=False) is not None
    at = 0 if side.start == 0 and not side.left_open else 1
    value = f.subs(x, at)
    if f.subs(x, at) == 0:
        assert positive_by_cover(f - TINY, {x: side}, strict=False) is None
    else:
        assert positive_by_cover(f - value - TINY, {x: side}, strict=False) is None


CASES = {
    "both signs of a modulus": abs(x) - abs(sin(x)),
    "a modulus of an exponential": exp(abs(x)) - 1 - abs(exp(x) - 1),
    "one modulus in another": abs(abs(x) - 1) + 1 - abs(x),
}


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=[pytest.mark.slow] * ("exponential" in n)) for n in CASES],
)
def test_a_modulus_goes_by_cases(name, blind):
    f = CASES[name].replace(sp.Abs, Modulus)
    assert positive_by_monotonicity(f, {x: REAL}, strict=False) is not None
    assert positive_by_monotonicity(f - TINY, {x: REAL}, strict=False) is None
