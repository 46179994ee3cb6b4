"""Figures in the document that can be driven: what they show, and how they give way."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Browser

from beyondthermal.derivations.figures.data import effective
from beyondthermal.derivations.report.live.code import NOISES
from beyondthermal.numeric import cavity, machine

pytestmark = pytest.mark.needs("chromium", "chromedriver")

LIVE = ("1b", "1c", "2b", "2c", "3a")


def ready(browser: Browser, path: Path, **options: Any) -> None:
    """Open the page, and wait for the figures."""
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
    browser.run(f"document.querySelector('#figure-{figure}').scrollIntoView()")
    for log_p, x in ((-3.7, 0.5), (-3.0, -1.5), (-2.3, 2.0), (-1.0, -2.0), (-2.0, 3.5)):
        slide(browser, figure, "p", log_p)
        slide(browser, figure, "kappa", x)
        at = {"kappa": 10**x, "p": 10**log_p, "gamma": gamma}
        read = {name: float(text(browser, f"#figure-{figure} [data-read={name}]"))
                for name in ("full", "effective")}  # fmt: skip
        assert read["full"] == pytest.approx(cavity.concurrence(**at), abs=6e-5)
        C = effective(np.array([10**x]), 10**log_p, gamma)[0]
        assert read["effective"] == pytest.approx(C, abs=6e-5)
        betas = machine.effective_temperatures(**at)
        shown = text(browser, f"#figure-{figure} [data-read=betas]").replace("∞", "inf")
        assert [float(beta) for beta in shown.split(", ")] == pytest.approx(betas, abs=6e-3)


# The largest strengths of the sliders, and rates within them, ends included.
STRONGEST = dict(zip(NOISES, (0.1, 1.0, 0.05), strict=True))
RATES = [(0.01, 0.1, 0.0), (1e4, 1e-5, 1e-3), (0.1, 0.1, 1e-5), (0.1, 3e-5, 1e-2),
         *10 ** np.random.default_rng(2).uniform((-1, -4.5, -5), (2, -1, -2), (40, 3))]  # fmt: skip


@pytest.mark.parametrize("noise", NOISES)
def test_the_cavity_of_the_page_agrees_with_numpy(browser: Browser, path: Path, noise: str) -> None:
    browser.open(path)
    points = [(*map(float, at), s) for at in RATES for s in (0.0, STRONGEST[noise])]
    # Below this kappa photons would be pumped in for ever.
    points = [at for at in points if noise != "p_c" or at[3] < at[0]]
    found = browser.run("return arguments[1].map((at) => live.full(arguments[0], ...at))",
                        noise, points)  # fmt: skip
    kappa, p, gamma, strength = np.array(points).T
    rates = {"kappa": kappa, "p": p, "gamma": gamma, noise: strength}
    expected = cavity.concurrence(**rates, clip=False)
    assert found == pytest.approx(expected, abs=2e-14)
    assert max(found) > 1 / 3


@pytest.mark.parametrize("noise", NOISES)
def test_fig_3_tells_its_largest_value(browser: Browser, path: Path, noise: str) -> None:
    ready(browser, path)
    browser.run("document.querySelector('#figure-3a').scrollIntoView()")
    browser.run(f"document.querySelector('#figure-3a [value={noise}]').click()")
    kappa, p = np.meshgrid(np.geomspace(0.1, 100, 61), np.geomspace(3e-5, 0.1, 61))
    for log_gamma, at, strength in ((-3, 0, 0.0), (-4, 100, STRONGEST[noise])):
        slide(browser, "3a", "gamma", log_gamma)
        slide(browser, "3a", "strength", at)
        rates = {"gamma": 10.0**log_gamma, noise: strength}
        C = cavity.concurrence(kappa=kappa.ravel(), p=p.ravel(), **rates)
        told = f"C = {C.max():.4f}"
        # Rows are computed between frames.
        browser.until(
            f"return document.querySelector('#figure-3a .best-told').textContent.includes('{told}')"
        )
