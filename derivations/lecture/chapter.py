"""A chapter of the lecture: prose between claims.

A worked step on the way is a claim like any other: an equation, derived and judged. So nothing is
displayed that wasn't checked in the same run.
"""

from dataclasses import dataclass

from beyondthermal.derivations.claims.claim import Claim

__all__ = ["Chapter", "Part", "Picture"]


@dataclass(frozen=True)
class Picture:
    """A place for a figure, by its key in `FIGURES`."""

    name: str


# Prose is in Unicode; what stands between dollar signs is mathematics, in Unicode or LaTeX.
Part = str | Claim | Picture


@dataclass(frozen=True)
class Chapter:
    """A heading, and what comes below it in the order of the blackboard."""

    heading: str
    parts: tuple[Part, ...]
