"""SVG: thinned within the tolerance, light and dark in one file that needs nothing else."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from browser import Browser, chromium
from matplotlib.image import imread

from beyondthermal.derivations.figures.colours import DARK, LIGHT
from beyondthermal.derivations.figures.drawing import NAMES, rendered, sheet
from beyondthermal.derivations.figures.svg import _kept, adaptive, described

SVG = "{http://www.w3.org/2000/svg}"


def test_points_that_a_line_needs_are_kept():
    t = np.linspace(0, np.pi, 400)
    arc = np.stack((100 * np.cos(t), 100 * np.sin(t)), 1)
    kept = arc[_kept(arc)]
    assert 10 < len(kept) < 100
    # Every point that was dropped is within the tolerance of the chord over it.
    for start, end in pairwise(kept):
        x, y = (end - start) / np.hypot(*(end - start))
        assert np.abs((arc - start) @ (y, -x)).min() < 0.05
    radii = np.hypot(*((kept[1:] + kept[:-1]) / 2).T)
    assert radii.min() > 100 - 0.051
    corner = np.array([[0, 0], [50, 0], [50, 50], [0, 50], [0, 0.0]])
    assert _kept(corner) == [0, 1, 2, 3, 4]
    straight = np.stack((np.arange(9.0), np.zeros(9)), 1)
    assert _kept(straight) == [0, 8]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sweep
def test_a_drawing_says_what_is_seen(name):
    root = ET.fromstring(rendered(name, "svg", style="screen"))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}desc") == sheet(name).alternative
    assert root.findtext(f"{SVG}title")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.sweep
def test_every_colour_on_a_screen_has_its_dark_one(name):
    """What has no rule would stay light on a dark page."""
    svg = rendered(name, "svg", style="screen").decode()
    style = re.search(r"<style>.*?</style>", svg)[0]
    rest = svg.replace(style, "")
    used = set(re.findall(r"(?:fill|stroke): #[0-9a-f]{6}", rest))
    ruled = set(re.findall(r'\[style\*="([^"]*)"\]', style))
    assert used == ruled
    assert "currentColor" in rest
    assert LIGHT["ink"] not in rest
    assert not re.search(r"https?://(?!www\.w3\.org)", svg)


def test_a_description_is_text():
    bad = "<script>alert('1')</script> & \\1 \"x\""
    svg = described('<?xml version="1.0"?><svg width="1"><g/></svg>', "k", bad, bad)
    root = ET.fromstring(adaptive(svg, "k", {}))
    assert [root.findtext("title"), root.findtext("desc")] == [bad, bad]
    assert len(root) == 4


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.mark.needs("chromium", "chromedriver")
@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_an_image_follows_the_scheme_of_the_page_around_it(
    browser: Browser, tmp_path: Path, system: str, chosen: str
) -> None:
    (tmp_path / "figure.svg").write_bytes(rendered("bounds", "svg", style="screen"))
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html style="color-scheme: {chosen}"><body style="margin: 0">'
        '<img src="figure.svg" style="display: block; width: 400px"></body></html>'
    )
    browser.open(page, width=400, height=400, scheme=system)
    browser.screenshot(tmp_path / "seen.png")
    seen = {tuple(c) for c in np.round(imread(tmp_path / "seen.png")[..., :3] * 255).reshape(-1, 3)}
    palettes = {"light": LIGHT, "dark": DARK}
    for scheme, palette in palettes.items():
        for colour in (palette["paper"], palette["c0"], palette["c1"]):
            assert (tuple(bytes.fromhex(colour[1:])) in seen) == (scheme == chosen), colour
