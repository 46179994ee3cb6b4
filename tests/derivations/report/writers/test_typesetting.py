"""What a printer would see to: bars, roots, apostrophes, and where a line may end."""

from pathlib import Path

import pytest
from browser import Browser

from beyondthermal.derivations.report.writers.html_text import prose
from beyondthermal.derivations.report.writers.pandoc import mathml, typst


def test_a_sign_after_a_closing_bar_is_between_two_terms() -> None:
    (two, one) = mathml([(r"|a| - \sqrt{b}", False), ("|-a|", False)])
    assert '<mi>a</mi><mo stretchy="false" form="postfix">|</mo><mo>−</mo>' in two
    assert '<mo stretchy="false" form="prefix">|</mo><mi>−</mi><mi>a</mi>' in one


@pytest.mark.parametrize("indent", [r"\quad", r"\qquad"])
@pytest.mark.parametrize("sign", "+-")
def test_a_sign_that_begins_a_line_is_between_two_terms(indent: str, sign: str) -> None:
    display = rf"\begin{{aligned}} a &= b \\ &{indent} {sign} K\end{{aligned}}"
    (element,) = mathml([(display, True)])
    assert f'em"/><mo form="infix">{sign.replace("-", "−")}</mo><mi>K</mi>' in element
    (text,) = typst([(display, True)])
    assert f' "" {sign} K' in text


def test_a_function_after_a_root_has_its_space() -> None:
    (text,) = mathml([(r"\sqrt{a}\exp(b)", False)])
    assert '</msqrt><mspace width="0.167em"/>' in text


def test_apostrophes_are_set_as_in_print() -> None:
    assert prose("It isn't <b>.") == "It isn’t &lt;b&gt;."


def test_a_formula_keeps_its_brackets_and_its_punctuation() -> None:
    assert prose("so ($x$, $y$) and $z$ here").count('<span class="tie">') == 2


# Of the lines of the text: formulas that have left what is tied to them.
BROKEN = """
const ties = [...document.querySelectorAll('main :is(p, dd, td, aside) .tie')];
return [ties.length, ties.filter((tie) => tie.getClientRects().length > 1).length];
"""
# By how much roots are wider than what they are drawn over, in pixels.
SPARE = """
return [...document.querySelectorAll('main msqrt')].map((root) =>
  root.getBoundingClientRect().right - root.lastElementChild.getBoundingClientRect().right
  + parseFloat(getComputedStyle(root).marginRight));
"""


@pytest.mark.needs("chromium", "chromedriver")
def test_lines_and_roots_end_where_they_should(browser: Browser, path: Path) -> None:
    browser.open(path, width=390)
    browser.run("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    browser.lay_out()
    count, broken = browser.run(BROKEN)
    assert count > 500
    assert broken == 0
    spare = browser.run(SPARE)
    assert len(spare) > 100
    assert max(spare) < 1.5
