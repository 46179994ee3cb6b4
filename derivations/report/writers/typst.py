"""The document in Typst, which sets the PDF without TeX: verdicts in the margin, wheels alone."""

from collections.abc import Collection, Mapping, Sequence

from beyondthermal.derivations.report.blocks import (
    Block,
    Equation,
    Erratum,
    Formula,
    Picture,
    Prose,
    Section,
    anchor,
)
from beyondthermal.derivations.report.comparisons import Table, table
from beyondthermal.derivations.report.errata import size, told
from beyondthermal.derivations.report.layout import (
    aligned,
    displays,
    names,
    rows,
)
from beyondthermal.derivations.report.margins import margin
from beyondthermal.derivations.report.matter.title import Title, title_of
from beyondthermal.derivations.report.measured import measurements

from . import pandoc
from .typst_matter import matter, preamble
from .typst_text import formula, label, prose, string, words

__all__ = ["to_typst"]


def to_typst(
    sections: Sequence[Section], pictures: Collection[str] = (), title: Title | None = None
) -> str:
    """A whole document in Typst; the title page is the paper's without one.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.svg`.

    Raises
    ------
    ValueError
        If pandoc isn't installed.
    """
    known = names(sections)
    parts = [preamble(title or title_of(sections))]
    for section in sections:
        parts.append(f"#chapter({string(section.number)})[{words(section.heading)}]\n")
        parts += [_block(block, known, pictures) for block in section.blocks]
    return pandoc.converted("\n".join(parts), lambda found: map(formula, pandoc.typst(found)))


def _block(block: Block, known: Mapping[str, Equation], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"#prose[{prose(block.text, known)}]\n"
    if isinstance(block, Formula):
        return f"{_set_beside(rows(block.statement), '')}\n"
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
    for display in shown:
        lines += [display.words] * bool(display.words) + [_set_beside(display.lines(), display.tag)]
    compared = table(equation)
    lines += [_table(compared)] if compared else []
    figures = [f"{prose(line)}." for line in measurements(finding.figures) if not compared]
    failing = prose(size(equation)) if finding.proof.counterexample and not compared else ""
    lines += [f"#ragged[{text}]" for text in (" \\\n".join(figures), failing) if text]
    word = finding.proof.verdict.name.lower()
    name = "" if equation.numbers else equation.names[0]
    body, beside = "\n".join(lines), prose(margin(equation.result), known)
    return f'#result("{word}", {string(name)})[{beside}][\n{body}\n]\n'


def _set_beside(lines: Sequence[str], tag: str) -> str:
    formula = pandoc.display(aligned(lines))
    return f"#display[{f'({tag})' if tag else ''}][{formula}]"


def _picture(picture: Picture) -> str:
    title = f"*Fig. {picture.number}.* " if picture.number else ""
    alt, caption = string(picture.figure.alternative), prose(picture.figure.caption)
    return f'#picture("figure-{picture.name}.svg", {alt})[{title}{caption}]\n'


def _erratum(erratum: Erratum, known: Mapping[str, Equation]) -> str:
    """An erratum, sentence by sentence."""
    parts = (
        prose(part, known) if isinstance(part, str) else _set_beside(rows(part), "")
        for part in told(erratum)
    )
    return "#erratum[{}]\n".format("\n\n".join(parts))


def _table(compared: Table) -> str:
    """What is claimed, what was found, and the difference; below it the condition of them all."""
    heads = "".join(f"[{head}]" for head in compared.heads)
    body = "\n  ".join("".join(f"[{prose(c)}], " for c in row) for row in compared.rows)
    return f"#compared([{prose(compared.condition)}],\n  head{heads},\n  {body}\n)"
