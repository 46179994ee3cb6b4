"""Eqs. (A3)-(A4): the kernel of the superoperator, its zeros, its signs, its uniqueness."""

from collections.abc import Callable
from itertools import permutations

import judges
import numpy as np
import pytest
import qutip
import sympy as sp
from domains import exact, rates
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import MACHINE, steady
from beyondthermal.symbolic.master_equation import polynomial_matrices
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, TooLongError
from beyondthermal.symbolic.master_equation.steady_state import (
    nonzero_for_positive_rates,
    steady_state,
)
from beyondthermal.symbolic.operators import J_A, J_S, c_1, number, sigma_minus
from beyondthermal.symbolic.symbols import symbols

omega_0, gamma_plus, gamma_A, gamma_S = symbols("omega_0 gamma_plus gamma_A gamma_S")
RATES = (gamma_plus, gamma_A, gamma_S)
exact_rates = st.tuples(*[exact("gamma_plus")] * 3)


def at(expr: sp.Matrix, values: tuple[sp.Expr, ...]) -> sp.Matrix:
    return expr.subs(dict(zip(RATES, values, strict=True)))


def test_eq_A3_nothing_changes() -> None:
    assert sp.expand(MACHINE(sp.Matrix(steady().numerators))).is_zero_matrix


def test_eq_A4_zeros_and_symmetry() -> None:
    rho = steady().density_matrix
    nonzero = {(i, i) for i in range(4)} | {(1, 2), (2, 1)}
    assert {at for at, entry in rho.todok().items() if entry != 0} == nonzero
    assert rho == rho.H
    assert rho[1, 1] == rho[2, 2]
    assert omega_0 not in rho.free_symbols


def test_trace_is_one() -> None:
    assert sp.expand(steady().numerators.trace() - steady().denominator) == 0


def test_populations_have_positive_coefficients() -> None:
    for k in range(4):
        assert all(c > 0 for c in sp.Poly(steady().numerators[k, k], *RATES).coeffs())


def test_numerators_share_no_factor() -> None:
    entries = [entry for entry in steady().numerators if entry != 0]
    assert sp.gcd_list([*entries, steady().denominator]) == 1


@given(exact_rates)
@settings(max_examples=10)
def test_eq_A4_is_the_raw_kernel(values: tuple[sp.Rational, ...]) -> None:
    with mp.workdps(60):
        raw = judges.kernel(*(mp.mpf(q.p) / q.q for q in values))
        found = at(steady().density_matrix, values).evalf(60)
        for i in range(4):
            for j in range(4):
                assert abs(raw[i][j] - mp.mpf(found[i, j])) < mp.mpf(10) ** -50


@given(st.tuples(*[st.floats(-2, 2)] * 3), st.floats(-5, 5))
@settings(max_examples=20)
def test_eq_A4_is_that_of_qutip(exponents: tuple[float, ...], omega: float) -> None:
    values = tuple(10.0**e for e in exponents)
    expected = qutip.steadystate(judges.qutip_machine(*values, omega_0=omega)).full()
    found = np.array(at(steady().density_matrix, values), dtype=complex)
    np.testing.assert_allclose(found, expected, atol=1e-10)


def test_every_other_block_is_proved_non_singular() -> None:
    state = steady()
    proofs = state.block_proofs()
    assert {*proofs, state.carrier} == set(state.blocks)
    assert state.carrier == (0, 5, 6, 9, 10, 15)
    for proof in (*proofs.values(), state.uniqueness_proof()):
        assert proof.verdict is Verdict.PROVED
        assert proof.certificates
        assert all(map(holds, proof.certificates))


@given(rates, st.floats(-10, 10))
@settings(max_examples=20)
def test_the_kernel_has_one_dimension(values: tuple[float, ...], omega: float) -> None:
    """Also according to the singular values of QuTiP's Liouvillian."""
    scale = max(values)
    gaps = np.linalg.svd(judges.qutip_machine(*values, omega_0=omega).full(), compute_uv=False)
    assert gaps[-1] < 1e-13 * gaps[0]
    assert gaps[-2] > 1e-3 * min(values) ** 2 / scale


@given(st.lists(st.fractions(1, 9, max_denominator=9), min_size=6, max_size=6))
@settings(max_examples=20)
def test_matrix_tree_theorem_for_any_three_levels(values: list) -> None:
    """Jumps |j><i| make a Markov chain; its steady state is a sum over spanning trees."""
    moves = list(permutations(range(3), 2))
    chain = dict(zip(moves, values, strict=True))
    jumps = tuple(
        (sp.Rational(rate), sp.Matrix(3, 3, lambda a, b, i=i, j=j: int((a, b) == (j, i))))
        for (i, j), rate in chain.items()
    )
    state = steady_state(Lindbladian(sp.diag(0, 1, 3), jumps))
    trees = [judges.spanning_trees(chain, range(3), root) for root in range(3)]
    expected = sp.diag(*(sp.Rational(tree) / sp.Rational(sum(trees)) for tree in trees))
    assert sp.Matrix(state.density_matrix) == expected
    assert all(state.block_proofs().values())
    assert state.uniqueness_proof()


