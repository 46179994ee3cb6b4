"""One point by `math`: as right as an array, and the same where only arithmetic is done."""

import math
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from beyondthermal.numeric import machine, thermodynamics
from beyondthermal.numeric.precision import mp
from beyondthermal.numeric.programs.functions import array_function, compiled
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.programs.plain import integer, plain
from beyondthermal.numeric.programs.program import Call, Name, Node, Number, Operation, Program
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
inf, nan = math.inf, math.nan
ULP = 2.0**-52


def both(name: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Points, edges in all combinations among them; the function there one by one, and at once."""
    row = FUNCTIONS[name]
    points = row.domain.points(len(row.program.arguments), 900)
    one_by_one = np.array([row.fast(*point) for point in points.tolist()])
    return points, one_by_one, row.fast(*points.T)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_number_is_an_element_of_an_array_but_for_the_last_bits(name: str) -> None:
    _, one_by_one, at_once = both(name)
    assert np.isnan(one_by_one).any()
    np.testing.assert_array_equal(np.isnan(one_by_one), np.isnan(at_once))
    # Of a difference of two exponentials more bits may be lost, but not of what it is beside 1.
    np.testing.assert_allclose(one_by_one, at_once, rtol=6 * ULP, atol=2 * ULP)


def test_where_there_is_no_exponential_no_bit_differs() -> None:
    _, one_by_one, at_once = both("concurrence_from_rates")
    np.testing.assert_array_equal(one_by_one.view(np.int64), at_once.view(np.int64))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_number_is_as_right_as_is_promised(name: str) -> None:
    row = FUNCTIONS[name]
    points, one_by_one, _ = both(name)
    with mp.workdps(60):
        for point, found in zip(points[::3].tolist(), one_by_one[::3], strict=True):
            expected = row.reference(point)
            for value, right in zip(np.atleast_1d(found).tolist(), expected, strict=True):
                if math.isfinite(value):
                    assert abs(mp.mpf(value) - right) <= row.allowed * max(1, abs(right)), point
                else:
                    assert str(mp.mpf(value)) == str(mp.mpf(right)), point


def test_the_relaxation_gap_is_one_of_floats_too() -> None:
    betas = np.random.default_rng(3).uniform(-40, 40, (2, 200))
    one_by_one = [thermodynamics.relaxation_gap(*pair) for pair in betas.T.tolist()]
    np.testing.assert_allclose(one_by_one, thermodynamics.relaxation_gap(*betas), rtol=6 * ULP)
    assert thermodynamics.relaxation_gap(inf, 0.0) == 4
    assert np.isnan(thermodynamics.relaxation_gap(nan, 0.0))


REFUSED = {
    "an overflow": (sp.exp(x), 1000.0, inf),
    "the logarithm of nothing": (sp.log(x), 0.0, -inf),
    "the logarithm of what is negative": (sp.log(x), -1.0, nan),
    "the root of what is negative": (sp.sqrt(x), -1.0, nan),
    "a division by nothing": (1 / x, 0.0, inf),
    "a division by less than nothing": (1 / x, -0.0, -inf),
    "nothing over nothing": (sp.tan(x) / x, 0.0, nan),
    "the sine of infinity": (sp.sin(x), inf, nan),
    "an angle there is none of": (sp.asin(x), 2.0, nan),
    "a power there is none of": (x ** sp.Rational(2, 5), -8.0, nan),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_math_refuses_is_left_to_numpy(case: str) -> None:
    body, argument, expected = REFUSED[case]
    with np.errstate(all="raise"):
        found = array_function((x,), body)(argument)
    assert isinstance(found, np.float64)
    np.testing.assert_equal(float(found), expected)


def test_numbers_of_all_types_are_one_point() -> None:
    function = array_function((x, y), [sp.exp(x), x - y])
    expected = function(0.5, 2.0)
    for half in (Fraction(1, 2), np.float64(0.5), np.array(0.5), mp.mpf("0.5"), np.float32(0.5)):
        np.testing.assert_array_equal(function(half, 2), expected)
    assert function(10**400, 2.0).tolist() == [inf, inf]
    with pytest.raises(TypeError, match="must be given, but got 1 of them"):
        function(0.5)


X, Y = Name("x"), Name("y")
EXTREMA: dict[str, Node] = {
    "max": Call("max", (X, Y)),
    "min": Call("min", (X, Y)),
    "of sums": Call("max", (Operation("+", X, Y), Operation("-", X, Y))),
    "nested": Call("min", (Call("max", (Operation("*", X, X), Y)), Number(2.0))),
    "select": Call("select", (X, Y, Number(1.0), Call("abs", (Y,)))),
    "negative": Call("negative", (Operation("-", X, Y),)),
}


@pytest.mark.parametrize("name", EXTREMA)
def test_a_nan_and_the_order_come_out_as_from_numpy(name: str) -> None:
    function = compiled(Program("f", ("x", "y"), (), (("f", EXTREMA[name]),)))
    values = [nan, -inf, -2.0, 0.0, 1.5, 3.0, inf]
    for a in values:
        for b in values:
            np.testing.assert_equal(float(function(a, b)), float(function([a], [b])[0]))


def test_a_program_over_fractions_stays_exact() -> None:
    body = Operation("-", Operation("*", Number(3.0), X), Call("negative", (X,)))
    (found,) = plain(Program("f", ("x",), (), (("f", body),)), integer)(Fraction(1, 3))
    assert found == Fraction(4, 3)


def test_the_density_matrix_is_that_of_the_populations() -> None:
    betas = np.random.default_rng(5).uniform(-30, 30, (2, 50))
    root = np.sqrt(0.5)
    bell = np.array([[1, 0, 0, 0], [0, root, root, 0], [0, root, -root, 0], [0, 0, 0, 1]])
    expected = np.einsum("ik,nk,jk->nij", bell, machine.populations(*betas), bell)
    np.testing.assert_allclose(machine.density_matrix(*betas), expected, atol=2e-16)
    for k, pair in enumerate(betas.T.tolist()):
        np.testing.assert_allclose(machine.density_matrix(*pair), expected[k], atol=2e-16)
