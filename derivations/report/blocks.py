"""The document, whatever the format: sections of prose, equations with their verdicts, figures.

A writer turns these blocks into LaTeX, HTML, Typst, Markdown or a notebook; none of them looks at
claims or chapters.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.lecture.chapter import Chapter, Part, Picture
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import TABLE, Quantity

__all__ = [
    "Block", "Equation", "Erratum", "Glossary", "Picture", "Prose", "Section", "anchor",
    "compose", "number",
]  # fmt: skip

Notation = Callable[[sp.Basic], sp.Basic]


@dataclass(frozen=True)
class Prose:
    """A paragraph, in Unicode."""

    text: str


@dataclass(frozen=True)
class Equation:
    """A claim that was checked, with all the names under which it appears.

    `statement` and `printed` are in the notation asked for; everything else is in `result`.
    `corrects` holds the names of refuted claims that this one sets right.
    """

    names: tuple[str, ...]
    result: Result
    statement: tuple[sp.Basic, ...]
    printed: tuple[sp.Basic, ...]
    corrects: tuple[str, ...] = ()

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

    @property
    def derived(self) -> str:
        """What is true instead, in words; or else why what is printed is not."""
        if self.corrected is None:
            return self.refuted.result.finding.proof.method
        return self.corrected.result.claim.says

    @property
    def statement(self) -> tuple[sp.Basic, ...]:
        """What is true instead, in formulas."""
        return () if self.corrected is None else self.corrected.statement


@dataclass(frozen=True)
class Glossary:
    """The rows of the table of symbols that the document uses."""

    rows: tuple[Quantity, ...]


Block = Prose | Equation | Picture | Erratum | Glossary


@dataclass(frozen=True)
class Section:
    """A heading, and what comes below it."""

    heading: str
    blocks: tuple[Block, ...]


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


def compose(
    lecture: Sequence[Chapter],
    results: Mapping[str, Result],
    *,
    only: Collection[str] = (),
    notation: Notation = lambda statement: statement,
) -> tuple[Section, ...]:
    """The document from the lecture and the results of its claims, by name.

    Parameters
    ----------
    lecture
        Chapters in their order.
    results
        The checked claims.
    only
        Names of equations; with them, nothing else is kept.
    notation
        Rewrites a statement before it is shown.
    """
    sections = (Section(c.heading, tuple(_blocks(c, results, only, notation))) for c in lecture)
    kept = tuple(section for section in sections if section.blocks)
    return kept if only else (*kept, _errata(kept), _glossary(kept))


def _blocks(
    chapter: Chapter, results: Mapping[str, Result], only: Collection[str], notation: Notation
) -> Iterator[Block]:
    """Claims that one derivation settles are one equation; all else stays as it is."""
    for _, group in groupby(chapter.parts, _kind):
        parts = list(group)
        if claims := [p for p in parts if isinstance(p, Claim) and (not only or p.name in only)]:
            yield _equation(claims, results[claims[0].name], notation)
        for part in parts:
            if not only and not isinstance(part, Claim):
                yield Prose(part) if isinstance(part, str) else part


def _kind(part: Part) -> object:
    """Neighbours of the same kind come together: claims that one derivation settles."""
    if not isinstance(part, Claim):
        return None
    return part.question


def _equation(claims: Sequence[Claim], result: Result, notation: Notation) -> Equation:
    """Claims that share a result, which is that of the first."""
    statement, printed = (tuple(map(notation, part)) for part in (result.shown, result.printed))
    names = tuple(claim.name for claim in claims)
    corrects = tuple(claim.corrects for claim in claims if claim.corrects)
    return Equation(names, result, statement, printed, corrects)


def _equations(sections: Sequence[Section]) -> list[Equation]:
    return [b for section in sections for b in section.blocks if isinstance(b, Equation)]


def _errata(sections: Sequence[Section]) -> Section:
    """Every refuted claim beside the one that sets it right."""
    equations = _equations(sections)
    corrections = {name: e for e in equations for name in e.corrects}
    errata = [
        Erratum(equation, corrections.get(equation.names[0]))
        for equation in equations
        if equation.result.finding.proof.verdict is Verdict.REFUTED
    ]
    return Section("Errata", tuple(errata))


def _glossary(sections: Sequence[Section]) -> Section:
    shown = ((*equation.statement, *equation.printed) for equation in _equations(sections))
    statements = [statement for part in shown for statement in part]
    used = set().union(*(statement.free_symbols for statement in statements))
    return Section("Symbols", (Glossary(tuple(row for row in TABLE if row.symbol in used)),))
