"""What the README shows runs, and prints what it shows."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from console import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def sessions() -> list[tuple[str, str]]:
    """Commands after a dollar sign, and what follows them."""
    text = "\n".join(blocks("console"))
    return re.findall(r"^\$ (.*)\n((?:(?!\$ ).+\n?)*)", text, flags=re.MULTILINE)


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run(code):
    exec(code, {})


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program, *arguments = shlex.split(command)
    return subprocess.run(
        [BIN / program, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path):
    """Where a reader is: beside the models, with the claims that are shown."""
    (claims,) = blocks("toml")
    (tmp_path / "my.claims.toml").write_text(claims, encoding="utf-8")
    (tmp_path / "derivations").symlink_to(ROOT / "derivations")
    return tmp_path


@pytest.mark.parametrize(("command", "output"), sessions())
def test_console_blocks_print_what_they_show(command, output, folder):
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    if output:
        assert [line.rstrip() for line in done.stdout.splitlines()] == output.splitlines()


def test_there_is_something_to_run():
    assert len(blocks("python")) >= 4
    assert len(sessions()) >= 3
