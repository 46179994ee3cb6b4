"""The document, whatever the format: sections of prose, equations with their verdicts, figures.

A writer turns these blocks into LaTeX, HTML, Typst, Markdown or a notebook; none of them looks at
claims or chapters.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

import sympy as sp

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.figures.sheets import Figure
from beyondthermal.symbolic.symbols import Quantity

from .matter.bibliography import Work

__all__ = [
    "Bibliography", "Block", "Equation", "Erratum", "Formula", "Glossary", "Lineage", "Picture",
    "Prose", "Section", "Tie", "anchor", "number", "work_anchor",
]  # fmt: skip


@dataclass(frozen=True)
class Prose:
    """A paragraph, in Unicode."""

    text: str


@dataclass(frozen=True)
class Picture:
    """A figure.

    `name` is in those of its files and in links to it, and is safe there; it has a number or none,
    and in a notebook `again` draws it.
    """

    name: str
    figure: Figure
    number: str = ""
    again: str = ""


@dataclass(frozen=True)
class Formula:
    """What is displayed without a verdict: a definition, what a model is made of, its results."""

    statement: tuple[sp.Basic, ...]


@dataclass(frozen=True)
class Equation:
    """A claim that was checked, with all the names under which it appears.

    `statement` and `printed` are in the notation asked for; everything else is in `result`.
    `corrects` holds the names of refuted claims that this one sets right; `number` is that of the
    document, chapter and place, whichever part of it is shown. `whole` says in HTML where all
    certificates are, if that isn't the paper's derivation.
    """

    names: tuple[str, ...]
    result: Result
    statement: tuple[sp.Basic, ...]
    printed: tuple[sp.Basic, ...]
    corrects: tuple[str, ...] = ()
    number: str = ""
    whole: str = ""

    def label(self, name: str) -> tuple[str, str]:
        """What a reference by this name shows: our number, and the paper's if it has one."""
        return (self.number, number(name)) if self.number else (name, "")

    @property
    def condition(self) -> str:
        """For which values it is stated, beyond what is assumed throughout."""
        return self.result.finding.condition

    @property
    def numbers(self) -> tuple[str, ...]:
        """The paper's numbers among the names, corrections last."""
        return tuple(sorted(filter(None, map(number, self.names)), key=lambda found: " " in found))


@dataclass(frozen=True)
class Erratum:
    """What the paper prints and what is true."""

    refuted: Equation
    corrected: Equation | None


@dataclass(frozen=True)
class Glossary:
    """Rows of the table of symbols; on demand where there are many."""

    rows: tuple[Quantity, ...]
    on_demand: bool = False


class Tie(NamedTuple):
    """An equation and those that it rests on."""

    equation: Equation
    on: tuple[Equation, ...]


@dataclass(frozen=True)
class Lineage:
    """What follows from what: the equations in their order, none before those that it rests on."""

    ties: tuple[Tie, ...]


@dataclass(frozen=True)
class Bibliography:
    """The works whose results are used."""

    works: tuple[Work, ...]


Block = Prose | Formula | Equation | Picture | Erratum | Glossary | Lineage | Bibliography


@dataclass(frozen=True)
class Section:
    """A heading, and what comes below it.

    `name` is the target of links, whatever comes before it; chapters have a number.
    """

    heading: str
    blocks: tuple[Block, ...]
    name: str = ""
    number: str = ""

    @property
    def target(self) -> str:
        """What links lead to."""
        return self.name or f"section-{re.sub('[^a-z0-9]+', '-', self.heading.lower()).strip('-')}"


def number(name: str) -> str:
    """The paper's number of an equation, if the name is one: A10, or A10 corrected.

    Examples
    --------
    >>> number("A10-corrected"), number("A4"), number("onset")
    ('A10 corrected', 'A4', '')
    """
    found = re.fullmatch(r"([A-E]?\d+)(-corrected)?", name)
    return found[1] + (" corrected" if found[2] else "") if found else ""


def anchor(name: str) -> str:
    """A name as the target of a link: ASCII letters, digits, dots and hyphens."""
    return "eq-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


def work_anchor(key: str) -> str:
    """The key of a work as the target of a link.

    Examples
    --------
    >>> work_anchor("Horowitz & Parrondo 2013")
    'work-Horowitz-Parrondo-2013'
    """
    return "work-" + re.sub(r"[^A-Za-z0-9]+", "-", key)
