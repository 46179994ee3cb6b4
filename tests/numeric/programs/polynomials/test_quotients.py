"""Programs of long fractions: right to the last digits, total, and each part written once."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy as sp
from mpmath import mp

from beyondthermal.numeric.programs.accurate import accurate_program
from beyondthermal.numeric.programs.functions import compiled, precise_function
from beyondthermal.numeric.programs.polynomials.quotients import (
    long_quotients,
    precise_quotients,
    quotient_program,
)
from beyondthermal.symbolic.symbols import declared

POSITIVE = sp.Interval.open(0, sp.oo)
x, y, z = (declared(name, POSITIVE) for name in "xyz")
ABOVE_ONE = declared("b", sp.Interval.open(1, sp.oo))


def terms(variables: tuple[sp.Symbol, ...], degree: int, seed: int) -> Iterator[sp.Expr]:
    """All monomials of a degree, with whole numbers of both signs, mostly positive."""
    random = np.random.default_rng(seed)
    for powers in product(range(degree + 1), repeat=len(variables)):
        if sum(powers) == degree:
            number = int(random.integers(1, 9)) * (-1 if random.random() < 0.1 else 1)
            yield number * sp.Mul(*(v**k for v, k in zip(variables, powers, strict=True)))


BELOW = sp.Add(*map(abs, terms((x, y, z), 20, 1)))
VALUES = {
    "p": sp.Add(*terms((x, y, z), 20, 2)) / BELOW,
    "q": sp.Add(*terms((x, y, z), 19, 3)) / BELOW,
}
WHERE = dict.fromkeys((x, y, z), POSITIVE)


def test_a_long_fraction_is_exact_to_its_last_digits() -> None:
    """The judge are fractions, of a sum over all terms."""
    function = compiled(accurate_program("f", (x, y, z), VALUES, WHERE))
    points = 10 ** np.random.default_rng(4).uniform(-5, 5, (12, 3))
    polynomials = [[sp.Poly(side, x, y, z) for side in sp.fraction(v)] for v in VALUES.values()]
    for point in points.tolist():
        at = [*map(Fraction, point)]
        for found, sides in zip(function(*point), polynomials, strict=True):
            above, below = (
                sum(int(c) * at[0] ** i * at[1] ** j * at[2] ** k for (i, j, k), c in side.terms())
                for side in sides
            )
            size = sum(
                abs(int(c)) * at[0] ** i * at[1] ** j * at[2] ** k
                for (i, j, k), c in sides[0].terms()
            )
            assert abs(Fraction(float(found)) - above / below) <= Fraction(2e-15) * size / below


@pytest.mark.parametrize("scale", [1e-290, 1e-200, 1e200, 1e290])
def test_a_common_factor_may_have_any_size(scale: float) -> None:
    function = compiled(accurate_program("f", (x, y, z), VALUES, WHERE))
    p, q = function(2.0, 0.5, 3.0)
    assert function(2 * scale, 0.5 * scale, 3 * scale) == pytest.approx([p, q / scale], rel=1e-14)


def test_one_argument_may_be_much_larger_than_the_others() -> None:
    """Beyond 2^45, to the 20th power, it is no double: what decays does so all the same."""
    function = compiled(accurate_program("f", (x, y, z), VALUES, WHERE))
    exact = precise_function((x, y, z), [*VALUES.values()])
    for place, power in product(range(3), (30, 44, 50, 60, 85)):
        point = [2.0, 0.5, 3.0]
        point[place] *= 2.0**power
        with mp.workdps(60):
            wanted = [*map(float, exact(*map(mp.mpf, point)))]
        assert function(*point) == pytest.approx(wanted, rel=1e-14, abs=0), (place, power)


def test_what_several_have_in_common_is_written_once() -> None:
    both = quotient_program("f", (x, y, z), VALUES, WHERE)
    alone = [quotient_program("f", (x, y, z), {key: v}, WHERE) for key, v in VALUES.items()]
    assert both is not None
    lengths = [len(program.parts) for program in alone if program is not None]
    assert len(both.parts) < 0.8 * sum(lengths)


def test_next_to_the_end_of_a_domain_no_digit_is_lost() -> None:
    """(b - 1) times a long sum, multiplied out, over another one."""
    b = ABOVE_ONE
    where = {b: sp.Interval.open(1, sp.oo), x: POSITIVE, y: POSITIVE}
    inner = sp.Add(*map(abs, terms((b, x, y), 17, 5)))
    value = sp.expand((b - 1) * inner) / sp.Add(*map(abs, terms((b, x, y), 18, 6)))
    function = compiled(accurate_program("f", (b, x, y), {"f": value}, where))
    exact = precise_function((b, x, y), [value])
    for point in ([1 + 2.0**-40, 0.5, 2.0], [1 + 2.0**-20, 3.0, 0.25]):
        with mp.workdps(60):
            wanted = exact(*map(mp.mpf, point))[0]
            assert abs(mp.mpf(float(function(*point))) / wanted - 1) < 1e-14


def test_sums_over_all_terms_are_what_sympy_makes_of_them() -> None:
    products = long_quotients(VALUES)
    assert products is not None
    point = [mp.mpf(2), mp.mpf("0.3"), mp.mpf(5)]
    found = precise_quotients((x, y, z), products)(*point)
    wanted = precise_function((x, y, z), [*VALUES.values()])(*point)
    assert [*map(float, found)] == pytest.approx([*map(float, wanted)], rel=1e-13)


def test_short_ones_and_other_functions_are_left_to_sympy() -> None:
    assert long_quotients({"f": x / (x + y)}) is None
    assert long_quotients({"f": VALUES["p"], "g": sp.sqrt(x)}) is None
