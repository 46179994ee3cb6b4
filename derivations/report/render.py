"""`beyondthermal render`: the lecture in every format, from one run of the derivation."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from beyondthermal.derivations.chapter import Chapter
from beyondthermal.derivations.claim import Claim, Result
from beyondthermal.derivations.figures import FIGURES
from beyondthermal.derivations.files import write_bytes
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.plot import rendered
from beyondthermal.derivations.workers import lecture_claims, results

from .blocks import Picture, Section, compose
from .engines import pdf_by_latexmk, pdf_by_typst
from .html import to_html
from .latex import to_fragment, to_latex
from .markdown import to_markdown
from .notation import NOTATIONS
from .notebook import to_notebook
from .typst import to_typst

__all__ = ["ENGINES", "FORMATS", "document_files", "installed", "render"]

# What a format needs beyond the core: modules of the extra `report`.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "tex": (),
    "html": ("pypandoc", "matplotlib"),
    "pdf": ("pypandoc", "typst", "matplotlib"),
    "md": (),
    "ipynb": (),
}
ENGINES = ("typst", "latexmk")


def installed(ending: str) -> bool:
    """Whether what a format needs is installed."""
    return all(find_spec(module) for module in FORMATS[ending])


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


@dataclass(frozen=True)
class _Pictures:
    """The figures of a document, drawn when a format asks for them."""

    names: tuple[str, ...]
    data: dict[str, object] = field(default_factory=dict)

    def drawn(self, ending: str) -> dict[str, bytes]:
        """The pictures in a format, by key."""
        for name in self.names:
            if name not in self.data:
                self.data[name] = FIGURES[name].data()
        return {name: rendered(FIGURES[name], self.data[name], ending) for name in self.names}

    @cached_property
    def svg(self) -> dict[str, bytes]:
        """As SVG, which three formats share."""
        return self.drawn("svg")


def document_files(
    results: Mapping[str, Result],
    formats: Sequence[str],
    *,
    only: Collection[str] = (),
    notation: str = "paper",
    engine: str = "typst",
    pictures: bool = True,
    lecture: Sequence[Chapter] = LECTURE,
) -> dict[str, bytes]:
    """The files of the document by name: the same bytes for the same results."""
    sections = compose(lecture, results, only=only, notation=NOTATIONS[notation])
    shown = (b.name for s in sections for b in s.blocks if isinstance(b, Picture))
    drawn = _Pictures(tuple(shown) if pictures and find_spec("matplotlib") else ())
    files: dict[str, bytes] = {}
    for ending in formats:
        files |= _WRITERS[ending](sections, drawn, bool(only), engine)
    return files


def _figures(pictures: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    return {f"figure-{name}.{ending}": content for name, content in pictures.items()}


def _tex(sections: Sequence[Section], pictures: _Pictures, only: bool, _: str) -> dict[str, bytes]:
    if only:
        return {"derivation.tex": to_fragment(sections).encode()}
    drawn = pictures.drawn("pdf")
    return {"derivation.tex": to_latex(sections, drawn).encode(), **_figures(drawn, "pdf")}


def _html(sections: Sequence[Section], pictures: _Pictures, _: bool, __: str) -> dict[str, bytes]:
    return {"derivation.html": to_html(sections, pictures.svg).encode()}


def _pdf(
    sections: Sequence[Section], pictures: _Pictures, _: bool, engine: str
) -> dict[str, bytes]:
    if engine == "latexmk":
        drawn = pictures.drawn("pdf")
        return {"derivation.pdf": pdf_by_latexmk(to_latex(sections, drawn), drawn)}
    return {"derivation.pdf": pdf_by_typst(to_typst(sections, pictures.svg), pictures.svg)}


def _md(sections: Sequence[Section], pictures: _Pictures, _: bool, __: str) -> dict[str, bytes]:
    text = to_markdown(sections, pictures.svg)
    return {"derivation.md": text.encode(), **_figures(pictures.svg, "svg")}


def _ipynb(sections: Sequence[Section], _: _Pictures, __: bool, ___: str) -> dict[str, bytes]:
    return {"derivation.ipynb": to_notebook(sections).encode()}


_Writer = Callable[[Sequence[Section], _Pictures, bool, str], dict[str, bytes]]
_WRITERS: Mapping[str, _Writer] = {
    "tex": _tex,
    "html": _html,
    "pdf": _pdf,
    "md": _md,
    "ipynb": _ipynb,
}
