"""The HTML page: what is in the file, and how Chromium shows it."""

import json
import re
import sys
from base64 import b64decode
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from zlib import decompress

import pytest
import sympy as sp
from browser import Browser
from report_document import document, equations, pictures

from beyondthermal.derivations.claims.claim import Claim, Finding, Result
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import Equation, Erratum, Prose, Section, anchor
from beyondthermal.derivations.report.copies import copies
from beyondthermal.derivations.report.writers.html import to_html
from beyondthermal.derivations.report.writers.pandoc import mathml
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.symbols import quantity

pytestmark = pytest.mark.needs("chromium", "chromedriver")

PHONE, DESK = 390, 1280
# Elements of SVG have no content here either.
VOID = {"meta", "link", "img", "br", "hr", "path", "rect", "circle", "use", "input"}
# In formulas an empty element may end where it begins.
EMPTY = {"mspace", "mrow", "mtd"}


class Reader(HTMLParser):
    """Checks that tags are balanced, and keeps elements with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        assert tag in VOID | EMPTY

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, attribute: str) -> list[str]:
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="session")
def reader(page: str) -> Reader:
    return Reader(page)


# The file


def test_the_same_document_gives_the_same_bytes(page: str) -> None:
    assert to_html(document(), pictures("svg")) == page


def test_the_page_is_small(page: str) -> None:
    assert len(page.encode()) < 3_000_000


def test_every_link_has_its_target_and_every_target_one_name(reader: Reader) -> None:
    ids = Counter(reader.values("id"))
    assert set(ids.values()) == {1}
    targets = {link[1:] for link in reader.values("href") if link.startswith("#")}
    assert targets <= set(ids)
    assert {anchor(name) for equation in equations() for name in equation.names} <= set(ids)


def test_nothing_is_fetched_and_nothing_runs_from_an_attribute(reader: Reader) -> None:
    followed = [attributes["href"] for tag, attributes in reader.elements if tag == "a"]
    assert all(address.startswith(("#", "https://doi.org/")) for address in followed)
    fetched = reader.values("src") + [
        attributes["href"]
        for tag, attributes in reader.elements
        if tag != "a" and "href" in attributes
    ]
    assert all(address.startswith(("data:", "#")) for address in fetched)
    assert not [
        name for _, attributes in reader.elements for name in attributes if name[:2] == "on"
    ]


def test_every_block_is_there(reader: Reader) -> None:
    tags = Counter(tag for tag, _ in reader.elements)
    shown = [e for e in equations() if e.statement]
    assert tags["article"] == len(equations())
    assert tags["figure"] == len(FIGURES) + 1, "and the map"
    assert tags["math"] > len(shown)
    assert sorted(reader.values("alt")) == sorted(FIGURES[name].alternative for name in FIGURES)


def test_the_header_counts_the_verdicts(page: str) -> None:
    counts = Counter(e.result.finding.proof.verdict for e in equations() for _ in e.names)
    assert f"{counts.total()} statements: " in page
    assert f"{counts[Verdict.PROVED]} proved" in page
    assert f"{counts[Verdict.REFUTED]} refuted" in page


def equation_of(says: str, proof: Proof, *statement: sp.Basic, name: str = "A99") -> Equation:
    """An equation that no derivation has made."""
    finding = Finding(statement, proof)
    claim = Claim(name, says, statement)
    return Equation((name,), Result(claim, finding, 0.0), statement, statement)


def test_hostile_text_stays_text() -> None:
    bad = '<script>alert("1")</script> & <img src=x onerror=alert(1)> </p> \ufdd0x\ufdd2'
    proof = Proof(Verdict.REFUTED, bad, (), {bad: bad})
    equation = equation_of(bad, proof, sp.Eq(quantity("x").symbol, 1), name="</script><b>")
    text = to_html([Section(bad, (Prose(bad), equation, Erratum(equation, None)))], {})
    found = Reader(text)
    tags = Counter(tag for tag, _ in found.elements)
    assert tags["script"] == 3
    assert not {"img", "onerror"} & (set(tags) | set(found.values("onerror")))
    assert not re.search("[\ufdd0-\ufdd2]", text)


# The formulas


def test_a_formula_that_is_no_latex_is_an_error() -> None:
    with pytest.raises(ValueError, match="can't read the formula"):
        mathml([("x", False), (r"\frac{", True)])


def test_without_pandoc_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(ValueError, match=r"^HTML or PDF needs pandoc: .*\[report\]', or .*\.$"):
        mathml([("x", False)])


def test_formulas_keep_their_order_and_their_kind() -> None:
    pieces = [(f"x_{{{k}}}", k % 2 == 0) for k in range(30)]
    for k, text in enumerate(mathml(pieces)):
        assert f"<mn>{k}</mn>" in text
        assert ('display="block"' in text) == (k % 2 == 0)


def test_accents_are_close_to_their_letters() -> None:
    (text,) = mathml([(r"\dot S", False)])
    assert '<mover accent="true"><mi>S</mi><mo>˙</mo></mover>' in text


# The page in a browser


@pytest.mark.parametrize("width", [PHONE, 800, 1110, DESK])
def test_nothing_is_wider_than_the_window(browser: Browser, path: Path, width: int) -> None:
    browser.messages()
    browser.open(path, width=width)
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")
    assert browser.messages() == []
    fetched = browser.run("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert all(name.startswith("data:") for name in fetched)
    # With every proof open too.
    browser.run("document.querySelectorAll('.proof').forEach((proof) => { proof.open = true; })")
    assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")


BOXES = """
return [...document.querySelectorAll('.display')].filter((box) => !box.closest('.proof')).map(
  (box) => {
    const maths = box.querySelector('math').getBoundingClientRect();
    const room = box.getBoundingClientRect();
    const inside = maths.left >= room.left - 1 && maths.right <= room.right + 1;
    return [maths.width * maths.height, inside, box.classList.contains('scrolls')];
  },
);
"""


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_equation_is_seen_whole(browser: Browser, path: Path, width: int) -> None:
    browser.open(path, width=width)
    browser.lay_out()
    boxes = browser.run(BOXES)
    assert len(boxes) >= sum(bool(e.statement) for e in equations())
    assert all(area > 0 and (inside or scrolls) for area, inside, scrolls in boxes)
    assert width == PHONE or not any(scrolls for *_, scrolls in boxes)


TOP = "return document.getElementById(arguments[0]).getBoundingClientRect().top"
JUMPS = {
    "hash": "location.hash = arguments[0]",
    "script": "document.querySelector(arguments[0]).scrollIntoView()",
    "link": "document.querySelector(`#contents a[href='${arguments[0]}']`).click()",
}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("how", JUMPS)
def test_a_jump_ends_at_its_section(browser: Browser, path: Path, how: str, width: int) -> None:
    """What isn't laid out before has a height that was guessed; the jump must not end short."""
    browser.open(path, width=width)
    browser.settled()
    targets = browser.run("return [...document.querySelectorAll('main > section')].map(s => s.id)")
    *targets, _ = targets
    for target in reversed(targets):
        browser.run("scrollTo(0, 0)")
        browser.settled()
        browser.run(JUMPS[how], f"#{target}")
        browser.wait(150)
        top = browser.run(TOP, target)
        assert abs(top - 16) < 2, (target, top)


