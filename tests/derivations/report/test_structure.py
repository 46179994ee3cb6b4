"""Numbers, headings, the bibliography and the title: one computation, and the same everywhere."""

import json
import re
from itertools import pairwise

import pytest
from report_document import document, equations, pictures

from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.report.blocks import (
    Bibliography,
    Equation,
    Glossary,
    Section,
    anchor,
    number,
)
from beyondthermal.derivations.report.composition import compose
from beyondthermal.derivations.report.inline import inlines
from beyondthermal.derivations.report.matter.bibliography import WORKS
from beyondthermal.derivations.report.matter.title import title_of
from beyondthermal.derivations.report.writers.html import to_html
from beyondthermal.derivations.report.writers.latex import to_latex
from beyondthermal.derivations.report.writers.markdown import to_markdown
from beyondthermal.derivations.report.writers.notebook import to_notebook
from beyondthermal.derivations.report.writers.typst import to_typst

PROSE = [part for chapter in LECTURE for part in chapter.parts if isinstance(part, str)]
OURS = {e.names[0]: e.number for e in equations()}
ANCHORS = {anchor(name): e for e in equations() for name in e.names}
NAMES = {anchor(name): name for e in equations() for name in e.names}
ANCHORS_OF = {name: target for target, name in NAMES.items()}

# In each format: an equation's anchor and its number; a reference, our number and the paper's.
NUMBERED = {
    "html": r'<article class="claim \w+" id="(eq-[^"]+)">.*?class="number" href="#\1">\(([\d.]+)\)',
    "tex": r"\\phantomsection\\label\{(eq-[^}]+)\}.*?(?:\\tag\{|\\hfill\()([\d.]+)[})]",
    "md": r'<a id="(eq-[^"]+)"></a>(?:<a[^>]*></a>)*\n\n### \(([\d.]+)[,)]',
}
REFERRED = {
    "html": r'\(<a href="#(eq-[^"]+)">([\d.]+)(?: <span class="badge">([^<]+)</span>)?</a>\)',
    "tex": r"\(\\hyperref\[(eq-[^]]+)\]\{([\d.]+)(?:~\\badge\{([^}]+)\})?\}\)",
    "typ": r'\(#link\(label\("(eq-[^"]+)"\)\)\[([\d.]+)(?: #badge\[([^]]+)\])?\]\)',
    "md": r"\(\[([\d.]+)\]\(#(eq-[^)]+)\)(?:, ([^)]+))?\)",
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    shown = document()
    return {
        "html": to_html(shown, pictures("svg")),
        "tex": to_latex(shown),
        "typ": to_typst(shown, pictures("svg")),
        "md": to_markdown(shown),
    }


def test_chapters_count_and_their_equations_count_within_them() -> None:
    chapters = [section for section in document() if section.number]
    assert [section.number for section in chapters] == [str(k + 1) for k in range(len(LECTURE))]
    for section in chapters:
        shown = [b.number for b in section.blocks if isinstance(b, Equation)]
        assert shown == [f"{section.number}.{k + 1}" for k in range(len(shown))]


@pytest.mark.parametrize("form", ["html", "tex", "md"])
def test_every_equation_has_its_number(texts: dict[str, str], form: str) -> None:
    found = re.findall(NUMBERED[form], texts[form], flags=re.DOTALL)
    assert dict(found) == {anchor(n): k for n, k in OURS.items()}


def test_every_equation_has_its_number_in_typst(texts: dict[str, str]) -> None:
    parts = texts["typ"].split("#result(")[1:]
    found = {}
    for part in parts:
        target = re.search(r'#label\("(eq-[^"]+)"\)', part)
        shown = re.search(r"#display\[\(([\d.]+)\)\]|#numbered\(at: left\)\[\(([\d.]+)\)\]", part)
        assert target
        assert shown
        found[target[1]] = shown[1] or shown[2]
    assert found == {anchor(n): k for n, k in OURS.items()}


@pytest.mark.parametrize("form", REFERRED)
def test_references_show_our_number_and_the_papers(texts: dict[str, str], form: str) -> None:
    found = re.findall(REFERRED[form], texts[form])
    told = [run for text in PROSE for run in inlines(text, ANCHORS_OF) if run.kind == "reference"]
    assert len(found) >= len(told) > 40
    for one, other, printed in found:
        target, ours = (other, one) if form == "md" else (one, other)
        assert ours == ANCHORS[target].number
        assert printed == number(NAMES[target])


def test_a_cell_of_the_notebook_shows_the_same_numbers() -> None:
    cells = json.loads(to_notebook(document()))["cells"]
    told = "\n".join(cell["source"] for cell in cells if cell["cell_type"] == "markdown")
    printed = re.findall(r"\(([\d.]+), (A\d+)\)", told)
    assert printed
    assert all(OURS[name] == ours for ours, name in printed if name in OURS)


def found_results() -> dict[str, object]:
    return {found.claim.name: found for found in results(lecture_claims())}


def test_a_part_of_the_document_keeps_its_numbers() -> None:
    (section,) = compose(LECTURE, found_results(), only=("A4",))
    (equation,) = section.blocks
    assert isinstance(equation, Equation)
    assert equation.number == OURS["A4"]


def test_targets_stay_when_a_chapter_comes_or_goes() -> None:
    whole, fewer = document(), compose(LECTURE[1:], found_results())
    assert [s.target for s in fewer] == [s.target for s in whole if s.name != "model"]
    assert whole[0].target == "symbols"
    assert {"steady-state", "errata", "map", "bibliography"} <= {s.target for s in whole}
    assert fewer[1].number == "1", "numbers do move"


def test_claims_are_headings_below_those_of_their_chapter(texts: dict[str, str]) -> None:
    chapters = texts["html"].partition("<main")[2]
    levels = [int(level) for level in re.findall(r"<h(\d)", chapters)]
    assert levels.count(3) == len(equations())
    assert levels.count(2) == len(document())
    assert all(later - level <= 1 for level, later in pairwise(levels))
    assert len(re.findall("^### ", texts["md"], flags=re.MULTILINE)) == len(equations())


def test_every_symbol_is_explained_once_the_first_ones_in_front() -> None:
    first, last = (b for s in document() for b in s.blocks if isinstance(b, Glossary))
    assert {"C", "rho", "x", "y", "kappa", "g"} <= {row.name for row in first.rows}
    assert len(first.rows) <= 17
    rows = [row.symbol for row in (*first.rows, *last.rows)]
    used = set().union(*(
        s.free_symbols
        for e in equations()
        for s in (*e.statement, *e.printed, *(e.result.claim.at.values() if e.condition else ()))
    ))  # fmt: skip
    assert len(rows) == len(set(rows))
    assert set(rows) <= used


# The works that are cited


def test_every_citation_is_of_a_work_and_every_work_is_cited() -> None:
    keys = {work.key for work in WORKS}
    marks = {mark for text in PROSE for mark in re.findall(r"\[([^\]$]*\d{4})\]", text)}
    assert marks == keys
    cited = {run.content for text in PROSE for run in inlines(text) if run.kind == "citation"}
    assert cited == keys
    (listed,) = (b for s in document() for b in s.blocks if isinstance(b, Bibliography))
    assert listed.works == WORKS
    assert [work.key for work in WORKS] == sorted(keys)


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.key)
def test_a_work_has_its_year_and_its_address(work) -> None:
    year, first = work.key[-4:], work.key.split()[0]
    assert work.where.endswith(f"({year})")
    assert first in work.authors
    assert re.fullmatch(r"10\.\d{4,}/\S+", work.doi) or not work.doi
    # The address of an article of the American Physical Society has its volume and its page.
    if work.doi.startswith("10.1103/"):
        volume, page = re.findall(r" (\d+), (\d+) ", work.where)[0]
        assert work.doi.endswith(f".{volume}.{page}")


