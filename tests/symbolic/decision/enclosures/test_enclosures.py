"""Enclosures contain the value, whatever mpmath computes with 300 digits."""

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from random import Random

import pytest
import rational_intervals
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from mpmath import iv, mp

from beyondthermal.symbolic.decision.enclosures.enclosure import enclose, sign_at, value_at
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError, arithmetic
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
        (sp.zeta(x), 3),
        (sp.gamma(x), -1),
        (sp.asin(x), 2),
        (sp.loggamma(x), -3),
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


@given(
    st.fractions(-5, 5),
    st.fractions(0, 5),
    st.fractions(-4, 4, max_denominator=6),
    st.sampled_from([sp.sin(x), sp.cos(x), sp.exp(x), abs(x), x**2 - x]),
)
def test_what_encloses_an_interval_encloses_its_numbers(
    low: Fraction, width: Fraction, exponent: Fraction, function: sp.Expr
) -> None:
    span, numbers = (low, low + width), arithmetic(64)
    above, below = enclose(function, {x: span}, 64)
    for part in (Fraction(0), Fraction(1, 3), Fraction(1)):
        inside = low + part * width
        start, end = enclose(function, {x: inside}, 64)
        assert above <= end
        assert start <= below
        with contextlib.suppress(UndefinedError):
            whole = numbers.span(numbers.power(numbers.between(*span), exponent))
            start, end = numbers.span(numbers.power(inside, exponent))
            assert whole[0] <= end
            assert start <= whole[1]


@given(st.integers(1, 40), st.integers(1, 40), st.integers(2, 9))
def test_a_root_that_is_rational_is_exact(above: int, below: int, degree: int) -> None:
    base = Fraction(above, below) ** degree
    exponent = Fraction(1, degree)
    assert arithmetic(512).power(base, exponent) == Fraction(above, below)
    assert sign_at(x ** sp.Rational(exponent) - sp.Rational(above, below), {x: base}) in (0, None)
    assert sign_at(sp.sqrt(x) - above, {x: Fraction(above**2)}) == 0


def near_zeros(count: int) -> Iterator[Fraction]:
    """Multiples of π/2, which sine and cosine vanish at, rounded somewhere."""
    random = Random(5)
    for _ in range(count):
        with mp.workdps(80):
            zero = mp.pi * random.randint(-5000, 5000) / 2
            yield Fraction(mp.nstr(zero, random.randint(3, 60)))


def far_and_near(count: int) -> Iterator[Fraction]:
    """Numbers of every size, and numbers next to 1."""
    random = Random(6)
    for _ in range(count):
        yield Fraction(random.randint(-(10**6), 10**6), random.randint(1, 10**4))
        yield Fraction(random.randint(1, 10**9), 10 ** random.randint(0, 60))
        yield 1 + Fraction(random.randint(-99, 99), 10 ** random.randint(2, 60))


@pytest.mark.parametrize("bits", [128, 700])
@pytest.mark.parametrize("name", ["exp", "log", "sin", "cos"])
def test_two_arithmetics_agree_and_contain_the_value(name: str, bits: int) -> None:
    numbers, undefined = arithmetic(bits), 0
    for value in (*near_zeros(100), *far_and_near(100), Fraction(0), Fraction((1 << 17) + 2)):
        try:
            low, high = rational_intervals.FUNCTIONS[name]((value, value), bits)
        except rational_intervals.UndefinedError:
            undefined += 1
            with pytest.raises(UndefinedError):
                getattr(numbers, name)(value)
            continue
        found = numbers.span(getattr(numbers, name)(value))
        assert found[0] <= high
        assert low <= found[1]
        with mp.workdps(400):
            true = getattr(mp, name)(number(value))
            slack = abs(true) * mp.mpf(10) ** -390
            assert number(found[0]) - slack <= true <= number(found[1]) + slack
            assert number(low) - slack <= true <= number(high) + slack
        assert (found[1] - found[0]) * (1 << bits) <= max(1, abs(found[1]))
    assert undefined >= 1


def test_nobody_else_notices_the_precision() -> None:
    before = mp.prec, iv.prec
    value_at(sp.exp(sp.pi) - sp.pi, {}, 400)
    assert (mp.prec, iv.prec) == before
    points = [Fraction(k, 7) for k in range(1, 60)]
    expected = [value_at(sp.sin(x), {x: point}, 40) for point in points]
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(value_at, sp.sin(x), {x: point}, 40) for point in points]
        others = [pool.submit(value_at, sp.log(x), {x: point}, 300) for point in points]
        assert [job.result() for job in jobs] == expected
        assert all(low <= high for low, high in (job.result() for job in others))
