"""The document in Typst, which sets the PDF without TeX: verdicts in the margin, wheels alone."""

import json
import re
from collections.abc import Collection, Sequence
from itertools import groupby

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
from beyondthermal.derivations.report.inline import tidy, written
from beyondthermal.derivations.report.layout import (
    PAGE,
    aligned,
    counterexample,
    displays,
    names,
    rows,
)
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.prose import unmarked

from . import pandoc

__all__ = ["to_typst"]

# Characters in a line of a cell in the table of errata.
_CELL = 38

_PREAMBLE = r"""
#set document(title: "Steady-state entanglement beyond thermal limits", date: none)
#set page(paper: "a4", margin: (left: 20mm, right: 22mm, top: 22mm, bottom: 25mm), numbering: "1")
#set text(font: "New Computer Modern", size: 10.5pt, lang: "en")
#show math.equation: set text(font: "New Computer Modern Math")
#show math.equation.where(block: true): set par(leading: 0.9em)
#set par(justify: true, leading: 0.62em, spacing: 1em)
#set heading(numbering: "1")
#show heading: set block(above: 2em, below: 1em)
#show raw: set text(font: "DejaVu Sans Mono", size: 0.8em)
#set table(stroke: none, inset: (x: 0pt, y: 5pt), column-gutter: 5mm)
#set table.cell(breakable: false)
#let colours = (
  proved: rgb("@proved@"), enclosed: rgb("@enclosed@"), supported: rgb("@supported@"),
  inconclusive: rgb("@inconclusive@"), refuted: rgb("@refuted@"),
)
#let vbar = math.class("normal", sym.bar.v)
#let ragged(body) = block(above: 0.8em, { set par(justify: false); body })
#let prose(body) = block(width: 118mm, body)
// A number beside what it belongs to, on its last line.
#let numbered(number, body, at: center) = grid(
  columns: (1fr, auto), align: (at + horizon, right + bottom), column-gutter: 3mm, body, number,
)
#let display(number, body) = block(width: 100%, above: 0.9em, below: 0.9em, layout(size => {
  let width = measure(body).width + measure(number).width + 3mm
  if width <= size.width { numbered(number, body) } else { body; align(right, number) }
}))
// A result: its words and equations, and in the margin its verdict.
#let result(word, name, method, body) = block(
  breakable: false, above: 1.5em, below: 1.5em, grid(
    columns: (118mm, 42mm), column-gutter: 8mm, body, {
      set text(size: 8.5pt)
      set par(justify: false, leading: 0.5em)
      text(fill: colours.at(word), weight: "bold", word)
      if name != "" { h(1fr); text(fill: luma(110), raw(name)) }
      linebreak()
      method
    },
  ),
)
#let picture(path, alt, caption) = block(
  width: 118mm, breakable: false, above: 1.5em, below: 1.5em,
)[
  #set align(center)
  #image(path, width: 96mm, alt: alt)
  #text(size: 9pt, caption)
]
#let head(..titles) = table.header(
  table.hline(), ..titles.pos().map(title => text(style: "italic", title)),
  table.hline(stroke: 0.5pt),
)
#align(center, block(width: 100%, above: 12mm, below: 10mm)[
  #text(size: 17pt)[Steady-state entanglement beyond thermal limits:\ the derivation, checked] \
  #v(2mm) beyondthermal
])
#block(width: 118mm, outline(title: [Contents]))
"""

_ERRATA = """#table(
  columns: (auto, 1fr, 1fr),
  head[][as printed][as derived],
{}
  table.hline(),
)
"""

_SCALED = re.compile(r"#scale\(x: (\d+)%, y: \1%\)\[\\?(.)\]")
# Names that came and went with versions of Typst, and a sign.
_SIGNS = {
    "planck.reduce": "ℏ", "times.circle": "⊗", "plus.circle": "⊕",
    "chevron.l": r"\⟨", "chevron.r": r"\⟩",
    r"\|": "vbar",  # of a ket, without the space that a relation has
}  # fmt: skip


def to_typst(sections: Sequence[Section], pictures: Collection[str] = ()) -> str:
    """A whole document in Typst.

    Of the figures it shows those whose keys are among `pictures`: they lie beside it, as
    `figure-KEY.svg`.

    Raises
    ------
    ValueError
        If pandoc isn't installed.
    """
    known = names(sections)
    parts = [coloured(_PREAMBLE.lstrip())]
    for section in sections:
        parts.append(f"#heading[{_words(section.heading)}]\n")
        for errata, blocks in groupby(section.blocks, lambda block: isinstance(block, Erratum)):
            rows_ = [_block(block, known, pictures) for block in blocks]
            parts += [_ERRATA.format("\n".join(rows_))] if errata else rows_
    return pandoc.converted("\n".join(parts), lambda found: map(_set, pandoc.typst(found)))


