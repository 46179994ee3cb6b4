"""Julia, Maple and Mathematica: parsed and evaluated, though not by their own programs."""

import json
import re
import sys
import tomllib
from uuid import UUID

import numpy as np
import pytest
import tree_sitter
import tree_sitter_julia
from infix import MAPLE, Expression, parsed
from toolchains import run, write

from beyondthermal.numeric.codegen.dialect import camel
from beyondthermal.numeric.codegen.generate import package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.languages.maple import exact
from beyondthermal.numeric.codegen.languages.mathematica import machine
from beyondthermal.numeric.codegen.vectors import vectors
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS, WITH_GRADIENT

EVERYTHING = package(list(FUNCTIONS), module="steady")
GRADIENTS = package(WITH_GRADIENT, gradient=True, module="steady")
BOTH = pytest.mark.parametrize("asked", [EVERYTHING, GRADIENTS], ids=["values", "gradients"])


@BOTH
@pytest.mark.parametrize("key", ["julia", "maple"])
def test_right_everywhere(key, asked, tmp_path):
    found = parsed(key, write(key, asked, tmp_path))
    for program in asked.programs:
        points = vectors(program, 600)
        results = found[program.name](*points.arguments.T)
        columns = results if len(program.outputs) > 1 else [results]
        rows = np.transpose([np.broadcast_to(c, len(points.arguments)) for c in columns])
        assert points.error(rows.tolist()) <= 1, program.name


@pytest.mark.parametrize("key", ["julia", "maple", "mathematica"])
@pytest.mark.parametrize("single", [False, True])
def test_lines_are_short_and_ascii(key, single):
    asked = package(WITH_GRADIENT, gradient=True, single=single, module="steady")
    for text in LANGUAGES[key].files(asked).values():
        assert text.isascii()
        assert max(map(len, text.splitlines())) <= 100


# Julia


@BOTH
def test_julias_grammar_finds_no_error(asked, tmp_path):
    source = (write("julia", asked, tmp_path) / "src/Steady.jl").read_bytes()
    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_julia.language()))
    assert not parser.parse(source).root_node.has_error
    assert parser.parse(source.replace(b"promote(", b"promote)", 1)).root_node.has_error


def test_julias_manifest_names_its_module(tmp_path):
    folder = write("julia", EVERYTHING, tmp_path)
    manifest = tomllib.loads((folder / "Project.toml").read_text())
    assert manifest["name"] == "Steady"
    assert str(UUID(manifest["uuid"])) == manifest["uuid"]
    source = (folder / "src/Steady.jl").read_text()
    assert "\nmodule Steady\n" in source
    exported = re.findall(r"^export (\w+)$", source, re.M)
    assert set(exported) == set(re.findall(r"^function (\w+)\(", source, re.M))
    # In a string, a dollar sign or a backslash would mean something.
    assert not set(source) & {"$", "\\"}


def test_julia_rounds_to_single_precision_last(tmp_path):
    asked = package(["populations"], single=True, module="steady")
    function = parsed("julia", write("julia", asked, tmp_path))["populations"]
    points = vectors(asked.programs[0], 600)
    double = parsed("julia", write("julia", EVERYTHING, tmp_path))["populations"]
    for found, expected in zip(
        function(*points.arguments.T), double(*points.arguments.T), strict=True
    ):
        assert found.dtype == np.float32
        assert np.array_equal(found, np.float32(expected), equal_nan=True)


# Maple


def test_maple_exports_what_it_defines(tmp_path):
    source = (write("maple", EVERYTHING, tmp_path) / "steady.mpl").read_text()
    exported = re.search(r"export\n(.*?);", source, re.S)[1].replace(",", " ").split()
    local = re.search(r"^    local (.*);", source, re.M)[1].split(", ")
    assert sorted([*exported, *local]) == sorted(re.findall(r"^    (\w+) := proc", source, re.M))
    assert source.count("proc(") == source.count("end proc;")
    assert source.count("(") == source.count(")")


@pytest.mark.parametrize(
    "value", [0.0, 1.0, -0.5, 1.5, 0.1, -0.1, 2.0**246, 2.0**-246, 1e300, 2.0**-1000, 2.0**53 - 1]
)
def test_maple_takes_numbers_exactly(value):
    assert Expression(f"x - ({exact(value)})", {"x": 0.0}, MAPLE).value() == -value


