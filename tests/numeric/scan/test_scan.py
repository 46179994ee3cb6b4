"""Scans: labelled, complete, the same values as the functions, and refused before they start."""

import json
import subprocess
import sys
from itertools import pairwise, product

import numpy as np
import pytest
import xarray
from console import beyondthermal
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from small_scan import FIXED, GRID, contents

from beyondthermal.derivations import cli
from beyondthermal.derivations.commands.scan import parsed_axis
from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.rates import PARAMETERS
from beyondthermal.numeric.scan import plan as scan_plan
from beyondthermal.numeric.scan import scan
from beyondthermal.numeric.scan import store as scan_store
from beyondthermal.numeric.scan.plan import Plan
from beyondthermal.symbolic.symbols import quantity


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(scan_plan, "CHUNK_POINTS", 8)


@pytest.mark.usefixtures("small_chunks")
def test_every_value_stands_at_its_labels(tmp_path):
    scan(GRID, FIXED, tmp_path / "s.zarr", quantities=["concurrence", "populations", "photons"])
    found = xarray.open_zarr(tmp_path / "s.zarr")
    assert found.C.dims == ("kappa", "p")
    assert set(found.data_vars) == {"C", "n_max", "p_G", "p_S", "p_A", "p_E", "photons"}
    for kappa, p in product(GRID["kappa"], GRID["p"]):
        here = found.sel(kappa=kappa, p=p)
        state = precise.steady_state(kappa=float(kappa), p=float(p), gamma=1e-3, digits=16)
        photons = mp.fsum(n * weight for n, weight in enumerate(state.photons))
        exact = [state.concurrence, *state.populations, photons]
        for name, value in zip(("C", "p_G", "p_S", "p_A", "p_E", "photons"), exact, strict=True):
            assert float(here[name]) == pytest.approx(float(value), abs=2e-13)
        assert int(here.n_max) >= 5


@pytest.mark.usefixtures("small_chunks")
def test_chunks_hold_what_the_functions_return_for_the_whole_grid(tmp_path):
    found = scan({**GRID, "delta": [-0.5, 0.0, 0.3]}, FIXED, tmp_path / "s.zarr")
    mesh = np.meshgrid(GRID["kappa"], GRID["p"], [-0.5, 0.0, 0.3], indexing="ij")
    whole, n_max = cavity.concurrence(
        **dict(zip(("kappa", "p", "delta"), mesh, strict=True)), **FIXED, return_n_max=True
    )
    np.testing.assert_allclose(found.C, whole, rtol=0, atol=1e-15)
    np.testing.assert_array_equal(found.n_max, n_max)


def test_axes_and_variables_say_what_they_are(tmp_path):
    found = scan(GRID, FIXED | {"delta": 0.1}, tmp_path / "s.zarr")
    assert found.kappa.attrs == {"long_name": quantity("kappa").meaning, "units": "g"}
    assert found.C.attrs["long_name"] == "concurrence"
    assert {name: found.attrs.get(name) for name in PARAMETERS} == {
        "kappa": None, "p": None, "gamma": "0.001", "g": "1.0", "delta": "0.1", "gamma_z": "0.0",
        "p_c": "0.0",
    }  # fmt: skip
    other = scan(GRID, FIXED | {"g": 2.0}, tmp_path / "t.zarr")
    assert other.kappa.attrs["units"] == "rate"


def test_nothing_in_it_tells_when_or_where_it_was_made(tmp_path):
    for name in ("one.zarr", "another.zarr"):
        scan(GRID, FIXED, tmp_path / name)
    assert contents(tmp_path / "one.zarr") == contents(tmp_path / "another.zarr")


NAMES = ("kappa", "p", "gamma", "g")
lengths = st.lists(st.integers(1, 12), min_size=1, max_size=4)


