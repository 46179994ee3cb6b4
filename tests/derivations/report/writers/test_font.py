"""The font of formulas: it is in the page, and has every character of every formula."""

import re
from html import unescape
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from browser import Browser
from fontTools.ttLib import TTFont

pytestmark = pytest.mark.needs("chromium", "chromedriver")

FONT = files("beyondthermal.derivations.report").joinpath("font")


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
