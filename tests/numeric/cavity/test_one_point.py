"""One point in floats: the bits of arrays at its cutoff, and the digits of fractions and mpmath."""

from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import pytest

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import exact, ladder, one_point
from beyondthermal.numeric.cavity.kernel import library
from beyondthermal.numeric.cavity.level import POPULATIONS
from beyondthermal.numeric.cavity.rates import OPTIONAL
from beyondthermal.numeric.cavity.tail import enough_photons
from beyondthermal.numeric.precision import mp

RATES = {"kappa": 2.0, "p": 0.3, "gamma": 0.01, "g": 0.7}
NOISE = {"delta": -0.2, "gamma_z": 0.03, "p_c": 0.11}
SOME = [{k: NOISE[k] for k in some} for n in range(4) for some in combinations(OPTIONAL, n)]
with_some_noise = pytest.mark.parametrize("noise", SOME, ids=" ".join)


@pytest.fixture(autouse=True, params=["compiled", "in Python"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test both ways, where there are two."""
    if request.param == "in Python":
        monkeypatch.setattr(library, "is_built", lambda: False)
    elif not library.is_built():
        pytest.skip("the ladder is not compiled here")


def at(rates: dict[str, Any], **others: Any) -> tuple[float, ...]:
    found = one_point.qubits({**rates, **others})
    assert found is not None
    return found


@with_some_noise
@pytest.mark.parametrize("n_max", [1, 2, 3, 4, 6, 11])
def test_it_has_the_bits_of_an_element_of_an_array(noise: dict[str, float], n_max: int) -> None:
    rates = RATES | noise
    p = [rates["p"], 0.02]
    arrays = cavity.populations(**rates | {"p": p}, n_max=n_max)
    C = cavity.concurrence(**rates | {"p": p}, n_max=n_max, clip=False)
    for k, value in enumerate(p):
        one = rates | {"p": value}
        assert list(at(one, n_max=n_max)[:4]) == arrays[k].tolist()
        assert cavity.populations(**one, n_max=n_max).tolist() == arrays[k].tolist()
        assert cavity.concurrence(**one, n_max=n_max, clip=False) == C[k]


@with_some_noise
def test_it_is_right_in_fractions(noise: dict[str, float]) -> None:
    """From all equations of all levels at once, without a ladder."""
    rates, n_max = RATES | noise, 3
    levels = exact._solved(exact.exact_rates(**rates), n_max)
    right = ladder.two_qubits(levels)
    found = dict(zip((*POPULATIONS, "Im SA"), at(rates, n_max=n_max), strict=True))
    for label, value in right.items():
        assert abs(Fraction(found.pop(label)) - value) < 2e-16
    assert not any(found.values())


def drawn(count: int) -> list[dict[str, float]]:
    random, points = np.random.default_rng(4), []
    while len(points) < count:
        rates = {"kappa": 10 ** random.uniform(-2, 2), "p": 10 ** random.uniform(-9, 1)}
        rates["gamma"] = 10 ** random.uniform(-8, 1)
        for name, likely in zip(OPTIONAL, (0.4, 0.4, 0.3), strict=True):
            if random.random() < likely:
                rates[name] = 10 ** random.uniform(-5, -0.5)
        if rates.get("p_c", 0) < rates["kappa"] / 2 and one_point.qubits(rates):
            points.append(rates)
    return points


@pytest.mark.parametrize("rates", drawn(40), ids=str)
def test_the_cutoff_known_beforehand_is_enough(rates: dict[str, float]) -> None:
    """Against 25 digits at a cutoff found by trying; small numbers have their digits, too."""
    right = cavity.precise.steady_state(**rates, digits=25)
    found, C = at(rates), cavity.concurrence(**rates)
    assert abs(float(C) - right.concurrence) < 1e-15
    for value, expected in zip(found, right.populations, strict=False):
        assert abs(value - expected) < 1e-15
        if C > 0 and "p_c" not in rates:
            assert abs(value - expected) < mp.mpf("5e-15") * expected


def test_without_a_cutoff_it_has_the_bits_of_arrays_too() -> None:
    for rates in drawn(40):
        arrays = cavity.concurrence(**rates | {"kappa": [rates["kappa"]]}, clip=False)
        assert cavity.concurrence(**rates, clip=False) == arrays[0]


def test_a_small_cutoff_would_be_noticed() -> None:
    rates = {"kappa": 0.2, "p": 0.015, "gamma": 1e-5}
    enough = enough_photons(rates)
    assert enough == 12
    right = at(rates, n_max=40)
    assert max(abs(np.subtract(at(rates, n_max=enough), right))) < 1e-15
    assert max(abs(np.subtract(at(rates, n_max=enough // 2), right))) > 1e-12


LEFT_TO_ARRAYS = {
    "an array": {"p": np.array([0.1, 0.2])},
    "a fraction": {"p": Fraction(1, 10)},
    "a text": {"p": "0.1"},
    "a negative rate": {"p": -0.1},
    "no coupling": {"g": 0.0},
    "infinity": {"delta": float("inf")},
    "no number": {"gamma": float("nan")},
    "a rate beyond doubles": {"kappa": 10**400},
    "many photons": {"p_c": 1.9},
    "a photon number that grows": {"p_c": 2.0},
    "a pump too weak for doubles": {"p": 1e-60},
    "workers": {"workers": 2},
    "no worker": {"workers": 0},
    "no photon": {"n_max": 0},
    "half a photon": {"n_max": 1.5},
    "too many photons": {"n_max": 10**6},
    "another keyword": {"kapa": 1.0},
    "a dark state": {"p": 0.0, "gamma": 0.0},
}


@pytest.mark.parametrize("case", LEFT_TO_ARRAYS)
def test_what_is_not_a_plain_point_is_left_to_arrays(case: str) -> None:
    assert one_point.qubits(RATES | LEFT_TO_ARRAYS[case]) is None


def test_integers_are_numbers() -> None:
    assert at({"kappa": 2, "p": 1, "gamma": 0}) == at({"kappa": 2.0, "p": 1.0, "gamma": 0.0})
    found = cavity.concurrence(kappa=2, p=0.005, gamma=np.float64(0.001))
    assert isinstance(found, np.float64)
    assert found == cavity.concurrence(kappa=2.0, p=0.005, gamma=0.001)


def test_a_rate_that_is_missing_or_unknown_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="p"):
        cavity.populations(kappa=2.0, gamma=0.001)
    with pytest.raises(TypeError, match="kapa"):
        cavity.populations(kappa=2.0, kapa=2.0, p=0.1, gamma=0.001)
