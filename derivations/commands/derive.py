"""The main job: derive everything, write the documents, show what came of it."""

import time
from collections.abc import Mapping, Sequence
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
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.derivations.report.documents import FORMATS, document_files, installed
from beyondthermal.numeric.extras import lacking
from beyondthermal.symbolic.prose import unmarked

from .overview import overview, written
from .terminal import counted, show, summary

__all__ = ["derive_all"]


def derive_all(folder: Path, *, cached: bool = True, verbose: bool = False) -> int:
    """Go through the lecture, write the documents, and print what came of it on one screen.

    The documents are `derivation.json` and `derivation.tex`; and `derivation.html` and
    `derivation.pdf` where the extra `report` is installed.

    Parameters
    ----------
    folder
        Where to write.
    cached
        Whether results may come from the cache.
    verbose
        Whether every step and claim is printed as it falls.

    Returns
    -------
    int
        A key of `EXIT_CODES`.
    """
    console, start = Terminal(), time.perf_counter()
    expect_writable(folder / "derivation.json")
    found = _lecture(console, cached, verbose)
    seconds = time.perf_counter() - start
    files = {"derivation.json": to_json([*found.values()], version("beyondthermal")).encode()}
    with console.status("writing the documents", spinner=console.spinner):
        files |= document_files(found, ["tex"], pictures=False, lecture=LECTURE)
        formats = [ending for ending in ("html", "pdf") if installed(ending)]
        files |= document_files(found, formats, lecture=LECTURE)
    write_all({folder / name: content for name, content in files.items()})
    _print_end(console, found, folder, [*files], seconds, verbose)
    return summary(console, [*found.values()])


def _lecture(console: Terminal, cached: bool, verbose: bool) -> dict[str, Result]:
    """Check the lecture's claims, and show each in its turn if asked to."""
    found: dict[str, Result] = {}
    claims = lecture_claims(LECTURE)
    headings = {_claims(chapter)[0].name: chapter.heading for chapter in LECTURE}
    coming = results(claims, cached=cached)
    for result in counted(coming, len(claims), lambda r: r.claim.name, console):
        name = result.claim.name
        found[name] = result
        if verbose:
            if name in headings:
                console.rule(headings[name], align="left", style="dim")
            _show(console, result)
    return found


def _claims(chapter: Chapter) -> list[Claim]:
    return lecture_claims([chapter])


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


def _print_end(
    console: Terminal,
    found: Mapping[str, Result],
    folder: Path,
    files: Sequence[str],
    seconds: float,
    verbose: bool,
) -> None:
    rechecked = sum(result.rechecked for result in found.values())
    kept = sum(result.cached for result in found.values())
    count = f"{len(found)} statements in {seconds:.1f} s"
    last = [
        f"{count}, {rechecked} re-checked, {kept} from the cache.",
        written(folder, *files),
    ]
    if not installed("pdf"):
        last.append(str(lacking("HTML or PDF", "report", *FORMATS["pdf"])))
    if verbose:
        console.rule(style="dim")
    chapters = {
        chapter.heading: [found[claim.name] for claim in _claims(chapter)] for chapter in LECTURE
    }
    page = next(name for name in reversed(files) if not name.endswith(".pdf"))
    overview(console, chapters, last, f"the errata of {page}; or derive -v")
