"""The results of `beyondthermal check` as a table, and why a claim came to its verdict."""

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .ci_formats import message
from .verdicts import VERDICTS

__all__ = ["print_evidence", "print_table"]

Data = dict[str, Any]


def print_table(results: Sequence[Data]) -> None:
    """Print one row a claim, and what there is to say of those that are not as expected."""
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False)
    table.add_column("claim", overflow="fold")
    table.add_column("says", ratio=1)
    table.add_column("verdict")
    checks = any("tree" in result for result in results)
    if checks:
        table.add_column("re-checked")
    table.add_column("ms", justify="right")
    for result in results:
        style = None if result["as_expected"] else "bold red"
        verdict = f"{VERDICTS[result['verdict']].sign} {result['verdict']}"
        decided = result["verdict"] in ("proved", "refuted")
        rechecked = [("yes" if result["tree"] else "no") if decided else ""] if checks else []
        table.add_row(
            result["name"], result["says"], verdict, *rechecked,
            f"{result['seconds'] * 1e3:.0f}", style=style,
        )  # fmt: skip
    console.print(table)
    for result in results:
        if not result["as_expected"]:
            _print_failure(console, result)
    wrong = sum(not result["as_expected"] for result in results)
    seconds = sum(result["seconds"] for result in results)
    kept = sum(result.get("cached", False) for result in results)
    trees = [bool(result["tree"]) for result in results if "tree" in result]
    console.print(
        f"{len(results)} claims, {wrong} not as expected, {seconds:.1f} s of checking"
        + (f", {sum(trees)} re-checked" if trees else "")
        + (f", {kept} from the cache." if kept else ".")
    )


def _print_failure(console: Console, result: Data) -> None:
    at = f" ({result['file']}, line {result['line']})" if "file" in result else ""
    first, *rest = message(result).splitlines()
    console.print(Text(f"{result['name']}{at}: {first}", style="red"), soft_wrap=bool(at))
    for line in rest:
        console.print(Text(f"  {line}"), soft_wrap=True)


def print_evidence(data: Data) -> None:
    """Why: the statement as printed and as derived, the method, the counter-example."""
    console = Console(highlight=False)
    console.print(f"\n({data['name']}) {data['says']}, for {data['domain']}", style="bold")
    for heading, statements in (("as printed", data["printed"]), ("as derived", data["shown"])):
        if statements:
            console.print(Padding(Text(heading, style="dim"), (0, 0, 0, 2), expand=False))
        for statement in statements:
            console.print(Padding(Text(statement["text"]), (0, 0, 0, 6), expand=False))
    lines = [f"{data['verdict']}: {data['method']}"]
    lines += [f"{name} = {value}" for name, value in (data["counterexample"] or {}).items()]
    lines += [f"{name}: {value}" for name, value in data["figures"].items()]
    lines += [f"corrects {data['corrects']}"] * bool(data["corrects"])
    lines += [f"certificates: {len(data['certificates'])}"] * bool(data["certificates"])
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2), expand=False))
