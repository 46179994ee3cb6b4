"""The Markdown: what GitHub shows is what the model holds."""

import re
from itertools import pairwise

import pypandoc
import pytest
from report_document import document, equations, pictures

from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import Erratum, anchor
from beyondthermal.derivations.report.comparisons import table
from beyondthermal.derivations.report.errata import told
from beyondthermal.derivations.report.layout import displays
from beyondthermal.derivations.report.writers.markdown import prose, to_markdown

# Macros that GitHub's MathJax refuses.
FORBIDDEN = r"\\(operatorname|mbox|phantom|newcommand|def|href|tag|label|hyperref|require)\b"


@pytest.fixture(scope="module")
def text() -> str:
    return to_markdown(document(), FIGURES)


@pytest.fixture(scope="module")
def page(text) -> str:
    """The page as pandoc's reader of GitHub's dialect sees it."""
    return pypandoc.convert_text(text, "html", "gfm", extra_args=["--mathml", "--wrap=none"])


def test_every_display_of_the_model_is_a_display(text, page):
    errata = [b for section in document() for b in section.blocks if isinstance(b, Erratum)]
    expected = sum(len(displays(equation)) for equation in equations())
    expected += sum(isinstance(part, tuple) for erratum in errata for part in told(erratum))
    assert len(re.findall(r"^```math$", text, flags=re.MULTILINE)) == expected
    assert page.count('<math display="block"') == expected


def test_every_formula_in_a_line_is_read_as_one(text, page):
    assert page.count('<math display="inline"') == len(re.findall(r"\$`[^`]*`\$", text))
    assert "$" not in re.sub(r"<annotation.*?</annotation>", "", page, flags=re.DOTALL)
    assert 'class="math' not in page, "a formula that pandoc can't read"


def test_no_macro_is_one_that_github_refuses(text):
    assert not re.findall(FORBIDDEN, text)
    assert not re.findall(r"\^\\?\w+ ?\^|\^\{[^{}]*\} ?\^", text), "two exponents to a letter"
    formulas = re.findall(r"\$`([^`]*)`\$", text) + re.findall(r"```math\n(.*?)```", text, re.S)
    assert all(formula.isascii() for formula in formulas)


def test_every_link_leads_somewhere(text):
    targets = re.findall(r'<a id="([^"]+)"></a>', text)
    assert len(targets) == len(set(targets))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(targets)
    assert {anchor(name) for equation in equations() for name in equation.names} <= set(targets)


def test_an_anchor_does_not_hide_the_words_after_it(text):
    """A tag alone on its line opens a block of HTML, which ends at an empty line."""
    for line, following in pairwise(text.splitlines()):
        if re.fullmatch(r'(<a id="[^"]*"></a>)+', line):
            assert not following


def test_every_row_of_a_table_has_the_same_number_of_cells(text, page):
    unfenced = re.sub(r"```math.*?```", "", text, flags=re.DOTALL)
    tables = re.findall(r"(?:^\|.*\n)+", unfenced, flags=re.MULTILINE)
    compared = [found for e in equations() if (found := table(e))]
    assert len(tables) == len(compared) + 2
    for shown in tables:
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in shown.splitlines()}) == 1
    for shown, found in zip(tables[1:-1], compared, strict=True):
        assert shown.count("\n") == len(found.rows) + 2
    assert page.count("<tr") == sum(shown.count("\n") - 1 for shown in tables)


def test_every_number_and_every_verdict_is_there(text):
    for equation in equations():
        assert f"### ({', '.join((equation.number, *equation.numbers))}) " in text
    verdicts = re.findall(r"^\*(proved|enclosed|supported|refuted)\*: ", text, flags=re.MULTILINE)
    assert len(verdicts) == len(equations())


def test_pictures_stand_where_they_belong(text):
    assert re.findall(r"\]\(figure-(.*)\.svg\)", text) != []
    assert set(re.findall(r"\]\(figure-(.*)\.svg\)", text)) == set(pictures("svg"))
    assert "figure-" not in to_markdown(document())


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("1. no list", r"1\. no list"),
        ("- nor this", r"\- nor this"),
        ("a * b [c](d)", r"a \* b \[c\](d)"),
        ("# no <heading", r"\# no \<heading"),
        ("`code` ~x~ 5 $x$", "\\`code\\` \\~x\\~ 5 $`x`$"),
    ],
)
def test_words_are_never_markup(plain, markdown):
    assert prose(plain) == markdown
