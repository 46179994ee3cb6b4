"""`beyondthermal render`: the lecture in every format, from one run of the derivation."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.files import write_bytes
from beyondthermal.derivations.report.documents import ENGINES, FORMATS, document_files, installed
from beyondthermal.derivations.report.notation import NOTATIONS

__all__ = ["render"]


def render(
    formats: Sequence[str],
    folder: Path,
    *,
    only: Sequence[str] = (),
    notation: str = "paper",
    engine: str = "typst",
) -> int:
    """Derive what is to be shown, and write it.

    Parameters
    ----------
    formats
        Keys of `FORMATS`.
    folder
        Where to write `derivation.FORMAT`, and the figures of formats that can't hold them.
    only
        Names of equations; LaTeX is then a fragment without a preamble.
    notation
        A key of `NOTATIONS`.
    engine
        Who makes the PDF, one of `ENGINES`.

    Returns
    -------
    int
        0 if every verdict is the expected one, else 1.

    Raises
    ------
    ValueError
        If a name, format, notation or engine is unknown, or an extra is missing.
    """
    claims = {claim.name: claim for claim in lecture_claims()}
    _expect("to", formats, FORMATS)
    _expect("notation", [notation], NOTATIONS)
    _expect("engine", [engine], ENGINES)
    _expect("only", only, claims)
    _expect_installed(formats, engine)
    folder.mkdir(parents=True, exist_ok=True)
    found = _checked([claims[name] for name in only or claims])
    files = document_files(found, formats, only=only, notation=notation, engine=engine)
    for name, content in files.items():
        write_bytes(folder / name, content)
        print(folder / name)
    return _summary(found)


def _expect(argument: str, given: Sequence[str], known: Collection[str]) -> None:
    for name in given:
        if name not in known:
            choice = ", ".join(known) if len(known) < 12 else "the name of an equation"
            raise ValueError(f"Argument `{argument}` must be {choice}, but got {name!r}.")


def _expect_installed(formats: Sequence[str], engine: str) -> None:
    for ending in formats:
        if not installed(ending) and not (ending == "pdf" and engine == "latexmk"):
            raise ValueError(
                f"Format {ending} needs {', '.join(FORMATS[ending])}: install the extra with "
                "pip install 'beyondthermal[report]'."
            )


def _checked(claims: Sequence[Claim]) -> dict[str, Result]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    shown = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with shown as progress:
        found = progress.track(results(claims), total=len(claims), description="deriving")
        return {result.claim.name: result for result in found}


def _summary(found: Mapping[str, Result]) -> int:
    """The exit code; what is not as expected is named."""
    failed = [name for name, result in found.items() if not result.as_expected]
    if failed:
        Console(stderr=True).print(f"Not as expected: {', '.join(failed)}.", style="bold red")
    return 1 if failed else 0
