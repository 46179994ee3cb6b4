"""Eqs. (B1)-(B3): Kraus operators of a step, and those of the reversed one."""

import judges
import numpy as np
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.symbolic.machine import kraus
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.symbols import symbols

xi, eta = symbols("xi eta")


@given(st.floats(-2, 2).filter(lambda beta: abs(beta) > 0.1))
def test_eq_B3_once_more_in_numbers(beta: float) -> None:
    """What the printed form does to the damping operator, against Crooks' form, with NumPy."""
    rho = np.diag(np.exp(-beta * np.array([0, 1, 1, 2])))
    root, inverse = np.sqrt(rho), np.linalg.inv(np.sqrt(rho))
    J = np.array(judges.combined(1), dtype=float)
    down, up = np.exp(beta / 2) * J, J.T
    np.testing.assert_allclose(root @ down @ inverse, np.exp(beta / 2) * down, atol=1e-12)
    np.testing.assert_allclose(root @ up.T @ inverse, down, atol=1e-12)
    np.testing.assert_allclose(root @ down.T @ inverse, up, atol=1e-12)


def test_reversed_kraus_operators_are_those_of_the_reverse_jump() -> None:
    forward, reverse = kraus.kraus(), kraus.reversed_kraus()
    for label, opposite in (("A+", "A-"), ("A-", "A+"), ("S+", "S-"), ("S-", "S+")):
        assert (reverse[label] - forward[opposite]).applyfunc(sp.expand).is_zero_matrix
    assert reverse["0"] == forward["0"].H


def test_a_step_of_the_kraus_operators_is_the_master_equation() -> None:
    """To first order in dt, for any density matrix."""
    dt = symbols("dt")[0]
    rho = sp.Matrix(4, 4, lambda i, j: sp.Integer(3 * i + j * j + 1))
    step = sum((K * rho * K.H for K in kraus.kraus().values()), start=sp.zeros(4, 4))
    change = (step - rho).applyfunc(sp.expand).applyfunc(lambda e: e.coeff(dt, 1))
    rates = dict(zip(symbols("gamma_plus gamma_A gamma_S"), (1, xi**2, eta**2), strict=True))
    expected = MACHINE(rho).subs(rates)
    assert (change - expected).applyfunc(sp.expand).is_zero_matrix
