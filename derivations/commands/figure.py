"""`beyondthermal figure`: draws figures and writes their data beside them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from beyondthermal.derivations.console import working
from beyondthermal.derivations.figures.drawing import FORMATS, NAMES, STYLES, painted, sheet
from beyondthermal.derivations.figures.figures import FIGURES, SHEETS
from beyondthermal.derivations.figures.sheets import COLUMN, PAGE, Figure, Sheet, millimetres
from beyondthermal.derivations.files import expect_writable, write, write_bytes
from beyondthermal.derivations.formula_files.loading import load
from beyondthermal.derivations.formula_files.plots.asked import pictures
from beyondthermal.derivations.streams import one_line
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
    plots: Sequence[str] = (),
) -> None:
    """Draw figures into a folder.

    Parameters
    ----------
    names
        Keys of `FIGURES`, or of `SHEETS` for several as panels of one; none of them means all. Or
        a file of formulas: the figures that it asks for, and those of `plots`.
    folder
        Where to write `figure-NAME.FORMAT` and, with `data` csv, `figure-NAME.csv` of those that
        have data.
    formats
        Any of svg, png, pdf.
    width
        A length, such as 86mm; nothing means a column of the journal, or a page for a sheet.
    style
        One of print, screen and dark.
    plots
        Figures of the file, as text; see `formula_files.plots.asked`.

    Raises
    ------
    ValueError
        If there is no such figure, format, width or style, or matplotlib is missing.
    """
    expect_known("format", formats, FORMATS)
    expect_known("data", [data] if data else [], ["csv"])
    expect_known("style", [style], STYLES)
    wanted = millimetres(width) if width else 0.0
    sheets, tables = _of_a_file(names, plots) or _of_the_paper(names)
    for name in sheets:
        for ending in formats:
            expect_writable(folder / f"figure-{name}.{ending}")
    for name, panels in sheets.items():
        for ending in formats:
            wide = wanted or (PAGE if name in SHEETS else COLUMN)
            picture = painted(panels, name, ending, width=wide, style=style)
            write_bytes(folder / f"figure-{name}.{ending}", picture)
    for name, figure in tables.items() if data else ():
        if figure.columns:
            write(folder / f"figure-{name}.csv", _csv(figure.columns))


Found = tuple[dict[str, Sheet], dict[str, Figure]]


def _of_the_paper(names: Sequence[str]) -> Found:
    """What is drawn together by its name, and by theirs the figures in it."""
    expect_known("ID", names, NAMES)
    sheets = {name: sheet(name) for name in names or NAMES}
    drawn = [panel for panels in sheets.values() for panel in panels.panels]
    return sheets, {name: figure for name, figure in FIGURES.items() if figure in drawn}


def _of_a_file(names: Sequence[str], plots: Sequence[str]) -> Found | None:
    """The same of a file; None if none is given."""
    if not (plots or any(name.endswith(".toml") for name in names)):
        return None
    if len(names) != 1:
        raise ValueError("Figures of your own are those of one FILE.")
    with working(one_line(names[0])):
        found = {one.name: one.figure for one in pictures(load(names[0]), plots)}
    if not found:
        raise ValueError(f"{names[0]} asks for no [[figure]]: add one, or say --plot.")
    return {name: figure.alone for name, figure in found.items()}, found


def _csv(columns: Any) -> str:
    """Comma-separated values with full precision, one line a point."""
    lines = [",".join(f'"{name}"' for name in columns)]
    rows = np.column_stack(list(columns.values()))
    lines += [",".join(map(repr, row)) for row in rows.tolist()]
    return "\n".join(lines) + "\n"
