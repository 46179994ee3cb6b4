"""The document in LaTeX: a lecture with its verdicts in the margin."""

from collections.abc import Collection, Mapping, Sequence

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
    counterexample,
    displays,
    names,
    rows,
)
from beyondthermal.derivations.report.title import title_of
from beyondthermal.symbolic.decision.proof import Proof

from .latex_matter import heading, matter, preamble
from .latex_text import badge, prose, reference, words

__all__ = ["to_latex"]


def to_latex(sections: Sequence[Section], pictures: Collection[str] = ()) -> str:
    """A whole document, for pdflatex and lualatex.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.pdf`.
    """
    known = names(sections)
    parts = [preamble(title_of(sections))]
    for section in sections:
        parts.append(heading(section))
        parts += [_block(block, known, pictures) for block in section.blocks]
    return "\n".join([*parts, "\\end{document}\n"])


def _block(block: Block, known: Mapping[str, Equation], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"{prose(block.text, known)}\n"
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
    for before, statements, tag in shown:
        lines += [before] * bool(before) + [_display(statements, tag)]
    if not shown and equation.number:
        lines[-1] += f"\\hfill({words(equation.number)})"
    lines[-1] += "\\par"
    lines += [f"{prose(name)}: {prose(value)}." for name, value in finding.figures.items()]
    lines += [_values(finding.proof)] if finding.proof.counterexample else []
    return "\n".join([*lines, "\\end{result}\n"])


def _values(proof: Proof) -> str:
    """A counter-example; its numbers may be too long to be set flush."""
    return f"{{\\raggedright {prose(counterexample(proof.counterexample or {}))}\\par}}"


def _verdict(equation: Equation, known: Mapping[str, Equation]) -> str:
    proof = equation.result.finding.proof
    word = proof.verdict.name.lower()
    name = "" if equation.numbers else words(equation.names[0])
    return f"\\verdict{{{word}}}{{{name}}}{prose(proof.method, known)}"


def _display(statements: Sequence[sp.Basic], tag: str, columns: int = PAGE) -> str:
    """An align environment whose last line carries the number."""
    *first, last = rows(statements, columns)
    lines = [
        *(f"{line} \\notag" for line in first),
        last + (f"\\tag{{{words(tag)}}}" if tag else ""),
    ]
    star = "" if tag else "*"
    body = " \\\\\n  ".join(lines)
    return f"\\begin{{align{star}}}\n  {body}\n\\end{{align{star}}}"


def _picture(picture: Picture) -> str:
    caption = prose(FIGURES[picture.name].caption)
    title = f"\\textbf{{Fig.~{picture.name}.}} " if picture.name[0].isdigit() else ""
    return (
        "\\begin{center}\n"
        f"\\includegraphics[width=0.8\\linewidth]{{figure-{picture.name}.pdf}}\\\\\n"
        f"\\small {title}{caption}\n\\end{{center}}\n"
    )


def _erratum(erratum: Erratum, known: Mapping[str, Equation]) -> str:
    """One row of the table of errata: as printed, as derived, and where they part."""
    refuted, claim = erratum.refuted, erratum.refuted.result.claim
    rule = "\\par\\smallskip\\hrule\\smallskip"
    link, says = reference(refuted.names[0], refuted), prose(claim.says, known)
    lines = [f"{rule}\\textbf{{{link}}}\\quad {says}."]
    if refuted.printed:
        lines += ["As printed:", _display(refuted.printed, "")]
    lines.append(f"As derived: {prose(erratum.derived, known)}.")
    lines += [_display(erratum.statement, "")] if erratum.statement else []
    proof = refuted.result.finding.proof
    lines += [_values(proof)] if proof.counterexample else []
    return "\n".join(lines) + "\n"
