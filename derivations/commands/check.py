"""`beyondthermal check`: every claim of the paper with its verdict."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.padding import Padding

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.record import as_data
from beyondthermal.derivations.claims.registry import REGISTRY, find, of_the_paper
from beyondthermal.derivations.claims.report import known_format, report
from beyondthermal.derivations.claims.results import results
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.files import expect_writable
from beyondthermal.symbolic.prose import unmarked

from .terminal import counted, show

__all__ = ["check_claims", "list_claims"]


def _selected(names: Sequence[str]) -> list[Claim]:
    return [find(name) for name in names] or list(of_the_paper())


def list_claims(names: Sequence[str]) -> int:
    """Print names and statements without checking anything."""
    for claim in _selected(names):
        Terminal().print(f"{claim.name:<20} {unmarked(claim.says)}", soft_wrap=True)
    return 0


def check_claims(
    names: Sequence[str],
    json_file: Path | None,
    junit_file: Path | None,
    form: str = "table",
    *,
    cached: bool = True,
    verbose: bool = False,
) -> int:
    """Check the claims named, or all; print the table and write the reports.

    The table of all has a row for each topic, unless it is to be `verbose`.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If there is no claim of that name.
    """
    known_format(form)
    claims = _selected(names)
    for path in filter(None, (json_file, junit_file)):
        expect_writable(path)
    counting = counted(results(claims, cached=cached), len(claims), lambda found: found.claim.name)
    checked = list(counting)
    found = [
        {**as_data(r), "as_expected": r.as_expected, "seconds": r.seconds, "cached": r.cached}
        for r in checked
    ]
    topics = {name: entry.topic for name, entry in REGISTRY.items()}
    groups = None if names or verbose else topics
    code = report(found, form, json_file, junit_file, groups)
    if names and form == "table":
        for result, data in zip(checked, found, strict=True):
            _print_evidence(result, data)
    return code


def _print_evidence(result: Result, data: Mapping[str, Any]) -> None:
    """Why: the statement as printed and as derived, the method, the counter-example."""
    console = Terminal()
    console.print(f"\n({data['name']}) {data['says']}, for {data['domain']}", style="bold")
    for heading, statements in (("as printed", result.printed), ("as derived", result.shown)):
        if statements:
            console.print(Padding(heading, (0, 0, 0, 2), expand=False), style="dim")
        show(console, statements)
    lines = [f"{data['verdict']}: {data['method']}"]
    lines += [f"{name} = {value}" for name, value in (data["counterexample"] or {}).items()]
    lines += [f"{name}: {value}" for name, value in data["figures"].items()]
    lines += [f"corrects {data['corrects']}"] * bool(data["corrects"])
    lines += [f"certificates: {len(data['certificates'])}"] * bool(data["certificates"])
    for line in lines:
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
