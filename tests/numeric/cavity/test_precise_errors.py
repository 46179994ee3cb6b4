"""What is asked wrongly of the cavity solver is one clear line."""

import pytest
from mpmath import mp

from beyondthermal.numeric.cavity import precise


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"kappa": 0}, "Argument `kappa` must be positive, but got 0."),
        ({"kappa": -1.0}, "Argument `kappa` must be positive, but got -1.0."),
        ({"kappa": float("nan")}, "Argument `kappa` must be a finite number, but got nan."),
        ({"g": 0}, "Argument `g` must be positive, but got 0."),
        ({"p": -1}, "Argument `p` must not be negative, but got -1."),
        ({"p": mp.nan}, "Argument `p` must be a finite number, but got nan."),
        ({"gamma": float("inf")}, "Argument `gamma` must be a finite number, but got inf."),
        ({"gamma_z": "-0.1"}, "Argument `gamma_z` must not be negative, but got -0.1."),
        ({"p_c": None}, "Argument `p_c` must be a finite number, but got None."),
        ({"delta": -mp.inf}, "Argument `delta` must be a finite number, but got -inf."),
        ({"gamma": "1/0"}, "Argument `gamma` must be a finite number, but got 1/0."),
        ({"delta": "much"}, "Argument `delta` must be a finite number, but got much."),
        ({"digits": 0}, "Argument `digits` must be a whole number from 1 to 50000, but got 0."),
        ({"digits": 2.5}, "Argument `digits` must be a whole number from 1 to 50000, but got 2.5."),
        ({"n_max": 0}, "Argument `n_max` must be a whole number from 1 to 20000, but got 0."),
        ({"n_max": "3"}, "Argument `n_max` must be a whole number from 1 to 20000, but got '3'."),
        ({"p": 0, "gamma": 0}, "steady state is not unique"),
        ({"p_c": 1, "kappa": 1}, "the photon number grows without end, but got 1."),
    ],
)
def test_bad_input_is_one_clear_line(change, line):
    with pytest.raises(ValueError, match="Argument") as caught:
        precise.steady_state(**{"kappa": 1, "p": 1, "gamma": 1} | change)
    assert line in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("rates", "line"),
    [
        ((-1, 1, 1), "Argument `gamma_plus` must not be negative, but got -1."),
        ((1, "nan", 1), "Argument `gamma_A` must be a finite number, but got nan."),
        ((0, 0, 1), "Argument `gamma_plus` must be positive where a mode does not decay"),
    ],
)
def test_bad_rates_of_the_effective_model_are_one_clear_line(rates, line):
    names = ("gamma_plus", "gamma_A", "gamma_S")
    with pytest.raises(ValueError, match="Argument") as caught:
        precise.effective_steady_state(**dict(zip(names, rates, strict=True)))
    assert line in str(caught.value)


def test_what_does_not_converge_says_so(monkeypatch):
    monkeypatch.setattr(precise, "LARGEST_CUTOFF", 20)
    with pytest.raises(ValueError, match="Argument `n_max` must be given"):
        precise.steady_state(kappa="0.01", p=1, gamma=0)
