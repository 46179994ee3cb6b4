"""The main job: derive everything, show each result as it falls, write the documents."""

import time
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from beyondthermal.symbolic.proof import Verdict

from .claim import Result, check
from .document import to_json, to_latex
from .files import write
from .paper import DERIVATION
from .printing import unicode_maths

__all__ = ["derive_all"]

_STYLE = {
    Verdict.PROVED: ("✓", "green"),
    Verdict.ENCLOSED: ("✓", "green"),
    Verdict.SUPPORTED: ("≈", "cyan"),
    Verdict.INCONCLUSIVE: ("?", "yellow"),
    Verdict.REFUTED: ("✗", "red"),
}


def derive_all(folder: Path) -> int:
    """Check every claim, print it, and write `derivation.tex` and `derivation.json`.

    Returns
    -------
    int
        0 if every verdict is the expected one, else 1.
    """
    console, start = Console(highlight=False), time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    results: dict[str, list[Result]] = {}
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=sum(map(len, DERIVATION.values())))
        for heading, claims in DERIVATION.items():
            console.rule(heading, align="left", style="dim")
            results[heading] = []
            for claim in claims:
                progress.update(task, description=claim.name)
                results[heading].append(check(claim))
                _show(console, results[heading][-1])
                progress.advance(task)
    everything = [result for part in results.values() for result in part]
    write(folder / "derivation.tex", to_latex(results))
    write(folder / "derivation.json", to_json(everything, version("beyondthermal")))
    return _summary(console, everything, folder, time.perf_counter() - start)


def _show(console: Console, result: Result) -> None:
    proof = result.finding.proof
    mark, style = _STYLE[proof.verdict]
    head = Text.assemble(
        (f"{mark} ", style), (f"({result.claim.name}) ", "bold"), result.claim.says
    )
    console.print(head)
    for statement in result.finding.statement:
        console.print(Padding(Text(unicode_maths(statement)), (0, 0, 0, 6), expand=False))
    lines = [f"{proof.verdict.name.lower()}: {proof.method}, {result.seconds * 1000:.0f} ms"]
    lines += [f"{name}: {value}" for name, value in result.finding.figures.items()]
    if proof.counterexample:
        lines += [f"{name} = {value}" for name, value in proof.counterexample.items()]
    for line in lines:
        console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4), expand=False))


def _summary(console: Console, results: list[Result], folder: Path, seconds: float) -> int:
    failed = [result.claim.name for result in results if not result.as_expected]
    counts = {v: sum(r.finding.proof.verdict is v for r in results) for v in Verdict}
    tally = ", ".join(f"{n} {verdict.name.lower()}" for verdict, n in counts.items() if n)
    console.rule(style="dim")
    console.print(f"{len(results)} claims in {seconds:.1f} s: {tally}.")
    console.print(f"Written: {folder / 'derivation.tex'}, {folder / 'derivation.json'}.")
    if failed:
        console.print(f"Not as expected: {', '.join(failed)}.", style="bold red")
    return 1 if failed else 0
