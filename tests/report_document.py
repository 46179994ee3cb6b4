"""The document that the tests of all formats look at: derived, composed and drawn only once."""

from functools import cache

from beyondthermal.derivations.claims.results import lecture_claims, results
from beyondthermal.derivations.figures.drawing import rendered
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.report.blocks import Equation, Section
from beyondthermal.derivations.report.composition import compose
from beyondthermal.derivations.report.writers.html import to_html


@cache
def document() -> tuple[Section, ...]:
    """The whole lecture; what `derive` has found before is known."""
    return compose(LECTURE, {found.claim.name: found for found in results(lecture_claims())})


@cache
def pictures(ending: str) -> dict[str, bytes]:
    """Every figure in a format, by its key."""
    return {key: rendered(figure, figure.data(), ending) for key, figure in FIGURES.items()}


@cache
def page() -> str:
    """The whole document in HTML, with its figures."""
    return to_html(document(), pictures("svg"))


def equations() -> list[Equation]:
    """The equations of the document, in their order."""
    return [b for section in document() for b in section.blocks if isinstance(b, Equation)]
