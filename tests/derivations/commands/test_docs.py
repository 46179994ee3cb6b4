"""`beyondthermal docs` opens what was built, or says how to build it."""

import shlex
import webbrowser
from pathlib import Path

import pytest
from console import ROOT, beyondthermal

from beyondthermal.derivations.commands import docs


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What a browser was asked to open, with no sources beside the package."""
    found: list[str] = []
    monkeypatch.setattr(webbrowser, "open_new_tab", found.append)
    monkeypatch.setattr(docs, "_SOURCES", tmp_path / "nowhere")
    return found


def build(folder: Path) -> Path:
    page = folder / "docs" / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    return page


def test_it_opens_what_is_in_the_sources(opened: list[str], tmp_path: Path) -> None:
    page = build(tmp_path)
    done = beyondthermal("docs", cwd=tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, [str(page)])
    assert opened == [page.as_uri()]


def test_what_lies_beside_the_package_comes_first(
    opened: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docs, "_SOURCES", tmp_path / "sources")
    page, _ = build(tmp_path / "sources"), build(tmp_path)
    assert beyondthermal("docs", cwd=tmp_path).returncode == 0
    assert opened == [page.as_uri()]


def test_otherwise_it_says_in_a_line_how_to_build_it(opened: list[str], tmp_path: Path) -> None:
    done = beyondthermal("docs", cwd=tmp_path)
    assert (done.returncode, done.stdout, opened) == (2, "", [])
    (line,) = done.stderr.splitlines()
    _, command = line.split(" and ")
    assert shlex.split(command)[0] == "sphinx-build"
    assert f"`{command}`" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
