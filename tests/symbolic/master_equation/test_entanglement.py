"""Entanglement of any two-qubit state, exactly: random Gaussian rationals, at every rank."""

from itertools import product

import judges
import mpmath
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic.master_equation.concurrence import concurrence_in_closed_form
from beyondthermal.symbolic.master_equation.entanglement import (
    concurrence_polynomial,
    negativity_x_form,
    partial_trace,
    partial_transpose,
    partial_transpose_determinant,
    prove_entanglement,
)
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

z, x, y = symbols("z x y")
numbers = st.integers(-4, 4)


def gaussian(seed: int, rows: int, columns: int) -> sp.Matrix:
    random = np.random.default_rng(seed)
    re, im = random.integers(-5, 6, size=(2, rows, columns))
    return sp.Matrix(re.tolist()) + sp.I * sp.Matrix(im.tolist())


def state(seed: int, rank: int) -> sp.Matrix:
    """A random density matrix over the Gaussian rationals."""
    root = gaussian(seed, 4, rank)
    rho = (root * root.H).applyfunc(sp.expand)
    return rho / rho.trace()


def array(matrix: sp.Matrix) -> np.ndarray:
    return np.array(sp.Matrix(matrix).evalf(20), dtype=complex)


def test_the_theorem_is_proved() -> None:
    proof = prove_entanglement()
    assert proof, proof.method


@pytest.mark.parametrize(("seed", "rank"), list(product(range(6), (1, 2, 3, 4))))
def test_the_determinant_decides_and_the_smallest_zero_is_the_square(seed: int, rank: int) -> None:
    rho = state(seed, rank)
    expected = judges.wootters(array(rho))
    determinant = partial_transpose_determinant(rho)
    assert (determinant < 0) == (expected > 1e-6)
    if determinant < 0:
        coefficients = sp.Poly(concurrence_polynomial(rho, z), z).all_coeffs()
        with mpmath.workdps(40):
            exact = [mpmath.mpf(c.p) / c.q for c in coefficients]
            roots = mpmath.polyroots(exact, maxsteps=2000, extraprec=400, error=False)
            smallest = min(mpmath.re(root) for root in roots)
        assert float(mpmath.sqrt(smallest)) == pytest.approx(expected, abs=1e-6)


@given(st.lists(numbers, min_size=32, max_size=32))
@settings(max_examples=15)
def test_the_determinant_is_that_of_sympy(entries: list[int]) -> None:
    root = sp.Matrix(4, 4, entries[:16]) + sp.I * sp.Matrix(4, 4, entries[16:])
    rho = (root + root.H) / 3
    found = partial_transpose_determinant(rho)
    assert sp.expand(partial_transpose(rho).det(method="berkowitz") - found) == 0


def test_the_determinant_keeps_symbols_and_roots() -> None:
    rho = x * BELL[:, 2] * BELL[:, 2].H + y * sp.eye(4)
    assert sp.factor(partial_transpose_determinant(rho)) == sp.factor(
        (y + x / 2) ** 3 * (y - x / 2)
    )
    root = sp.Matrix(rho)
    root[0, 3] = root[3, 0] = sp.sqrt(2) * x
    expected = sp.expand(partial_transpose(root).det(method="berkowitz"))
    assert sp.expand(partial_transpose_determinant(root) - expected) == 0


def test_a_long_state_without_flint(monkeypatch: pytest.MonkeyPatch) -> None:
    rho = (x * state(1, 2) + y * state(2, 4)).applyfunc(sp.expand)
    found = partial_transpose_determinant(rho)
    monkeypatch.setattr(
        "beyondthermal.symbolic.master_equation.entanglement.flint_ring", lambda _: None
    )
    assert sp.expand(partial_transpose_determinant(rho) - found) == 0


@pytest.mark.parametrize("seed", range(5))
def test_the_negativity_of_an_x_is_what_the_transpose_has_below_zero(seed: int) -> None:
    rho = state(seed, 3)
    cut = sp.Matrix(4, 4, lambda i, j: rho[i, j] if i == j or i + j == 3 else 0)
    values = np.linalg.eigvalsh(array(partial_transpose(cut)))
    assert float(negativity_x_form(cut)) == pytest.approx(-values[values < 0].sum(), abs=1e-14)
    closed = concurrence_in_closed_form(cut, cut.trace())
    assert (float(closed) > 0) == bool((values < 0).any())


def test_a_partial_trace_undoes_a_product() -> None:
    one, other, third = sp.diag(x, y), gaussian(1, 3, 3), gaussian(2, 2, 2)
    whole = sp.Matrix(sp.kronecker_product(one, other, third))
    for kept, expected in (
        ((0,), one * other.trace() * third.trace()),
        ((1,), other * (x + y) * third.trace()),
        ((2, 0), sp.kronecker_product(third, one) * other.trace()),
    ):
        difference = partial_trace(whole, (2, 3, 2), kept) - sp.Matrix(expected)
        assert difference.applyfunc(sp.expand).is_zero_matrix
