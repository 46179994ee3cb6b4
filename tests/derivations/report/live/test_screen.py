"""The first screen: what it says, and how it looks."""

import re
from dataclasses import replace
from html import unescape
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from browser import Browser
from console import ROOT
from report_document import document, equations, page, pictures

from beyondthermal.derivations.report.blocks import Equation, Erratum, Picture, Section, anchor
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.live.code import expressions
from beyondthermal.derivations.report.live.screen import QUESTION, first_screen, style
from beyondthermal.derivations.report.live.still import RANGE, regions
from beyondthermal.derivations.report.matter.citation import PAPER, RELEASED, bibtex
from beyondthermal.derivations.report.writers.html import to_html
from beyondthermal.derivations.report.writers.pandoc import converted, mathml
from beyondthermal.numeric import machine
from beyondthermal.symbolic.decision.proof import Verdict

pytestmark = pytest.mark.needs("chromium", "chromedriver")

PHONE, DESK = (390, 844), (1280, 900)
ON_CARDS = ("4", "5", "bound-thermal", "supremum")


# What it says


def sections(*blocks: Equation | Erratum) -> list[Section]:
    return [Section("Somewhere", blocks)]


def on_cards() -> list[Equation]:
    return [e for e in equations() if set(e.names) & set(ON_CARDS)]


def test_the_cards_display_the_statements_of_their_claims() -> None:
    shown = re.findall(r'<div class="result">.*?</p></div>', page(), re.DOTALL)
    assert len(shown) == len(ON_CARDS)
    for equation, card in zip(on_cards(), sorted(shown, key=place), strict=True):
        lines = [rf"\begin{{aligned}}{row}\end{{aligned}}" for row in rows(equation.statement, 40)]
        assert re.findall("<math [^>]*display=.block.*?</math>", card) == mathml(
            [(line, True) for line in lines]
        )
        assert re.search(f'class="{equation.result.word} word"', card)
        assert f'href="#{anchor(equation.names[0])}"' in card


def place(card: str) -> int:
    (target,) = re.findall('href="#([^"]+)"', card)
    return [anchor(e.names[0]) for e in equations()].index(target)


def test_a_card_has_the_verdict_of_the_run() -> None:
    (first, *others) = on_cards()
    finding = replace(
        first.result.finding, proof=replace(first.result.finding.proof, verdict=Verdict.REFUTED)
    )
    changed = replace(first, result=replace(first.result, finding=finding))
    cards = converted(first_screen(sections(changed, *others)), mathml)
    assert cards.count("refuted word") == 1
    assert cards.count("proved word") == len(others)


def test_without_the_claims_of_the_cards_there_is_no_first_screen() -> None:
    assert first_screen(sections(*on_cards()))
    assert first_screen(sections(*on_cards()[1:])) == ""


def test_a_document_without_a_first_screen_has_its_title_and_still_figures() -> None:
    chapters = [s for s in document() if any(isinstance(b, Picture) for b in s.blocks)]
    text = to_html(chapters[-1:], pictures("svg"))
    assert re.findall("<h1>(.*?)</h1>", text) == ["Steady-state entanglement beyond thermal limits"]
    assert "<figure" in text
    assert "const beyondthermal" not in text
    assert "<template" not in text


def test_the_errata_are_those_of_the_run() -> None:
    errata = [b for s in document() for b in s.blocks if isinstance(b, Erratum)]
    (link,) = re.findall(r'<a href="#([^"]+)">(\d+) errata of the paper</a>', page())
    assert int(link[1]) == len(errata) > 0
    (section,) = re.findall(rf'<section id="{link[0]}">.*?</section>', page(), re.DOTALL)
    assert section.count('class="erratum"') == len(errata)
    fewer = first_screen(sections(*on_cards(), errata[0]))
    assert ">1 errata of the paper<" in fewer


def test_the_paper_and_the_package_are_named() -> None:
    text = unescape(re.sub("<[^>]+>", "", page()[page().index("<h1>") :]))
    for part in (QUESTION, *PAPER.authors, PAPER.title, PAPER.doi, expressions(), bibtex(PAPER)):
        assert part in text


