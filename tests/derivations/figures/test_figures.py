"""The figures: complete, drawn from data that others confirm, and the same bytes every time."""

import csv
import io
import re

import matplotlib
import numpy as np
import pytest

from beyondthermal.derivations.commands.figure import draw_figures
from beyondthermal.derivations.figures import drawing
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.machine.bounds import onset
from beyondthermal.symbolic.prose import unmarked

PANELS = ["1b", "1c", "2b", "2c", "3a", "3b", "4a", "4b", "4c", "bounds", "entropy", "elimination"]


def test_every_data_figure_of_the_paper_is_there_and_three_more():
    assert list(FIGURES) == PANELS


@pytest.mark.parametrize("name", PANELS)
def test_figures_are_drawn_and_keep_their_data(name, tmp_path):
    draw_figures([name], tmp_path, ["svg"], data=True)
    assert (tmp_path / f"figure-{name}.svg").read_text().startswith("<?xml")
    header, *rows = csv.reader(io.StringIO((tmp_path / f"figure-{name}.csv").read_text()))
    columns = FIGURES[name].data()
    assert header == list(columns)
    for name_, column in zip(header, np.array(rows, dtype=float).T, strict=True):
        assert np.array_equal(column, columns[name_])


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_same_data_give_the_same_bytes(ending):
    columns = FIGURES["4a"].data()
    first, second = (drawing.rendered(FIGURES["4a"], columns, ending) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", PANELS)
def test_every_label_is_inside_the_frame_and_off_the_others(name):
    figure = FIGURES[name]
    with matplotlib.rc_context(drawing._STYLE):
        canvas = drawing._drawn(figure, figure.data())
        canvas.draw_without_rendering()
    axes = canvas.axes[0]
    frame = axes.get_window_extent()
    boxes = {text.get_text(): text.get_window_extent() for text in axes.texts}
    for text, box in boxes.items():
        assert all(map(frame.containsx, (box.x0, box.x1))), text
        assert all(map(frame.containsy, (box.y0, box.y1))), text
    names = list(boxes)
    assert not [(a, b) for a in names for b in names if a < b and boxes[a].overlaps(boxes[b])]


@pytest.mark.parametrize("name", PANELS)
def test_every_axis_is_labelled(name):
    figure = FIGURES[name]
    axes = drawing._drawn(figure, figure.data()).axes
    assert axes[0].get_xlabel()
    assert all(one.get_ylabel() for one in axes)


@pytest.mark.parametrize("name", PANELS)
def test_drawings_are_small_enough_for_a_page(name):
    assert len(drawing.rendered(FIGURES[name], FIGURES[name].data(), "svg")) < 120_000


@pytest.mark.parametrize("name", PANELS)
def test_captions_are_sentences_in_unicode(name):
    caption = unmarked(FIGURES[name].caption)
    assert caption[0].isupper()
    assert caption.endswith(".")
    assert not re.search(r"[$\\]|\d[eE]-?\d", caption)


def test_the_separable_region_is_bounded_by_the_onset_of_entanglement():
    """At β_A = −6 the excess changes its sign at the root of the boundary's cubic."""
    at = FIGURES["1b"].data()
    column = at["beta_A"] == -6
    beta, excess = at["beta_S"][column], at["excess"][column]
    crossing = np.interp(0, excess[beta > 0], beta[beta > 0])
    assert np.exp(crossing) == pytest.approx(float(onset(0)), rel=0.01)
    assert np.allclose(np.maximum(at["excess"], 0), at["concurrence"], atol=1e-14)


@pytest.mark.parametrize(("name", "printed"), [("3a", 0.3869), ("3b", 0.4479)])
def test_the_maxima_of_fig_3_are_those_of_the_caption(name, printed):
    assert FIGURES[name].data()["concurrence"].max() == pytest.approx(printed, abs=1e-4)


def test_cavity_panels_agree_with_the_solver_to_any_digits():
    data = FIGURES["4c"].data()
    at = 120
    exact = precise.concurrence(
        kappa=2, p=0.005, gamma=0.001, p_c=float(data["p_c"][at]), digits=20
    )
    assert data["concurrence"][at] == pytest.approx(float(exact), abs=1e-10)


def test_the_error_of_the_elimination_falls_with_slope_two():
    ratio, error = FIGURES["elimination"].data().values()
    slope = np.polyfit(np.log(ratio[-15:]), np.log(error[-15:]), 1)[0]
    assert slope == pytest.approx(-2, abs=0.01)


@pytest.mark.parametrize(
    ("names", "formats", "said"),
    [
        (["9z"], ["svg"], "`ID` must be one of 1b, 1c"),
        (["1b"], ["gif"], "one of svg, png, pdf"),
    ],
)
def test_unknown_figures_and_formats_are_one_line(names, formats, said, tmp_path):
    with pytest.raises(ValueError, match=said) as error:
        draw_figures(names, tmp_path, formats, data=False)
    assert "\n" not in str(error.value)
    assert not list(tmp_path.iterdir())
