"""Evolution and spectra: against mpmath's exponential, Lorentzians and Mollow's triplet."""

import mpmath
import numpy as np
import pytest
import sympy as sp

from beyondthermal.numeric.open_systems import dynamics
from beyondthermal.numeric.open_systems.dynamics import evolved, exponential, spectrum
from beyondthermal.numeric.open_systems.generator import Generator, generator
from beyondthermal.numeric.open_systems.steady_states import limit_from, steady_numbers
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.symbols import symbols

g, gamma = symbols("g gamma")
SIGMA = sp.Matrix([[0, 1], [0, 0]])
LOWER = np.array([[0, 1], [0, 0]], dtype=complex)
OMEGA = np.linspace(-4, 4, 41)


def driven() -> Generator:
    """An atom driven at the Rabi frequency g, decaying at the rate gamma."""
    return generator(Lindbladian(g / 2 * (SIGMA + SIGMA.H), ((gamma, SIGMA),)))


def at(form: Generator, rabi: float, decay: float) -> np.ndarray:
    return form.factors({g: np.array(rabi), gamma: np.array(decay)})


@pytest.mark.parametrize("size", [1e-3, 1.0, 5.0, 300.0])
def test_the_exponential_is_that_of_mpmath(size: float) -> None:
    random = np.random.default_rng(3)
    matrix = random.normal(size=(5, 5))
    matrix -= (1 + np.linalg.eigvals(matrix).real.max()) * np.eye(5)
    matrix *= size / np.linalg.norm(matrix, 1)
    with mpmath.workdps(60):
        expected = mpmath.expm(mpmath.matrix(matrix.tolist()), method="taylor").tolist()
    error = abs(exponential(matrix) - np.array(expected, dtype=float)).max()
    assert error < 2e-15 * max(1, size)


def test_decay_is_exponential_at_any_times() -> None:
    form, times = driven(), np.array([0.0, 0.1, 0.1, 0.5, 2.0, 2.1, 30.0])
    excited = np.diag([0.0, 1.0]).astype(complex)
    rho = evolved(form, at(form, 0.0, 0.7), excited, times)
    np.testing.assert_allclose(rho[:, 1, 1].real, np.exp(-0.7 * times), rtol=1e-13)


def test_equal_steps_and_single_ones_agree() -> None:
    form, excited = driven(), np.diag([0.0, 1.0]).astype(complex)
    times = np.linspace(0, 9, 91)
    together = evolved(form, at(form, 1.3, 0.2), excited, times)
    single = [evolved(form, at(form, 1.3, 0.2), excited, np.array([t]))[0] for t in times]
    np.testing.assert_allclose(together, single, atol=1e-13)


@pytest.mark.parametrize("rabi", [0.2, 0.25, 0.25 + 1e-9, 3.0])
def test_the_spectrum_of_resonance_fluorescence(rabi: float) -> None:
    """The integral of <s+(t)s> by Bloch's equations; at g = gamma/4 two eigenvalues are one."""
    form = driven()
    factors = at(form, rabi, 1.0)
    rho = steady_numbers(form, factors).density_matrix
    found = spectrum(form, factors, rho, LOWER, OMEGA)
    x, y, s = sp.Rational(1), sp.Rational(str(rabi)) ** 2, sp.Symbol("s")
    bloch = sp.Matrix([[-x / 2, 0, -sp.I * sp.sqrt(y) / 2], [0, -x / 2, sp.I * sp.sqrt(y) / 2],
                       [-sp.I * sp.sqrt(y), sp.I * sp.sqrt(y), -x]])  # fmt: skip
    a, p = complex(np.trace(LOWER @ rho)), float(rho[1, 1].real)
    # <s+ s>, <s- s>, <s_z s> at t = 0, without what they go to.
    start = sp.Matrix([p - abs(a) ** 2, -a * a, -a - (2 * p - 1) * a])
    lhs = s * sp.eye(3) - bloch
    for omega, value in zip(OMEGA, found, strict=True):
        numeric = np.array(lhs.subs(s, sp.I * omega).evalf(30), dtype=complex)
        moments = np.linalg.solve(numeric, np.array(start, dtype=complex))
        assert value == pytest.approx(2 * moments[0, 0].real, abs=1e-12)


def test_solves_stand_in_near_an_exceptional_point(monkeypatch: pytest.MonkeyPatch) -> None:
    form = driven()
    factors = at(form, 2.0, 1.0)
    rho = steady_numbers(form, factors).density_matrix
    by_eigenvectors = spectrum(form, factors, rho, LOWER, OMEGA)
    monkeypatch.setattr(dynamics, "_CONDITION", 0.0)
    np.testing.assert_allclose(
        spectrum(form, factors, rho, LOWER, OMEGA), by_eigenvectors, atol=1e-13
    )


def test_the_limit_from_an_initial_state_is_that_of_long_times() -> None:
    """Dephasing keeps populations; what is between them goes."""
    form = generator(Lindbladian(sp.zeros(2, 2), ((gamma, sp.diag(1, -1)),)))
    factors = form.factors({gamma: np.array([0.3, 1.0])})
    assert np.isinf(steady_numbers(form, factors).error).all()
    start = np.array([[0.3, 0.2 - 0.1j], [0.2 + 0.1j, 0.7]])
    expected = evolved(form, factors, start, np.array([200.0]))[:, 0]
    np.testing.assert_allclose(limit_from(form, factors, start), expected, atol=1e-12)


def test_no_steady_state_is_made_up_where_there_are_two() -> None:
    form = driven()
    found = steady_numbers(form, np.stack([at(form, 0.0, 0.0), at(form, 1.0, 1.0)]))
    assert np.isnan(found.density_matrix[0]).all()
    assert np.isfinite(found.density_matrix[1]).all()
    assert found.error[1] < 1e-14


def test_the_error_bound_holds() -> None:
    """Rates of very different size, against the exact p = s/(1 + 2s), s = g²/(gamma²)."""
    form, rates = driven(), 10.0 ** np.arange(-6, 7)
    values = {g: rates[:, None], gamma: rates}
    found = steady_numbers(form, form.factors(values))
    r = (rates[:, None] / rates) ** 2
    known = np.isfinite(found.density_matrix[..., 1, 1])
    assert known.mean() > 0.5
    error = abs(found.density_matrix[..., 1, 1].real - r / (1 + 2 * r))
    assert (error[known] <= found.error[known]).all()
