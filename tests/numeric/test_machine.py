"""The machine in numbers: total, scale-free, broadcasting, and never a warning."""

import re
from collections.abc import Callable
from itertools import product

import judges
import numpy as np
import pytest
from domains import betas, rates, values
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from mpmath import mp

from beyondthermal.numeric.machine import (
    concurrence,
    concurrence_from_rates,
    density_matrix,
    populations,
    to_digits,
)

inf, nan = np.inf, np.nan
# Both ways of computing are judged.
pytestmark = pytest.mark.usefixtures("by")

EXTREMES = [
    0.0,
    -0.0,
    1.0,
    5e-324,
    2.2e-308,
    1e-16,
    169.9,
    170.1,
    709.8,
    745.2,
    1e300,
    1.7e308,
    inf,
]
ALL = [sign * value for value in EXTREMES for sign in (1, -1)]
doubles = st.floats(allow_nan=False) | st.sampled_from(ALL)
from_beta = pytest.mark.parametrize(
    "function", [concurrence, populations, density_matrix], ids=lambda f: f.__name__
)


@given(doubles, doubles)
def test_populations_sum_to_one(beta_A: float, beta_S: float) -> None:
    found = populations(beta_A, beta_S)
    assert abs(found.sum() - 1) <= 4e-16
    assert (found >= 0).all()


@given(st.floats(-170, 170), st.floats(-170, 170))
def test_populations_are_right_however_small(beta_A: float, beta_S: float) -> None:
    """In relative terms, by the tree theorem: rates of 1e±74, populations of 1e-148 and less."""
    with mp.workdps(40):
        a, b = map(judges.boltzmann_factor, (beta_A, beta_S))
        sides = (("S", b), ("A", a))
        chain = {(i, j): mp.one for mode, _ in sides for i, j in (("G", mode), (mode, "E"))}
        chain |= {(j, i): d for mode, d in sides for i, j in (("G", mode), (mode, "E"))}
        trees = [judges.spanning_trees(chain, "GSAE", root) for root in "GSAE"]
        for found, tree in zip(populations(beta_A, beta_S), trees, strict=True):
            expected = tree / sum(trees)
            assert abs(mp.mpf(float(found)) / expected - 1) < 2e-15


@given(st.floats(-170, 170), st.floats(-170, 170))
def test_concurrence_is_right_beside_what_it_is_the_difference_of(
    beta_A: float, beta_S: float
) -> None:
    with mp.workdps(200):
        N1, N2, d = judges.corrected_A10(*map(judges.boltzmann_factor, (beta_A, beta_S)), mp.sqrt)
        error = abs(concurrence(beta_A, beta_S) - max(mp.zero, (N1 - N2) / d))
        assert error <= mp.mpf("5e-15") * (N1 + N2) / d


@given(betas)
def test_concurrence_is_that_of_the_populations(pair: tuple[float, float]) -> None:
    p_G, p_S, p_A, p_E = populations(*pair)
    expected = max(0, abs(p_S - p_A) - 2 * np.sqrt(p_G * p_E))
    assert concurrence(*pair) == pytest.approx(expected, abs=1e-15)


@given(doubles, doubles)
def test_concurrence_keeps_its_bounds_and_its_symmetry(beta_A: float, beta_S: float) -> None:
    found = concurrence(beta_A, beta_S)
    assert 0 <= found <= 0.5
    assert found == pytest.approx(concurrence(beta_S, beta_A), abs=4e-16)
    if min(beta_A, beta_S) >= 0:
        assert found <= 1 / 3 + 2e-16
    if max(beta_A, beta_S) <= 0:
        assert found == 0


@given(betas)
def test_density_matrix_is_one(pair: tuple[float, float]) -> None:
    """Hermitian, positive, trace one, and diagonal in the Bell basis with the populations there."""
    rho = density_matrix(*pair)
    assert rho.shape == (4, 4)
    assert np.array_equal(rho, rho.T)
    assert rho.trace() == pytest.approx(1, abs=1e-15)
    assert np.linalg.eigvalsh(rho).min() >= -1e-16
    assert not rho[[0, 0, 0, 1, 2, 3, 3, 3], [1, 2, 3, 3, 3, 0, 1, 2]].any()
    bell = judges.bell_populations(rho.tolist())
    np.testing.assert_allclose(list(bell.values()), populations(*pair), atol=3e-16)
    assert concurrence(*pair) == pytest.approx(judges.wootters(rho), abs=2e-7)


