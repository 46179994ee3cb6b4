"""`beyondthermal scan`: what is typed becomes a grid; progress, and how to go on after a stop."""

import logging
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt
from rich.progress import Progress, TimeRemainingColumn

from beyondthermal.derivations.console import Terminal, bar
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric import scan as scans
from beyondthermal.numeric.scan import Runner, in_processes, in_this_process, on_dask

__all__ = ["parsed_axis", "parsed_value", "scan_grid"]

Array = npt.NDArray[np.float64]
Parsed = TypeVar("Parsed")

MOST_VALUES = 1_000_000


def scan_grid(
    grid: Sequence[str],
    fix: Sequence[str],
    out: Path,
    *,
    quantities: Sequence[str],
    processes: int,
    dask: str | None,
) -> int:
    """Run a scan, with a progress bar on a terminal.

    Returns
    -------
    int
        0, or 130 after Ctrl-C.

    Raises
    ------
    ValueError
        If something typed makes no sense, or a point of the grid has no answer.
    OSError
        If the folder can't be written to, or workers fail.
    """
    axes = _once("grid", [parsed_axis(text) for text in grid])
    fixed = _once("fix", [parsed_value(text) for text in fix])
    run, start = _runner(processes, dask), time.monotonic()
    console = Terminal(stderr=True)
    # The time left is judged by the last ten minutes: a chunk may take one.
    with bar(console, TimeRemainingColumn(), speed_estimate_period=600) as shown:
        try:
            found = scans.scan(
                axes, fixed, out, quantities=quantities, run=run, progress=_progress(shown)
            )
        except KeyboardInterrupt:
            console.print(
                f"stopped: the same command goes on with what {one_line(out)} holds", soft_wrap=True
            )
            return 130
    points = math.prod(found.sizes.values())
    told = f"{points} points in {time.monotonic() - start:.1f} s: {one_line(out)}"
    Terminal().print(told, soft_wrap=True)
    return 0


def parsed_axis(text: str) -> tuple[str, Array]:
    """A name and its values, from name=start:stop:count, …:log or name=v1,v2,….

    Raises
    ------
    ValueError
        If the text is none of these.

    Examples
    --------
    >>> parsed_axis("p=0.01:1:3:log")
    ('p', array([0.01, 0.1 , 1.  ]))
    """
    name, values = _split("grid", text, "name=start:stop:count[:log] or name=v1,v2,…")
    start, *rest = values.split(":")
    if not rest:
        return name, np.array([_number(name, part) for part in values.split(",")])
    if len(rest) not in (2, 3) or rest[2:] not in ([], ["log"]):
        raise ValueError(f"Argument `{name}` must be start:stop:count[:log], but got {values!r}.")
    ends = (_number(name, start), _number(name, rest[0]))
    count = int(rest[1]) if rest[1].isascii() and rest[1].isdigit() else 0
    if not 2 <= count <= MOST_VALUES:
        raise ValueError(
            f"Argument `{name}` must have 2 to {MOST_VALUES} values, but got {rest[1]!r} of them."
        )
    if rest[2:] and min(ends) <= 0:
        raise ValueError(f"Argument `{name}` must be positive for log, but got {min(ends)}.")
    return name, (np.geomspace if rest[2:] else np.linspace)(*ends, count)


def parsed_value(text: str) -> tuple[str, float]:
    """A name and a number, from name=value.

    Raises
    ------
    ValueError
        If the text is anything else.
    """
    name, value = _split("fix", text, "name=value")
    return name, _number(name, value)


def _split(argument: str, text: str, form: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise ValueError(f"Argument `{argument}` must be {form}, but got {text!r}.")
    return name, value


def _number(name: str, text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"Argument `{name}` must be a finite number, but got {text!r}.")
    return value


def _once(argument: str, pairs: Sequence[tuple[str, Parsed]]) -> dict[str, Parsed]:
    """As a dictionary; no name may come twice."""
    found: dict[str, Parsed] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"Argument `{argument}` must name {name} once, but got it again.")
        found[name] = value
    return found


def _runner(processes: int, dask: str | None) -> Runner:
    if dask is None:
        return in_this_process if processes == 1 else in_processes(processes)
    if processes != 1:
        raise ValueError("Argument `processes` must not be given with `dask`, but got both.")
    run = on_dask(dask)
    # What it has to say of a lost cluster is our one line already.
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)
    return run


def _progress(bar: Progress) -> scans.Progress:
    task = bar.add_task("scanning", total=None)

    def show(done: int, total: int) -> None:
        first = bar.tasks[0].total is None
        bar.update(task, completed=done, total=total)
        if first and done:
            bar.console.print(f"resuming: {done} of {total} chunks are there")

    return show
