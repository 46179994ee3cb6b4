"""The document in Markdown as GitHub renders it, and the pieces of it that a notebook shows."""

import re
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from beyondthermal.derivations.figures.figures import FIGURES
from beyondthermal.derivations.report.blocks import (
    Block,
    Comparison,
    Equation,
    Erratum,
    Glossary,
    Picture,
    Prose,
    Section,
    anchor,
)
from beyondthermal.derivations.report.comparisons import HEADS, comparison_rows
from beyondthermal.derivations.report.errata import size, told
from beyondthermal.derivations.report.inline import measurements, written
from beyondthermal.derivations.report.layout import (
    aligned,
    displays,
    names,
    rows,
    tidy,
)
from beyondthermal.derivations.report.margins import margin
from beyondthermal.symbolic.prose import unmarked

__all__ = [
    "GITHUB",
    "JUPYTER",
    "Flavour",
    "comparison",
    "equation",
    "erratum",
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
    for words, statements, _ in displays(shown):
        lines += [words] * bool(words)
        lines.append(flavour.display.format(_allowed(aligned(rows(statements)))))
    notes = [f"{line}." for line in measurements(finding.figures)]
    proof = finding.proof
    notes += [size(shown)] if proof.counterexample else []
    lines += [" ".join(prose(note, known, flavour) for note in notes)] if notes else []
    lines.append(f"*{proof.verdict.name.lower()}*: {prose(margin(shown.result), known, flavour)}.")
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
    if isinstance(block, Comparison):
        return comparison(block, known)
    return glossary(block) if isinstance(block, Glossary) else erratum(block, known)


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


def comparison(block: Comparison, known: Collection[str] = (), flavour: Flavour = GITHUB) -> str:
    """The table of printed numbers and those of this run."""
    cell = _cell(flavour, known)
    return _table(HEADS, [[cell(text) for text in row] for row in comparison_rows(block)])


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


def erratum(shown: Erratum, known: Collection[str] = (), flavour: Flavour = GITHUB) -> str:
    """An erratum, sentence by sentence."""
    parts = (
        prose(part, known, flavour)
        if isinstance(part, str)
        else flavour.display.format(_allowed(aligned(rows(part))))
        for part in told(shown)
    )
    return "\n\n".join(parts) + "\n"
