"""The full model at any number of digits, Eqs. (7)-(8), Appendix D, (C3) and (A5)-(A9)."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import qutip
from domains import cavities as models
from domains import wide_cavities as wide
from hypothesis import given, settings
from hypothesis import strategies as st
from judges import qutip_cavity as judge
from mpmath import mp, mpf

from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.ladder import solve, two_qubits


def array(matrix):
    return np.array(matrix.tolist(), dtype=complex)


def largest(matrix):
    return max(abs(x) for x in matrix)


@settings(max_examples=20)
@given(model=models, n_max=st.integers(1, 4))
def test_qutip_finds_the_same_density_matrix(model, n_max):
    state = precise.steady_state(**model, n_max=n_max, digits=20)
    full, qubits = judge(n_max, **model)
    np.testing.assert_allclose(array(precise.full_density_matrix(state)), full, atol=1e-11)
    np.testing.assert_allclose(array(state.density_matrix), qubits.full(), atol=1e-11)


def test_qutip_finds_the_same_concurrence():
    for model in (
        {"kappa": 10.0, "p": 5e-3, "gamma": 1e-3},
        {"kappa": 8.0, "p": 5e-3, "gamma": 1e-3, "delta": 0.02, "gamma_z": 3e-4, "p_c": 2e-3},
    ):
        state = precise.steady_state(**model, digits=20)
        _, qubits = judge(6, **model)
        assert float(state.concurrence) == pytest.approx(qutip.concurrence(qubits), abs=1e-9)
        assert state.concurrence > 0.2


def lindbladian(rho, n_max, *, kappa, p, gamma, g=1, delta=0, gamma_z=0, p_c=0):
    """The model of Eqs. (7)-(8) and Appendix D on normalised Fock states, in mpmath."""

    def kron(*factors):
        found = mp.matrix([[1]])
        for factor in factors:
            blocks = [
                [x * y for x in found[i, :] for y in factor[k, :]]
                for i in range(found.rows)
                for k in range(factor.rows)
            ]
            found = mp.matrix(blocks)
        return found

    one, spin, cavity = mp.eye(2), mp.matrix([[0, 1], [0, 0]]), mp.eye(n_max + 1)
    photon = mp.zeros(n_max + 1)
    for n in range(n_max):
        photon[n, n + 1] = mp.sqrt(n + 1)
    c, a = [kron(spin, one, cavity), kron(one, spin, cavity)], kron(one, one, photon)
    H = delta * (c[0].T * c[0] - c[1].T * c[1])
    jumps = [(kappa, a), (p_c, a.T)]
    for x in c:
        H += g * (x.T * a + x * a.T)
        jumps += [(p, x.T), (gamma, x), (gamma_z, 2 * x.T * x - mp.eye(H.rows))]
    change = -1j * (H * rho - rho * H)
    for rate, jump in jumps:
        loss = jump.T * jump
        change += rate * (jump * rho * jump.T - (loss * rho + rho * loss) / 2)
    return change


@pytest.mark.parametrize(
    "model",
    [
        {"kappa": mpf(2), "p": mpf(1) / 8, "gamma": mpf(0)},
        {"kappa": mpf(1), "p": mpf(3), "gamma": mpf(1) / 2, "gamma_z": mpf(1) / 4, "g": mpf(2)},
        {"kappa": mpf(4), "p": mpf(1) / 4, "gamma": mpf(1), "delta": mpf(1) / 2, "p_c": mpf(1)},
    ],
)
def test_full_density_matrix_is_a_steady_state(model):
    """It has trace one, it is Hermitian and positive, and the Lindbladian takes it to zero."""
    state = precise.steady_state(**model, n_max=2, digits=60)
    with mp.workdps(70):
        rho = precise.full_density_matrix(state)
        assert largest(lindbladian(rho, 2, **model)) < mpf(10) ** -58
        assert largest(rho - rho.H) < mpf(10) ** -58
        assert abs(sum(rho[i, i] for i in range(rho.rows)) - 1) < mpf(10) ** -58
        assert min(mp.eighe(rho, eigvals_only=True)) > -(mpf(10) ** -58)
        assert largest(precise.partial_trace(rho) - state.density_matrix) < mpf(10) ** -58


def test_elements_are_those_of_the_density_matrix():
    state = precise.steady_state(kappa=2, p=1, gamma=0, delta="0.5", n_max=3, digits=30)
    with mp.workdps(60):
        assert sum(state.element("A", n, "A", n) for n in range(4)) == pytest.approx(
            state.populations[2], abs=1e-29
        )
        assert state.element("S", 1, "A", 1) == mp.conj(state.element("A", 1, "S", 1))
        assert state.element("S", 1, "A", 1) != 0
        assert state.element("G", 1, "A", 1) == 0
    with pytest.raises(ValueError, match="must be from 0 to 3, but got 4 and 0"):
        state.element("G", 4, "G", 0)


@settings(max_examples=25)
@given(model=wide, n_max=st.integers(1, 12), digits=st.integers(1, 40))
def test_all_digits_are_right_over_twelve_decades(model, n_max, digits):
    exact = {"g": Fraction(1)} | {k: Fraction(x) for k, x in model.items() if x or k == "gamma"}
    levels = solve(exact, n_max, Fraction)
    state = precise.steady_state(**model, n_max=n_max, digits=digits)
    with mp.workdps(digits + 20):
        for level, found in zip(levels, state.levels, strict=True):
            for label, x in level.items():
                error = found[label] - mpf(x.numerator) / x.denominator
                assert abs(error) < mpf(10) ** -digits
    better = precise.concurrence(**model, n_max=n_max, digits=digits + 30)
    with mp.workdps(digits + 20):
        assert abs(state.concurrence - better) <= mpf(10) ** -digits


def test_digits_lost_to_rounding_are_noticed_and_paid_for():
    """The dark state next to a driven cavity: forty digits cancel, and twenty are asked for."""
    model = {"g": 1, "kappa": 10, "p": "1e-40", "gamma": "2e-40", "p_c": 1}
    exact = solve({name: Fraction(x) for name, x in model.items()}, 2, Fraction)
    state = precise.steady_state(**model, n_max=2, digits=20)
    with mp.workdps(30):
        for level, found in zip(exact, state.levels, strict=True):
            for label, x in level.items():
                assert abs(found[label] - mpf(x.numerator) / x.denominator) < mpf(10) ** -20


def test_a_solver_that_loses_thirty_digits_is_given_them(monkeypatch):
    model = {"kappa": 2, "p": 1, "gamma": 1, "n_max": 2, "digits": 20}
    right = precise.steady_state(**model)

    def leaky(parameters, n_max, number):
        levels = solve(parameters, n_max, number)
        working = precise.mp
        levels[1]["AA"] += working.mpf(10) ** (30 - (15 if number is float else working.dps))
        return levels

    monkeypatch.setattr(precise.ladder, "solve", leaky)
    found = precise.steady_state(**model)
    with mp.workdps(30):
        assert abs(found.populations[2] - right.populations[2]) < mpf(10) ** -20


def test_the_root_of_eq_A8_needs_more_digits_than_the_populations():
    """Sixty decades between the rates: p_G p_E has no digit before the populations have twenty."""
    noise = {"delta": "2e31", "gamma_z": "7e-27", "p_c": "8e7"}
    model = {"g": "3e-39", "kappa": "2e14", "p": "3e-6", "gamma": 0} | noise
    exact = two_qubits(solve({name: Fraction(x) for name, x in model.items()}, 2, Fraction))
    found = precise.steady_state(**model, n_max=2, digits=20).populations
    with mp.workdps(40):
        product = mpf((GE := exact["GG"] * exact["EE"]).numerator) / GE.denominator
        assert abs(found[0] * found[3] / product - 1) < mpf(10) ** -15


@settings(max_examples=10)
@given(model=models, digits=st.integers(5, 40))
def test_cutoff_is_high_enough(model, digits):
    state = precise.steady_state(**model, digits=digits)
    higher = precise.steady_state(**model, digits=digits, n_max=2 * state.n_max)
    assert state.digits == digits
    assert len(state.photons) == state.n_max + 1
    few = (*state.populations, *state.photons, state.concurrence)
    many = (*higher.populations, *higher.photons[: state.n_max + 1], higher.concurrence)
    with mp.workdps(digits + 10):
        assert max(abs(a - b) for a, b in zip(few, many, strict=True)) <= mpf(10) ** -digits


def test_cutoff_grows_with_the_digits_and_with_the_photons():
    model = {"kappa": 1, "p": "0.1", "gamma": 0}
    few, many = (precise.steady_state(**model, digits=digits) for digits in (10, 80))
    laser = precise.steady_state(kappa="0.01", p=1, gamma=0, digits=10)
    assert few.n_max < many.n_max < laser.n_max
    assert sum(n * x for n, x in enumerate(laser.photons)) > 50


@pytest.mark.parametrize("mixing", ["gamma_z", "delta"])
def test_a_thermal_cavity_tells_its_qubits_the_temperature(mixing):
    """With p = gamma = 0, kappa and p_c alone set every ratio of populations, once S and A mix."""
    mixed = {mixing: "0.2"}
    state = precise.steady_state(kappa=3, p=0, gamma=0, p_c=1, digits=30, **mixed)
    G, S, A, E = state.populations
    pairs = [(S, G), (A, G), (E, S), *((b, a) for a, b in pairwise(state.photons[:9]))]
    with mp.workdps(40):
        assert max(abs(upper / lower - mpf(1) / 3) for upper, lower in pairs) < mpf(10) ** -25


def test_no_pump_leaves_the_vacuum():
    for model in ({"gamma": 1}, {"gamma": 0, "gamma_z": 1}, {"gamma": 0, "delta": 1}):
        state = precise.steady_state(kappa=1, p=0, **model)
        assert state.populations == (1, 0, 0, 0)
        assert state.photons[0] == 1
        assert state.concurrence == 0


def test_no_relaxation_approaches_one_half():
    """gamma = 0 is beta_A = -oo, a legal input; then C -> 1/2 for p << Gamma << g, Eq. (A14)."""
    assert mpf("0.49") < precise.concurrence(kappa=100, p="1e-6", gamma=0) < mpf("0.5")


@settings(max_examples=10)
@given(model=models, factor=st.integers(2, 10**6))
def test_only_ratios_of_rates_matter(model, factor):
    model = {name: Fraction(x) for name, x in model.items()}
    scaled = {name: x * factor for name, x in model.items()}
    one, other = (precise.steady_state(**x, n_max=3, digits=30) for x in (model, scaled))
    with mp.workdps(40):
        assert largest(one.density_matrix - other.density_matrix) < mpf(10) ** -29


@settings(max_examples=10)
@given(model=models, delta=st.floats(0.01, 2))
def test_swapping_the_qubits_turns_the_detuning_around(model, delta):
    one, other = (
        precise.steady_state(**model | {"delta": x}, n_max=3, digits=30) for x in (delta, -delta)
    )
    assert one.populations == other.populations
    assert one.density_matrix[1, 2] == other.density_matrix[2, 1]


def test_all_kinds_of_numbers_are_the_same_number():
    values = [precise.concurrence(kappa=4, p=x, gamma=0) for x in (0.5, "0.5", "1/2", mpf("0.5"))]
    assert len({*values, precise.concurrence(kappa=Fraction(8, 2), p=Fraction(1, 2), gamma=0)}) == 1
    tenths = [precise.populations(kappa=4, p=x, gamma=0) for x in ("0.1", Fraction(1, 10))]
    assert tenths[0] == tenths[1] != precise.populations(kappa=4, p=0.1, gamma=0)
    assert precise.concurrence(kappa=1, p=1, gamma=mpf("1e-400"), n_max=3) == pytest.approx(
        precise.concurrence(kappa=1, p=1, gamma=0, n_max=3), abs=1e-49
    )


def test_precision_of_mpmath_is_left_alone():
    before = mp.prec
    precise.concurrence(kappa=4, p=1, gamma=0, digits=77)
    precise.effective_steady_state(gamma_plus=1, gamma_A=2, gamma_S=3, digits=77)
    assert mp.prec == before


@pytest.mark.slow
@settings(max_examples=300)
@given(model=wide, n_max=st.integers(1, 30))
def test_two_precisions_agree_over_twelve_decades(model, n_max):
    one, two = (precise.steady_state(**model, n_max=n_max, digits=digits) for digits in (50, 90))
    with mp.workdps(100):
        assert largest(one.density_matrix - two.density_matrix) <= mpf(10) ** -50
        assert abs(one.concurrence - two.concurrence) <= mpf(10) ** -50


@pytest.mark.parametrize("noise", [{}, {"delta": "0.1", "gamma_z": "0.01", "p_c": "0.02"}], ids=len)
def test_with_and_without_flint_all_digits_are_the_same(noise, monkeypatch):
    rates = {"kappa": 2, "p": "0.005", "gamma": "1/1000", **noise}
    by_balls = precise.steady_state(**rates, digits=60)
    monkeypatch.setattr(precise.extras, "installed", lambda name: name != "flint")
    assert precise.steady_state(**rates, digits=60).concurrence == by_balls.concurrence
    beyond = precise.steady_state(**rates, digits=75)
    assert abs(beyond.concurrence - by_balls.concurrence) < mpf(10) ** -60
    for one, other in zip(by_balls.populations, beyond.populations, strict=True):
        assert abs(one - other) < mpf(10) ** -60
