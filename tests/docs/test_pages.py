"""What the pages show runs, in a fresh folder each, and prints what it shows.

- A block with a caption is the file of that name, `console` is run by a shell and `pycon` by
  doctest; cells are run when the site is built, and `sh` is how to install something.
- In what is printed, an ellipsis stands for anything.
- A command succeeds, or `echo $?` after it shows what it exits with.
"""

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from console import ROOT
from schemas import complaint

DOCS = ROOT / "docs"
BLOCK = re.compile(
    r"^```(?:\{code-block\} )?(\w+)\n(?::caption: (\S+)\n\n?)?(.*?)^```$", re.M | re.S
)
# The tools that some need.
NEEDS = {
    "howto/languages": ("cmake", "gcc", "gfortran", "cargo", "node"),
    "howto/paper": ("latexmk",),
}
ENVIRONMENT = {
    **os.environ,
    "COLUMNS": "80",
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
}


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Language, file name and text of each block that isn't a directive of Sphinx."""
    return BLOCK.findall((DOCS / f"{page}.md").read_text("utf-8"))


def sessions(text: str) -> Iterator[tuple[str, str]]:
    """Commands after a dollar sign, and what follows them."""
    yield from re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.M)


def pages() -> list[object]:
    names = [p.relative_to(DOCS).with_suffix("").as_posix() for p in sorted(DOCS.rglob("*.md"))]
    needs = pytest.mark.needs
    return [pytest.param(k, marks=needs(*NEEDS.get(k, ()))) for k in names if blocks(k)]


def fits(printed: str, shown: str) -> bool:
    """Whether they are the same but for ellipses and the widths of columns, which times change."""
    lines, wanted = (
        "\n".join(" ".join(line.split()) for line in text.rstrip().splitlines())
        for text in (printed, shown)
    )
    return bool(re.fullmatch(".*".join(map(re.escape, wanted.split("…"))), lines, re.S))


def run_in_shell(text: str, folder: Path) -> None:
    code = 0
    for command, shown in sessions(text):
        if command == "echo $?":
            assert str(code) == shown.strip()
            code = 0
            continue
        assert code == 0, "a command failed, and the page doesn't say so"
        done = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=ENVIRONMENT,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        code = done.returncode
        assert not shown or fits(done.stdout, shown), f"{command}\n{done.stdout}"
        assert shown or code == 0, f"{command}\n{done.stdout}"
    assert code == 0, "a command failed, and the page doesn't say so"


@pytest.mark.parametrize("page", pages())
def test_a_page_does_what_it_shows(page: str, tmp_path: Path) -> None:
    names: dict[str, object] = {}
    for k, (language, name, text) in enumerate(blocks(page)):
        if name:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        elif language == "console":
            run_in_shell(text, tmp_path)
        elif language == "pycon":
            found = doctest.DocTestParser().get_doctest(text, names, f"{page}, block {k}", None, 0)
            runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
            with chdir(tmp_path):
                runner.run(found, clear_globs=False)
            names = found.globs
            assert runner.summarize().failed == 0
        else:
            assert language in ("sh", "text"), "nobody runs this"


def test_an_ellipsis_stands_for_anything_and_nothing_else_does() -> None:
    assert fits("a  12 b\nc\n", "a  … b\nc\n")
    assert not fits("a  12 b\nd\n", "a  … b\nc\n")
    assert not fits("x 1.5", "x 1…6")


@pytest.mark.parametrize("page", ["howto/ci", "tutorials/ci"])
def test_workflows_and_hooks_name_what_there_is(page: str, tmp_path: Path) -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    texts = {name: text for _, name, text in blocks(page) if name.endswith((".yml", ".yaml"))}
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        assert not complaint(path)
    files = {name: yaml.safe_load(text) for name, text in texts.items()}
    steps = [step for file in files.values() if "jobs" in file
             for step in file["jobs"]["claims"]["steps"]
             if "beyondthermal" in step["uses"]]  # fmt: skip
    assert steps
    for step in steps:
        assert step.get("with", {}).keys() <= action["inputs"].keys()
    for repo in files.get(".pre-commit-config.yaml", {}).get("repos", []):
        assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in hooks}


@pytest.mark.slow
def test_the_error_bars_of_the_fit_are_right() -> None:
    """Sixty data sets: the results scatter about the truth by one error bar, give or take 9 %."""
    text = (DOCS / "howto/fitting.md").read_text("utf-8")
    cells = re.findall(r"^```\{code-cell\} ipython3\n(.*?)^```$", text, re.M | re.S)
    pulls = []
    for seed in range(60):
        names: dict[str, Any] = {}
        for cell in cells[:2]:
            exec(cell.replace("default_rng(1)", f"default_rng({seed})"), names)
        widths = np.sqrt(np.diag(names["covariance"]))
        pulls.append((names["best"] - [2.0, 1e-3]) / widths)
    assert (np.abs(np.std(pulls, axis=0) - 1) < 0.25).all()
    assert (np.abs(np.mean(pulls, axis=0)) < 0.4).all()
