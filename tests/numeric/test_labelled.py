"""Labels, masks and lazy arrays through every function that takes arrays."""

from collections.abc import Callable
from typing import Any

import dask.array as da
import numpy as np
import pandas as pd
import pytest
import sympy as sp
import xarray as xr

from beyondthermal.numeric import cavity, machine, thermodynamics
from beyondthermal.numeric.machine import concurrence
from beyondthermal.numeric.programs.functions import array_function
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")

STATE = {"state": [*"GSAE"]}
BASIS = {name: ["00", "01", "10", "11"] for name in ("ket", "bra")}
RESERVOIR = {"reservoir": ["A", "S"]}
Two = Callable[[Any, Any], Any]


def cavity_of(function: Callable[..., Any], **options: Any) -> Two:
    return lambda a, b: function(kappa=a, p=b, gamma=0.1, **options)


# Each as a function of two arguments that may be from 1 to 2, and the axes that it adds.
FUNCTIONS: dict[str, tuple[Two, dict[str, list[Any]]]] = {
    "concurrence": (machine.concurrence, {}),
    "populations": (machine.populations, STATE),
    "density_matrix": (machine.density_matrix, BASIS),
    "concurrence_from_rates": (lambda a, b: machine.concurrence_from_rates(1.0, a, gamma_S=b), {}),
    "effective_temperatures": (lambda a, b: machine.effective_temperatures(a, 1, b), RESERVOIR),
    "heat_currents": (machine.heat_currents, RESERVOIR),
    "entropy_production": (machine.entropy_production, {}),
    "relaxation_gap": (thermodynamics.relaxation_gap, {}),
    "cavity.concurrence": (cavity_of(cavity.concurrence), {}),
    "clip": (cavity_of(cavity.concurrence, clip=False, n_max=3), {}),
    "cavity.populations": (cavity_of(cavity.populations), STATE),
    "cavity.density_matrix": (cavity_of(cavity.density_matrix, n_max=4), BASIS),
    "mean": (lambda a, b: cavity_of(cavity.photon_statistics)(a, b).mean, {}),
    "g2": (lambda a, b: cavity_of(cavity.photon_statistics, n_max=4)(a, b).g2, {}),
    "distribution": (
        lambda a, b: cavity_of(cavity.photon_statistics, n_max=3)(a, b).distribution,
        {"photons": [0, 1, 2, 3]},
    ),
    "n_max": (lambda a, b: cavity_of(cavity.concurrence, return_n_max=True)(a, b)[1], {}),
    "array_function": (array_function((x, y), sp.sqrt(x) + y), {}),
    "several outputs": (array_function((x, y), [x + y, x / y]), {"output": [0, 1]}),
}
LAZY = {name: row for name, row in FUNCTIONS.items() if name != "mean"}
ONE, OTHER = np.array([1.0, 1.3, 1.9]), np.array([1.1, 1.2, 1.5, 1.8])
every = pytest.mark.parametrize(("function", "axes"), FUNCTIONS.values(), ids=FUNCTIONS)
every_lazy = pytest.mark.parametrize(("function", "axes"), LAZY.values(), ids=LAZY)
A = xr.DataArray(ONE, dims="a", coords={"a": [10, 20, 30]}, attrs={"units": "K"})
B = xr.DataArray(OTHER, dims="b")


def same(found: Any, expected: Any) -> None:
    np.testing.assert_allclose(np.asarray(found), expected, rtol=1e-14, atol=1e-16)


@every
def test_dataarrays_are_broadcast_by_name(function: Two, axes: dict[str, list[Any]]) -> None:
    found = function(A, B)
    assert found.dims == ("a", "b", *axes)
    same(found, function(ONE[:, None], OTHER))
    assert found.coords["a"].values.tolist() == [10, 20, 30]
    assert {name: found.coords[name].values.tolist() for name in axes} == axes
    assert not found.attrs
    same(function(B, A).transpose("a", "b", ...), function(OTHER, ONE[:, None]))
    same(function(A.isel(a=0), 1.5), function(1.0, 1.5))


@every
def test_unequal_coordinates_are_an_error(function: Two, axes: dict[str, list[Any]]) -> None:
    moved = A.assign_coords(a=[20, 30, 40])
    for other in (moved, A[::-1], A[:2]):
        with pytest.raises(ValueError, match="must have the same coordinates along `a`, but"):
            function(A, other)
    for name in axes:
        with pytest.raises(ValueError, match=f"must not have a dimension `{name}`, for the result"):
            function(A.rename(a=name), 1.0)


