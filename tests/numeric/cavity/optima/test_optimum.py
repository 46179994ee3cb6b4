"""The paper's maxima to 12 digits, judged at 30 by ways that share no derivative with them."""

import numpy as np
import pytest
from mpmath import mp, mpf

from beyondthermal.numeric import cavity, machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.optima.optimum import maximize
from beyondthermal.symbolic.decision.proof import Verdict

# C, p/γ, κ/g at γ = 10⁻³ g and 10⁻⁴ g.
PAPER = {
    "0.001": ("0.386953208504377", "5.4237536965337", "2.3321234221624"),
    "0.0001": ("0.447921866989318", "13.1583711140454", "2.2481019277513"),
}


@pytest.mark.parametrize("gamma", PAPER)
def test_maxima_of_the_paper_to_twelve_digits(gamma):
    best = maximize(gamma=gamma)
    C, ratio, kappa = map(mpf, PAPER[gamma])
    assert abs(best.concurrence - C) < mpf(10) ** -12
    assert abs(best.location["p"] / mpf(gamma) / ratio - 1) < mpf(10) ** -12
    assert abs(best.location["kappa"] / kappa - 1) < mpf(10) ** -12
    assert best.proof.verdict is Verdict.SUPPORTED


def parabola(f, middle, h):
    """The top of the curve through three points."""
    down, here, up = f(middle - h), f(middle), f(middle + h)
    return middle - h * (up - down) / (2 * (up - 2 * here + down)), here - max(up, down)


@pytest.mark.parametrize("gamma", ["0.001", pytest.param("0.0001", marks=pytest.mark.slow)])
def test_thirty_digits_by_differences_of_the_precise_solver(gamma):
    """C at 70 digits, shifted by ±h along either axis: its top is where the maximum was found."""
    best = maximize(gamma=gamma, digits=30)
    with mp.workdps(80):
        h = mpf(10) ** -17
        for name, x in best.location.items():

            def along(u, name=name, x=x):
                rates = best.location | {name: x * mp.exp(u)}
                return precise.concurrence(gamma=gamma, **rates, n_max=16, digits=70)

            top, drop = parabola(along, mpf(0), h)
            assert drop > 0
            assert abs(top) < mpf(10) ** -29
    again = precise.concurrence(gamma=gamma, **best.location, digits=34)
    assert abs(best.concurrence - again) < mpf(10) ** -30
    few = maximize(gamma=gamma, digits=12)
    assert abs(few.concurrence - best.concurrence) < mpf(10) ** -12


def test_a_good_cavity_takes_more_photons():
    rates = {"gamma": "0.0001", "kappa": "0.02"}
    best = maximize(over=["p"], **rates, digits=25)
    with mp.workdps(60):

        def along(u):
            p = best.location["p"] * mp.exp(u)
            return precise.concurrence(**rates, p=p, n_max=40, digits=55)

        top, drop = parabola(along, mpf(0), mpf(10) ** -14)
    assert drop > 0
    assert abs(top) < mpf(10) ** -24


def test_nothing_in_the_plane_is_higher():
    best = maximize(gamma="0.001", digits=17)
    kappa, p = np.meshgrid(np.geomspace(1e-2, 1e4, 150), np.geomspace(1e-7, 1, 150))
    assert np.max(cavity.concurrence(kappa=kappa, p=p, gamma=1e-3, n_max=25)) < best.concurrence
    near = np.exp(np.linspace(-0.05, 0.05, 41))
    close = cavity.concurrence(
        kappa=float(best.location["kappa"]) * near[:, None],
        p=float(best.location["p"]) * near,
        gamma=1e-3,
    )
    assert abs(np.max(close) - best.concurrence) < 1e-14
    assert np.unravel_index(np.argmax(close), close.shape) == (20, 20)


def test_the_hessian_is_negative_and_the_gradient_zero():
    best = maximize(gamma="0.001", digits=20)
    assert max(map(abs, best.gradient)) < mpf(10) ** -20
    (a, b), (c, d) = best.hessian
    assert b == c
    assert a < 0 < a * d - b * c


