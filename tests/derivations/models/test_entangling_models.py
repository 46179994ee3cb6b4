"""The models of other works on two qubits: Wootters' concurrence of QuTiP's states, and its limits.

What the files claim for all parameters is tried here at random ones, in numbers alone.
"""

import judges
import numpy as np
import pytest
from shipped_models import at, model_of, steady

ENTANGLED = {
    "autonomous_entangler": {"s": 0.096, "gamma_c": 6.45},
    "two_qubits_four_rates": {
        "Gamma_S_up": 1.3, "Gamma_S_down": 0.004, "Gamma_A_up": 0.006, "Gamma_A_down": 110.0
    },
    "two_qubits_out_of_equilibrium": {
        "Gamma_S": 900.0, "Gamma_A": 0.03, "n_S": 0.002, "excess": 40.0, "Lambda": 0.7
    },
    "two_qubits_unequally_coupled": {"g_1": 1.2, "g_2": 0.8, "p": 0.01, "gamma": 0.0003},
}  # fmt: skip
BOUNDS = {
    "autonomous_entangler": 0.13,
    "two_qubits_four_rates": 1 / 2,
    "two_qubits_out_of_equilibrium": 1 / 3,
    "two_qubits_unequally_coupled": 1 / 2,
}


def around(name: str, seed: int, width: float) -> dict[str, float]:
    """A point near the entangled one: as far as factors of e^width."""
    random = np.random.default_rng(seed)
    return {k: v * np.exp(random.uniform(-width, width)) for k, v in ENTANGLED[name].items()}


@pytest.mark.parametrize("name", ENTANGLED)
@pytest.mark.parametrize(("seed", "width"), [(0, 0.02), (1, 0.02), (2, 3.0), (3, 3.0)])
def test_the_concurrence_is_that_of_wootters(name: str, seed: int, width: float) -> None:
    values = around(name, seed, width)
    expected = judges.wootters(steady(name, values))
    assert at(model_of(name).names["C"], name, values).real == pytest.approx(expected, abs=1e-7)
    if width < 1:
        assert expected > BOUNDS[name] / 2


@pytest.mark.parametrize("name", ENTANGLED)
def test_bounds_hold_and_are_nearly_reached(name: str) -> None:
    found = [judges.wootters(steady(name, around(name, seed, 2.0))) for seed in range(60)]
    assert 0.6 * BOUNDS[name] < max(found) < BOUNDS[name]


def test_of_four_rates_a_third_is_passed_by_one_inverted_mode_only() -> None:
    name, seen = "two_qubits_four_rates", [0.0, 0.0, 0.0]
    random = np.random.default_rng(5)
    for _ in range(300):
        values = {k: np.exp(random.uniform(-6, 6)) for k in ENTANGLED[name]}
        inverted = sum(values[f"Gamma_{k}_up"] > values[f"Gamma_{k}_down"] for k in "SA")
        seen[inverted] = max(seen[inverted], judges.wootters(steady(name, values)))
    assert max(seen[0], seen[2]) < 1 / 3 < seen[1]
    assert min(seen[0], seen[2]) > 0.1


@pytest.mark.parametrize("seed", range(20))
def test_equal_couplings_entangle_most_for_a_given_rate_of_the_damped_mode(seed: int) -> None:
    name = "two_qubits_unequally_coupled"
    values = around(name, seed, 1.0)
    g = float(np.sqrt((values["g_1"] ** 2 + values["g_2"] ** 2) / 2))
    unequal = judges.wootters(steady(name, values))
    equal = judges.wootters(steady(name, {**values, "g_1": g, "g_2": g}))
    assert 0.05 < unequal < equal


def test_for_a_given_coupling_of_one_qubit_more_of_the_other_helps() -> None:
    name = "two_qubits_unequally_coupled"
    values = {"g_1": 1.0, "g_2": 1.0, "p": 0.01, "gamma": 0.001}
    more = judges.wootters(steady(name, {**values, "g_2": 1.2}))
    assert more > judges.wootters(steady(name, values)) + 0.001


@pytest.mark.parametrize("n", [0.001, 0.05, 0.2])
def test_how_cold_the_cold_mode_must_be(n: float) -> None:
    x = n / (n + 1)
    values = {"Gamma_S": 1.0, "Gamma_A": 1e-10, "n_S": n, "excess": 1e4, "Lambda": 0.3}
    found = judges.wootters(steady("two_qubits_out_of_equilibrium", values))
    assert found == pytest.approx((1 - 6 * x + x**2) / (3 + 2 * x + 3 * x**2), abs=2e-3)
