"""The full cavity model in exact rationals, Eqs. (7)-(8), Appendix D and (A8)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from math import factorial

import numpy as np
import pytest
import sympy as sp
from domains import cavities
from exact_cavity import Exact, matrix, models
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from beyondthermal.numeric.cavity import exact, ladder, precise


@contextmanager
def without_flint() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "flint", None)
        yield


@settings(max_examples=20)
@given(model=models, n_max=st.integers(1, 4))
def test_python_flint_changes_nothing_but_the_time(model, n_max):
    pytest.importorskip("flint")
    state = exact.steady_state(**model, n_max=n_max)
    with without_flint():
        assert exact.steady_state(**model, n_max=n_max) == state
    assert state.levels == ladder.solve(model, n_max, Fraction)


@pytest.mark.parametrize(
    "model",
    [
        {"kappa": 1, "p": 0, "gamma": 1},
        {"kappa": 1, "p": 0, "gamma": 0, "delta": "1/3"},
        {"kappa": 1, "p": 0, "gamma": 0, "gamma_z": 1, "p_c": "1/2"},
        {"kappa": 1, "p": 1, "gamma": 0, "p_c": 2},
    ],
)
def test_where_rates_vanish_both_ways_still_agree(model):
    pytest.importorskip("flint")
    state = exact.steady_state(**model, n_max=3)
    with without_flint():
        assert exact.steady_state(**model, n_max=3) == state
    assert sum(state.populations) == sum(state.photons) == 1


@settings(max_examples=12)
@given(model=models, n_max=st.integers(1, 2))
def test_lindbladian_of_the_full_density_matrix_is_exactly_zero(model, n_max):
    judge = Exact(n_max, **model)
    real, imaginary = matrix(exact.steady_state(**model, n_max=n_max).levels, n_max)
    assert not np.any(judge.dissipation(real) + judge.commutator(imaginary))
    assert not np.any(judge.dissipation(imaginary) - judge.commutator(real))


@settings(max_examples=12)
@given(model=models, n_max=st.integers(1, 3))
def test_density_matrix_is_the_partial_trace(model, n_max):
    """Eq. (C3) on the kets |q1 q2> a†ⁿ|0>, whose norms are n!."""
    state = exact.steady_state(**model, n_max=n_max)
    parts = [
        sum(
            factorial(n) * part[n :: n_max + 1, n :: n_max + 1].astype(object)
            for n in range(n_max + 1)
        )
        for part in matrix(state.levels, n_max)
    ]
    real, imaginary = (part.reshape(4, 4) for part in parts)
    for (i, j), x in np.ndenumerate(real):
        y = imaginary[i, j]
        expected = sp.Rational(x.numerator, x.denominator)
        expected += sp.I * sp.Rational(y.numerator, y.denominator)
        assert sp.expand(state.density_matrix[i, j] - expected) == 0


@settings(max_examples=25)
@given(model=cavities, n_max=st.integers(1, 6))
def test_concurrence_is_that_of_mpmath_to_50_digits(model, n_max):
    C = exact.steady_state(**model, n_max=n_max).concurrence
    with mp.workdps(60):
        expected = precise.concurrence(**model, n_max=n_max, digits=50)
        assert abs(mpf(str(C.evalf(60))) - expected) < mpf(10) ** -49
    assert (C == 0) == (expected == 0)


@settings(max_examples=15)
@given(model=models)
def test_concurrence_is_that_of_wootters(model):
    """Eqs. (A5)-(A7) on the density matrix, which know nothing of the X form."""
    state = exact.steady_state(**model, n_max=2)
    with mp.workdps(60):
        rho = sp.lambdify((), state.density_matrix.evalf(60), "mpmath")()
        assert abs(precise.wootters(rho) - mpf(str(state.concurrence.evalf(50)))) < mpf(10) ** -25


def test_concurrence_has_one_root_at_resonance_and_two_beside_it():
    model = {"kappa": 10, "p": "0.005", "gamma": "0.001"}
    for delta, roots in ((0, 1), ("0.01", 2)):
        C = exact.steady_state(**model, delta=delta).concurrence
        assert len(C.atoms(sp.Pow)) == roots
        assert all(power.base.is_Rational and power.exp == sp.S.Half for power in C.atoms(sp.Pow))


def test_concurrence_prints_to_any_digits():
    state = exact.steady_state(kappa=10, p="0.005", gamma="0.001", delta="0.02", p_c="1/9")
    G, _, _, E = (sp.Rational(x.numerator, x.denominator) for x in state.populations)
    rho_c = state.density_matrix[1, 2]
    with mp.workdps(1020):
        value = 2 * abs(mp.mpc(*(mpf(x.p) / x.q for x in rho_c.as_real_imag())))
        value -= 2 * mp.sqrt(mpf(G.p) / G.q * E.p / E.q)
        for digits in (15, 100, 1000):
            found = mpf(str(state.concurrence.evalf(digits)))
            assert abs(found - value) < mpf(10) ** -digits


def test_all_kinds_of_numbers_are_the_same_number():
    kinds = ["0.1", "1/10", Fraction(1, 10), Decimal("0.1"), sp.Rational(1, 10)]
    states = [exact.steady_state(kappa=2, p=p, gamma=1, n_max=2) for p in kinds]
    assert all(state == states[0] for state in states)
    binary = exact.steady_state(kappa=np.int64(2), p=0.1, gamma=np.float64(1), n_max=2)
    assert binary == exact.steady_state(kappa=2, p=Fraction(0.1), gamma=1, n_max=2) != states[0]
    assert {type(x) for x in (*binary.populations, *binary.photons)} == {Fraction}


def test_integers_of_numpy_do_not_overflow():
    large = {"kappa": 10**18, "gamma": 10**18 + 9, "g": 10**17 + 3}
    numpy = {name: np.int64(x) for name, x in large.items()}
    states = [exact.steady_state(**x, p="1/97", n_max=2) for x in (large, numpy)]
    assert states[0] == states[1]


@pytest.mark.parametrize(
    "change",
    [
        {"kappa": 0},
        {"g": "-1/2"},
        {"p": -1},
        {"gamma": float("nan")},
        {"gamma_z": Decimal("-0.1")},
        {"p_c": None},
        {"delta": "much"},
        {"n_max": 0},
        {"n_max": 2.5},
        {"p": 0, "gamma": 0},
    ],
)
def test_bad_input_is_the_line_that_precise_has(change):
    model = {"kappa": 1, "p": 1, "gamma": 1} | change
    lines = []
    for module in (exact, precise):
        with pytest.raises(ValueError, match="Argument") as caught:
            module.steady_state(**model)
        lines.append(str(caught.value))
    # Fractions grow with each photon: there may be fewer of them.
    assert lines[0] == lines[1].replace("from 1 to 20000", "from 1 to 200")


def test_roots_of_large_fractions_are_left_as_they_are():
    """SymPy would factor their integers, which takes longer than anyone waits."""
    rates = {"kappa": "1.2345678901234567", "p": "0.1234567", "gamma": "0.00123"}
    state = exact.steady_state(**rates, delta="0.0123456789", n_max=12)
    digits = precise.concurrence(**rates, delta="0.0123456789", n_max=12, digits=40)
    assert abs(state.concurrence.evalf(45) - sp.Float(mp.nstr(digits, 45), 45)) < sp.Float("1e-38")
