"""The functions in every language: printed, built, run and compared on the same points."""

import itertools
import math
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from mpmath import mp, mpf
from toolchains import require

from beyondthermal.numeric.codegen.generate import generated, languages, package
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors, vectors
from beyondthermal.numeric.codegen.verify import Outcome, evaluate, verify
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS, WITH_GRADIENT
from beyondthermal.numeric.programs.program import Call, Name, Node, Number, Operation, Program

RUN = [
    pytest.param(key, marks=pytest.mark.needs(*language.tools))
    for key, language in LANGUAGES.items()
    if language.runs
]
EXPECTED = {
    "c", "cpp", "fortran", "rust", "javascript", "octave", "r", "go", "java", "python", "numpy",
    "jax", "lua", "wasm", "julia", "mathematica", "maple",
}  # fmt: skip
EVERYTHING = package(list(FUNCTIONS))
GRADIENTS = package(WITH_GRADIENT, gradient=True)
FORMATTERS = {"go": "gofmt", "rust": "rustfmt"}
# Add, subtract, multiply, divide and take roots in the same way everywhere.
BIT_FOR_BIT = ("c", "cpp", "rust", "go", "java", "javascript", "wasm")


def write(language: Language, asked: Package, folder: Path, sets: Sequence[Vectors] = ()) -> Path:
    for path, text in generated(language, asked, sets).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / language.key


X, Y = Name("x"), Name("y")
ONE, HALF = Number(1.0), Number(0.5)


def plus(a: Node, b: Node) -> Node:
    return Operation("+", a, b)


# One output for each kind of node, nested so that brackets matter.
NODES: dict[str, Node] = {
    "right_sum": Operation("-", X, Operation("-", Y, plus(X, ONE))),
    "right_product": Operation("/", X, Operation("*", Y, Operation("/", X, plus(Y, ONE)))),
    "mixed": Operation("*", plus(X, Y), Operation("-", X, HALF)),
    "negative": Operation("-", Call("negative", (X,)), Call("negative", (plus(X, Y),))),
    "numbers": Operation("*", Number(-0.1), Operation("-", X, Number(1e-300))),
    "sqrt": Call("sqrt", (plus(Operation("*", X, X), ONE),)),
    "exp": Call("exp", (Operation("*", X, HALF),)),
    "log": Call("log", (plus(Call("abs", (X,)), ONE),)),
    "sin": Call("sin", (Operation("*", X, Y),)),
    "cos": Call("cos", (Operation("-", X, Y),)),
    "abs": Call("abs", (Operation("-", X, Y),)),
    "max": Call("max", (X, Operation("*", Y, X))),
    "min": Call("min", (Operation("*", Y, X), X)),
    "select": Call("select", (X, Operation("-", Y, ONE), plus(X, Y), Operation("*", X, Y))),
}
SHARED = Program(
    "shared",
    ("x", "y"),
    (("t0", plus(X, Y)), ("t1", Operation("*", Name("t0"), X))),
    (("o0", plus(Name("t0"), Name("t1"))), ("o1", Operation("/", Name("t1"), ONE))),
)
PLAIN = Program("plain", ("x", "y"), (), tuple(NODES.items()))


def value(node: Node, at: dict[str, float]) -> float:
    """By Python's own arithmetic."""
    match node:
        case Name(name):
            return at[name]
        case Number(number):
            return number
        case Operation(sign, left, right):
            a, b = value(left, at), value(right, at)
            return {"+": a + b, "-": a - b, "*": a * b}[sign] if sign != "/" else a / b
    operands = [value(operand, at) for operand in node.operands]
    match node.function:
        case "negative":
            return -operands[0]
        case "select":
            return operands[2] if operands[0] > operands[1] else operands[3]
        case "abs" | "max" | "min":
            return {"abs": abs, "max": max, "min": min}[node.function](*operands)
    return getattr(math, node.function)(*operands)