def test_what_stands_in_brackets_is_no_citation_unless_it_is_a_key() -> None:
    assert [run.kind for run in inlines("as in [1] and [Nobody 1900]")] == ["words"]


@pytest.mark.parametrize("form", ["html", "tex", "typ", "md"])
def test_every_citation_leads_to_its_work(texts: dict[str, str], form: str) -> None:
    assert texts[form].count("https://doi.org/10.1103/PhysRevLett.80.2245") == 1
    assert texts[form].count("work-Wootters-1998") == 2


# The title


def test_the_title_page_cites_the_paper_and_this_document(texts: dict[str, str]) -> None:
    title = title_of(document())
    assert title.paper.doi == "10.1103/PhysRevLett.120.063604"
    digits = title.package.removesuffix(".").split()[-1]
    assert re.fullmatch("[0-9a-f]{16}", digits)
    assert all(digits in text for text in texts.values()), "the page's hash is that of the others"


def test_the_title_page_counts_the_verdicts_of_this_run() -> None:
    alone = [e for e in equations() if len(e.names) == 1]
    shown = sorted(alone, key=lambda e: e.result.word != "refuted")[:2] + alone[:3]
    refuted = sum(e.result.word == "refuted" for e in shown)
    assert 0 < refuted < 5
    found = title_of([Section("", tuple(shown))]).found
    assert found.startswith(f"5 statements: {5 - refuted} proved, {refuted} refuted. ")
