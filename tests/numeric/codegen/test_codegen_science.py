"""Fortran, Python, NumPy and JAX, used as somebody else would: from outside of their folders."""

import importlib.util
import json
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from infix import parsed
from toolchains import run, write

from beyondthermal.numeric import machine
from beyondthermal.numeric.codegen.generate import package
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS, WITH_GRADIENT
from beyondthermal.numeric.programs.program import Call, Name, Operation, Program

EVERYTHING = package(list(FUNCTIONS), module="steady")
FPM = (sys.executable, "-m", "fpm")


def load(folder: Path) -> ModuleType:
    """The package in a folder, under a name of its own."""
    path = folder / "steady/__init__.py"
    spec = importlib.util.spec_from_file_location(f"steady_{folder.name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# All of them

X, Y = Name("x"), Name("y")
EXTREMES = Program(
    "extremes",
    ("x", "y"),
    (),
    tuple(
        (f"{function}_{k}", Call(function, operands))
        for function in ("max", "min")
        for k, operands in enumerate([(X, Y), (Y, X)])
    ),
)
PAIRS = np.array([(np.nan, 1.0), (1.0, np.nan), (np.nan, np.inf), (-np.inf, np.nan), (1.0, 2.0)])


@pytest.mark.parametrize("key", ["fortran", "python", "numpy", "jax", "julia", "maple"])
def test_larger_and_smaller_hand_a_nan_on_from_either_side(key, tmp_path):
    asked = Package("steady", (EXTREMES,))
    folder = write(key, asked, tmp_path)
    if LANGUAGES[key].runs:
        for command in LANGUAGES[key].build(asked):
            run(*command, cwd=folder)
        (found,) = evaluate(LANGUAGES[key], asked, folder, [Vectors("extremes", PAIRS, [], [])])
    else:
        found = np.transpose(parsed(key, folder)["extremes"](*PAIRS.T))
    assert np.isnan(found[:4]).all()
    assert list(found[4]) == [2.0, 2.0, 1.0, 1.0]


@pytest.mark.parametrize("key", ["fortran", "numpy", "jax"])
def test_single_precision_is_right_to_its_last_digit(key, tmp_path):
    asked = package(["concurrence", "populations"], single=True, module="steady")
    folder = write(key, asked, tmp_path)
    for command in LANGUAGES[key].build(asked):
        run(*command, cwd=folder)
    given = np.random.default_rng(3).uniform(-6, 6, (500, 2)).astype(np.float32).astype(float)
    sets = [Vectors(program.name, given, [], []) for program in asked.programs]
    C, p = (np.array(rows) for rows in evaluate(LANGUAGES[key], asked, folder, sets))
    for found, exact in (
        (C[:, 0], machine.concurrence(*given.T)),
        (p, machine.populations(*given.T)),
    ):
        assert np.array_equal(found, found.astype(np.float32))
        # Half a unit in the last place, and what the double is off.
        assert np.all(abs(found - exact) <= np.spacing(exact.astype(np.float32)) * 0.50001)


# Fortran

USER = """
program user
    use steady, only: concurrence, populations, populations_array
    implicit none
    integer, parameter :: dp = kind(1.0d0)
    real(dp) :: grid(2, 3), many(4, 2)

    grid = concurrence(reshape([1, 2, 3, 4, 5, 6] * 1.0_dp, [2, 3]), -3.0_dp)
    write (*, "(6es25.16)") grid
    call populations_array([1.0_dp, 2.0_dp], [-3.0_dp, 0.5_dp], many)
    write (*, "(8es25.16)") many
    write (*, "(4es25.16)") populations(beta_s=-3.0_dp, beta_a=1.0_dp)
end program user
"""


def test_fpm_builds_the_module_for_another_project(tmp_path):
    folder = write("fortran", EVERYTHING, tmp_path)
    manifest = tomllib.loads((folder / "fpm.toml").read_text())
    assert manifest["name"] == "steady"
    assert manifest["license"] == "0BSD"
    (tmp_path / "user/app").mkdir(parents=True)
    (tmp_path / "user/app/main.f90").write_text(USER)
    (tmp_path / "user/fpm.toml").write_text(
        'name = "user"\n[dependencies]\nsteady = { path = "../fortran" }\n'
    )
    output = run(*FPM, "run", "--verbose", cwd=tmp_path / "user")
    lines = [line for line in output.splitlines() if re.fullmatch(r"( +-?\d\.\d+E[-+]\d+)+", line)]
    grid, many, one = (np.array(line.split(), dtype=float) for line in lines)
    assert np.allclose(grid, machine.concurrence(np.arange(1.0, 7), -3.0), rtol=0, atol=1e-15)
    expected = machine.populations(np.array([1.0, 2.0]), np.array([-3.0, 0.5]))
    assert np.allclose(many.reshape(2, 4), expected, rtol=0, atol=1e-15)
    assert np.array_equal(one, many[:4])


def test_fortran_ignores_case_and_so_no_names_clash(tmp_path):
    folder = write("fortran", EVERYTHING, tmp_path)
    source = (folder / "src/steady.f90").read_text()
    assert source.isascii()
    assert max(map(len, source.splitlines())) <= 100
    for locals_ in re.findall(r"^        real\(dp\) :: (.*(?:&\n.*)*)", source, re.M):
        names = [name.lower() for name in re.findall(r"\w+", locals_)]
        assert len(set(names)) == len(names)


# Python

PYTHON = """
import steady
from steady import Populations
p = steady.populations(beta_A=1, beta_S=-3)
assert isinstance(p, Populations) and p == (p.p_G, p.p_S, p.p_A, p.p_E) and abs(sum(p) - 1) < 1e-15
assert steady.populations_array([1.0, 2.0], iter([-3.0, 0.5]))[0] == p
assert steady.concurrence_array([], []) == []
try:
    steady.concurrence_array([1.0], [])
except ValueError:
    print(steady.concurrence(float("inf"), float("-inf")), steady.__file__)
"""


@pytest.mark.parametrize("key", ["python", "numpy", "jax"])
def test_pip_installs_the_package(key, tmp_path):
    folder = write(key, EVERYTHING, tmp_path)
    manifest = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    assert manifest["license"] == "0BSD"
    assert [re.match("[a-z]+", name)[0] for name in manifest["dependencies"]] == {
        "python": [], "numpy": ["numpy"], "jax": ["jax"]}[key]  # fmt: skip
    if key == "python":
        options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", "site"]
        run(sys.executable, "-m", "pip", "install", *options, f"./{key}", cwd=tmp_path)
        assert (tmp_path / "site/steady/py.typed").exists()
        output = run(sys.executable, "-W", "error", "-c", PYTHON, cwd=tmp_path / "site")
        value, file = output.split()
        assert abs(float(value) - 0.5) < 1e-15
        assert Path(file).is_relative_to(tmp_path)


# NumPy


def test_numpy_broadcasts(tmp_path):
    steady = load(write("numpy", EVERYTHING, tmp_path))
    a, b = np.linspace(-5, 5, 3)[:, None], np.linspace(-2, 9, 4)
    C = steady.concurrence(a, b)
    assert C.shape == (3, 4)
    assert np.allclose(C, machine.concurrence(a, b), rtol=0, atol=1e-15)
    assert steady.populations(a, b).shape == (3, 4, 4)
    assert steady.density_matrix(a, 1).reshape(3, 1, 4, 4).trace(axis1=2, axis2=3) == pytest.approx(
        1
    )
    assert np.array_equal(steady.concurrence(np.asfortranarray(C), b), steady.concurrence(C, b))
    assert np.array_equal(
        steady.concurrence(b[::-2], [1, 2]), steady.concurrence([9, 5 / 3], [1, 2])
    )
    assert isinstance(steady.concurrence(1, -3), float)
    assert steady.concurrence([], 1.0).shape == (0,)
    assert steady.heat_currents([], 1.0).shape == (0, 2)
    with pytest.raises(ValueError, match="broadcast"):
        steady.concurrence([1, 2], [1, 2, 3])


def test_numpy_takes_a_single_argument(tmp_path):
    bodies = (Operation("+", X, X), X)
    programs = [Program(f"of_{k}", ("x",), (), tuple((f"y{j}", body)
                for j, body in enumerate(bodies[:k]))) for k in (1, 2)]  # fmt: skip
    steady = load(write("numpy", Package("steady", tuple(programs)), tmp_path))
    grid = np.arange(3.0 * steady.CHUNK).reshape(3, -1)
    assert np.array_equal(steady.of_1(grid), 2 * grid)
    assert np.array_equal(steady.of_2(grid), np.stack([2 * grid, grid], axis=-1))
    assert steady.of_1(1.5) == 3.0
    assert steady.of_1([]).shape == (0,)


def test_numpy_takes_chunks_and_warns_of_nothing(tmp_path):
    steady = load(write("numpy", EVERYTHING, tmp_path))
    a, b = np.random.default_rng(5).uniform(-200, 200, (2, 3 * steady.CHUNK + 7))
    a[::1000] = np.inf
    b[::777] = np.nan
    found = steady.heat_currents(a, b)
    pieces = [steady.heat_currents(a[k::5], b[k::5]) for k in range(5)]
    for k, piece in enumerate(pieces):
        assert np.allclose(found[k::5], piece, rtol=0, atol=1e-15, equal_nan=True)
    assert np.isnan(found[::777]).all()
    assert np.isnan(steady.concurrence_from_rates(0.0, 0.0, 1.0))


# JAX

JAX = """
import json, jax, numpy as np, steady
C = steady.concurrence
a, b = np.random.default_rng(2).uniform(-6, 6, (2, 2000))
full = np.asarray(steady.concurrence_gradient(a, b))
slopes = jax.vmap(jax.grad(steady.concurrence, argnums=(0, 1)))(a, b)
inside = full[:, 0] > 1e-9
rho = np.asarray(steady.density_matrix_gradient(a, b))[:, 16:]
jacobian = np.stack(jax.vmap(jax.jacfwd(steady.density_matrix, argnums=(0, 1)))(a, b), axis=-1)
sigma = np.asarray(steady.entropy_production_gradient(a, b))[:, 1:]
production = np.stack(jax.vmap(jax.grad(steady.entropy_production, argnums=(0, 1)))(a, b), axis=-1)
rates = jax.grad(lambda *r: steady.effective_temperatures(*r)[1], argnums=(0, 1, 2, 3))
print(json.dumps({
    "entangled": int(inside.sum()),
    "gradient": float(abs(np.stack(slopes, axis=-1) - full[:, 1:])[inside].max()),
    "jacobian": float(abs(jacobian.reshape(2000, 32) - rho).max()),
    "production": float(abs(production - sigma).max()),
    "jit": float(abs(jax.jit(steady.concurrence)(a, b) - full[:, 0]).max()),
    "vmap": float(abs(jax.vmap(steady.concurrence, (0, None))(a, 1) - C(a, 1)).max()),
    "limits": [float(x) for x in jax.grad(steady.concurrence, argnums=(0, 1))(np.inf, -np.inf)],
    "rates": [float(x) for x in rates(2.0, 3.0, 5.0, 7.0)],
    "shapes": [C(a[:3, None], b[:4]).shape, steady.populations(a[:3, None], 1).shape],
    "type": str(steady.concurrence(np.float32(1), 2).dtype),
}))
"""


def test_jax_compiles_maps_and_differentiates(tmp_path):
    asked = package(list(WITH_GRADIENT), gradient=True, module="steady")
    rates = package(["effective_temperatures"], module="steady").programs
    folder = write("jax", Package("steady", (*asked.programs, *rates)), tmp_path)
    found = json.loads(run(sys.executable, "-W", "error", "-c", JAX, cwd=folder))
    assert found["entangled"] > 500
    for name in ("gradient", "jacobian", "production", "jit", "vmap"):
        assert found[name] < 1e-14, name
    assert found["limits"] == [0, 0]
    # By kappa, p, gamma and g: log(gamma + 8 g²/kappa) - log(p).
    total = 5 + 8 * 49 / 2
    expected = [-8 * 49 / 4 / total, -1 / 3, 1 / total, 16 * 7 / 2 / total]
    assert found["rates"] == pytest.approx(expected, rel=1e-14)
    assert found["shapes"] == [[3, 4], [3, 1, 4]]
    assert found["type"] == "float64"
