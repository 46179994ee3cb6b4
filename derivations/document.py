"""Results as documents: LaTeX for people, JSON for programs.

Every displayed equation is the live object that was checked; only the connecting words are typed.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from beyondthermal.symbolic.symbols import TABLE

from .claim import Result
from .printing import latex, unicode_maths

__all__ = ["as_data", "to_json", "to_latex"]

_PREAMBLE = r"""\documentclass[11pt,a4paper]{article}
\usepackage[T1]{fontenc}
\usepackage{amsmath,amssymb,longtable,booktabs}
\usepackage[margin=25mm]{geometry}
\allowdisplaybreaks
\title{Steady-state entanglement beyond thermal limits:\\the derivation, checked}
\author{beyondthermal}
\date{}
\begin{document}
\maketitle
"""

# Unicode that appears in prose, for engines that know only ASCII there.
_IN_TEXT = {
    "β": r"$\beta$",
    "Γ": r"$\Gamma$",
    "γ": r"$\gamma$",
    "κ": r"$\kappa$",
    "ω": r"$\omega$",
    "ρ": r"$\rho$",
    "ε": r"$\varepsilon$",
    "λ": r"$\lambda$",
    "δ": r"$\delta$",
    "φ": r"$\phi$",
    "∞": r"$\infty$",
    "→": r"$\to$",
    "≥": r"$\ge$",
    "≤": r"$\le$",
    "−": r"$-$",
    "×": r"$\times$",
    "√": r"$\surd$",
    "⁺": r"$^{+}$",
    "₀": r"$_0$",
    "₁": r"$_1$",
    "₂": r"$_2$",
    "²": r"$^2$",
    "³": r"$^3$",
    "⁴": r"$^4$",
    "⁻": r"$^{-}$",
    "⁵": r"$^5$",
    "⁰": r"$^0$",
    "·": r"$\cdot$",
    "⟩": r"$\rangle$",
    "⟨": r"$\langle$",
    "|": r"$|$",
    "<": "$<$",
    ">": "$>$",
    "_": r"\_",
    "^": r"\^{}",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "–": "--",
    "†": r"$^\dagger$",
    "Δ": r"$\Delta$",
    "∝": r"$\propto$",
}


def _prose(text: str) -> str:
    return "".join(_IN_TEXT.get(character, character) for character in text)


def to_latex(sections: Mapping[str, Sequence[Result]]) -> str:
    """A LaTeX document with one section for each part of the derivation.

    Parameters
    ----------
    sections
        Results by heading, in the order of the document.
    """
    parts = [_PREAMBLE]
    for heading, results in sections.items():
        parts.append(f"\\section{{{heading}}}\n")
        parts += [_paragraph(result) for result in results]
    parts.append(_glossary({s for results in sections.values() for s in _symbols(results)}))
    parts.append("\\end{document}\n")
    return "\n".join(parts)


def _paragraph(result: Result) -> str:
    proof = result.finding.proof
    lines = [f"\\paragraph{{({_prose(result.claim.name)})}} {_prose(result.claim.says)}."]
    if result.finding.statement:
        rows = [_aligned(latex(statement)) for statement in result.finding.statement]
        lines.append("\\begin{align*}\n" + " \\\\\n".join(rows) + "\n\\end{align*}")
    for name, value in result.finding.figures.items():
        lines.append(f"\\noindent {_prose(name)}: {_prose(value)}.\\\\")
    verdict = proof.verdict.name.capitalize()
    lines.append(f"\\noindent\\emph{{{verdict}}}: {_prose(proof.method)}.\n")
    return "\n".join(lines)


def _aligned(code: str) -> str:
    return f"  {code.replace(' = ', ' &= ', 1)}"


def _symbols(results: Sequence[Result]) -> set[sp.Symbol]:
    statements = (s for result in results for s in result.finding.statement)
    return {symbol for statement in statements for symbol in statement.free_symbols}


def _glossary(used: set[sp.Symbol]) -> str:
    rows = [
        f"${row.latex}$ & {_prose(row.meaning)} & {_prose(row.unit)} \\\\"
        for row in TABLE
        if row.symbol in used
    ]
    head = "\\section{Symbols}\n\\begin{longtable}{lll}\n\\toprule\n"
    return f"{head}symbol & meaning & unit \\\\\n\\midrule\n" + "\n".join(
        [*rows, "\\bottomrule\n\\end{longtable}\n"]
    )


def to_json(results: Sequence[Result], version: str) -> str:
    """Everything that was found, as JSON: statements, verdicts, figures, certificates."""
    document = {
        "package": "beyondthermal",
        "version": version,
        "results": [as_data(result) for result in results],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_data(result: Result) -> dict[str, Any]:
    """One result as plain data, the same from run to run."""
    proof = result.finding.proof
    return {
        "name": result.claim.name,
        "says": result.claim.says,
        "verdict": proof.verdict.name.lower(),
        "expected": result.claim.expected.name.lower(),
        "method": proof.method,
        "statement": [
            {"latex": latex(s), "text": unicode_maths(s, columns=10_000), "sympy": sp.srepr(s)}
            for s in result.finding.statement
        ],
        "printed": [
            {"latex": latex(s), "text": unicode_maths(s, columns=10_000)}
            for s in result.claim.printed
        ],
        "domain": result.claim.domain,
        "corrects": result.claim.corrects,
        "scan": result.claim.scan,
        "figures": dict(result.finding.figures),
        "digits": result.finding.digits,
        "counterexample": proof.counterexample,
        "certificates": list(proof.certificates),
    }
