"""The document in Typst, which sets the PDF without TeX: verdicts in the margin, wheels alone."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

import sympy as sp

from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import (
    Block,
    Equation,
    Erratum,
    Picture,
    Prose,
    Section,
    anchor,
)
from beyondthermal.derivations.report.layout import (
    PAGE,
    aligned,
    counterexample,
    displays,
    names,
    rows,
)
from beyondthermal.derivations.report.title import title_of
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.prose import unmarked

from . import pandoc
from .typst_matter import matter, preamble
from .typst_text import formula, label, prose, reference, string, words

__all__ = ["to_typst"]

# Characters in a line of a cell in the table of errata.
_CELL = 38

_ERRATA = """#table(
  columns: (auto, 1fr, 1fr),
  head[][as printed][as derived],
{}
  table.hline(),
)
"""


def to_typst(sections: Sequence[Section], pictures: Collection[str] = ()) -> str:
    """A whole document in Typst.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.svg`.

    Raises
    ------
    ValueError
        If pandoc isn't installed.
    """
    known = names(sections)
    parts = [preamble(title_of(sections))]
    for section in sections:
        parts.append(f"#chapter({string(section.number)})[{words(section.heading)}]\n")
        for errata, blocks in groupby(section.blocks, lambda block: isinstance(block, Erratum)):
            rows_ = [_block(block, known, pictures) for block in blocks]
            parts += [_ERRATA.format("\n".join(rows_))] if errata else rows_
    return pandoc.converted("\n".join(parts), lambda found: map(formula, pandoc.typst(found)))


def _block(block: Block, known: Mapping[str, Equation], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"#prose[{prose(block.text, known)}]\n"
    if isinstance(block, Equation):
        return _equation(block, known)
    if isinstance(block, Picture):
        return _picture(block) if block.name in pictures else ""
    return _erratum(block, known) if isinstance(block, Erratum) else matter(block)


def _equation(equation: Equation, known: Mapping[str, Equation]) -> str:
    """Words, what was printed where it is wrong, the statement; the verdict in the margin."""
    claim, finding = equation.result.claim, equation.result.finding
    labels = "".join(f"#[#metadata(none)#{label(anchor(name))}]" for name in equation.names)
    printed, shown = string(", ".join(equation.numbers)), displays(equation)
    says = f"{labels}#says({printed})[{prose(claim.says, known)}]"
    if not shown and equation.number:
        says = f"#numbered(at: left)[({equation.number})][{says}]"
    lines = [says]
    for before, statements, tag in shown:
        lines += [before] * bool(before) + [_display(statements, tag)]
    figures = [f"{prose(name)}: {prose(value)}." for name, value in finding.figures.items()]
    lines += _ragged(" \\\n".join(figures)) + _values(finding.proof)
    word = finding.proof.verdict.name.lower()
    name = "" if equation.numbers else equation.names[0]
    body = "\n".join(lines)
    return f'#result("{word}", {string(name)})[{prose(finding.proof.method, known)}][\n{body}\n]\n'


def _values(proof: Proof) -> list[str]:
    return _ragged(prose(counterexample(proof.counterexample))) if proof.counterexample else []


def _ragged(text: str) -> list[str]:
    """A paragraph of numbers, too long to be set flush."""
    return [f"#ragged[{text}]"] if text else []


def _display(statements: Sequence[sp.Basic], tag: str, columns: int = PAGE) -> str:
    formula = pandoc.display(aligned(rows(statements, columns)))
    return f"#display[{f'({tag})' if tag else ''}][{formula}]"


def _picture(picture: Picture) -> str:
    caption = FIGURES[picture.name].caption
    title = f"*Fig. {picture.name}.* " if picture.name[0].isdigit() else ""
    alt = string(unmarked(caption))
    return f'#picture("figure-{picture.name}.svg", {alt})[{title}{prose(caption)}]\n'


def _erratum(erratum: Erratum, known: Mapping[str, Equation]) -> str:
    """A row of the table of errata: as printed, as derived, and where they part."""
    refuted = erratum.refuted
    claim, proof = refuted.result.claim, refuted.result.finding.proof
    printed = [f"{prose(claim.says, known)}."]
    printed += [_display(refuted.printed, "", _CELL)] if refuted.printed else []
    derived = [f"{prose(erratum.derived, known)}."]
    derived += [_display(erratum.statement, "", _CELL)] if erratum.statement else []
    derived += _values(proof)
    cells = [reference(refuted.names[0], refuted), "\n".join(printed), "\n\n".join(derived)]
    return "  table.hline(stroke: 0.3pt + luma(170)),\n  " + " ".join(
        f"[{cell}]," for cell in cells
    )
