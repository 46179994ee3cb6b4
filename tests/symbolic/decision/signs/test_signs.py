"""Signs of polynomials with roots: what is certified is true, and its certificates hold."""

from collections.abc import Mapping
from fractions import Fraction
from random import Random

import pytest
import sympy as sp
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.boxes import questions
from beyondthermal.symbolic.decision.enclosures.enclosure import value_at
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.signs.quantities import normal_form
from beyondthermal.symbolic.decision.signs.ring_with_roots import System
from beyondthermal.symbolic.decision.signs.sign_on_box import (
    positive_in_parts,
    positive_on,
    sign_on,
    vanishes_on,
)
from beyondthermal.symbolic.decision.signs.signs import proved
from beyondthermal.symbolic.symbols import symbols

x, y, omega_0 = symbols("x y omega_0")
NARROW = sp.Rational(1, 10**9)
# A quadratic form that is negative in a cone of 3 % only.
A, B = omega_0, x - sp.Rational(17, 10)
SKEW = A**2 + sp.Rational(2001, 1000) * A * B + B**2
small = st.integers(-3, 3)
positive = st.integers(0, 3)


def certified(
    expr: sp.Expr, where: Mapping | None = None, *, strict: bool = True, parts: bool = False
) -> bool:
    """Whether a sign is certified; and then the certificates hold."""
    (asked,) = questions([expr], where)
    decide = positive_in_parts if parts else positive_on
    certificates = decide(asked.expressions[0], asked.box, strict=strict)
    assert all(map(holds, certificates or ()))
    return certificates is not None


@st.composite
def expressions(draw: st.DrawFn) -> sp.Expr:
    """A + B sqrt(R) + C |u| with polynomials in x and y."""

    def polynomial(coefficients: st.SearchStrategy[int]) -> sp.Expr:
        return sum(draw(coefficients) * x**i * y**j for i in range(3) for j in range(2))

    R = polynomial(positive) + 1
    u = draw(small) * x + draw(small) * y + draw(small)
    return polynomial(small) + 4 + draw(small) * sp.sqrt(R) + draw(small) * abs(u)


@given(expressions(), st.integers(0, 2), st.integers(1, 3), st.booleans())
@settings(max_examples=60)
def test_what_is_certified_is_true(expr: sp.Expr, low: int, width: int, strict: bool) -> None:
    where = {x: sp.Interval(low, low + width), y: sp.Interval(0, 1)}
    found = certified(expr, where, strict=strict)
    value, random = sp.lambdify((x, y), expr, "mpmath"), Random(1)
    with mp.workdps(30):
        for _ in range(200):
            a, b = random.choice([0, 1, random.random()]), random.choice([0, 1, random.random()])
            here = value(mp.mpf(low) + width * mp.mpf(a), mp.mpf(b))
            assert not found or here > (0 if strict else -(mp.mpf(10) ** -25))


@given(expressions(), st.fractions(0, 3, max_denominator=5), st.fractions(0, 1, max_denominator=5))
@settings(max_examples=60)
def test_what_is_false_at_one_point_is_never_certified(
    expr: sp.Expr, a: Fraction, b: Fraction
) -> None:
    """Take the value at a point away: the rest is 0 there, and a little less is negative."""
    at = {x: sp.Rational(a.numerator, a.denominator), y: sp.Rational(b.numerator, b.denominator)}
    where = {x: sp.Interval(0, 3), y: sp.Interval(0, 1)}
    zero = expr - expr.subs(at)
    assert not certified(zero, where)
    assert not certified(zero - sp.Rational(1, 10**9), where, strict=False)


@pytest.mark.parametrize(
    ("expr", "where"),
    [
        (x + y - 2 * sp.sqrt(x * y), None),
        (sp.sqrt(omega_0**2 + x) - abs(omega_0), None),
        (abs(omega_0) + x - abs(omega_0 - x), None),
        (sp.sqrt(x) + sp.sqrt(y) - sp.sqrt(x + y), None),
        (x**2 - x * y + y**2, None),
        (sp.sqrt(x**2 + y**2) - (x + y) * sp.Rational(7, 10), None),
        (sp.Max(x, y) - sp.sqrt(x * y), None),
        (sp.Min(x, y) - x * y, {x: (0, 1), y: (0, 1)}),
        (x - sp.Rational(7, 5), {x: (sp.sqrt(2), sp.oo)}),
        (sp.pi - sp.Rational(333, 106), None),
        (sp.exp(x) - 1 - x - x**2 / 2, None),
        (1 / x - 1 / (sp.exp(x) - 1), None),
        (x - sp.tanh(x), None),
        (sp.exp(omega_0) - 1 - omega_0, None),
        (x ** sp.Rational(1, 3) + 1 - x ** sp.Rational(2, 3), {x: (0, 1)}),
    ],
    ids=str,
)
def test_true_inequalities_are_certified(expr: sp.Expr, where: Mapping | None) -> None:
    assert certified(expr, where, strict=False, parts=True)


