"""Two qubits in numbers: the effective model's kernel, Wootters, and the limit of large κ."""

from fractions import Fraction
from itertools import pairwise

import pytest
from domains import cavities as models
from domains import decades
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from beyondthermal.numeric.cavity import precise


def effective_concurrence(p, gamma, Gamma, digits):
    """The closed form by way of the kernel: the rates of Eq. (9), then Eqs. (A5)-(A7)."""
    rates = {"gamma_plus": p / 2, "gamma_A": gamma / 2, "gamma_S": Gamma + gamma / 2}
    return precise.wootters(precise.effective_steady_state(**rates, digits=digits), digits)


def test_full_model_approaches_the_effective_one_as_g_over_kappa_squared():
    p, gamma = Fraction(1, 100), Fraction(1, 1000)
    limit = effective_concurrence(p, gamma, 1, 40)
    with mp.workdps(50):
        errors = [  # Gamma = 4 g²/kappa = 1
            precise.concurrence(kappa=4 * s**2, g=s, p=p, gamma=gamma, digits=40) - limit
            for s in (64, 128, 256, 512)
        ]
    orders = [float(mp.log(abs(a / b), 2)) for a, b in pairwise(errors)]
    assert orders == pytest.approx([2, 2, 2], abs=2e-2)
    assert abs(orders[2] - 2) < abs(orders[0] - 2)


@settings(max_examples=8)
@given(up=decades, down=st.tuples(decades, decades), digits=st.integers(5, 60))
def test_effective_kernel_solves_the_master_equation(up, down, digits):
    """Its three balances, pair by pair of levels, are those of four classical populations."""
    rho = precise.effective_steady_state(
        gamma_plus=up, gamma_A=down[0], gamma_S=down[1], digits=digits
    )
    with mp.workdps(digits + 10):
        G, E = rho[0, 0], rho[3, 3]
        S, A = ((rho[1, 1] + rho[2, 2]) / 2 + sign * rho[1, 2] for sign in (1, -1))
        a, s = (mpf(x) for x in down)
        scale = mpf(10) ** (1 - digits) * (up + a + s)
        assert abs(2 * (2 * up * G - a * A - s * S)) < scale
        assert abs(2 * (up * (S + A) - (a + s) * E)) < scale
        assert abs(2 * (up * G + s * E - (up + s) * S)) < scale
        assert abs(G + S + A + E - 1) < mpf(10) ** (1 - digits)


@settings(max_examples=10)
@given(model=models)
def test_wootters_on_the_partial_trace_is_eq_A8(model):
    state = precise.steady_state(**model, digits=30, n_max=4)
    traced = precise.partial_trace(precise.full_density_matrix(state))
    with mp.workdps(40):
        assert abs(precise.wootters(traced, 30) - state.concurrence) < mpf(10) ** -29


def test_wootters_on_states_known_otherwise():
    """Pure states have C = 2 |ad - bc|; a Werner state of weight w has max(0, (3w - 1)/2)."""
    with mp.workdps(40):
        a, b, c, d = psi = [mpf(1) / 2, mpf(1) / 10, -mpf(3) / 10, mp.sqrt(mpf(65) / 100)]
        pure = mp.matrix(psi) * mp.matrix(psi).T
        assert abs(precise.wootters(pure, 38) - 2 * abs(a * d - b * c)) < mpf(10) ** -37
        singlet = mp.matrix([0, 1, -1, 0]) / mp.sqrt(2)
        for w in (mpf(1), mpf(2) / 3, mpf(1) / 4):
            werner = w * singlet * singlet.T + (1 - w) * mp.eye(4) / 4
            assert abs(precise.wootters(werner, 38) - max(0, (3 * w - 1) / 2)) < mpf(10) ** -37
