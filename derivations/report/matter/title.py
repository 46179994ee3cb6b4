"""What stands on the title page: what this is about, how it came out, and how it is cited."""

from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version
from typing import NamedTuple

from beyondthermal.derivations.report.blocks import Equation, Section
from beyondthermal.derivations.report.live.code import expressions
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.prose import several

from .bibliography import WORKS, Work
from .citation import PAPER, RELEASED

__all__ = ["Title", "title_of"]

_PAPER = next(work for work in WORKS if work.doi == PAPER.doi)


class Title(NamedTuple):
    """The lines of a title page: two of the title, the paper, the package, what was found.

    `numbers` says how to read the numbers of equations. A document of a user's has no paper.
    """

    title: str
    subtitle: str
    paper: Work | None
    package: str
    found: str
    numbers: str


def title_of(sections: Sequence[Section]) -> Title:
    """The title page of a document: the same for equal results."""
    equations = [b for s in sections for b in s.blocks if isinstance(b, Equation)]
    counts = Counter(e.result.finding.proof.verdict for e in equations for _ in e.names)
    tally = ", ".join(f"{counts[v]} {v.name.lower()}" for v in Verdict if counts[v])
    return Title(
        "Steady-state entanglement beyond thermal limits",
        "The derivation, checked",
        _PAPER,
        f"The beyondthermal developers, beyondthermal {version('beyondthermal')} ({RELEASED}), "
        f"expressions {expressions()}.",
        f"{several(counts.total(), 'statement')}: {tally}. Each was derived and judged in the run "
        "that wrote this document.",
        "Equations are numbered by chapter; beside that stands the number of the paper's equation "
        "that they are, set right, or are about, if there is one.",
    )
