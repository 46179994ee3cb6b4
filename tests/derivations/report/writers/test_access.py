"""Who reads the page by keyboard, by ear, in the dark, on a phone or on paper."""

import re
from pathlib import Path

import pytest
from browser import Browser
from report_document import equations

from beyondthermal.derivations.report.blocks import anchor
from beyondthermal.derivations.report.copies import offered

pytestmark = pytest.mark.needs("chromium", "chromedriver")

PHONE, DESK = 390, 1280

CONTRASTS = """
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const pixel = (colour) => {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = ([r, g, b, a], below) => [r, g, b].map((v, k) => a * v + (1 - a) * below[k]);
const light = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const bright = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
const ratio = (one, other) => {
  const [low, high] = [bright(one), bright(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
// What may be behind an element: its colour over what is behind it, or a colour of its gradient.
const known = new Map();
const behind = (element) => {
  if (!element) return [[255, 255, 255]];
  if (!known.has(element)) {
    const style = getComputedStyle(element);
    const images = style.backgroundImage.match(/rgba?\\([^)]*\\)/g) || [];
    const colour = pixel(style.backgroundColor);
    const below = behind(element.parentElement).map((back) => over(colour, back));
    const more = images.map(pixel).filter(([, , , a]) => a === 1).map((c) => c.slice(0, 3));
    known.set(element, [...below, ...more]);
  }
  return known.get(element);
};
const faint = (element) => {
  let product = 1;
  for (let at = element; at; at = at.parentElement) product *= getComputedStyle(at).opacity;
  return product;
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const found = new Map();
const seen = new Set();
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || seen.has(element)) continue;
  seen.add(element);
  if (element.closest(arguments[0])) continue;
  const style = getComputedStyle(element);
  const [r, g, b, a] = pixel(element.closest('svg') ? style.fill : style.color);
  const opacity = a * faint(element);
  if (!opacity || style.visibility === 'hidden') continue;
  for (const back of behind(element)) {
    const value = ratio(over([r, g, b, opacity], back), back);
    if (value < 4.5) found.set(`${element.localName}.${element.className}`, value);
  }
}
return [seen.size, [...found]];
"""
# No text that is shown; and letters over a map, which have a halo.
NOT_READ = "script, style, title, .note, .frame"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(
    browser: Browser, path: Path, scheme: str
) -> None:
    browser.open(path, scheme=scheme)
    count, faint = browser.run(CONTRASTS, NOT_READ)
    assert count > 1000
    assert faint == []
    browser.run("document.querySelector('.says').style.opacity = 0.5")
    _, faint = browser.run(CONTRASTS, NOT_READ)
    assert faint


def test_the_first_stop_leads_past_the_first_screen(browser: Browser, path: Path) -> None:
    browser.open(path)
    browser.press("Tab")
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run("return document.activeElement.getBoundingClientRect().top >= 0")
    browser.press("Enter")
    assert browser.run("return document.activeElement.localName") == "main"


def test_buttons_name_their_equation(browser: Browser, path: Path) -> None:
    browser.open(path)
    said = browser.run(
        "return [...document.querySelectorAll('[data-copy]')].map((b) => b.ariaLabel)"
    )
    assert len(said) == sum(len(offered(equation)) for equation in equations())
    assert len(set(said)) == len(said)
    assert any(re.fullmatch(r"Copy \(\d+\.\d+\), \(A4\) as LaTeX", name) for name in said)


def test_every_formula_has_its_latex_as_text(browser: Browser, path: Path) -> None:
    browser.open(path)
    texts = browser.run(
        "return [...document.querySelectorAll('math')].map((m) => m.getAttribute('alttext'))"
    )
    assert all(texts)
    assert not [text for text in texts if "aligned" in text or "&" in text]


SHADE = "return getComputedStyle(document.body).backgroundColor"
REFUSED = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"


def test_the_theme_is_remembered(browser: Browser, path: Path) -> None:
    browser.open(path)
    light = browser.run(SHADE)
    browser.run("document.getElementById('scheme').click()")
    dark = browser.run(SHADE)
    browser.open(path)
    assert browser.run(SHADE) == dark != light
    browser.run("localStorage.clear()")


def test_where_nothing_may_be_remembered_the_choice_holds_for_the_visit(
    browser: Browser, path: Path
) -> None:
    browser.messages()
    browser.command("Page.enable")
    added = browser.command("Page.addScriptToEvaluateOnNewDocument", source=REFUSED)
    browser.open(path)
    light = browser.run(SHADE)
    browser.run("document.getElementById('scheme').click()")
    dark = browser.run(SHADE)
    browser.command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
    browser.open(path)
    assert browser.run(SHADE) == light != dark
    assert browser.messages() == []


SIZES = """
const boxes = [...document.querySelectorAll('main .line > .display')];
return boxes.map((box) => [parseFloat(box.style.fontSize || 1), box.scrollWidth > box.clientWidth,
  box.tabIndex]);
"""


@pytest.mark.parametrize("width", [PHONE, 768, DESK, 1920])
def test_wide_equations_scroll_and_are_never_small(
    browser: Browser, path: Path, width: int
) -> None:
    browser.open(path, width=width)
    browser.run("document.querySelectorAll('.proof').forEach((proof) => { proof.open = true; })")
    browser.lay_out()
    boxes = browser.run(SIZES)
    assert all(size > 0.8 for size, *_ in boxes)
    assert all(stop == 0 for _, scrolls, stop in boxes if scrolls)
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")


def test_a_link_leads_to_its_equation(browser: Browser, path: Path) -> None:
    browser.open(path)
    names = [anchor(equation.names[0]) for equation in equations()]
    for target in (names[40], names[-5], names[0]):
        browser.run("document.querySelector(arguments[0]).click()", f"a[href='#{target}']")
        browser.wait(500)
        after = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
        assert 0 <= browser.run(after, target) < 40


def test_on_paper_with_every_proof_if_asked_for(browser: Browser, path: Path) -> None:
    browser.open(path)
    proofs = "[...document.querySelectorAll('.proof')]"
    browser.run(f"window.print = () => {{ window.open_then = {proofs}.every((p) => p.open); }};")
    browser.run("document.getElementById('print').click()")
    assert browser.run("return window.open_then")
    browser.run("window.dispatchEvent(new Event('afterprint'))")
    assert not browser.run(f"return {proofs}.some((p) => p.open)")


# Each mark of the map with the word at the end of its title, and that word's colour as it is drawn.
MARKS = """
const probe = document.body.appendChild(document.createElement("i"));
const named = (word) => {
  probe.style.color = `var(--${word})`;
  return getComputedStyle(probe).color;
};
return [...document.querySelectorAll(".lineage svg a")].map((link) => {
  const mark = link.querySelector("rect, circle, path");
  const { fill, stroke } = getComputedStyle(mark);
  const word = link.querySelector("title").textContent.split(": ").at(-1);
  return [word, named(word), mark.tagName === "circle" && fill !== "none" ? fill : stroke];
});
"""


def test_every_mark_of_the_map_has_the_colour_of_its_verdict(browser: Browser, path: Path) -> None:
    browser.open(path)
    marks = browser.run(MARKS)
    assert {word for word, *_ in marks} == {e.result.word for e in equations()}
    assert [mark for mark in marks if mark[1] != mark[2]] == []