def nodes(program: Program) -> Vectors:
    """A program at a few points, by Python's own arithmetic."""
    points = np.array([(0.75, -2.5), (-1.25, 3.0), (2.0, 2.0), (1e-9, 7.0)])
    rows = []
    for a, b in points.tolist():
        at = {"x": a, "y": b}
        for name, body in program.parts:
            at[name] = value(body, at)
        rows.append([value(body, at) for _, body in program.outputs])
    return Vectors(program.name, points, rows, [4e-16] * len(program.outputs))


# All functions, their gradients, and every kind of node: one package a language, built once.
ALL = Package(
    "beyondthermal",
    tuple(dict.fromkeys((*EVERYTHING.programs, *GRADIENTS.programs, PLAIN, SHARED))),
)


@pytest.fixture(scope="module")
def points():
    """10,000 points for every function, some for the gradients."""
    found = {program.name: nodes(program) for program in (PLAIN, SHARED)}
    for program in (*EVERYTHING.programs, *GRADIENTS.programs):
        many = 1_000 if program.name.endswith("_gradient") else 10_000
        found.setdefault(program.name, vectors(program, many))
    return found


@pytest.fixture(scope="module")
def tried(points, tmp_path_factory):
    """What came of a language, and the folder in which it was built."""

    @cache
    def once(key: str) -> tuple[Outcome, Path]:
        folder = write(LANGUAGES[key], ALL, tmp_path_factory.mktemp(key))
        sets = [points[program.name] for program in ALL.programs]
        return verify(LANGUAGES[key], ALL, folder, sets, 0), folder

    return once


def test_every_language_of_the_list_is_there():
    assert set(LANGUAGES) == EXPECTED
    parsed = {key for key, language in LANGUAGES.items() if not language.runs}
    assert parsed == {"julia", "mathematica", "maple"}


@pytest.mark.parametrize("key", RUN)
def test_right_everywhere(key, tried):
    outcome, _ = tried(key)
    assert outcome.verified, outcome
    assert outcome.points > 70_000


