"""The document in LaTeX: a lecture with its verdicts in the margin."""

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
    displays,
    names,
    rows,
)
from beyondthermal.derivations.report.margins import margin
from beyondthermal.derivations.report.matter.title import Title, title_of
from beyondthermal.derivations.report.measured import measurements

from .latex_matter import heading, matter, preamble
from .latex_text import badge, prose, words

__all__ = ["to_latex"]


def to_latex(
    sections: Sequence[Section], pictures: Collection[str] = (), title: Title | None = None
) -> str:
    """A whole document, for pdflatex and lualatex; the title page is the paper's without one.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.pdf`.
    """
    known = names(sections)
    parts = [preamble(title or title_of(sections))]
    for section in sections:
        parts.append(heading(section))
        parts += [_block(block, known, pictures) for block in section.blocks]
    return "\n".join([*parts, "\\end{document}\n"])


def _block(block: Block, known: Mapping[str, Equation], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"{prose(block.text, known)}\n"
    if isinstance(block, Formula):
        return f"{_align(rows(block.statement))}\n"
    if isinstance(block, Equation):
        return _equation(block, known)
    if isinstance(block, Picture):
        return _picture(block) if block.name in pictures else ""
    return _erratum(block, known) if isinstance(block, Erratum) else matter(block)


def _equation(equation: Equation, known: Mapping[str, Equation]) -> str:
    """Words, what was printed where it is wrong, the statement; the verdict in the margin."""
    claim, finding = equation.result.claim, equation.result.finding
    labels = "".join(f"\\label{{{anchor(name)}}}" for name in equation.names)
    lines = [
        f"\\begin{{result}}{{{_verdict(equation, known)}}}",
        f"\\leavevmode\\phantomsection{labels}\\says{{{prose(claim.says, known)}}}"
        f"{badge(', '.join(equation.numbers))}",
    ]
    shown = displays(equation)
    for display in shown:
        lines += [display.words] * bool(display.words) + [_align(display.lines(), display.tag)]
    if not shown and equation.number:
        lines[-1] += f"\\hfill({words(equation.number)})"
    lines[-1] += "\\par"
    if compared := table(equation):
        return "\n".join([*lines, _table(compared), "\\end{result}\n"])
    lines += [f"{prose(line)}." for line in measurements(finding.figures)]
    lines += [prose(size(equation))] if finding.proof.counterexample else []
    return "\n".join([*lines, "\\end{result}\n"])


def _verdict(equation: Equation, known: Mapping[str, Equation]) -> str:
    word = equation.result.word
    name = "" if equation.numbers else words(equation.names[0])
    return f"\\verdict{{{word}}}{{{name}}}{prose(margin(equation.result), known)}"


def _align(written: Sequence[str], tag: str = "") -> str:
    """An align environment whose last line carries the number."""
    *first, last = written
    lines = [
        *(f"{line} \\notag" for line in first),
        last + (f"\\tag{{{words(tag)}}}" if tag else ""),
    ]
    star = "" if tag else "*"
    body = " \\\\\n  ".join(lines)
    return f"\\begin{{align{star}}}\n  {body}\n\\end{{align{star}}}"


def _picture(picture: Picture) -> str:
    caption = prose(picture.figure.caption)
    title = f"\\textbf{{Fig.~{picture.number}.}} " if picture.number else ""
    return (
        "\\begin{center}\n"
        f"\\includegraphics[width=0.8\\linewidth]{{figure-{picture.name}.pdf}}\\\\\n"
        f"\\small {title}{caption}\n\\end{{center}}\n"
    )


def _erratum(erratum: Erratum, known: Mapping[str, Equation]) -> str:
    """An erratum, sentence by sentence."""
    rule = "\\par\\medskip\\hrule\\smallskip"
    parts = (
        prose(part, known) if isinstance(part, str) else _align(rows(part))
        for part in told(erratum)
    )
    return "\n".join([rule, *parts]) + "\n"


def _table(compared: Table) -> str:
    """What is claimed, what was found, and the difference; below it the condition of them all."""
    lines = [compared.heads, *([prose(cell) for cell in row] for row in compared.rows)]
    head, *body = (" & ".join(line) + " \\\\" for line in lines)
    shown = "\n".join(body)
    return (
        "{\\footnotesize\\setlength{\\tabcolsep}{4pt}\\raggedright\n"
        "\\binoppenalty=10000\\relpenalty=10000\n"
        "\\begin{tabular}{@{}L{44mm}L{18mm}L{29mm}L{17mm}@{}}\n"
        f"\\toprule\n{head}\n\\midrule\n{shown}\n\\bottomrule\n\\end{{tabular}}\\par\n"
        f"{prose(compared.condition)}}}"
    )
