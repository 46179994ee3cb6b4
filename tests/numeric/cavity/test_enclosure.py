"""Balls around C, Eq. (A8), with and without a cutoff."""

import re
import sys
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import enclosure, exact, ladder, precise
from beyondthermal.numeric.cavity.ball import Ball
from beyondthermal.numeric.cavity.level import POPULATIONS
from beyondthermal.symbolic.machine.cavity import ladder as blocks

pytestmark = pytest.mark.usefixtures("flint")

PAPER = {"kappa": 10, "p": "0.005", "gamma": "0.001"}

# Pump up to ten times the loss of photons, a cavity up to half way to its threshold.
units = st.fractions(Fraction(1, 50), Fraction(4), max_denominator=50)
rates = st.just(Fraction(0)) | units
hot = st.builds(
    lambda kappa, pump, cavity, rest: (
        rest
        | {"kappa": kappa, "p": kappa * 10 ** Fraction(pump)}
        | ({"p_c": kappa * cavity} if cavity else {})
    ),
    kappa=units,
    pump=st.integers(-6, 1),
    cavity=st.just(Fraction(0)) | st.fractions(Fraction(1, 100), Fraction(1, 2)),
    rest=st.fixed_dictionaries(
        {"gamma": rates, "g": units},
        optional={"delta": units, "gamma_z": units},
    ),
)


@pytest.fixture(name="flint", scope="module")
def python_flint():
    return pytest.importorskip("flint")


def probability(level):
    return sum(level.get(label, 0) for label in POPULATIONS)


def whole(model, n_max, digits=60):
    """The model at a large cutoff, in mpmath."""
    with mp.workdps(digits):
        numbers = {k: mpf(x.numerator) / x.denominator for k, x in model.items()}
        return ladder.solve({"g": mpf(1)} | numbers, n_max, mpf)


def concurrence(levels):
    x = ladder.two_qubits(levels)
    coherence = mp.hypot(x["SS"] - x["AA"], 2 * x.get("Im SA", 0))
    return max(coherence - 2 * mp.sqrt(x["GG"] * x["EE"]), mpf(0))


@settings(max_examples=25)
@given(model=hot, n_max=st.integers(1, 8), digits=st.integers(1, 40))
def test_truncated_ball_contains_the_exact_value(model, n_max, digits):
    found = cavity.enclose(**model, n_max=n_max, digits=digits).truncated
    C = exact.steady_state(**model, n_max=n_max).concurrence
    assert found.radius < mpf(10) ** -digits
    assert str(C.evalf(200)) in found


@settings(max_examples=40)
@given(model=hot, n_max=st.integers(1, 24))
def test_complete_ball_contains_the_model_at_a_much_larger_cutoff(model, n_max):
    found = cavity.enclose(**model, n_max=n_max, digits=20)
    levels = whole(model, 100)
    with mp.workdps(60):
        assert concurrence(levels) in found.complete
        assert sum(map(probability, levels[n_max + 3 :])) <= found.tail
        truncated = concurrence(whole(model, n_max))
        assert abs(truncated - concurrence(levels)) <= found.cutoff_effect


@pytest.mark.parametrize(
    "noise",
    [{}, {"gamma_z": "0.01"}, {"p_c": "0.03"}, {"delta": "0.02", "gamma_z": "0.01", "p_c": "0.03"}],
)
def test_complete_ball_shrinks_as_the_cutoff_grows(noise):
    found = [cavity.enclose(**PAPER, **noise, n_max=n, digits=60) for n in range(2, 14, 3)]
    for larger, smaller in pairwise(found):
        assert smaller.complete.radius < larger.complete.radius / 1000
        assert smaller.complete.midpoint in larger.complete
        assert smaller.cutoff_effect < larger.cutoff_effect / 1000
        assert smaller.tail < larger.tail / 1000


@pytest.mark.parametrize(
    "model",
    [
        PAPER,
        PAPER | {"delta": "0.02", "gamma_z": "0.01", "p_c": "0.03"},
        {"kappa": "1/1000", "p": "1e-8", "gamma": 0, "delta": "1e-8"},
        {"kappa": 1, "p": 1, "gamma": 1, "p_c": "1/4", "gamma_z": 1, "delta": 1},
    ],
)
@pytest.mark.parametrize("digits", [3, 60])
def test_without_a_cutoff_both_balls_have_the_digits(model, digits):
    found = cavity.enclose(**model, digits=digits)
    assert max(found.truncated.radius, found.complete.radius) < mpf(10) ** -digits
    with mp.workdps(digits + 10):
        assert abs(found.complete.midpoint - precise.concurrence(**model, digits=digits)) <= (
            found.complete.radius + mpf(10) ** -digits
        )


def test_no_entanglement_is_proved_by_a_ball_of_radius_zero():
    found = cavity.enclose(kappa=1, p=1, gamma=1)
    assert found.complete == found.truncated == Ball(mpf(0), mpf(0))
    assert str(found.complete) == "0 ± 0"


amplitudes = st.lists(st.complex_numbers(max_magnitude=1), min_size=4, max_size=4).filter(any)


