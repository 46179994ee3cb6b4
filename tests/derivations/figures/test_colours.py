"""The colours: even steps, one jump at 1/3 that everybody sees, contrast on light and dark."""

from itertools import combinations, pairwise

import numpy as np
import numpy.typing as npt
import pytest

from beyondthermal.derivations.figures.axes import CONCURRENCE, ENTROPY
from beyondthermal.derivations.figures.colours import DARK, LIGHT, PALETTES, THIRD, colour_of

Vector = npt.NDArray[np.float64]
RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = RGB_TO_XYZ.sum(1)
# Linear RGB as it is seen without one kind of cones (Machado, Oliveira and Fernandes, 2009).
CONES = {
    "all": np.eye(3),
    "no red": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "no green": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                          [-0.011820, 0.042940, 0.968881]]),
    "no blue": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                         [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
# Five times what is just noticed.
SURELY = 12
palettes = pytest.mark.parametrize("palette", PALETTES.values(), ids=list(PALETTES))


def linear(colour: str) -> Vector:
    c = np.array(list(bytes.fromhex(colour[1:]))) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(colour: str, cones: str = "all") -> Vector:
    """CIELAB of a colour, as it is seen with these cones."""
    xyz = RGB_TO_XYZ @ (CONES[cones] @ linear(colour)).clip(0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def apart(first: str, second: str, cones: str = "all") -> float:
    return float(np.linalg.norm(lab(first, cones) - lab(second, cones)))


def contrast(first: str, second: str) -> float:
    """The ratio of luminances that WCAG 2 defines."""
    low, high = sorted(float(RGB_TO_XYZ[1] @ linear(c)) + 0.05 for c in (first, second))
    return high / low


def bands(palette: dict[str, str], low: float, high: float) -> list[str]:
    middles = (CONCURRENCE.levels[1:] + CONCURRENCE.levels[:-1]) / 2
    colours = CONCURRENCE.colours(palette)
    return [c for c, at in zip(colours, middles, strict=True) if low < at < high]


def test_the_measures_know_black_from_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert apart("#000000", "#ffffff") == pytest.approx(100, abs=0.1)


@palettes
@pytest.mark.parametrize("part", [(0, THIRD), (THIRD, 0.5)])
def test_equal_steps_of_concurrence_look_equal(palette, part):
    colours = bands(palette, *part)
    steps = [apart(a, b) for a, b in pairwise(colours)]
    assert min(steps) > 2
    assert max(steps) < 2 * min(steps)
    lightness = [lab(c)[0] for c in colours]
    assert sorted(lightness) in (lightness, lightness[::-1])


@palettes
def test_equal_steps_of_entropy_look_equal(palette):
    colours = ENTROPY.colours(palette)
    steps = [apart(a, b) for a, b in pairwise(colours)]
    assert max(steps) < 2 * min(steps)


@palettes
@pytest.mark.parametrize("cones", CONES)
def test_one_third_is_a_step_that_everybody_sees(palette, cones):
    below, above = bands(palette, 0, THIRD), bands(palette, THIRD, 0.5)
    largest = max(apart(a, b, cones) for part in (below, above) for a, b in pairwise(part))
    assert apart(below[-1], above[0], cones) > 5 * largest
    # No blue is taken for an orange.
    assert min(apart(a, b, cones) for a in below for b in above) > SURELY


@palettes
def test_separable_is_told_from_the_least_entanglement(palette):
    assert apart(palette["c0"], bands(palette, 0, THIRD)[0]) > 10
    assert colour_of(0.0, palette) == palette["c0"] != colour_of(1e-9, palette)


def test_the_level_belongs_to_the_blue_and_what_is_above_to_the_orange():
    assert colour_of(THIRD, LIGHT) == LIGHT["c2"]
    assert apart(colour_of(np.nextafter(THIRD, 1), LIGHT), LIGHT["c3"]) < 1
    assert colour_of(0.6, LIGHT) == LIGHT["c4"]


@palettes
def test_words_are_read_on_the_paper(palette):
    for key in ("ink", "quiet", "A", "S", "blue", "orange", "green"):
        assert contrast(palette[key], palette["paper"]) >= 4.5, key
    for key in "AS":
        assert contrast(palette[key], palette[f"wash {key}"]) >= 4.5, key


@palettes
def test_a_marker_is_seen_on_every_colour(palette):
    """Its face is paper and its edge is ink: one of them is in contrast."""
    for colour in (*CONCURRENCE.colours(palette), *ENTROPY.colours(palette), palette["c0"]):
        assert max(contrast(palette[key], colour) for key in ("paper", "ink")) >= 3.5


@palettes
@pytest.mark.parametrize("cones", CONES)
def test_curves_are_told_apart(palette, cones):
    for first, second in combinations(("blue", "orange", "green"), 2):
        assert apart(palette[first], palette[second], cones) > SURELY, (first, second)


def test_dark_and_light_know_the_same_names():
    """No two light colours are one, or they could not be exchanged for two dark ones."""
    assert list(LIGHT) == list(DARK)
    for first, second in combinations(LIGHT, 2):
        if LIGHT[first] == LIGHT[second]:
            assert DARK[first] == DARK[second]
    for scale in (CONCURRENCE, ENTROPY):
        light = scale.colours(LIGHT)
        assert len(set(light)) == len(light)
