"""Models in numbers, without algebra: against the exact results, and against QuTiP."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
import qutip

from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model


def driven_qubits(**extra: Any) -> Model:
    """Two qubits that exchange excitations, the first one driven."""
    exchange = "J*(sigma_plus_1*sigma_minus_2 + sigma_minus_1*sigma_plus_2)"
    return read_model(
        {
            "symbols": {"Delta": "real", "J": "real", "Omega": "positive", "gamma": "positive"},
            "model": {
                "spaces": ["qubit", "qubit"],
                "hamiltonian": f"Delta*(number_1 + number_2) + {exchange} + Omega/2*sigma_x_1",
                **extra,
            },
            "jump": [{"rate": "gamma", "operator": f"sigma_minus_{k}"} for k in (1, 2)],
            "observables": {
                "flux": "gamma*number_2",
                "N": "negativity(1, 2)",
                "d": "partial_transpose_determinant(1, 2)",
                "S_1": "entropy(1)",
            },
        }
    )


def ion() -> Model:
    """Sideband cooling: six symbols, 36 unknowns, of which no closed form is to be had."""
    return read_model(
        {
            "symbols": {"Delta": "real"}
            | dict.fromkeys(("eta", "Omega", "nu", "gamma", "N"), "positive"),
            "model": {
                "spaces": ["qubit", "fock(3)"],
                "hamiltonian": "nu*number_2 - Delta*number_1 + Omega/2*sigma_x"
                " + eta*Omega/2*sigma_x*(a + a_dagger)",
            },
            "jump": [
                {"rate": "gamma", "operator": "sigma_minus"},
                {"rate": "N", "operator": "a"},
                {"rate": "N", "operator": "a_dagger"},
            ],
            "observables": {"phonons": "number_2"},
        }
    )  # fmt: skip


QUBITS = {"Delta": 0.3, "J": 0.8, "Omega": 1.1, "gamma": 0.4}
ION = {"Delta": -0.9, "eta": 0.2, "Omega": 0.5, "nu": 1.0, "gamma": 0.3, "N": 0.01}


def judge(model: Model, point: Mapping[str, float]) -> tuple[qutip.Qobj, list[qutip.Qobj]]:
    """The master equation as QuTiP's operators, from that of the file."""

    def number(matrix: Any) -> np.ndarray:
        return np.array(matrix.subs(values).evalf(20), dtype=complex)

    values = {model.symbols[name]: value for name, value in point.items()}
    jumps = [float(rate.subs(values)) ** 0.5 * number(J) for rate, J in model.lindbladian.jumps]
    sizes = [len(set(digits)) for digits in zip(*model.space.digits, strict=True)]
    dims = [sizes, sizes]
    hamiltonian = qutip.Qobj(number(model.lindbladian.hamiltonian), dims=dims)
    return hamiltonian, [qutip.Qobj(jump, dims=dims) for jump in jumps]


QUBITS_MODEL = driven_qubits()
MODELS = pytest.mark.parametrize(("model", "point"), [(driven_qubits(), QUBITS), (ion(), ION)])


@MODELS
def test_the_steady_state_is_that_of_qutip(model: Model, point: dict[str, float]) -> None:
    found = model.numbers(**point)
    expected = qutip.steadystate(*judge(model, point)).full()
    np.testing.assert_allclose(found.density_matrix, expected, atol=1e-12)
    assert found.error < 1e-11


@MODELS
def test_evolution_is_that_of_mesolve(model: Model, point: dict[str, float]) -> None:
    hamiltonian, jumps = judge(model, point)
    times = np.linspace(0, 12, 25)
    start = "projector(1, 0)"
    tight = {"progress_bar": "", "atol": 1e-13, "rtol": 1e-11, "nsteps": 100_000}
    one = qutip.tensor(qutip.basis(2, 1), qutip.basis(hamiltonian.dims[0][1], 0)).proj()
    expected = qutip.mesolve(hamiltonian, one, times, jumps, options=tight).states
    found = model.evolve(times, start, **point).density_matrix
    np.testing.assert_allclose(found, [rho.full() for rho in expected], atol=1e-9)


@MODELS
def test_spectra_are_those_of_qutip(model: Model, point: dict[str, float]) -> None:
    hamiltonian, jumps = judge(model, point)
    omega = np.linspace(-3.1, 3.3, 33)
    expected = qutip.spectrum(hamiltonian, omega, jumps, jumps[0].dag(), jumps[0])
    found = model.spectrum(jumps[0], omega, **point)
    np.testing.assert_allclose(found, expected, atol=1e-12)
    own = "sigma_minus_1" if "J" in point else "sigma_minus"
    rate = point["gamma"]
    np.testing.assert_allclose(rate * model.spectrum(own, omega, **point), found, rtol=1e-12)


@pytest.mark.parametrize("seed", range(3))
def test_numbers_are_those_of_the_exact_results(seed: int) -> None:
    random, model = np.random.default_rng(seed), QUBITS_MODEL
    point = {name: random.uniform(0.2, 2) for name in QUBITS}
    found = model.numbers(**point)
    substituted = {model.symbols[name]: value for name, value in point.items()}
    assert {"C", "N"} <= found.keys() - model.names.keys()
    for name in ("p_11", "rho_01_10", "rho_00_11", "flux", "d", "S_1"):
        expected = complex(model.names[name].subs(substituted).evalf(20))
        assert complex(found[name]) == pytest.approx(expected, abs=1e-12), name


