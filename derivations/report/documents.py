"""The lecture as files in every format, from one run of the derivation."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.figures.drawing import rendered
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.numeric import extras

from .blocks import Picture, Section, compose
from .notation import NOTATIONS
from .writers.engines import pdf_by_latexmk, pdf_by_typst
from .writers.html import to_html
from .writers.latex import to_fragment, to_latex
from .writers.markdown import to_markdown
from .writers.notebook import to_notebook
from .writers.typst import to_typst

__all__ = ["ENGINES", "FORMATS", "document_files", "installed"]

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
    return extras.installed(*FORMATS[ending])


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
    drawn = _Pictures(tuple(shown) if pictures and extras.installed("matplotlib") else ())
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