@given(lengths, st.integers(1, 300))
def test_chunks_are_the_grid_cut_up(lengths, room):
    axes = {name: np.linspace(1, 2, n) for name, n in zip(NAMES, lengths, strict=False)}
    fixed = {name: 1.0 for name in NAMES if name not in axes}
    plan = Plan.of(axes, fixed, ["concurrence"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan_plan, "CHUNK_POINTS", room)
        chunks = [plan.chunk(index) for index in plan.indices]
        assert len(chunks) == plan.size
    points = [point for chunk in chunks for point in product(*chunk.axes.values())]
    assert len(points) == np.prod(lengths)
    assert set(points) == set(product(*axes.values()))
    assert max(np.prod([len(v) for v in chunk.axes.values()]) for chunk in chunks) <= room


def test_the_example_of_the_documentation_has_twenty_chunks():
    axes = {name: np.linspace(1, 2, 400) for name in ("kappa", "p")}
    assert Plan.of(axes, FIXED, ["concurrence"]).chunk_shape == (20, 400)


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize(
    "damage", [lambda b: b"", lambda b: b[:-1], lambda b: b[:20] + b"?" + b[21:]]
)
def test_a_damaged_chunk_is_computed_again(damage, tmp_path):
    scan(GRID, FIXED, tmp_path / "s.zarr")
    whole, path = contents(tmp_path / "s.zarr"), tmp_path / "s.zarr" / "C" / "c" / "2" / "0"
    path.write_bytes(damage(path.read_bytes()))
    (tmp_path / "s.zarr" / scan_store.UNFINISHED).write_bytes(b"half")
    seen = []
    scan(GRID, FIXED, tmp_path / "s.zarr", progress=lambda *numbers: seen.append(numbers))
    assert seen == [(6, 7), (7, 7)]
    assert contents(tmp_path / "s.zarr") == whole


OTHER_SCANS = {
    "kappa": ({**GRID, "kappa": GRID["kappa"] + 1}, FIXED, ["concurrence"]),
    "gamma": (GRID, {"gamma": 2e-3}, ["concurrence"]),
    "grid": ({"p": GRID["p"], "kappa": GRID["kappa"]}, FIXED, ["concurrence"]),
    "g, grid": ({**GRID, "g": [1.0]}, FIXED, ["concurrence"]),
    "quantities": (GRID, FIXED, ["concurrence", "photons"]),
}


@pytest.mark.parametrize("differs", OTHER_SCANS)
def test_another_scan_is_not_written_over(differs, tmp_path):
    scan(GRID, FIXED, tmp_path / "s.zarr")
    before = contents(tmp_path)
    axes, fixed, quantities = OTHER_SCANS[differs]
    with pytest.raises(ValueError, match=rf"holds another scan \({differs} differs\)"):
        scan(axes, fixed, tmp_path / "s.zarr", quantities=quantities)
    assert contents(tmp_path) == before


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(ValueError, match="not empty"):
        scan(GRID, FIXED, tmp_path)
    (tmp_path / "zarr.json").write_text("not a scan")
    with pytest.raises(ValueError, match="its layout differs"):
        scan(GRID, FIXED, tmp_path)
    assert set(contents(tmp_path)) == {"thesis.tex", "zarr.json"}


def test_two_scans_do_not_write_to_one_folder(tmp_path):
    plan = Plan.of(GRID, FIXED, ["concurrence"])
    with scan_store.opened(plan, tmp_path), pytest.raises(ValueError, match="another scan"):
        scan(GRID, FIXED, tmp_path)


@pytest.mark.usefixtures("small_chunks")
def test_a_point_without_answer_is_named_and_costs_only_its_chunk(tmp_path):
    # The last point needs more photons than are ever tried.
    grid = {"kappa": [1.0], "p_c": np.append(np.linspace(0, 0.2, 15), 1 - 1e-9)}
    fixed = {"p": 1e-2, "gamma": 1e-2}
    with pytest.raises(ValueError, match=r"1 of 2 chunks have no answer.*p_c=1\b"):
        scan(grid, fixed, tmp_path / "s.zarr")
    found = xarray.open_zarr(tmp_path / "s.zarr")
    assert np.isnan(found.C).sum() == 8
    np.testing.assert_array_equal(np.isnan(found.C), found.n_max == 0)


@given(st.floats(1e-6, 1e6), st.floats(1e-6, 1e6), st.integers(2, 50))
def test_an_axis_is_spaced_as_asked(start, stop, count):
    name, linear = parsed_axis(f"p={start!r}:{stop!r}:{count}")
    _, log = parsed_axis(f"p={start!r}:{stop!r}:{count}:log")
    assert name == "p"
    for axis, spaced in ((linear, linear), (log, np.log(log))):
        assert len(axis) == count
        assert (axis[0], axis[-1]) == (start, stop)
        steps = [b - a for a, b in pairwise(spaced)]
        np.testing.assert_allclose(steps, np.mean(steps), atol=1e-9 * np.max(np.abs(spaced)))
    assert parsed_axis(f"p={start!r},{stop!r}")[1].tolist() == [start, stop]


RATES = ("--fix", "p=1", "--fix", "gamma=1")
SLIPS = {
    "name=start:stop:count[:log] or name=v1,v2,…, but got 'kappa'": ("--grid", "kappa", *RATES),
    "`kappa` must be start:stop:count[:log]": ("--grid", "kappa=1:2:3:lag", *RATES),
    "2 to 1000000 values, but got '1' of them": ("--grid", "kappa=1:2:1", *RATES),
    "but got '٣' of them": ("--grid", "kappa=1:2:٣", *RATES),
    "but got '2.5' of them": ("--grid", "kappa=1:2:2.5", *RATES),
    "finite number, but got \"__import__('os').getpid()": (
        "--grid", "kappa=__import__('os').getpid(),2", *RATES
    ),
    "finite number, but got 'inf'": ("--grid", "kappa=1:inf:3", *RATES),
    "positive for log, but got 0.0": ("--grid", "kappa=0:2:3:log", *RATES),
    "no value twice, but got 2.0": ("--grid", "kappa=2,1,2", *RATES),
    "must be positive, but got 0.0": ("--grid", "kappa=0:2:3", *RATES),
    "`p` must not be negative, but got -1.0": (
        "--grid", "kappa=1,2", "--grid", "p=1,-1,2", "--fix", "gamma=1"
    ),
    "got 0 for all four": (
        "--grid", "kappa=1,2", "--grid", "p=1,0", "--grid", "delta=-1,0,1", "--fix", "gamma=0"
    ),
    "`p_c` must be smaller than `kappa`": ("--grid", "kappa=1,2", *RATES, "--fix", "p_c=1.5"),
    "name kappa once": ("--grid", "kappa=1,2", "--grid", "kappa=3,4", *RATES),
    "`gamma` must be in `grid` or `fix`, but got it in both": (
        "--grid", "kappa=1,2", "--grid", "gamma=1,2", *RATES
    ),
    "`gamma` must be in `grid` or `fix`, but got it in neither": (
        "--grid", "kappa=1,2", "--fix", "p=1"
    ),
    "but got 'Γ'": ("--grid", "kappa=1,2", "--grid", "Γ=1,2", *RATES),
    "1e10 points at most": (
        "--grid", "kappa=1:2:1000000", "--grid", "p=1:2:1000000", "--fix", "gamma=1"
    ),
    "--grid": RATES,
    "`quantity` must be one of": ("--grid", "kappa=1,2", *RATES, "--quantity", "entropy"),
    "`processes` must be a whole number": ("--grid", "kappa=1,2", *RATES, "--processes", "0"),
    "must not be given with `dask`": (
        "--grid", "kappa=1,2", *RATES, "--processes", "2", "--dask", "tcp://127.0.0.1:1"
    ),
    "File exists: '/dev/null'": ("--grid", "kappa=1,2", *RATES, "--out", "/dev/null"),
    "Not a directory": ("--grid", "kappa=1,2", *RATES, "--out", "/dev/null/scan.zarr"),
}  # fmt: skip


@pytest.mark.parametrize("said", SLIPS)
def test_a_slip_is_one_line_and_nothing_is_written(said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["beyondthermal", "scan", *SLIPS[said]])
    with pytest.raises(SystemExit) as end:
        cli.main()
    printed = capsys.readouterr()
    assert end.value.code == 2
    assert said in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not printed.out
    assert not list(tmp_path.iterdir())


def test_the_command_says_how_much_it_did(tmp_path):
    arguments = ("--grid", "kappa=1:2:3", "--grid", "p=0.01,0.02", "--fix", "gamma=1e-3")
    done = beyondthermal("scan", *arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("6 points in ")
    assert done.stdout.endswith(" s: scan.zarr\n")
    assert not done.stderr
    metadata = json.loads((tmp_path / "scan.zarr" / "zarr.json").read_text())
    assert metadata["attributes"]["gamma"] == "0.001"
    assert (
        beyondthermal("scan", *arguments, cwd=tmp_path).stderr
        == "resuming: 1 of 1 chunks are there\n"
    )


def test_without_the_extra_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setattr("beyondthermal.numeric.extras.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"pip install 'beyondthermal\[scan\]'"):
        scan(GRID, FIXED, tmp_path / "s.zarr")
    assert not list(tmp_path.iterdir())


def test_chunks_are_solved_without_the_extra():
    code = (
        "import sys, beyondthermal.numeric.scan\n"
        "assert not {'zarr', 'xarray', 'dask', 'distributed'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
