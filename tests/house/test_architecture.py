"""The house rules: three floors, one table of symbols, short files, examples that run."""

import ast
import doctest
import importlib
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from console import ROOT

import beyondthermal

# An import only ever goes from right to left.
FLOORS = ("symbolic", "numeric", "derivations")
# What `import beyondthermal` loads lies beside the floors once installed, not on one of them.
FACE = ROOT / "derivations" / "face"
SOURCES = sorted(
    path for floor in FLOORS for path in (ROOT / floor).rglob("*.py") if FACE not in path.parents
)
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def dotted_name(path: Path) -> str:
    """beyondthermal.floor.module for a file of the repository."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(("beyondthermal", *(part for part in parts if part != "__init__")))


def imports(path: Path) -> Iterator[str]:
    """Everything that a file imports, in full."""
    package = dotted_name(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            # `from beyondthermal import numeric` names a floor after the word import.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def tracked_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


modules = pytest.mark.parametrize("path", SOURCES, ids=dotted_name)


@modules
def test_an_import_only_ever_goes_down(path: Path) -> None:
    here = FLOORS.index(path.relative_to(ROOT).parts[0])
    for name in imports(path):
        first, floor, *_ = (*name.split("."), "", "")
        if first == "beyondthermal" and floor:
            assert floor in FLOORS[: here + 1], f"{path.name} imports {name}"


@modules
def test_third_party_imports_are_declared(path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    requirements = project["dependencies"] + [r for extra in extras.values() for r in extra]
    declared = {re.split(r"[^\w-]", requirement)[0] for requirement in requirements}
    # The import name, where it is not that of the distribution.
    declared |= {"pypandoc"} if "pypandoc_binary" in declared else set()
    declared |= {"rich"} if "typer" in declared else set()
    declared |= {"flint"} if "python-flint" in declared else set()
    declared |= {"z3"} if "z3-solver" in declared else set()
    known = declared | sys.stdlib_module_names | {"beyondthermal"}
    assert {name.split(".")[0] for name in imports(path)} <= known


@pytest.mark.parametrize("path", [p for p in SOURCES if "symbolic" in p.parts], ids=dotted_name)
def test_the_symbolic_floor_is_exact(path: Path) -> None:
    inexact = {"numpy", "mpmath", "math", "random"}
    # One file hands intervals to mpmath, which rounds them outwards; the rest meets their ends.
    if dotted_name(path) == "beyondthermal.symbolic.decision.enclosures.intervals":
        inexact -= {"mpmath"}
    assert not inexact & {n.split(".")[0] for n in imports(path)}
    floats = [node for node in ast.walk(TREES[path]) if isinstance(node, ast.Constant)]
    assert not [node.value for node in floats if isinstance(node.value, float)]


@modules
def test_symbols_are_born_in_one_table(path: Path) -> None:
    births = set()
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in ("symbols", "var"):
                births.add(ast.unparse(called))
            last = getattr(called, "attr", getattr(called, "id", ""))
            births |= {last} & {"Symbol", "Wild", "IndexedBase"}
    assert not births or dotted_name(path) == "beyondthermal.symbolic.symbols"


@modules
def test_public_names_are_listed_sorted_and_explained(path: Path) -> None:
    tree = TREES[path]
    assert ast.get_docstring(tree), f"{path.name} does not say what it is for"
    listed = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    if path.name == "__init__.py" and not listed:
        return
    (public,) = listed
    # Constants, then classes, then functions, each in alphabetical order, as ruff sorts them.
    assert public == sorted(public, key=lambda n: (not n.isupper(), not n[0].isupper(), n))
    defined = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    for name in public:
        if name in defined:
            assert ast.get_docstring(defined[name]), f"{name} has no docstring"
        assert hasattr(importlib.import_module(dotted_name(path)), name)


def test_what_is_installed_is_what_is_here() -> None:
    for floor in FLOORS:
        (folder,) = map(Path, importlib.import_module(f"beyondthermal.{floor}").__path__)
        installed, here = _contents(folder), _contents(ROOT / floor)
        assert installed.keys() == here.keys()
        assert installed == here, "the installed package is not this one: install it again"
    for name, content in _contents(FACE, face=True).items():
        (folder,) = map(Path, beyondthermal.__path__)
        assert (folder / name).read_bytes() == content


def _contents(folder: Path, *, face: bool = False) -> dict[Path, bytes]:
    files = (path for path in folder.rglob("*.py") if face or FACE.name not in path.parts)
    return {path.relative_to(folder): path.read_bytes() for path in files}


@modules
def test_every_example_in_a_docstring_runs(path: Path) -> None:
    module = importlib.import_module(dotted_name(path))
    assert doctest.testmod(module, raise_on_error=False).failed == 0


def test_files_are_short_and_named_after_what_they_hold() -> None:
    for path in tracked_files():
        if path.suffix == ".py":
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path
            assert path.stem not in {"utils", "util", "helpers", "common", "misc"}, path


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    absolute = re.compile(r"(?<![\w.:/])/(?:root|home|work|tmp|Users)/\w|\b[C-Z]:\\\w")
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        assert not absolute.search(text), path
