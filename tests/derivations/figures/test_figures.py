"""The figures: complete, drawn from data that others confirm, and the same bytes every time."""

import csv
import io
import re

import numpy as np
import pytest
import sympy as sp
from matplotlib.image import imread

from beyondthermal.derivations.commands.figure import draw_figures
from beyondthermal.derivations.figures import svg
from beyondthermal.derivations.figures.drawing import NAMES, STYLES, rendered
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.figures.maps import largest
from beyondthermal.derivations.figures.schemes import bonds
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.machine.bounds import onset
from beyondthermal.symbolic.machine.elimination import eliminated
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.operators import BELL, BELL_LABELS
from beyondthermal.symbolic.prose import unmarked
from beyondthermal.symbolic.symbols import symbols

DRAWINGS = ["1a", "2a"]
OURS = ["bounds", "entropy", "elimination"]
PAPER = ["1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b", "4c"]
MM = 25.4


def test_every_figure_of_the_paper_is_there_by_panel_and_whole_and_three_more():
    assert list(FIGURES) == PAPER + OURS
    assert list(NAMES) == [*PAPER, *OURS, "1", "2", "3", "4"]


@pytest.mark.parametrize("name", PAPER + OURS)
@pytest.mark.sweep
def test_figures_are_drawn_and_keep_their_data(name, tmp_path):
    draw_figures([name], tmp_path, ["svg"], "csv")
    assert (tmp_path / f"figure-{name}.svg").read_text().startswith("<?xml")
    file = tmp_path / f"figure-{name}.csv"
    assert file.exists() == (name not in DRAWINGS)
    if file.exists():
        header, *rows = csv.reader(io.StringIO(file.read_text()))
        found = FIGURES[name].columns
        assert header == list(found)
        for name_, column in zip(header, np.array(rows, dtype=float).T, strict=True):
            assert np.array_equal(column, found[name_])


def test_a_whole_figure_has_the_data_of_its_panels(tmp_path):
    draw_figures(["3"], tmp_path, ["png"], "csv", width="178 mm", style="dark")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "figure-3.png", "figure-3a.csv", "figure-3b.csv"
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
@pytest.mark.parametrize("name", ["1a", "4a"])
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.sweep
def test_same_data_give_the_same_bytes(name, ending, style):
    first, second = (rendered(name, ending, style=style) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("name", "width"), [("4b", 0.0), ("4b", 120.0), ("3", 0.0), ("1a", 178.0)])
def test_pictures_have_the_width_asked_for_in_every_format(name, width):
    expected = width or {"4b": 86.0, "3": 178.0}[name]
    svg = rendered(name, "svg", width=width).decode()
    assert float(re.search(r'width="([\d.]+)pt"', svg)[1]) / 72 * MM == pytest.approx(expected)
    pdf = rendered(name, "pdf", width=width)
    assert float(re.search(rb"/MediaBox \[ ?0 0 ([\d.]+)", pdf)[1]) / 72 * MM == pytest.approx(
        expected
    )
    pixels = imread(io.BytesIO(rendered(name, "png", width=width))).shape[1]
    assert pixels / 300 * MM == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("name", ["1a", "1b", "2c"])
def test_fonts_are_embedded_as_outlines(name, monkeypatch):
    """In PDF as TrueType, which journals take; in SVG as paths, the same everywhere."""
    pdf = rendered(name, "pdf")
    fonts = set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", pdf))
    assert fonts
    assert all(font.startswith(b"STIX") for font in fonts)
    assert b"/Type3" not in pdf
    assert pdf.count(b"/FontFile2") == len(re.findall(rb"/Type /FontDescriptor", pdf)) > 0
    assert b"<text" not in rendered(name, "svg")
    # By the names that letters have before they are shortened.
    monkeypatch.setattr(svg, "_short_names", lambda drawing: drawing)
    letters = re.findall(rb'<use xlink:href="#(\w+)-', rendered(name, "svg"))
    assert letters
    assert all(font.startswith(b"STIX") for font in letters)


@pytest.mark.parametrize("name", PAPER + OURS)
def test_drawings_are_small_enough_for_a_page_and_have_no_bitmaps(name):
    svg = rendered(name, "svg", style="screen")
    assert len(svg) < 100_000
    assert b"<image" not in svg


