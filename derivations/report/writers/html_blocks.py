"""Blocks of the document in HTML: prose, equations with their verdicts and proofs, tables."""

import base64
from collections.abc import Mapping, Sequence
from itertools import groupby

import sympy as sp

from beyondthermal.derivations.claims.verdicts import VERDICTS
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
    number,
)
from beyondthermal.derivations.report.copies import offered
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.proofs import steps
from beyondthermal.symbolic.decision.proof import Certificate, Verdict
from beyondthermal.symbolic.prose import unmarked

from .html_text import Names, counterexample, display, link, plain, prose
from .pandoc import inline

__all__ = ["section_html", "word"]

# So many certificates of a claim are shown; characters in a line of the table of errata.
_CERTIFICATES, _CELL = 2, 30
_HOLDS = ("Holds for", "Claimed for")


def _statements(statements: Sequence[sp.Basic], columns: int = _CELL) -> str:
    return display(rows(statements, columns)) if statements else ""


def word(verdict: Verdict) -> str:
    """The verdict in one coloured word with its sign."""
    word = verdict.name.lower()
    return f'<b class="word {word}"><i>{VERDICTS[word].sign}</i> {word}</b>'


def section_html(section: Section, names: Names, pictures: Mapping[str, bytes]) -> str:
    """What is below a heading; errata that follow each other are one table."""
    parts = []
    for _, group in groupby(section.blocks, lambda block: isinstance(block, Erratum)):
        blocks = list(group)
        errata = [block for block in blocks if isinstance(block, Erratum)]
        shown = [_block(block, names, pictures) for block in blocks if block not in errata]
        parts += [_errata(errata, names)] if errata else shown
    return "\n".join(part for part in parts if part)


def _block(block: Block, names: Names, pictures: Mapping[str, bytes]) -> str:
    if isinstance(block, Prose):
        return f"<p>{prose(block.text, names)}</p>"
    if isinstance(block, Equation):
        return _equation(block, names)
    if isinstance(block, Picture):
        return _picture(block, pictures[block.name]) if block.name in pictures else ""
    return _glossary(block) if isinstance(block, Glossary) else ""


def _equation(equation: Equation, names: Names) -> str:
    """Words, what was printed where it is wrong, the statement; verdict, copies and proof."""
    claim, finding = equation.result.claim, equation.result.finding
    target, tag = anchor(equation.names[0]), ", ".join(equation.numbers)
    verdict = finding.proof.verdict
    wrong, limited = verdict is Verdict.REFUTED and bool(equation.printed), equation.condition
    body = []
    if wrong:
        body += [
            _label("As printed"),
            display(rows(equation.printed, condition=limited), tag, target),
        ]
        body += [_label("As derived")] if equation.statement else []
    if equation.statement:
        lines = rows(equation.statement, condition=limited)
        body.append(display(lines, "" if wrong else tag, target))
    others = "".join(f'<span id="{anchor(name)}"></span>' for name in equation.names[1:])
    beside = "" if equation.statement or wrong or not tag else link(tag, target)
    if wrong and finding.proof.counterexample:
        body.append(f"<p>{counterexample(finding.proof.counterexample)}</p>")
    if not equation.statement:
        body.append(_figures(finding.figures))
    return (
        f'<article class="claim {verdict.name.lower()}" id="{target}">{others}\n'
        f'<aside class="verdict">{word(verdict)} {prose(finding.proof.method, names)}</aside>\n'
        f'<p class="says">{prose(claim.says, names)}.{beside}</p>\n'
        f"{''.join(body)}\n{_tools(equation, names)}\n</article>"
    )


def _label(text: str) -> str:
    return f'<p class="label">{text}</p>'


def _figures(figures: Mapping[str, str]) -> str:
    """Measured numbers."""
    shown = "".join(f"<li>{prose(k)}: {prose(v)}</li>" for k, v in figures.items())
    return f'<ul class="figures">{shown}</ul>' if shown else ""


