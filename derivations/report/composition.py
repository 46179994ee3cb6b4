"""The document put together from the lecture and its results; what is numbered is numbered here."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, groupby

import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.domains import domain
from beyondthermal.derivations.lecture.chapter import Chapter, Part
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import OPERATOR, TABLE, Quantity

from .blocks import Bibliography, Block, Equation, Erratum, Glossary, Prose, Section
from .inline import inlines
from .matter.bibliography import WORKS
from .matter.lineage import lineage

__all__ = ["compose"]

Notation = Callable[[sp.Basic], sp.Basic]

# What one needs to know by heart; the other symbols are looked up at the end.
_BY_HEART = (
    "rho", "C", "beta_A", "beta_S", "x", "y", "gamma_plus", "gamma_A", "gamma_S",
    "p_G", "p_S", "p_A", "p_E", "g", "kappa", "gamma", "p",
)  # fmt: skip

_READ = (
    "Where the paper has a sentence in the place of a formula, what is refuted is our reading of "
    "it; “as it is read here” says so, and other readings may hold."
)


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
    sections = (
        Section(c.heading, tuple(_blocks(c, k, results, only, notation)), c.name, str(k))
        for k, c in enumerate(lecture, 1)
    )
    kept = tuple(section for section in sections if section.blocks)
    if only:
        return kept
    known = _symbols(kept)
    first = [row for name in _BY_HEART for row in known if row.name == name]
    others = tuple(row for row in known if row not in first)
    return (
        Section("Symbols", (Glossary(tuple(first)),), "symbols"),
        *kept,
        Section("What follows from what", (lineage(kept),), "map"),
        Section("Errata", (Prose(_READ), *_errata(kept)), "errata"),
        Section("All other symbols", (Glossary(others, on_demand=True),), "all-symbols"),
        Section("Bibliography", (_bibliography(kept),), "bibliography"),
    )


def _blocks(
    chapter: Chapter, place: int, results: Mapping[str, Result], only: Collection[str],
    notation: Notation,
) -> Iterator[Block]:  # fmt: skip
    """Claims that one derivation settles are one equation, and count; all else stays as it is."""
    numbers = count(1)
    for kind, group in groupby(chapter.parts, _kind):
        parts = list(group)
        number = "" if kind is None else f"{place}.{next(numbers)}"
        if claims := [p for p in parts if isinstance(p, Claim) and (not only or p.name in only)]:
            yield _equation(claims, results[claims[0].name], notation, number)
        for part in parts:
            if not only and not isinstance(part, Claim):
                yield Prose(part) if isinstance(part, str) else part


def _kind(part: Part) -> object:
    """Neighbours of the same kind come together: claims that one derivation settles."""
    if not isinstance(part, Claim):
        return None
    return part.question


def _equation(claims: Sequence[Claim], result: Result, notation: Notation, number: str) -> Equation:
    """Claims that share a result, which is that of the first."""
    statement, printed = (tuple(map(notation, part)) for part in (result.shown, result.printed))
    names = tuple(claim.name for claim in claims)
    corrects = tuple(claim.corrects for claim in claims if claim.corrects)
    return Equation(names, result, statement, printed, corrects, number)


def _equations(sections: Sequence[Section]) -> list[Equation]:
    return [b for section in sections for b in section.blocks if isinstance(b, Equation)]


def _errata(sections: Sequence[Section]) -> tuple[Erratum, ...]:
    """Every refuted claim beside the one that sets it right."""
    equations = _equations(sections)
    corrections = {name: e for e in equations for name in e.corrects}
    return tuple(
        Erratum(equation, corrections.get(equation.names[0]))
        for equation in equations
        if equation.result.finding.proof.verdict is Verdict.REFUTED
    )


def _symbols(sections: Sequence[Section]) -> list[Quantity]:
    """The rows of the table whose symbols are displayed, in a condition too, with their values."""
    used: set[sp.Basic] = set()
    for equation in _equations(sections):
        for statement in (*equation.statement, *equation.printed):
            used |= statement.free_symbols
        if equation.condition:
            used = used.union(*(body.free_symbols for body in equation.result.claim.at.values()))
    return [_with_values(row) for row in TABLE if row.symbol in used]


def _with_values(row: Quantity) -> Quantity:
    """A row whose meaning says which values the symbol may have; an operator has none."""
    if row.domain == OPERATOR:
        return row
    real = row.domain.is_superset(sp.Reals) and row.domain != sp.S.Complexes
    values = "real" if real else domain({row.symbol: row.domain}, {}, [row.symbol])
    return replace(row, meaning=f"{row.meaning}; {values.removesuffix(f' ${row.text}$')}")


def _bibliography(sections: Sequence[Section]) -> Bibliography:
    """The works that the prose cites, in the order of the table."""
    texts = [b.text for section in sections for b in section.blocks if isinstance(b, Prose)]
    cited = {run.content for text in texts for run in inlines(text) if run.kind == "citation"}
    return Bibliography(tuple(work for work in WORKS if work.key in cited))
