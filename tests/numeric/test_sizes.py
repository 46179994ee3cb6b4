"""What would run without end is one line, at every door through which a size comes in."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from clock import within
from console import beyondthermal
from mpmath import mpf

from beyondthermal.numeric import cavity, machine, sizes
from beyondthermal.numeric.cavity import exact, precise
from beyondthermal.numeric.cavity.optima.optimum import maximize
from beyondthermal.numeric.cavity.optima.threshold import threshold
from beyondthermal.numeric.cavity.rates import exact_rates

RATES = {"kappa": "1", "p": "1/1000", "gamma": "1/1000"}
DOUBLES = {"kappa": 1.0, "p": 1e-3, "gamma": 1e-3}

DOORS: dict[str, Callable[[Any], object]] = {
    "digits of to_digits": lambda n: machine.to_digits(1, 2, digits=n),
    "digits of steady_state": lambda n: precise.steady_state(**RATES, digits=n),
    "digits of effective_steady_state": lambda n: precise.effective_steady_state(
        gamma_plus=1, gamma_A=1, gamma_S=1, digits=n
    ),
    "digits of enclose": lambda n: cavity.enclose(**RATES, digits=n),
    "digits of maximize": lambda n: maximize(gamma="1/1000", digits=n),
    "digits of threshold": lambda n: threshold(gamma="1/1000", digits=n),
    "n_max of concurrence": lambda n: cavity.concurrence(**DOUBLES, n_max=n),
    "n_max of populations": lambda n: cavity.populations(**DOUBLES, n_max=n),
    "n_max of density_matrix": lambda n: cavity.density_matrix(**DOUBLES, n_max=n),
    "n_max of photon_statistics": lambda n: cavity.photon_statistics(**DOUBLES, n_max=n),
    "n_max of steady_state": lambda n: precise.steady_state(**RATES, n_max=n),
    "n_max of enclose": lambda n: cavity.enclose(**RATES, n_max=n),
    "n_max of exact": lambda n: exact.steady_state(**RATES, n_max=n),
    "workers of concurrence": lambda n: cavity.concurrence(**DOUBLES, workers=n),
}


SIZES = {
    "0": 0,
    "-1": -1,
    "a million": 10**6,
    "1e5000": 10**5000,
    "2.5": 2.5,
    "text": "3",
    "None": None,
}


# Without `n_max` as many photons as it takes: for fractions there must be a number.
CASES = [
    (door, size)
    for door in DOORS
    for size in SIZES
    if size != "None" or not door.startswith("n_max") or "exact" in door
]


@pytest.mark.parametrize(("door", "size"), CASES)
def test_a_size_beyond_its_limit_is_one_line(door: str, size: str) -> None:
    name = door.split()[0]
    with within(1.0), pytest.raises(ValueError, match=f"Argument `{name}` must be") as refused:
        DOORS[door](SIZES[size])
    assert len(str(refused.value)) < 200


TOO_LONG = {
    "many photons at many digits": lambda: precise.steady_state(**RATES, n_max=20_000, digits=5000),
    "the same in balls": lambda: cavity.enclose(**RATES, n_max=20_000, digits=20_000),
    "fractions of long rates": lambda: exact.steady_state(
        kappa="1e1000", p="1e-1000", gamma=1, n_max=200
    ),
}


@pytest.mark.parametrize("name", TOO_LONG)
def test_what_would_take_hours_is_estimated(name: str) -> None:
    with within(5.0), pytest.raises(ValueError, match=r"it would take about \d+ minutes, more"):
        TOO_LONG[name]()


@pytest.mark.parametrize(
    "value", ["1e999999999", "1E-99999", "1e+1001", "1/1e5", "1" * 5000, mpf("1e99999"), "-1e2000"]
)
def test_a_number_is_read_only_if_it_is_short(value: object) -> None:
    with within(1.0), pytest.raises(ValueError, match=r"Argument `kappa` must be") as refused:
        exact_rates(kappa=value, p=1, gamma=1)  # type: ignore[typeddict-item] (a slip)
    assert len(str(refused.value)) < 150


def test_at_the_limit_numbers_are_read() -> None:
    assert exact_rates(kappa="1e1000", p=mpf("1e-300"), gamma=0)["kappa"] == Fraction(10) ** 1000


COMMANDS = [
    "cavity --kappa 1 --p 1e-3 --gamma 1e-3 --n-max 100000000",
    "cavity --kappa 1 --p 1e-3 --gamma 1e-3 --digits 1000000",
    "cavity --kappa 1e999999999 --p 1 --gamma 1",
    "cavity --kappa 1 --p 1e-3 --gamma 1e-3 --n-max 500 --exact",
    "cavity --kappa 1 --p 1e-3 --gamma 1e-3 --enclose --digits 1000000",
    "evaluate --beta-a 1 --beta-s 2 --digits 1000000",
    "scan --grid kappa=1:2:10000000000 --fix p=1 --fix gamma=1",
    "scan --grid kappa=1:2:1000000 --grid p=1:2:1000000 --fix gamma=1",
    "scan --grid kappa=1:2:3 --fix p=1 --fix gamma=1 --processes 1000000",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_so_in_one_line(command: str, tmp_path: Path) -> None:
    with within(5.0):
        done = beyondthermal(*command.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("beyondthermal: Argument ")
    assert len(done.stderr.splitlines()) == 1
    assert not done.stdout


LONG = "cavity --kappa 0.1 --p 1e-3 --gamma 1e-3 --n-max 150 --exact"


def test_a_fraction_may_be_longer_than_python_likes_to_write() -> None:
    done = beyondthermal(*LONG.split())
    assert done.returncode == 0, done.stderr
    assert "exactly" in done.stdout


def test_estimates_are_in_seconds() -> None:
    assert sizes.ladder_seconds(15, 50) < 1 < sizes.ladder_seconds(20_000, 50) < 100
    assert sizes.exact_seconds(15, [Fraction(1, 1000)]) < 1