def test_one_parameter_at_a_time_ends_at_the_same_point():
    both = maximize(gamma="0.001", digits=15)
    for name in ("p", "kappa"):
        (other,) = {"p", "kappa"} - {name}
        line = maximize(over=[name], gamma="0.001", **{other: both.location[other]}, digits=15)
        assert abs(line.location[name] / both.location[name] - 1) < mpf(10) ** -13
        assert abs(line.concurrence - both.concurrence) < mpf(10) ** -14


def test_only_ratios_of_rates_matter():
    one, other = maximize(gamma="0.001"), maximize(gamma="0.003", g=3)
    assert abs(one.concurrence - other.concurrence) < mpf(10) ** -12
    for name, x in one.location.items():
        assert abs(other.location[name] / (3 * x) - 1) < mpf(10) ** -12


@pytest.mark.slow
def test_noise_lowers_the_maximum_and_digits_are_consistent():
    noise = {"delta": "0.01", "gamma_z": "0.0001", "p_c": "0.001"}
    few, many = (maximize(gamma="0.001", **noise, digits=digits) for digits in (10, 25))
    assert many.concurrence < mpf("0.3869")
    for name, x in many.location.items():
        assert abs(few.location[name] / x - 1) < mpf(10) ** -10
        rates = dict(many.location)
        for factor in ("0.99", "1.01"):
            moved = rates | {name: x * mpf(factor)}
            assert precise.concurrence(gamma="0.001", **noise, **moved) < many.concurrence


@pytest.mark.parametrize("kappa", ["0.5", "2", "20", "1600"])
def test_the_effective_maximum_is_the_highest_point_of_a_fine_grid(kappa):
    best = maximize(over=["p"], model="effective", kappa=kappa, gamma="0.001", digits=30)
    assert best.proof.verdict is Verdict.PROVED
    gamma, Gamma = 1e-3, 4 / float(kappa)
    p = float(best.location["p"]) * np.geomspace(1e-4, 1e4, 80001)
    C = machine.concurrence(np.log(gamma / p), np.log((gamma + 2 * Gamma) / p))
    assert abs(np.max(C) - best.concurrence) < 1e-14
    assert abs(np.argmax(C) - 40000) <= 40
    with mp.workdps(60):
        x = mpf("0.001") / best.location["p"]
        y = x + 8 / mpf(kappa) / best.location["p"]
        again = machine.to_digits(mp.log(x), mp.log(y), digits=40)["C"]
    assert abs(again - best.concurrence) < mpf(10) ** -30
    assert abs(best.gradient[0]) < mpf(10) ** -30


EFFECTIVE = {"over": ["p"], "model": "effective", "kappa": 2}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"gamma": 1}, "`gamma` must be smaller"),
        ({"gamma": 0}, "still grows at p = 1e-10"),
        ({"gamma": -1}, "`gamma` must not be negative, but got -1"),
        ({"gamma": "x"}, "`gamma` must be a finite number"),
        ({"gamma": "0.1", "kappa": 2}, "`kappa` must be left out where it is varied"),
        ({"gamma": "0.1", "over": ["p"]}, "`kappa` must be given"),
        ({"gamma": "0.1", "over": ["p"], "kappa": 0}, "`kappa` must be positive, but got 0"),
        ({"gamma": "0.1", "over": ["gamma"]}, "`over` must name"),
        ({"gamma": "0.1", "over": ["p", "p"]}, "`over` must name"),
        ({"gamma": "0.1", "over": []}, "`over` must name"),
        ({"gamma": "0.1", "model": "third"}, "`model` must be 'full' or 'effective'"),
        ({"gamma": "0.1", "digits": 0}, "`digits` must be a whole number"),
        ({"gamma": "0.1", "model": "effective"}, r"grows towards 1/\(2 \+ γ/p\) as κ falls"),
        (EFFECTIVE | {"gamma": 0}, "C grows as p falls"),
        (EFFECTIVE | {"gamma": "0.1", "delta": 1}, "`delta` must be 0 in the effective model"),
        (EFFECTIVE | {"gamma": "0.9"}, r"`kappa` must be below 4 \(√2 - 1\) g²/γ"),
    ],
)
def test_what_has_no_maximum_says_so(arguments, message):
    with pytest.raises(ValueError, match=message):
        maximize(**arguments)