@pytest.mark.parametrize("name", PAPER + OURS)
def test_captions_are_sentences_in_unicode(name):
    caption = unmarked(FIGURES[name].caption)
    assert caption[0].isupper()
    assert caption.endswith(".")
    assert not re.search(r"[$\\]|\d[eE]-?\d", caption)


def test_the_separable_region_is_bounded_by_the_onset_of_entanglement():
    """At β_A = −6 the excess changes its sign at the root of the boundary's cubic."""
    at = FIGURES["1b"].columns
    column = at["beta_A"] == -6
    beta, excess = at["beta_S"][column], at["excess"][column]
    crossing = np.interp(0, excess[beta > 0], beta[beta > 0])
    assert np.exp(crossing) == pytest.approx(float(onset(0)), rel=0.01)
    assert np.allclose(np.maximum(at["excess"], 0), at["concurrence"], atol=1e-14)


@pytest.mark.parametrize(("name", "printed"), [("3a", 0.3869), ("3b", 0.4479)])
def test_the_maxima_of_fig_3_are_those_of_the_caption(name, printed):
    assert FIGURES[name].columns["concurrence"].max() == pytest.approx(printed, abs=1e-4)


def test_cavity_panels_agree_with_the_solver_to_any_digits():
    data = FIGURES["4c"].columns
    at = 120
    exact = precise.concurrence(
        kappa=2, p=0.005, gamma=0.001, p_c=float(data["p_c"][at]), digits=20
    )
    assert data["concurrence"][at] == pytest.approx(float(exact), abs=1e-10)


def test_the_error_of_the_elimination_falls_with_slope_two():
    ratio, error = FIGURES["elimination"].columns.values()
    slope = np.polyfit(np.log(ratio[-15:]), np.log(error[-15:]), 1)[0]
    assert slope == pytest.approx(-2, abs=0.01)


@pytest.mark.parametrize("name", ["3a", "3b"])
def test_a_maximum_on_the_edge_of_the_frame_is_none(name):
    data = FIGURES[name].columns
    p, kappa, C = largest(data)
    at = np.argmax(data["concurrence"])
    assert (p, kappa, C) == (data["p"][at], data["kappa"][at], data["concurrence"][at])
    # Of each half of the frame that ends at the maximum.
    for key, sign in (("p", 1), ("p", -1), ("kappa", 1), ("kappa", -1)):
        half = sign * data[key] >= sign * data[key][at]
        assert largest({column: values[half] for column, values in data.items()}) is None


def test_the_rates_of_the_drawings_are_those_of_the_rate_equations():
    """Of the Lindbladian on Bell-diagonal density matrices, element by element."""
    p = symbols("p_G p_S p_A p_E")
    drho = (BELL.H * MACHINE(BELL * sp.diag(*p) * BELL.H) * BELL).applyfunc(sp.expand)
    for k, end in enumerate(BELL_LABELS):
        for i, start in enumerate(BELL_LABELS):
            if i != k:
                assert drho[k, k].coeff(p[i]) == bonds(MACHINE).get((start, end), 0)
    p, gamma, Gamma = symbols("p gamma Gamma")
    assert set(bonds(eliminated()).values()) == {p, gamma, gamma + 2 * Gamma}
    assert bonds(eliminated())["S", "G"] == gamma + 2 * Gamma


@pytest.mark.parametrize(
    ("names", "formats", "more", "said"),
    [
        (["9z"], ["svg"], {}, "`ID` must be one of 1a, 1b"),
        (["1b"], ["gif"], {}, "`format` must be one of svg, png, pdf"),
        (["1b"], ["svg"], {"style": "neon"}, "`style` must be one of print, screen, dark"),
        (["1b"], ["svg"], {"width": "wide"}, "`width` must be a length"),
    ],
)
def test_slips_are_one_line(names, formats, more, said, tmp_path):
    with pytest.raises(ValueError, match=said) as error:
        draw_figures(names, tmp_path, formats, **more)
    assert "\n" not in str(error.value)
    assert not list(tmp_path.iterdir())
