"""The results of `beyondthermal check` as a table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.streams import one_line
from beyondthermal.symbolic.prose import several

from .ci_formats import message
from .verdicts import VERDICTS

__all__ = ["counts", "print_table"]

Data = dict[str, Any]
# Columns that are always there.
_USUAL = ("proved", "supported", "refuted")
# Letters of a statement in a row; one that is longer is told whole where it is not as expected.
_SAID = 240


def counts(heading: str, groups: Mapping[str, Sequence[str]]) -> Table:
    """How many verdicts there are of each kind, in all and in each group.

    Parameters
    ----------
    heading
        What the groups are.
    groups
        Verdicts, keys of `VERDICTS`, by the name of the group.
    """
    every = Counter(word for words in groups.values() for word in words)
    table = Table(box=None, pad_edge=False, show_footer=True)
    table.add_column(heading, footer="in all")
    columns = [word for word in VERDICTS if every[word] or word in _USUAL]
    for word in columns:
        look = VERDICTS[word]
        title = f"{look.sign} {word}"
        table.add_column(title, f"{every[word]}", justify="right", header_style=look.style)
    for name, words in groups.items():
        table.add_row(name, *(f"{words.count(word) or ''}" for word in columns))
    return table


def print_table(results: Sequence[Data], groups: Mapping[str, str] | None = None) -> None:
    """Print one row a claim, and what there is to say of those that are not as expected.

    With the names of their `groups` it is one row a group instead.
    """
    console = Terminal()
    console.print(_grouped(results, groups) if groups else _rows(results))
    for result in results:
        if not result["as_expected"]:
            _print_failure(console, result)
    _print_total(console, results)


def _grouped(results: Sequence[Data], groups: Mapping[str, str]) -> Table:
    words: dict[str, list[str]] = {}
    for result in results:
        words.setdefault(groups.get(result["name"], "other"), []).append(result["verdict"])
    return counts("topic", words)


def _rows(results: Sequence[Data]) -> Table:
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
        verdict = "! not read" if result.get("slip") else verdict
        decided = result["verdict"] in ("proved", "refuted")
        rechecked = [("yes" if result["tree"] else "no") if decided else ""] if checks else []
        table.add_row(
            result["name"], _in_short(result["says"]), verdict, *rechecked,
            f"{result['seconds'] * 1e3:.0f}", style=style,
        )  # fmt: skip
    return table


def _in_short(text: str) -> str:
    return text if len(text) <= _SAID else f"{text[: _SAID - 2]} …"


def _print_total(console: Terminal, results: Sequence[Data]) -> None:
    # A slip in a line that no claim asks for stands beside them, and claims nothing.
    claims = [result for result in results if result.get("claim") != ""]
    wrong = sum(not result["as_expected"] for result in claims)
    words = Counter("not read" if r.get("slip") else r["verdict"] for r in claims)
    told = [f"{words[word]} {word}" for word in (*VERDICTS, "not read") if words[word]]
    slips = len(results) - len(claims)
    told += [f"{several(slips, 'slip')} besides"] * bool(slips)
    seconds = sum(result["seconds"] for result in results)
    kept = sum(result.get("cached", False) for result in results)
    trees = [bool(result["tree"]) for result in results if "tree" in result]
    console.print(
        f"{several(len(claims), 'claim')}, {wrong} not as expected: {', '.join(told)}; "
        f"{seconds:.1f} s of checking"
        + (f", {sum(trees)} re-checked" if trees else "")
        + (f", {kept} from the cache." if kept else "."),
        soft_wrap=True,
    )


def _print_failure(console: Terminal, result: Data) -> None:
    at = ""
    if "file" in result:
        at = f" ({one_line(result['file'])}, line {result['line']})"
    first, *rest = message(result).splitlines()
    console.print(f"{result['name']}{at}: {first}", style="red", soft_wrap=bool(at))
    for line in rest:
        console.print(f"  {line}", soft_wrap=True)
