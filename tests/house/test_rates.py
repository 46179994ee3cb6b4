"""A noise term of the cavity is named in few places: `numeric.cavity.rates` says in which."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from console import ROOT

from beyondthermal.numeric.cavity.rates import OPTIONAL

CAVITY, STORED = ROOT / "numeric" / "cavity", ROOT / "numeric" / "stored"
# The ladder's sums and the flow of probability are two of the places; the type checkers' list.
TEXTS, FIELDS = {STORED / "levels.py", CAVITY / "tail.py"}, {CAVITY / "rates.py"}
FOLDERS = ("numeric/cavity", "numeric/scan", "numeric/stored", "derivations/commands")
FILES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
TERM = re.compile(rf"\b({'|'.join(OPTIONAL)})\b")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def texts(tree: ast.AST) -> Iterator[str]:
    """Strings, but for docstrings, and the keys of dict(…), which are strings too."""
    documented = (node for node in ast.walk(tree) if isinstance(node, Documented))
    docstrings = {
        node.body[0].value
        for node in documented
        if ast.get_docstring(node) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from [] if node in docstrings else [node.value]
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "dict":
            yield from (word.arg or "" for word in node.keywords)


def fields(tree: ast.AST) -> Iterator[str]:
    """What classes declare, as a TypedDict its keys."""
    classes = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    for inside in (node for here in classes for node in here.body):
        if isinstance(inside, ast.AnnAssign):
            yield ast.unparse(inside.target)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_noise_term_is_written_only_where_it_acts(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert path in TEXTS or not [text for text in texts(tree) if TERM.search(text)]
    assert path in FIELDS or not [field for field in fields(tree) if TERM.search(field)]


@pytest.mark.parametrize("path", sorted(TEXTS | FIELDS), ids=lambda path: path.name)
def test_the_places_that_are_allowed_need_it(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = texts(tree) if path in TEXTS else fields(tree)
    assert any(TERM.search(text) for text in found)
