"""What every kind of check ends with: results in a format, reports, the exit code."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from beyondthermal.derivations.files import write
from beyondthermal.derivations.streams import emit
from beyondthermal.symbolic.names import expect_known

from .ci_formats import ESCAPES, FORMATS, to_json, to_junit
from .table import print_table
from .verdicts import code_of

__all__ = ["known_format", "report"]

Data = dict[str, Any]


def known_format(form: str) -> str:
    """The format, if there is one of that name.

    Raises
    ------
    ValueError
        If there is none.
    """
    expect_known("format", [form], ("table", *FORMATS))
    return form


def report(
    results: Sequence[Data],
    form: str,
    json_file: Path | None,
    junit_file: Path | None,
    groups: Mapping[str, str] | None = None,
) -> int:
    """Print results in a format and write reports; the exit code is a key of `EXIT_CODES`.

    Each of them is made whatever comes of the others. The table has a row for each claim, or for
    each of the `groups` that they are in.
    """
    with ExitStack() as stack:
        stack.callback(_write, junit_file, to_junit, results)
        stack.callback(_write, json_file, to_json, results)
        if form == "table":
            print_table(results, groups)
        else:
            emit(FORMATS[form](results), ESCAPES[form])
    return code_of(results)


def _write(
    path: Path | None, form: Callable[[Sequence[Data]], str], results: Sequence[Data]
) -> None:
    if path:
        write(path, form(results))
