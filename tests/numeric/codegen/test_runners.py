"""The customary test runner of each language runs the vectors that lie beside its sources."""

import os
import re
import shlex
import subprocess
import sys
from math import inf, nextafter
from pathlib import Path

import pytest
from mpmath import mp, mpf

from beyondthermal.numeric import machine
from beyondthermal.numeric.codegen.generate import generated, package
from beyondthermal.numeric.codegen.intervals import bounds, to_lines
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors, vectors

ASKED = package(["concurrence"], module="twobath")
RUN = [
    pytest.param(
        key,
        marks=pytest.mark.needs(*language.tools, *{text.split()[0] for text in language.testing}),
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
    language = LANGUAGES[key]
    commands = [language.command(text, ASKED) for text in language.testing]
    return all(
        subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
        for command in commands
    )


def write(key: str, sets: list[Vectors], folder: Path) -> Path:
    """A package with its vectors."""
    for path, text in generated(LANGUAGES[key], ASKED, sets).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder / key


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
    right, wrong = (write(key, sets, tmp_path / name) for name in ("right", "wrong"))
    assert passes(key, right)
    told(key, right)
    assert broken(wrong) > 0
    assert not passes(key, wrong)


def told(key: str, folder: Path) -> None:
    """The example of README.md runs as README.md says, and prints what README.md says."""
    text = (folder / "README.md").read_text("utf-8")
    use = text.partition("## Use\n")[2].partition("## Test\n")[0]
    path, program, commands = re.findall(r"In `(.+)`:\n\n```\w+\n(.*?)```\n\n```sh\n(.*?)```", use,
                                         re.DOTALL)[0]  # fmt: skip
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(program)
    (folder / "library").mkdir()
    place = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    build = text.partition("## Build\n")[2].partition("## Use\n")[0]
    first = re.findall(r"```sh\n(.*?)```", build, re.DOTALL) if "pip " not in build else []
    for command in "".join([*first, commands]).splitlines():
        done = subprocess.run(
            shlex.split(command), cwd=folder, capture_output=True, text=True, check=False,
            env={**os.environ, "PATH": place, "R_LIBS": str(folder / "library")},
        )  # fmt: skip
        assert done.returncode == 0, f"{key}: {command}\n{done.stdout}{done.stderr}"
    value = float(re.findall(r"-?\d+\.\d+(?:[eE][-+]\d+)?", done.stdout)[0])
    assert value == pytest.approx(float(machine.concurrence(3.0, -5.0)), rel=1e-13)
    said = float(re.findall(r"The first number is (\S+),", use)[0])
    assert said == pytest.approx(value, rel=1e-5)


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
