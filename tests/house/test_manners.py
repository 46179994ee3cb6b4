"""What users meet before the physics: help, completion, the version, what is missing."""

import re
import tomllib
from pathlib import Path

import jinja2
import pytest
import yaml
from console import beyondthermal
from schemas import complaint

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


READ_BY_OTHERS = [
    *sorted((ROOT / ".github").rglob("*.yml")),
    *(ROOT / name for name in ("action.yml", ".pre-commit-hooks.yaml", "CITATION.cff")),
]


@pytest.mark.parametrize("path", READ_BY_OTHERS, ids=lambda path: path.name)
def test_services_accept_what_they_read(path: Path) -> None:
    assert not complaint(path)


def test_they_would_refuse_a_slip(tmp_path: Path) -> None:
    for path in READ_BY_OTHERS:
        key = re.search(
            r"^(name|- id|cff-version|blank_issues_enabled|runs|jobs):",
            path.read_text("utf-8"),
            re.M,
        )
        assert key
        broken = tmp_path / path.relative_to(ROOT)
        broken.parent.mkdir(parents=True, exist_ok=True)
        broken.write_text(path.read_text("utf-8").replace(key[0], f"{key[0][:-1]}s:", 1), "utf-8")
        assert complaint(broken)


def test_the_recipe_for_conda_asks_for_what_pyproject_asks() -> None:
    """conda-build fills in the recipe with Jinja2, and has two functions for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    given = {
        "load_file_data": lambda path, from_recipe_dir: tomllib.loads(
            (ROOT / ".ci/conda" / path).read_text("utf-8")
        ),
        "compiler": lambda language: f"{language}-compiler",
        "PYTHON": "python",
    }
    text = (ROOT / ".ci/conda/meta.yaml").read_text("utf-8")
    recipe = yaml.safe_load(jinja2.Template(text, undefined=jinja2.StrictUndefined).render(given))
    assert recipe["package"] == {"name": project["name"], "version": project["version"]}
    python = f"python {project['requires-python']}"
    assert recipe["requirements"]["run"] == [python, *project["dependencies"]]
    (entry,) = recipe["build"]["entry_points"]
    assert entry == "beyondthermal = " + project["scripts"]["beyondthermal"]


def test_github_runs_what_we_run() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text("utf-8"))["jobs"]
    assert any(".ci/run" in step.get("run", "") for step in jobs["ci"]["steps"])
