"""Figures in the document that can be driven: what they show, and how they give way."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Browser

from beyondthermal.derivations.figures.data import effective
from beyondthermal.derivations.report.live.drawn import curves, planes
from beyondthermal.numeric import cavity, machine

pytestmark = pytest.mark.needs("chromium", "chromedriver")

LIVE = ("1b", "1c", "2b", "2c", "3a")


def ready(browser: Browser, path: Path, **options: Any) -> None:
    """Open the page, and wait for the figures whose numbers are unpacked."""
    browser.open(path, **options)
    browser.until(f"return document.querySelectorAll('.live-figure').length === {len(LIVE)}")
    browser.settled()


def slide(browser: Browser, figure: str, name: str, value: float) -> None:
    browser.run(
        "const slider = document.querySelector(arguments[0]);"
        "slider.value = arguments[1];"
        "slider.dispatchEvent(new Event('input', { bubbles: true }));",
        f"#figure-{figure} [name={name}]",
        value,
    )
    browser.settled()


def text(browser: Browser, selector: str) -> str:
    found = browser.run("return document.querySelector(arguments[0]).textContent", selector)
    return re.sub(r"\s+", " ", str(found).replace("−", "-"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_live_figures_take_the_place_of_still_ones(
    browser: Browser, path: Path, scheme: str
) -> None:
    browser.messages()
    ready(browser, path, scheme=scheme)
    seen = (
        "return [...document.querySelectorAll(arguments[0])]"
        ".filter((e) => e.getBoundingClientRect().width > 0).length"
    )
    for name in LIVE:
        assert browser.run(seen, f"#figure-{name} > .live-figure canvas, #figure-{name} .chart")
        assert browser.run(seen, f"#figure-{name} > img") == 0
        browser.run(f"document.querySelector('#figure-{name} .live-figure > button').click()")
        assert browser.run(seen, f"#figure-{name} > img, #figure-{name} > figcaption") == 2
        assert browser.run(seen, f"#figure-{name} canvas") == 0
    assert browser.messages() == []


def test_on_paper_and_without_scripts_figures_are_still(browser: Browser, path: Path) -> None:
    width = "return document.querySelector(arguments[0]).getBoundingClientRect().width"
    ready(browser, path)
    browser.command("Emulation.setEmulatedMedia", media="print")
    for name in LIVE:
        assert browser.run(width, f"#figure-{name} > img") > 100
        assert browser.run(width, f"#figure-{name} > .live-figure") == 0
    browser.command("Emulation.setScriptExecutionDisabled", value=True)
    try:
        browser.open(path)
        assert browser.run("return document.querySelectorAll('.live-figure').length") == 0
        assert all(browser.run(width, f"#figure-{name} img") > 100 for name in LIVE)
    finally:
        browser.command("Emulation.setScriptExecutionDisabled", value=False)


def test_all_planes_have_the_same_point(browser: Browser, path: Path) -> None:
    ready(browser, path)
    browser.run("document.querySelector('#figure-1c .hit').focus()")
    for key in ("ArrowRight", "ArrowDown"):
        browser.command("Input.dispatchKeyEvent", type="keyDown", key=key, modifiers=8)
    browser.settled()
    assert text(browser, "#read-A") == "-3.00"
    C, sigma = machine.concurrence(-3, 4), machine.entropy_production(-3, 4)
    for name, told in (("1b", f"C = {C:.6f}"), ("1c", f"{sigma:.3f} Γ+")):
        # What isn't seen isn't drawn.
        browser.run(f"document.querySelector('#figure-{name}').scrollIntoView()")
        output = f"document.querySelector('#figure-{name} output')"
        browser.until(f"return {output}.textContent === '{told}'")


def test_contours_of_the_entropy_production_have_their_values(browser: Browser, path: Path) -> None:
    ready(browser, path)
    drawn = browser.run("return document.querySelector('#figure-1c .contours').getAttribute('d')")
    points = np.array(re.findall(r"([\d.]+) ([\d.]+)", drawn), dtype=float) / 10
    sigma = machine.entropy_production(points[:, 0] - 8, 8 - points[:, 1])
    levels = np.array([1, 5, 10, 20])
    nearest = np.abs(np.log(sigma[:, None] / levels)).argmin(axis=1)
    assert set(nearest) == {0, 1, 2, 3}
    assert np.abs(sigma - levels[nearest]).max() < 0.08


@pytest.mark.parametrize(("figure", "gamma"), [("2b", 0.0), ("2c", 1e-3)])
def test_the_cavity_is_read_off_both_models(
    browser: Browser, path: Path, figure: str, gamma: float
) -> None:
    ready(browser, path)
    pumps = curves()["p"]
    for k, x in ((12, 0.5), (18, -1.5), (24, 2.0), (30, 1.0), (24, 3.5)):
        slide(browser, figure, "p", k)
        slide(browser, figure, "kappa", x)
        at = {"kappa": 10**x, "p": pumps[k], "gamma": gamma}
        # Between the points of the run full curves are straight.
        read = {name: float(text(browser, f"#figure-{figure} [data-read={name}]"))
                for name in ("full", "effective")}  # fmt: skip
        assert read["full"] == pytest.approx(cavity.concurrence(**at), abs=2e-3)
        C = effective(np.array([10**x]), pumps[k], gamma)[0]
        assert read["effective"] == pytest.approx(C, abs=6e-4)
        betas = machine.effective_temperatures(kappa=10**x, p=pumps[k], gamma=gamma)
        shown = text(browser, f"#figure-{figure} [data-read=betas]").replace("∞", "inf")
        assert [float(beta) for beta in shown.split(", ")] == pytest.approx(betas, abs=6e-3)


def test_fig_3_tells_its_largest_value(browser: Browser, path: Path) -> None:
    ready(browser, path)
    found = planes()
    kappa, p = (grid.ravel() for grid in np.meshgrid(found["kappa"], found["p"]))
    for name, strengths in found["strengths"].items():
        browser.run(f"document.querySelector('#figure-3a [value={name}]').click()")
        for k in (0, 3, len(strengths) - 1):
            slide(browser, "3a", "strength", k)
            rates = {"gamma": 1e-3, name: strengths[k]}
            C = cavity.concurrence(kappa=kappa, p=p, **rates).max()
            told = text(browser, "#figure-3a .best-told")
            assert float(re.findall(r"C = ([\d.]+)", told)[0]) == pytest.approx(C, abs=1.1e-3)
