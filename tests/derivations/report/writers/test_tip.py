"""What the page tells beside the pointer or the focus: equations, and meanings of symbols."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from report_document import equations

pytestmark = pytest.mark.needs("chromium", "chromedriver")


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
    browser.press("Escape")
    assert browser.run("return document.getElementById('tip').hidden")


def test_focus_shows_what_the_pointer_shows(browser: Browser, path: Path) -> None:
    browser.open(path)
    browser.press("Tab")  # so that focus is seen
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
    assert told["Γ+"] == "pump rate of both modes; Γ+>0"
    # An index is no symbol, and a letter with another index is another one.
    script = (
        "const maths = document.createElement('div');"
        "maths.innerHTML = arguments[0];"
        "return symbol(maths.querySelector(arguments[1]))?.cells[1].textContent ?? '';"
    )
    pump = "incoherent pump rate of each qubit; p≥0"
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
