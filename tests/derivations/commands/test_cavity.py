"""`beyondthermal cavity`: four ways to the same numbers."""

import json
import re
from fractions import Fraction

import pytest
from mpmath import mp

from beyondthermal.derivations.commands.cavity import evaluate_cavity
from beyondthermal.numeric.cavity import precise

RATES = {"kappa": "2", "p": "1/200", "gamma": "0.001", "delta": "0.01"}
C = precise.concurrence(kappa=2, p="1/200", gamma="0.001", delta="0.01", digits=50)


def listed(text):
    return dict(line.split(maxsplit=1) for line in text.splitlines())


def test_double_precision_shows_the_13_digits_it_promises():
    shown = listed(evaluate_cavity(None, None, as_json=False, **RATES))
    assert list(shown) == ["C", "p_G", "p_S", "p_A", "p_E", "photons", "n_max"]
    assert len(shown["C"]) == len("0.") + 13
    assert abs(mp.mpf(shown["C"]) - C) < 1e-13
    assert evaluate_cavity(None, 5, as_json=False, **RATES).startswith("C        0.38")
    found = json.loads(evaluate_cavity(15, None, as_json=True, **RATES))
    assert found["n_max"] == 15
    assert found["C"] == shown["C"]


def test_more_digits_go_to_mpmath():
    with mp.workdps(40):
        for digits in (14, 30):
            shown = listed(evaluate_cavity(None, digits, as_json=False, **RATES))
            assert abs(mp.mpf(shown["C"]) - C) < mp.mpf(10) ** -digits


def test_exact_numbers_are_fractions():
    found = json.loads(evaluate_cavity(2, 40, as_json=True, exactly=True, **RATES))
    populations = [Fraction(found[f"p_{label}"]) for label in "GSAE"]
    assert sum(populations) == 1
    assert found["C_exact"].count("sqrt") == 2
    exact = precise.concurrence(kappa=2, p="1/200", gamma="0.001", delta="0.01", n_max=2, digits=60)
    with mp.workdps(50):
        assert abs(mp.mpf(found["C"]) - exact) < mp.mpf(10) ** -39
        numbers = re.sub(r"\d+", r"mpf('\g<0>')", found["C_exact"])
        value = eval(numbers, {"sqrt": mp.sqrt, "mpf": mp.mpf})
        assert abs(value - exact) < mp.mpf(10) ** -45
    short = evaluate_cavity(1, None, as_json=False, exactly=True, **RATES)
    assert all(len(line) <= 80 for line in short.splitlines())


def test_enclosed_numbers_say_between_which_bounds():
    shown = evaluate_cavity(None, 20, as_json=False, enclosed=True, **RATES)
    midpoint, radius = listed(shown)["C"].split(" ± ")
    with mp.workdps(50):
        assert abs(mp.mpf(midpoint) - C) <= mp.mpf(radius) < mp.mpf(10) ** -20
    found = json.loads(evaluate_cavity(4, 20, as_json=True, enclosed=True, **RATES))
    assert found["n_max"] == 4
    assert 0 < mp.mpf(found["cutoff_effect"]) < 1e-8


def test_two_ways_at_once_are_one_too_many():
    with pytest.raises(ValueError, match="`exact` must not be given with `enclose`"):
        evaluate_cavity(None, None, as_json=False, exactly=True, enclosed=True, **RATES)
