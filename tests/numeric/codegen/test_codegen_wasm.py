"""WebAssembly as others use it: a package that is imported, from JavaScript and with types."""

import json
import shlex

import numpy as np
import pytest
from toolchains import points, run, write

from beyondthermal.numeric import machine
from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS

pytestmark = pytest.mark.needs("clang", "wasm-ld", "node", "npm", "tsc")

EVERYTHING = package(list(FUNCTIONS))
WASM = LANGUAGES["wasm"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = write("wasm", EVERYTHING, tmp_path_factory.mktemp("wasm"))
    for command in WASM.build(EVERYTHING):
        run(*command, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def consumer(built, tmp_path_factory):
    """A project that has the package among its modules."""
    folder = tmp_path_factory.mktemp("consumer")
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "beyondthermal").symlink_to(built)
    (folder / "package.json").write_text('{"type": "module"}')
    return folder


def told(consumer, script):
    """What a script that has the functions prints, as JSON."""
    head = 'import { load } from "beyondthermal";\nconst functions = await load();\n'
    (consumer / "script.js").write_text(f"{head}{script}")
    return json.loads(run("node", "script.js", cwd=consumer))


def test_the_source_is_that_of_c(built):
    for path, text in generated(LANGUAGES["c"], EVERYTHING).items():
        if path.name in ("beyondthermal.c", "beyondthermal.h"):
            assert (built / path.name).read_text() == text


def test_npm_builds_what_is_verified(built):
    scripts = json.loads((built / "package.json").read_text())["scripts"]
    assert shlex.split(scripts["build"]) == list(WASM.build(EVERYTHING)[0])
    listed = json.loads(run("npm", "pack", "--dry-run", "--json", "--offline", cwd=built))
    names = {entry["path"] for entry in listed[0]["files"]}
    assert {f"beyondthermal.{end}" for end in ("c", "h", "mjs", "d.mts", "wasm")} <= names
    assert {"freestanding/math.h", "LICENSE"} <= names


def test_nothing_is_imported_and_memory_is_exported(consumer):
    script = """
import { readFileSync } from "node:fs";
const bytes = readFileSync("node_modules/beyondthermal/beyondthermal.wasm");
const module = new WebAssembly.Module(bytes);
const [fromModule, fromBytes] = [await load(module), await load(bytes)];
console.log(JSON.stringify([WebAssembly.Module.imports(module), functions.exports.memory instanceof
  WebAssembly.Memory, fromModule.concurrence(3, -5), fromBytes.concurrence(3, -5)]));
"""
    expected = float(machine.concurrence(3.0, -5.0))
    assert told(consumer, script) == [[], True, pytest.approx(expected), pytest.approx(expected)]


def test_arrays_of_any_length_and_kind(consumer):
    script = """
const betaA = Array.from({ length: 2500 }, (_, k) => Math.sin(k) * 9);
const betaS = Float64Array.from(betaA, (b, k) => Math.cos(k * k) * 7);
const single = new Float32Array(2500);
functions.exports.memory.grow(1);
console.log(JSON.stringify([
  betaA, [...betaS], [...functions.concurrenceArray(betaA, betaS)],
  [...functions.populationsArray(new Float64Array(betaA), betaS)],
  [...functions.concurrenceArray(betaA, betaS, single)], functions.populations(0.5, -2),
  functions.concurrenceArray([], []).length, single.length,
]));
"""
    beta_A, beta_S, found, populations, single, point, none, size = told(consumer, script)
    expected = machine.concurrence(np.array(beta_A), np.array(beta_S))
    np.testing.assert_allclose(found, expected, rtol=1e-15, atol=5e-16)
    np.testing.assert_array_equal(single, np.array(found).astype(np.float32))
    rows = machine.populations(np.array(beta_A), np.array(beta_S))
    np.testing.assert_allclose(np.reshape(populations, rows.shape), rows, rtol=2e-15, atol=5e-16)
    assert (len(point), none, size) == (4, 0, 2500)
    assert sum(point) == pytest.approx(1)


def test_arrays_of_unlike_lengths_are_refused(consumer):
    script = """
const tries = [[[1, 2], [3]], [[1], [2, 3]], [[1, 2], [3, 4], new Float64Array(1)]];
console.log(JSON.stringify(tries.map((given) => {
  try { functions.concurrenceArray(...given); return "taken"; } catch (error) { return error.name; }
})));
"""
    assert told(consumer, script) == ["RangeError"] * 3


TYPED = """
import { load, type Functions } from "beyondthermal";
const functions: Functions = await load(new URL("https://example.org/beyondthermal.wasm"));
const one: number = functions.concurrence(1, 2);
const [pG, pS, pA, pE]: [number, number, number, number] = functions.populations(1, 2);
const many: Float64Array = functions.concurrenceArray([1], new Float64Array([2]));
const single: Float32Array = functions.concurrenceArray([1], [2], new Float32Array(1));
export { one, pG, pS, pA, pE, many, single };
"""
TSC = ["tsc", "--strict", "--noEmit", "--target", "es2022", "--module", "nodenext"]


def test_typescript_knows_the_types(consumer):
    (consumer / "typed.ts").write_text(TYPED)
    run(*TSC, "typed.ts", cwd=consumer)
    (consumer / "typed.ts").write_text(TYPED.replace("concurrence(1, 2)", 'concurrence(1, "2")'))
    with pytest.raises(AssertionError, match="not assignable"):
        run(*TSC, "typed.ts", cwd=consumer)


def test_logarithms_are_right_to_a_unit_in_the_last_place(built):
    random = np.random.default_rng(8)
    wide, near = 10.0 ** random.uniform(-300, 300, 2000), random.uniform(0.4, 2.5, 2000)
    edges = [5e-324, 3e-310, 2.0**-1022, 0.5**0.5, 1 - 2.0**-53, 1.0, 1 + 2.0**-52, 2.0**0.5]
    gamma = np.array([*edges, 1.7e308, *wide, *near])
    ones, zeros = np.ones_like(gamma), np.zeros_like(gamma)
    asked = Vectors("effective_temperatures", np.stack([ones, ones, gamma, zeros], 1), [], [])
    found = np.array(evaluate(WASM, EVERYTHING, built, [asked])[0])
    for column in found.T:
        assert (np.abs(column - np.log(gamma)) <= np.spacing(np.abs(np.log(gamma)))).all()


def test_single_precision_is_the_double_result_rounded(built, tmp_path):
    sets = []
    for v in points(EVERYTHING, 300):
        with np.errstate(over="ignore"):
            arguments = v.arguments.astype(np.float32).astype(float)
        sets.append(Vectors(v.name, arguments, v.references, v.allowed))
    asked = Package("beyondthermal", EVERYTHING.programs, single=True)
    folder = write("wasm", asked, tmp_path)
    run(*WASM.build(asked)[0], cwd=folder)
    double, single = (evaluate(WASM, p, f, sets) for p, f in ((EVERYTHING, built), (asked, folder)))
    for one, other in zip(double, single, strict=True):
        with np.errstate(over="ignore"):
            rounded = np.array(one).astype(np.float32)
        assert np.array_equal(rounded, np.array(other), equal_nan=True)


@pytest.mark.parametrize("module", ["fs", "await", "int", "test", "math"])
def test_names_with_another_meaning_are_refused(module):
    with pytest.raises(ValueError, match="`module` must be an identifier of"):
        generated(WASM, package(["concurrence"], module=module))
