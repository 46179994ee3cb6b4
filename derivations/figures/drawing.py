"""A figure as a picture: in a format, a width and a style."""

import io
from collections.abc import Iterable
from typing import Any

from beyondthermal.numeric.extras import needs

from .axes import Scale
from .colours import DARK, LIGHT, PALETTES
from .figures import FIGURES, SHEETS
from .sheets import COLUMN, PAGE, Sheet, drawn, settings
from .svg import adaptive, described

__all__ = ["FORMATS", "NAMES", "STYLES", "painted", "rendered", "sheet"]

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
    return SHEETS.get(name) or FIGURES[name].alone


def rendered(name: str, ending: str, *, width: float = 0.0, style: str = "print") -> bytes:
    """The picture of a figure of the paper as bytes, the same ones for the same data.

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
    width = width or (PAGE if name in SHEETS else COLUMN)
    return painted(sheet(name), name, ending, width=width, style=style)


def painted(
    sheet: Sheet, key: str, ending: str, *, width: float = COLUMN, style: str = "print"
) -> bytes:
    """The picture of any figures; as SVG it has the key in its name, by which a page tells it."""
    needs("A figure", "report", "matplotlib")
    import matplotlib

    palette = PALETTES[style]
    target = io.BytesIO()
    with matplotlib.rc_context(settings(palette)):
        drawn(sheet, width, palette).savefig(
            target, format=ending, dpi=_PNG_RESOLUTION, metadata=_METADATA[ending]
        )
    if ending != "svg":
        return target.getvalue()
    identifier, title = f"drawing-{key}", ". ".join(figure.title for figure in sheet.panels)
    svg = described(target.getvalue().decode(), identifier, title, sheet.alternative)
    if style == "screen":
        svg = adaptive(svg, identifier, _pairs(panel.scale for panel in sheet.panels))
    return svg.encode()


def _pairs(scales: Iterable[Scale | None]) -> dict[str, str]:
    """Each light colour that a figure may have, and the dark one in its place."""
    pairs = {LIGHT[key]: DARK[key] for key in LIGHT}
    for scale in filter(None, scales):
        pairs |= zip(scale.colours(LIGHT), scale.colours(DARK), strict=True)
    return pairs
