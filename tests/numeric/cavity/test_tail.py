"""Levels above a cutoff: what they hold at most, and what they do to those below, in rationals."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from exact_cavity import models
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.numeric.cavity import ladder, points
from beyondthermal.numeric.cavity.level import POPULATIONS
from beyondthermal.numeric.cavity.tail import (
    enough_everywhere,
    enough_photons,
    open_ladder,
    ratio,
)
from beyondthermal.symbolic.machine.cavity import EXCITATIONS
from beyondthermal.symbolic.machine.cavity import ladder as blocks


def probability(level):
    return sum(level.get(label, 0) for label in POPULATIONS)


every_noise = [
    dict.fromkeys(names, Fraction(1, 7))
    for k in range(4)
    for names in combinations(("delta", "gamma_z", "p_c"), k)
]


@pytest.mark.parametrize("noise", every_noise, ids=lambda noise: " ".join(noise))
@pytest.mark.parametrize("top", [2, 4])
def test_lower_levels_are_a_linear_function_of_the_next_one(noise, top):
    """An identity between rationals: what is far above a cutoff never felt it."""
    rates = {"g": 1, "kappa": Fraction(3, 2), "p": Fraction(1, 3), "gamma": Fraction(1, 5)}
    model = {name: Fraction(x) for name, x in rates.items()} | noise
    x = ladder.solve(model, top + 2, Fraction)
    h, t = open_ladder(model, top, Fraction)
    w = sum(map(probability, x[: top + 1]))
    assert sum(map(probability, h)) == 1
    assert all(sum(map(probability, levels)) == 0 for levels in t.values())
    for N in range(top + 1):
        for label, value in x[N].items():
            above = sum(x[top + 1][i] * levels[N][label] for i, levels in t.items())
            assert value == w * h[N][label] + above


def flow(level, N, rate):
    """The sum of rate(n, e) over the populations of a level, n photons and e excited qubits."""
    excited = dict(zip(POPULATIONS, EXCITATIONS, strict=True))
    return sum(x * rate(N - excited[i], excited[i]) for i, x in level.items() if i in excited)


@settings(max_examples=30)
@given(model=models, n_max=st.integers(3, 10))
def test_flow_of_probability_is_balanced_and_bounds_the_next_level(model, n_max):
    """P_{N+1} <= q_N P_N, and q_N decreases: in the truncated model too, exactly."""
    kappa, gamma, p, p_c = (model.get(name, 0) for name in ("kappa", "gamma", "p", "p_c"))
    levels = ladder.solve(model, n_max, Fraction)
    for N in range(n_max):
        down = flow(levels[N + 1], N + 1, lambda n, e: kappa * n + gamma * e)
        assert down == flow(levels[N], N, lambda n, e: p_c * (n + 1) + p * (2 - e))
    for N in range(2, n_max):
        assert probability(levels[N + 1]) <= ratio(model, N) * probability(levels[N])
        gains = [p_c * (N - e + 1) + p * (2 - e) for e in range(3)]
        assert ratio(model, N) == max(gains) / min(
            kappa * (N + 1 - e) + gamma * e for e in range(3)
        )
        assert ratio(model, N + 1) <= ratio(model, N)


def test_flow_bound_is_nearly_attained_by_a_thermal_cavity():
    """No bound three percent smaller would hold."""
    model = {"kappa": Fraction(10), "p": Fraction(0), "gamma": Fraction(10), "p_c": Fraction(1)}
    P = [probability(level) for level in ladder.solve({"g": Fraction(1)} | model, 16, Fraction)]
    for N in range(2, 12):
        assert P[N + 1] > Fraction(97, 100) * ratio(model, N) * P[N]


@settings(max_examples=20)
@given(model=models, n_max=st.integers(2, 6))
def test_no_coherence_exceeds_half_of_its_level(model, n_max):
    absent = [name for name in ("delta", "gamma_z", "p_c") if name not in model]
    coherences = [unknown for unknown in blocks(*absent).unknowns if unknown.part]
    for N, level in enumerate(ladder.solve(model, n_max, Fraction)):
        for unknown in coherences:
            if unknown.label in level:
                square = unknown.weight(N) * level[unknown.label] ** 2
                assert square <= (probability(level) / 2) ** 2


def test_the_bound_is_the_same_at_one_point_at_many_and_compiled():
    rng = np.random.default_rng(8)
    count = 400
    rates = {name: 10 ** rng.uniform(-5, 2, count) for name in ("kappa", "p", "gamma")}
    rates["p_c"] = rates["kappa"] * rng.uniform(0, 1, count)
    each = [enough_photons({name: float(x[k]) for name, x in rates.items()}) for k in range(count)]
    everywhere = enough_everywhere(rates)
    assert [n or None for n in everywhere.tolist()] == each
    assert 50 < each.count(None) < 350
    np.testing.assert_array_equal(points.bounded({"g": 1.0, **rates})[1], everywhere)
