"""The compiled ladder: it is what the Python says, to the last bit, and refuses what it must."""

import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from console import beyondthermal

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import kernel, ladder, points
from beyondthermal.numeric.cavity.kernel import library
from beyondthermal.numeric.cavity.kernel.source import source
from beyondthermal.numeric.cavity.kernel.variants import VARIANTS
from beyondthermal.numeric.cavity.rates import PARAMETERS

# Nothing is compiled where there is no compiler.
pytestmark = pytest.mark.needs("gcc")

FOLDER = Path(kernel.__file__).parent
HERE = Path(__file__).parent


def test_it_is_built_where_the_tests_run() -> None:
    assert library.is_built()
    assert "closed forms and cavity are compiled." in beyondthermal("--version").stdout


def test_what_is_compiled_is_what_the_ladder_does_now() -> None:
    assert (FOLDER / "steps.h").read_text("ascii") == source()


def rates(absent: tuple[str, ...], count: int) -> dict[str, Any]:
    """Rates over five decades, g the same for all."""
    rng = np.random.default_rng(len(absent) + count)
    given = {n: 10 ** rng.uniform(-4, 1, count) for n in PARAMETERS if n not in absent}
    if "p_c" in given:
        given["p_c"] = given["kappa"] * rng.uniform(0, 0.5, count)
    return {**given, "g": 1.0}


@pytest.mark.parametrize("absent", VARIANTS)
@pytest.mark.parametrize(("n_max", "count"), [(1, 1), (2, 7), (3, 8), (4, 9), (15, 33), (40, 5)])
def test_the_kernel_and_numpy_agree_to_the_last_bit(
    absent: tuple[str, ...], n_max: int, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = rates(absent, count)
    compiled = points.solved(given, n_max, light=True)
    monkeypatch.setattr(library, "is_built", lambda: False)
    for found, wanted in zip(compiled, points.solved(given, n_max, light=True), strict=True):
        assert found.shape == wanted.shape
        np.testing.assert_array_equal(found, wanted)


PLANE = {"kappa": np.geomspace(0.1, 20, 30)[:, None], "p": np.geomspace(1e-3, 2, 20)}
NOISY = {**PLANE, "gamma": 1e-3, "gamma_z": 0.1, "delta": [-0.3, 0.2] * 10, "p_c": 0.01}


@pytest.mark.parametrize("given", [{**PLANE, "gamma": 0.01}, NOISY])
@pytest.mark.parametrize(
    "function",
    [
        lambda **given: cavity.concurrence(**given, return_n_max=True),
        lambda **given: cavity.concurrence(**given, n_max=9, clip=False),
        cavity.populations,
        cavity.density_matrix,
        cavity.photon_statistics,
    ],
)
@pytest.mark.sweep
def test_whoever_calls_gets_the_same_without_a_compiler(
    function: Callable[..., Any], given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = function(**given)
    monkeypatch.setattr(library, "is_built", lambda: False)
    wanted = function(**given)
    pairs = zip(found, wanted, strict=True) if isinstance(found, tuple) else [(found, wanted)]
    for one, other in pairs:
        np.testing.assert_array_equal(one, other)


def test_a_point_does_not_feel_its_neighbours() -> None:
    given = {name: np.broadcast_to(x, (30, 20)).ravel() for name, x in PLANE.items()}
    whole = cavity.concurrence(**given, gamma=0.01)
    alone = [
        cavity.concurrence(kappa=[given["kappa"][k]], p=[given["p"][k]], gamma=0.01)[0]
        for k in range(0, whole.size, 7)
    ]
    np.testing.assert_array_equal(whole[::7], alone)


def test_threads_change_nothing() -> None:
    given = {"kappa": np.geomspace(0.1, 20, 20_000), "p": 0.01, "gamma": 0.001}
    np.testing.assert_array_equal(
        cavity.concurrence(**given, workers=2), cavity.concurrence(**given)
    )


def test_steady_states_in_fractions_are_the_same_with_the_zeros_put_in() -> None:
    exact = {"g": Fraction(1), "kappa": Fraction(2), "p": Fraction(1, 3), "gamma": Fraction(1, 5)}
    levels = ladder.solve(exact, 3, Fraction)
    found = library.solved({name: float(rate) for name, rate in exact.items()}, 3)[0][:, 0]
    wanted = [float(x) for x in ladder.two_qubits(levels).values()]
    np.testing.assert_allclose(found[:4], wanted, rtol=1e-15)


def test_arguments_out_of_range_touch_no_memory(tmp_path: Path) -> None:
    built = tmp_path / "fuzz"
    strict = ["-std=c99", "-O0", "-g", "-Wall", "-Wextra", "-Werror", "-DPLAIN", f"-I{FOLDER}"]
    sanitized = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
    command = ["gcc", *strict, *sanitized, "-o", built, HERE / "fuzz.c", "-lm"]
    subprocess.run(command, check=True)
    done = subprocess.run([built], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "1200 calls\n"
