"""Blocks of the document in HTML: prose, equations with their verdicts and proofs, tables."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.report.blocks import (
    Block,
    Equation,
    Erratum,
    Formula,
    Picture,
    Prose,
    Section,
    anchor,
    number,
)
from beyondthermal.derivations.report.comparisons import Table, table
from beyondthermal.derivations.report.copies import THEOREM, offered
from beyondthermal.derivations.report.errata import displayed, size, told
from beyondthermal.derivations.report.layout import rows
from beyondthermal.derivations.report.margins import margin
from beyondthermal.derivations.report.measured import measurements
from beyondthermal.derivations.report.proofs import steps, telling
from beyondthermal.symbolic.decision.proof import Certificate, Verdict

from .html_matter import matter
from .html_text import Names, badge, display, late, link, plain, prose

__all__ = ["section_html", "word"]

# So many certificates of a claim are shown.
_CERTIFICATES = 2
_HOLDS = ("Holds for", "Claimed for")


def word(verdict: Verdict) -> str:
    """The verdict in one coloured word with its sign."""
    word = verdict.name.lower()
    return f'<b class="word {word}"><i>{VERDICTS[word].sign}</i> {word}</b>'


def section_html(section: Section, names: Names, pictures: Mapping[str, bytes]) -> str:
    """What is below a heading."""
    parts = (_block(block, names, pictures) for block in section.blocks)
    return "\n".join(part for part in parts if part)


def _block(block: Block, names: Names, pictures: Mapping[str, bytes]) -> str:
    if isinstance(block, Prose):
        return f"<p>{prose(block.text, names)}</p>"
    if isinstance(block, Formula):
        return display(rows(block.statement))
    if isinstance(block, Equation):
        return _equation(block, names)
    if isinstance(block, Picture):
        return _picture(block, pictures[block.name]) if block.name in pictures else ""
    return _erratum(block, names) if isinstance(block, Erratum) else matter(block)


def _equation(equation: Equation, names: Names) -> str:
    """Words, what was printed where it is wrong, the statement; verdict, copies and proof."""
    claim, finding = equation.result.claim, equation.result.finding
    target, tag = anchor(equation.names[0]), equation.number
    verdict = finding.proof.verdict
    wrong, limited = verdict is Verdict.REFUTED and bool(equation.printed), equation.condition
    body, compared = [], table(equation)
    if compared:
        body.append(_table(compared))
    elif wrong:
        lines = rows(equation.printed, condition=limited)
        body += [_label(displayed(equation)), display(lines, tag, target)]
        body += [_label("As derived")] if equation.statement else []
    if equation.statement and not compared:
        lines = rows(equation.statement, condition=limited)
        body.append(display(lines, "" if wrong else tag, target))
    others = "".join(f'<span id="{anchor(name)}"></span>' for name in equation.names[1:])
    numbered = not compared and (equation.statement or wrong)
    beside = "" if numbered or not tag else link(tag, target)
    if wrong and not compared and finding.proof.counterexample:
        body.append(f"<p>{prose(size(equation))}</p>")
    if not equation.statement:
        body.append(_figures(finding.figures))
    return (
        f'<article class="claim {verdict.name.lower()}" id="{target}">{others}\n'
        f'<aside class="verdict">{word(verdict)} {prose(margin(equation.result), names)}</aside>\n'
        f'<h3 class="says">{prose(claim.says, names)}{badge(", ".join(equation.numbers))}'
        f"{beside}</h3>\n"
        f"{late(''.join(body))}\n{_tools(equation, names)}\n</article>"
    )


def _label(text: str) -> str:
    return f'<p class="label">{text}</p>'


def _figures(figures: Mapping[str, str]) -> str:
    """Measured numbers."""
    shown = "".join(f"<li>{prose(line)}</li>" for line in measurements(figures))
    return f'<ul class="figures">{shown}</ul>' if shown else ""


def _tools(equation: Equation, names: Names) -> str:
    """The quiet row below an equation: its name, what can be copied, and its proof."""
    target, word = anchor(equation.names[0]), equation.result.word
    speaking = [name for name in equation.names if not number(name)]
    links = "".join(f'<a class="name" href="#{anchor(n)}">{plain(n)}</a>' for n in speaking)
    numbers = ", ".join(f"({n})" for n in (equation.number, *equation.numbers) if n)
    named = plain(numbers or speaking[0])
    buttons = "".join(
        f'<button type="button" data-copy="{name}" aria-label="Copy {named} as {name}" '
        f'title="Copy {named} as {name}">{name}</button>'
        for name in offered(equation)
    )
    copying = f'<span class="copy" data-of="{target}">{buttons}</span>' if buttons else ""
    return (
        f'<div class="foot"><details class="proof"><summary>{VERDICTS[word].evidence}'
        f'<span class="unseen"> of {named}</span></summary>\n'
        f"{late(_proof(equation, names))}</details>\n"
        f'<div class="tools">{links}{copying}</div></div>'
    )


def _proof(equation: Equation, names: Names) -> str:
    """All there is to say for a verdict."""
    finding = equation.result.finding
    proof = finding.proof
    # An erratum has its counter-example on its face.
    found = None if equation.printed else proof.counterexample
    entries = {
        "Method": prose(proof.method, names),
        _HOLDS[proof.verdict is Verdict.REFUTED]: prose(equation.result.domain),
        "Measured": _figures(finding.figures) if equation.statement else "",
        "Where it fails": prose(size(equation)) if found else "",
        "Theorem": _theorem(equation) if THEOREM in offered(equation) else "",
    }
    shown = "".join(f"<dt>{key}</dt><dd>{value}</dd>" for key, value in entries.items() if value)
    return f"<dl>{shown}</dl>\n{_certificates(proof.certificates, equation.whole)}"


def _theorem(equation: Equation) -> str:
    """A place for the theorem, which a script puts there; and how it is had without."""
    name = equation.names[0]
    return (
        f'<pre class="theorem" data-of="{anchor(name)}">'
        f"beyondthermal render --to rocq --only {plain(name)}</pre>"
    )


def _certificates(certificates: Sequence[Certificate], whole: str = "") -> str:
    """The first certificates that say something, in words; and where the others are."""
    if not certificates:
        return ""
    shown = telling(certificates)[:_CERTIFICATES]
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
    if whole:
        return f'{"".join(parts)}<p class="pointer">{prose(whole)}</p>'
    return (
        f'{"".join(parts)}<p class="pointer"><code>derivation.json</code> has {all_of_them} in '
        "full; <code>python derivations/verify derivation.json</code> checks "
        f"{'it' if count == 1 else 'them'} with integers alone.</p>"
    )


def _picture(picture: Picture, svg: bytes) -> str:
    caption, alt = picture.figure.caption, plain(picture.figure.alternative)
    title = f"<b>Fig. {plain(picture.number)}.</b> " if picture.number else ""
    data = quote(svg.decode().replace('"', "'"), safe=" /:;,=.'()<>!*[]")
    drawing = f'<img src="data:image/svg+xml,{data}" alt="{alt}" />'
    return (
        f'<figure id="figure-{picture.name}">{late(drawing)}\n'
        f"<figcaption>{title}{prose(caption)}</figcaption></figure>"
    )


def _erratum(erratum: Erratum, names: Names) -> str:
    """An erratum, sentence by sentence."""
    parts = (
        f"<p>{prose(part, names)}</p>" if isinstance(part, str) else display(rows(part))
        for part in told(erratum)
    )
    return f'<div class="erratum">{late("".join(parts))}</div>'


def _table(compared: Table) -> str:
    """What is claimed, what was found, and the difference; below it the condition of them all."""
    head = "".join(f'<th scope="col">{text}</th>' for text in compared.heads)
    lines = ("".join(f"<td>{prose(cell)}</td>" for cell in row) for row in compared.rows)
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    below = f"<caption>{prose(compared.condition)}</caption>" if compared.condition else ""
    return (
        f'<table class="comparison">{below}<thead><tr>{head}</tr></thead>\n'
        f"<tbody>{body}</tbody></table>"
    )
