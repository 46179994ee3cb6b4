"""`beyondthermal figure`: draws figures and writes their data beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from beyondthermal.derivations.figures.drawing import FORMATS, rendered
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.files import expect_writable, write, write_bytes
from beyondthermal.symbolic.names import expect_known

__all__ = ["draw_figures"]


def draw_figures(names: Sequence[str], folder: Path, formats: Sequence[str], data: str) -> None:
    """Draw figures into a folder.

    Parameters
    ----------
    names
        Keys of `FIGURES`; none of them means all.
    folder
        Where to write `figure-NAME.FORMAT` and, with `data` csv, `figure-NAME.csv`.
    formats
        Any of svg, png, pdf.

    Raises
    ------
    ValueError
        If there is no such figure or format, or matplotlib is missing.
    """
    expect_known("ID", names, FIGURES)
    expect_known("format", formats, FORMATS)
    expect_known("data", [data] if data else [], ["csv"])
    for name in names or FIGURES:
        for ending in formats:
            expect_writable(folder / f"figure-{name}.{ending}")
    for name in names or FIGURES:
        columns = FIGURES[name].data()
        for ending in formats:
            write_bytes(
                folder / f"figure-{name}.{ending}", rendered(FIGURES[name], columns, ending)
            )
        if data:
            write(folder / f"figure-{name}.csv", _csv(columns))


def _csv(columns: Any) -> str:
    """Comma-separated values with full precision, one line a point."""
    lines = [",".join(f'"{name}"' for name in columns)]
    rows = np.column_stack(list(columns.values()))
    lines += [",".join(map(repr, row)) for row in rows.tolist()]
    return "\n".join(lines) + "\n"
