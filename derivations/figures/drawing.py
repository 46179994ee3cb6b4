"""A figure as a picture: in a format, a width and a style."""

import io
from collections.abc import Sequence
from typing import Any

from beyondthermal.numeric.extras import needs

from .axes import Scale
from .colours import DARK, LIGHT, PALETTES
from .figures import FIGURES, SHEETS, Sheet, alternative
from .sheets import COLUMN, PAGE, drawn, settings
from .svg import adaptive, described

__all__ = ["FORMATS", "NAMES", "STYLES", "alternatives", "rendered", "sheet"]

FORMATS = ("svg", "png", "pdf")
STYLES = tuple(PALETTES)
NAMES = (*FIGURES, *SHEETS)
_PNG_RESOLUTION = 300
# The same bytes from run to run: no dates.
_METADATA: dict[str, dict[str, Any]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}


def sheet(name: str) -> Sheet:
    """A sheet of several figures, or of one."""
    return SHEETS.get(name) or Sheet((name,), FIGURES[name].height, (1.0,))


def alternatives(name: str) -> str:
    """What is seen on a sheet, or in one figure."""
    told = [alternative(panel) for panel in sheet(name).panels]
    if len(told) == 1:
        return told[0]
    return " ".join(f"({letter}) {text}" for letter, text in zip("abcdef", told, strict=False))


def rendered(name: str, ending: str, *, width: float = 0.0, style: str = "print") -> bytes:
    """The picture as bytes, the same ones for the same data.

    Parameters
    ----------
    name
        A key of `FIGURES` or `SHEETS`.
    ending
        One of `FORMATS`.
    width
        In millimetres; 0 means the width of the journal's column, or page for a sheet.
    style
        "print"; "screen", the page's colours, as SVG light and dark in one file; or "dark".

    Examples
    --------
    >>> rendered("1b", "pdf")[:5]  # to be written into a file
    b'%PDF-'
    """
    needs("A figure", "report", "matplotlib")
    import matplotlib

    width = width or (PAGE if name in SHEETS else COLUMN)
    palette = PALETTES[style]
    target = io.BytesIO()
    with matplotlib.rc_context(settings(palette)):
        drawn(sheet(name), width, palette).savefig(
            target, format=ending, dpi=_PNG_RESOLUTION, metadata=_METADATA[ending]
        )
    if ending != "svg":
        return target.getvalue()
    shown = [FIGURES[panel] for panel in sheet(name).panels]
    identifier, title = f"drawing-{name}", ". ".join(figure.title for figure in shown)
    svg = described(target.getvalue().decode(), identifier, title, alternatives(name))
    if style == "screen":
        svg = adaptive(svg, identifier, _pairs([f.scale for f in shown]))
    return svg.encode()


def _pairs(scales: Sequence[Scale | None]) -> dict[str, str]:
    """Each light colour that a figure may have, and the dark one in its place."""
    pairs = {LIGHT[key]: DARK[key] for key in LIGHT}
    for scale in filter(None, scales):
        pairs |= zip(scale.colours(LIGHT), scale.colours(DARK), strict=True)
    return pairs
