"""What stands before and after the chapters in LaTeX: title, symbols, what rests on what, works."""

import re

from beyondthermal.derivations.claims.verdicts import coloured
from beyondthermal.derivations.report.blocks import (
    Bibliography,
    Glossary,
    Lineage,
    Section,
    work_anchor,
)
from beyondthermal.derivations.report.matter.bibliography import Work
from beyondthermal.derivations.report.matter.lineage import by_chapter
from beyondthermal.derivations.report.matter.title import Title

from .latex_text import prose, reference, words

__all__ = ["heading", "matter", "preamble"]

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}\usepackage{lmodern}
\usepackage{amsmath,amssymb,array,graphicx,booktabs,longtable,xcolor}
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\usepackage[left=20mm,textwidth=118mm,top=22mm,bottom=25mm,headheight=14pt]{geometry}
\usepackage[hidelinks]{hyperref}
\hypersetup{pdftitle={@pdftitle@}}
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
% The words of a claim, and the number that the paper has for it.
\newcommand{\says}[1]{\textbf{#1}}
\newcommand{\badge}[1]{{\setlength{\fboxsep}{1.5pt}%
  \fcolorbox{lightgray}{white}{\scriptsize\normalfont\sffamily\textcolor{gray}{\vphantom{(}#1}}}}
\begin{document}
"""

_TITLE = r"""\begin{titlepage}
\raggedright
\vspace*{40mm}
{\Large @title@\par}
\vspace{4mm}
{\large\textcolor{gray}{@subtitle@}\par}
\vspace{12mm}
@found@
@numbers@
\vfill
{\small@paper@\textbf{This document}\\
@package@\par}
\end{titlepage}
\setcounter{page}{1}
\tableofcontents
"""


def preamble(title: Title) -> str:
    """Packages, commands, the title page, and the table of contents."""
    fields = {name: prose(text) for name, text in title._asdict().items() if name != "paper"}
    fields["paper"] = ""
    if title.paper:
        fields["paper"] = f"\\textbf{{The paper}}\\\\\n{_work(title.paper)}\\par\n\\vspace{{3mm}}\n"
    start = coloured(_PREAMBLE.replace("@pdftitle@", words(title.title)))
    return start + re.sub("@([a-z]+)@", lambda found: fields[found[1]], _TITLE)


def heading(section: Section) -> str:
    """Chapters have their numbers, whichever are there; what is around them has none."""
    title = words(section.heading)
    if not section.number:
        return f"\\section*{{{title}}}\\addcontentsline{{toc}}{{section}}{{{title}}}\n"
    return f"\\setcounter{{section}}{{{int(section.number) - 1}}}\\section{{{title}}}\n"


def matter(block: Glossary | Lineage | Bibliography) -> str:
    """A table of symbols, what rests on what, or the list of works."""
    if isinstance(block, Glossary):
        return _glossary(block)
    return _lineage(block) if isinstance(block, Lineage) else _bibliography(block)


def _glossary(glossary: Glossary) -> str:
    rows_ = [
        f"${row.latex}$ & {prose(row.meaning)} & {prose(row.unit)} \\\\" for row in glossary.rows
    ]
    head = (
        "\\begin{longtable}{@{}lp{62mm}l@{}}\n\\toprule\nsymbol & meaning & unit \\\\\n\\midrule\n"
    )
    return head + "\n".join([*rows_, "\\bottomrule\n\\end{longtable}\n"])


def _lineage(lineage: Lineage) -> str:
    """In words, a paragraph for each chapter."""
    paragraphs = (
        "; ".join(
            f"{reference(tie.equation.names[0], tie.equation)} on "
            + ", ".join(reference(source.names[0], source) for source in tie.on)
            for tie in ties
        )
        for ties in by_chapter(lineage)
    )
    body = ".\\par\n".join(paragraphs)
    return f"Each equation rests on the following ones.\\par\n{{\\raggedright {body}.\\par}}\n"


def _bibliography(bibliography: Bibliography) -> str:
    works = (
        f"\\hangindent=5mm\\phantomsection\\label{{{work_anchor(work.key)}}}{_work(work)}\\par"
        for work in bibliography.works
    )
    return "{\\raggedright\n" + "\n".join(works) + "}\n"


def _work(work: Work) -> str:
    """Who wrote what, and where it is, with its address."""
    where = words(work.where)
    if work.doi:
        where = f"\\href{{https://doi.org/{work.doi}}}{{{where}}}"
    return f"{words(work.authors)}, \\emph{{{words(work.title)}}}, {where}."