def test_the_citation_is_the_one_of_the_repository() -> None:
    cited = (ROOT / "CITATION.cff").read_text("utf-8")
    for part in (PAPER.title, PAPER.doi, PAPER.article, str(PAPER.year), f"volume: {PAPER.volume}"):
        assert part in cited
    for author in PAPER.authors:
        assert f"family-names: {author.split()[-1]}" in cited
    newest = re.search(r"^## (\S+) \((.+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert newest
    assert newest[2] == RELEASED
    assert ("date-released" in cited) == (RELEASED != "unreleased")


@pytest.mark.parametrize("level", [0.0, 1 / 3])
def test_the_still_regions_end_where_the_concurrence_has_that_value(level: float) -> None:
    areas = regions()[:2]
    border = np.array(re.findall(r"([\d.]+) ([\d.]+)", areas[level > 0]), dtype=float) / 10 - RANGE
    beta_A, beta_S = border[:, 0], -border[:, 1]
    inside = (np.abs(beta_A) < RANGE - 0.1) & (np.abs(beta_S) < RANGE - 0.1)
    assert inside.sum() > 60
    # A point is right to 0.01, and C has slopes of at most 0.3.
    assert machine.concurrence(beta_A[inside], beta_S[inside]) == pytest.approx(level, abs=4e-3)


# How it looks


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_desk_shows_it_without_scrolling_and_a_phone_in_three(
    browser: Browser, path: Path, scheme: str
) -> None:
    bottom = "return document.getElementById('screen').getBoundingClientRect().bottom"
    browser.messages()
    for (width, height), most in ((DESK, 1), (PHONE, 3)):
        browser.open(path, width=width, height=height, scheme=scheme)
        browser.settled()
        assert height / 2 < browser.run(bottom) <= most * height
        assert browser.run("return document.documentElement.scrollWidth") == width
    assert browser.messages() == []
    assert browser.run("return performance.getEntriesByType('resource').length") <= 12
    assert browser.run(
        "return performance.getEntriesByType('resource').every((e) => e.name.startsWith('data:'))"
    )


PAINTED = """
const canvas = document.querySelector('#screen canvas'), side = canvas.width;
const at = (x, y) => [...canvas.getContext('2d').getImageData(x * side, y * side, 1, 1).data];
return [at(0.1, 0.1), at(0.1, 0.35), at(0.1, 0.9), at(0.9, 0.9)].map(String);
"""


def test_the_map_has_three_regions_and_is_painted_anew_in_the_dark(
    browser: Browser, path: Path
) -> None:
    browser.open(path)
    browser.settled()
    light = browser.until(PAINTED)
    assert len(set(light)) == 3
    assert light[0] == light[3], "the two corners beyond one third"
    browser.run("document.getElementById('scheme').click()")
    browser.settled()
    dark = browser.run(PAINTED)
    assert not set(light) & set(dark)


CONTRAST = r"""
const channel = (v) => ((v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
const rgb = (text) => {
  const part = text.match(/[\d.]+(e-?\d+)?/g).map(Number);
  return text.startsWith('color(') ? part.map((v, k) => (k < 3 ? 255 * v : v)) : part;
};
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const behind = (e) => {
  for (; e; e = e.parentElement) {
    const found = rgb(getComputedStyle(e).backgroundColor);
    if (found.length < 4 || found[3] === 1) return found;
  }
};
const written = [...document.querySelectorAll('#screen *, .live-figure *')].filter((e) =>
  e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
return written.map((e) => {
  const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)];
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_written_is_legible(browser: Browser, path: Path, scheme: str) -> None:
    browser.open(path, scheme=scheme)
    browser.until("return document.querySelector('#figure-3a .live-figure')")
    browser.settled()
    found = browser.run(CONTRAST)
    assert len(found) > 100
    assert [(round(ratio, 2), text) for ratio, text in found if ratio < 4.5] == []


def test_what_can_be_driven_has_a_name(browser: Browser, path: Path) -> None:
    browser.open(path)
    for control in ("input", "button", ".hit", "summary"):
        names = browser.run(
            "return [...document.querySelectorAll(`#screen ${arguments[0]}`)]"
            ".map((e) => e.ariaLabel || e.textContent.trim())",
            control,
        )
        assert names
        assert all(names), control


def test_without_scripts_there_are_still_drawings_and_nothing_to_drive(
    browser: Browser, path: Path
) -> None:
    seen = (
        "return [...document.querySelectorAll(arguments[0])]"
        ".filter((e) => e.getBoundingClientRect().width > 0).length"
    )
    drawn = "#screen .still path, #screen .machine circle"
    browser.open(path)
    assert browser.run(seen, "#screen .driven") == 4
    assert browser.run(seen, "#screen .still path") == 0
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path)
        assert browser.run(seen, "#screen .driven, #screen input, #screen button") == 0
        assert browser.run(seen, drawn) == 2 + 4
        assert browser.run(seen, "#screen .result math") > 0
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)


def test_no_class_has_rules_of_both_style_sheets() -> None:
    sheets = (files("beyondthermal.derivations.report") / "page.css").read_text("utf-8"), style()
    ours, theirs = (set(re.findall(r"\.([a-z][\w-]*)(?=[^{}]*{)", sheet)) for sheet in sheets)
    # A display on a card is one of the document, set closer.
    assert ours & theirs == {"display", "line"}
