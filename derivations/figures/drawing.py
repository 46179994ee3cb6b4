"""A figure as a picture: one style for all of them."""

import io
from typing import Any

from beyondthermal.numeric.extras import needs

from .figures import Figure

__all__ = ["FORMATS", "rendered"]

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


def rendered(figure: Figure, columns: Any, ending: str) -> bytes:
    """The picture as bytes, the same ones for the same data."""
    needs("A figure", "report", "matplotlib")
    import matplotlib

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
