"""Polynomials in two real variables: in a sum of both few digits cancel, and nothing else changes.

The judges are fractions. An error is measured in what the condition of a point explains, once.
"""

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.numeric.programs.domains import random_points
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.polynomials import nested
from beyondthermal.numeric.programs.polynomials.quotients import quotient_program
from beyondthermal.numeric.programs.polynomials.shears import loss, sheared
from beyondthermal.symbolic.symbols import declared

POSITIVE = sp.Interval.open(0, sp.oo)
x, y = (declared(name, sp.Reals) for name in "xy")
F, k = (declared(name, POSITIVE) for name in "Fk")
WHERE = {x: sp.Reals, y: sp.Reals, F: POSITIVE, k: POSITIVE}
# Widths as of the levels of an oscillator, and a sum of products of them that has no factors.
W = [(x + n * y) ** 2 + (n % 2 + 1) * (k**2 + F**2) for n in range(5)]
D = sp.expand(
    W[0] * (W[1] * W[2] * W[3]) ** 2 * W[4]
    + F**4 * W[2] ** 2 * (W[1] * W[3] + k**4) * (W[0] * W[4] + F**2 * k**2)
)
RING, X, Y = sp.ring([x, y], sp.ZZ)


def value_and_condition(
    terms: dict[tuple[int, ...], int], point: list[float]
) -> tuple[Fraction, Fraction]:
    """The value, and what the sizes of the value and of its logarithmic slopes come to."""
    at = [*map(Fraction, point)]
    each = [
        (powers, c * np.prod([v**n for v, n in zip(at, powers, strict=True)]))
        for powers, c in terms.items()
    ]
    value = sum(term for _, term in each)
    slopes = (sum(powers[j] * term for powers, term in each) for j in range(len(at)))
    return value, abs(value) + sum(map(abs, slopes))


def worst(points: npt.NDArray[np.float64]) -> float:
    """The largest error of 1/D in units of what the condition explains."""
    program = quotient_program("f", (x, y, F, k), {"f": 1 / D}, WHERE)
    assert program is not None
    terms = {powers: int(c) for powers, c in sp.Poly(D, x, y, F, k).terms()}
    found = compiled(program)(*points.T)
    errors = []
    for f, point in zip(found.tolist(), points.tolist(), strict=True):
        value, condition = value_and_condition(terms, point)
        errors.append(abs(Fraction(f) * value - 1) * abs(value) / condition * 2**53)
    return float(max(errors))


@pytest.mark.parametrize("decades", [(-1.0, 1.0), (-6.0, 6.0)])
def test_next_to_a_resonance_and_far_from_it_no_digit_is_lost(
    decades: tuple[float, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    points = random_points([*WHERE.values()], 20, 3, decades)
    points[:10, 0] = -points[:10, 1] * np.linspace(1.5, 4.5, 10)
    assert worst(points) < 3
    monkeypatch.setattr(nested, "sheared", lambda _: None)
    assert worst(points) > 30


@given(
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(-9, 9), min_size=2)
)
def test_a_sheared_polynomial_is_the_same_polynomial(terms: dict[tuple[int, int], int]) -> None:
    plain = RING.from_dict({p: sp.ZZ(c) for p, c in terms.items() if c})
    moved = plain.compose(X, X + 2 * Y) * (X + 1) * (Y + 1) + X**7 * Y
    found = sheared(moved)
    if found is not None:
        first, second = (RING.gens[j] for j in (found.first, found.second))
        assert found.polynomial.compose(first, first + found.multiple * second) == moved


def test_what_is_in_the_best_variables_stays_there() -> None:
    assert sheared(X**4 + X**2 * Y**2 + Y**4) is None
    assert sheared(X**2 + 10**6 * X * Y + Y**2) is None


def test_the_loss_is_that_of_sums_of_doubles() -> None:
    """(x + 3 y)⁶ + y⁶ in powers of x and y, and in those of x + 3 y and y."""
    for c, form in ((0, (X + 3 * Y) ** 6 + Y**6), (3, X**6 + Y**6)):
        terms = {(int(i), int(j)): int(n) for (i, j), n in ((X + 3 * Y) ** 6 + Y**6).terms()}
        errors = []
        for q in np.linspace(-3.5, -2.5, 101).tolist():
            z = q + c
            found = sum(float(n) * z**i for (i, _), n in form.terms())
            value, condition = value_and_condition(terms, [q, 1.0])
            errors.append(float(abs(Fraction(found) - value) / condition) * 2**53)
        lost = loss(terms, c)
        assert lost / 20 < max(errors) < 6 * lost + 6, (c, lost, max(errors))


def test_the_condition_of_a_monomial_is_its_degree_and_one() -> None:
    for powers in ((3, 0), (0, 3), (1, 2)):
        assert loss({powers: -5}) == pytest.approx(1 / 4)
