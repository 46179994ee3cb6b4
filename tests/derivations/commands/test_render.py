"""`beyondthermal render`: every format, the same bytes, and slips on one line."""

import json
import re

import pytest
from console import beyondthermal

from beyondthermal.derivations.commands.render import render
from beyondthermal.derivations.report import documents
from beyondthermal.numeric import extras


@pytest.mark.parametrize("ending", documents.FORMATS)
def test_a_few_equations_in_every_format_twice_the_same(ending, tmp_path):
    for folder in ("one", "two"):
        done = beyondthermal(
            "render", "--to", ending, "--only", "A4,A12", "--out", folder, cwd=tmp_path
        )
        assert done.returncode == 0, done.stderr
    written = (tmp_path / "one" / f"derivation-A4-A12.{ending}").read_bytes()
    assert written == (tmp_path / "two" / f"derivation-A4-A12.{ending}").read_bytes()
    if ending != "pdf":
        text = json.dumps(json.loads(written)) if ending == "ipynb" else written.decode()
        assert "A12" in text


def test_rates_are_rates(tmp_path):
    for notation in ("paper", "rates"):
        arguments = (
            "--to",
            "tex",
            "--only",
            "A10-corrected",
            "--notation",
            notation,
            "--out",
            notation,
        )
        assert beyondthermal("render", *arguments, cwd=tmp_path).returncode == 0
    paper, rates = (
        (tmp_path / name / "derivation-A10-corrected.tex").read_text()
        for name in ("paper", "rates")
    )
    displayed = [re.search(r"\\begin.*\\end", text, re.DOTALL)[0] for text in (paper, rates)]
    assert r"\Gamma" not in displayed[0]
    assert r"\Gamma_A^{-}" in displayed[1]


def test_a_fragment_has_no_preamble_and_replaces_no_derivation(tmp_path):
    whole = tmp_path / "derivation.tex"
    whole.write_text("the whole derivation")
    options = ("--labels", "eq:bath-", "--tags")
    done = beyondthermal("render", "--to", "tex", "--only", "A12", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert whole.read_text() == "the whole derivation"
    fragment = (tmp_path / "derivation-A12.tex").read_text()
    assert r"\documentclass" not in fragment
    assert r"\tag{A12} \label{eq:bath-A12}" in fragment


@pytest.mark.parametrize("ending", documents.FORMATS)
def test_parts_of_the_document_have_files_of_their_own_in_every_format(ending):
    assert documents.stem() == "derivation"
    names = {documents.stem(only) for only in ([], ["A4"], ["A12"], ["A4", "A12"], ["A4"] * 90)}
    assert len(names) == 5
    assert all(len(f"{name}.{ending}") < 200 for name in names)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--to", "docx"), "`to` must be one of tex, html, pdf, md, ipynb, rocq, but got 'docx'"),
        (("--only", "A99"), "`only` must be the name of an equation, but got 'A99'"),
        (("--notation", "polish"), "`notation` must be one of paper, rates, but got 'polish'"),
        (
            ("--to", "pdf", "--engine", "word"),
            "must be one of typst, latexmk, but got 'word'",
        ),
        (("--to", "tex", "--only", "A4", "--out", "/dev/null/x"), "/dev/null"),
        (("--only", "A4", "--labels", "e q"), "`labels` must be of letters, digits and"),
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
    monkeypatch.setattr(extras, "find_spec", lambda module: None)
    with pytest.raises(ValueError, match=r"pip install 'beyondthermal\[report\]'"):
        render([ending], tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["tex", "md"])
def test_latex_and_markdown_need_no_extra(ending, monkeypatch, tmp_path):
    monkeypatch.setattr(extras, "find_spec", lambda module: None)
    assert render([ending], tmp_path, only=["A4"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"derivation-A4.{ending}"]