def prose(text: str, known: Collection[str] = ()) -> str:
    """A line of Unicode prose in Typst; names of equations become links."""
    return written(
        text, known, words=_words, maths=lambda latex: pandoc.inline(tidy(latex)),
        reference=lambda name: f"({_link(name)})",
    )  # fmt: skip


def _link(name: str) -> str:
    return f"#link({_label(name)})[{_words(name)}]"


def _words(text: str) -> str:
    """Words without mathematics, with whatever Typst could read as markup escaped."""
    return re.sub(r"([\\#$*_`<>@\[\]~/=+\"-]|\.(?=\.)|(?<=\d)\.(?=\s|$))", r"\\\1", text)


def _string(text: str) -> str:
    r"""A string of JSON without escapes beyond \" and \\ is one of Typst."""
    return json.dumps(text, ensure_ascii=False)


def _label(name: str) -> str:
    return f'label("{anchor(name)}")'


def _set(formula: str) -> str:
    r"""What pandoc returns, with \Bigl and its kin as delimiters instead of scaled text."""
    formula = _SCALED.sub(
        lambda found: rf"lr(size: #{int(found[1]) / 100}em, \{found[2]})", formula
    )
    for name, sign in _SIGNS.items():
        formula = formula.replace(name, sign)
    return formula


def _block(block: Block, known: Collection[str], pictures: Collection[str]) -> str:
    if isinstance(block, Prose):
        return f"#prose[{prose(block.text, known)}]\n"
    if isinstance(block, Equation):
        return _equation(block, known)
    if isinstance(block, Picture):
        return _picture(block) if block.name in pictures else ""
    return _glossary(block) if isinstance(block, Glossary) else _erratum(block, known)


def _equation(equation: Equation, known: Collection[str]) -> str:
    """Words, what was printed where it is wrong, the statement; the verdict in the margin."""
    claim, finding = equation.result.claim, equation.result.finding
    labels = "".join(f"#[#metadata(none)#{_label(name)}]" for name in equation.names)
    says, shown = f"{labels}{prose(claim.says, known)}.", displays(equation)
    if not shown and equation.numbers:
        says = f"#numbered(at: left)[({', '.join(equation.numbers)})][{says}]"
    lines = [says]
    for display in shown:
        lines += [display.words] * bool(display.words) + [_set_beside(display.lines(), display.tag)]
    figures = [f"{prose(name)}: {prose(value)}." for name, value in finding.figures.items()]
    lines += _ragged(" \\\n".join(figures)) + _values(finding.proof)
    word = finding.proof.verdict.name.lower()
    name = "" if equation.numbers else equation.names[0]
    body = "\n".join(lines)
    return f'#result("{word}", {_string(name)})[{prose(finding.proof.method, known)}][\n{body}\n]\n'


def _values(proof: Proof) -> list[str]:
    return _ragged(prose(counterexample(proof.counterexample))) if proof.counterexample else []


def _ragged(text: str) -> list[str]:
    """A paragraph of numbers, too long to be set flush."""
    return [f"#ragged[{text}]"] if text else []


def _display(statements: Sequence[sp.Basic], tag: str, columns: int = PAGE) -> str:
    return _set_beside(rows(statements, columns), tag)


def _set_beside(lines: Sequence[str], tag: str) -> str:
    formula = pandoc.display(aligned(lines))
    return f"#display[{f'({tag})' if tag else ''}][{formula}]"


def _picture(picture: Picture) -> str:
    caption = FIGURES[picture.name].caption
    title = f"*Fig. {picture.name}.* " if picture.name[0].isdigit() else ""
    alt = _string(unmarked(caption))
    return f'#picture("figure-{picture.name}.svg", {alt})[{title}{prose(caption)}]\n'


def _erratum(erratum: Erratum, known: Collection[str]) -> str:
    """A row of the table of errata: as printed, as derived, and where they part."""
    refuted = erratum.refuted
    claim, proof = refuted.result.claim, refuted.result.finding.proof
    printed = [f"{prose(claim.says, known)}."]
    printed += [_display(refuted.printed, "", _CELL)] if refuted.printed else []
    derived = [f"{prose(erratum.derived, known)}."]
    derived += [_display(erratum.statement, "", _CELL)] if erratum.statement else []
    derived += _values(proof)
    cells = [_link(refuted.names[0]), "\n".join(printed), "\n\n".join(derived)]
    return "  table.hline(stroke: 0.3pt + luma(170)),\n  " + " ".join(
        f"[{cell}]," for cell in cells
    )


def _glossary(glossary: Glossary) -> str:
    cells = "\n".join(
        f"  [{pandoc.inline(row.latex)}], [{prose(row.meaning)}], [{prose(row.unit)}],"
        for row in glossary.rows
    )
    return (
        "#table(\n  columns: (auto, 1fr, auto),\n"
        f"  head[symbol][meaning][unit],\n{cells}\n  table.hline(),\n)\n"
    )
