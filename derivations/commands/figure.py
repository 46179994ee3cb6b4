"""`beyondthermal figure`: draws figures and writes their data beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from beyondthermal.derivations.figures.drawing import FORMATS, NAMES, STYLES, rendered, sheet
from beyondthermal.derivations.figures.figures import FIGURES, columns
from beyondthermal.derivations.figures.sheets import millimetres
from beyondthermal.derivations.files import expect_writable, write, write_bytes
from beyondthermal.symbolic.names import expect_known

__all__ = ["draw_figures"]


def draw_figures(
    names: Sequence[str],
    folder: Path,
    formats: Sequence[str],
    data: str = "",
    *,
    width: str = "",
    style: str = "print",
) -> None:
    """Draw figures into a folder.

    Parameters
    ----------
    names
        Keys of `FIGURES`, or of `SHEETS` for several as panels of one; none of them means all.
    folder
        Where to write `figure-NAME.FORMAT` and, with `data` csv, `figure-NAME.csv` of those that
        have data.
    formats
        Any of svg, png, pdf.
    width
        A length, such as 86mm; nothing means a column of the journal, or a page for a sheet.
    style
        One of print, screen and dark.

    Raises
    ------
    ValueError
        If there is no such figure, format, width or style, or matplotlib is missing.
    """
    expect_known("ID", names, NAMES)
    expect_known("format", formats, FORMATS)
    expect_known("data", [data] if data else [], ["csv"])
    expect_known("style", [style], STYLES)
    wide = millimetres(width) if width else 0.0
    names = names or NAMES
    for name in names:
        for ending in formats:
            expect_writable(folder / f"figure-{name}.{ending}")
    for name in names:
        for ending in formats:
            picture = rendered(name, ending, width=wide, style=style)
            write_bytes(folder / f"figure-{name}.{ending}", picture)
        for panel in sheet(name).panels if data else ():
            if found := columns(FIGURES[panel]):
                write(folder / f"figure-{panel}.csv", _csv(found))


def _csv(columns: Any) -> str:
    """Comma-separated values with full precision, one line a point."""
    lines = [",".join(f'"{name}"' for name in columns)]
    rows = np.column_stack(list(columns.values()))
    lines += [",".join(map(repr, row)) for row in rows.tolist()]
    return "\n".join(lines) + "\n"
