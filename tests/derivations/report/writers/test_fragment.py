"""Fragments go into papers: numbered by these, with labels, conditions and symbols; never alone."""

import re
import subprocess
from pathlib import Path

import pytest
import sympy as sp
from report_document import equations

from beyondthermal.derivations.report.blocks import Section
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.writers.fragment import COLUMN, expect_prefix, to_fragment
from beyondthermal.symbolic.symbols import TABLE

PAPERS = {
    "revtex": r"\documentclass[aps,prl,twocolumn,10pt]{revtex4-2}",
    "article": r"\documentclass{article}",
}

PAPER = r"""
\usepackage{amsmath}
\allowdisplaybreaks
\begin{document}
Text.
\input{fragment}
See \eqref{eq:A4}, \eqref{eq:bound-thermal}.
\end{document}
"""


def paper(kind: str, folder: Path, fragment: str) -> str:
    """The text of a paper with the fragment in it, which compiles without a complaint."""
    (folder / "fragment.tex").write_text(fragment, encoding="utf-8")
    (folder / "main.tex").write_text(PAPERS[kind] + PAPER, encoding="utf-8")
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "main.tex"]
    for _ in range(2):
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
    log = (folder / "main.log").read_text(encoding="utf-8", errors="replace")
    assert not re.findall("^!.*|Overfull.*|.*undefined.*|.*multiply.*", log, re.MULTILINE), log[
        -3000:
    ]
    show = ["pdftotext", "-layout", "main.pdf", "-"]
    return subprocess.run(show, cwd=folder, check=True, capture_output=True, text=True).stdout


def some(*names: str) -> tuple[Section, ...]:
    return (Section("", tuple(e for e in equations() if set(e.names) & set(names))),)


def all_numbered() -> tuple[Section, ...]:
    shown = (e for e in equations() if e.numbers or "bound-thermal" in e.names)
    return (Section("", tuple(shown)),)


@pytest.mark.needs("pdflatex", "pdftotext")
@pytest.mark.parametrize("kind", PAPERS)
def test_it_goes_into_a_paper_with_the_numbers_of_that_paper(kind: str, tmp_path: Path) -> None:
    (section,) = all_numbered()
    text = paper(kind, tmp_path, to_fragment((section,)))
    count = sum(bool(e.statement or e.printed) for e in section.blocks)
    assert f"({count})" in text
    assert f"({count + 1})" not in text
    assert "(A4)" not in text
    assert "??" not in text


@pytest.mark.needs("pdflatex", "pdftotext")
@pytest.mark.parametrize("kind", PAPERS)
def test_it_has_the_numbers_of_the_paper_if_they_are_asked_for(kind: str, tmp_path: Path) -> None:
    (section,) = all_numbered()
    text = paper(kind, tmp_path, to_fragment((section,), tags=True))
    for equation in section.blocks:
        if equation.statement:
            assert f"({', '.join(equation.numbers) or equation.names[0]})" in text


def test_labels_begin_as_one_likes() -> None:
    text = to_fragment(all_numbered(), labels="eq:bath-")
    labels = re.findall(r"\\label\{(.*?)\}", text)
    assert len(labels) == len(set(labels)) > 30
    assert all(label.startswith("eq:bath-") for label in labels)
    assert "eq:bath-A4" in labels
    assert "\\tag" not in text
    for slip in ("a b", "}", "\\", "é", "%", "_"):
        with pytest.raises(ValueError, match="Argument `labels` must be of letters"):
            expect_prefix(slip)


def test_every_symbol_is_explained_once_and_before_the_next_equation() -> None:
    rows = {row.symbol: f"${row.latex}$, " for row in TABLE}
    for sections in (some("4"), some("5", "A4"), all_numbered()):
        parts = re.split(r"^% \(", to_fragment(sections), flags=re.MULTILINE)[1:]
        seen: set[sp.Basic] = set()
        for equation, part in zip(sections[0].blocks, parts, strict=True):
            shown = equation.statement or equation.printed
            used = set().union(*(s.free_symbols for s in shown)) & rows.keys()
            told = {name for name, text in rows.items() if f" {text}" in part}
            assert told >= used - seen, equation.names
            seen |= used


def test_the_hypothesis_is_part_of_the_display() -> None:
    for name in ("4", "bound-thermal", "A13"):
        (section,) = some(name)
        (equation,) = section.blocks
        text = to_fragment((section,))
        (display,) = re.findall(r"\\begin{align}.*?\\end{align}", text, re.DOTALL)
        shown, domain = equation.statement or equation.printed, equation.result.domain
        assert domain
        assert rows(shown, COLUMN, domain) != rows(shown, COLUMN)
        assert all(line in display for line in rows(shown, COLUMN, domain))
        assert ("This is refuted." in text) == (equation.names[0] == "A13")
