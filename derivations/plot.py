"""`beyondthermal figure`: draws figures and writes their data beside them."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from .figures import FIGURES, Figure
from .files import write, write_bytes

__all__ = ["draw_figures", "rendered"]

FORMATS = ("svg", "png", "pdf")
# Inches; a page shows them at this size or a little larger.
_SIZE = (5.2, 3.9)
# One style for all, legible on white at that size. The same bytes from run to run: no dates, and
# identifiers from a fixed salt.
_STYLE: Any = {
    "svg.hashsalt": "beyondthermal",
    "font.size": 10,
    "axes.titlesize": 10,
    "savefig.facecolor": "white",
}
_PNG_RESOLUTION = 160
_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}


def draw_figures(names: Sequence[str], folder: Path, formats: Sequence[str], data: bool) -> None:
    """Draw figures into a folder.

    Parameters
    ----------
    names
        Keys of `FIGURES`; none of them means all.
    folder
        Where to write `figure-NAME.FORMAT` and, with `data`, `figure-NAME.csv`.
    formats
        Any of svg, png, pdf.

    Raises
    ------
    ValueError
        If there is no such figure or format, or matplotlib is missing.
    """
    for name in names:
        if name not in FIGURES:
            raise ValueError(
                f"Argument `ID` must be one of {', '.join(FIGURES)}, but got {name!r}."
            )
    for ending in formats:
        if ending not in FORMATS:
            raise ValueError(f"Argument `format` must be svg, png or pdf, but got {ending!r}.")
    for name in names or FIGURES:
        columns = FIGURES[name].data()
        for ending in formats:
            write_bytes(
                folder / f"figure-{name}.{ending}", rendered(FIGURES[name], columns, ending)
            )
        if data:
            write(folder / f"figure-{name}.csv", _csv(columns))


def rendered(figure: Figure, columns: Any, ending: str) -> bytes:
    """The picture as bytes, the same ones for the same data."""
    try:
        import matplotlib
    except ImportError:
        raise ValueError(
            "Figures need matplotlib: install the extra with pip install 'beyondthermal[report]'."
        ) from None
    target = io.BytesIO()
    dpi = _PNG_RESOLUTION if ending == "png" else figure.resolution
    with matplotlib.rc_context(_STYLE):
        _drawn(figure, columns).savefig(target, format=ending, dpi=dpi, metadata=_METADATA[ending])
    return target.getvalue()


def _drawn(figure: Figure, columns: Any) -> Any:
    """A canvas with the figure on it."""
    from matplotlib.figure import Figure as Canvas

    canvas = Canvas(figsize=_SIZE, layout="constrained")
    axes = canvas.add_subplot()
    axes.set_title(figure.title)
    figure.draw(axes, columns)
    return canvas


def _csv(columns: Any) -> str:
    """Comma-separated values with full precision, one line a point."""
    lines = [",".join(f'"{name}"' for name in columns)]
    rows = np.column_stack(list(columns.values()))
    lines += [",".join(map(repr, row)) for row in rows.tolist()]
    return "\n".join(lines) + "\n"
