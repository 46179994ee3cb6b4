"""Tools that tests run, on the files of a language.

Without its tools a test is skipped at home, and fails in CI.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from beyondthermal.numeric.codegen.generate import generated
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.languages import LANGUAGES
from beyondthermal.numeric.codegen.vectors import Vectors, vectors

__all__ = ["OCTAVE", "points", "require", "run", "write"]

OCTAVE = ("octave-cli", "--norc", "--quiet", "--no-history", "--eval")


def require(*tools: str) -> None:
    """Skip the test if a tool is missing; fail it where CI is set in the environment."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        reason = f"not found: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """What a command prints, or else its remarks; it must succeed, and warn of nothing.

    `env` is added to the environment.
    """
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, **(env or {})},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "arning" not in done.stderr, done.stderr
    return done.stdout or done.stderr


def write(key: str, asked: Package, folder: Path) -> Path:
    """The files of a language; returns their folder."""
    for path, text in generated(LANGUAGES[key], asked).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder / key


def points(asked: Package, count: int) -> list[Vectors]:
    """Vectors for every program of a package."""
    return [vectors(program, count) for program in asked.programs]
