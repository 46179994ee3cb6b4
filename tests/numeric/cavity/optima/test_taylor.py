"""Taylor series against SymPy's derivatives and mpmath's, and the rules of the calculus."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.optima.newton import series
from beyondthermal.numeric.cavity.optima.taylor import Taylor, exponentials, variables
from beyondthermal.numeric.precision import mp

fractions = st.fractions(-5, 5, max_denominator=20)
u, v = sp.symbols("u v")


def trees(leaves: st.SearchStrategy[sp.Expr]) -> st.SearchStrategy[sp.Expr]:
    """Rational functions of u and v."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(lambda a, b: a + b, inner, inner),
            st.builds(lambda a, b: a - b, inner, inner),
            st.builds(lambda a, b: a * b, inner, inner),
            st.builds(lambda a, b: a / (b**2 + 1), inner, inner),
            st.builds(lambda a, n: a**n, inner, st.integers(0, 4)),
        ),
        max_leaves=6,
    )


def exact(expr: sp.Expr, at: dict[sp.Symbol, Fraction]) -> Fraction:
    value = expr.subs({symbol: sp.Rational(x) for symbol, x in at.items()})
    return Fraction(int(value.p), int(value.q))


@given(trees(st.sampled_from([u, v, u * v, u + 2])), fractions, fractions)
def test_derivatives_of_rational_functions_are_those_of_sympy(expr, x, y):
    found = sp.lambdify((u, v), expr, modules=[{}])(*variables([x, y]))
    if not isinstance(found, Taylor):
        assert not expr.free_symbols
        return
    at = {u: x, v: y}
    assert found.value == exact(expr, at)
    assert found.gradient == tuple(exact(sp.diff(expr, a), at) for a in (u, v))
    assert found.hessian == [[exact(sp.diff(expr, a, b), at) for b in (u, v)] for a in (u, v)]


numbers = st.builds(
    Taylor, fractions, st.tuples(fractions, fractions), st.tuples(fractions, fractions, fractions)
)


@given(numbers, numbers, numbers)
def test_series_are_a_commutative_ring(a, b, c):
    assert a * b == b * a
    assert a + b == b + a
    assert (a + b) * c == a * c + b * c
    assert (a * b) * c == a * (b * c)
    assert a - b == -(b - a)


@given(numbers.filter(lambda f: f.value != 0), numbers, fractions.filter(bool))
def test_division_undoes_multiplication(a, b, number):
    assert b * a / a == b
    assert number / a * a == variables([number, 0])[0] * 0 + number
    assert b / number * number == b
    assert (number - b) + b == (b - b) + number


@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_a_square_root_squared_is_the_number(x, y):
    a, b = exponentials([x, y])
    number = a * b + b / a + 1
    again = (number**0.5) ** 2
    for one, other in zip(
        (again.value, *again.gradient, *again.curvature),
        (number.value, *number.gradient, *number.curvature),
        strict=True,
    ):
        assert one == pytest.approx(other, rel=1e-12, abs=1e-12)


def test_arrays_may_be_inside():
    points = np.array([0.5, 1.0, 2.0])
    (x,) = exponentials([points])
    found = points * x + 1 / x
    np.testing.assert_allclose(found.value, points**2 + 1 / points)
    np.testing.assert_allclose(found.gradient[0], points * points - 1 / points)


NOISE = {"delta": "0.05", "gamma_z": "0.001", "p_c": "0.01"}


@pytest.mark.parametrize(
    "noise", [{}, {"delta": "0.05"}, pytest.param(NOISE, marks=pytest.mark.slow)], ids=len
)
def test_derivatives_of_the_concurrence_are_those_of_mpmath(noise):
    exact = {"g": Fraction(1), "gamma": Fraction(1, 1000)}
    exact |= {name: Fraction(x) for name, x in noise.items()}
    names = ("p", "kappa")

    def value(*logs):
        at = dict(zip(names, map(mp.exp, logs), strict=True))
        return series(exact, at, 3, mp.mpf).value

    with mp.workdps(40):
        at = {"p": mp.mpf("0.004"), "kappa": mp.mpf(2)}
        again = precise.concurrence(gamma="0.001", **noise, **at, n_max=3, digits=35)
        assert abs(series(exact, at, 3, mp.mpf).value - again) < mp.mpf(10) ** -34
        point = tuple(map(mp.log, at.values()))
        found = series(exact, at, 3, mp.mpf)
        orders = {(1, 0): found.gradient[0], (0, 1): found.gradient[1]}
        orders |= dict(zip([(2, 0), (1, 1), (0, 2)], found.curvature, strict=True))
        for order, derivative in orders.items():
            assert abs(mp.diff(value, point, order) - derivative) < mp.mpf(10) ** -15