@every_lazy
def test_what_is_lazy_stays_lazy(function: Two, axes: dict[str, list[Any]]) -> None:
    expected = function(ONE[:, None], OTHER)
    found = function(A.chunk(a=2), B)
    assert isinstance(found.data, da.Array)
    assert found.dims == ("a", "b", *axes)
    assert found.dtype == np.asarray(expected).dtype
    same(found, expected)
    bare = function(da.from_array(ONE[:, None], chunks=2), OTHER)
    assert isinstance(bare, da.Array)
    assert (bare.shape, bare.dtype) == (np.shape(expected), np.asarray(expected).dtype)
    same(bare, expected)


@every
def test_series_are_aligned(function: Two, axes: dict[str, list[Any]]) -> None:
    one = pd.Series(ONE, index=["u", "v", "w"])
    other = pd.Series([1.8, 1.1, 1.2], index=["w", "u", "v"])
    found = function(one, other)
    assert found.index.tolist() == ["u", "v", "w"]
    same(np.ravel(found), np.ravel(function(ONE, np.array([1.1, 1.2, 1.8]))))
    assert isinstance(found, pd.DataFrame if axes else pd.Series)
    if axes:
        assert list(found.columns.names) == list(axes)
    with pytest.raises(ValueError, match="must have the same labels, but theirs differ"):
        function(one, other.rename({"w": "z"}))
    with pytest.raises(ValueError, match=r"must broadcast to the shape \(3,\) of those with"):
        function(one, OTHER)


@every
def test_dataframes_are_aligned(function: Two, axes: dict[str, list[Any]]) -> None:
    rows, columns = ["u", "v", "w"], ["l", "r"]
    table = pd.DataFrame(np.linspace(1, 2, 6).reshape(3, 2), index=rows, columns=columns)
    found = function(table, table.loc[rows[::-1], columns[::-1]])
    assert found.index.tolist() == rows
    same(np.ravel(found), np.ravel(function(table.to_numpy(), table.to_numpy())))
    row = pd.Series([1.5, 1.25], index=["r", "l"])
    same(np.ravel(function(table, row)), np.ravel(function(table.to_numpy(), [1.25, 1.5])))
    assert not axes or found.columns.nlevels == 1 + len(axes)
    with pytest.raises(ValueError, match="must have the same labels"):
        function(table, pd.Series(ONE, index=rows))


@every
def test_masks_are_kept_and_nothing_is_computed_behind_them(
    function: Two, axes: dict[str, list[Any]]
) -> None:
    one = np.ma.array([1.0, -1e30, 1.9], mask=[False, True, False])
    other = np.ma.array([[1.1], [np.nan]], mask=[[False], [True]])
    found = function(one, other)
    expected = function(np.array([1.0, 1.9]), 1.1)
    inner = (slice(None),) * len(axes)
    mask = np.ma.getmaskarray(found)
    assert mask[(0, 1, *inner)].all()
    assert mask[1].all()
    assert not mask[(0, [0, 2], *inner)].any()
    same(found[0][[0, 2]].data, expected)
    assert np.ma.getmaskarray(function(np.ma.masked, 1.0)).all()
    assert np.ma.getmaskarray(function(np.ma.array(ONE, mask=True), 1.0)).all()


def test_datasets_and_variables() -> None:
    both = xr.Dataset({"cold": A, "hot": -A})
    found = concurrence(both, B)
    assert {name: found[name].dims for name in found} == dict.fromkeys(found, ("a", "b"))
    same(found["hot"], concurrence(-ONE[:, None], OTHER))
    assert concurrence(A.variable, 1.0).dims == ("a",)


def test_names_and_containers() -> None:
    assert concurrence(A, B).name == concurrence(pd.Series(ONE), 1.0).name == "concurrence"
    light = cavity.photon_statistics(kappa=A, p=0.1, gamma=0.1)
    assert isinstance(light, cavity.PhotonStatistics)
    assert [part.name for part in light] == ["mean", "g2", "distribution"]
    assert light.distribution.coords["photons"].values.tolist() == [
        *range(light.distribution.sizes["photons"])
    ]
    C, cutoffs = cavity.concurrence(kappa=A, p=0.1, gamma=0.1, return_n_max=True)
    assert (C.name, cutoffs.name, cutoffs.dtype.kind) == ("concurrence", "n_max", "i")


