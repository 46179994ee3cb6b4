"""The checker's intervals and Taylor coefficients contain what mpmath computes with 60 digits."""

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify.enclosures.intervals import FUNCTIONS, inverse, power, root
from beyondthermal.derivations.verify.enclosures.series import derivative, read, series
from beyondthermal.derivations.verify.polynomials import BadProofError
from beyondthermal.symbolic.decision.searches.certificates import term_tree
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
numbers = st.fractions(-40, 40, max_denominator=10**6)
widths = st.fractions(0, 4, max_denominator=1000)
SLACK = Fraction(1, 10**30)
MIXED = [
    sp.exp(-(x**2)) * sp.log(1 + x) + sp.sqrt(2 + x) * sp.sin(x**2) / sp.cos(x / 9),
    sp.atan(x / 3) * (x + 1) ** sp.Rational(-7, 3) - sp.pi * x**5 + sp.cos(3 * x),
    abs(x - 9) * sp.sin(x) + x ** sp.Rational(3, 2) + 1 / (1 + x),
]


def number(value: Fraction) -> mp.mpf:
    return mp.mpf(value.numerator) / value.denominator


@pytest.mark.parametrize("name", ["exp", "log", "sin", "cos", "atan"])
@given(numbers, widths)
def test_values_lie_inside(name: str, low: Fraction, width: Fraction) -> None:
    low = abs(low) + SLACK if name == "log" else low
    found = FUNCTIONS[name]((low, low + width))
    with mp.workdps(60):
        for k in range(5):
            value = getattr(mp, name)(number(low + width * k / 4))
            slack = number(SLACK) * max(1, abs(value))
            assert number(found[0]) - slack <= value <= number(found[1]) + slack
    if not width:
        assert found[1] - found[0] <= SLACK * max(1, abs(found[1]))


@given(numbers, widths, st.integers(2, 7))
def test_powers_and_roots_lie_inside(low: Fraction, width: Fraction, n: int) -> None:
    ends = (low, low + width)
    least, most = power(ends, n)
    assert all(least <= (low + width * k / 4) ** n <= most for k in range(5))
    size = (abs(low), abs(low) + width)
    least, most = root(size, n)
    assert least**n <= size[0] <= size[1] <= most**n


def test_infinite_ends() -> None:
    oo = float("inf")
    assert inverse((Fraction(2), oo)) == (0, Fraction(1, 2))
    assert inverse((Fraction(0), Fraction(2)), without_zero=True) == (Fraction(1, 2), oo)
    assert FUNCTIONS["exp"]((-oo, Fraction(0))) == (0, 1)
    assert FUNCTIONS["sin"]((Fraction(0), oo)) == (-1, 1)
    with pytest.raises(BadProofError):
        inverse((Fraction(0), Fraction(2)))
    with pytest.raises(BadProofError):
        FUNCTIONS["log"]((Fraction(0), Fraction(2)))


@pytest.mark.parametrize("function", MIXED, ids=range(len(MIXED)))
def test_coefficients_and_derivatives_are_those_of_sympy(function: sp.Expr) -> None:
    term, at = read(term_tree(function)), Fraction(1, 2)
    row = series(term, {"x": (at, at)}, "x", 4, ())
    for k, (low, high) in enumerate(row):
        exact = sp.diff(function, x, k).subs(x, sp.Rational(1, 2)) / sp.factorial(k)
        assert low - SLACK <= Fraction(sp.Rational(str(sp.N(exact, 40)))) <= high + SLACK
        assert high - low < SLACK
    if not function.has(sp.Abs):
        slope = series(derivative(term, "x"), {"x": (at, at)}, None, 0, ())[0]
        assert slope[0] <= row[1][1]
        assert row[1][0] <= slope[1]


def test_a_modulus_has_no_slope_at_its_zero() -> None:
    """-w <= x: x - |x| + 10 x² is negative beside 0, whatever its coefficients at 0 look like."""
    term = read(term_tree(x - sp.Abs(x, evaluate=False) + 10 * x**2))
    zero = (Fraction(0), Fraction(0))
    with pytest.raises(BadProofError):
        series(term, {"x": zero}, "x", 2, ())
    assert series(term, {"x": zero}, "x", 1, ())[1] != zero