@given(rates)
def test_density_matrix_is_the_raw_kernel(triple: tuple[float, float, float]) -> None:
    pump, damping_A, damping_S = triple
    found = density_matrix(np.log(damping_A / pump), np.log(damping_S / pump))
    expected = judges.kernel(*triple)
    np.testing.assert_allclose(found, np.array(expected, dtype=float), atol=2e-14)


LIMITS = {(-inf, -inf): 0, (-inf, inf): 0.5, (inf, -inf): 0.5, (inf, inf): 0, (0, inf): 1 / 3}


@pytest.mark.parametrize(("pair", "limit"), LIMITS.items(), ids=map(str, LIMITS))
def test_infinities_give_the_limits(pair: tuple[float, float], limit: float) -> None:
    assert concurrence(*pair) == pytest.approx(limit, abs=3e-16)
    assert concurrence(*np.clip(pair, -1.7e308, 1.7e308)) == concurrence(*pair)
    assert concurrence_from_rates(*rates_of(*pair)) == pytest.approx(limit, abs=3e-16)


def rates_of(beta_A: float, beta_S: float) -> tuple[float, float, float]:
    return 1.0, float(np.exp(beta_A)), float(np.exp(beta_S))


@from_beta
@pytest.mark.parametrize("other", [*ALL, nan])
def test_nan_in_nan_out(function: Callable, other: float) -> None:
    with np.errstate(all="raise"):
        assert np.isnan(function(nan, other)).all()
        assert np.isnan(function(other, nan)).all()
        among = function([0.0, nan, 3.0], 1.0)
    assert np.isnan(among[1]).all()
    assert not np.isnan(among[[0, 2]]).any()


def test_nan_rates_give_nan() -> None:
    with np.errstate(all="raise"):
        for triple in ([nan, 1, 1], [1, nan, 1], [1, 1, nan], [nan] * 3, [inf, inf, 1]):
            assert np.isnan(concurrence_from_rates(*triple))


@from_beta
def test_nothing_warns_and_nothing_overflows(function: Callable) -> None:
    grid_A, grid_S = np.meshgrid(ALL, ALL)
    with np.errstate(all="raise"):
        found = function(grid_A, grid_S)
        assert np.isfinite(found).all()
        for a, b in product(ALL[:8], ALL[-8:]):
            assert np.isfinite(function(a, b)).all()


RATES = [5e-324, 1e-308, 1e-300, 1e-160, 1e-74, 1.0, 1e74, 1e160, 1e300, 1.7e308]


def test_rates_over_the_whole_range_of_doubles() -> None:
    triples = np.array(list(product(RATES, [0.0, *RATES], [0.0, *RATES])))
    with np.errstate(all="raise"):
        found = concurrence_from_rates(*triples.T)
    with mp.workdps(50):
        for value, triple in zip(found, triples, strict=True):
            pump, a, b = (mp.mpf(float(rate)) for rate in triple)
            expected = judges.concurrence_of_factors(a / pump, b / pump)
            assert abs(mp.mpf(float(value)) - expected) <= mp.mpf("5e-16"), triple


@given(rates, st.integers(-290, 290))
def test_only_ratios_of_rates_matter(triple: tuple[float, float, float], power: int) -> None:
    """Homogeneous of degree 0: a power of two changes nothing at all."""
    scaled = [np.ldexp(rate, power * 3) for rate in triple]
    if all(1e-290 < rate < 1e290 for rate in scaled):
        assert concurrence_from_rates(*scaled) == concurrence_from_rates(*triple)


@given(values("beta_A").filter(np.isfinite), values("beta_S").filter(np.isfinite))
def test_rates_and_inverse_temperatures_agree(beta_A: float, beta_S: float) -> None:
    found = concurrence_from_rates(*rates_of(beta_A, beta_S))
    assert found == pytest.approx(concurrence(beta_A, beta_S), abs=1e-15)


