"""`beyondthermal check`: every claim with its verdict, as a table, JSON or JUnit XML."""

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from . import cache, paper
from .claim import Claim, check
from .files import write
from .record import as_data

__all__ = ["check_claims", "list_claims"]

Data = dict[str, Any]
MARKS = {"proved": "✓", "enclosed": "✓", "supported": "≈", "inconclusive": "?", "refuted": "✗"}


def _selected(names: Sequence[str]) -> list[Claim]:
    every = [claim for claims in paper.SECTIONS.values() for claim in claims]
    return [paper.find(name) for name in names] if names else every


def list_claims(names: Sequence[str]) -> int:
    """Print names and statements without checking anything."""
    for claim in _selected(names):
        print(f"{claim.name:<20} {claim.says}")
    return 0


def check_claims(names: Sequence[str], json_file: Path | None, junit_file: Path | None) -> int:
    """Check the claims named, or all; print the table and write the reports.

    Returns
    -------
    int
        0 if every verdict is the expected one, 1 if a claim failed, 3 if what is left is only
        inconclusive.

    Raises
    ------
    ValueError
        If there is no claim of that name.
    """
    claims = _selected(names)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    found: dict[str, Data] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("checking", total=len(claims))
        for name, data in _results(claims):
            found[name] = data
            progress.update(task, advance=1, description=name)
    results = [found[claim.name] for claim in claims]
    _print_table(results)
    for data in results if names else ():
        _print_evidence(data)
    if json_file:
        write(json_file, json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    if junit_file:
        write(junit_file, _junit(results))
    return _exit_code(results)


def _results(claims: Sequence[Claim]) -> Iterator[tuple[str, Data]]:
    """Results as they come: what is known first, the rest from worker processes."""
    keys = {claim.name: cache.key(f"{claim.name}\n{claim.says}") for claim in claims}
    missing = []
    for claim in claims:
        known = cache.load(keys[claim.name])
        if known is None:
            missing.append(claim.name)
        else:
            yield claim.name, known
    for name, data in _computed(missing):
        cache.store(keys[name], data)
        yield name, data


def _computed(names: Sequence[str]) -> Iterator[tuple[str, Data]]:
    workers = min(os.cpu_count() or 1, len(names) // 4)
    if workers < 2:
        yield from ((name, _check_by_name(name)) for name in names)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(_check_by_name, name): name for name in names}
        for future in as_completed(futures):
            yield futures[future], future.result()


def _check_by_name(name: str) -> Data:
    result = check(paper.find(name))
    return {**as_data(result), "as_expected": result.as_expected, "seconds": result.seconds}


def _exit_code(results: Sequence[Data]) -> int:
    wrong = [result for result in results if not result["as_expected"]]
    if not wrong:
        return 0
    return 3 if all(result["verdict"] == "inconclusive" for result in wrong) else 1


def _print_table(results: Sequence[Data]) -> None:
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False)
    table.add_column("claim", overflow="fold")
    table.add_column("says", ratio=1)
    table.add_column("verdict")
    table.add_column("digits", justify="right")
    table.add_column("ms", justify="right")
    for result in results:
        style = None if result["as_expected"] else "bold red"
        verdict = f"{MARKS[result['verdict']]} {result['verdict']}"
        digits = "" if result["digits"] is None else str(result["digits"])
        table.add_row(
            result["name"], result["says"], verdict, digits, f"{result['seconds'] * 1e3:.0f}",
            style=style,
        )  # fmt: skip
    console.print(table)
    for result in results:
        if not result["as_expected"]:
            console.print(
                f"{result['name']}: {result['verdict']}, but {result['expected']} was expected: "
                f"{result['method']}",
                style="red",
            )
    wrong = sum(not result["as_expected"] for result in results)
    seconds = sum(result["seconds"] for result in results)
    console.print(f"{len(results)} claims, {wrong} not as expected, {seconds:.1f} s of checking.")


def _print_evidence(data: Data) -> None:
    """Why: the statement as printed and as derived, the method, the counter-example."""
    console = Console(highlight=False)
    console.print(f"\n({data['name']}) {data['says']}, for {data['domain']}", style="bold")
    for heading, statements in (("as printed", data["printed"]), ("as derived", data["statement"])):
        if statements:
            console.print(Padding(Text(heading, style="dim"), (0, 0, 0, 2), expand=False))
        for statement in statements:
            console.print(Padding(Text(statement["text"]), (0, 0, 0, 6), expand=False))
    lines = [f"{data['verdict']}: {data['method']}"]
    lines += [f"{name} = {value}" for name, value in (data["counterexample"] or {}).items()]
    lines += [f"{name}: {value}" for name, value in data["figures"].items()]
    lines += [f"corrects {data['corrects']}"] * bool(data["corrects"])
    lines += [f"the scan: {data['scan']}"] * bool(data["scan"])
    lines += [f"certificates: {len(data['certificates'])}"] * bool(data["certificates"])
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def _junit(results: Sequence[Data]) -> str:
    failed = [r for r in results if not r["as_expected"]]
    open_ = [r for r in failed if r["verdict"] == "inconclusive"]
    suite = ElementTree.Element(
        "testsuite", name="beyondthermal", tests=str(len(results)),
        failures=str(len(failed) - len(open_)), errors=str(len(open_)),
    )  # fmt: skip
    for result in results:
        case = ElementTree.SubElement(
            suite, "testcase", classname="beyondthermal", name=result["name"],
            time=f"{result['seconds']:.3f}",
        )  # fmt: skip
        if not result["as_expected"]:
            kind = "error" if result["verdict"] == "inconclusive" else "failure"
            message = f"{result['verdict']}, expected {result['expected']}: {result['method']}"
            ElementTree.SubElement(case, kind, message=message).text = json.dumps(
                result["counterexample"], ensure_ascii=False
            )
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"
