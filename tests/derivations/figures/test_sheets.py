"""Sheets: the sizes asked for, words that are apart, fonts that are embedded, one bar a scale."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import Any

import matplotlib
import pytest
from matplotlib.image import imread
from matplotlib.text import Text

from beyondthermal.derivations.figures.colours import PALETTES
from beyondthermal.derivations.figures.drawing import NAMES, STYLES, rendered, sheet
from beyondthermal.derivations.figures.figures import FIGURES, SHEETS
from beyondthermal.derivations.figures.sheets import COLUMN, PAGE, drawn, millimetres, settings

MM = 25.4
WIDTHS = [(name, width) for name in NAMES for width in (COLUMN, PAGE)]


@contextmanager
def canvas(name: str, width: float, style: str = "print") -> Iterator[Any]:
    """A sheet as it is drawn, with its layout done."""
    with matplotlib.rc_context(settings(PALETTES[style])):
        done = drawn(sheet(name), width, PALETTES[style])
        done.draw_without_rendering()
        yield done


def words(monkeypatch: pytest.MonkeyPatch, name: str, width: float) -> tuple[Any, dict[Text, Any]]:
    """The frame, and every text that is drawn with the box around it."""
    texts: list[Text] = []
    draw = Text.draw
    with canvas(name, width) as done:
        monkeypatch.setattr(Text, "draw", lambda t, renderer: (texts.append(t), draw(t, renderer)))
        done.draw_without_rendering()
        shown = dict.fromkeys(t for t in texts if t.get_visible() and t.get_text())
        return done.bbox, {text: text.get_window_extent() for text in shown}
