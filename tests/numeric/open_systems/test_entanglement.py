"""Entanglement in numbers: against mpmath at 50 digits, at every rank, and against QuTiP."""

import mpmath
import numpy as np
import pytest
import qutip

from beyondthermal.numeric.open_systems.entanglement import (
    concurrence,
    entropy,
    negativity,
    partial_trace,
    purity,
)

FLIP = np.fliplr(np.diag([-1.0, 1, 1, -1]))


def states(count: int, rank: int, d: int = 4) -> np.ndarray:
    random = np.random.default_rng(rank)
    roots = random.normal(size=(count, d, rank)) + 1j * random.normal(size=(count, d, rank))
    rho = roots @ roots.conj().swapaxes(-1, -2)
    return rho / np.trace(rho, axis1=-2, axis2=-1).real[:, None, None]


def wootters(rho: np.ndarray) -> float:
    """Eqs. (A5)-(A7) as they stand, at 50 digits."""
    with mpmath.workdps(50):
        exact, flip = mpmath.matrix(rho.tolist()), mpmath.matrix(FLIP.tolist())
        product = exact * flip * exact.apply(mpmath.conj) * flip
        values = mpmath.eig(product, left=False, right=False)
        roots = sorted(mpmath.sqrt(abs(mpmath.re(value))) for value in values)
        return float(max(0, roots[3] - roots[2] - roots[1] - roots[0]))


@pytest.mark.parametrize("rank", [1, 2, 3, 4])
def test_no_digit_is_lost_at_any_rank(rank: int) -> None:
    rho = states(40, rank)
    expected = np.array([wootters(one) for one in rho])
    assert (expected > 0).any()
    np.testing.assert_allclose(concurrence(rho), expected, atol=2e-14)


@pytest.mark.parametrize("rank", [1, 2, 4])
def test_the_negativity_is_that_of_qutip(rank: int) -> None:
    for rho in states(10, rank):
        expected = qutip.negativity(qutip.Qobj(rho, dims=[[2, 2], [2, 2]]), 0)
        assert float(negativity(rho)) == pytest.approx(expected, abs=1e-13)


def test_a_qubit_and_a_qutrit_have_a_negativity() -> None:
    psi = np.zeros(6)
    psi[0] = psi[4] = 0.5**0.5
    assert float(negativity(np.outer(psi, psi), (2, 3))) == pytest.approx(0.5)


@pytest.mark.parametrize("kept", [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)])
def test_reduced_states_are_those_of_qutip(kept: tuple[int, ...]) -> None:
    rho = states(2, 5, 12)
    found = partial_trace(rho, (2, 3, 2), kept)
    for own, whole in zip(found, rho, strict=True):
        expected = qutip.Qobj(whole, dims=[[2, 3, 2]] * 2).ptrace(list(kept)).full()
        np.testing.assert_allclose(own, expected, atol=1e-15)


def test_factors_come_in_the_order_given() -> None:
    one, other = states(1, 2, 2)[0], states(1, 3, 3)[0]
    found = partial_trace(np.kron(one, other), (2, 3), (1, 0))
    np.testing.assert_allclose(found, np.kron(other, one), atol=1e-15)


def test_entropy_and_purity_are_those_of_qutip() -> None:
    for rho in (*states(5, 2), *states(5, 4)):
        state = qutip.Qobj(rho)
        assert float(entropy(rho)) == pytest.approx(qutip.entropy_vn(state), abs=1e-12)
        assert float(purity(rho)) == pytest.approx(state.purity(), abs=1e-14)


def test_what_isnt_a_number_stays_so() -> None:
    rho = np.stack([np.full((4, 4), np.nan), np.eye(4) / 4])
    for function in (concurrence, negativity, entropy, purity):
        found = function(rho)
        assert np.isnan(found[0])
        assert np.isfinite(found[1])
