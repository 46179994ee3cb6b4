"""The map of the house: rooms of a size, tests where their subject is, a map that is right."""

import pkgutil
import re
from collections import Counter
from pathlib import Path

import pytest
from console import ROOT

FLOORS = ("symbolic", "numeric", "derivations")
MAP = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ROOMS = sorted({path.parent for floor in FLOORS for path in (ROOT / floor).rglob("*.py")})
# Data that comes in files of its own: one a language.
SHELVES = {"languages"}


def test_no_room_is_crowded() -> None:
    for room in ROOMS:
        if room.name not in SHELVES:
            assert len(list(room.glob("*.py"))) <= 16, room


def test_every_room_says_in_one_line_what_it_is_for() -> None:
    for room in ROOMS:
        assert (room / "__init__.py").is_file(), room


def test_the_tests_of_a_room_lie_where_it_lies() -> None:
    tests = {p.parent.relative_to(ROOT / "tests") for p in (ROOT / "tests").rglob("test_*.py")}
    rooms = {room.relative_to(ROOT) for room in ROOMS}
    assert tests - rooms == {Path("docs"), Path("laws"), Path("house")}


@pytest.mark.parametrize("folder", FLOORS)
def test_files_of_one_name_are_told_apart_by_their_room(folder: str) -> None:
    names = Counter((p.parent.name, p.name) for p in (ROOT / folder).rglob("*.py"))
    assert max(names.values()) == 1


def test_the_map_names_every_room_and_no_other() -> None:
    named = set(
        re.findall(r"^\| `((?:symbolic|numeric|derivations)[\w/]*)/?` \|", MAP, re.MULTILINE)
    )
    assert named == {room.relative_to(ROOT).as_posix() for room in ROOMS}


def test_every_path_in_the_map_is_there() -> None:
    for name in re.findall(r"`([\w./-]+/[\w./-]*)`", MAP):
        assert (ROOT / name).exists(), name


def named() -> list[tuple[str, str]]:
    """Every `floor.name` in backticks, and where it stands."""
    suffixes = {".py", ".md", ".toml"}
    listed = (ROOT / folder for folder in (*FLOORS, "tests", "benchmarks", "docs"))
    files = [*ROOT.glob("*.md"), *(p for f in listed for p in f.rglob("*") if p.suffix in suffixes)]
    name = re.compile(r"`(?:beyondthermal\.)?((?:symbolic|numeric|derivations)(?:\.\w+)+)`")
    return [
        (m, str(p.relative_to(ROOT))) for p in files for m in name.findall(p.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("name", "file"), named())
def test_what_a_text_names_is_there(name: str, file: str) -> None:
    assert pkgutil.resolve_name(f"beyondthermal.{name}") is not None, file
