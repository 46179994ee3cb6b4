"""Alternative texts: sentences in Unicode whose numbers are those of the data."""

import re

import numpy as np
import pytest

from beyondthermal.derivations.figures.alternatives import _span, alt_2, alt_3, alt_4
from beyondthermal.derivations.figures.axes import number
from beyondthermal.derivations.figures.colours import THIRD
from beyondthermal.derivations.figures.figures import FIGURES


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_seen_is_told_in_sentences(name):
    told = FIGURES[name].alternative
    assert told[0].isupper()
    assert told.endswith(".")
    assert not re.search(r"[$\\*]|\d[eE]-?\d|nan|None", told)
    assert 80 < len(told) < 600


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (0.38689, "0.387"), (2.3, "2.3"), (2e-4, "2 × 10⁻⁴"), (724.4, "724")],
)
def test_numbers_have_three_digits(value, text):
    assert number(value) == text


def test_the_numbers_of_the_maps_are_those_of_the_maps():
    C = FIGURES["1b"].columns
    beyond = C["concurrence"] > THIRD
    assert (
        f"{100 * beyond.mean():.0f} % of the square, none of it within" in FIGURES["1b"].alternative
    )
    assert not (beyond & (C["beta_A"] >= 0) & (C["beta_S"] >= 0)).any()
    assert C["concurrence"][(C["beta_A"] <= 0) & (C["beta_S"] <= 0)].max() == 0
    best = FIGURES["3a"].columns["concurrence"].max()
    assert f"highest point, {best:.3g}, " in FIGURES["3a"].alternative
    assert "closed within" in FIGURES["3a"].alternative
    assert "reaches the edge" in FIGURES["3b"].alternative


def test_what_is_largest_on_the_edge_of_the_frame_is_not_told():
    data = FIGURES["3a"].columns
    half = data["p"] <= 1e-3
    told = alt_3({key: values[half] for key, values in data.items()})
    assert "rises on beyond the frame" in told
    assert "highest" not in told
    kappa = np.geomspace(1, 100, 50)
    rising = {"kappa": kappa, "full, p = 0.1": kappa / 250, "effective, p = 0.1": kappa / 250}
    assert "at most" not in alt_2(rising)
    assert "above 1/3 for κ/g from" in alt_2(rising)


def test_ends_of_a_range_at_the_frame_are_none():
    x = np.arange(1.0, 6.0)
    assert _span(x, x > 3) == "from 4"
    assert _span(x, x < 3) == "to 2"
    assert _span(x, (x > 1) & (x < 5)) == "from 2 to 4"


def test_a_zero_beyond_the_frame_is_not_told():
    strength = np.geomspace(1e-4, 1, 50)
    data = {
        "gamma_z": strength,
        "concurrence": 0.4 - 0.01 * strength,
        "excess": 0.4 - 0.01 * strength,
    }
    assert "zero" not in alt_4(data)
    assert "1/3" not in alt_4(data)
    assert "zero from" in FIGURES["4a"].alternative
