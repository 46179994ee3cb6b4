"""Eqs. (A5)-(A8): Wootters' definition against the X-form, and against QuTiP."""

from functools import cache
from itertools import product

import judges
import numpy as np
import pytest
import qutip
import sympy as sp
from domains import x_form
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.master_equation.concurrence import (
    concurrence_x_form,
    prove_x_form,
    spin_flip,
    x_form_lambdas,
    x_form_parts,
)
from beyondthermal.symbolic.operators import BELL
from beyondthermal.symbolic.symbols import symbols

s_00, s_01, s_10, s_11, r_c, r_d = symbols("s_00 s_01 s_10 s_11 r_c r_d")


def of(rho: np.ndarray) -> float:
    return float(concurrence_x_form(sp.Matrix(rho.tolist())))


def wootters_in_40_digits(rho: np.ndarray) -> float:
    """Eqs. (A5)-(A7) once more, where a vanishing eigenvalue costs no accuracy."""
    with mp.workdps(40):
        flip = mp.matrix(4)
        flip[0, 3], flip[1, 2], flip[2, 1], flip[3, 0] = -1, 1, 1, -1
        matrix = mp.matrix(rho.tolist())
        product_ = matrix * flip * matrix.apply(mp.conj) * flip
        values = mp.eig(product_, left=False, right=False)
        first, *others = sorted((mp.sqrt(abs(mp.re(v))) for v in values), reverse=True)
        return float(max(mp.zero, first - sum(others)))


@given(x_form())
def test_eq_A8_is_wootters(rho: np.ndarray) -> None:
    assert of(rho) == pytest.approx(judges.wootters(rho), abs=2e-7)


@given(x_form())
@settings(max_examples=20)
def test_eq_A8_is_wootters_to_all_digits(rho: np.ndarray) -> None:
    assert of(rho) == pytest.approx(wootters_in_40_digits(rho), abs=5e-15)


@given(x_form())
def test_eq_A8_is_that_of_qutip(rho: np.ndarray) -> None:
    # QuTiP takes the modulus of eigenvalues that are negative by rounding.
    expected = qutip.concurrence(qutip.Qobj(rho, dims=[[2, 2], [2, 2]]))
    assert of(rho) == pytest.approx(expected, abs=2e-7)


@given(x_form(with_rho_d=False))
def test_eq_A8_as_printed(rho: np.ndarray) -> None:
    """For rho_d = 0 only one of the two candidates can win."""
    expected = 2 * max(0, abs(rho[1, 2]) - np.sqrt((rho[0, 0] * rho[3, 3]).real))
    assert of(rho) == pytest.approx(expected, abs=1e-15)


@given(x_form())
def test_concurrence_is_between_zero_and_one(rho: np.ndarray) -> None:
    assert 0 <= of(rho) <= 1 + 1e-15


@given(x_form(), *[st.floats(-np.pi, np.pi)] * 2)
def test_concurrence_does_not_feel_local_phases(rho: np.ndarray, a: float, b: float) -> None:
    phases = np.kron([0, a], [1, 1]) + np.kron([1, 1], [0, b])
    turned = rho * np.exp(1j * np.subtract.outer(phases, phases))
    assert of(turned) == pytest.approx(of(rho), abs=1e-15)


@given(x_form())
def test_concurrence_does_not_feel_which_qubit_is_which(rho: np.ndarray) -> None:
    swap = np.eye(4)[[0, 2, 1, 3]]
    assert of(swap @ rho @ swap) == pytest.approx(of(rho), abs=1e-15)


@given(st.floats(0, 1), st.floats(0, 1))
def test_product_states_are_separable(p: float, q: float) -> None:
    assert of(np.diag(np.kron([p, 1 - p], [q, 1 - q]))) == 0


def test_bell_states_are_maximally_entangled() -> None:
    G, S, A, E = (BELL[:, k] for k in range(4))
    half = 1 / sp.sqrt(2)
    for state in (S, A, half * (G + E), half * (G - E), half * (G + sp.I * E)):
        assert concurrence_x_form(state * state.H) == 1
    for state in (G, E):
        assert concurrence_x_form(state * state.H) == 0


@given(st.fractions(0, 1, max_denominator=30))
def test_werner_states(p: sp.Rational) -> None:
    """p |A><A| + (1 - p)/4: C = max(0, (3p - 1)/2)."""
    weight, singlet = sp.Rational(p.numerator, p.denominator), BELL[:, 2] * BELL[:, 2].H
    rho = weight * singlet + (1 - weight) / 4 * sp.eye(4)
    assert concurrence_x_form(rho) == sp.Max(0, (3 * weight - 1) / 2)


@given(x_form())
def test_spin_flip(rho: np.ndarray) -> None:
    """(sigma_y ⊗ sigma_y) |ij> = ± |1-i, 1-j>, minus for equal spins."""
    found = np.array(spin_flip(sp.Matrix(rho.conj().tolist())), dtype=complex)
    sign = [-1, 1, 1, -1]
    for i, j in product(range(4), repeat=2):
        assert found[i, j] == pytest.approx(sign[i] * sign[j] * rho[3 - i, 3 - j].conj())


lambdas = cache(x_form_lambdas)


@given(x_form())
def test_eq_A5_lambdas_are_the_roots_of_the_eigenvalues(rho: np.ndarray) -> None:
    roots = dict(zip((s_00, s_01, s_10, s_11), np.sqrt(np.diag(rho).real), strict=True))
    moduli = {r_c: abs(rho[1, 2]), r_d: abs(rho[0, 3])}
    found = sorted(float(value.subs(roots | moduli)) for value in lambdas())
    flip = np.fliplr(np.diag([-1, 1, 1, -1]))
    eigenvalues = np.linalg.eigvals(rho @ flip @ rho.conj() @ flip).real
    np.testing.assert_allclose(np.square(found), np.sort(eigenvalues), atol=1e-12)


def test_eq_A8_is_proved() -> None:
    proof = prove_x_form()
    assert proof.verdict is Verdict.PROVED
    assert len(proof.certificates) == 4
    assert all(map(holds, proof.certificates))


def test_the_proof_talks_about_the_candidates_of_A8() -> None:
    """What the proof subtracts are the parts that the function compares."""
    rho = sp.diag(s_00**2, s_01**2, s_10**2, s_11**2)
    rho[1, 2], rho[2, 1], rho[0, 3], rho[3, 0] = r_c, r_c, r_d, r_d
    assert x_form_parts(rho) == ((r_c, s_00 * s_11), (r_d, s_01 * s_10))


@pytest.mark.parametrize(
    ("rho", "found"),
    [
        (sp.eye(3), r"\(3, 3\)"),
        (sp.ones(4, 4) - sp.eye(4), r"\[\(0, 1\)"),
        (sp.eye(4) + sp.Matrix(4, 4, lambda i, j: int((i, j) == (2, 0))), r"\[\(2, 0\)\]"),
        (
            sp.eye(4) + (r_c - r_d) * sp.Matrix(4, 4, lambda i, j: int((i, j) == (0, 2))),
            r"\[\(0, 2\)\]",
        ),
    ],
    ids=["size", "full", "one element", "an element that may vanish"],
)
def test_a_matrix_that_is_no_X_is_refused(rho: sp.Matrix, found: str) -> None:
    message = rf"^Argument `rho` must be a 4 × 4 X-form matrix, but got {found}.*\.$"
    with pytest.raises(ValueError, match=message):
        concurrence_x_form(rho)
