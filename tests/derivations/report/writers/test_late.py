"""What the page has as text until it is needed: near the window, on paper, without scripts."""

from pathlib import Path

import pytest
from browser import WHOLE, Browser

pytestmark = pytest.mark.needs("chromium", "chromedriver")

# The browser always has something else to do.
BUSY = "window.requestIdleCallback = () => {};"
LATE = "return document.querySelectorAll('noscript').length"
FORMULAS = """
const formulas = [...document.querySelectorAll('main math')];
return formulas.filter((formula) => !formula.closest('.live-figure')).length;
"""
TARGET = "#eq-A4"


def formulas(page: str) -> int:
    """How many formulas the text has, templates left out."""
    return page[page.index("<main") : page.index("</main>")].count("<math ")


@pytest.fixture
def busy(browser: Browser, path: Path) -> Browser:
    """The page before it has had a moment of rest."""
    browser.command("Page.enable")
    added = browser.command("Page.addScriptToEvaluateOnNewDocument", source=BUSY)
    browser.open(path, whole=False)
    browser.command("Page.removeScriptToEvaluateOnNewDocument", identifier=added["identifier"])
    return browser


def test_most_of_the_page_is_late(busy: Browser, page: str) -> None:
    assert page.count("<noscript>") / 2 < busy.run(LATE)
    assert busy.run(FORMULAS) < formulas(page) / 2
    assert "<noscript>" not in page[: page.index("<main")], "nothing of the first screen"


def test_what_comes_near_the_window_is_there(busy: Browser) -> None:
    inside = f"document.querySelector('{TARGET}').querySelectorAll(arguments[0]).length"
    assert busy.run(f"return {inside}", "noscript") > 0
    busy.run(f"location.hash = '{TARGET}'")
    busy.until(f"return !document.querySelector('{TARGET} noscript')")
    assert busy.run(f"return {inside}", ".line math") > 0
    assert busy.run(f"return {inside}", ".proof dd") > 0
    assert busy.run(LATE) > 0


def test_a_reference_to_what_is_late_shows_it(busy: Browser) -> None:
    script = f"show(document.querySelector('main p a[href=\"{TARGET}\"]'))"
    busy.run(script)
    assert busy.run("return document.querySelectorAll('#tip .line math').length") > 0


def test_paper_has_all_of_it(busy: Browser, page: str) -> None:
    busy.pdf()
    assert busy.run(WHOLE)
    assert busy.run(FORMULAS) == formulas(page)


TEXTS = """
const boxes = document.querySelectorAll('main :is(.claim, .erratum, .list)');
return [...boxes].map((box) => box.textContent);
"""
SEEN = """
document.querySelectorAll('details').forEach((box) => { box.open = true; });
return [...document.querySelectorAll('main :is(math, img)')].every((e) => e.checkVisibility());
"""


def test_without_scripts_the_same_is_there_at_once(browser: Browser, path: Path, page: str) -> None:
    browser.open(path)
    texts = browser.run(TEXTS)
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path, whole=False)
        assert browser.run(TEXTS) == texts
        assert browser.run(FORMULAS) == formulas(page)
        assert browser.run(SEEN)
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)
