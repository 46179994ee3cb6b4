"""Files and formulas that nobody would write: each is read, or refused in one clear line.

The nightly run, `pytest -m slow`, looks for new ones.
"""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest
from canary import nothing_is_run
from claim_texts import FINE, TEXT
from clock import within
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.claim_files.places import FormulaError
from beyondthermal.derivations.models.file import read_model
from beyondthermal.symbolic.formula.grammar import (
    parse,
    parse_interval,
    parse_relation,
    parse_value,
)
from beyondthermal.symbolic.symbols import symbol

MODELS = [
    path.read_text("utf-8")
    for path in files("beyondthermal.derivations.models").iterdir()
    if path.name.endswith(".model.toml")
]
PIECES = [
    '"', "'", '"""', "'''", "[", "]", "[[", "]]", "{", "}", "(", ")", "=", ",", ".", "#", "\n",
    "\r", "\\", "\\u0000", "\\ud800", "\0", "\x1b[2J", "\u202e", "\u2028", "é", "β", "٣",
    "x", "y", "i", "oo", "-oo", "pi", "e", "nan", "inf", "true", "0", "1", "-1", "1/2", "0.1",
    "1e999999999",
    "9" * 60, "^", "**", "*", "/", "+", "-", "<", "<=", ">", "!=", "exp(", "log(", "sqrt(", "abs(",
    "sin(", "current(", "projector(", "transition(", "fock(16)", "qubit", "positive", "real",
    "complex", "(0, oo)", "[0, 1]", "__import__('os')", "__class__", "lambda", "title", "symbols",
    "define", "claim", "model", "jump", "observables", "rate", "operator", "limit", "bound",
    "identity", "expansion", "where", "at", "equals", "joint", "timeout", "expect",
]  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, texts: list[str]) -> str:
    """A text with some of its pieces replaced, left out, or doubled."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        other = draw(st.sampled_from(texts))
        cut = draw(st.integers(0, len(other)))
        piece = draw(st.sampled_from([*PIECES, "", text[start:end] * 2, other[cut : cut + 40]]))
        text = text[:start] + piece + text[end:]
    return text


def refused(error: ValueError) -> None:
    said = str(error)
    assert said.isprintable(), said
    assert 0 < len(said) < 500, said


def try_file(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        with nothing_is_run():
            file = read(path)
            if "model" not in file.data:
                for asked in questions(file.data, file.claims):
                    if isinstance(asked, FormulaError):
                        refused(file.slip(*asked.args))
        if "model" in file.data:
            read_model(file.data)  # whether rates are negative is computed
    except ValueError as error:
        refused(error)


FILES = st.one_of(
    changed([TEXT, FINE, *MODELS]).map(lambda text: text.encode("utf-8", "replace")), st.binary()
)
FORMULAS = st.one_of(
    changed(["(x + 1)^2/sqrt(y)", "abs(x - y)/(x + y) - exp(-x*log(y))", "(1, oo)", "x < 1/3"]),
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.text(),
)
NAMES = {"x": symbol("x"), "y": symbol("y")}
READERS: dict[str, Callable[[str], object]] = {
    "a formula": lambda text: parse(text, NAMES),
    "a value": lambda text: parse_value(text, NAMES),
    "a relation": lambda text: parse_relation(text, NAMES),
    "an interval": parse_interval,
}
EASY = settings(suppress_health_check=list(HealthCheck), deadline=None)
NIGHTLY = settings(EASY, max_examples=20_000, derandomize=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the file lies; what reading one imports is imported."""
    path = tmp_path_factory.mktemp("fuzz") / "my.claims.toml"
    path.write_text(FINE, encoding="utf-8")
    read(path)
    return path


def read_file(content: bytes, place: Path) -> None:
    with within(5.0):
        try_file(place, content)


def read_formula(reader: str, text: str) -> None:
    with nothing_is_run(), within(1.0):
        try:
            READERS[reader](text)
        except ValueError as error:
            refused(error)


each = pytest.mark.parametrize("reader", READERS)
test_a_file_is_read_or_refused_in_a_line = EASY(given(content=FILES)(read_file))
test_a_formula_is_read_or_refused_in_a_line = each(EASY(given(text=FORMULAS)(read_formula)))
test_new_files_every_night = pytest.mark.slow(NIGHTLY(given(content=FILES)(read_file)))
test_new_formulas_every_night = pytest.mark.slow(each(NIGHTLY(given(text=FORMULAS)(read_formula))))
