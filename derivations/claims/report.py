"""What every kind of check ends with: results in a format, reports, the exit code."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from beyondthermal.derivations.files import write

from .ci_formats import FORMATS, to_json, to_junit
from .table import print_table

__all__ = ["known_format", "progress", "report"]

Data = dict[str, Any]


def known_format(form: str) -> str:
    """The format, if there is one of that name.

    Raises
    ------
    ValueError
        If there is none.
    """
    if form not in ("table", *FORMATS):
        formats = ", ".join(("table", *FORMATS))
        raise ValueError(f"Argument `format` must be one of {formats}, but got {form!r}.")
    return form


def progress(results: Iterable[Data], total: int) -> Iterator[Data]:
    """The results as they come, counted on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as shown:
        task = shown.add_task("checking", total=total)
        for data in results:
            shown.update(task, advance=1, description=data["name"])
            yield data


def report(
    results: Sequence[Data], form: str, json_file: Path | None, junit_file: Path | None
) -> int:
    """Print results in a format and write reports.

    Returns
    -------
    int
        0 if every verdict is the expected one, 1 if a claim failed, 3 if what is left is only
        inconclusive.
    """
    if form == "table":
        print_table(results)
    else:
        print(FORMATS[form](results), end="")
    if json_file:
        write(json_file, to_json(results))
    if junit_file:
        write(junit_file, to_junit(results))
    wrong = [result for result in results if not result["as_expected"]]
    if not wrong:
        return 0
    return 3 if all(result["verdict"] == "inconclusive" for result in wrong) else 1
