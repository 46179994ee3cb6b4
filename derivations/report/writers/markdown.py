"""The document in Markdown as GitHub renders it, and the pieces of it that a notebook shows."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from beyondthermal.derivations.report.blocks import (
    Bibliography,
    Block,
    Equation,
    Erratum,
    Formula,
    Glossary,
    Lineage,
    Picture,
    Prose,
    Section,
    anchor,
    work_anchor,
)
from beyondthermal.derivations.report.comparisons import Table, table
from beyondthermal.derivations.report.errata import size, told
from beyondthermal.derivations.report.inline import tidy, written
from beyondthermal.derivations.report.layout import (
    aligned,
    displays,
    names,
    rows,
)
from beyondthermal.derivations.report.margins import margin
from beyondthermal.derivations.report.matter.bibliography import Work
from beyondthermal.derivations.report.matter.lineage import by_chapter
from beyondthermal.derivations.report.matter.title import Title, title_of
from beyondthermal.derivations.report.measured import measurements

__all__ = [
    "GITHUB",
    "JUPYTER",
    "Flavour",
    "Known",
    "equation",
    "erratum",
    "escaped",
    "formula",
    "matter",
    "prose",
    "reference",
    "to_markdown",
]


class Flavour(NamedTuple):
    """How mathematics and links are marked."""

    maths: str
    display: str
    link: str


GITHUB = Flavour("$`{}`$", "```math\n{}\n```", "[{}](#{})")
JUPYTER = Flavour("${}$", "$$\n{}\n$$", "{}")

Known = Mapping[str, Equation]


def to_markdown(
    sections: Sequence[Section], pictures: Collection[str] = (), title: Title | None = None
) -> str:
    """A whole document in Markdown; the title is the paper's without one.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.svg`.
    """
    known = names(sections)
    parts = [_title(title or title_of(sections)), _contents(sections)]
    for section in sections:
        parts.append(f'<a id="{section.target}"></a>\n\n## {_heading(section)}\n')
        parts += [_block(block, known, pictures) for block in section.blocks]
    return "\n".join(part for part in parts if part)


def _title(title: Title) -> str:
    paper = _work(title.paper) if title.paper else ""
    lines = [prose(title.found), prose(title.numbers), paper, prose(title.package)]
    head = escaped(f"{title.title}: {title.subtitle.lower()}")
    return "\n\n".join([f"# {head}", *filter(None, lines)]) + "\n"


def _heading(section: Section) -> str:
    return f"{section.number}. {escaped(section.heading)}".removeprefix(". ")


def _contents(sections: Sequence[Section]) -> str:
    return "\n".join(f"- [{_heading(section)}](#{section.target})" for section in sections) + "\n"


def prose(text: str, known: Known | None = None, flavour: Flavour = GITHUB) -> str:
    """A line of Unicode prose in Markdown; names of equations and keys of works become links."""
    equations = known or {}
    line = written(
        text, equations, words=escaped, maths=lambda latex: flavour.maths.format(_allowed(latex)),
        reference=lambda name: f"({reference(name, equations[name], flavour)})",
        citation=lambda key: rf"\[{flavour.link.format(escaped(key), work_anchor(key))}\]",
    )  # fmt: skip
    return re.sub(r"^(\d+)([.)])|^([+-])", r"\1\\\2\3", line)


def reference(name: str, shown: Equation, flavour: Flavour = GITHUB) -> str:
    """A link to an equation, with the numbers that it has."""
    ours, printed = map(escaped, shown.label(name))
    return flavour.link.format(ours, anchor(name)) + f", {printed}" * bool(printed)


def equation(shown: Equation, known: Known | None = None, flavour: Flavour = GITHUB) -> str:
    """An equation with its number and words above it, its verdict and numbers below."""
    claim, finding = shown.result.claim, shown.result.finding
    number = ", ".join((shown.number or shown.names[0], *shown.numbers))
    lines = [f"### ({escaped(number)}) {prose(claim.says, known, flavour)}"]
    for display in displays(shown):
        lines += [display.words] * bool(display.words)
        lines.append(flavour.display.format(_allowed(aligned(display.lines()))))
    proof, compared = finding.proof, table(shown)
    if compared:
        lines += [_compared(compared, flavour), prose(compared.condition, flavour=flavour)]
    notes = [f"{line}." for line in measurements(finding.figures) if not compared]
    notes += [size(shown)] if proof.counterexample and not compared else []
    lines += [" ".join(prose(note, known, flavour) for note in notes)] if notes else []
    lines.append(f"*{proof.verdict.name.lower()}*: {prose(margin(shown.result), known, flavour)}.")
    return "\n\n".join(lines) + "\n"


def formula(shown: Formula, flavour: Flavour = GITHUB) -> str:
    """What is displayed without a verdict."""
    return flavour.display.format(_allowed(aligned(rows(shown.statement)))) + "\n"


def escaped(text: str) -> str:
    """Words without mathematics, with whatever Markdown could read as markup escaped."""
    return re.sub(r"([\\`*_\[\]<>#|~$&]|:(?=[\w+-]+:))", r"\\\1", text)


def _allowed(latex: str) -> str:
    r"""LaTeX without the one macro that GitHub forbids, \operatorname."""
    return re.sub(r"\\operatorname\{(\w+)\}", r"\\mathop{\\mathrm{\1}}", tidy(latex))


def _block(block: Block, known: Known, pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"{prose(block.text, known)}\n"
    if isinstance(block, Formula):
        return formula(block)
    if isinstance(block, Equation):
        anchors = "".join(f'<a id="{anchor(name)}"></a>' for name in block.names)
        return f"{anchors}\n\n{equation(block, known)}"
    if isinstance(block, Picture):
        return _picture(block) if block.name in pictures else ""
    return erratum(block, known) if isinstance(block, Erratum) else matter(block)


def matter(block: Glossary | Lineage | Bibliography, flavour: Flavour = GITHUB) -> str:
    """A table of symbols, what rests on what, or the list of works."""
    if isinstance(block, Glossary):
        return _glossary(block, flavour)
    return _lineage(block, flavour) if isinstance(block, Lineage) else _bibliography(block)


def _lineage(lineage: Lineage, flavour: Flavour) -> str:
    """In words, a paragraph for each chapter."""

    def link(shown: Equation) -> str:
        return flavour.link.format(escaped(shown.number), anchor(shown.names[0]))

    paragraphs = (
        "; ".join(f"{link(tie.equation)} on {', '.join(map(link, tie.on))}" for tie in ties)
        for ties in by_chapter(lineage)
    )
    return "Each equation rests on the following ones.\n\n" + ".\n\n".join(paragraphs) + ".\n"


def _bibliography(bibliography: Bibliography) -> str:
    return "\n\n".join(
        f'<a id="{work_anchor(work.key)}"></a>{_work(work)}' for work in bibliography.works
    ) + "\n"  # fmt: skip


def _work(work: Work) -> str:
    """Who wrote what, and where it is, with its address."""
    where = escaped(work.where)
    where = f"[{where}](https://doi.org/{work.doi})" if work.doi else where
    return f"{escaped(work.authors)}, *{escaped(work.title)}*, {where}."


def _picture(picture: Picture) -> str:
    title = f"**Fig. {picture.number}.** " if picture.number else ""
    alt, caption = escaped(picture.figure.alternative), prose(picture.figure.caption)
    return f"![{alt}](figure-{picture.name}.svg)\n\n{title}{caption}\n"


def _table(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *cells]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _glossary(shown: Glossary, flavour: Flavour) -> str:
    """The table of symbols."""
    cell = _cell(flavour)
    cells = [[_maths(row.latex, flavour), cell(row.meaning), cell(row.unit)] for row in shown.rows]
    return _table(["symbol", "meaning", "unit"], cells)


def _compared(compared: Table, flavour: Flavour) -> str:
    """What is claimed, what was found, and the difference."""
    cell = _cell(flavour)
    return _table(compared.heads, [[cell(text) for text in row] for row in compared.rows])


def _cell(flavour: Flavour) -> Callable[[str], str]:
    """Prose for a cell of a table, where a bar in a formula would end it."""
    without_bars = flavour._replace(maths="\x01{}\x02")

    def cell(text: str) -> str:
        marked = prose(text, flavour=without_bars)
        return re.sub("\x01([^\x02]*)\x02", lambda found: _maths(found[1], flavour), marked)

    return cell


def _maths(latex: str, flavour: Flavour = GITHUB) -> str:
    """A formula on one line, with bars by name."""
    line = " ".join(_allowed(latex).split()).replace(r"\|", r"\Vert ").replace("|", r"\vert ")
    return flavour.maths.format(line.strip())


def erratum(shown: Erratum, known: Known | None = None, flavour: Flavour = GITHUB) -> str:
    """An erratum, sentence by sentence."""
    parts = (
        prose(part, known, flavour)
        if isinstance(part, str)
        else flavour.display.format(_allowed(aligned(rows(part))))
        for part in told(shown)
    )
    return "\n\n".join(parts) + "\n"
