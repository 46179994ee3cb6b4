"""Small numbers have digits, too: against exact fractions, from all equations at once."""

from fractions import Fraction
from math import isqrt
from typing import Any

import numpy as np
import pytest

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import exact, ladder
from beyondthermal.numeric.cavity.rates import exact_rates

RANDOM = np.random.default_rng(28)
TINY = [1e-3, 1e-12, 1e-60, 1e-140, 1e-155, 1e-162, 1e-200, 1e-300]
N_MAX = 5


def drawn(count: int) -> list[dict[str, float]]:
    """Rates over many decades, with and without what mixes S and A."""
    points = []
    for k in range(count):
        lowest = RANDOM.choice([-8, -60, -140, -200, -290])
        rates = {"kappa": 10 ** RANDOM.uniform(-2, 5), "p": 10 ** RANDOM.uniform(lowest, -2)}
        rates["gamma"] = float(10 ** RANDOM.uniform(-8, 0))
        noise = [
            {},
            {"gamma_z": 10 ** RANDOM.uniform(-10, 0)},
            {"delta": 10 ** RANDOM.uniform(-6, 0)},
        ]
        points.append({name: float(x) for name, x in (rates | noise[k % 3]).items()})
    return points


POINTS = [{"kappa": 2.0, "p": p, "gamma": 1e-3} for p in TINY] + drawn(40)
SQUEEZED = [{"kappa": 2.0, "p": p, "gamma": 1e-200} for p in (1e-210, 1e-250, 1e-300)]


def off(value: Any, right: Fraction) -> Fraction:
    """The error over the value."""
    return abs(Fraction(float(value)) / right - 1)


def root(square: Fraction) -> Fraction:
    """To 60 digits, however small."""
    product = square.numerator * square.denominator
    return Fraction(isqrt(product * 10**120), square.denominator * 10**60)


def judged(rates: dict[str, float]) -> dict[str, Any]:
    """What is exact: the populations, 2 |rho_c| and 2 sqrt(p_G p_E), and the photons."""
    levels = exact._solved(exact_rates(**rates), N_MAX)
    qubits, photons = ladder.two_qubits(levels), ladder.photon_distribution(levels)
    G, S, A, E = (qubits[label] for label in ("GG", "SS", "AA", "EE"))
    swap_odd = qubits.get("Im SA", 0)
    return {
        "populations": (G, S, A, E),
        "coherence": root((S - A) ** 2 + 4 * swap_odd**2),
        "thermal": 2 * root(G * E),
        "mean": sum(n * P for n, P in enumerate(photons)),
        "pairs": sum(n * (n - 1) * P for n, P in enumerate(photons)),
    }


@pytest.mark.parametrize("rates", POINTS + SQUEEZED, ids=str)
def test_digits_of_small_numbers(rates: dict[str, float]) -> None:
    right = judged(rates)
    excess = Fraction(float(cavity.concurrence(**rates, n_max=N_MAX, clip=False)))
    expected = right["coherence"] - right["thermal"]
    # Of the larger term, where nothing is entangled, a double has no more digits than its own.
    allowed = Fraction(1, 10**12) * right["coherence"] + Fraction(1, 2**52) * right["thermal"]
    assert abs(excess - expected) <= allowed
    populations = cavity.populations(**rates, n_max=N_MAX)
    for found, population in zip(populations, right["populations"], strict=True):
        if expected > 0 and population > 1e-300:
            assert off(found, population) < 1e-12
        assert abs(Fraction(float(found)) - population) <= Fraction(1, 10**13)
    light = cavity.photon_statistics(**rates, n_max=N_MAX)
    assert off(light.mean, right["mean"]) < 1e-12
    allowed = max(1e-12, 1e-16 * rates["kappa"])
    assert off(light.g2, right["pairs"] / right["mean"] ** 2) < allowed


def test_what_is_asked_in_one_array_is_what_is_asked_alone() -> None:
    """Weak and strong pumps side by side, at a common cutoff and at one for each point."""
    p = np.array([*TINY, 0.3, 0.0])
    for n_max in (4, None):
        together = cavity.concurrence(kappa=2.0, p=p, gamma=1e-3, n_max=n_max, clip=False)
        alone = [cavity.concurrence(kappa=2.0, p=x, gamma=1e-3, n_max=n_max, clip=False) for x in p]
        np.testing.assert_allclose(together, alone, rtol=1e-14)
    assert together[-1] == 0


def test_without_the_care_for_weak_pumps_digits_would_be_missed() -> None:
    """The reason is p_E = 0 in double: then nothing would be taken off |rho_c|."""
    rates = {"kappa": 2.0, "p": 1e-300, "gamma": 1e-3}
    right, populations = judged(rates), cavity.populations(**rates)
    naive = abs(populations[1] - populations[2]) - 2 * np.sqrt(populations[0] * populations[3])
    assert populations[3] == 0
    assert off(naive, right["coherence"] - right["thermal"]) > 0.05


def test_nothing_is_promised_of_c_where_it_vanishes() -> None:
    """On the border of entanglement C is a difference of equals: as small as rounding."""
    inside, outside = 0.1, 1.0
    for _ in range(60):
        middle = (inside + outside) / 2
        positive = cavity.concurrence(kappa=2.0, p=middle, gamma=1e-3) > 0
        inside, outside = (middle, outside) if positive else (inside, middle)
    found = cavity.concurrence(kappa=2.0, p=inside, gamma=1e-3)
    assert 0 <= found < 1e-13


@pytest.mark.parametrize("ratio", [1e-10, 1e-4, 0.03])
@pytest.mark.parametrize("kappa", [1e-2, 1.0, 1e3, 1e5])
def test_photons_that_the_cavity_pump_makes(kappa: float, ratio: float) -> None:
    rates = {"kappa": kappa, "p": 1e-4, "gamma": 1e-2, "p_c": ratio * kappa}
    right = judged(rates)
    light = cavity.photon_statistics(**rates, n_max=N_MAX)
    assert off(light.mean, right["mean"]) < 1e-12
    assert off(light.g2, right["pairs"] / right["mean"] ** 2) < max(1e-12, 1e-16 * kappa)


def test_pairs_that_no_double_holds_are_refused() -> None:
    """One photon in 10^290 and two in less than 10^308: g2 has no digits."""
    rates = {"kappa": 2.0, "p": 1e-290, "gamma": 1e-250}
    assert cavity.concurrence(**rates) > 0
    with pytest.raises(ValueError, match=r"double has at g=1, kappa=2, p=1e-290, gamma=1e-250\.$"):
        cavity.photon_statistics(**rates, n_max=4)
    assert cavity.photon_statistics(**rates, n_max=1).g2 == 0
