"""The first screen: what it computes, and how it is driven."""

import itertools
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser import Browser
from report_document import page

from beyondthermal.derivations.report.live.still import RANGE
from beyondthermal.numeric import machine
from beyondthermal.numeric.programs.functions import compiled
from beyondthermal.numeric.programs.gradient import with_gradient
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS

pytestmark = pytest.mark.needs("chromium", "chromedriver")


def read(browser: Browser, name: str) -> str:
    """What is written in a place."""
    text = str(browser.run("return document.getElementById(arguments[0]).textContent", name))
    return text.replace("−", "-")


def point(browser: Browser) -> tuple[float, float]:
    browser.settled()
    return float(read(browser, "read-A")), float(read(browser, "read-S"))


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
    assert float(read(browser, "read-C")) == pytest.approx(C, abs=6e-7)
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
    assert 1 / 3 < float(read(browser, "read-C")) < 1 / 2


def test_a_card_opens_its_proof(browser: Browser, path: Path) -> None:
    browser.open(path)
    for link in browser.run(
        "return [...document.querySelectorAll('#screen [data-proof]')].map((a) => a.hash)"
    ):
        opened = f"return document.querySelector('{link}').querySelector('.proof').open"
        assert browser.run(opened) is False
        browser.run(f"document.querySelector('#screen a[href=\"{link}\"]').click()")
        assert browser.run(opened) is True


def test_the_drawing_at_rest_is_that_of_the_point(browser: Browser, path: Path) -> None:
    value = (
        "const element = document.querySelector(arguments[0]);"
        "return getComputedStyle(element).getPropertyValue(arguments[1])"
    )
    (at_rest,) = re.findall('<div id="screen" style="([^"]+)"', page())
    properties = dict(re.findall(r"--([\w-]+): ([-\d.]+)", at_rest))
    browser.open(path)
    browser.settled()
    drawn = {f"p-{k}": (f"circle.{k}", "--p") for k in "GSAE"}
    drawn |= {f"up-{k}": (f"use.{k}", "--up") for k in "AS"}
    drawn |= {f"beta-{k}": (".hit", f"--beta-{k}") for k in "AS"}
    assert drawn.keys() == properties.keys()
    for name, (element, own) in drawn.items():
        live = float(browser.run(value, f"#screen {element}", own))
        assert math.isclose(live, float(properties[name]), abs_tol=6e-5), name
