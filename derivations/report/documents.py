"""The lecture as files in every format, from one run of the derivation."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.figures.drawing import painted
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.numeric import extras

from .blocks import Picture, Section, anchor
from .composition import compose
from .matter.title import Title
from .measured import own_names
from .notation import NOTATIONS
from .writers.engines import pdf_by_latexmk, pdf_by_typst
from .writers.fragment import LABELS, to_fragment
from .writers.html import to_html
from .writers.latex import to_latex
from .writers.markdown import to_markdown
from .writers.notebook import to_notebook, to_own_notebook
from .writers.typst import to_typst

__all__ = ["ENGINES", "FORMATS", "Document", "document_files", "installed", "pictures_of", "stem"]

# What a format, a method of `Document`, needs beyond the core: modules of the extra `report`.
FORMATS: Mapping[str, tuple[str, ...]] = {
    "tex": (),
    "html": ("pypandoc", "matplotlib"),
    "pdf": ("pypandoc", "typst", "matplotlib"),
    "md": (),
    "ipynb": (),
}
ENGINES = ("typst", "latexmk")


def stem(only: Collection[str] = ()) -> str:
    """What files are called but for their ending: parts of the document don't replace the whole.

    Examples
    --------
    >>> stem(), stem(["A4"]), stem(["A4", "A12", "bound-thermal", "6"])
    ('derivation', 'derivation-A4', 'derivation-A4-A12-bound-thermal-6')
    """
    parts = [anchor(name).removeprefix("eq-") for name in only]
    # The names of files have an end.
    if sum(map(len, parts)) > 100:
        parts = [*parts[:3], "and", str(len(parts) - 3), "more"]
    return "-".join(["derivation", *parts])


def installed(ending: str) -> bool:
    """Whether what a format needs is installed."""
    return extras.installed(*FORMATS[ending])


@dataclass(frozen=True)
class Document:
    """A document, with a method for each format; figures are drawn when one asks for them.

    One of a user's has a title page of its own, and a file that a notebook reads.
    """

    sections: Sequence[Section]
    pictures: Sequence[Picture]
    stem: str
    engine: str
    fragment: Mapping[str, Any] | None = None
    title: Title | None = None
    source: str = ""

    def drawn(self, ending: str, style: str = "print") -> dict[str, bytes]:
        """The figures in a format, by name."""
        return {
            shown.name: painted(shown.figure.alone, shown.name, ending, style=style)
            for shown in self.pictures
        }

    @cached_property
    def svg(self) -> dict[str, bytes]:
        """As SVG for screens, light and dark, which two formats share."""
        return self.drawn("svg", "screen")

    def tex(self) -> dict[str, bytes]:
        """LaTeX, with its figures beside it."""
        if self.fragment is not None:
            text = to_fragment(self.sections, **self.fragment)
            return {f"{self.stem}.tex": text.encode()}
        drawn = self.drawn("pdf")
        text = to_latex(self.sections, drawn, self.title)
        return {f"{self.stem}.tex": text.encode(), **_files(drawn, "pdf")}

    def html(self) -> dict[str, bytes]:
        """A page."""
        return {f"{self.stem}.html": to_html(self.sections, self.svg, *self._named).encode()}

    def pdf(self) -> dict[str, bytes]:
        """A PDF, by Typst or LaTeX."""
        if self.engine == "latexmk":
            drawn = self.drawn("pdf")
            text = to_latex(self.sections, drawn, self.title)
            return {f"{self.stem}.pdf": pdf_by_latexmk(text, drawn)}
        drawn = self.drawn("svg")
        text = to_typst(self.sections, drawn, self.title)
        return {f"{self.stem}.pdf": pdf_by_typst(text, drawn)}

    def md(self) -> dict[str, bytes]:
        """Markdown, with its figures beside it."""
        text = to_markdown(self.sections, self.svg, self.title)
        return {f"{self.stem}.md": text.encode(), **_files(self.svg, "svg")}

    def ipynb(self) -> dict[str, bytes]:
        """A notebook."""
        if self.title:
            text = to_own_notebook(self.sections, self.svg, self.title.title, self.source)
        else:
            text = to_notebook(self.sections)
        return {f"{self.stem}.ipynb": text.encode()}

    @property
    def _named(self) -> tuple[str, ...]:
        return (self.title.title,) if self.title else ()

    def files(self, formats: Sequence[str]) -> dict[str, bytes]:
        """The files of some formats, by name."""
        found: dict[str, bytes] = {}
        with own_names() if self.title else nullcontext():
            for ending in formats:
                found |= getattr(self, ending)()
        return found


def _files(pictures: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    return {f"figure-{name}.{ending}": content for name, content in pictures.items()}


def document_files(
    results: Mapping[str, Result],
    formats: Sequence[str],
    *,
    only: Collection[str] = (),
    notation: str = "paper",
    engine: str = "typst",
    labels: str = LABELS,
    tags: bool = False,
    pictures: bool = True,
    lecture: Sequence[Chapter] = LECTURE,
) -> dict[str, bytes]:
    """The files of the document by name: the same bytes for the same results."""
    sections = compose(lecture, results, only=only, notation=NOTATIONS[notation])
    drawn = pictures_of(sections) if pictures and extras.installed("matplotlib") else []
    fragment = {"labels": labels, "tags": tags} if only else None
    return Document(sections, drawn, stem(only), engine, fragment).files(formats)


def pictures_of(sections: Sequence[Section]) -> list[Picture]:
    """The figures of a document, in their order."""
    return [b for section in sections for b in section.blocks if isinstance(b, Picture)]
