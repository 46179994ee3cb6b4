"""Sheets: the sizes asked for, words that are apart, one bar a scale, letters for panels."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

import matplotlib
import pytest
from matplotlib.text import Text

from beyondthermal.derivations.figures.colours import PRINT
from beyondthermal.derivations.figures.drawing import NAMES, sheet
from beyondthermal.derivations.figures.figures import FIGURES, SHEETS
from beyondthermal.derivations.figures.sheets import COLUMN, PAGE, drawn, millimetres, settings

WIDTHS = [(name, width) for name in NAMES for width in (COLUMN, PAGE)]


@contextmanager
def canvas(name: str, width: float = PAGE) -> Iterator[Any]:
    """A sheet as it is drawn, everything in its place."""
    with matplotlib.rc_context(settings(PRINT)):
        yield drawn(sheet(name), width, PRINT)


def boxes(done: Any, monkeypatch: pytest.MonkeyPatch) -> dict[Text, Any]:
    """Every text that is drawn, with the box around it."""
    texts: list[Text] = []
    draw = Text.draw
    with monkeypatch.context() as patch:
        patch.setattr(Text, "draw", lambda text, _: (texts.append(text), draw(text, _)))
        done.draw_without_rendering()
    shown = dict.fromkeys(t for t in texts if t.get_visible() and t.get_text())
    return {text: text.get_window_extent() for text in shown}


def crossing(found: dict[Text, Any]) -> list[tuple[str, str]]:
    """The pairs of texts whose boxes overlap."""
    pairs = combinations(found, 2)
    return [(a.get_text(), b.get_text()) for a, b in pairs if found[a].overlaps(found[b])]


@pytest.mark.parametrize(("name", "width"), WIDTHS)
@pytest.mark.sweep
def test_every_word_is_on_the_sheet_and_off_the_others(name, width, monkeypatch):
    with canvas(name, width) as done:
        found = boxes(done, monkeypatch)
        assert crossing(found) == []
        for text, box in found.items():
            assert all(map(done.bbox.containsx, (box.x0, box.x1))), text
            assert all(map(done.bbox.containsy, (box.y0, box.y1))), text


def test_words_that_cross_are_found(monkeypatch):
    with canvas("1b") as done:
        done.axes[0].text(-3.2, -3.1, "not", fontsize=7)
        assert crossing(boxes(done, monkeypatch)) == [("separable", "not")]


@pytest.mark.parametrize("name", [name for name in FIGURES if name not in ("1a", "2a")])
def test_no_label_stands_twice_in_a_region(name, monkeypatch):
    """A text that is there twice has one place on each side of the diagonal."""
    with canvas(name) as done:
        axes = done.axes[0]
        found = {t: box for t, box in boxes(done, monkeypatch).items() if t in axes.texts}
        for a, b in combinations(found, 2):
            if a.get_text() == b.get_text():
                centres = [found[t].get_points().mean(0) for t in (a, b)]
                (x, y), (u, v) = axes.transData.inverted().transform(centres)
                assert name in {"1b", "1c"}, a.get_text()
                assert (y - x) * (v - u) < 0, a.get_text()


@pytest.mark.parametrize("name", FIGURES)
def test_every_axis_is_labelled(name):
    with canvas(name) as done:
        first, *bars = done.axes
        assert bool(first.get_xlabel()) == first.axison
        assert all(axes.get_ylabel() for axes in done.axes if axes.axison)
        assert len(bars) == bool(FIGURES[name].scale)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("width", [COLUMN, PAGE])
def test_a_sheet_has_a_letter_for_each_panel_and_a_bar_for_each_scale(name, width):
    panels = SHEETS[name].panels
    with canvas(name, width) as done:
        row, bars = done.axes[: len(panels)], done.axes[len(panels) :]
        titles = [axes.get_title(loc="left") for axes in row]
        assert titles == ["(a)", "(b)", "(c)"][: len(panels)]
        assert len(bars) == len({panel.scale for panel in panels if panel.scale})


@pytest.mark.parametrize(("name", "width"), [("1a", COLUMN), ("2a", PAGE), ("1", PAGE), ("2", 86)])
def test_units_of_a_drawing_are_equal_in_both_directions(name, width):
    with canvas(name, width) as done:
        axes = done.axes[0]
        (x, y), (u, v) = axes.transData.transform([(0, 0), (1, 1)])
        assert u - x == pytest.approx(v - y)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("86mm", 86), ("86", 86), ("17.8 cm", 178), ("3.375in", 85.725), (" 178 mm ", 178)],
)
def test_widths_are_read_with_their_units(text, expected):
    assert millimetres(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["", "86 km", "-86", "1e9", "1e2mm", "nan", "79mm", "700", "8 6", "__import__('os')"]
)
def test_other_widths_are_one_line(text):
    with pytest.raises(ValueError, match=r"Argument `width` must be a length from 80 to 600 mm"):
        millimetres(text)
