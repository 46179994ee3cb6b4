"""`beyondthermal render`: every format, the same bytes, and slips on one line."""

import json

import pytest
from console import beyondthermal

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.of_the_paper import SECTIONS
from beyondthermal.derivations.claims.results import lecture_claims
from beyondthermal.derivations.commands.render import render
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Picture
from beyondthermal.derivations.report import documents


def test_every_claim_of_the_paper_is_in_the_lecture_once():
    names = [claim.name for claim in lecture_claims()]
    assert len(names) == len(set(names))
    assert {claim.name for claims in SECTIONS.values() for claim in claims} <= set(names)


def test_every_figure_is_in_the_lecture_once():
    pictures = [p.name for chapter in LECTURE for p in chapter.parts if isinstance(p, Picture)]
    assert sorted(pictures) == sorted(FIGURES)


def test_the_lecture_has_prose_between_its_equations():
    """No more than a handful of displays without a word from the lecturer."""
    for chapter in LECTURE:
        silent = 0
        for part in chapter.parts:
            silent = silent + 1 if isinstance(part, Claim) else 0
            assert silent <= 8, f"{chapter.heading}: {part}"


@pytest.mark.parametrize("ending", documents.FORMATS)
def test_a_few_equations_in_every_format_twice_the_same(ending, tmp_path):
    for folder in ("one", "two"):
        done = beyondthermal(
            "render", "--to", ending, "--only", "A4,A12", "--out", folder, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
    written = (tmp_path / "one" / f"derivation.{ending}").read_bytes()
    assert written == (tmp_path / "two" / f"derivation.{ending}").read_bytes()
    if ending != "pdf":
        text = json.dumps(json.loads(written)) if ending == "ipynb" else written.decode()
        assert "A12" in text


def test_rates_are_rates(tmp_path):
    for notation in ("paper", "rates"):
        arguments = ("--to", "tex", "--only", "A9", "--notation", notation, "--out", notation)
        assert beyondthermal("render", *arguments, cwd=tmp_path).returncode == 0
    paper, rates = ((tmp_path / name / "derivation.tex").read_text() for name in ("paper", "rates"))
    assert r"\Gamma" not in paper.split(r"\begin")[1]
    assert r"\Gamma_A^{-}" in rates.split(r"\begin")[1]


def test_a_fragment_has_no_preamble(tmp_path):
    assert beyondthermal("render", "--to", "tex", "--only", "A12", cwd=tmp_path).returncode == 0
    fragment = (tmp_path / "derivation.tex").read_text()
    assert r"\documentclass" not in fragment
    assert r"\tag{" in fragment
    assert r"\label{eq-A12}" in fragment or r"\label{eq-5}" in fragment


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "docx"), "`to` must be tex, html, pdf, md, ipynb, but got 'docx'"),
        (("--only", "A99"), "`only` must be the name of an equation, but got 'A99'"),
        (("--notation", "polish"), "`notation` must be paper, rates, but got 'polish'"),
        (("--to", "pdf", "--engine", "word"), "`engine` must be typst, latexmk, but got 'word'"),
        (("--to", "tex", "--only", "A4", "--out", "/dev/null/x"), "/dev/null"),
    ],
)
def test_a_slip_is_one_line_and_nothing_is_written(arguments, said, tmp_path):
    done = beyondthermal("render", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_missing_extra_is_named_before_anything_is_derived(ending, monkeypatch, tmp_path):
    monkeypatch.setattr(documents, "find_spec", lambda module: None)
    with pytest.raises(ValueError, match=r"pip install 'beyondthermal\[report\]'"):
        render([ending], tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["tex", "md"])
def test_latex_and_markdown_need_no_extra(ending, monkeypatch, tmp_path):
    monkeypatch.setattr(documents, "find_spec", lambda module: None)
    assert render([ending], tmp_path, only=["A4"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"derivation.{ending}"]
