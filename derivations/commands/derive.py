"""The main job: derive everything, show each result as it falls, write the documents."""

import time
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.record import to_json
from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.files import write_bytes
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.derivations.report.documents import document_files, installed
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.prose import unmarked

__all__ = ["derive_all"]

_STYLE = {
    Verdict.PROVED: ("✓", "green"),
    Verdict.ENCLOSED: ("✓", "green"),
    Verdict.SUPPORTED: ("≈", "cyan"),
    Verdict.INCONCLUSIVE: ("?", "yellow"),
    Verdict.REFUTED: ("✗", "red"),
}


def derive_all(folder: Path) -> int:
    """Go through the lecture, print every step and claim, and write the documents.

    These are `derivation.json` and `derivation.tex`; and `derivation.html` and `derivation.pdf`
    where the extra `report` is installed.

    Returns
    -------
    int
        0 if every verdict is the expected one, else 1.
    """
    console, start = Console(highlight=False), time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    found = _lecture(console)
    everything = list(found.values())
    seconds = time.perf_counter() - start
    files = {"derivation.json": to_json(everything, version("beyondthermal")).encode()}
    with console.status("writing the documents"):
        files |= document_files(found, ["tex"], pictures=False, lecture=LECTURE)
        formats = [ending for ending in ("html", "pdf") if installed(ending)]
        files |= document_files(found, formats, lecture=LECTURE)
    for name, content in files.items():
        write_bytes(folder / name, content)
    return _summary(console, everything, [folder / name for name in files], seconds)


def _lecture(console: Console) -> dict[str, Result]:
    """Check the lecture's claims, and show each in its turn."""
    found: dict[str, Result] = {}
    claims = lecture_claims(LECTURE)
    headings = {
        next(p.name for p in chapter.parts if isinstance(p, Claim)): chapter.heading
        for chapter in LECTURE
    }
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(claims))
        for result in results(claims):
            name = result.claim.name
            if name in headings:
                console.rule(headings[name], align="left", style="dim")
            found[name] = result
            _show(console, result)
            progress.update(task, advance=1, description=name)
    return found


def _show(console: Console, result: Result) -> None:
    proof = result.finding.proof
    mark, style = _STYLE[proof.verdict]
    head = Text.assemble(
        (f"{mark} ", style), (f"({result.claim.name}) ", "bold"), unmarked(result.claim.says)
    )
    console.print(head)
    for statement in result.finding.statement:
        console.print(Padding(Text(unicode_maths(statement)), (0, 0, 0, 6), expand=False))
    lines = [f"{proof.verdict.name.lower()}: {proof.method}, {result.seconds * 1000:.0f} ms"]
    lines += [f"{name}: {value}" for name, value in result.finding.figures.items()]
    if proof.counterexample:
        lines += [f"{name} = {value}" for name, value in proof.counterexample.items()]
    for line in lines:
        console.print(Padding(Text(unmarked(line), style="dim"), (0, 0, 0, 4), expand=False))


def _summary(console: Console, results: list[Result], files: list[Path], seconds: float) -> int:
    failed = [result.claim.name for result in results if not result.as_expected]
    counts = {v: sum(r.finding.proof.verdict is v for r in results) for v in Verdict}
    tally = ", ".join(f"{n} {verdict.name.lower()}" for verdict, n in counts.items() if n)
    console.rule(style="dim")
    console.print(f"{len(results)} statements in {seconds:.1f} s: {tally}.")
    console.print(f"Written: {', '.join(map(str, files))}.")
    if not installed("pdf"):
        console.print("HTML and PDF need an extra: pip install 'beyondthermal[report]'.")
    if failed:
        console.print(f"Not as expected: {', '.join(failed)}.", style="bold red")
    return 1 if failed else 0
