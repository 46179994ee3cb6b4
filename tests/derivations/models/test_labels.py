"""Labels of a model's parameters go in with xarray's arrays, and come out with the results."""

import numpy as np
import pytest
import xarray as xr

from beyondthermal import load
from beyondthermal.derivations.models.model import Model

OMEGA, DELTA = np.array([1.0, 2.0]), np.array([0.0, 0.5])


@pytest.fixture(scope="module")
def atom() -> Model:
    model = load("driven_atom").model
    assert model is not None
    return model


def along(name: str, values: np.ndarray) -> xr.DataArray:
    return xr.DataArray(values, dims=name, coords={name: values})


def p_e(Omega: float, Delta: float) -> float:
    return Omega**2 / (4 * Delta**2 + 1 + 2 * Omega**2)


@pytest.mark.parametrize("labelled", [True, False])
def test_a_dimension_has_the_name_of_its_parameter(atom: Model, *, labelled: bool) -> None:
    """Two axes of one length: by position they would be one."""
    Omega, Delta = along("Omega", OMEGA), along("Delta", DELTA)
    grid = (Omega, Delta) if labelled else (OMEGA[:, None], DELTA)
    found = atom.numbers(Omega=grid[0], Delta=grid[1], Gamma=1.0)
    assert len(repr(found)) < 300
    labels = found.to_xarray()
    assert labels.p_e.dims == ("Omega", "Delta")
    assert labels.Gamma.item() == 1.0
    for at in np.ndindex(2, 2):
        point = {"Omega": OMEGA[at[0]], "Delta": DELTA[at[1]]}
        assert float(labels.p_e.sel(point)) == pytest.approx(p_e(**point), rel=1e-12)


def test_times_are_the_last_dimension(atom: Model) -> None:
    times = [0.0, 1.0, 50.0]
    found = atom.evolve(times, "projector(g)", Omega=along("Omega", OMEGA), Delta=0.0, Gamma=1.0)
    labels = found.to_xarray()
    assert labels.p_e.dims == ("Omega", "time")
    assert float(labels.p_e.sel(Omega=2.0, time=0.0)) == 0
    assert float(labels.p_e.sel(Omega=2.0, time=50.0)) == pytest.approx(p_e(2.0, 0.0), rel=1e-9)


def test_what_varies_together_has_an_axis_of_its_own(atom: Model) -> None:
    labels = atom.numbers(Omega=OMEGA, Delta=DELTA, Gamma=1.0).to_xarray()
    assert labels.p_e.dims == ("axis_0",)
    np.testing.assert_array_equal(labels.Omega, OMEGA)
    np.testing.assert_array_equal(labels.Delta, DELTA)


def test_labels_that_do_not_fit_are_refused(atom: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    Omega = along("Omega", OMEGA)
    with pytest.raises(ValueError, match="`Delta` must be one number or of xarray, as `Omega` is"):
        atom.numbers(Omega=Omega, Delta=DELTA, Gamma=1.0)
    with pytest.raises(ValueError, match="must have the same coordinates"):
        atom.numbers(Omega=Omega, Delta=along("Omega", DELTA), Gamma=1.0)
    point = atom.numbers(Omega=1.0, Delta=0.0, Gamma=1.0)
    assert float(point.to_xarray().p_e) == pytest.approx(1 / 3)
    monkeypatch.setattr("beyondthermal.numeric.extras.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"A Dataset needs xarray: pip install .*\[scan\]"):
        point.to_xarray()
