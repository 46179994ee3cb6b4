"""The customary test runner of each language runs the vectors that lie beside its sources."""

import re
import subprocess
from math import inf, nextafter
from pathlib import Path

import pytest
from mpmath import mp, mpf

from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.intervals import bounds, to_lines
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors, vectors

ASKED = package(["concurrence"])
RUN = [
    pytest.param(
        key, marks=pytest.mark.needs(*language.tools, *{c[0] for c in language.runner(ASKED)})
    )
    for key, language in LANGUAGES.items()
    if language.runs
]
# No sources of the functions.
ASIDE = {".json", ".md", ".mod", ".toml", ".txt", ".xml"}


@pytest.fixture(scope="module")
def sets() -> list[Vectors]:
    """All edges, and random points."""
    return [vectors(program, 500) for program in ASKED.programs]


def passes(key: str, folder: Path) -> bool:
    """Whether every command of the runner succeeds."""
    return all(
        subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
        for command in LANGUAGES[key].runner(ASKED)
    )


def broken(folder: Path) -> int:
    """Changes a coefficient of the formula in the eighth digit, and returns how often."""
    changed = 0
    for path in (p for p in folder.rglob("*") if p.is_file() and p.suffix not in ASIDE):
        text, count = re.subn(r"(?<![\d.])1\.5(?![\d.])", "1.5000001", path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        changed += count
    return changed


@pytest.mark.parametrize("key", RUN)
def test_the_runner_tells_right_from_wrong(key: str, sets: list[Vectors], tmp_path: Path) -> None:
    for name, change in (("right", False), ("wrong", True)):
        for path, text in generated(LANGUAGES[key], ASKED, sets).items():
            place = tmp_path / name / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
        assert bool(change and broken(tmp_path / name)) == change
        assert passes(key, tmp_path / name / key) != change


def test_without_vectors_nothing_of_a_runner_is_written() -> None:
    for language in LANGUAGES.values():
        plain = generated(language, ASKED)
        assert not any("vectors." in path.name or "main_test" in path.name for path in plain)
        assert not any("check vectors.txt" in text for path, text in plain.items()
                       if path.suffix == ".json")  # fmt: skip


def test_bounds_are_those_of_verify(sets: list[Vectors]) -> None:
    (found,) = sets
    lines = to_lines(LANGUAGES["c"], sets).splitlines()
    assert len(lines) == len(found.arguments)
    ends = [list(map(float.fromhex, line.partition(" : ")[2].split())) for line in lines]
    low, high = ([row[k : k + 1] for row in ends] for k in (0, 1))
    assert max(found.error(low), found.error(high)) <= 1
    with mp.workdps(50):
        tiny = mpf(10) ** -35
        for (a, b), (value,) in zip(ends, found.references, strict=True):
            allowed = mpf(5e-16) * max(1, abs(value))
            outside = [nextafter(a, -inf), nextafter(b, inf)] if a <= b < inf else []
            # To the digits that the references have.
            assert all(abs(end - value) <= allowed * (1 + tiny) for end in (a, b) if outside)
            assert all(abs(mpf(end) - value) > allowed * (1 - tiny) for end in outside)
    assert sum(a < b for a, b in ends) > 400


@pytest.mark.parametrize(
    ("value", "error", "expected"),
    [("1", 0.0, (1.0, 1.0)), ("0.1", 0.0, None), ("-inf", 1.0, (-inf, -inf)),
     ("1e400", 1.0, (inf, 1.7976931348623157e308)), ("5e-324", 0.0, None)],
)  # fmt: skip
def test_bounds_are_rounded_inwards(value, error, expected) -> None:
    with mp.workdps(50):
        low, high = bounds(mpf(value), error)
        assert (low, high) == expected or (expected is None and low > high)
        assert low >= mpf(value) - error >= mpf("-inf")
