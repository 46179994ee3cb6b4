"""The generator in numbers, against the definition of L and against the exact real form."""

import numpy as np
import pytest
import sympy as sp

from beyondthermal.numeric.open_systems.expressions import evaluated, expectation, operator
from beyondthermal.numeric.open_systems.generator import MOST_UNKNOWNS, Generator, generator
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.real_form import real_form
from beyondthermal.symbolic.symbols import symbols

g, kappa, phi = symbols("g kappa omega_0")
LOWER = sp.Matrix([[0, 1, 0], [0, 0, sp.sqrt(2)], [0, 0, 0]])


def turned() -> Lindbladian:
    """An oscillator with a phase in its Hamiltonian, and a symbol in a jump of two parts."""
    drive = g * sp.exp(sp.I * phi) * LOWER
    jump = LOWER + sp.sqrt(g) * sp.diag(0, 1, 2)
    return Lindbladian(drive + drive.H, ((kappa + g, jump), (sp.Integer(2), LOWER.H)))


def random_hermitian(d: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    matrix = random.normal(size=(d, d)) + 1j * random.normal(size=(d, d))
    return matrix + matrix.conj().T


def applied(form: Generator, rho: np.ndarray, values: dict) -> np.ndarray:
    everything = np.arange(form.dimension**2)
    matrix = form.matrix(form.factors(values), everything)
    return form.density_matrix(matrix @ form.vector(rho))


@pytest.mark.parametrize("seed", range(3))
def test_it_is_the_definition_of_the_master_equation(seed: int) -> None:
    point = {g: 0.7 + seed, kappa: 1.3, phi: 0.4 - seed}
    exact = {s: sp.Float(v, 30) for s, v in point.items()}
    rho = random_hermitian(3, seed)
    expected = np.array(turned()(sp.Matrix(rho)).subs(exact).evalf(20), dtype=complex)
    found = applied(generator(turned()), rho, {s: np.array(v) for s, v in point.items()})
    np.testing.assert_allclose(found, expected, atol=1e-13 * abs(expected).max())


def test_its_blocks_are_those_of_the_exact_real_form() -> None:
    decay = Lindbladian(g * LOWER.H * LOWER, ((kappa, LOWER), (g, LOWER.H)))
    blocks = [tuple(map(int, block)) for block in generator(decay).blocks]
    assert blocks == list(real_form(decay).blocks)


def test_what_cancels_leaves_no_entry() -> None:
    """sqrt(2)² - 2 is nothing, though it isn't in doubles."""
    flip = sp.Matrix([[0, sp.sqrt(2)], [sp.sqrt(2), 0]])
    twice = Lindbladian(
        sp.zeros(2, 2), ((g, flip), (g, sp.Matrix([[0, -sp.sqrt(2)], [-sp.sqrt(2), 0]])))
    )
    found = generator(twice)
    assert [len(block) for block in found.blocks] == [2, 1, 1]


def test_coordinates_and_matrices_are_one_to_one() -> None:
    form, rho = generator(turned()), random_hermitian(3, 5)
    assert np.array_equal(form.density_matrix(form.vector(rho)), rho)


def test_grids_broadcast() -> None:
    form = generator(turned())
    values = {g: np.array([[1.0], [2.0]]), kappa: np.array([0.5, 1.0, 2.0]), phi: np.array(0.3)}
    matrices = form.matrix(form.factors(values), np.arange(9))
    assert matrices.shape == (2, 3, 9, 9)
    one = {g: np.array(2.0), kappa: np.array(0.5), phi: np.array(0.3)}
    alone = form.matrix(form.factors(one), np.arange(9))
    np.testing.assert_allclose(matrices[1, 0], alone, rtol=1e-14)


def test_too_many_unknowns_are_refused_in_words() -> None:
    form = generator(turned())
    with pytest.raises(ValueError, match="real unknowns that don't fall apart"):
        form.matrix(np.ones(len(form.functions)), np.arange(MOST_UNKNOWNS + 1))


def test_numbers_and_functions_of_an_operator() -> None:
    entry = sp.sqrt(2) * g * (1 + sp.I * kappa) + 3
    parts = operator(sp.Matrix([[entry, 0], [0, sp.exp(sp.I * phi)]]))
    values = {g: np.array(0.5), kappa: np.array(2.0), phi: np.array(1.1)}
    factors = evaluated(list(parts), values)
    found = sum(f * part for f, part in zip(factors, parts.values(), strict=True))
    expected = [[2**0.5 * 0.5 * (1 + 2j) + 3, 0], [0, np.exp(1.1j)]]
    np.testing.assert_allclose(found, expected, rtol=1e-15)


def test_expectation_values_follow_the_axes_of_the_grid() -> None:
    rho = np.stack([[np.diag([p, 1 - p]) for p in (0.1, 0.2, 0.3)]] * 2).astype(complex)
    found = expectation(g * sp.diag(0, 1), rho, {g: np.array([1.0, 10.0])})
    np.testing.assert_allclose(found, [[0.9, 0.8, 0.7], [9, 8, 7]])


def test_a_function_without_a_program_is_refused() -> None:
    decay = Lindbladian(sp.zeros(2, 2), ((sp.erf(g) + 1, sp.Matrix([[0, 1], [0, 0]])),),
                        {g: sp.Interval.open(0, sp.oo)})  # fmt: skip
    with pytest.raises(ValueError, match="no program for erf"):
        generator(decay).factors({g: np.array(1.0)})
