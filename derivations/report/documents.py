"""The lecture as files in every format, from one run of the derivation."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.figures.axes import Data
from beyondthermal.derivations.figures.drawing import rendered
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.numeric import extras

from .blocks import Picture, Section
from .composition import compose
from .notation import NOTATIONS
from .writers.engines import pdf_by_latexmk, pdf_by_typst
from .writers.html import to_html
from .writers.latex import to_fragment, to_latex
from .writers.markdown import to_markdown
from .writers.notebook import to_notebook
from .writers.typst import to_typst

__all__ = ["ENGINES", "FORMATS", "document_files", "installed"]

# What a format, a method of `_Document`, needs beyond the core: modules of the extra `report`.
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
    return extras.installed(*FORMATS[ending])


@dataclass(frozen=True)
class _Document:
    """A document, with a method for each format; figures are drawn when one asks for them."""

    sections: Sequence[Section]
    figures: tuple[str, ...]
    is_fragment: bool
    engine: str

    @cached_property
    def data(self) -> dict[str, Data]:
        """The data of the figures, by key."""
        return {name: FIGURES[name].data() for name in self.figures}

    def drawn(self, ending: str) -> dict[str, bytes]:
        """The figures in a format, by key."""
        return {name: rendered(FIGURES[name], data, ending) for name, data in self.data.items()}

    @cached_property
    def svg(self) -> dict[str, bytes]:
        """As SVG, which three formats share."""
        return self.drawn("svg")

    def tex(self) -> dict[str, bytes]:
        if self.is_fragment:
            return {"derivation.tex": to_fragment(self.sections).encode()}
        drawn = self.drawn("pdf")
        return {"derivation.tex": to_latex(self.sections, drawn).encode(), **_files(drawn, "pdf")}

    def html(self) -> dict[str, bytes]:
        return {"derivation.html": to_html(self.sections, self.svg).encode()}

    def pdf(self) -> dict[str, bytes]:
        if self.engine == "latexmk":
            drawn = self.drawn("pdf")
            return {"derivation.pdf": pdf_by_latexmk(to_latex(self.sections, drawn), drawn)}
        return {"derivation.pdf": pdf_by_typst(to_typst(self.sections, self.svg), self.svg)}

    def md(self) -> dict[str, bytes]:
        text = to_markdown(self.sections, self.svg)
        return {"derivation.md": text.encode(), **_files(self.svg, "svg")}

    def ipynb(self) -> dict[str, bytes]:
        return {"derivation.ipynb": to_notebook(self.sections).encode()}


def _files(pictures: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    return {f"figure-{name}.{ending}": content for name, content in pictures.items()}


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
    drawn = tuple(shown) if pictures and extras.installed("matplotlib") else ()
    document = _Document(sections, drawn, bool(only), engine)
    files: dict[str, bytes] = {}
    for ending in formats:
        files |= getattr(document, ending)()
    return files
