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
    "⁶": r"$^6$",
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
    "Σ": r"$\Sigma$",
    "σ": r"$\sigma$",
    "Ṡ": r"$\dot S$",
    "ρ̃": r"$\tilde\rho$",
    "≫": r"$\gg$",
    "≃": r"$\simeq$",
    "∓": r"$\mp$",
    "±": r"$\pm$",
    "ᵀ": r"$^{T}$",
    "≠": r"$\ne$",
    "⊗": r"$\otimes$",
    "{": r"\{",
    "}": r"\}",
    "ξ": r"$\xi$",
    "η": r"$\eta$",
    "\u0303": "",
    "∝": r"$\propto$",
}


_IN_MATHS = {"<": "<", "<=": r"\le", ">": ">", ">=": r"\ge"}


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
    if result.claim.printed:
        lines.append("As printed:" + _display(result.claim.printed))
        lines.append("As derived:" if result.finding.statement else "")
    if result.finding.statement:
        lines.append(_display(result.finding.statement))
    for name, value in (proof.counterexample or {}).items():
        lines.append(f"\\noindent {_prose(name)} = {_prose(value)}.\\\\")
    for name, value in result.finding.figures.items():
        lines.append(f"\\noindent {_prose(name)}: {_prose(value)}.\\\\")
    verdict = proof.verdict.name.capitalize()
    lines.append(f"\\noindent\\emph{{{verdict}}}: {_prose(proof.method)}.\n")
    return "\n".join(lines)


# More terms than this in a sum, or more LaTeX than this in a minimum, don't fit on a line.
_TERMS, _LONG = 6, 120


def _display(statements: Sequence[sp.Basic]) -> str:
    rows = [row for statement in statements for row in _rows(statement)]
    return "\n\\begin{align*}\n  " + " \\\\\n  ".join(rows) + "\n\\end{align*}"


def _rows(statement: sp.Basic) -> list[str]:
    """A statement, aligned at its relation; a long sum goes on in the next line."""
    if not isinstance(statement, sp.Rel):
        return [f"&{latex(statement)}"]
    sign = {"==": "="}.get(statement.rel_op) or _IN_MATHS[statement.rel_op]
    left, right = statement.lhs, statement.rhs
    if left.is_Add and right == 0:
        left, right = right, left
    first, *later = _parts(right)
    head = f"{latex(left)} &{sign} {first}"
    return [head, *(f"&\\quad {part}" for part in later)]


def _parts(expr: sp.Expr) -> list[str]:
    """An expression in pieces that fit on a line: sums and minima are broken, others are not."""
    if isinstance(expr, sp.Min | sp.Max) and len(latex(expr)) > _LONG:
        name = "min" if isinstance(expr, sp.Min) else "max"
        *firsts, last = (latex(argument) for argument in expr.args)
        return [
            f"\\{name}\\Bigl\\{{ {firsts[0]},",
            *(f"{f}," for f in firsts[1:]),
            f"{last} \\Bigr\\}}",
        ]
    numerator, denominator = sp.fraction(expr)
    factors = sp.Mul.make_args(numerator)
    longest = max(factors, key=lambda factor: len(sp.Add.make_args(factor)))
    terms = longest.as_ordered_terms() if longest.is_Add else [longest]
    if len(terms) <= _TERMS:
        return [latex(expr)]
    parts = [latex(sp.Add(*terms[k : k + _TERMS])) for k in range(0, len(terms), _TERMS)]
    parts[1:] = [part if part.startswith("-") else f"+ {part}" for part in parts[1:]]
    scale = numerator / longest / denominator
    if scale != 1:
        parts = [latex(scale), f"\\Bigl( {parts[0]}", *parts[1:-1], f"{parts[-1]} \\Bigr)"]
    return parts


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
            {"latex": latex(s), "text": unicode_maths(s), "sympy": sp.srepr(s)}
            for s in result.finding.statement
        ],
        "printed": [{"latex": latex(s), "text": unicode_maths(s)} for s in result.claim.printed],
        "domain": result.claim.domain,
        "corrects": result.claim.corrects,
        "scan": result.claim.scan,
        "figures": dict(result.finding.figures),
        "digits": result.finding.digits,
        "counterexample": proof.counterexample,
        "certificates": list(proof.certificates),
    }