def test_a_driven_qubit_keeps_its_coherence() -> None:
    """Resonance fluorescence: rho_ee = Ω²/(Γ² + 2Ω²) for H = Ω sigma_x/2."""
    half = sp.Rational(1, 2) * omega_0 * sp.Matrix([[0, 1], [1, 0]])
    state = steady_state(Lindbladian(half, ((gamma_S, sigma_minus),)))
    expected = omega_0**2 / (gamma_S**2 + 2 * omega_0**2)
    assert sp.simplify(state.density_matrix[1, 1] - expected) == 0
    # Without drive and without damping it would not be unique, but a rate is positive.
    assert state.uniqueness_proof()


@pytest.mark.parametrize(
    ("model", "dimension"),
    [
        (Lindbladian(omega_0 * number, ()), 6),
        (Lindbladian(sp.zeros(4, 4), ((gamma_S, J_S), (gamma_plus, J_S.H))), 2),
        (Lindbladian(sp.zeros(4, 4), ((gamma_A, J_A),)), 4),
        (Lindbladian(omega_0 * number, ((gamma_A, c_1), (gamma_plus, c_1.H))), 2),
        (Lindbladian(sp.zeros(2, 2), ((gamma_A, sp.diag(1, -1)),)), 2),
        (Lindbladian(sp.zeros(2, 2), ((gamma_A, sp.Matrix([[0, 1], [1, 0]])),)), 2),
    ],
    ids=[
        "no jumps",
        "dark state A",
        "only damping of A",
        "second qubit alone",
        "only dephasing",
        "a coherence that never decays",
    ],
)
def test_a_steady_state_that_is_not_unique_is_refused(model: Lindbladian, dimension: int) -> None:
    with pytest.raises(ValueError, match="one steady state") as error:
        steady_state(model)
    assert str(error.value).startswith(
        f"Argument `lindbladian` must have one steady state, but has {dimension}."
    )


def test_a_coherence_that_survives_for_special_rates_is_not_proved_to_vanish() -> None:
    """A splitting ω₀ turns the coherence of |+> that jumps sigma_x keep; at ω₀ = 0 it stays."""
    flip = sp.Matrix([[0, 1], [1, 0]])
    state = steady_state(Lindbladian(sp.diag(0, omega_0), ((gamma_A, flip),)))
    assert state.density_matrix == sp.eye(2) / 2
    assert {proof.verdict for proof in state.block_proofs().values()} == {Verdict.REFUTED}
    above = {omega_0: sp.Interval.open(0, sp.oo)}
    assert all(state.block_proofs(above).values())


determinants: list[Callable[[sp.Rational], sp.Expr]] = [
    lambda r: gamma_A - r,
    lambda r: (gamma_A - r) * (gamma_S + 1),
    lambda r: gamma_A - r * gamma_S,
    lambda r: gamma_A - r + sp.I * omega_0,
    lambda r: omega_0 - r,
    lambda r: omega_0 + r,
    lambda r: gamma_A * (omega_0 + r),
    lambda r: (gamma_A - gamma_S) ** 2 + sp.I * (gamma_plus - r),
]


@given(st.sampled_from(determinants), exact("gamma"))
def test_a_determinant_that_vanishes_somewhere_is_not_proved(
    determinant: Callable[[sp.Rational], sp.Expr], zero: sp.Rational
) -> None:
    assert not nonzero_for_positive_rates(determinant(zero + sp.Rational(1, 7)))


def test_determinants_without_a_zero_are_proved() -> None:
    for determinant in (
        sp.Integer(-3),
        sp.I * gamma_A,
        gamma_A + sp.I * omega_0,
        gamma_A * gamma_S + gamma_plus**2 - sp.I * omega_0 * gamma_A,
    ):
        assert nonzero_for_positive_rates(determinant), determinant
    assert nonzero_for_positive_rates(sp.Integer(0)).verdict is Verdict.REFUTED


def test_elimination_stops_at_its_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many products of terms, whatever the machine: the message names the way out."""
    for budget in ("_PRODUCTS", "_PRODUCTS_OF_SYMPY"):
        monkeypatch.setattr(polynomial_matrices, budget, 10)
    with pytest.raises(TooLongError, match=r"products of terms: put numbers .* `Model.numbers`"):
        steady_state(MACHINE)