def test_entangled_just_where_the_determinant_is_negative() -> None:
    J, Omega = np.linspace(0.05, 3, 20)[:, None], np.linspace(0.05, 3, 20)
    found = driven_qubits().numbers(Delta=0, J=J, Omega=Omega, gamma=0.7)
    entangled = found["C"] > 1e-9
    assert 0.1 < entangled.mean() < 0.9
    np.testing.assert_array_equal(found["d"][entangled] < 0, True)
    np.testing.assert_array_equal(found["d"][found["C"] == 0] > 0, True)
    np.testing.assert_array_equal(entangled, found["N"] > 1e-9)


def test_grids_broadcast_and_times_come_behind() -> None:
    model = driven_qubits()
    grid = {**QUBITS, "J": np.array([[0.1], [0.2]]), "gamma": np.array([0.3, 0.4, 0.5])}
    found = model.numbers(**grid)
    assert found["flux"].shape == found["C"].shape == found["rho_00_01"].shape == (2, 3)
    one = model.numbers(**{**QUBITS, "J": 0.2, "gamma": 0.5})
    assert found["flux"][1, 2] == pytest.approx(float(one["flux"]), rel=1e-13)
    moving = model.evolve([0.0, 1.0, 2.5, 3.0], "projector(0, 0)", **grid)
    assert moving["flux"].shape == moving["p_00"].shape == (2, 3, 4)
    np.testing.assert_allclose(moving["flux"][..., 0], 0)
    later = model.evolve([2.5], "projector(0, 0)", **{**QUBITS, "J": 0.2, "gamma": 0.5})
    assert moving["flux"][1, 2, 2] == pytest.approx(float(later["flux"][0]), rel=1e-11)
    assert model.spectrum("sigma_minus_1", [0.1, 0.2], **grid).shape == (2, 3, 2)


def test_long_times_lead_to_the_steady_state() -> None:
    model = driven_qubits(initial="projector(1, 1)")
    late, steady = model.evolve([0.0, 300.0], **QUBITS), model.numbers(**QUBITS)
    np.testing.assert_allclose(late.density_matrix[1], steady.density_matrix, atol=1e-13)
    assert late["p_11"][0] == 1


def test_rates_with_denominators_leave_time_as_it_is() -> None:
    """The real form multiplies 1/(n + 1) out; here it may not."""
    model = read_model(
        {
            "symbols": {"n": "positive"},
            "model": {"spaces": ["qubit"], "initial": "excited"},
            "jump": [{"rate": "1/(n + 1)", "operator": "sigma_minus"}],
        }
    )
    times = np.array([0.0, 1.0, 3.0])
    np.testing.assert_allclose(model.evolve(times, n=3)["p_1"], np.exp(-times / 4), rtol=1e-14)


def test_where_there_are_several_steady_states_the_initial_one_decides() -> None:
    data: dict[str, Any] = {
        "symbols": {"Gamma": "nonnegative"},
        "model": {"levels": ["1", "2", "e"]},
        "jump": [{"rate": "Gamma", "operator": "transition(1, e) + transition(2, e)"}],
    }
    with pytest.raises(ValueError, match="more than one steady state"):
        read_model(data).numbers(Gamma=1)
    data["model"]["initial"] = "projector(e)"
    found = read_model(data).numbers(Gamma=[0.0, 2.0])
    np.testing.assert_allclose(found["p_e"], [1, 0], atol=1e-12)
    np.testing.assert_allclose(found["rho_1_2"], [0, 0.5], atol=1e-12)
    assert np.isnan(found.error).all()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"J": 1}, "Numbers are needed for Delta, Omega, gamma too"),
        ({**QUBITS, "gama": 1}, "did you mean gamma"),
        (
            {**QUBITS, "gamma": -1.0},
            "Argument `gamma` must be in Interval.open.0, oo., but got -1.0",
        ),
        ({**QUBITS, "gamma": [1.0, 0.0]}, "but got 0.0"),
        ({**QUBITS, "J": [1, 2], "gamma": [1, 2, 3]}, "must have shapes that broadcast"),
        ({**QUBITS, "J": "one"}, "Argument `J` must be real, but got text"),
    ],
)
def test_slips_are_told(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        driven_qubits().numbers(**given)


@pytest.mark.parametrize(
    ("times", "initial", "said"),
    [
        ([0, 2, 1], "projector(0, 0)", "ascending"),
        ([-1, 1], "projector(0, 0)", "ascending"),
        ([0, 1], None, "the model has no `initial` state"),
        ([0, 1], "sigma_x_1", "must be a density matrix"),
        ([0, 1], np.eye(3), "4 × 4 numbers"),
    ],
)
def test_slips_of_evolution_are_told(times: Any, initial: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        driven_qubits().evolve(times, initial, **QUBITS)


def test_what_isnt_a_number_stays_unknown() -> None:
    found = driven_qubits().numbers(**{**QUBITS, "J": [np.nan, 0.8]})
    np.testing.assert_array_equal(np.isnan(found["C"]), [True, False])


def test_a_complex_parameter_is_given_as_such() -> None:
    """The Rabi frequency is 2|E| = 1."""
    drive = "E*sigma_plus + conjugate(E)*sigma_minus"
    model = read_model(
        {
            "symbols": {"E": "complex", "kappa": "positive"},
            "model": {"spaces": ["qubit"], "hamiltonian": drive},
            "jump": [{"rate": "kappa", "operator": "sigma_minus"}],
        }
    )
    found = model.numbers(E=0.3 - 0.4j, kappa=[1.0, 2.0])["p_1"]
    np.testing.assert_allclose(found, [1 / (1 + 2), 1 / (4 + 2)])
