"""`beyondthermal render`: the lecture, or a file of one's own, in every format from one run."""

from collections.abc import Sequence
from operator import itemgetter
from pathlib import Path

from beyondthermal.derivations.claims.ci_formats import message
from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.claims.verdicts import code_of
from beyondthermal.derivations.console import Terminal, working
from beyondthermal.derivations.files import expect_writable, write_all
from beyondthermal.derivations.formula_files.document import document_of, stem_of
from beyondthermal.derivations.formula_files.loading import load
from beyondthermal.derivations.formula_files.plots.asked import pictures
from beyondthermal.derivations.formula_files.theorems import theorems_of as claims_as_theorems
from beyondthermal.derivations.report.documents import ENGINES, FORMATS, document_files, stem
from beyondthermal.derivations.report.notation import NOTATIONS
from beyondthermal.derivations.report.writers.fragment import LABELS, expect_prefix
from beyondthermal.derivations.rocq.of_the_paper import THEOREMS, theorems_of
from beyondthermal.derivations.streams import one_line
from beyondthermal.numeric.extras import needs
from beyondthermal.symbolic.names import expect_known

from .check_files import expect_seconds
from .terminal import counted, summary

__all__ = ["render", "render_file"]


def render(
    formats: Sequence[str],
    folder: Path,
    *,
    only: Sequence[str] = (),
    notation: str = "paper",
    engine: str = "typst",
    labels: str = LABELS,
    tags: bool = False,
    cached: bool = True,
) -> int:
    """Derive what is to be shown, and write it.

    Parameters
    ----------
    formats
        Keys of `FORMATS`, or `THEOREMS`.
    folder
        Where to write `derivation.FORMAT`, and the figures of formats that can't hold them; the
        theorems are in a folder of their own.
    only
        Names of equations, which are also in those of the files; LaTeX is then a fragment without a
        preamble.
    notation
        A key of `NOTATIONS`.
    engine
        Who makes the PDF, one of `ENGINES`.
    labels
        What the labels of a fragment begin with.
    tags
        Whether equations of a fragment have the numbers of the paper.
    cached
        Whether results may come from the cache.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If a name, format, notation or engine is unknown, or an extra is missing.
    """
    claims = {claim.name: claim for claim in lecture_claims()}
    expect_known("notation", [notation], NOTATIONS)
    expect_known("only", only, claims, "an equation")
    expect_prefix(labels)
    _expect_renderable(formats, engine)
    documents, theorems = [f for f in formats if f != THEOREMS], THEOREMS in formats
    for ending in documents:
        expect_writable(folder / f"{stem(only)}.{ending}")
    asked = [claims[name] for name in only or claims]
    counting = counted(results(asked, cached=cached), len(asked), lambda result: result.claim.name)
    found = {result.claim.name: result for result in counting}
    files = document_files(
        found, documents, only=only, notation=notation, engine=engine, labels=labels, tags=tags
    )
    if theorems:
        files |= theorems_of(found)
    write_all({folder / name: content for name, content in files.items()})
    for name in files:
        Terminal().print(one_line(folder / name), soft_wrap=True)
    return summary(Terminal(stderr=True), list(found.values()))


def render_file(
    path: Path,
    formats: Sequence[str],
    folder: Path,
    *,
    engine: str = "typst",
    seconds: float = 60,
    plots: Sequence[str] = (),
) -> int:
    """A file as a document, its claims judged; in each format NAME.FORMAT.

    Beside the figures that it asks for there are those of `plots`, as `plots.asked` reads
    them.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If there is a slip in the file, a format or engine is unknown, or an extra is missing.
    """
    expect_seconds(seconds)
    _expect_renderable(formats, engine)
    documents = [f for f in formats if f != THEOREMS]
    with working(one_line(path.name)):
        file = load(path)
        drawn = tuple(pictures(file, plots))
    stem = stem_of(file)
    for ending in documents:
        expect_writable(folder / f"{stem}.{ending}")
    judged = list(counted(file.judged(seconds), len(file.claims), itemgetter("name")))
    with working(f"{one_line(path.name)} as {', '.join(formats)}"):
        files = document_of(file, judged, engine, drawn).files(documents)
        if THEOREMS in formats:
            files = {**files, **claims_as_theorems(file, judged, seconds)}
    write_all({folder / name: content for name, content in files.items()})
    for name in files:
        Terminal().print(one_line(folder / name), soft_wrap=True)
    for result in judged:
        if not result["as_expected"]:
            Terminal(stderr=True).print(f"{result['name']}: {message(result)}", soft_wrap=True)
    return code_of(judged)


def _expect_renderable(formats: Sequence[str], engine: str) -> None:
    """Refuse what can't be rendered before anything is derived.

    Raises
    ------
    ValueError
        If a format or engine is unknown, or an extra is missing.
    """
    expect_known("to", formats, (*FORMATS, THEOREMS))
    expect_known("engine", [engine], ENGINES)
    for ending in set(formats) & set(FORMATS):
        if not (ending == "pdf" and engine == "latexmk"):
            needs(f"Format {ending}", "report", *FORMATS[ending])
