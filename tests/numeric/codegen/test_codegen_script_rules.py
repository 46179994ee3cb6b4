"""What JavaScript, Lua, R and Octave have in common: NaN, single precision, names, lines."""

import math
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from toolchains import OCTAVE, run, write

from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.lines import broken
from beyondthermal.numeric.codegen.vectors import Vectors, vectors
from beyondthermal.numeric.codegen.verify import evaluate
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.numeric.programs.program import Call, Name, Number, Program

pytestmark = pytest.mark.needs("node", "Rscript", "octave-cli", "lua")

SCRIPTS = ("javascript", "lua", "octave", "r")
X, Y = Name("x"), Name("y")
EXTREMES = Program(
    "extremes", ("x", "y"), (),
    (
        ("larger", Call("max", (X, Y))),
        ("smaller", Call("min", (X, Y))),
        ("c", Call("select", (X, Y, Number(1.0), Number(0.0)))),
        ("co", Call("select", (Y, X, X, Y))),
    ),
)  # fmt: skip
PAIRS = [(a, b) for a in (-math.inf, -1.5, 0.0, 2.0, math.inf, math.nan) for b in (-1.5, math.nan)]


def expected(a: float, b: float) -> Iterator[float]:
    nan = math.isnan(a) or math.isnan(b)
    yield math.nan if nan else max(a, b)
    yield math.nan if nan else min(a, b)
    yield 1.0 if a > b else 0.0
    yield a if b > a else b


@pytest.mark.parametrize("key", SCRIPTS)
def test_a_nan_is_handed_on_from_both_sides(key, tmp_path, monkeypatch):
    monkeypatch.setattr(LANGUAGES[key], "about", lambda program: ["Extremes."], raising=False)
    asked = Package("extremes", (EXTREMES,))
    folder = write(key, asked, tmp_path)
    pairs = [*PAIRS, *((b, a) for a, b in PAIRS)]
    given_points = Vectors("extremes", np.array(pairs), [], [])
    (found,) = evaluate(LANGUAGES[key], asked, folder, [given_points])
    np.testing.assert_array_equal(found, [list(expected(a, b)) for a, b in pairs])


@pytest.mark.parametrize("key", ["lua", "r"])
def test_languages_with_doubles_only_write_the_same_in_single_precision(key):
    files = [
        generated(LANGUAGES[key], package(["concurrence"], single=single))
        for single in (False, True)
    ]
    assert files[0] == files[1]


def test_single_precision_is_rounded_once(tmp_path):
    folder = write("octave", package(["concurrence", "heat_currents"], single=True), tmp_path)
    double = write("octave", package(["concurrence"], module="double_"), tmp_path / "double")
    with np.errstate(over="ignore"):
        arguments = vectors(FUNCTIONS["concurrence"].program, 1500).arguments.astype(np.float32)
    np.savetxt(tmp_path / "points.txt", arguments, "%.17g")
    script = f"""
    addpath('{folder}'); addpath('{double}');
    points = dlmread('points.txt');
    exact = double_.concurrence(points(:, 1), points(:, 2));
    found = beyondthermal.concurrence(single(points(:, 1)), single(points(:, 2)));
    assert(class(found), 'single');
    assert(found, single(exact));
    assert(class(beyondthermal.heat_currents(1, 2)), 'single');
    """
    run(*OCTAVE, script, cwd=tmp_path)


def test_javascript_arrays_are_single_where_asked(tmp_path):
    folder = write("javascript", package(["heat_currents"], single=True), tmp_path)
    program = (
        'import("./index.js").then(({ heatCurrents, heatCurrentsArray }) => {'
        " const found = heatCurrentsArray([1, 3], [2, 5]);"
        " const exact = [...heatCurrents(1, 2), ...heatCurrents(3, 5)];"
        " console.log(found.constructor.name, exact.every((q, i) => Math.fround(q) === found[i]));"
        " })"
    )
    assert run("node", "-e", program, cwd=folder).split() == ["Float32Array", "true"]


def test_javascript_arrays_of_unlike_lengths_are_refused(tmp_path):
    folder = write("javascript", package(["concurrence", "heat_currents"]), tmp_path)
    program = """
import("./index.js").then(({ concurrenceArray, heatCurrentsArray }) => {
  const two = new Float64Array(2);
  const short = new Float64Array(1);
  const tries = [[[1, 2], [3]], [[1], [2, 3]], [[1, 2], [3, 4], short], [[1, 2], two]];
  const told = (call) => {
    try { return call().length; } catch (error) { return error.name; }
  };
  console.log(...tries.map((given) => told(() => concurrenceArray(...given))),
    told(() => heatCurrentsArray([1, 2], [3, 4], new Float64Array(3))));
})
"""
    expected = [*["RangeError"] * 3, "2", "RangeError"]
    assert run("node", "-e", program, cwd=folder).split() == expected
    assert "@throws {RangeError}" in (folder / "index.d.ts").read_text()


@pytest.mark.parametrize(
    ("key", "module"),
    [("javascript", "fs"), ("javascript", "class"), ("lua", "string"), ("lua", "end"),
     ("r", "stats"), ("r", "q"), ("octave", "while"), ("octave", "a-b")],
)  # fmt: skip
def test_names_that_hide_a_languages_own_are_refused(key, module):
    with pytest.raises(ValueError, match=f"identifier of .* got '{module}'"):
        generated(LANGUAGES[key], package(["concurrence"], module=module))


def test_underscores_are_dots_in_the_name_of_an_r_package():
    files = generated(LANGUAGES["r"], package(["concurrence"], module="my_package"))
    named = {path.as_posix(): text for path, text in files.items()}
    assert "Package: my.package\n" in named["r/DESCRIPTION"]
    assert "r/R/my.package.R" in named


@pytest.mark.parametrize("key", SCRIPTS)
def test_lines_are_not_long(key):
    files = generated(
        LANGUAGES[key], package(["entropy_production", "heat_currents"], gradient=True)
    )
    code = [text for path, text in files.items() if path.name != "README.md"]  # that is prose
    assert max(len(line) for text in code for line in text.splitlines()) <= 100


words = st.lists(st.sampled_from(["alpha", "(b", "c)", "+", "*", "f(x,", "y)", "0.5"]), min_size=1)


@given(words, st.integers(10, 40), st.sampled_from(["", " ..."]))
def test_breaking_a_statement_loses_nothing(parts, columns, mark):
    statement = "  " + " ".join(parts)
    lines = broken(statement, "    ", mark, columns).split("\n")
    assert all(line.endswith(mark) for line in lines[:-1])
    joined = [line.removesuffix(mark) for line in lines[:-1]] + lines[-1:]
    assert " ".join(line.strip() for line in joined) == statement.strip()
