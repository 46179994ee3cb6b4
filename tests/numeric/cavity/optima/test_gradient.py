"""Derivatives by imaginary steps, against differences of digits that share no code with them."""

from typing import Any

import numpy as np
import pytest

from beyondthermal.numeric import cavity
from beyondthermal.numeric.precision import mp

PLAIN = {"kappa": 2.0, "p": 0.005, "gamma": 0.001}
NOISY = PLAIN | {"g": 0.8, "delta": -0.1, "gamma_z": 0.02, "p_c": 0.03}
DIGITS = 26


def concurrence(rates: dict[str, Any]) -> Any:
    return cavity.precise.steady_state(**rates, digits=DIGITS).concurrence


def difference(rates: dict[str, float], name: str) -> Any:
    """Of both sides, or of that above where the rate is zero."""
    with mp.workdps(60):
        at = mp.mpf(rates.get(name, 0.0))
        h = (at or mp.mpf(rates["kappa"])) * mp.mpf("1e-9")
        below = at - h if at else at
        step = at + h - below
        return (concurrence(rates | {name: at + h}) - concurrence(rates | {name: below})) / step


@pytest.mark.parametrize("rates", [PLAIN, NOISY, PLAIN | {"p": 2.5}], ids=["", "noise", "thermal"])
def test_it_is_the_limit_of_differences(rates: dict[str, float]) -> None:
    for name, found in zip(rates, cavity.gradient(**rates), strict=True):
        C = concurrence(rates)
        if C > 0:
            scale = abs(found) + C / abs(rates[name])
            assert abs(found - difference(rates, name)) < mp.mpf("1e-15") * scale
        else:  # `precise` clips
            h = 1e-5 * rates[name]
            up, down = (
                cavity.concurrence(**rates | {name: rates[name] + s * h}, clip=False)
                for s in (1, -1)
            )
            assert found == pytest.approx((up - down) / (2 * h), rel=1e-6)


def test_of_a_rate_that_is_zero_it_is_that_from_above() -> None:
    (dephasing, detuning) = cavity.gradient(**PLAIN, by=("gamma_z", "delta"))
    assert dephasing == pytest.approx(float(difference(PLAIN, "gamma_z")), rel=1e-6)
    assert abs(detuning) < 1e-15


def test_a_plane_has_at_each_point_what_the_point_has() -> None:
    kappa, p = np.geomspace(0.1, 9, 5)[:, None], np.array([1e-3, 0.1, 2.0])
    plane = cavity.gradient(kappa=kappa, p=p, gamma=0.01, by=["gamma", "kappa"])
    assert plane.shape == (5, 3, 2)
    for i in range(5):
        for j in range(3):
            rates = {"kappa": kappa[i, 0], "p": p[j], "gamma": 0.01}
            alone = cavity.gradient(**rates, by=("gamma", "kappa"))
            np.testing.assert_array_equal(plane[i, j], alone)


def test_without_a_pump_there_is_no_derivative() -> None:
    assert np.isnan(cavity.gradient(kappa=[1.0], p=0.0, gamma=0.1)).all()


@pytest.mark.parametrize("by", ["kappa", ("kapa",), ("n_max",)])
def test_by_names_rates(by: Any) -> None:
    with pytest.raises(ValueError, match="Argument `by` must name some of g, kappa"):
        cavity.gradient(**PLAIN, by=by)


def test_labels_go_through() -> None:
    xr = pytest.importorskip("xarray")
    gamma = xr.DataArray([0.001, 0.002], dims="gamma", coords={"gamma": [0.001, 0.002]})
    found = cavity.gradient(**PLAIN | {"gamma": gamma})
    assert found.dims == ("gamma", "rate")
    assert list(found.rate.values) == ["kappa", "p", "gamma"]
    np.testing.assert_array_equal(found.values[0], cavity.gradient(**PLAIN))
