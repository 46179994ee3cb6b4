"""The main job: derive everything, show each result as it falls, write the documents."""

import time
from importlib.metadata import version
from pathlib import Path

from rich.padding import Padding

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.record import to_json
from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.files import expect_writable, write_all
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.report.documents import FORMATS, document_files, installed
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric.extras import lacking
from beyondthermal.symbolic.prose import unmarked

from .terminal import counted, show, summary

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
    console, start = Terminal(), time.perf_counter()
    expect_writable(folder / "derivation.json")
    found = _lecture(console, cached)
    everything = list(found.values())
    seconds = time.perf_counter() - start
    files = {"derivation.json": to_json(everything, version("beyondthermal")).encode()}
    with console.status("writing the documents", spinner=console.spinner):
        files |= document_files(found, ["tex"], pictures=False, lecture=LECTURE)
        formats = [ending for ending in ("html", "pdf") if installed(ending)]
        files |= document_files(found, formats, lecture=LECTURE)
    write_all({folder / name: content for name, content in files.items()})
    return _summary(console, everything, [folder / name for name in files], seconds)


def _lecture(console: Terminal, cached: bool) -> dict[str, Result]:
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


def _show(console: Terminal, result: Result) -> None:
    proof, look = result.finding.proof, VERDICTS[result.word]
    name, says = f"({result.claim.name}) ", unmarked(result.claim.says)
    console.say((f"{look.sign} ", look.style), (name, "bold"), (says, ""))
    show(console, result.finding.statement, result.finding.condition)
    when = "from the cache" if result.cached else f"{result.seconds * 1000:.0f} ms"
    lines = [f"{result.word}: {proof.method}, {when}"]
    lines += [f"{name}: {value}" for name, value in result.finding.figures.items()]
    if proof.counterexample:
        lines += [f"{name} = {value}" for name, value in proof.counterexample.items()]
    for line in lines:
        console.print(Padding(unmarked(line), (0, 0, 0, 4), expand=False), style="dim")


def _summary(console: Terminal, results: list[Result], files: list[Path], seconds: float) -> int:
    counts = {word: sum(result.word == word for result in results) for word in VERDICTS}
    tally = ", ".join(f"{n} {word}" for word, n in counts.items() if n)
    console.rule(style="dim")
    rechecked = sum(result.rechecked for result in results)
    console.print(f"{len(results)} statements in {seconds:.1f} s: {tally}; {rechecked} re-checked.")
    console.print(f"Written: {', '.join(map(one_line, files))}.")
    if not installed("pdf"):
        console.print(str(lacking("HTML or PDF", "report", *FORMATS["pdf"])))
    return summary(console, results)