def test_nullable_and_masked_become_nan_beside_labels() -> None:
    some = pd.Series([1.0, None], dtype="Float64")
    assert np.isnan(concurrence(some, 1.0)).tolist() == [False, True]
    masked = np.ma.array([1.0, 2.0], mask=[False, True])
    assert np.isnan(concurrence(pd.Series([1.0, 2.0]), masked)).tolist() == [False, True]
    assert np.isnan(concurrence(xr.DataArray([1.0, 2.0]), masked)).values.tolist() == [False, True]


def test_equal_labels_may_be_repeated_but_not_moved() -> None:
    twice = pd.Series([1.0, 2.0], index=["u", "u"])
    same(concurrence(twice, -twice), concurrence([1.0, 2.0], [-1.0, -2.0]))
    with pytest.raises(ValueError, match="must have the same labels"):
        concurrence(twice, pd.Series([1.0, 2.0], index=["u", "v"]))


MIXED = {
    "xarray and pandas": (
        lambda: concurrence(A, pd.Series(ONE)),
        "Arguments `beta_A` and `beta_S` must both be of xarray or both of pandas, but got one of "
        "each.",
    ),
    "an array beside a DataArray": (
        lambda: concurrence(A, OTHER),
        "Argument `beta_S` must broadcast to the shape (3,) of those with labels, but got (4,).",
    ),
    "a larger array": (
        lambda: concurrence(np.ones((2, 3)), A),
        "Argument `beta_A` must broadcast to the shape (3,) of those with labels, but got (2, 3).",
    ),
    "no length": (
        lambda: cavity.photon_statistics(kappa=A.chunk(), p=1.0, gamma=0.1),
        "Argument `n_max` must be given where arrays are lazy, but got None.",
    ),
    "no length of a bare one": (
        lambda: cavity.photon_statistics(kappa=da.ones(3), p=1.0, gamma=0.1),
        "Argument `n_max` must be given where arrays are lazy, but got None.",
    ),
    "shapes of lazy arrays": (
        lambda: concurrence(da.ones(3), da.ones(4)),
        "Arguments must have shapes that broadcast, but got beta_A (3,), beta_S (4,).",
    ),
    "shapes of masked arrays": (
        lambda: concurrence(np.ma.array([1.0, 2.0], mask=[0, 1]), OTHER),
        "Arguments `beta_A` and `beta_S` must have shapes that broadcast, but got (2,) and (4,).",
    ),
    "out of the domain": (
        lambda: cavity.concurrence(kappa=-A, p=1.0, gamma=0.1),
        "Argument `kappa` must be positive, but got -1.0.",
    ),
    "inside a lazy array": (
        lambda: machine.concurrence_from_rates(1, -A.chunk(), 1).compute(),
        "Argument `gamma_A` must not be negative, but got -1.9.",
    ),
    "cutoffs in an array": (
        lambda: cavity.concurrence(kappa=A, p=1.0, gamma=0.1, n_max=A),
        None,
    ),
}


@pytest.mark.parametrize(("call", "message"), MIXED.values(), ids=MIXED)
def test_an_error_is_one_line(call: Callable[[], Any], message: str | None) -> None:
    with pytest.raises(ValueError, match="Argument") as raised:
        call()
    assert message is None or str(raised.value) == message


def test_python_refuses_wrong_names_and_numbers_of_arguments() -> None:
    for call in (lambda: concurrence(A), lambda: concurrence(A, 1, 2), lambda: concurrence(A, c=1)):
        with pytest.raises(TypeError, match="argument"):
            call()
    with pytest.raises(TypeError, match="argument"):
        cavity.populations(kappa=A, p=1.0, gamma=1.0, speed=2.0)


def test_correlations_are_of_the_same_points() -> None:
    one = pd.Series([1.0, 2.0, 4.0], index=[*"uvw"])
    other = pd.Series([7.0, 1.0, 2.0], index=[*"wuv"])
    assert thermodynamics.correlation(one, other).spearman == 1
    table = xr.DataArray(np.arange(6.0).reshape(2, 3), dims=("a", "b"))
    assert thermodynamics.correlation(table, table.T).pearson == pytest.approx(1)
    assert thermodynamics.correlation(table.values, table.values[::-1]).pearson < 0
    masked = np.ma.array([1.0, 2.0, 4.0], mask=[False, True, False])
    assert thermodynamics.correlation(masked, [1.0, -9.0, 3.0]).kendall == 1
    with pytest.raises(ValueError, match="must have the same labels"):
        thermodynamics.correlation(one, other.rename({"u": "z"}))