def test_rates_that_vanish_or_are_infinite() -> None:
    assert concurrence_from_rates(1, 0, 8) == pytest.approx(concurrence(-inf, np.log(8)), abs=1e-15)
    assert concurrence_from_rates(1, 0, inf) == 0.5
    assert concurrence_from_rates(0, 1, 5) == 0
    assert concurrence_from_rates(0.0, 1e-300, 1e300) == 0
    assert concurrence_from_rates(inf, 1, 5) == 0


@from_beta
@given(
    shapes=hnp.mutually_broadcastable_shapes(num_shapes=2, min_side=0, max_side=4), data=st.data()
)
def test_broadcasts_like_a_ufunc(function: Callable, shapes, data: st.DataObject) -> None:
    one, other = (
        data.draw(hnp.arrays(np.float64, shape, elements=st.floats(-5, 5)))
        for shape in shapes.input_shapes
    )
    found, expected = function(one, other), np.broadcast_arrays(one, other)
    tail = np.shape(function(0.0, 0.0))
    assert np.shape(found) == (*shapes.result_shape, *tail)
    for index in np.ndindex(shapes.result_shape):
        a, b = (array[index] for array in expected)
        np.testing.assert_allclose(found[index], function(a, b), atol=2e-16)


def test_a_scalar_stays_a_scalar() -> None:
    for found in (
        concurrence(1, 2),
        concurrence(np.array(1), 2.0),
        concurrence_from_rates(1, 2, 3),
    ):
        assert isinstance(found, np.float64)
    assert concurrence([1], 2).shape == (1,)
    assert populations(1, 2).shape == (4,)
    assert density_matrix([1, 2], 2).shape == (2, 4, 4)


@given(st.floats(-300, 300), st.floats(-300, 300), st.integers(15, 60))
def test_any_number_of_digits(beta_A: float, beta_S: float, digits: int) -> None:
    found = to_digits(beta_A, beta_S, digits=digits)
    assert list(found) == ["C", "p_G", "p_S", "p_A", "p_E"]
    with mp.workdps(2 * digits):
        a, b = map(judges.boltzmann_factor, (beta_A, beta_S))
        assert abs(found["C"] - judges.concurrence_of_factors(a, b)) < mp.mpf(10) ** -digits
        assert abs(sum(list(found.values())[1:]) - 1) < mp.mpf(10) ** -digits * 4


ERRORS = {
    "shapes": (
        lambda: concurrence([1, 2], [1, 2, 3]),
        "Arguments `beta_A` and `beta_S` must have shapes that broadcast, but got (2,) and (3,).",
    ),
    "rate shapes": (
        lambda: concurrence_from_rates(1, [1, 2], np.ones((2, 3))),
        "Arguments `gamma_plus`, `gamma_A` and `gamma_S` must have shapes that broadcast, "
        "but got (), (2,) and (2, 3).",
    ),
    "negative pump": (
        lambda: concurrence_from_rates(-1, 1, 1),
        "Argument `gamma_plus` must not be negative, but got -1.0.",
    ),
    "negative among others": (
        lambda: concurrence_from_rates(1, [3, -2.5, nan, -1], 1),
        "Argument `gamma_A` must not be negative, but got -2.5.",
    ),
    "no digits": (
        lambda: to_digits(0, 0, digits=0),
        "Argument `digits` must be a whole number from 1 to 50000, but got 0.",
    ),
    "no number": (
        lambda: to_digits(0, "warm"),
        "Argument `beta_S` must be a number, but got 'warm'.",
    ),
    "minus infinity": (
        lambda: concurrence_from_rates(1, 1, -inf),
        "Argument `gamma_S` must not be negative, but got -inf.",
    ),
}
NOT_UNIQUE = (
    "Argument `gamma_plus` must be positive where `gamma_A` or `gamma_S` is 0, but got 0: "
    "the steady state is not unique."
)
ERRORS |= {
    f"dark state {triple}": (lambda triple=triple: concurrence_from_rates(*triple), NOT_UNIQUE)
    for triple in [(0, 0, 1), (0, 1, 0), (0, 0, 0), (-0.0, 1, 0.0), (0, 0, inf)]
} | {"dark state among others": (lambda: concurrence_from_rates([1, 0], 0, 1), NOT_UNIQUE)}


@pytest.mark.parametrize(("call", "message"), ERRORS.values(), ids=ERRORS)
def test_an_error_is_one_line_that_names_the_argument(call: Callable, message: str) -> None:
    with np.errstate(all="raise"), pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()
