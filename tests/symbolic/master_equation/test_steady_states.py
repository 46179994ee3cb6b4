"""Every steady state of models that have several: against the long-time evolution."""

import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from beyondthermal.symbolic.machine.machine import MACHINE, steady
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_states import steady_states
from beyondthermal.symbolic.operators import J_A, J_S, c_1, number
from beyondthermal.symbolic.symbols import symbols

omega_0, gamma_plus, gamma_A, gamma_S, g = symbols("omega_0 gamma_plus gamma_A gamma_S g")


def transition(i: int, j: int) -> sp.Matrix:
    return sp.Matrix(3, 3, lambda a, b: int((a, b) == (i, j)))


MODELS = {
    "dark state": Lindbladian(sp.zeros(4, 4), ((gamma_S, J_S), (gamma_plus, J_S.H))),
    "decoherence-free subspace": Lindbladian(sp.zeros(4, 4), ((gamma_A, J_A),)),
    "one qubit alone": Lindbladian(sp.zeros(4, 4), ((gamma_A, c_1), (gamma_plus, c_1.H))),
    "dephasing": Lindbladian(omega_0 * sp.diag(0, 1), ((gamma_A, sp.diag(1, -1)),)),
    "flips": Lindbladian(sp.zeros(2, 2), ((gamma_A, sp.Matrix([[0, 1], [1, 0]])),)),
    "lambda without a drive": Lindbladian(
        g * transition(2, 2), ((gamma_A, transition(0, 2)), (gamma_S, transition(1, 2)))
    ),
    "unique": Lindbladian(g * (c_1 + c_1.H), ((gamma_A, J_A), (gamma_S, J_S))),
}
models = pytest.mark.parametrize("name", MODELS)


def numbers(matrix: sp.Matrix, values: dict[sp.Symbol, float]) -> np.ndarray:
    return np.array(sp.Matrix(matrix).subs(values).evalf(), dtype=complex)


def at_a_point(expr: sp.Expr | sp.Matrix) -> sp.Expr | sp.Matrix:
    """Exactly, at rational parameters."""
    point = {v: sp.Rational(7 + 3 * k, 5) for k, v in enumerate(sorted(expr.free_symbols, key=str))}
    return sp.sympify(expr.subs(point)).expand()


def values_of(model: Lindbladian, seed: int) -> dict[sp.Symbol, float]:
    random = np.random.default_rng(seed)
    return {v: float(random.uniform(0.3, 2)) for v in model.parameters}


def density_matrix(d: int, seed: int) -> np.ndarray:
    random = np.random.default_rng(seed)
    half = random.normal(size=(d, d)) + 1j * random.normal(size=(d, d))
    rho = half @ half.conj().T
    return rho / np.trace(rho)


@models
def test_the_basis_is_steady_and_hermitian(name: str) -> None:
    model = MODELS[name]
    for matrix in steady_states(model).basis:
        assert at_a_point(model(matrix)).is_zero_matrix
        assert at_a_point(matrix - matrix.H).is_zero_matrix
        assert at_a_point(matrix.trace()) in (0, 1)


@models
def test_conserved_quantities_are_dual_and_do_not_change(name: str) -> None:
    model, family = MODELS[name], steady_states(MODELS[name])
    d = model.dimension
    units = [sp.Matrix(d, d, lambda a, b, k=k: int(a * d + b == k)) for k in range(d * d)]
    for a, Q in enumerate(family.conserved):
        assert at_a_point(Q - Q.H).is_zero_matrix
        assert all(at_a_point((Q * model(unit)).trace()) == 0 for unit in units)
        for b, M in enumerate(family.basis):
            assert at_a_point((Q * M).trace()) == int(a == b)


@models
@pytest.mark.parametrize("seed", range(3))
def test_there_are_as_many_as_singular_values_vanish(name: str, seed: int) -> None:
    model = MODELS[name]
    full = numbers(model.superoperator.to_Matrix(), values_of(model, seed))
    found = np.linalg.svd(full, compute_uv=False)
    assert np.sum(found < 1e-10 * found[0]) == steady_states(model).dimension


@models
@pytest.mark.parametrize("seed", range(3))
def test_state_from_is_where_the_evolution_ends(name: str, seed: int) -> None:
    model, values = MODELS[name], values_of(MODELS[name], seed)
    d, start = model.dimension, density_matrix(MODELS[name].dimension, seed)
    full = numbers(model.superoperator.to_Matrix(), values)
    end = (expm(2000 * full) @ start.reshape(-1)).reshape(d, d)
    family = steady_states(model)
    found = sum(
        np.trace(numbers(Q, values) @ start) * numbers(M, values)
        for Q, M in zip(family.conserved, family.basis, strict=True)
    )
    np.testing.assert_allclose(found, end, atol=1e-9)
    symbolic = family.state_from(sp.Matrix(d, d, lambda i, j: sp.Rational(int(i == j), d)))
    end = (expm(2000 * full) @ np.eye(d).reshape(-1) / d).reshape(d, d)
    np.testing.assert_allclose(numbers(symbolic, values), end, atol=1e-9)


@models
@given(st.lists(st.fractions(-2, 2), min_size=6, max_size=6))
@settings(max_examples=5)
def test_members_have_trace_one_and_are_steady(name: str, numbers: list) -> None:
    family = steady_states(MODELS[name])
    chosen = dict(zip(family.free, map(sp.Rational, numbers), strict=False))
    rho = family.member.subs(chosen)
    assert at_a_point(rho.trace()) == 1
    assert at_a_point(MODELS[name](rho)).is_zero_matrix


def test_without_a_drive_the_ground_states_of_lambda_keep_everything() -> None:
    family = steady_states(MODELS["lambda without a drive"])
    assert family.dimension == 4
    excited = family.state_from(transition(2, 2))
    branching = gamma_A / (gamma_A + gamma_S)
    expected = sp.diag(branching, gamma_S / (gamma_A + gamma_S), 0)
    assert (sp.Matrix(excited) - expected).applyfunc(sp.cancel).is_zero_matrix


def test_a_unique_steady_state_is_a_family_of_one() -> None:
    family = steady_states(MACHINE)
    assert family.is_unique
    assert family.conserved == (sp.ImmutableMatrix(sp.eye(4)),)
    difference = family.basis[0] - steady().density_matrix
    assert difference.applyfunc(sp.cancel).is_zero_matrix
    assert family.description == "rho = M_0, the only steady state"


def test_a_free_hamiltonian_keeps_what_commutes_with_it() -> None:
    family = steady_states(Lindbladian(omega_0 * number, ()))
    assert family.dimension == 6
    assert family.description.endswith("with real c1, c2, c3, c4, c5 such that rho >= 0")
    for matrix in family.basis:
        assert (matrix * number - number * matrix).is_zero_matrix


def test_a_start_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="`initial` must be 2 × 2"):
        steady_states(MODELS["dephasing"]).state_from(sp.eye(3))