@pytest.mark.parametrize(
    ("expr", "where"),
    [
        (x - y, None),
        (sp.sqrt(x) - x, None),
        (abs(omega_0) - omega_0 - sp.Rational(1, 10**12), None),
        (sp.exp(x) - 1 - x - x**2, None),
        (x - sp.tanh(x) - sp.Rational(1, 10**9), None),
        (sp.pi - sp.Rational(355, 113), None),
        (1 - sp.sqrt(x - 1), {x: (0, 1)}),
        (1 / omega_0, {omega_0: (-1, 1)}),
        # Below zero only where no sample looks.
        (x - NARROW + abs(x - NARROW) / 2, {x: (0, 1)}),
        (sp.expand(SKEW), None),
        (sp.exp(-x) - (1 - x + x**2 / 2), None),
        (1 - x - sp.exp(-x), None),
    ],
    ids=str,
)
def test_false_inequalities_are_not(expr: sp.Expr, where: Mapping | None) -> None:
    try:
        assert not certified(expr, where, strict=False, parts=True)
    except NoExactRouteError:
        assert expr.has(sp.sqrt(x - 1))


@pytest.mark.parametrize(
    ("expr", "sign"),
    [
        (sp.sqrt(5 + 2 * sp.sqrt(6)) - sp.sqrt(2) - sp.sqrt(3), 0),
        (sp.sqrt(2) + sp.sqrt(3) - sp.sqrt(10), -1),
        (sp.sqrt(x**2 + 2 * x + 1) - x - 1, 0),
        (sp.exp(2 * x) - sp.exp(x) ** 2, 0),
        (sp.exp(x) - 1, 1),
        (x - y, None),
        (sp.gamma(x), None),
    ],
    ids=str,
)
def test_the_sign_on_a_box(expr: sp.Expr, sign: int | None) -> None:
    (asked,) = questions([expr], None)
    found, certificates = sign_on(asked.expressions[0], asked.box)
    assert found == sign
    assert all(map(holds, certificates))


def test_dependent_roots_are_seen_through() -> None:
    """√(x + 1 + 2√x) = √x + 1: neither difference is positive."""
    (asked,) = questions([sp.sqrt(x + 1 + 2 * sp.sqrt(x)) - sp.sqrt(x) - 1], None)
    certificates = vanishes_on(asked.expressions[0], asked.box)
    assert certificates is not None
    assert all(map(holds, certificates))


def test_strictness_is_kept_through_the_cases() -> None:
    u, v = symbols("delta omega_0")
    closed = {u: sp.Interval(0, 1), v: sp.Interval(0, 1)}
    assert certified(sp.sqrt(u**2 + v**2) - u, closed, strict=False)
    assert not certified(sp.sqrt(u**2 + v**2) - u, closed)
    assert certified(sp.sqrt(u**2 + v**2) - u, closed | {v: sp.Interval.Lopen(0, 1)})
    assert not certified((u - v) ** 2, closed)
    assert certified((u - v) ** 2, closed, strict=False)


def test_quadratic_forms_that_touch_zero() -> None:
    u, v = symbols("delta omega_0")
    form = u**2 + v**2 + x**2 - u * v - v * x - x * u
    assert certified(form, strict=False)
    assert not certified(form)
    assert certified((3 * u - v - 9) ** 2 + 1)
    assert not certified(u**2 * v - 2 * u + v, strict=False)


def test_a_normal_form_has_independent_roots() -> None:
    (asked,) = questions(
        [sp.sqrt(x * y * (1 + x) * (1 + y)) - sp.sqrt(x + x**2) * sp.sqrt(y + y**2)], None
    )
    form = normal_form(asked.expressions[0], asked.box)
    assert not form.numerator
    assert [str(v) for v in form.system.box] == ["x^(1/2)", "y^(1/2)"]


@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6), st.fractions(0, 9, max_denominator=7))
def test_reduction_keeps_the_value(c: list[int], value: Fraction) -> None:
    """Modulo r² = R a polynomial is A + B r, the same number at every point."""
    r, v = symbols("q x")
    system = System({v: sp.Interval(0, 9)}, {r: v**2 + 1})
    p = system.ring.from_expr(sum(k * r**i * v ** (i % 2) for i, k in enumerate(c)))
    A, B = system.parts(p, 1)
    assume(p)
    at = {v: sp.Rational(value.numerator, value.denominator)}
    exact = p.as_expr().subs({r: sp.sqrt(v**2 + 1)}).subs(at)
    assert sp.simplify(exact - (A.as_expr() + B.as_expr() * sp.sqrt(v**2 + 1)).subs(at)) == 0
    assert system.linear(p).degree(1) <= 1


def test_too_large_a_polynomial_is_left_alone() -> None:
    system = System({x: sp.Interval(0, 1), y: sp.Interval(0, 1)}, {})
    huge = system.ring.from_expr(sp.expand((1 + x) ** 70 * (1 + y) ** 70))
    assert proved(huge, system, strict=True) is None


def test_a_bound_that_fails_at_zero_alone_is_not_certified() -> None:
    """exp(u) - 1 - u vanishes at u = 0 and is positive elsewhere."""
    below = sp.exp(omega_0) - 1 - omega_0
    assert certified(below, strict=False, parts=True)
    assert not certified(below, parts=True)


def test_the_range_of_an_exponential_is_rounded_outwards() -> None:
    low, high = value_at(sp.E, {}, 30)
    for end, certain in ((low, True), (high, False)):
        number = sp.Rational(end.numerator, end.denominator)
        assert certified(sp.exp(x) - number, {x: (1, 2)}, strict=False) == certain
        assert certified(number - sp.exp(x), {x: (0, 1)}, strict=False) != certain
