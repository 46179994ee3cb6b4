"""The GitHub Action and the pre-commit hook do what a user does, and it works."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from console import ROOT

BIN = Path(sys.executable).parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

FINE = '[symbols]\nx = "positive"\n[[claim]]\nname = "grows"\nbound = "x + 1 > x"\n'
WRONG = FINE + (
    '[[claim]]\nname = "too small"\nlimit = "x/(1 + x)"\nat = { x = "oo" }\nequals = "1/2"\n'
)
SLIP = FINE.replace("bound", "bond")


@pytest.fixture
def repository(tmp_path):
    """A repository with a file of claims in a folder, and one whose name has a space."""
    (tmp_path / "physics" / "limits").mkdir(parents=True)
    (tmp_path / "physics" / "limits" / "two baths.claims.toml").write_text(FINE)
    (tmp_path / "my.claims.toml").write_text(FINE)
    return tmp_path


def filled(text, inputs):
    """A value of the action, with `${{ inputs.name }}` filled in as the runner does."""
    context = {f"inputs.{name}": value for name, value in inputs.items()}
    context["github.action_path"] = str(ROOT)

    def value(match):
        terms = (context[term.strip()] for term in match[1].split("||"))
        return next((term for term in terms if term), "")

    return re.sub(r"\$\{\{(.*?)\}\}", value, text)


def run_action(folder, **given):
    """The steps that run a shell, with pip replaced: the package is there already."""
    inputs = {name: row.get("default", "") for name, row in ACTION["inputs"].items()} | given
    pip = folder / ".bin"
    pip.mkdir(exist_ok=True)
    (pip / "python").write_text(f'#!/bin/sh\necho "$@" >> "{folder}/installed"\n')
    (pip / "python").chmod(0o755)
    for step in ACTION["runs"]["steps"]:
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "inputs must not be pasted into a script"
            variables = {name: filled(text, inputs) for name, text in step["env"].items()}
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                env={**os.environ, **variables, "PATH": f"{pip}:{BIN}:{os.environ['PATH']}"},
                cwd=folder, capture_output=True, text=True, check=False, timeout=300,
            )  # fmt: skip
            if done.returncode:
                break
    return done


def test_the_action_is_composite_and_says_what_its_inputs_are():
    assert ACTION["runs"]["using"] == "composite"
    assert all(row["description"] and "default" in row for row in ACTION["inputs"].values())
    used = set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text(encoding="utf-8")))
    assert used == set(ACTION["inputs"])


def test_the_action_passes_what_is_true(repository):
    done = run_action(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == "2 claims, 0 not as expected.\n"
    assert (repository / "installed").read_text() == f"-m pip install --quiet {ROOT}\n"


def test_the_action_fails_and_annotates_the_line(repository):
    (repository / "physics" / "limits" / "two baths.claims.toml").write_text(WRONG)
    done = run_action(repository)
    assert done.returncode == 1
    annotation, summary = done.stdout.splitlines()
    place = "file=physics/limits/two baths.claims.toml,line=6,title=too small%3A refuted"
    assert annotation.startswith(f"::error {place}::refuted, but proved was expected%0A")
    assert "claimed: limit of x/(1 + x) as x -> oo is 1/2%0A" in annotation
    assert summary == "3 claims, 1 not as expected."


def test_the_action_takes_a_format_a_file_and_a_version(repository):
    done = run_action(
        repository, format="sarif", output="claims.sarif", claims="my.claims.toml", spec="a==1"
    )
    assert done.returncode == 0, done.stderr
    assert not done.stdout
    assert '"version": "2.1.0"' in (repository / "claims.sarif").read_text()
    assert (repository / "installed").read_text() == "-m pip install --quiet a==1\n"


def test_the_action_does_not_pass_where_there_is_nothing(tmp_path):
    done = run_action(tmp_path)
    assert done.returncode == 2
    assert "There is no file **/*.claims.toml." in done.stdout


def test_a_slip_fails_the_action(repository):
    (repository / "my.claims.toml").write_text(SLIP)
    done = run_action(repository)
    assert done.returncode == 2
    assert "did you mean bound?" in done.stderr


@pytest.mark.parametrize("name", ["claims", "format", "timeout", "output"])
def test_no_input_of_the_action_is_run(name, repository):
    run_action(repository, **{name: '$(touch canary) `touch canary`; touch canary; "'})
    assert not list(repository.glob("**/canary"))


def run_hook(folder):
    """As pre-commit does: the entry, then the names of files that match."""
    names = sorted(str(path.relative_to(folder)) for path in folder.glob("**/*") if path.is_file())
    matching = [name for name in names if re.search(HOOK["files"], name)]
    program, *arguments = [*shlex.split(HOOK["entry"]), *HOOK.get("args", []), *matching]
    return subprocess.run(
        [BIN / program, *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


def test_the_hook_checks_the_files_that_it_is_given(repository):
    (repository / "other.toml").write_text("not = [TOML")
    done = run_hook(repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 claims, 0 not as expected" in done.stdout


def test_the_hook_explains_what_is_wrong(repository):
    (repository / "my.claims.toml").write_text(WRONG)
    done = run_hook(repository)
    assert done.returncode == 1
    assert "too small (my.claims.toml, line 6): refuted, but proved was expected" in done.stdout
    (repository / "my.claims.toml").write_text(SLIP)
    assert run_hook(repository).returncode == 2


@pytest.mark.slow
def test_pre_commit_installs_the_hook_and_runs_it(repository):
    """The tool itself, which clones this repository and builds it in an environment of its own."""
    (repository / "my.claims.toml").write_text(WRONG)
    subprocess.run(["git", "init", "--quiet"], cwd=repository, check=True)
    subprocess.run(["git", "add", "."], cwd=repository, check=True)
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), HOOK["id"]]
    done = subprocess.run(
        [*command, "--all-files"],
        cwd=repository, capture_output=True, text=True, check=False, timeout=900,
        env={**os.environ, "PRE_COMMIT_HOME": str(repository / ".home")},
    )  # fmt: skip
    assert done.returncode == 1
    assert "too small (my.claims.toml, line 6): refuted" in done.stdout
    assert "3 claims, 1 not as expected" in done.stdout
