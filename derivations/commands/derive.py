"""The main job: derive everything, show each result as it falls, write the documents."""

import time
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.record import to_json
from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.files import write_bytes
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.derivations.report.documents import FORMATS, document_files, installed
from beyondthermal.numeric.extras import lacking
from beyondthermal.symbolic.prose import unmarked

from .terminal import counted, summary

__all__ = ["derive_all"]


def derive_all(folder: Path, *, cached: bool = True) -> int:
    """Go through the lecture, print every step and claim, and write the documents.

    These are `derivation.json` and `derivation.tex`; and `derivation.html` and `derivation.pdf`
    where the extra `report` is installed.

    Returns
    -------
    int
        A key of `EXIT_CODES`.
    """
    console, start = Console(highlight=False), time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    found = _lecture(console, cached)
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


def _lecture(console: Console, cached: bool) -> dict[str, Result]:
    """Check the lecture's claims, and show each in its turn."""
    found: dict[str, Result] = {}
    claims = lecture_claims(LECTURE)
    headings = {
        next(p.name for p in chapter.parts if isinstance(p, Claim)): chapter.heading
        for chapter in LECTURE
    }
    coming = results(claims, cached=cached)
    for result in counted(coming, len(claims), lambda r: r.claim.name, console):
        name = result.claim.name
        if name in headings:
            console.rule(headings[name], align="left", style="dim")
        found[name] = result
        _show(console, result)
    return found


def _show(console: Console, result: Result) -> None:
    proof, look = result.finding.proof, VERDICTS[result.word]
    head = Text.assemble(
        (f"{look.sign} ", look.style),
        (f"({result.claim.name}) ", "bold"),
        unmarked(result.claim.says),
    )
    console.print(head)
    for statement in result.finding.statement:
        console.print(Padding(Text(unicode_maths(statement)), (0, 0, 0, 6), expand=False))
    when = "from the cache" if result.cached else f"{result.seconds * 1000:.0f} ms"
    lines = [f"{result.word}: {proof.method}, {when}"]
    lines += [f"{name}: {value}" for name, value in result.finding.figures.items()]
    if proof.counterexample:
        lines += [f"{name} = {value}" for name, value in proof.counterexample.items()]
    for line in lines:
        console.print(Padding(Text(unmarked(line), style="dim"), (0, 0, 0, 4), expand=False))


def _summary(console: Console, results: list[Result], files: list[Path], seconds: float) -> int:
    counts = {word: sum(result.word == word for result in results) for word in VERDICTS}
    tally = ", ".join(f"{n} {word}" for word, n in counts.items() if n)
    console.rule(style="dim")
    rechecked = sum(result.rechecked for result in results)
    console.print(f"{len(results)} statements in {seconds:.1f} s: {tally}; {rechecked} re-checked.")
    console.print(f"Written: {', '.join(map(str, files))}.")
    if not installed("pdf"):
        console.print(str(lacking("HTML or PDF", "report", *FORMATS["pdf"])))
    return summary(console, results)
