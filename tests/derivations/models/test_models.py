"""The models that come with the package: their claims, and QuTiP's word on each."""

from functools import cache
from typing import Any

import judges
import numpy as np
import pytest
import qutip
from shipped_models import JUDGES, NAMES, at, model_of, path_of, steady, values_of

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.models.file import read_model


@cache
def asked(name: str) -> list[Any]:
    file = read(path_of(name))
    return questions(file.data, file.claims)


CLAIMS = [
    pytest.param(name, k, id=f"{name}: {claim.name}")
    for name in NAMES
    for k, claim in enumerate(read(path_of(name)).claims)
]


def test_every_model_has_a_judge_and_no_more_than_80_lines() -> None:
    assert sorted(JUDGES) == NAMES
    for name in NAMES:
        assert len(path_of(name).read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize(("name", "k"), CLAIMS)
@pytest.mark.sweep
def test_claims_come_to_their_verdicts(name: str, k: int) -> None:
    claim = read(path_of(name)).claims[k]
    proof = asked(name)[k]()
    assert proof.verdict.name.lower() == claim.expected, proof.method


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(4))
def test_the_density_matrix_is_that_of_qutip(name: str, seed: int) -> None:
    values, labels = values_of(name, seed), model_of(name).space.labels
    names = model_of(name).names
    found = [[at(names[f"rho_{a}_{b}"], name, values) for b in labels] for a in labels]
    np.testing.assert_allclose(found, steady(name, values), atol=2e-10)
    assert [at(names[f"p_{a}"], name, values) for a in labels] == pytest.approx(
        [found[k][k] for k in range(len(labels))]
    )


ENTANGLING = {"g": 1.6, "gamma_h": 0.01, "gamma_c": 10.4, "n_c": 1e-4, "excess": 100.0, "h": 5.0}


@pytest.mark.parametrize("name", ["two_qubit_thermal_machine", "two_qubit_entanglement"])
@pytest.mark.parametrize("seed", range(4))
def test_the_concurrence_is_that_of_wootters(name: str, seed: int) -> None:
    values = values_of(name, seed)
    near = {k: ENTANGLING[k] * v**0.1 for k, v in values.items()}
    for point, entangled in ((values, name == "two_qubit_entanglement"), (near, True)):
        found = at(model_of(name).names["C"], name, point).real
        assert found == pytest.approx(judges.wootters(steady(name, point)), abs=1e-7)
        assert (found > 0.02) == entangled


@pytest.mark.parametrize("p", [0.005, 0.02, 1.0])
def test_two_qubits_in_a_cavity_are_entangled_as_their_reduced_state_is(p: float) -> None:
    name = "two_qubits_in_a_cavity"
    values = {"g_1": 1.0, "g_2": 0.6, "kappa": 10.0, "gamma": 0.001, "p": p}
    reduced = qutip.Qobj(steady(name, values), dims=[[2, 2, 2]] * 2).ptrace([0, 1])
    expected = {"C_12": judges.wootters(reduced.full()), "N_12": qutip.negativity(reduced, 0)}
    assert (expected["C_12"] > 0.01) == (p < 1)
    exact = read_model(read(path_of(name)).data, {k: str(v) for k, v in values.items()}).names
    numbers = model_of(name).numbers(**values)
    for key, value in expected.items():
        assert float(exact[key]) == pytest.approx(value, abs=1e-7)
        assert float(numbers[key]) == pytest.approx(float(exact[key]), abs=1e-11)


def test_the_concurrence_of_two_couplings_is_that_of_numbers() -> None:
    name = "two_qubits_in_a_cavity"
    values = {"g_1": 0.8, "g_2": 1.3, "kappa": 9.0, "gamma": 0.002, "p": 0.01}
    found = at(model_of(name).names["C_12"], name, values).real
    assert found == pytest.approx(float(model_of(name).numbers(**values)["C_12"]), abs=1e-11)
    assert found > 0.01


@pytest.mark.parametrize("seed", range(4))
def test_heat_currents_of_the_maser_are_photons_per_time(seed: int) -> None:
    """Each photon that the hot bath gives has the energy omega_s + omega_i."""
    name, values = "three_level_maser", values_of("three_level_maser", seed)
    rho, (_, jumps) = steady(name, values), JUDGES[name](**values)
    up, down, back, again = (np.trace(j.full() @ rho @ j.full().conj().T).real for j in
                             (jumps[1], jumps[0], jumps[3], jumps[2]))  # fmt: skip
    omega_p = values["omega_s"] + values["omega_i"]
    names = model_of(name).names
    assert at(names["Q_h"], name, values) == pytest.approx(omega_p * (up - down), abs=1e-9)
    expected = values["omega_i"] * (back - again)
    assert at(names["Q_c"], name, values) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("seed", range(2))
def test_the_currents_of_two_qubits_are_expectation_values(seed: int) -> None:
    name, values = "two_qubit_thermal_machine", values_of("two_qubit_thermal_machine", seed)
    rho, (_, jumps) = steady(name, values), JUDGES[name](**values)
    down, up = (np.trace(j.full() @ rho @ j.full().conj().T).real for j in jumps[:2])
    assert at(model_of(name).names["J_h"], name, values) == pytest.approx(up - down, abs=1e-10)


def test_the_lambda_system_without_a_drive_has_a_family() -> None:
    text = path_of("lambda_dark_state").read_text(encoding="utf-8")
    data = read(path_of("lambda_dark_state")).data
    assert "hamiltonian" in text
    undriven = {**data, "model": {**data["model"], "hamiltonian": "Delta*projector(e)"}}
    undriven["observables"] = {}
    assert read_model(undriven).names["steady_states"] == 4
    undriven["model"]["initial"] = "projector(e)"
    names = read_model(undriven).names
    G1, G2 = (read_model(undriven).symbols[f"Gamma_{k}"] for k in (1, 2))
    assert (names["p_1"] - G1 / (G1 + G2)).simplify() == 0
    assert names["p_e"] == 0


@pytest.mark.parametrize("r", [0.1, 0.5, 0.9])
def test_the_truncated_oscillator_is_geometric(r: float) -> None:
    values = {"omega": 1.0, "kappa": 0.7, "n": r / (1 - r)}
    names = model_of("damped_oscillator").names
    found = [at(names[f"p_{k}"], "damped_oscillator", values).real for k in range(5)]
    np.testing.assert_allclose(found, [r**k * (1 - r) / (1 - r**5) for k in range(5)], rtol=1e-12)
