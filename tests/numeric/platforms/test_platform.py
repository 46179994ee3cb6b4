"""Devices: quantities and their units, against QuTiP in units of a nanosecond; what is refused."""

from math import expm1, pi, sqrt
from typing import Any

import numpy as np
import pytest
import qutip

from beyondthermal.numeric import cavity
from beyondthermal.numeric.platforms import PLATFORMS, Platform, rate, thermal_photons

QED = PLATFORMS["circuit-qed"]
DOTS = PLATFORMS["quantum-dots"]
# ħ in eV s, k_B in eV/K: CODATA.
HBAR, BOLTZMANN = 6.582119569e-16, 8.617333262e-5


@pytest.mark.parametrize(
    ("text", "per_second"),
    [
        ("10 MHz", 2 * pi * 1e7),
        ("1/s", None),
        ("3 1/us", 3e6),
        ("20 us", 5e4),
        ("0.1 meV", 1e-4 / HBAR),
        ("1e9 rad/s", 1e9),
    ],
)
def test_what_a_rate_is(text: str, per_second: float | None) -> None:
    if per_second is None:
        with pytest.raises(ValueError, match="must be a number and its unit"):
            rate(text)
    else:
        assert rate(text) == pytest.approx(per_second, rel=1e-9)


def test_thermal_photons_are_those_of_bose() -> None:
    x = HBAR * 2 * pi * 6e9 / (BOLTZMANN * 0.2)
    assert thermal_photons("6 GHz", "200 mK") == pytest.approx(1 / expm1(x), rel=1e-8)
    assert thermal_photons("6 GHz", "0 K") == 0
    assert thermal_photons("1.3 eV", "4 K") == 0  # e^-3771


def in_qutip(T: float, n_max: int = 5) -> float:
    """A circuit with baths of one temperature, per nanosecond, as one writes it in QuTiP."""
    n = 1 / expm1(HBAR * 2 * pi * 6e9 / (BOLTZMANN * T))
    g, kappa, pump, gamma_0 = 2 * pi * 0.01, 2 * pi * 0.02, 2 * pi * 5e-5, 5e-5 / (2 * n + 1)
    a = qutip.tensor(qutip.destroy(n_max + 1), qutip.qeye(2), qutip.qeye(2))
    one = qutip.qeye(n_max + 1)
    qubits = [
        qutip.tensor(one, qutip.destroy(2), qutip.qeye(2)),
        qutip.tensor(one, qutip.qeye(2), qutip.destroy(2)),
    ]
    H = sum(g * (a.dag() * c + a * c.dag()) for c in qubits)
    jumps = [sqrt(kappa * (n + 1)) * a, sqrt(kappa * n) * a.dag()]
    for c in qubits:
        jumps += [sqrt(gamma_0 * (n + 1)) * c, sqrt(gamma_0 * n) * c.dag(), sqrt(pump) * c.dag()]
        jumps.append(sqrt(1 / (2 * 30e3)) * (2 * c.dag() * c - 1))
    return float(qutip.concurrence(qutip.steadystate(H, jumps).ptrace([1, 2])))


@pytest.mark.parametrize("T", [0.02, 0.08])
def test_a_device_is_what_qutip_makes_of_it(T: float) -> None:
    # 30 us of dephasing; populations of more than five photons are below 1e-8 at 80 mK.
    found = QED.concurrence(temperature=f"{T} K", Tphi="30 us")
    assert found == pytest.approx(in_qutip(T), abs=2e-7)


def test_heat_makes_less_of_it() -> None:
    """With thermal photons at the qubits alone a hotter device would look more entangled."""
    at = [QED.concurrence(temperature=f"{T} mK") for T in (20, 50, 100, 200)]
    assert at == sorted(at, reverse=True)
    assert at[-1] < 0.1 < 0.39 < at[0]


def test_whether_dots_pass_one_third_hangs_on_their_lifetime() -> None:
    assert DOTS.concurrence() < 1 / 3 < DOTS.concurrence(T1="5 ns")
    assert "hangs on" in DOTS.note


