"""The cavity model in double precision, judged by QuTiP, by its symmetries, and by its limits."""

import numpy as np
import pytest
import qutip
from domains import cavities
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import qutip_cavity

from beyondthermal.numeric import cavity, machine

PAPER = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}
SWAP = np.eye(4)[[0, 2, 1, 3]]

everything = st.fixed_dictionaries(
    {
        "kappa": st.floats(0.2, 20),
        "p": st.floats(0.01, 2),
        "gamma": st.floats(0.01, 2),
        "g": st.floats(0.2, 3),
        "delta": st.floats(-2, 2),
        "gamma_z": st.floats(0.01, 2),
        "p_c": st.floats(0.01, 0.1),
    }
)
# Rates that a cavity of few photons can have, for laws that hold at any.
models = cavities | everything


@settings(max_examples=20)
@given(model=everything, n_max=st.integers(1, 4))
def test_qutip_finds_the_same_with_every_noise_term(model, n_max):
    full, qubits = qutip_cavity(n_max, **model)
    ours = cavity.density_matrix(**model, n_max=n_max)
    np.testing.assert_allclose(ours, qubits.full(), atol=1e-11)
    light = cavity.photon_statistics(**model, n_max=n_max)
    rho = qutip.Qobj(full, dims=[[4, n_max + 1]] * 2).ptrace(1)
    n = np.arange(n_max + 1)
    np.testing.assert_allclose(light.distribution, rho.diag(), atol=1e-11)
    assert light.mean == pytest.approx(n @ rho.diag(), rel=1e-8)
    pairs = n * (n - 1) @ rho.diag()
    assert light.g2 * light.mean**2 == pytest.approx(pairs, rel=1e-7, abs=1e-12)
    if qutip.concurrence(qubits) > 1e-3:
        ours = cavity.concurrence(**model, n_max=n_max)
        assert ours == pytest.approx(qutip.concurrence(qubits), abs=1e-9)


def test_qutip_finds_the_same_concurrence_where_there_is_some():
    found = []
    for noise in ({}, {"delta": 0.02}, {"gamma_z": 1e-4}, {"p_c": 1e-3}):
        _, qubits = qutip_cavity(7, **PAPER, **noise)
        found.append(cavity.concurrence(**PAPER, **noise))
        assert found[-1] == pytest.approx(qutip.concurrence(qubits), abs=1e-9)
    assert min(found) > 0.1


@given(model=models)
def test_density_matrices_are_density_matrices(model):
    rho = cavity.density_matrix(**model)
    assert np.trace(rho) == pytest.approx(1, abs=1e-14)
    np.testing.assert_array_equal(rho, rho.conj().T)
    assert np.linalg.eigvalsh(rho).min() > -1e-15
    light = cavity.photon_statistics(**model)
    assert light.distribution.min() >= 0
    assert light.distribution.sum() == pytest.approx(1, abs=1e-14)


@given(model=models)
def test_swapping_the_qubits_turns_the_detuning_round(model):
    turned = model | {"delta": -model.get("delta", 0.0)}
    rho, swapped = cavity.density_matrix(**model), cavity.density_matrix(**turned)
    np.testing.assert_allclose(SWAP @ rho @ SWAP, swapped, atol=1e-15)


@settings(max_examples=8)
@given(model=everything, phase=st.floats(0, 2 * np.pi))
def test_the_phase_of_the_coupling_is_a_matter_of_convention(model, phase):
    """U(1): what has unlike excitations on both sides is absent, and no phase can be seen."""
    full, qubits = qutip_cavity(3, **model | {"g": model["g"] * np.exp(1j * phase)})
    np.testing.assert_allclose(cavity.density_matrix(**model, n_max=3), qubits.full(), atol=1e-11)
    total = [q_1 + q_2 + n for q_1 in (0, 1) for q_2 in (0, 1) for n in range(4)]
    unlike = np.not_equal.outer(total, total)
    assert np.abs(full[unlike]).max() < 1e-12


@given(model=models, unit=st.floats(-3, 3).map(lambda exponent: 10.0**exponent))
def test_the_unit_of_rates_is_a_matter_of_convention(model, unit):
    scaled = {name: unit * rate for name, rate in model.items()} | {"g": unit * model.get("g", 1)}
    ours = cavity.populations(**model, n_max=10)
    np.testing.assert_allclose(cavity.populations(**scaled, n_max=10), ours, atol=1e-14)


def order(errors):
    """The power of the step, from errors at steps that halve."""
    return np.log2(errors[:-1] / errors[1:])


def test_bad_cavities_approach_the_effective_model_as_the_square_of_their_size():
    """kappa → ∞ at Γ = 4 g²/kappa: the error of Eq. (9) is of the order (g/kappa)²."""
    Gamma, p, gamma = 0.1, 5e-3, 1e-3
    kappa = 100.0 * 2.0 ** np.arange(5)
    full = cavity.populations(kappa=kappa, g=np.sqrt(Gamma * kappa / 4), p=p, gamma=gamma)
    effective = machine.populations(np.log(gamma / p), np.log((gamma + 2 * Gamma) / p))
    errors = np.abs(full - effective).max(axis=-1)
    # Here g/kappa goes as kappa^(-1/2).
    np.testing.assert_allclose(order(errors), 1, atol=0.02)
    assert errors[-1] < 1e-4


def test_uncoupled_qubits_are_a_product_state():
    """g → 0: each qubit alone has the population p/(p + gamma), up to an error of order g²."""
    g = 1e-2 / 2.0 ** np.arange(5)
    p, gamma = 0.3, 0.5
    rho = cavity.density_matrix(kappa=2.0, p=p, gamma=gamma, g=g)
    qubit = np.diag([gamma, p]) / (p + gamma)
    errors = np.abs(rho - np.kron(qubit, qubit)).max(axis=(-1, -2))
    np.testing.assert_allclose(order(errors), 2, atol=0.01)
    assert cavity.concurrence(kappa=2.0, p=p, gamma=gamma, g=1e-6) == 0


def test_without_pump_there_is_no_photon_and_no_answer_to_how_they_bunch():
    light = cavity.photon_statistics(kappa=1.0, p=0.0, gamma=1.0)
    assert light.mean == 0
    assert np.isnan(light.g2)
    np.testing.assert_array_equal(cavity.populations(kappa=1.0, p=0.0, gamma=1.0), [1, 0, 0, 0])


def test_a_pumped_empty_cavity_is_thermal():
    """Next to no coupling: P_n = (1 - r) r^n with r = p_c/kappa, mean r/(1 - r), g2 = 2."""
    r = 0.25
    light = cavity.photon_statistics(kappa=1.0, p=0.1, gamma=0.1, g=1e-9, p_c=r)
    n = np.arange(light.distribution.size)
    np.testing.assert_allclose(light.distribution, (1 - r) * r**n, atol=1e-14)
    assert light.mean == pytest.approx(r / (1 - r), rel=1e-13)
    assert light.g2 == pytest.approx(2, rel=1e-12)
