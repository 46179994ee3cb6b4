"""The ladder of Eqs. (7)-(8) and Appendix D: its blocks, and one elimination for all numbers."""

from fractions import Fraction

import numpy as np
import pytest
import sympy as sp
from exact_cavity import Exact, matrix, models
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.numeric.cavity.ladder import photon_distribution, solve, two_qubits
from beyondthermal.numeric.cavity.rates import PARAMETERS
from beyondthermal.symbolic.machine.cavity import Unknown, ladder, photons
from beyondthermal.symbolic.symbols import symbol, symbols

N = symbol("N")


def test_component_of_the_populations_has_7_or_10_unknowns():
    resonant = {"GG", "SS", "AA", "EE", "Im GS", "Re GE", "Im SE"}
    for absent in (("delta",), ("delta", "p_c"), ("delta", "gamma_z", "p_c")):
        assert {unknown.label for unknown in ladder(*absent).unknowns} == resonant
    detuned = resonant | {"Re GA", "Im SA", "Re AE"}
    for absent in ((), ("gamma_z",), ("gamma_z", "p_c")):
        assert {unknown.label for unknown in ladder(*absent).unknowns} == detuned


def test_entries_are_polynomials_with_rational_coefficients():
    blocks = ladder()
    generators = [*symbols(" ".join(PARAMETERS)), *(photons(N + k) for k in range(-2, 3))]
    for entry in (*blocks.from_below, *blocks.within, *blocks.from_above):
        assert sp.Poly(entry, *generators).domain in (sp.ZZ, sp.QQ)


def test_trace_is_preserved_on_every_level():
    """What leaves the populations of level N for N - 1, N, N + 1 adds up to nothing."""
    blocks = ladder()
    columns = (blocks.from_below.subs(N, N + 1), blocks.within, blocks.from_above.subs(N, N - 1))
    populations = [i for i, unknown in enumerate(blocks.unknowns) if not unknown.part]
    for j in range(len(blocks.unknowns)):
        assert sp.expand(sum(block[i, j] for block in columns for i in populations)) == 0


def test_the_next_level_feels_three_combinations_at_resonance():
    assert ladder("delta", "p_c").from_below.rank() == 3


def test_weights_turn_unknowns_into_normalised_elements():
    assert Unknown("Im", 0, 1).weight(5) == 2 * 5
    assert Unknown("Re", 0, 3).weight(5) == 5 * 4
    assert Unknown("Im", 1, 2).weight(5) == Unknown("", 1, 1).weight(5) == 1


def test_photons_print_short():
    assert sp.latex(photons(N - 1)) == "s_{N - 1}"


@settings(max_examples=12)
@given(model=models, n_max=st.integers(1, 2))
def test_lindbladian_of_the_steady_state_is_exactly_zero(model, n_max):
    exact = Exact(n_max, **model)
    real, imaginary = matrix(solve(model, n_max, Fraction), n_max)
    assert not np.any(exact.dissipation(real) + exact.commutator(imaginary))
    assert not np.any(exact.dissipation(imaginary) - exact.commutator(real))


@settings(max_examples=15)
@given(model=models, n_max=st.integers(1, 5))
def test_populations_and_photons_add_up_to_one(model, n_max):
    levels = solve(model, n_max, Fraction)
    found = two_qubits(levels)
    assert sum(found[label] for label in ("GG", "SS", "AA", "EE")) == 1
    assert sum(photon_distribution(levels)) == 1
    assert min(photon_distribution(levels)) >= 0


@settings(max_examples=15)
@given(model=models, n_max=st.integers(1, 5))
def test_all_number_types_agree(model, n_max):
    """Fraction is exact; mpf is next to it, arb encloses it, arrays hold it point by point."""
    flint = pytest.importorskip("flint")
    exact = two_qubits(solve(model, n_max, Fraction))

    def ball(x):
        return flint.arb(flint.fmpq(x.numerator, x.denominator))

    balls = two_qubits(solve({k: ball(x) for k, x in model.items()}, n_max, flint.arb))
    with mp.workdps(50):
        digits = {k: mp.mpf(x.numerator) / x.denominator for k, x in model.items()}
        precise = two_qubits(solve(digits, n_max, mp.mpf))
        for label, x in exact.items():
            assert abs(precise[label] - mp.mpf(x.numerator) / x.denominator) < mp.mpf(10) ** -40
            assert ball(x) in balls[label]
    arrays = two_qubits(solve({k: np.full(3, float(x)) for k, x in model.items()}, n_max, float))
    for label, x in exact.items():
        np.testing.assert_allclose(arrays[label], float(x), rtol=0, atol=1e-14)


def test_a_grid_of_points_is_solved_at_once():
    kappa, p = np.geomspace(0.1, 100, 7), np.geomspace(1e-4, 1, 7)
    grid = two_qubits(solve({"g": 1.0, "kappa": kappa, "p": p, "gamma": 0.0}, 8, float))
    for i in range(7):
        point = {"g": 1.0, "kappa": float(kappa[i]), "p": float(p[i]), "gamma": 0.0}
        for label, x in two_qubits(solve(point, 8, float)).items():
            assert np.broadcast_to(grid[label], 7)[i] == pytest.approx(x, abs=1e-15)


decades = st.floats(-8, 2).map(lambda exponent: 10.0**exponent)


@settings(max_examples=100)
@given(
    kappa=st.floats(-3, 4).map(lambda exponent: 10.0**exponent),
    p=decades,
    gamma=st.just(0.0) | decades,
    noise=st.fixed_dictionaries({}, optional={"delta": st.just(1.0) | decades, "gamma_z": decades}),
    ratio=st.none() | st.floats(-8, -0.1).map(lambda exponent: 10.0**exponent),
    n_max=st.integers(1, 20),
)
def test_elimination_keeps_double_precision_over_twelve_decades(
    kappa, p, gamma, noise, ratio, n_max
):
    model = {"g": 1.0, "kappa": kappa, "p": p, "gamma": gamma, **noise}
    model |= {} if ratio is None else {"p_c": ratio * kappa}
    double = two_qubits(solve(model, n_max, float))
    with mp.workdps(60):
        exact = two_qubits(solve({k: mp.mpf(x) for k, x in model.items()}, n_max, mp.mpf))
    for label, x in exact.items():
        assert abs(double[label] - float(x)) < 2e-14
