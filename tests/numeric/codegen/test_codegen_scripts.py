"""JavaScript, Lua, R and Octave, used as somebody else would: from outside of their folders."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pytest
from toolchains import OCTAVE, run, write

from beyondthermal.numeric.codegen.generate import package
from beyondthermal.numeric.codegen.vectors import Vectors, vectors
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS

pytestmark = pytest.mark.needs("node", "npm", "tsc", "Rscript", "octave-cli", "lua")

# JavaScript's and R's names of what Python calls inf and nan.
JAVASCRIPT = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
R_NAMES = {"inf": "Inf", "-inf": "-Inf", "nan": "NaN"}


def literals(values: Sequence[float], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(repr(value), repr(value)) for value in values)


def rows(output: str, columns: int) -> list[list[float]]:
    """Numbers, row by row, as a language prints them."""
    numbers = list(map(float, output.split()))
    return [numbers[start : start + columns] for start in range(0, len(numbers), columns)]


@pytest.fixture(scope="module")
def points() -> dict[str, Vectors]:
    names = ("concurrence", "populations")
    return {name: vectors(FUNCTIONS[name].program, 500) for name in names}


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A project of somebody else."""
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere"


# JavaScript

TYPESCRIPT = """
import {{ concurrence, concurrenceArray, populations, populationsArray }} from "beyondthermal";

const betaA = [{beta_A}];
const betaS = new Float64Array([{beta_S}]);
const values: Float64Array = concurrenceArray(betaA, betaS);
const rounded: Float32Array = concurrenceArray(betaA, betaS, new Float32Array(betaA.length));
if (values.some((value, i) => !Object.is(Math.fround(value), rounded[i]))) throw new Error("!");
if (values.some((value, i) => !Object.is(value, concurrence(betaA[i]!, betaS[i]!))))
  throw new Error("array and scalar differ");
const [pG, pS, pA, pE]: [number, number, number, number] = populations(0.5, 2);
if (Math.abs(pG + pS + pA + pE - 1) > 1e-15) throw new Error("not normalised");
// @ts-expect-error: a second temperature is missing
concurrence(1);
// @ts-expect-error: there are four populations
populations(1, 2)[4];
// @ts-expect-error: a string is no number
concurrence("1", 2);
console.log(values.join(" "));
console.log(populationsArray(betaA, betaS).join(" "));
"""


def test_javascript_is_installed_by_npm_and_its_types_hold(points, tmp_path, elsewhere):
    folder = write("javascript", package(["concurrence", "populations"]), tmp_path)
    run("npm", "pack", "--silent", "--pack-destination", elsewhere, cwd=folder)
    (archive,) = elsewhere.glob("*.tgz")
    (elsewhere / "package.json").write_text('{"private": true, "type": "module"}')
    run("npm", "install", "--offline", "--no-audit", "--no-fund", archive, cwd=elsewhere)
    installed = {path.name for path in (elsewhere / "node_modules/beyondthermal").iterdir()}
    assert installed == {"index.js", "index.d.ts", "package.json", "LICENSE", "README.md"}

    vector = points["concurrence"]
    beta_A, beta_S = (literals(row, JAVASCRIPT) for row in vector.arguments.T.tolist())
    (elsewhere / "main.ts").write_text(TYPESCRIPT.format(beta_A=beta_A, beta_S=beta_S))
    options = ["--strict", "--noUncheckedIndexedAccess", "--module", "nodenext"]
    run("tsc", *options, "--target", "es2022", "main.ts", cwd=elsewhere)
    values, populations = run("node", "main.js", cwd=elsewhere).splitlines()
    assert vector.error(rows(values, 1)) <= 1
    assert points["populations"].error(rows(populations, 4)) <= 1


# Lua

LUA = """
local thermal = require("beyondthermal")
local beta_a, beta_s = {{ {beta_A} }}, {{ {beta_S} }}
local result = {{}}
assert(thermal.concurrence_array(beta_a, beta_s, result) == result)
local p_g, p_s, p_a, p_e = thermal.populations(0.5, 2)
assert(math.abs(p_g + p_s + p_a + p_e - 1) < 1e-15)
assert(thermal.concurrence(1, 2) == thermal.concurrence(1.0, 2.0))
for name in pairs(_G) do
  assert(name ~= "larger" and name ~= "concurrence", name)
end
for _, values in ipairs({{ result, thermal.populations_array(beta_a, beta_s) }}) do
  for k, value in ipairs(values) do
    values[k] = ("%.17g"):format(value)
  end
  print(table.concat(values, " "))
end
"""
LUA_NAMES = {"inf": "math.huge", "-inf": "-math.huge", "nan": "0/0"}


def test_lua_is_required_from_elsewhere(points, tmp_path, elsewhere):
    folder = write("lua", package(["concurrence", "populations"]), tmp_path)
    vector = points["concurrence"]
    beta_A, beta_S = (literals(row, LUA_NAMES) for row in vector.arguments.T.tolist())
    (elsewhere / "main.lua").write_text(LUA.format(beta_A=beta_A, beta_S=beta_S))
    output = run("lua", "main.lua", cwd=elsewhere, env={"LUA_PATH": f"{folder}/?.lua;;"})
    values, populations = output.splitlines()
    assert vector.error(rows(values, 1)) <= 1
    assert points["populations"].error(rows(populations, 4)) <= 1


def test_the_rockspec_names_the_module(tmp_path):
    folder = write("lua", package(["concurrence"], module="qubits"), tmp_path)
    (rockspec,) = folder.glob("qubits-*-1.rockspec")
    check = (
        'dofile(arg[1]); assert(package == "qubits"); assert(arg[1] == package .. "-" .. version '
        '.. ".rockspec"); for name, path in pairs(build.modules) do io.write(name, " ", path) end'
    )
    (tmp_path / "check.lua").write_text(check)
    name, path = run("lua", "../check.lua", rockspec.name, cwd=folder).split()
    assert (name, (folder / path).exists()) == ("qubits", True)


