"""A model's results through three doors: array functions, LaTeX, and code in other languages."""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
import pypandoc
import pytest
import sympy as sp
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.models.document import described, fragment, statements
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.numeric.codegen.expression_vectors import expression_vectors, random_points
from beyondthermal.numeric.codegen.generate import generated
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.portable import portable_program
from beyondthermal.numeric.codegen.verify import verify
from beyondthermal.numeric.programs.from_sympy import program_of
from beyondthermal.numeric.programs.functions import array_function, compiled, precise_function
from beyondthermal.numeric.programs.rounding import rounding_errors
from beyondthermal.symbolic.decision.decide import equality
from beyondthermal.symbolic.formula.grammar import parse
from beyondthermal.symbolic.symbols import declared

FOLDER = Path(str(files("beyondthermal.derivations.models")))
NAMES = sorted(path.name.removesuffix(".model.toml") for path in FOLDER.glob("*.model.toml"))
POSITIVE = sp.Interval.open(0, sp.oo)


def positive(names: str) -> list[sp.Symbol]:
    return [declared(name, POSITIVE) for name in names.split()]


@cache
def model_of(name: str) -> Model:
    return read_model(read(FOLDER / f"{name}.model.toml").data)


# SymPy takes minutes for the largest: by day its form is compared modulo a prime, as always, and
# its numbers with those of QuTiP.
LARGE = {"two_qubits_in_a_cavity"}
QUICK = [pytest.param(n, marks=[pytest.mark.slow] * (n in LARGE)) for n in NAMES]


# The first door


@pytest.mark.parametrize("name", QUICK)
def test_array_functions_are_the_expressions(name: str) -> None:
    model = model_of(name)
    for key, expr in model.results.items():
        arguments = model.arguments(key)
        points = random_points([model.where[v] for v in arguments], 50)
        found = model.function(key)(*points.T)
        exact = precise_function(arguments, [expr])
        program = program_of(key, arguments, {key: expr})
        with mp.workdps(60):
            for value, point in zip(found, points.tolist(), strict=True):
                (expected,) = exact(*map(mp.mpf, point))
                (allowed,) = rounding_errors(program, point)
                assert abs(mp.mpf(float(value)) - expected) <= allowed, (key, point)


@pytest.mark.parametrize("text", ["abs(sqrt(x^2 - 1))", "|(-1 - x^2)^x|", "abs((x - 2)^(1/3))"])
def test_what_is_claimed_of_a_modulus_is_what_programs_have(text: str) -> None:
    side = sp.Interval.open(-1, 1)
    x = declared("x", side)
    form = parse(text, {"x": x})
    below = {"abs(sqrt(x^2 - 1))": sp.sqrt(1 - x**2), "|(-1 - x^2)^x|": (1 + x**2) ** x}
    other = below.get(text, sp.cbrt(2 - x))
    assert equality(form, other, where={x: side})
    assert not equality(form, other + sp.Rational(1, 10**40), where={x: side})
    here = np.linspace(-0.9, 0.9, 7)
    values = [float(other.subs(x, sp.Float(v, 40))) for v in here]
    np.testing.assert_allclose(array_function([x], form)(here), values, rtol=1e-15)


@pytest.mark.parametrize("words", ["lambda registers", "add select", "t0 u0", "np r0", "result0 x"])
def test_no_name_of_an_argument_gets_in_the_way(words: str) -> None:
    a, b = positive(words)
    function = array_function((a, b), [(a + b) ** 2 / a + (a + b) ** 3, sp.sqrt((a + b) ** 2 + b)])
    expected = [(2 + 3) ** 2 / 2 + 125, (25 + 3) ** 0.5]
    np.testing.assert_allclose(function(2.0, 3.0), expected, rtol=1e-15)


x, y = positive("x y")
leaves = st.sampled_from([x, y, sp.Integer(2), sp.Rational(1, 3), sp.pi, x + y, x * y])
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda p: p[0] + p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] - p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] * p[1]),
        st.tuples(inner, inner).map(lambda p: p[0] / (1 + p[1] ** 2)),
        st.tuples(inner, st.sampled_from([5, 7, -6, sp.Rational(3, 2), sp.Rational(1, 3)])).map(
            lambda p: (1 + p[0] ** 2) ** p[1]
        ),
        inner.map(lambda e: sp.sqrt(1 + e**2)),
        inner.map(sp.tanh),
        inner.map(lambda e: sp.log(1 + e**2)),
        inner.map(lambda e: sp.Max(e, 1)),
        inner.map(abs),
    ),
    max_leaves=6,
)


@given(expressions, st.floats(0.01, 3), st.floats(0.01, 3))
@example(sp.pi, 1.0, 1.0)
@settings(max_examples=150)
def test_no_program_errs_by_more_than_rounding_allows(
    expr: sp.Expr, one: float, other: float
) -> None:
    program = program_of("f", (x, y), {"f": expr})
    (allowed,) = rounding_errors(program, [one, other])
    found = float(array_function((x, y), expr)(one, other))
    with mp.workdps(60):
        (expected,) = precise_function((x, y), [expr])(mp.mpf(one), mp.mpf(other))
        assert not abs(mp.mpf(found) - expected) > allowed


