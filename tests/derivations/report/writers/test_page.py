"""The frame of the page: its font, its access, what it tells beside the pointer, in Chromium."""

import re
from collections.abc import Iterator
from html import unescape
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from browser import Browser
from fontTools.ttLib import TTFont
from report_document import equations

from beyondthermal.derivations.report.blocks import anchor
from beyondthermal.derivations.report.copies import offered

pytestmark = pytest.mark.needs("chromium", "chromedriver")

PHONE, DESK = 390, 1280
FONT = files("beyondthermal.derivations.report").joinpath("font")


# The font of formulas


@pytest.fixture(scope="module")
def characters() -> set[str]:
    with as_file(FONT / "stix-two-math.woff2") as path:
        return set(map(chr, TTFont(path).getBestCmap()))


def italic(letter: str) -> str:
    """What a browser shows for a single letter in `<mi>`."""
    if letter == "h":
        return "\u210e"
    starts = {"A": 0x1D434, "a": 0x1D44E, "Α": 0x1D6E2, "α": 0x1D6FC}
    for first, last in ("AZ", "az", "ΑΩ", "αω"):
        if first <= letter <= last:
            return chr(starts[first] + ord(letter) - ord(first))
    return {"∂": "\U0001d715", "ϕ": "\U0001d719", "ϵ": "\U0001d716"}.get(letter, letter)


def needed(page: str) -> set[str]:
    """The characters of all formulas; a root is in none of their texts."""
    found = set()
    for formula in re.findall(r"<math\b.*?</math>", page, re.DOTALL):
        for tag, rest, text in re.findall(r"<(m\w+)([^>]*)>([^<]+)", formula):
            shown = unescape(text)
            slanted = tag == "mi" and len(shown) == 1 and "mathvariant" not in rest
            found |= {italic(shown)} if slanted else set(shown)
        found |= {"√"} if re.search("<m(sqrt|root)", formula) else set()
    return found - set(" \n\u2009\u2003")


def test_the_font_has_every_character_of_every_formula(page: str, characters: set[str]) -> None:
    assert "√" in needed(page)
    assert needed(page) <= characters
    assert not needed("<math><mi>ж</mi></math>") <= characters
    assert not needed("<math><msqrt></msqrt></math>") <= characters - {"√"}


def test_no_letter_has_its_accent_in_it(page: str) -> None:
    assert not re.findall("<mi[^>]*>[À-ɏḀ-ỿ]", page)


def test_the_page_has_its_font_within_it_and_says_whose_it_is(page: str) -> None:
    owner, *_ = FONT.joinpath("OFL.txt").read_text("utf-8").splitlines()
    assert owner.startswith("Copyright")
    assert owner in page


def test_formulas_are_in_that_font(browser: Browser, path: Path) -> None:
    browser.open(path)
    browser.command("DOM.enable")
    browser.command("CSS.enable")
    top = browser.command("DOM.getDocument")["root"]["nodeId"]
    for selector in ("#eq-A4 .line math mi", "main p math mi"):
        browser.run("document.querySelector(arguments[0]).scrollIntoView()", selector)
        node = browser.command("DOM.querySelector", nodeId=top, selector=selector)["nodeId"]
        (used,) = browser.command("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]
        assert (used["familyName"], used["isCustomFont"]) == ("STIX Two Math", True)


# Access

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
    press(browser, "Tab")
    assert browser.run("return document.activeElement.className") == "skip"
    assert browser.run("return document.activeElement.getBoundingClientRect().top >= 0")
    press(browser, "Enter")
    assert browser.run("return document.activeElement.localName") == "main"


def press(browser: Browser, key: str) -> None:
    text = {"text": "\r"} if key == "Enter" else {}
    code = {"Tab": 9, "Enter": 13, "Escape": 27}[key]
    for kind in ("keyDown", "keyUp"):
        browser.command(
            "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code,
            **(text if kind == "keyDown" else {}),
        )  # fmt: skip


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


# What is told beside the pointer or the focus


def tip(browser: Browser) -> str:
    return str(browser.run("return document.getElementById('tip').innerText"))


def point_at(browser: Browser, selector: str) -> None:
    """Move the pointer onto an element, and wait for what it brings."""
    center = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })"
    for _ in range(3):  # what comes near is laid out, and moves it
        browser.run(center, selector)
        browser.wait(100)
    x, y = browser.run(
        "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return [r.x + r.width / 2, r.y + r.height / 2]", selector,
    )  # fmt: skip
    browser.command("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
    browser.wait(500)


REFERENCE = 'main p a[href="#eq-A4"]'


def test_a_reference_shows_its_equation_and_escape_closes_it(browser: Browser, path: Path) -> None:
    browser.open(path)
    point_at(browser, REFERENCE)
    (equation,) = (e for e in equations() if "A4" in e.names)
    assert f"({equation.number})" in tip(browser)
    assert browser.run("return document.querySelectorAll('#tip math').length") > 0
    assert browser.run("return document.querySelectorAll('#tip [id]').length") == 0
    press(browser, "Escape")
    assert browser.run("return document.getElementById('tip').hidden")


def test_focus_shows_what_the_pointer_shows(browser: Browser, path: Path) -> None:
    browser.open(path)
    press(browser, "Tab")  # so that focus is seen
    browser.run(f"document.querySelector('{REFERENCE}').focus()")
    assert "(3." in tip(browser)
    # The number beside an equation tells its symbols.
    browser.run("document.querySelector('#eq-A4 .number').focus()")
    assert "damping rate of mode" in tip(browser)
    browser.run("document.getElementById('print').focus()")
    assert browser.run("return document.getElementById('tip').hidden")


SYMBOLS = """
const shown = [...document.querySelectorAll('#eq-A4 .line math :is(mi, msub, msup, msubsup)')];
return [...new Set(shown.map((e) => [e.textContent, symbol(e)?.cells[1].textContent ?? '']
  .join('\\t')))];
"""


def test_a_symbol_shows_its_meaning(browser: Browser, path: Path) -> None:
    browser.open(path)
    point_at(browser, "#eq-A4 .line math msubsup")
    assert "damping rate of mode" in tip(browser)
    told = dict(text.split("\t") for text in browser.run(SYMBOLS))
    assert told["Γ+"] == "pump rate of both modes"
    # An index is no symbol, and a letter with another index is another one.
    script = (
        "const maths = document.createElement('div');"
        "maths.innerHTML = arguments[0];"
        "return symbol(maths.querySelector(arguments[1]))?.cells[1].textContent ?? '';"
    )
    pump = "incoherent pump rate of each qubit"
    assert browser.run(script, "<math><mi>p</mi></math>", "mi") == pump
    assert browser.run(script, "<math><msup><mi>p</mi><mn>2</mn></msup></math>", "mi") == pump
    for other in ("<msub><mi>p</mi><mi>Q</mi></msub>", "<msup><mi>p</mi><mo>+</mo></msup>",
                  '<mover accent="true"><mi>p</mi><mo>˙</mo></mover>'):  # fmt: skip
        assert browser.run(script, f"<math>{other}</math>", "mi") == ""


def tables(page: str) -> Iterator[dict[str, str]]:
    for table in re.findall(r'<table class="glossary">(.*?)</table>', page, re.DOTALL):
        rows = re.findall(r"<tr><td><math[^>]*>(.*?)</math></td><td>(.*?)</td>", table, re.DOTALL)
        assert len(dict(rows)) == len(rows)
        yield dict(rows)


def test_no_symbol_has_two_meanings(page: str) -> None:
    first, *others = tables(page)
    for other in others:
        assert all(other[symbol] == first[symbol] for symbol in first.keys() & other.keys())