# Mathematica

MATHICS = """
import json, re, sys
from mathics.core.load_builtin import import_and_load_builtins
import_and_load_builtins()
from mathics.session import MathicsSession
session = MathicsSession()
path, expressions = json.load(open("asked.json"))
session.evaluate(f'Get["{path}"]')
print(session.evaluate("Context[concurrence]"))
for expression in expressions:
    found = str(session.evaluate(expression)).replace("System`", "")
    print(json.dumps(re.sub(r"DirectedInfinity\\[(-?)1\\]", r"\\1inf", found)))
"""


def mathics(folder, module, expressions):
    """What Mathics makes of expressions, once the package is loaded."""
    (folder / "asked.json").write_text(json.dumps([f"{module}.wl", expressions]))
    (folder / "evaluate.py").write_text(MATHICS)
    context, *lines = run(sys.executable, "evaluate.py", cwd=folder).splitlines()
    assert context == f'"{module}`"'
    return [json.loads(line) for line in lines]


def literal(value):
    names = {np.inf: "Infinity", -np.inf: "-Infinity"}
    return names.get(value) or machine(value)


@BOTH
def test_mathics_runs_the_package(asked, tmp_path):
    folder = write("mathematica", asked, tmp_path) / "Kernel"
    cases = []
    for program in asked.programs:
        points = vectors(program, 600)
        for given, references in zip(points.arguments.tolist(), points.references, strict=True):
            # Mathematica adds to Indeterminate, and goes on beyond 1e308; Mathics does neither.
            finite = [1.0, *(abs(value) for value in given if value and np.isfinite(value))]
            large = program.arguments[0] == "gamma_plus" and max(finite) / 1e300 > min(finite)
            if not any(np.isnan(float(r)) for r in references) and not large:
                cases.append((program, points, given, references))
    cases = cases[:: len(cases) // 110]
    assert {program.name for program, *_ in cases} == {program.name for program in asked.programs}
    calls = [f"{camel(p.name)}[{', '.join(map(literal, given))}]" for p, _, given, _ in cases]
    for (program, points, given, references), found in zip(
        cases, mathics(folder, "Steady", calls), strict=True
    ):
        row = [float(number) for number in found.strip("{}").split(",")]
        one = type(points)(program.name, np.array([given]), [references], points.allowed)
        assert one.error([row]) <= 1, (program.name, given, row)


def test_mathematica_threads_over_lists_and_waits_for_numbers(tmp_path):
    folder = write("mathematica", EVERYTHING, tmp_path) / "Kernel"
    found = mathics(folder, "Steady", [
        "concurrence[{1, 2, 3}, -3]", "populations[{1, 2}, {3, 4}]", "concurrence[b, 1]",
        "concurrence[Indeterminate, 1.]", "concurrence[1., Indeterminate]",
        "Steady`Private`larger[1., Indeterminate]", "Steady`Private`smaller[Indeterminate, 1.]",
        "Steady`Private`larger[1., 2.]", "concurrence::usage", "Precision[concurrence[9, -9]]",
    ])  # fmt: skip
    assert found[0].count(",") == 2
    assert found[1].count(",") == 7
    assert found[2] == "Steady`concurrence[Global`b, 1]"
    assert found[3:8] == ["Indeterminate"] * 4 + ["2.0"]
    assert found[8].startswith('"concurrence[betaA, betaS]: Steady-state concurrence')
    assert found[9] == "MachinePrecision"


def test_the_paclet_names_its_context(tmp_path):
    folder = write("mathematica", package(["concurrence"], module="steady_state"), tmp_path)
    info = (folder / "PacletInfo.wl").read_text()
    assert '"Context" -> "SteadyState`"' in info
    assert 'BeginPackage["SteadyState`"]' in (folder / "Kernel/SteadyState.wl").read_text()


@pytest.mark.parametrize(
    ("value", "text"),
    [(-170.0, "-170.0"), (0.1, "0.1"), (2.0**-246, "8.843436600416711`*^-75"),
     (1e300, "1.0*^300"), (0.1 + 0.2, "0.30000000000000004`")],
)  # fmt: skip
def test_doubles_of_many_digits_are_marked_as_such(value, text):
    assert machine(value) == text
