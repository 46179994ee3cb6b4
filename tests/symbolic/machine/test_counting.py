"""Eqs. (B2), (B4) and (B5): quantum jumps, and the full counting statistics of the entropy flow."""

from collections.abc import Callable

import judges
import numpy as np
import pytest
import sympy as sp
from domains import exact
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.machine import counting
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.operators import BELL_LABELS
from beyondthermal.symbolic.symbols import symbols

x, y, q, z, xi, eta = symbols("x y q z xi eta")
chi_A, chi_S, beta_A, beta_S = symbols("chi_A chi_S beta_A beta_S")
factors = st.tuples(exact("x"), exact("y"))
moderate = st.tuples(st.floats(-3, 3), st.floats(-3, 3))
unequal = moderate.filter(lambda at: abs(at[0] - at[1]) > 0.05)

# Columns are G, S, A, E, written down as in the paper.
HALF = np.sqrt(0.5)
BELL = np.array([[1, 0, 0, 0], [0, HALF, HALF, 0], [0, HALF, -HALF, 0], [0, 0, 0, 1]])


def is_proved(proof: Proof) -> bool:
    return bool(proof) and bool(proof.certificates) and all(map(holds, proof.certificates))


def operators(at: tuple[float, float]) -> list[tuple[float, float, np.ndarray]]:
    """(rate, entropy of the jump, jump operator in the Bell basis), from index rules."""
    found = []
    for sign, beta in ((-1, at[0]), (1, at[1])):
        J = BELL.T @ np.array(judges.combined(sign), dtype=float) @ BELL
        found += [(1.0, -beta, J.T), (np.exp(beta), beta, J)]
    return found


def tilted_superoperator(at: tuple[float, float], counting_field: float) -> np.ndarray:
    """The Lindbladian on all of rho, with exp(-λ entropy) on every jump term."""
    total, one = np.zeros((16, 16)), np.eye(4)
    for rate, entropy, J in operators(at):
        loss = J.T @ J
        total += rate * np.exp(-counting_field * entropy) * np.kron(J, J)
        total -= rate * (np.kron(loss, one) + np.kron(one, loss)) / 2
    return total


def leading_eigenvalue(at: tuple[float, float], counting_field: float) -> float:
    return float(max(np.linalg.eigvals(tilted_superoperator(at, counting_field)).real))


def tilted_in_digits(at: tuple[float, float], counting_field: float) -> mp.matrix:
    a, b = mp.mpf(at[0]), mp.mpf(at[1])
    values = {x: mp.exp(a), y: mp.exp(b)}
    counted = {chi_A: mp.exp(counting_field * a), chi_S: mp.exp(counting_field * b)}
    return mp.matrix(counting.tilted_generator().subs(values | counted).tolist())


def test_jumps_are_the_squared_amplitudes() -> None:
    at = (0.3, -0.7)
    rates = {x: np.exp(at[0]), y: np.exp(at[1])}
    expected = np.zeros((4, 4))
    for rate, _, J in operators(at):
        expected += rate * J**2
    found = np.zeros((4, 4))
    for jump in counting.jumps():
        found[BELL_LABELS.index(jump.end), BELL_LABELS.index(jump.start)] += float(
            jump.rate.subs(rates)
        )
    np.testing.assert_allclose(found, expected, atol=1e-14)


def test_a_jump_and_its_reverse_differ_by_its_entropy() -> None:
    """Log of the ratio of their rates: exp(-beta δQ) is what the paper states."""
    table = {(jump.start, jump.end): jump for jump in counting.jumps()}
    assert len(table) == 8
    for (start, end), jump in table.items():
        ratio = (jump.rate / table[end, start].rate).subs({x: sp.exp(beta_A), y: sp.exp(beta_S)})
        assert sp.expand(sp.log(ratio), force=True) == jump.entropy
        assert table[end, start].energy == -jump.energy


@pytest.mark.parametrize(
    "claim",
    [
        counting.jumps_are_the_lindbladian,
        counting.mean_entropy,
        counting.cycle_law,
        counting.gallavotti_cohen,
        counting.fluctuation_theorem,
        counting.uncertainty_relation,
    ],
    ids=lambda claim: claim.__name__,
)
def test_proved(claim: Callable[[], Proof]) -> None:
    assert is_proved(claim())


# The cycle


@given(unequal)
def test_current_times_affinity_is_the_entropy_production(at: tuple[float, float]) -> None:
    current = float(counting.cycle_current().subs({x: np.exp(at[0]), y: np.exp(at[1])}))
    affinity = float(counting.cycle_affinity().subs({beta_A: at[0], beta_S: at[1]}))
    assert current * affinity == pytest.approx(numbers.entropy_production(*at), rel=1e-12)


def test_no_other_cycle() -> None:
    """Eight jumps on four bonds between four states: one cycle."""
    bonds = {frozenset((jump.start, jump.end)) for jump in counting.jumps()}
    assert bonds == {frozenset(pair) for pair in zip("GSEA", "SEAG", strict=True)}


# Full counting statistics


