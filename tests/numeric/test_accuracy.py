"""Absolute error at most 5e-16 against 50 digits, at more than 100,000 points of every kind.

The reference is Eq. (A10), corrected, in mpmath: exp unclipped, and nothing cancelled by hand.
"""

import judges
import numpy as np
import pytest
from mpmath import mp

from beyondthermal.numeric.machine import concurrence, populations

# Both ways of computing are judged.
pytestmark = pytest.mark.usefixtures("by")

ALLOWED = mp.mpf("5e-16")
RANDOM = np.random.default_rng(1708)

SPECIAL = np.concatenate(
    [
        [0.0, 5e-324, 1e-310, 2.2250738585072014e-308],  # subnormal, and the first normal number
        [1e-300, 1e-100, 1e-17, 1.1e-16, 2.3e-16, 1e-8, 1e-3, 0.1, 0.5, 0.6931471805599453],
        [1.0, 1.6, 2.136306, 2.6, 3.7, 5.0, 8.0, 13.0, 21.0, 36.7, 37.5, 55.0, 89.0, 144.0],
        [169.99999999999997, 170.0, 170.00000000000003, 233.0, 354.9, 377.0],  # where we clip
        [700.0, 709.782712893384, 709.7827128933841, 745.1, 745.2],  # where exp ends
        [1e3, 1e6, 1e15, 1e100, 1.7e308, 1.7976931348623157e308, np.inf],
    ]
)


def signed(values: np.ndarray) -> np.ndarray:
    return np.concatenate([values, -values])


def grid() -> np.ndarray:
    return np.stack(np.meshgrid(signed(SPECIAL), signed(SPECIAL)), axis=-1).reshape(-1, 2)


def edges(n: int) -> np.ndarray:
    """One reservoir at an infinity, the other anywhere."""
    points = RANDOM.uniform(-40, 40, (n, 2))
    points[np.arange(n), RANDOM.integers(0, 2, n)] = RANDOM.choice([-np.inf, np.inf], n)
    return points


def magnitudes(n: int) -> np.ndarray:
    """Both signs, every power of ten that a double can have."""
    with np.errstate(over="ignore"):
        return 10.0 ** RANDOM.uniform(-323, 308.2, (n, 2)) * RANDOM.choice([-1, 1], (n, 2))


def near_balance(n: int) -> np.ndarray:
    """beta_A and beta_S equal but for a few units in the last place."""
    beta = RANDOM.uniform(-5, 40, n)
    return np.stack([beta, beta + RANDOM.integers(-9, 10, n) * np.spacing(beta)], axis=-1)


def near_zero_coherence(n: int) -> np.ndarray:
    """x + y = 2: N1 vanishes although the reservoirs differ."""
    x = RANDOM.uniform(1e-3, 1, n)
    return np.log(np.stack([x, 2 - x], axis=-1))


def near_separability(n: int) -> np.ndarray:
    """N1 = N2, solved for beta_S, and up to four units in the last place beside it."""
    beta_A = RANDOM.uniform(-40, 40, n)
    x = np.exp(beta_A.astype(np.longdouble))
    # N1² = N2² divided by (x + y)/4 is a cubic in y. Newton comes down to its largest root from
    # above; where x > 4 + 2 sqrt5 there is a smaller one too, which it finds from zero.
    b, c, d = -8 - 5 * x, -4 - 5 * x**2, x**3 - 8 * x**2 - 4 * x
    y = np.where((x > 8.5) & RANDOM.integers(0, 2, n).astype(bool), 0, 8 + 8 * x)
    for _ in range(60):
        y = y - (((y + b) * y + c) * y + d) / ((3 * y + 2 * b) * y + c)
    beta_S = np.log(y).astype(float)
    beta_S += RANDOM.integers(-4, 5, n) * np.spacing(beta_S)
    return np.stack([beta_A, beta_S], axis=-1)


KINDS = {
    "grid of special values": grid(),
    "edges": edges(10_000),
    "every magnitude": magnitudes(10_000),
    "thermal": RANDOM.uniform(0, 6, (15_000, 2)),
    "wide": RANDOM.uniform(-40, 40, (20_000, 2)),
    "narrow": RANDOM.uniform(-4, 4, (15_000, 2)),
    "near balance": near_balance(5_000),
    "near zero coherence": near_zero_coherence(4_000),
    "near separability": near_separability(14_000),
}


def largest_error(points: np.ndarray) -> mp.mpf:
    """The largest |C - C_50|, each distinct exp computed once."""
    found = concurrence(*points.T)
    assert np.isfinite(found).all()
    with mp.workdps(50):
        factor = {beta: judges.boltzmann_factor(beta) for beta in set(points.ravel().tolist())}
        return max(
            abs(mp.mpf(value) - judges.concurrence_of_factors(factor[a], factor[b]))
            for value, (a, b) in zip(found.tolist(), points.tolist(), strict=True)
        )


def test_there_are_enough_points() -> None:
    assert sum(map(len, KINDS.values())) >= 100_000


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.sweep
def test_absolute_error(kind: str) -> None:
    assert largest_error(KINDS[kind]) <= ALLOWED


def test_points_near_separability_are_near() -> None:
    """Both sides of the boundary are there, and nothing but its neighbourhood."""
    found = concurrence(*KINDS["near separability"].T)
    p_G, p_S, p_A, p_E = populations(*KINDS["near separability"].T).T
    assert (np.abs(np.abs(p_S - p_A) - 2 * np.sqrt(p_G * p_E)) < 1e-14).all()
    assert 0.2 < (found > 0).mean() < 0.8


def test_the_reference_is_the_raw_kernel() -> None:
    with mp.workdps(80):
        for beta_A, beta_S in [(0.3, 4.0), (-20.0, 9.5), (40.0, -7.0), (2.0, 2.0), (-3.0, -1.0)]:
            a, b = map(judges.boltzmann_factor, (beta_A, beta_S))
            raw = judges.kernel_concurrence(1, a, b)
            assert abs(judges.concurrence_of_factors(a, b) - raw) < mp.mpf(10) ** -45


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_absolute_error_at_a_million_more_points(seed: int) -> None:
    random = np.random.default_rng(seed)
    scale = random.choice([1, 3, 10, 40, 200], (100_000, 1))
    assert largest_error(random.normal(0, scale, (100_000, 2))) <= ALLOWED