def test_buttons_copy_what_they_say(browser: Browser, path: Path) -> None:
    browser.open(path)
    browser.run(
        "window.copied = [];"
        "navigator.clipboard.writeText = async (text) => { window.copied.push(text); };"
        "document.querySelectorAll('[data-copy]').forEach((button) => button.click());"
    )
    expected = [text for equation in equations() for text in copies(equation).values()]
    assert browser.run("return window.copied") == expected
    assert any(text.startswith("\\begin{align") for text in expected)


def test_a_proof_opens_and_says_its_method(browser: Browser, path: Path) -> None:
    browser.open(path)
    summary = "document.querySelector('#eq-bound-thermal .proof summary')"
    assert browser.run(f"return {summary}.parentElement.open") is False
    browser.run(f"{summary}.click()")
    browser.lay_out()
    proof = "#eq-bound-thermal .proof"
    assert browser.run(f"return document.querySelector('{proof}').open")
    browser.wait(150)
    told = browser.run(f"return document.querySelector('{proof}').innerText")
    assert "Theorem bound_thermal :\n  forall beta_A beta_S : R," in told
    assert "no coefficient is negative" in told
    assert "derivation.json" in told


def test_verdicts_are_in_the_margin_where_there_is_one(browser: Browser, path: Path) -> None:
    where = (
        "const [verdict, line] = ['.verdict', '.line'].map((part) => "
        "document.querySelector(`#eq-A4 ${part}`).getBoundingClientRect());"
        "return [verdict.left >= line.right, verdict.top >= line.bottom];"
    )
    browser.open(path, width=DESK)
    assert browser.run(where) == [True, False]
    browser.open(path, width=PHONE)
    assert browser.run(where) == [False, True]


def background(browser: Browser) -> str:
    return str(browser.run("return getComputedStyle(document.body).backgroundColor"))


def test_the_page_follows_the_scheme_and_the_toggle_overrules_it(
    browser: Browser, path: Path
) -> None:
    browser.open(path, scheme="light")
    light = background(browser)
    browser.open(path, scheme="dark")
    dark = background(browser)
    assert light != dark
    browser.run("document.getElementById('scheme').click()")
    assert background(browser) == light


def test_a_printed_page_has_no_buttons(browser: Browser, path: Path) -> None:
    browser.open(path, media="print", scheme="dark")
    seen = (
        "return [...document.querySelectorAll(arguments[0])].filter((e) => e.offsetParent).length"
    )
    assert browser.run(seen, "button, nav, .proof") == 0
    assert browser.run(seen, ".line") > 0
    assert background(browser) == "rgb(255, 255, 255)"


def test_the_copies_in_the_page_are_those_of_the_document(page: str) -> None:
    (block,) = re.findall(r'<script type="application/zlib" id="copies">(.*?)</script>', page)
    assert json.loads(decompress(b64decode(block))) == {
        anchor(e.names[0]): texts for e in equations() if (texts := copies(e))
    }