@given(moderate, st.floats(-0.5, 1.5))
def test_the_tilted_generator_is_the_tilted_lindbladian(
    at: tuple[float, float], field: float
) -> None:
    """The coherences never lead: the largest eigenvalue is that of the populations."""
    with mp.workdps(30):
        eigenvalues = mp.eig(tilted_in_digits(at, field), left=False, right=False)
    expected = leading_eigenvalue(at, field)
    assert float(max(mp.re(v) for v in eigenvalues)) == pytest.approx(expected, abs=1e-8)


@given(moderate, st.floats(-1, 2))
def test_gallavotti_cohen_in_numbers(at: tuple[float, float], field: float) -> None:
    one, other = leading_eigenvalue(at, field), leading_eigenvalue(at, 1 - field)
    assert one == pytest.approx(other, abs=1e-8 * (1 + abs(one)))


@given(factors, st.fractions(1, 9, max_denominator=9))
def test_counting_is_felt_through_the_cycle_only(
    at: tuple[sp.Rational, sp.Rational], factor: sp.Rational
) -> None:
    """Counting factors that differ by a gauge have the same determinant."""
    values = dict(zip((x, y), at, strict=True))
    W = counting.tilted_generator().subs(values)
    k = sp.Rational(factor.numerator, factor.denominator)
    one = (3 * sp.eye(4) - W.subs({chi_A: 2, chi_S: 5})).det()
    assert one == (3 * sp.eye(4) - W.subs({chi_A: 2 * k, chi_S: 5 * k})).det()
    polynomial = counting.characteristic_polynomial().subs(values)
    assert one == polynomial.subs({z: 3, q: sp.Rational(25, 4)})


@given(unequal, st.floats(0.01, 30))
@settings(max_examples=15)
def test_fluctuation_theorem_at_finite_times(at: tuple[float, float], time: float) -> None:
    """<exp(-λ ΔS)> = <exp(-(1-λ) ΔS)>, and 1 at λ = 1, with the boundary term; not without it."""
    with mp.workdps(30):
        values = {x: mp.exp(at[0]), y: mp.exp(at[1])}
        raw = [mp.mpf(weights()[label].subs(values)) for label in BELL_LABELS]
        p = [w / mp.fsum(raw) for w in raw]

        def average(field: float, boundary: bool = True) -> mp.mpf:
            propagator = mp.expm(tilted_in_digits(at, field) * time)
            left = [pk**field if boundary else 1 for pk in p]
            right = [pk ** (1 - field) if boundary else pk for pk in p]
            return mp.fsum(
                left[f] * propagator[f, i] * right[i] for f in range(4) for i in range(4)
            )

        assert abs(average(1) - 1) < 1e-15
        assert abs(average(0) - 1) < 1e-15
        assert abs(average(0.25) - average(0.75)) < 1e-15 * average(0.25)
        assert abs(average(1, boundary=False) - 1) > 1e-9


@given(unequal)
@settings(max_examples=20)
def test_cumulants_are_derivatives_of_the_leading_eigenvalue(at: tuple[float, float]) -> None:
    """By differences of the eigenvalue of the whole tilted Lindbladian."""
    values = {x: np.exp(at[0]), y: np.exp(at[1]), beta_A: at[0], beta_S: at[1]}
    F, cumulants = counting.cycle_affinity(), counting.cycle_cumulants()
    mean, variance = (float((F**k * c).subs(values)) for k, c in enumerate(cumulants, 1))
    h = 1e-3 / (1 + abs(at[0] - at[1]))
    below, here, above = (leading_eigenvalue(at, k * h) for k in (-1, 0, 1))
    assert (below - above) / (2 * h) == pytest.approx(mean, rel=1e-4, abs=1e-8)
    assert (above - 2 * here + below) / h**2 == pytest.approx(variance, rel=1e-4, abs=1e-7)
    assert mean == pytest.approx(numbers.entropy_production(*at), rel=1e-9)


def test_fluctuation_and_dissipation_at_equilibrium() -> None:
    """At F = 0 the variance of the turns is twice the response of their mean."""
    mean, variance = counting.cycle_cumulants()
    in_beta = mean.subs({x: sp.exp(beta_A), y: sp.exp(beta_S)})
    response = sp.diff(in_beta, beta_A).subs(beta_A, beta_S) / 2
    at_rest = variance.subs({x: sp.exp(beta_S), y: sp.exp(beta_S)})
    assert sp.cancel((at_rest - 2 * response).subs(sp.exp(beta_S), y)) == 0


@given(unequal)
def test_uncertainty_relation_in_numbers(at: tuple[float, float]) -> None:
    """And the sharper bound that proves it."""
    mean, variance = (float(c) for c in evaluated(at))
    affinity = 2 * (at[0] - at[1])
    assert variance / abs(mean) >= 1 / np.tanh(abs(affinity) / 8) / 4 * (1 - 1e-9)
    assert affinity * variance / mean >= 2


def evaluated(at: tuple[float, float]) -> list[sp.Expr]:
    return [c.subs({x: np.exp(at[0]), y: np.exp(at[1])}) for c in counting.cycle_cumulants()]


def test_the_sharper_bound_is_sharp() -> None:
    """Near x = y = 1, where all rates are equal, it is an equality; a cycle of three would fail."""
    mean, variance = (float(c) for c in evaluated((0.05, -0.05)))
    assert variance / mean == pytest.approx(1 / np.tanh(0.2 / 8) / 4, rel=1e-6)
    assert variance / mean < 1 / np.tanh(0.2 / 6) / 3
