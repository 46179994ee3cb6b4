"""A chapter of the lecture: prose between claims, read from Markdown.

A worked step on the way is a claim like any other: an equation, derived and judged. So nothing is
displayed that wasn't checked in the same run.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import Picture

__all__ = ["Chapter", "Part", "Picture", "picture", "read"]


# Prose is in Unicode; what stands between dollar signs is mathematics, in Unicode or LaTeX.
Part = str | Claim | Picture


@dataclass(frozen=True)
class Chapter:
    """A heading, and what comes below it in the order of the blackboard.

    `name` is what links call it, whatever its heading and its place.
    """

    heading: str
    parts: tuple[Part, ...]
    name: str = ""


def read(text: str, name: str = "") -> Chapter:
    r"""A chapter from its Markdown: a heading, then blocks between empty lines.

    A block is a paragraph, or has a claim `{{A4}}` or a figure `![](1b)` on each line.

    Raises
    ------
    ValueError
        If there is no claim of a name.

    Examples
    --------
    >>> prose, picture = read("# Heat\n\nIt flows.\nWhere to?\n\n![](1c)").parts
    >>> prose, picture.number, picture.figure.title
    ('It flows. Where to?', '1c', 'Entropy production')
    """
    heading, *blocks = text.strip().split("\n\n")
    parts = (part for block in blocks for part in _parts(block.splitlines()))
    return Chapter(heading.removeprefix("# "), tuple(parts), name)


def _parts(lines: list[str]) -> Iterator[Part]:
    marks = [re.fullmatch(r"\{\{(.+)\}\}|!\[\]\((.+)\)", line) for line in lines]
    if not any(marks):
        yield " ".join(lines)
    for mark in filter(None, marks):
        yield find(mark[1]) if mark[1] else picture(mark[2])


def picture(name: str) -> Picture:
    """A figure of the paper's, by its key in `FIGURES`; those that it lacks have no number."""
    number = name if name[0].isdigit() else ""
    return Picture(name, FIGURES[name], number, f'figure("{name}")')
