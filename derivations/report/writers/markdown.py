"""The document in Markdown as GitHub renders it, and the pieces of it that a notebook shows."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import sympy as sp

from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import (
    Block,
    Equation,
    Erratum,
    Glossary,
    Picture,
    Prose,
    Section,
    anchor,
)
from beyondthermal.derivations.report.inline import tidy, written
from beyondthermal.derivations.report.layout import (
    aligned,
    counterexample,
    displays,
    names,
    rows,
)
from beyondthermal.symbolic.prose import unmarked

__all__ = [
    "GITHUB",
    "JUPYTER",
    "Flavour",
    "equation",
    "escaped",
    "glossary",
    "prose",
    "to_markdown",
]


class Flavour(NamedTuple):
    """How mathematics and references are marked."""

    maths: str
    display: str
    reference: str


GITHUB = Flavour("$`{}`$", "```math\n{}\n```", "([{}](#{}))")
JUPYTER = Flavour("${}$", "$$\n{}\n$$", "({})")

_TITLE = "# Steady-state entanglement beyond thermal limits: the derivation, checked\n"
# Characters in a line of a cell in the table of errata.
_CELL = 40


def to_markdown(sections: Sequence[Section], pictures: Collection[str] = ()) -> str:
    """A whole document in Markdown.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.svg`.
    """
    known = names(sections)
    contents = [f"{k}. [{escaped(s.heading)}](#section-{k})" for k, s in enumerate(sections, 1)]
    parts = [_TITLE, "\n".join(contents) + "\n"]
    for k, section in enumerate(sections, 1):
        parts.append(f'<a id="section-{k}"></a>\n\n## {k}. {escaped(section.heading)}\n')
        errata = [block for block in section.blocks if isinstance(block, Erratum)]
        parts += [_errata(errata, known)] if errata else []
        parts += [_block(block, known, pictures) for block in section.blocks]
    return "\n".join(part for part in parts if part)


def prose(text: str, known: Collection[str] = (), flavour: Flavour = GITHUB) -> str:
    """A line of Unicode prose in Markdown; names of equations become links."""
    line = written(
        text, known, words=escaped, maths=lambda latex: flavour.maths.format(_allowed(latex)),
        reference=lambda name: flavour.reference.format(escaped(name), anchor(name)),
    )  # fmt: skip
    return re.sub(r"^(\d+)([.)])|^([+-])", r"\1\\\2\3", line)


def equation(shown: Equation, known: Collection[str] = (), flavour: Flavour = GITHUB) -> str:
    """An equation with its number and words above it, its verdict and numbers below."""
    claim, finding = shown.result.claim, shown.result.finding
    number = ", ".join(shown.numbers or shown.names[:1])
    lines = [f"**({escaped(number)})** {prose(claim.says, known, flavour)}."]
    for display in displays(shown):
        lines += [display.words] * bool(display.words)
        lines.append(flavour.display.format(_allowed(aligned(display.lines()))))
    notes = [f"{name}: {value}." for name, value in finding.figures.items()]
    proof = finding.proof
    notes += [counterexample(proof.counterexample)] if proof.counterexample else []
    lines += [" ".join(prose(note, known, flavour) for note in notes)] if notes else []
    lines.append(f"*{proof.verdict.name.lower()}*: {prose(proof.method, known, flavour)}.")
    return "\n\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Words without mathematics, with whatever Markdown could read as markup escaped."""
    return re.sub(r"([\\`*_\[\]<>#|~$&]|:(?=[\w+-]+:))", r"\\\1", text)


def _allowed(latex: str) -> str:
    r"""LaTeX without the one macro that GitHub forbids, \operatorname."""
    return re.sub(r"\\operatorname\{(\w+)\}", r"\\mathop{\\mathrm{\1}}", tidy(latex))


def _block(block: Block, known: Collection[str], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"{prose(block.text, known)}\n"
    if isinstance(block, Equation):
        return "".join(f'<a id="{anchor(n)}"></a>' for n in block.names) + equation(block, known)
    if isinstance(block, Picture):
        return _picture(block) if block.name in pictures else ""
    return glossary(block) if isinstance(block, Glossary) else ""


def _picture(picture: Picture) -> str:
    caption = FIGURES[picture.name].caption
    title = f"**Fig. {picture.name}.** " if picture.name[0].isdigit() else ""
    alt = escaped(unmarked(caption))
    return f"![{alt}](figure-{picture.name}.svg)\n\n{title}{prose(caption)}\n"


def _table(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def glossary(shown: Glossary, flavour: Flavour = GITHUB) -> str:
    """The table of symbols."""
    cell = _cell(flavour)
    cells = [[_maths(row.latex, flavour), cell(row.meaning), cell(row.unit)] for row in shown.rows]
    return _table(["symbol", "meaning", "unit"], cells)


def _cell(flavour: Flavour, known: Collection[str] = ()) -> Callable[[str], str]:
    """Prose for a cell of a table, where a bar in a formula would end it."""
    without_bars = flavour._replace(maths="\x01{}\x02")

    def cell(text: str) -> str:
        marked = prose(text, known, without_bars)
        return re.sub("\x01([^\x02]*)\x02", lambda found: _maths(found[1], flavour), marked)

    return cell


def _maths(latex: str, flavour: Flavour = GITHUB) -> str:
    """A formula on one line, with bars by name."""
    line = " ".join(_allowed(latex).split()).replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return flavour.maths.format(line.strip())


def _formulas(statements: Sequence[sp.Basic]) -> list[str]:
    return [_maths(rf"\displaystyle {aligned(rows([s], _CELL))}") for s in statements]


def _errata(errata: Sequence[Erratum], known: Collection[str]) -> str:
    """The table of errata: as printed, as derived, and where they part."""
    cell = _cell(GITHUB, known)
    cells = []
    for erratum in errata:
        claim, proof = erratum.refuted.result.claim, erratum.refuted.result.finding.proof
        name = erratum.refuted.names[0]
        printed = [f"{cell(claim.says)}.", *_formulas(erratum.refuted.printed)]
        derived = [f"{cell(erratum.derived)}.", *_formulas(erratum.statement)]
        parted = [cell(counterexample(proof.counterexample))] if proof.counterexample else []
        columns = [printed, derived, parted]
        link = f"[{escaped(name)}](#{anchor(name)})"
        cells.append([link, *("<br>".join(column) for column in columns)])
    return _table(["", "as printed", "as derived", "where they part"], cells)
