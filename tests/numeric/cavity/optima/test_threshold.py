"""Where C first exceeds a level: against scans, bisection and a proof."""

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp, mpf

from beyondthermal.numeric import cavity, machine
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.optima.threshold import threshold
from beyondthermal.symbolic.decision.proof import Verdict


def test_p_has_to_be_well_above_gamma():
    """At γ = 10⁻³ g, p = 1.1 γ is not enough for 1/3 at any κ; the ratio falls with γ."""
    found = [threshold(gamma=gamma).ratio for gamma in ("0.0001", "0.001")]
    assert 1 < found[0] < found[1]
    assert abs(found[1] - mpf("1.37163111323483")) < mpf(10) ** -12


def test_c_is_the_level_there_and_largest_over_kappa():
    found = threshold(gamma="0.001", digits=30)
    assert found.proof.verdict is Verdict.SUPPORTED
    with mp.workdps(60):
        h, p = mpf(10) ** -12, found.ratio / 1000

        def C(kappa, p):
            return precise.concurrence(gamma="0.001", kappa=kappa, p=p, n_max=16, digits=50)

        down, here, up = (C(found.kappa * mp.exp(k * h), p) for k in (-1, 0, 1))
        assert abs(here - mpf(1) / 3) < mpf(10) ** -30
        assert max(down, up) < here
        assert abs((up - down) / (2 * (up - 2 * here + down))) * h < mpf(10) ** -23
        assert C(found.kappa, p * (1 + h)) > mpf(1) / 3


def test_below_the_ratio_no_kappa_gets_there():
    found = threshold(gamma="0.001")
    kappa = np.geomspace(1e-2, 1e3, 200)[:, None]
    p = 1e-3 * float(found.ratio) * np.array([*np.geomspace(1e-3, 0.999, 60), 1.001])
    best = cavity.concurrence(kappa=kappa, p=p, gamma=1e-3, n_max=25).max(axis=0)
    assert np.all(best[:-1] < 1 / 3)
    near = float(found.kappa) * np.array([0.99, 1, 1.01])
    assert cavity.concurrence(kappa=near, p=p[-1], gamma=1e-3).max() > 1 / 3


def bisected(C, low, high):
    for _ in range(60):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if C(middle) < 1 / 3 else (low, middle)
    return low


def test_at_given_kappa_bisection_finds_the_same():
    found = threshold(gamma="0.001", kappa=2)
    p = bisected(lambda p: cavity.concurrence(kappa=2, p=p, gamma=1e-3), 1e-4, 5e-3)
    assert float(found.ratio) == pytest.approx(p / 1e-3, rel=1e-12)
    assert found.kappa == 2


@pytest.mark.parametrize("kappa", ["0.1", "2", "5"])
def test_effective_threshold_is_that_of_the_closed_form(kappa):
    found = threshold(gamma="0.001", kappa=kappa, model="effective")
    assert found.proof.verdict is Verdict.PROVED
    Gamma = 4 / float(kappa)

    def C(p):
        return machine.concurrence(np.log(1e-3 / p), np.log((1e-3 + 2 * Gamma) / p))

    assert float(found.ratio) == pytest.approx(bisected(C, 1e-4, 3e-3) / 1e-3, rel=1e-12)


def test_effective_model_gets_above_a_third_for_any_p_above_gamma():
    found = threshold(gamma="0.001", model="effective")
    assert (found.ratio, found.proof.verdict) == (1, Verdict.PROVED)
    assert threshold(gamma=1, level=Fraction(2, 5), model="effective").ratio == 2


def test_a_level_just_below_the_maximum_is_reached_just_before_it():
    found = threshold(gamma="0.001", level="0.38695")
    assert mpf("5.3") < found.ratio < mpf("5.4237")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"gamma": "0.01"}, "`level` must be below the largest C, 0.26002"),
        ({"gamma": "0.001", "kappa": 200, "model": "effective"}, "the largest C, 0.1562"),
        ({"gamma": "0.001", "level": "0.5"}, "`level` must be between 0 and 1/2"),
        ({"gamma": "0.001", "level": 0}, "`level` must be between 0 and 1/2"),
        ({"gamma": 0}, "`gamma` must be positive"),
        ({"gamma": 0, "model": "effective"}, "`gamma` must be positive"),
        ({"gamma": "0.001", "digits": 0}, "`digits` must be a whole number"),
        ({"gamma": "0.001", "p_c": 1, "model": "effective"}, "`p_c` must be 0 in the effective"),
    ],
)
def test_what_is_never_reached_says_so(arguments, message):
    with pytest.raises(ValueError, match=message):
        threshold(**arguments)