@given(
    amplitudes=amplitudes | st.sampled_from([[1, 1j, 0, 0], [0, 1, 0, -1], [1, 0, 0, 1]]),
    response=st.lists(st.integers(-9, 9), min_size=10, max_size=10),
    only=st.none() | st.integers(0, 9),
    N=st.integers(2, 9),
)
def test_no_state_of_a_level_does_more_than_is_allowed_for(flint, amplitudes, response, only, N):
    """A pure state of the level next above, and any linear function of it."""
    unknowns = blocks().unknowns
    weights = {unknown.label: unknown.weight(N) for unknown in unknowns}
    numbered = list(enumerate(zip(unknowns, response, strict=True)))
    responses = {x.label: flint.arb(r * (only in (None, i))) for i, (x, r) in numbered}
    with mp.workdps(30):
        z = [mp.mpc(a) for a in amplitudes]
        total = mpf(0)
        for i, (unknown, r) in numbered:
            element = z[unknown.ket] * mp.conj(z[unknown.bra]) / mp.fsum(abs(a) ** 2 for a in z)
            part = element.imag if unknown.part == "Im" else element.real
            total += (only in (None, i)) * r * part / mp.sqrt(unknown.weight(N))
        held = enclosure._held(responses, weights, flint.arb)
        assert mpf(float(held.lower())) - mpf(10) ** -12 <= total
        assert total <= mpf(float(held.upper())) + mpf(10) ** -12


@pytest.mark.parametrize("label", POPULATIONS)
@pytest.mark.parametrize("share", [Fraction(0), Fraction(1, 4), Fraction(1, 2)])
def test_what_is_above_may_be_in_any_state(flint, monkeypatch, label, share):
    """Levels that are all |S>, and above them up to one half, all in one population."""
    S = {"GG": flint.arb(0), "SS": flint.arb(1), "AA": flint.arb(0), "EE": flint.arb(0)}
    nothing = dict.fromkeys(POPULATIONS, flint.arb(0))
    free, felt = (
        (S,),
        dict.fromkeys(("GG", "Im GS", "Re GE", "SS", "Im SE", "AA", "EE"), (nothing,)),
    )
    monkeypatch.setattr(enclosure, "open_ladder", lambda *_: (free, felt))
    balls = {name: flint.arb(1) for name in ("g", "kappa", "p", "gamma")}
    flow = [flint.arb(1) / 4, flint.arb(1) / 2]
    qubits, tail, _ = enclosure._complete(balls, 3, flow, flint.arb)
    assert 0.5 <= float(tail) < 0.51
    for name, ball in qubits.items():
        truth = (1 - share) * (name == "SS") + share * (name == label)
        assert ball.contains(flint.arb(flint.fmpq(truth.numerator, truth.denominator)))


def test_the_last_level_that_is_solved_for_is_the_one_that_bounds_the_next(monkeypatch):
    tops, bounded = [], []
    for name, seen, at in (("open_ladder", tops, 1), ("ratio", bounded, 1)):
        monkeypatch.setattr(enclosure, name, recorded(getattr(enclosure, name), seen, at))
    cavity.enclose(**PAPER, n_max=5)
    assert tops
    assert bounded == [N for top in tops for N in (top, top + 1)]
    assert set(tops) == {5 + 2}


def recorded(function, seen, at):
    def call(*arguments):
        seen.append(arguments[at])
        return function(*arguments)

    return call


@given(
    midpoint=st.fractions(-2, 2),
    radius=st.integers(-200, 1).map(lambda e: mpf(2) ** e),
    factor=st.floats(1, 2),
)
def test_printed_ball_contains_the_ball_and_is_not_much_larger(midpoint, radius, factor):
    with mp.workdps(80):
        ball = Ball(mpf(midpoint.numerator) / midpoint.denominator, radius * factor)
        shown, error = map(Fraction, re.fullmatch(r"(\S+) ± (\S+)", str(ball)).groups())
        ends = [Fraction(str(ball.midpoint + sign * ball.radius)) for sign in (-1, 1)]
    slack = Fraction(1, 10**70)
    assert shown - error - slack <= min(ends) <= max(ends) <= shown + error + slack
    assert error <= 3 * Fraction(str(ball.radius)) + slack


def test_both_precisions_are_left_alone(flint):
    before = mp.prec, flint.ctx.prec
    cavity.enclose(**PAPER, digits=77)
    assert (mp.prec, flint.ctx.prec) == before


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kappa": -1}, "Argument `kappa` must be positive, but got -1."),
        ({"digits": 0}, "Argument `digits` must be a whole number from 1 to 50000, but got 0."),
        ({"n_max": "3"}, "Argument `n_max` must be a whole number from 1 to 20000, but got '3'."),
        ({"p": 0, "gamma": 0}, "the steady state is not unique"),
        ({"p_c": 1}, "Argument `p_c` must be smaller than `kappa`, or the photon number grows"),
        ({"p_c": 2, "n_max": 3}, "grows without end, but got 2."),
    ],
)
def test_bad_input_is_one_clear_line(change, line):
    with pytest.raises(ValueError, match="Argument") as caught:
        cavity.enclose(**{"kappa": 1, "p": 1, "gamma": 1} | change)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_python_flint_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "flint", None)
    with pytest.raises(ValueError, match=r"pip install 'beyondthermal\[exact\]'") as caught:
        cavity.enclose(**PAPER)
    assert "\n" not in str(caught.value)