# R

R_SCRIPT = """
options(warn = 2)
library(beyondthermal, lib.loc = "{library}")
beta_A <- c({beta_A})
beta_S <- c({beta_S})
square <- matrix(c(-Inf, -3, 0, NaN, 0.7, Inf), 2, 3)
stopifnot(
  identical(dim(concurrence(square, 0.5)), c(2L, 3L)),
  identical(dim(concurrence(0.5, square)), c(2L, 3L)),
  identical(names(concurrence(c(a = 1, b = 2), 0.5)), c("a", "b")),
  identical(concurrence(1:4, c(0.5, 2)), mapply(concurrence, 1:4, c(0.5, 2, 0.5, 2))),
  identical(populations(1:2, 2)[2, ], populations(2, 2)[1, ]),
  identical(colnames(populations(1, 2)), c("p_G", "p_S", "p_A", "p_E")),
  identical(dim(populations(numeric(0), 1)), c(0L, 4L)),
  identical(dim(density_matrix(numeric(0), 1)), c(0L, 16L)),
  identical(dim(density_matrix(square, 1)), c(6L, 16L)),
  identical(concurrence(numeric(0), 1), numeric(0)),
  identical(unname(density_matrix_gradient(1:3, 1)[2:3, 48]),
            unname(density_matrix_gradient(2:3, 1)[, 48])),
  !exists("columns", mode = "function")
)
cat(sprintf("%.17g", concurrence(beta_A, beta_S)), "\\n")
cat(sprintf("%.17g", t(populations(beta_A, beta_S))), "\\n")
"""


def test_r_is_installed_and_recycles_its_arguments(points, tmp_path, elsewhere):
    asked = package(["concurrence", "populations", "density_matrix"], gradient=True)
    folder, library = write("r", asked, tmp_path), elsewhere / "library"
    library.mkdir()
    run("R", "CMD", "INSTALL", "--no-test-load", f"--library={library}", folder, cwd=elsewhere)
    vector = points["concurrence"]
    beta_A, beta_S = (literals(row, R_NAMES) for row in vector.arguments.T.tolist())
    script = R_SCRIPT.format(library=library, beta_A=beta_A, beta_S=beta_S)
    (elsewhere / "main.R").write_text(script)
    values, populations = run("Rscript", "--vanilla", "main.R", cwd=elsewhere).splitlines()
    assert vector.error(rows(values, 1)) <= 1
    assert points["populations"].error(rows(populations, 4)) <= 1


def test_r_passes_the_check_of_packages(tmp_path, elsewhere):
    folder = write("r", package(["concurrence", "heat_currents"], gradient=True), tmp_path)
    (elsewhere / "profile").write_text(f'options(repos = c(CRAN = "file://{elsewhere}"))\n')
    (elsewhere / "src/contrib").mkdir(parents=True)
    (elsewhere / "src/contrib/PACKAGES").write_text("")
    profile = {"R_PROFILE_USER": str(elsewhere / "profile"), "LC_ALL": "C.UTF-8"}
    run("R", "CMD", "build", folder, cwd=elsewhere, env=profile)
    (archive,) = elsewhere.glob("*.tar.gz")
    output = run("R", "CMD", "check", "--no-manual", archive.name, cwd=elsewhere, env=profile)
    assert "Status: OK" in output


# Octave

OCTAVE_SCRIPT = """
addpath('{folder}');
points = dlmread('points.txt');
row = [-Inf, -3, 0, NaN, 0.7, Inf];
import_all = @beyondthermal.concurrence;
assert(size(import_all(reshape(row, 2, 3), 0.5)), [2, 3]);
assert(size(import_all(0.5, reshape(row, 2, 1, 3))), [2, 1, 3]);
assert(size(import_all(row, [1; 2])), [2, 6]);
assert(import_all(row, [1; 2])(2, 5), import_all(0.7, 2));
assert(isempty(import_all([], 1)));
[rho, names] = beyondthermal.density_matrix(row, [1; 2]);
assert(size(rho), [12, 16]);
assert(names{{6}}, 'rho_11');
assert(size(beyondthermal.density_matrix([], 1)), [0, 16]);
[slopes, names] = beyondthermal.density_matrix_gradient(1:3, 1);
assert(numel(names), 48);
assert(slopes(2, :), beyondthermal.density_matrix_gradient(2, 1));
assert(which('larger'), '');
printf('%.17g ', import_all(points(:, 1), points(:, 2))); disp('');
printf('%.17g ', beyondthermal.populations(points(:, 1), points(:, 2)).'); disp('');
"""


def test_octave_finds_the_package_and_broadcasts(points, tmp_path, elsewhere):
    asked = package(["concurrence", "populations", "density_matrix"], gradient=True)
    folder = write("octave", asked, tmp_path)
    vector = points["concurrence"]
    np.savetxt(elsewhere / "points.txt", vector.arguments, "%.17g")
    output = run(*OCTAVE, OCTAVE_SCRIPT.format(folder=folder), cwd=elsewhere)
    values, populations = output.splitlines()
    assert vector.error(rows(values, 1)) <= 1
    assert points["populations"].error(rows(populations, 4)) <= 1


def test_octave_shows_the_description_as_help(tmp_path):
    folder = write("octave", package(["heat_currents"]), tmp_path)
    text = run(*OCTAVE, "cd +beyondthermal; disp(get_help_text('heat_currents'))", cwd=folder)
    assert text.split("\n")[0].strip().startswith("HEAT_CURRENTS Heat currents")
