"""The first screen: what it says, what it computes, how it is driven, and how it looks."""

import itertools
import math
import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Browser
from console import ROOT
from report_document import document, equations, page

from beyondthermal.derivations.report.blocks import Equation, Erratum, Section, anchor
from beyondthermal.derivations.report.citation import PAPER, RELEASED, bibtex
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.live.code import expressions
from beyondthermal.derivations.report.live.screen import QUESTION, first_screen
from beyondthermal.derivations.report.live.still import RANGE, regions
from beyondthermal.derivations.report.writers.pandoc import converted, mathml
from beyondthermal.numeric import machine
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.symbolic.decision.proof import Verdict

pytestmark = pytest.mark.needs("chromium", "chromedriver")

PHONE, DESK = (390, 844), (1280, 900)
ON_CARDS = ("4", "5", "bound-thermal", "supremum")


def read(browser: Browser, name: str) -> str:
    """What is written in a place."""
    text = str(browser.run("return document.getElementById(arguments[0]).textContent", name))
    return text.replace("−", "-")


def point(browser: Browser) -> tuple[float, float]:
    browser.settled()
    return float(read(browser, "read-A")), float(read(browser, "read-S"))


# What it says


def sections(*blocks: Equation | Erratum) -> dict[str, Section]:
    return {"somewhere": Section("Somewhere", blocks)}


def on_cards() -> list[Equation]:
    return [e for e in equations() if set(e.names) & set(ON_CARDS)]