def _tools(equation: Equation, names: Names) -> str:
    """The quiet row below an equation: its name, what can be copied, and its proof."""
    target, word = anchor(equation.names[0]), equation.result.word
    speaking = [name for name in equation.names if not number(name)]
    links = "".join(f'<a class="name" href="#{anchor(n)}">{plain(n)}</a>' for n in speaking)
    buttons = "".join(
        f'<button type="button" data-copy="{name}" title="Copy as {name}">{name}</button>'
        for name in offered(equation)
    )
    copying = f'<span class="copy" data-of="{target}">{buttons}</span>' if buttons else ""
    return (
        f'<div class="foot"><details class="proof"><summary>{VERDICTS[word].evidence}</summary>\n'
        f"{_proof(equation, names)}</details>\n"
        f'<div class="tools">{links}{copying}</div></div>'
    )


def _proof(equation: Equation, names: Names) -> str:
    """All there is to say for a verdict."""
    finding = equation.result.finding
    proof = finding.proof
    # An erratum has its counter-example on its face.
    told = None if equation.printed else proof.counterexample
    entries = {
        "Method": prose(proof.method, names),
        _HOLDS[proof.verdict is Verdict.REFUTED]: prose(equation.result.domain),
        "Measured": _figures(finding.figures) if equation.statement else "",
        "Where it fails": counterexample(told) if told else "",
    }
    shown = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in entries.items() if value)
    return f"<dl>{shown}</dl>\n{_certificates(proof.certificates)}"


def _certificates(certificates: Sequence[Certificate]) -> str:
    """The first certificates that say something, in words; and where the others are."""
    if not certificates:
        return ""
    telling = [c for c in certificates if c["kind"] != "identity" or c["lhs"] != c["rhs"]]
    shown = telling[:_CERTIFICATES]
    parts = []
    for certificate in shown:
        lines = "".join(
            f"<p>{prose(sentence)}</p>{display(formulas) if formulas else ''}"
            for sentence, formulas in steps(certificate)
        )
        parts.append(f'<div class="certificate">{lines}</div>')
    count = len(certificates)
    all_of_them = {1: "the certificate", 2: "both certificates"}.get(
        count, f"all {count} certificates"
    )
    return (
        f'{"".join(parts)}<p class="pointer"><code>derivation.json</code> has {all_of_them} in '
        "full; <code>python derivations/verify derivation.json</code> checks "
        f"{'it' if count == 1 else 'them'} with integers alone.</p>"
    )


def _picture(picture: Picture, svg: bytes) -> str:
    caption = FIGURES[picture.name].caption
    data = base64.b64encode(svg).decode("ascii")
    return (
        f'<figure id="figure-{picture.name}"><img src="data:image/svg+xml;base64,{data}" '
        f'alt="{plain(unmarked(caption))}" />\n<figcaption><b>Fig. {plain(picture.name)}.</b> '
        f"{prose(caption)}</figcaption></figure>"
    )


def _errata(errata: Sequence[Erratum], names: Names) -> str:
    """The table of errata; on a phone its rows are cards."""
    heads = ("Number", "As printed", "As derived", "Where they part")
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "\n".join(_erratum(erratum, names, heads) for erratum in errata)
    return f'<table class="errata"><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>'


def _erratum(erratum: Erratum, names: Names, heads: Sequence[str]) -> str:
    refuted = erratum.refuted
    claim, proof = refuted.result.claim, refuted.result.finding.proof
    link = f'<a href="#{anchor(refuted.names[0])}">{plain(refuted.names[0])}</a>'
    where = counterexample(proof.counterexample) if proof.counterexample else ""
    cells = (
        link,
        f"<p>{prose(claim.says, names)}.</p>{_statements(refuted.printed)}",
        f"<p>{prose(erratum.derived, names)}.</p>{_statements(erratum.statement)}",
        where,
    )
    shown = (f'<td data-head="{h}">{cell}</td>' for h, cell in zip(heads, cells, strict=True))
    return f"<tr>{''.join(shown)}</tr>"


def _glossary(glossary: Glossary) -> str:
    body = "".join(
        f"<tr><td>{inline(row.latex)}</td><td>{prose(row.meaning)}</td>"
        f"<td>{prose(row.unit)}</td></tr>\n"
        for row in glossary.rows
    )
    return (
        '<table class="glossary"><thead><tr><th scope="col">symbol</th><th scope="col">meaning'
        f'</th><th scope="col">unit</th></tr></thead>\n<tbody>{body}</tbody></table>'
    )
