"""The document in LaTeX: a lecture with its verdicts in the margin, or fragments for a paper."""

import re
from collections.abc import Collection, Sequence

import sympy as sp

from beyondthermal.derivations.claims.verdicts import coloured
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
from beyondthermal.derivations.report.inline import maths, tidy, written
from beyondthermal.derivations.report.layout import (
    PAGE,
    counterexample,
    displays,
    names,
    rows,
)
from beyondthermal.derivations.streams import in_ascii
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.prose import unmarked

__all__ = ["COLUMN", "to_fragment", "to_latex"]

# Characters in a line of a column of a REVTeX paper.
COLUMN = 46

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}
\usepackage{amsmath,amssymb,graphicx,booktabs,longtable,xcolor}
\usepackage[left=20mm,textwidth=118mm,top=22mm,bottom=25mm,headheight=14pt]{geometry}
\usepackage[hidelinks]{hyperref}
\hypersetup{pdftitle={Steady-state entanglement beyond thermal limits}}
\allowdisplaybreaks\raggedbottom\emergencystretch=3em\hbadness=10000\vbadness=10000
\setlength{\parindent}{0pt}\setlength{\parskip}{6pt plus 2pt}\setlength{\arraycolsep}{3pt}
\newsavebox{\verdictbox}
% A result: its number and words, its equations, and in the margin its verdict.
\newenvironment{result}[1]{\par\addvspace{8pt}\savebox{\verdictbox}{%
  \begin{minipage}[t]{42mm}\footnotesize\raggedright\setlength{\emergencystretch}{2em}#1\end{minipage}}%
  \noindent\begin{minipage}[t]{\linewidth}\setlength{\parskip}{4pt}}
 {\end{minipage}\rlap{\hspace{8mm}\usebox{\verdictbox}}\par\addvspace{6pt}}
\newcommand{\verdict}[2]{\textsf{\textbf{\textcolor{#1}{#1}}} \hfill
  {\tiny\texttt{\textcolor{gray}{#2}}}\\\relax}
\definecolor{proved}{HTML}{@proved@}\definecolor{supported}{HTML}{@supported@}
\definecolor{enclosed}{HTML}{@enclosed@}\definecolor{refuted}{HTML}{@refuted@}
\definecolor{inconclusive}{HTML}{@inconclusive@}
\title{\Large Steady-state entanglement beyond thermal limits:\\the derivation, checked}
\author{beyondthermal}
\date{}
\begin{document}
\maketitle
\thispagestyle{plain}
"""

_SPECIAL = {
    "\\": r"\textbackslash{}", "_": r"\_", "&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$",
    "{": r"\{", "}": r"\}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", "–": "--", "—": "---", "’": "'", "‘": "`",
    "“": "``", "”": "''",
}  # fmt: skip


def to_latex(sections: Sequence[Section], pictures: Collection[str] = ()) -> str:
    """A whole document, for pdflatex and lualatex.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.pdf`.
    """
    known = names(sections)
    parts = [coloured(_PREAMBLE), "\\tableofcontents\n"]
    for section in sections:
        parts.append(f"\\section{{{_words(section.heading)}}}\n")
        parts += [_block(block, known, pictures) for block in section.blocks]
    return "\n".join([*parts, "\\end{document}\n"])


def to_fragment(sections: Sequence[Section], columns: int = COLUMN) -> str:
    r"""Equations alone, to be \input into a paper; all they need is amsmath."""
    equations = [b for s in sections for b in s.blocks if isinstance(b, Equation)]
    parts = []
    for equation in equations:
        shown = equation.statement or equation.printed
        tag = f"\\tag{{{_words(', '.join(equation.numbers) or equation.names[0])}}}"
        parts.append(f"% {unmarked(equation.result.claim.says)}\n")
        if shown:
            lines = rows(shown, columns, equation.condition)
            parts[-1] += f"{_align(lines, tag, anchor(equation.names[0]))}\n"
    return "\n".join(parts)


def prose(text: str, known: Collection[str] = ()) -> str:
    """A line of Unicode prose in LaTeX; names of equations become links."""
    return written(
        text, known, words=_words, maths=lambda latex: f"${tidy(latex)}$",
        reference=lambda name: f"({_link(name)})",
    )  # fmt: skip


def _link(name: str) -> str:
    return f"\\hyperref[{anchor(name)}]{{{_words(name)}}}"


def _words(text: str) -> str:
    """Words without mathematics; a stray sign becomes mathematics, or what it is in ASCII."""
    plain = "".join(_SPECIAL.get(char, char) for char in text)
    plain = re.sub("(?<=-)-", "{}-", plain)
    return re.sub(r"[^\x00-\x7FÀ-ÿ]+", _sign, plain)


def _sign(found: re.Match[str]) -> str:
    written = tidy(maths(found[0]))
    return f"${written}$" if written.isascii() else _words(in_ascii(found[0]))


def _block(block: Block, known: Collection[str], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"{prose(block.text, known)}\n"
    if isinstance(block, Equation):
        return _equation(block, known)
    if isinstance(block, Picture):
        return _picture(block) if block.name in pictures else ""
    if isinstance(block, Erratum):
        return _erratum(block, known)
    return _glossary(block)


def _equation(equation: Equation, known: Collection[str]) -> str:
    """Words, what was printed where it is wrong, the statement; the verdict in the margin."""
    claim, finding = equation.result.claim, equation.result.finding
    labels = "".join(f"\\label{{{anchor(name)}}}" for name in equation.names)
    lines = [
        f"\\begin{{result}}{{{_verdict(equation, known)}}}",
        f"\\leavevmode\\phantomsection{labels}{prose(claim.says, known)}.",
    ]
    shown = displays(equation)
    for display in shown:
        tag = f"\\tag{{{_words(display.tag)}}}" if display.tag else ""
        lines += [display.words] * bool(display.words) + [_align(display.lines(), tag, "")]
    if not shown and equation.numbers:
        lines.append(f"\\hfill({_words(', '.join(equation.numbers))})")
    lines += [f"{prose(name)}: {prose(value)}." for name, value in finding.figures.items()]
    lines += [_values(finding.proof)] if finding.proof.counterexample else []
    return "\n".join([*lines, "\\end{result}\n"])


def _values(proof: Proof) -> str:
    """A counter-example; its numbers may be too long to be set flush."""
    return f"{{\\raggedright {prose(counterexample(proof.counterexample or {}))}\\par}}"


def _verdict(equation: Equation, known: Collection[str]) -> str:
    proof = equation.result.finding.proof
    word = proof.verdict.name.lower()
    name = "" if equation.numbers else _words(equation.names[0])
    return f"\\verdict{{{word}}}{{{name}}}{prose(proof.method, known)}"


def _display(statements: Sequence[sp.Basic], tag: str, columns: int = PAGE) -> str:
    return _align(rows(statements, columns), f"\\tag{{{_words(tag)}}}" if tag else "", "")


def _align(lines: Sequence[str], tag: str, label: str) -> str:
    """An align environment whose last line carries the number."""
    suffix = tag + (f"\\label{{{label}}}" if label and tag else "")
    *first, last = lines
    body = " \\\\\n  ".join([*(f"{line} \\notag" for line in first), last + suffix])
    star = "" if tag else "*"
    return f"\\begin{{align{star}}}\n  {body}\n\\end{{align{star}}}"


def _picture(picture: Picture) -> str:
    caption = prose(FIGURES[picture.name].caption)
    title = f"\\textbf{{Fig.~{picture.name}.}} " if picture.name[0].isdigit() else ""
    return (
        "\\begin{center}\n"
        f"\\includegraphics[width=0.8\\linewidth]{{figure-{picture.name}.pdf}}\\\\\n"
        f"\\small {title}{caption}\n\\end{{center}}\n"
    )


def _erratum(erratum: Erratum, known: Collection[str]) -> str:
    """One row of the table of errata: as printed, as derived, and where they part."""
    refuted, claim = erratum.refuted, erratum.refuted.result.claim
    rule = "\\par\\smallskip\\hrule\\smallskip"
    link, says = _link(refuted.names[0]), prose(claim.says, known)
    lines = [f"{rule}\\textbf{{{link}}}\\quad {says}."]
    if refuted.printed:
        lines += ["As printed:", _display(refuted.printed, "")]
    lines.append(f"As derived: {prose(erratum.derived, known)}.")
    lines += [_display(erratum.statement, "")] if erratum.statement else []
    proof = refuted.result.finding.proof
    lines += [_values(proof)] if proof.counterexample else []
    return "\n".join(lines) + "\n"


def _glossary(glossary: Glossary) -> str:
    rows_ = [
        f"${row.latex}$ & {prose(row.meaning)} & {prose(row.unit)} \\\\" for row in glossary.rows
    ]
    head = (
        "\\begin{longtable}{@{}lp{62mm}l@{}}\n\\toprule\nsymbol & meaning & unit \\\\\n\\midrule\n"
    )
    return head + "\n".join([*rows_, "\\bottomrule\n\\end{longtable}\n"])
