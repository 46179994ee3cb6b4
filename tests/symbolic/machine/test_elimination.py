"""Eq. (9): the cavity eliminated to second order in g."""

import numpy as np
import pytest
import sympy as sp

from beyondthermal.symbolic.machine.elimination import (
    cavity_emission,
    eliminated,
    reservoirs,
    second_order,
)
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import J_S
from beyondthermal.symbolic.symbols import symbols

g, kappa, p, gamma, Gamma = symbols("g kappa p gamma Gamma")


def test_emission_rate_is_4_g_squared_over_kappa():
    assert cavity_emission() == 4 * g**2 / kappa
    collective = Lindbladian(sp.zeros(4, 4), ((4 * g**2 / kappa, J_S),))
    assert (collective.superoperator.to_Matrix() - second_order()).is_zero_matrix


def test_eq_9_rates_of_the_reservoirs():
    assert list(reservoirs().values()) == [p / 2, gamma / 2, Gamma + gamma / 2]
    machine = Lindbladian(sp.zeros(4, 4), MACHINE.jumps).subs(reservoirs())
    difference = machine.superoperator.to_Matrix() - eliminated().superoperator.to_Matrix()
    assert difference.expand().is_zero_matrix


def left(a):
    return np.kron(a, np.eye(len(a)))


def right(a):
    return np.kron(np.eye(len(a)), a.T)


@pytest.mark.parametrize(("coupling", "loss"), [(0.3, 1.0), (1.0, 7.0)])
def test_second_order_agrees_with_a_pseudo_inverse(coupling, loss):
    """-P V L_c^+ V P with NumPy, on three Fock states, L_c^+ by its own eigenvectors."""
    lower, one, field = np.array([[0.0, 1], [0, 0]]), np.eye(2), np.diag(np.sqrt([1.0, 2]), 1)
    J = np.kron(np.kron(lower, one) + np.kron(one, lower), np.eye(3))
    a = np.kron(np.eye(4), field)
    hamiltonian = coupling * (J.T @ a + J @ a.T)
    V = -1j * (left(hamiltonian) - right(hamiltonian))
    n = a.T @ a
    decay = loss * (left(a) @ right(a.T) - (left(n) + right(n)) / 2)
    values, vectors = np.linalg.eig(decay)
    inverse = np.diag([0 if abs(v) < 1e-9 else 1 / v for v in values])
    reduced = -V @ vectors @ inverse @ np.linalg.inv(vectors) @ V
    found = np.zeros((16, 16), dtype=complex)
    for column in range(16):
        rho = np.zeros((4, 4))
        rho.flat[column] = 1
        image = reduced @ np.kron(rho, np.diag([1.0, 0, 0])).ravel()
        traced = np.einsum("injn->ij", image.reshape(4, 3, 4, 3))
        found[:, column] = traced.ravel()
    exact = np.array(second_order().subs({g: coupling, kappa: loss}).evalf(), dtype=complex)
    assert np.abs(found - exact).max() < 1e-12


def test_the_dark_state_stays():
    dark = sp.Matrix([0, 1, -1, 0])
    assert (second_order() * sp.kronecker_product(dark, dark)).is_zero_matrix