def test_the_cards_display_the_statements_of_their_claims() -> None:
    shown = re.findall(r'<div class="result">.*?</p></div>', page(), re.DOTALL)
    assert len(shown) == len(ON_CARDS)
    for equation, card in zip(on_cards(), sorted(shown, key=place), strict=True):
        lines = [rf"\begin{{aligned}}{row}\end{{aligned}}" for row in rows(equation.statement, 40)]
        assert re.findall("<math display=.block.*?</math>", card) == mathml(
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


def test_the_errata_are_those_of_the_run() -> None:
    errata = [b for s in document() for b in s.blocks if isinstance(b, Erratum)]
    (link,) = re.findall(r'<a href="#([^"]+)">(\d+) errata of the paper</a>', page())
    assert int(link[1]) == len(errata) > 0
    (section,) = re.findall(rf'<section id="{link[0]}">.*?</section>', page(), re.DOTALL)
    assert section.count("<tr>") == len(errata) + 1
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


# What it computes

POINTS = [
    *itertools.product((-40.0, -8.0, -1.0, 0.0, 0.5, 3.0, 8.0, 200.0), repeat=2),
    *np.random.default_rng(15).uniform(-8, 8, (400, 2)).tolist(),
]
EXACT = {"concurrence": 4e-16, "populations": 4e-16, "densityMatrix": 4e-16,
         "entropyProduction": 2e-14}  # fmt: skip


def computed(browser: Browser, name: str, points: Any = POINTS) -> Any:
    script = "return arguments[1].map((at) => beyondthermal[arguments[0]](...at))"
    return np.array(browser.run(script, name, points), dtype=float)


@pytest.mark.parametrize("name", EXACT)
def test_the_functions_of_the_page_agree_with_numpy(
    browser: Browser, path: Path, name: str
) -> None:
    browser.open(path)
    python = getattr(machine, re.sub("([A-Z])", lambda c: f"_{c[0].lower()}", name))
    expected = python(*np.array(POINTS).T).reshape(len(POINTS), -1)
    found = computed(browser, name).reshape(len(POINTS), -1)
    assert found == pytest.approx(expected, rel=EXACT[name], abs=EXACT[name])


@pytest.mark.parametrize("name", ["concurrence", "entropy_production"])
def test_the_gradients_of_the_page_agree_with_numpy(
    browser: Browser, path: Path, name: str
) -> None:
    browser.open(path)
    points = POINTS[64:]
    expected = compiled(with_gradient(FUNCTIONS[name].program))(*np.array(points).T)
    camel = re.sub("_(.)", lambda c: c[1].upper(), name)
    found = computed(browser, f"{camel}Gradient", points)
    assert found == pytest.approx(np.asarray(expected).reshape(found.shape), rel=1e-11, abs=1e-14)


def test_the_temperatures_of_the_cavity_agree_with_numpy(browser: Browser, path: Path) -> None:
    browser.open(path)
    points = [[10.0**k, p, gamma, 1.0] for k in range(-2, 5) for p in (2e-4, 5e-3)
              for gamma in (1e-3, 1e-5)]  # fmt: skip
    found = computed(browser, "effectiveTemperatures", points)
    kappa, p, gamma, g = np.array(points).T
    expected = machine.effective_temperatures(kappa=kappa, p=p, gamma=gamma, g=g)
    assert found == pytest.approx(np.asarray(expected), abs=1e-14)


# How it is driven


def drag(browser: Browser, *parts: tuple[float, float], touch: bool = False) -> None:
    """Press, and move through points given as parts of the plane's width and height."""
    box = browser.run(
        "const box = document.querySelector('#screen .hit').getBoundingClientRect();"
        "return [box.left, box.top, box.width, box.height]"
    )
    left, top, width, height = box
    at = [(left + width * x, top + height * y) for x, y in parts]
    kinds = ("touchStart", "touchMove", "touchEnd") if touch else (
        "mousePressed", "mouseMoved", "mouseReleased")  # fmt: skip
    for k, (x, y) in enumerate([*at, at[-1]]):
        kind = kinds[0 if k == 0 else 2 if k == len(at) else 1]
        if touch:
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            browser.command("Input.dispatchTouchEvent", type=kind, touchPoints=points)
        else:
            browser.command(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", buttons=1,
                clickCount=1,
            )  # fmt: skip


@pytest.mark.parametrize("touch", [False, True])
def test_the_point_follows_mouse_and_finger(browser: Browser, path: Path, touch: bool) -> None:
    browser.open(path)
    drag(browser, (0.5, 0.5), (0.6, 0.4), (0.25, 0.125), touch=touch)
    beta_A, beta_S = point(browser)
    assert (beta_A, beta_S) == (pytest.approx(-4, abs=0.06), pytest.approx(6, abs=0.06))
    # Outside it stays on the border.
    drag(browser, (0.5, 0.5), (-0.2, 0.5), touch=touch)
    assert point(browser)[0] == -RANGE


def test_the_point_follows_the_keys(browser: Browser, path: Path) -> None:
    browser.open(path)
    browser.run("document.querySelector('#screen .hit').focus()")
    for key, modifiers in (("ArrowLeft", 0), ("ArrowUp", 8), ("ArrowUp", 8), ("ArrowDown", 0)):
        browser.command("Input.dispatchKeyEvent", type="keyDown", key=key, modifiers=modifiers)
    assert point(browser) == (-4.1, 6.9)
    browser.command("Input.dispatchKeyEvent", type="keyDown", key="x")
    assert point(browser) == (-4.1, 6.9)


@pytest.mark.parametrize(("beta_A", "beta_S", "word"), [
    (-4.0, 5.0, "beyond the thermal limit"), (0.0, 5.0, "entangled"), (2.0, 2.0, "separable"),
    (-3.0, -2.0, "separable"), (6.0, -3.0, "beyond the thermal limit"),
])  # fmt: skip
def test_what_is_written_is_computed_at_the_point(
    browser: Browser, path: Path, beta_A: float, beta_S: float, word: str
) -> None:
    browser.open(path)
    browser.run(
        "for (const [name, value] of arguments[0]) {"
        "  const slider = document.getElementById(name);"
        "  slider.value = value;"
        "  slider.dispatchEvent(new Event('input'));"
        "}",
        [["beta-A", beta_A], ["beta-S", beta_S]],
    )
    browser.settled()
    C = machine.concurrence(beta_A, beta_S)
    assert float(read(browser, "read-C").removeprefix("C = ")) == pytest.approx(C, abs=6e-7)
    assert read(browser, "word") == word
    sigma = machine.entropy_production(beta_A, beta_S)
    assert float(read(browser, "read-sigma")) == pytest.approx(sigma, rel=6e-4)
    shown = browser.run(
        "return [...document.querySelectorAll('#screen .bar output, #screen .rho b')]"
        ".map((e) => Number(e.textContent.replace('−', '-')))"
    )
    rho = machine.density_matrix(beta_A, beta_S)
    expected = [*machine.populations(beta_A, beta_S), *np.asarray(rho).ravel()]
    assert shown == pytest.approx(expected, abs=6e-5)
    told = f"beta A {beta_A:.2f}, beta S {beta_S:.2f}: C is {C:.4f}, {word}"
    browser.until(f"return document.getElementById('point-said').textContent === '{told}'")


def test_the_gradient_leads_to_the_corner(browser: Browser, path: Path) -> None:
    browser.open(path)
    drag(browser, (0.5, 0.5))
    browser.run("document.getElementById('climb').click()")
    browser.until("return live.point.A === -8 && live.point.S === 8")
    browser.settled()
    assert 1 / 3 < float(read(browser, "read-C").removeprefix("C = ")) < 1 / 2


def test_a_card_opens_its_proof(browser: Browser, path: Path) -> None:
    browser.open(path)
    for link in browser.run(
        "return [...document.querySelectorAll('#screen [data-proof]')].map((a) => a.hash)"
    ):
        opened = f"return document.querySelector('{link}').querySelector('.proof').open"
        assert browser.run(opened) is False
        browser.run(f"document.querySelector('#screen a[href=\"{link}\"]').click()")
        assert browser.run(opened) is True


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
const written = [...document.querySelectorAll('#screen *')].filter((e) =>
  e.offsetParent && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()));
return written.map((e) => {
  const [a, b] = [light(rgb(getComputedStyle(e).color)), light(behind(e))];
  return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), e.outerHTML.slice(0, 80)];
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_written_is_legible(browser: Browser, path: Path, scheme: str) -> None:
    browser.open(path, scheme=scheme)
    browser.settled()
    found = browser.run(CONTRAST)
    assert len(found) > 60
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


def test_the_drawing_at_rest_is_that_of_the_point(browser: Browser, path: Path) -> None:
    styled = "return document.getElementById('screen').style.cssText"
    (at_rest,) = re.findall('<div id="screen" style="([^"]+)"', page())
    browser.open(path)
    browser.settled()
    live = dict(re.findall(r"--([\w-]+): ?([-\d.e]+)", browser.run(styled)))
    for name, value in re.findall(r"--([\w-]+): ([-\d.]+)", at_rest):
        assert math.isclose(float(live[name]), float(value), abs_tol=6e-5), name
