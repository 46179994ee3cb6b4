"""`evaluate`, `evolve`, `spectrum` and `codegen` with a file of one's own."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from warnings import catch_warnings, simplefilter, warn

from rich.table import Table

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.places import FormulaError
from beyondthermal.derivations.console import Terminal, working
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.formula_files.function import LeftOut
from beyondthermal.derivations.formula_files.loading import load
from beyondthermal.derivations.formula_files.model_rows import steady_rows
from beyondthermal.derivations.formula_files.packages.programs import (
    module_of,
    package_of,
    routines,
)
from beyondthermal.derivations.formula_files.packages.vectors import vectors_of
from beyondthermal.derivations.formula_files.shipped import path_of
from beyondthermal.derivations.formula_files.table import Row, as_csv, as_json, axes_of, rows_at
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model
from beyondthermal.derivations.models.outsize import is_outsize
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric.codegen.generate import languages
from beyondthermal.numeric.codegen.language import Language
from beyondthermal.symbolic.names import expect_known

from .codegen import BENCH, write_code
from .evaluate import listing

__all__ = ["codegen_file", "evaluate_file", "in_numbers", "write_file_code"]


_OUTSIZE = (
    "In numbers alone, as with --numbers: the closed forms fill pages; --digits evaluates them."
)


def evaluate_file(
    path: Path,
    settings: Sequence[str],
    names: Sequence[str] = (),
    digits: int | None = None,
    *,
    as_: str = "table",
) -> str:
    """The formulas of a file at the points of a grid.

    Parameters
    ----------
    path
        The file, or the name of one that comes with the package.
    settings
        Values of symbols, as x=2 and y=0:10:101.
    names
        Which formulas; all that are defined, or are results of a model, if there are none.
    digits
        How many digits; without it, double precision.
    as_
        table, json or csv.

    Raises
    ------
    ValueError
        If there is a slip in the file, or in what is asked for.
    """
    with _notes(), working(one_line(path.name)):
        file = load(path)
        if digits is None and file.model is not None and is_outsize(file.model):
            warn(_OUTSIZE, LeftOut, stacklevel=1)
            written = file.source.data.get("define", {})
            return _printed(steady_rows(file.model, settings, names, written), as_)
        file.expect(names, "function")
        axes = axes_of(file.contents.domains, settings)
        wanted = list(dict.fromkeys(names or (file.results if digits else file.programmable)))
        if not wanted:
            raise ValueError(f"{path}: there is no formula in it to be evaluated.")
        rows = rows_at(file, wanted, axes, digits)
    return _printed(rows, as_)


def in_numbers(
    path: Path, rows: Callable[[Model, Mapping[str, str]], Sequence[Row]], as_: str = "table"
) -> str:
    """A model of a file in numbers, without algebra.

    Parameters
    ----------
    path
        The file, or the name of a model that comes with the package.
    rows
        What is asked of it, as `model_rows` has it, and of what the file defines.
    as_
        table, json or csv.

    Raises
    ------
    ValueError
        If there is a slip in the file, or no model in it; or in what is asked for.
    """
    file = read(path_of(path, "file"))
    if "model" not in file.data:
        raise ValueError(f"{path}: there is no [model] in it.")
    with _notes(), working(one_line(path.name)):
        try:
            model = read_model(file.data)
        except ValueError as error:
            raise ValueError(f"{file.path}: {error}") from None
        try:
            return _printed(rows(model, file.data.get("define", {})), as_)
        except FormulaError as slip:
            raise file.slip(*slip.args) from None


@contextmanager
def _notes() -> Iterator[None]:
    """Say, at the end, what was left out."""
    with catch_warnings(record=True) as said:
        simplefilter("always", LeftOut)
        yield
    for text in dict.fromkeys(str(one.message) for one in said):
        Terminal(stderr=True).print(one_line(text), soft_wrap=True)


def _printed(rows: Sequence[Row], as_: str) -> str:
    return {"table": _table, "json": as_json, "csv": as_csv}[as_](rows)


def codegen_file(
    path: Path,
    to: Sequence[str],
    folder: Path,
    *,
    names: Sequence[str] = (),
    precision: str = "double",
    gradient: bool = False,
    module: str = "",
    verified: bool = False,
    require: bool = False,
) -> int:
    """The formulas of a file as source code; see `codegen.generate_code`.

    Returns
    -------
    int
        As `codegen.write_code`.

    Raises
    ------
    ValueError
        If there is a slip in the file, or in what is asked for; or a formula is no program.
    """
    expect_known("precision", [precision], ["double", "single"])
    rows = languages(to)
    with working(one_line(path.name)):
        file = load(path)
    return write_file_code(
        file, rows, folder, names=names, single=precision == "single", gradient=gradient,
        module=module, verified=verified, require=require,
    )  # fmt: skip


def write_file_code(
    file: FormulaFile,
    rows: Sequence[Language],
    folder: Path,
    *,
    names: Sequence[str] = (),
    single: bool = False,
    gradient: bool = False,
    module: str = "",
    verified: bool = False,
    require: bool = False,
) -> int:
    """The same for a file that was read, in some languages."""
    with _notes():
        asked = routines(file, names)
    package = package_of(file, asked, module or module_of(file), gradient=gradient, single=single)
    sets = vectors_of(file, asked, package) if verified else []
    low, high = package.interval
    # No time is taken where domains have nothing in common, or arguments are related.
    bench = BENCH // (1 + len(package.programs[0].parts)) if low < high else 0
    return write_code(rows, package, sets, folder, verified=verified, require=require, bench=bench)


def _table(rows: Sequence[Row]) -> str:
    """Aligned columns; a line for each number where there are many digits."""
    if any(isinstance(value, str) and len(value) > 24 for value in rows[0].values()):
        return "\n\n".join(listing(row) for row in rows)
    table = Table(box=None, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*map(_shown, row.values()))
    target = StringIO()
    Terminal(file=target, width=10_000).print(table)
    return "\n".join(line.rstrip() for line in target.getvalue().rstrip().splitlines())


def _shown(value: float | str | None) -> str:
    if value is None:
        return "nan"
    return value if isinstance(value, str) else f"{value:.12g}"
