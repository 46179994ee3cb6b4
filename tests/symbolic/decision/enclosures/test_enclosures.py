"""Enclosures contain the value, whatever mpmath computes with 300 digits."""

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.symbolic.decision.enclosures.enclosure import enclose, sign_at, value_at
from beyondthermal.symbolic.decision.enclosures.intervals import (
    UndefinedError,
    modulus,
    whole_power,
)
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
FUNCTIONS = [
    sp.exp(x - y),
    sp.log(x) * y,
    sp.sqrt(x**2 + y),
    (x + y) ** sp.Rational(-2, 3),
    sp.sin(x * y),
    sp.cos(x) - sp.tan(y / 100),
    sp.tanh(x - y) + sp.coth(x) * sp.sinh(y / 9) - sp.cosh(x / 9),
    sp.Max(x, y, 1) - sp.Min(x, y) ** 5,
    sp.pi**x,
    x**y / sp.E,
    abs(x - y) / (1 + x),
    (x - y) ** 7,
]
positive = st.fractions(Fraction(1, 1000), 60, max_denominator=10**6)


def number(value: Fraction) -> mp.mpf:
    return mp.mpf(value.numerator) / value.denominator


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
@given(positive, positive, st.sampled_from([24, 64, 200]))
def test_the_value_lies_inside(function: sp.Expr, a: Fraction, b: Fraction, bits: int) -> None:
    low, high = enclose(function, {x: a, y: b}, bits)
    with mp.workdps(300):
        value = sp.lambdify((x, y), function, "mpmath")(number(a), number(b))
        slack = abs(value) * mp.mpf(10) ** -280
        assert number(low) - slack <= value <= number(high) + slack


@pytest.mark.parametrize("function", FUNCTIONS, ids=str)
def test_more_bits_make_it_narrower(function: sp.Expr) -> None:
    point = {x: Fraction(7, 3), y: Fraction(5, 11)}
    (low, high), (lower, higher) = (enclose(function, point, bits) for bits in (300, 60))
    assert lower <= low <= high <= higher
    assert high - low < Fraction(1, 1 << 200)


@given(st.fractions(-50, 50, max_denominator=1000), st.fractions(-50, 50, max_denominator=1000))
def test_rational_arithmetic_is_exact(a: Fraction, b: Fraction) -> None:
    u, v = symbols("delta omega_0")
    low, high = enclose(u**3 - 2 * u * v + v / 7 - abs(v), {u: a, v: b}, 128)
    assert low == high == a**3 - 2 * a * b + b / 7 - abs(b)


@pytest.mark.parametrize(
    ("expr", "at"),
    [
        (1 / (x - 1), 1),
        (sp.sqrt(x - 2), 1),
        (sp.log(x - 1), 1),
        ((x - 2) ** sp.Rational(1, 3), 1),
        (sp.gamma(x), 1),
        (sp.exp(x**9), 99),
        (y, 1),
    ],
    ids=str,
)
def test_what_has_no_value_is_undefined(expr: sp.Expr, at: int) -> None:
    with pytest.raises(UndefinedError):
        enclose(expr, {x: Fraction(at)}, 64)
    assert sign_at(expr, {x: Fraction(at)}) is None


def test_signs_are_certain() -> None:
    nearly = sp.Rational(14142135623730950488016887242096980785696718753769, 10**49)
    assert sign_at(sp.sqrt(2) - nearly, {}) == 1
    assert sign_at(nearly - sp.sqrt(2), {}) == -1
    assert sign_at(x - 3 * (x / 3), {x: Fraction(1, 7)}) == 0
    # Zero, but not by rational arithmetic: that can't be told here.
    assert sign_at(sp.sqrt(x) ** 2 * sp.sqrt(2) - x * sp.sqrt(2), {x: Fraction(1, 7)}) in (0, None)
    assert (
        sign_at(sp.sqrt(2, evaluate=False) * sp.sqrt(x) - sp.sqrt(2 * x + 0), {x: Fraction(3)}) != 1
    )


@given(st.integers(1, 60))
def test_as_many_digits_as_asked_for(digits: int) -> None:
    low, high = value_at(sp.exp(x) - 1 - x, {x: Fraction(1, 10**6)}, digits)
    assert low > 0
    assert (high - low) * 10**digits <= low


@given(st.fractions(-5, 5), st.fractions(0, 5), st.integers(2, 5))
def test_a_power_and_a_modulus_of_an_interval_contain_those_of_its_numbers(
    low: Fraction, width: Fraction, exponent: int
) -> None:
    span = low, low + width
    for part in (Fraction(0), Fraction(1, 3), Fraction(1)):
        number = low + part * width
        (a, b), (c, d) = modulus(span), whole_power(span, exponent, 64)
        assert a <= abs(number) <= b
        assert c <= number**exponent <= d
