"""`beyondthermal cavity`: four ways to the same numbers."""

import json
import re
from fractions import Fraction

import pytest
from console import beyondthermal
from mpmath import mp

from beyondthermal.derivations.commands.cavity import evaluate_cavity
from beyondthermal.numeric.cavity import precise

RATES = {"kappa": "2", "p": "1/200", "gamma": "0.001", "delta": "0.01"}
C = precise.concurrence(kappa=2, p="1/200", gamma="0.001", delta="0.01", digits=50)


def listed(text):
    return dict(line.split(maxsplit=1) for line in text.splitlines())


def test_double_precision_shows_the_13_digits_it_promises():
    shown = listed(evaluate_cavity(None, None, RATES, as_json=False))
    assert list(shown) == ["C", "p_G", "p_S", "p_A", "p_E", "photons", "n_max"]
    assert len(shown["C"]) == len("0.") + 13
    assert abs(mp.mpf(shown["C"]) - C) < 1e-13
    assert evaluate_cavity(None, 5, RATES, as_json=False).startswith("C        0.38")
    found = json.loads(evaluate_cavity(15, None, RATES, as_json=True))
    assert found["n_max"] == 15
    assert found["C"] == shown["C"]


def test_more_digits_go_to_mpmath():
    with mp.workdps(40):
        for digits in (14, 30):
            shown = listed(evaluate_cavity(None, digits, RATES, as_json=False))
            assert abs(mp.mpf(shown["C"]) - C) < mp.mpf(10) ** -digits


def test_exact_numbers_are_fractions():
    found = json.loads(evaluate_cavity(2, 40, RATES, as_json=True, exactly=True))
    populations = [Fraction(found[f"p_{label}"]) for label in "GSAE"]
    assert sum(populations) == 1
    assert found["C_exact"].count("sqrt") == 2
    exact = precise.concurrence(kappa=2, p="1/200", gamma="0.001", delta="0.01", n_max=2, digits=60)
    with mp.workdps(50):
        assert abs(mp.mpf(found["C"]) - exact) < mp.mpf(10) ** -39
        numbers = re.sub(r"\d+", r"mpf('\g<0>')", found["C_exact"])
        value = eval(numbers, {"sqrt": mp.sqrt, "mpf": mp.mpf})
        assert abs(value - exact) < mp.mpf(10) ** -45
    short = evaluate_cavity(1, None, RATES, as_json=False, exactly=True)
    assert all(len(line) <= 80 for line in short.splitlines())


def test_enclosed_numbers_say_between_which_bounds():
    shown = evaluate_cavity(None, 20, RATES, as_json=False, enclosed=True)
    midpoint, radius = listed(shown)["C"].split(" ± ")
    with mp.workdps(50):
        assert abs(mp.mpf(midpoint) - C) <= mp.mpf(radius) < mp.mpf(10) ** -20
    found = json.loads(evaluate_cavity(4, 20, RATES, as_json=True, enclosed=True))
    assert found["n_max"] == 4
    assert 0 < mp.mpf(found["cutoff_effect"]) < 1e-8


def test_two_ways_at_once_are_one_too_many():
    with pytest.raises(ValueError, match="`exact` must not be given with `enclose`"):
        evaluate_cavity(None, None, RATES, as_json=False, exactly=True, enclosed=True)


def test_a_platform_has_units_of_its_own() -> None:
    done = beyondthermal("cavity", "--platform", "quantum-dots", "--kappa", "0.2 meV")
    assert "kappa  2 g" in done.stdout
    assert "g/2π" in done.stdout
    assert "hangs on them" in done.stdout
    plain = beyondthermal("cavity", "--g", "10 MHz", "--kappa", "20 MHz", "--p", "50 kHz",
                          "--gamma", "10 kHz")  # fmt: skip
    same = beyondthermal("cavity", "--kappa", "2", "--p", "0.005", "--gamma", "0.001")
    assert plain.stdout == same.stdout


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--platform", "tin-cans"], "No platform is called tin-cans"),
        (["--platform", "circuit-qed", "--p", "1 kHz"], "`p` is no quantity of a platform"),
        (["--platform", "circuit-qed", "--set", "T1"], "must be NAME=VALUE"),
        (["--set", "T1=1 us"], "--set needs --platform"),
        (["--kappa", "2"], "--kappa, --p and --gamma are needed"),
        (["--kappa", "2 MHz", "--p", "1", "--gamma", "1"], "`kappa` must be a finite number"),
        (["--g", "1 MHz", "--kappa", "2", "--p", "1 Hz", "--gamma", "1 Hz"], "`kappa` must be"),
    ],
)
def test_units_are_converted_or_refused(given: list[str], message: str) -> None:
    done = beyondthermal("cavity", *given)
    assert done.returncode == 2
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
