"""The files of a language written, run, and read, by the tests of generated code."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from beyondthermal.numeric.codegen.generate import generated
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES

OCTAVE = ("octave-cli", "--norc", "--quiet", "--no-history", "--eval")


def write(key: str, folder: Path, asked: Package) -> Path:
    """The files of a language; returns their folder."""
    for path, text in generated(LANGUAGES[key], asked).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder / key


def run(
    command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None
) -> str:
    """What a command prints; it must succeed, and warn of nothing."""
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120,
        env={**os.environ, **(environment or {})},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "arning" not in done.stderr
    return done.stdout


def literals(values: Sequence[float], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(repr(value), repr(value)) for value in values)


def rows(output: str, columns: int) -> list[list[float]]:
    """Numbers, row by row, as a language prints them."""
    numbers = list(map(float, output.split()))
    return [numbers[start : start + columns] for start in range(0, len(numbers), columns)]