@pytest.mark.parametrize("key", RUN)
def test_no_linter_complains(key, tmp_path, tmp_path_factory, monkeypatch):
    # What mypy found out about NumPy serves JAX, too.
    monkeypatch.setenv("MYPY_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "mypy"))
    language, asked = LANGUAGES[key], package(["concurrence", "populations"], gradient=True)
    # With what runs the vectors.
    folder = write(language, asked, tmp_path, [vectors(p, 5) for p in asked.programs])
    for command in language.lint(asked):
        require(command[0])
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.needs(*(tool for key in BIT_FOR_BIT for tool in LANGUAGES[key].tools))
def test_the_form_in_rates_is_the_same_bit_for_bit(points, tried):
    sets = [points["concurrence_from_rates"]]
    found = {}
    for key in BIT_FOR_BIT:
        outcome, folder = tried(key)
        assert outcome.verified
        found[key] = np.array(evaluate(LANGUAGES[key], ALL, folder, sets)[0])
    for one, other in itertools.pairwise(BIT_FOR_BIT):
        assert np.array_equal(bits(found[one]), bits(found[other])), (one, other)


def bits(values: np.ndarray) -> np.ndarray:
    """The bits of doubles; those of a NaN, whose payload no standard fixes, are all the same."""
    return np.where(np.isnan(values), np.nan, values).view(np.int64)


@pytest.mark.parametrize("key", LANGUAGES)
def test_same_bytes_and_a_head(key):
    language = LANGUAGES[key]
    first, second = (generated(language, package(["concurrence"])) for _ in range(2))
    assert first == second
    assert "without fee is hereby granted" in first[next(p for p in first if p.name == "LICENSE")]
    sources = [text for text in first.values() if "SPDX-License-Identifier: 0BSD" in text]
    assert sources
    digest = package(["concurrence"]).digest
    assert any("Tacchino" in text and digest in text for text in sources)
    assert not any("«" in text or "»" in text for text in first.values())
    if not language.runs:
        assert any(re.search(r"not (run )?by", text) for text in sources)


HOSTILE = ["", "9lives", "a b", "a;b", "a/../b", "α", "__import__('os')", "$(rm)", "a\nb", "a\0b",
           "-x", "x" * 3 + "'", '"', "if" * 0 + "A-B"]  # fmt: skip
KEYWORDS = {"c": "int", "cpp": "class", "fortran": "module", "rust": "fn", "javascript": "class",
            "octave": "function", "r": "function", "go": "func", "java": "class", "python": "def",
            "numpy": "def", "jax": "def", "lua": "local", "julia": "end"}  # fmt: skip


@pytest.mark.parametrize("key", LANGUAGES)
@pytest.mark.parametrize("module", HOSTILE)
def test_no_name_but_an_identifier_gets_in(key, module):
    with pytest.raises(ValueError, match="`module` must be an identifier of"):
        generated(LANGUAGES[key], package(["concurrence"], module=module))


@pytest.mark.parametrize(("key", "module"), KEYWORDS.items())
def test_reserved_words_are_no_names(key, module):
    with pytest.raises(ValueError, match="`module` must be an identifier of"):
        generated(LANGUAGES[key], package(["concurrence"], module=module))


@pytest.mark.needs("gcc")
def test_a_wrong_coefficient_is_seen(points, tmp_path):
    asked = package(["concurrence"])
    folder = write(LANGUAGES["c"], asked, tmp_path)
    source = folder / "beyondthermal.c"
    source.write_text(source.read_text().replace("* 1.5", "* 1.5000001"))
    outcome = verify(LANGUAGES["c"], asked, folder, [points["concurrence"]], 0)
    assert not outcome.verified
    assert "error above the allowed one" in outcome.note or "failed" in outcome.note


def test_a_missing_toolchain_is_never_a_pass(monkeypatch, tmp_path, points):
    monkeypatch.setenv("PATH", str(tmp_path))
    outcome = verify(LANGUAGES["c"], package(["concurrence"]), tmp_path, [points["concurrence"]], 0)
    assert not outcome.verified
    assert outcome.note == "not verified: gcc not found"


@pytest.mark.parametrize(
    ("value", "reference", "error"),
    [
        (1.0, "1." + 30 * "0" + "1", 2e-16),
        (3.0, "3.0000000000000015", 1.0),
        (1e-300, "0", 2e-285),
        (math.inf, "inf", 0.0),
        (math.nan, "nan", 0.0),
        (math.nan, "1", math.inf),
        (1.0, "nan", math.inf),
        (1.0, "inf", math.inf),
        (-math.inf, "inf", math.inf),
        (math.inf, "1e400", math.inf),
    ],
)
def test_errors_are_those_of_forty_digits(value, reference, error):
    with mp.workdps(50):
        points = Vectors("one", np.zeros((1, 1)), [[mpf(reference)]], [5e-16])
    assert points.error([[value]]) == pytest.approx(error, rel=1e-12, abs=0)
    with pytest.raises(ValueError, match="results asked for"):
        points.error([[value], [value]])


@pytest.mark.parametrize("key", ["go", "rust"])
def test_without_a_formatter_the_code_is_as_good(key, points, tmp_path, monkeypatch):
    language, asked = LANGUAGES[key], package(["concurrence", "populations"], gradient=True)
    require(*language.tools)
    laid_out = generated(language, asked)
    monkeypatch.setattr(type(language), "formatter", ())
    assert (generated(language, asked) != laid_out) == (shutil.which(FORMATTERS[key]) is not None)
    outcome = verify(
        language,
        asked,
        write(language, asked, tmp_path),
        [points[p.name] for p in asked.programs],
        0,
    )
    assert outcome.verified, outcome


def test_unknown_functions_and_gradients_are_refused():
    with pytest.raises(ValueError, match="`function` must be one of concurrence"):
        package(["entanglement"])
    with pytest.raises(ValueError, match="`gradient` needs a function of both"):
        package(["effective_temperatures"], gradient=True)
    with pytest.raises(ValueError, match="`to` must be one of all, "):
        languages(["cobol"])
