"""Concurrence in closed form, against Wootters' eigenvalues and against pure states."""

import judges
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic.master_equation.concurrence import (
    concurrence_in_closed_form,
    concurrence_x_form,
)
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

x, y, A = symbols("x y A")
parts = st.fractions(-1, 1, max_denominator=9).map(sp.Rational)
weights = st.integers(1, 9).map(sp.Integer)


def array(matrix: sp.Matrix) -> np.ndarray:
    return np.array(matrix.evalf(), dtype=complex)


@given(st.lists(weights, min_size=4, max_size=4), st.lists(parts, min_size=4, max_size=4))
def test_x_form_with_complex_coherences(diagonal: list, coherences: list) -> None:
    rho = sp.diag(*diagonal)
    for (i, j), (re, im) in {(1, 2): coherences[:2], (0, 3): coherences[2:]}.items():
        rho[i, j] = (re + sp.I * im) * min(rho[i, i], rho[j, j]) / 2
        rho[j, i] = sp.conjugate(rho[i, j])
    found = concurrence_in_closed_form(rho, rho.trace())
    expected = judges.wootters(array(rho / rho.trace()))
    assert float(found) == pytest.approx(expected, abs=1e-7)
    assert float(found) == pytest.approx(float(concurrence_x_form(rho / rho.trace())), abs=1e-12)


@given(st.lists(st.tuples(parts, parts), min_size=4, max_size=4))
@settings(max_examples=20)
def test_a_pure_state_has_twice_the_determinant_of_its_amplitudes(amplitudes: list) -> None:
    a, b, c, d = (re + sp.I * im for re, im in amplitudes)
    psi = sp.Matrix([a, b, c, d])
    norm = sp.expand((psi.H * psi)[0])
    if norm == 0:
        return
    found = concurrence_in_closed_form(psi * psi.H, norm)
    expected = 2 * abs(sp.expand(a * d - b * c)) / norm
    assert float(found) == pytest.approx(float(expected), abs=1e-12)


def test_a_product_of_rotated_qubits_with_symbols_is_not_entangled() -> None:
    one = sp.Matrix([[x, A], [A, x + A**2]])
    rho = sp.Matrix(sp.kronecker_product(one, one))
    found = concurrence_in_closed_form(rho, sp.expand(rho.trace()))
    for values in ({x: 2, A: 1}, {x: 5, A: -2}):
        assert abs(float(found.subs(values).evalf(20))) < 1e-12


def test_a_rotated_bell_mixture_keeps_its_concurrence() -> None:
    """Werner-like, x parts of A and y of noise; one qubit turned by 3-4-5 degrees of freedom."""
    turn = sp.Matrix([[3, 4], [-4, 3]]) / 5
    local = sp.Matrix(sp.kronecker_product(turn, sp.eye(2)))
    straight = x * BELL[:, 2] * BELL[:, 2].H + y * sp.eye(4)
    turned = (local * straight * local.H).applyfunc(sp.expand)
    assert any(turned[at] != 0 for at in ((0, 1), (2, 0)))
    found = concurrence_in_closed_form(turned, x + 4 * y)
    for one, other in ((5, 1), (1, 1), (3, 2), (9, 2)):
        values = {x: one, y: other}
        expected = judges.wootters(array(straight.subs(values) / (one + 4 * other)))
        assert float(found.subs(values)) == pytest.approx(expected, abs=1e-7)


def test_what_has_no_closed_form_is_refused() -> None:
    half = sp.Matrix(4, 4, lambda i, j: (i + 2 * j) ** 2 % 7 + sp.I * ((3 * i + j) % 5))
    with pytest.raises(ValueError, match="no closed form with square roots alone"):
        concurrence_in_closed_form(half * half.H)
    with pytest.raises(ValueError, match="must be 4 × 4"):
        concurrence_in_closed_form(sp.eye(2))