def test_the_bound_for_rounding_errors_is_of_use() -> None:
    """It is small where nothing cancels, and large where digits are lost."""
    program = program_of("f", (x, y), {"f": (x + y) / (x * y + 1)})
    assert rounding_errors(program, [0.3, 0.7])[0] < 1e-15
    lost = program_of("f", (x, y), {"f": sp.exp(x) - sp.exp(y)})
    assert rounding_errors(lost, [20.0, 20.0])[0] > 1e-8


# The second door


@pytest.mark.parametrize("name", NAMES)
def test_the_fragment_is_latex_that_pandoc_reads(name: str, capfd: pytest.CaptureFixture) -> None:
    model = model_of(name)
    text = fragment(model, statements(model), [])
    assert text.count("\\begin{align*}") == text.count("\\end{align*}") > 2
    assert text.isascii()
    html = pypandoc.convert_text(text, "html", "latex", extra_args=["--mathml"])
    assert html.count("<math") == text.count("\\begin{align*}")
    assert "WARNING" not in capfd.readouterr().err


@pytest.mark.parametrize("name", QUICK)
def test_what_is_shown_is_what_is_said_in_every_form(name: str) -> None:
    model = model_of(name)
    shown = statements(model)
    assert {f"p_{label}" for label in model.space.labels} <= shown.keys()
    parts = {
        equation.lhs: equation.rhs for key, equation in shown.items() if key not in model.names
    }
    for key, equation in shown.items():
        value = equation.rhs
        while value.free_symbols & parts.keys():
            value = value.xreplace(parts)
        if key in model.names:
            assert sp.simplify(value - model.names[key]) == 0
    assert len(list(described(model, shown))) == len(shown)


# The third door

HOSTILE = {
    "hostile": ("n N i count result", lambda a: a[0] * a[1] / (a[2] + a[3]) + a[4] ** 7),
    "p_e": (
        "lambda t0 u0 Gamma gamma n_1 n1 x_ part1 k",
        lambda a: sum(v**3 for v in a) / sum(a) ** 3 + sp.sqrt((a[0] + a[1]) ** 3) * a[2] ** 2,
    ),
    "Photons": (
        "S t d e values end in_ self beta",
        lambda a: sp.exp(-a[0]) + sp.log(1 + a[1] * a[2]) * a[3] + sp.pi * a[4] / sum(a[5:]),
    ),
}


@cache
def hostile() -> tuple[Package, list]:
    programs, sets = [], []
    for name, (words, body) in HOSTILE.items():
        arguments = positive(words)
        where = dict.fromkeys(arguments, POSITIVE)
        program = portable_program(name, arguments, {name: body(arguments)}, where, f"A {name}")
        programs.append(program)
        sets.append(expression_vectors(program, arguments, [body(arguments)], where, 200))
    return Package("mymodel", tuple(programs)), sets


RUN = [
    pytest.param(key, marks=pytest.mark.needs(*language.tools))
    for key, language in LANGUAGES.items()
    if language.runs
]


@pytest.mark.parametrize("key", RUN)
def test_every_language_takes_every_name_and_is_right(key: str, tmp_path: Path) -> None:
    asked, sets = hostile()
    for path, text in generated(LANGUAGES[key], asked).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    outcome = verify(LANGUAGES[key], asked, tmp_path / key, sets, 0)
    assert outcome.verified, outcome


@pytest.mark.parametrize("key", LANGUAGES)
def test_code_of_a_model_does_not_speak_of_the_paper(key: str) -> None:
    asked, _ = hostile()
    for path, text in generated(LANGUAGES[key], asked).items():
        assert not re.search(r"(?i)entanglement|tacchino|of the paper|two qubits", text), path
        assert "«" not in text


def test_vectors_see_a_wrong_program() -> None:
    a, b = positive("a b")
    where = dict.fromkeys((a, b), POSITIVE)
    right = portable_program("f", (a, b), {"f": a / (a + b)}, where, "f")
    vectors = expression_vectors(right, (a, b), [a / (a + b)], where, 100)
    for body, wrong in ((a / (a + b), False), (a / (a + b) * (1 + sp.Rational(1, 10**14)), True)):
        function = array_function((a, b), [body])
        assert (vectors.error(function(*vectors.arguments.T)) > 1) == wrong


def test_what_can_not_be_right_is_refused() -> None:
    (a,) = positive("a")
    lost = (sp.exp(a) + 10**20) - 10**20 - sp.exp(a) + sp.sqrt(a**2 + 10**18) - sp.sqrt(10**18)
    program = portable_program("f", (a,), {"f": lost * 10**9}, {a: POSITIVE}, "f")
    points = expression_vectors(program, (a,), [lost * 10**9], {a: POSITIVE}, 100)
    assert points.error(compiled(program)(points.arguments[:, 0])[:, None]) > 1
    with pytest.raises(ValueError, match="must have 1 to 32 arguments, but has 0"):
        portable_program("f", (), {"f": sp.Integer(1)}, {}, "f")


@given(st.lists(st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,3}", fullmatch=True), unique=True))
@example(["n_1", "n1", "N1", "_n1", "n_1_", "n12"])
@example(["S", "sum", "d", "t", "Gamma", "gamma"])
def test_portable_names_stay_apart_in_every_case(words: list[str]) -> None:
    arguments = positive(" ".join(words[:32])) or positive("x")
    program = portable_program("f", arguments, {"f": sum(arguments) ** 2}, {}, "f")
    bare = [name.replace("_", "").lower() for name in program.arguments]
    assert len(set(bare)) == len(bare)
