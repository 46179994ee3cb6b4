"""What users meet before the physics: help, completion, the version, what is missing."""

import re
from pathlib import Path

import pytest
import yaml
from console import beyondthermal

from beyondthermal.derivations.cli import app

ROOT = Path(__file__).parents[2]
COMMANDS = [
    info.name or info.callback.__name__ for info in app.registered_commands if info.callback
]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_helps_with_an_example(command: str) -> None:
    shown = beyondthermal(command, "--help").stdout
    assert re.search(rf"^ *beyondthermal {command} ", shown, re.M)


def test_help_has_a_link_and_completion() -> None:
    shown = beyondthermal("--help").stdout
    assert "https://doi.org/" in shown
    assert "--install-completion" in shown


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.name)
def test_what_github_reads_is_yaml(path: Path) -> None:
    assert isinstance(yaml.safe_load(path.read_text("utf-8")), dict)


def test_github_runs_what_we_run() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
    assert any(".ci/run" in step.get("run", "") for step in jobs["ci"]["steps"])