def test_a_quality_factor_is_a_loss() -> None:
    by_kappa = DOTS.rates(kappa=f"{1.3e3 / 6500} meV")
    assert DOTS.rates(Q=6500)["kappa"] == pytest.approx(by_kappa["kappa"], rel=1e-12)


def test_quantities_of_pint_are_taken() -> None:
    pint = pytest.importorskip("pint")
    kappa = 20 * pint.get_application_registry().megahertz
    assert QED.concurrence(kappa=kappa) == QED.concurrence()


@pytest.mark.parametrize("name", ["T1", "kappa", "g", "temperature", "omega", "pump"])
def test_uncertainties_are_those_of_small_changes(name: str) -> None:
    hot = QED.with_(temperature="60 mK")
    value = getattr(hot, name)
    number, unit = value.split()
    _, error = hot.uncertain(**{name: f"{float(number) / 50} {unit}"})
    h = 1e-4
    C = [
        cavity.concurrence(**hot.rates(**{name: f"{float(number) * (1 + s * h)!r} {unit}"}))
        for s in (1, -1)
    ]
    assert error == pytest.approx(abs(C[0] - C[1]) / (2 * h) / 50, rel=1e-5)


def test_independent_uncertainties_add_in_squares() -> None:
    parts = {"T1": "4 us", "kappa": "0.5 MHz", "pump": "5 kHz"}
    each = [QED.uncertain(**{name: value})[1] for name, value in parts.items()]
    assert QED.uncertain(**parts) == pytest.approx((QED.concurrence(), np.hypot.reduce(each)))


def test_of_nothing_there_are_no_parts() -> None:
    with pytest.raises(ValueError, match="no uncertainty in parts of"):
        QED.with_(temperature="0 K").uncertain(temperature="1 mK")


def test_a_quality_factor_can_be_tuned() -> None:
    found = DOTS.best(Q=(1000.0, 1e5))
    near = [DOTS.concurrence(Q=float(found.at["Q"]) * x) for x in (0.95, 1.05)]
    assert max(near) < found.concurrence


def test_the_best_pump_is_where_neighbours_are_worse() -> None:
    found = QED.best(pump=("1 kHz", "10 MHz"), T1=("1 us", "50 us"))
    assert found.at["T1"] == "50 µs"
    number, unit = found.at["pump"].split()
    for factor in (0.98, 1.02):
        other = QED.concurrence(T1="50 us", pump=f"{float(number) * factor} {unit}")
        assert other < found.concurrence


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a temperature for a rate": ({"g": "3 K"}, "must be an energy, a rate, a frequency or a time"),
    "no unit": ({"g": "10"}, "must be a number and its unit"),
    "a number": ({"g": 10.0}, "must be a number and its unit"),
    "an expression": ({"g": "9**9 Hz"}, "must be a number and its unit"),
    "an unknown unit": ({"g": "1 foo"}, "there is no unit foo"),
    "a negative rate": ({"pump": "-1 Hz"}, "must be finite and not negative"),
    "no time": ({"T1": "0 s"}, "must not be a time of zero"),
    "a rate for a temperature": ({"temperature": "3 Hz"}, "must be a temperature"),
    "no losses": ({"Q": 0}, "must be a positive number"),
    "no coupling": ({"g": "0 Hz"}, "must be positive"),
    "a scale that doesn't begin at zero": ({"temperature": "5 degC"}, "begins at zero"),
    "an unknown quantity": ({"p": "1 Hz"}, "is no quantity of a platform"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    changes, message = REFUSED[case]
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        QED.rates(**changes)


def test_one_of_kappa_and_q_is_needed() -> None:
    with pytest.raises(ValueError, match="one of them must be given"):
        Platform("", omega="1 GHz", g="1 MHz").rates()


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ({"pump": ("2 kHz", "1 kHz")}, "must be a range that grows"),
        ({"pump": ("2 kHz", "3 us")}, "same kind"),
        ({}, "of one to 3 quantities"),
    ],
)
def test_ranges_that_are_none(ranges: dict[str, tuple[str, str]], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        QED.best(**ranges)
