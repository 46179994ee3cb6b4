"""One console for all, which reads no markup; and every text names its encoding."""

import ast
import re
from pathlib import Path

from console import ROOT

FOLDERS = ("symbolic", "numeric", "derivations", "benchmarks")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
CONSOLE = ROOT / "derivations" / "console.py"


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(TREES[path]) if isinstance(node, ast.Call)]


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def given(call: ast.Call) -> dict[str | None, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords}


def test_there_is_one_console() -> None:
    for path in SOURCES:
        names = {called(call) for call in calls(path)}
        assert not names & {"from_markup", "rich_print", "secho", "echo"}, path
        for call in calls(path):
            markup = given(call).get("markup")
            assert markup is None or ast.literal_eval(markup) is False, path
            assert markup is not None or called(call) != "TextColumn", path
        if path != CONSOLE:
            assert not from_rich(path) & {"Console", "Text", "Markup", "print", "inspect"}, path


def from_rich(path: Path) -> set[str]:
    """What a file imports of Rich, by its last name."""
    return {
        alias.name
        for node in ast.walk(TREES[path])
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "rich"
        for alias in node.names
    }


def test_every_text_names_its_encoding() -> None:
    unnamed = [(path, call.lineno) for path in SOURCES for call in calls(path) if is_unnamed(call)]
    assert not unnamed


def is_unnamed(call: ast.Call) -> bool:
    """Whether it reads or writes text in an encoding that hangs on where it is run."""
    name, keywords = called(call), given(call)
    if "encoding" in keywords:
        return False
    if name in ("read_text", "write_text"):
        return len(call.args) < (1 if name == "read_text" else 2)
    if name in ("open", "fdopen", "NamedTemporaryFile", "TemporaryFile"):
        owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
        if (owner, name) in (("os", "open"), ("sp.Interval", "open"), ("browser", "open")):
            return False
        modes = [node.value for node in [*call.args, *keywords.values()] if is_mode(node)]
        return "b" not in (modes[-1] if modes else "w+b" if "Temporary" in name else "r")
    texts = (keywords.get("text"), keywords.get("universal_newlines"))
    return any(isinstance(node, ast.Constant) and node.value is True for node in texts)


def is_mode(node: ast.expr) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, str) and bool(re.fullmatch("[rwax][bt+]{0,2}", value))


def test_the_rule_knows_what_it_looks_for() -> None:
    wrong = (
        "open(p)", "open(p, 'w')", "p.open()", "p.open('a')", "p.read_text()", "p.write_text(t)",
        "run(c, text=True)", "os.fdopen(h, 'w')", "tempfile.TemporaryFile('w')",
    )  # fmt: skip
    right = (
        "open(p, 'rb')", "p.open('wb')", "open(p, encoding='utf-8')", "p.read_text('utf-8')",
        "p.write_text(t, 'utf-8')", "run(c, text=True, encoding='utf-8')", "os.open(p, f)",
        "sp.Interval.open(0, 1)", "os.fdopen(h, 'rb')", "tempfile.TemporaryFile(dir=f)",
    )  # fmt: skip
    for text in (*wrong, *right):
        (call,) = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
        assert is_unnamed(call) is (text in wrong), text
