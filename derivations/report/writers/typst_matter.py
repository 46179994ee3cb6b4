"""What stands before and after the chapters in Typst: title, symbols, the map, works cited."""

import re

from beyondthermal.derivations.claims.verdicts import VERDICTS, coloured
from beyondthermal.derivations.report.blocks import (
    Bibliography,
    Glossary,
    Lineage,
    anchor,
    work_anchor,
)
from beyondthermal.derivations.report.matter.bibliography import Work
from beyondthermal.derivations.report.matter.lineage import LEGEND
from beyondthermal.derivations.report.matter.map import HEIGHT, STEP, WIDTH, chart, drawn
from beyondthermal.derivations.report.matter.title import Title

from . import pandoc
from .typst_text import label, prose, string, words

__all__ = ["matter", "preamble"]

_COLOURS = {word: f"#{look.printed}" for word, look in VERDICTS.items()} | {
    "ink": "#111111", "quiet": "#777777", "paper": "#ffffff",
}  # fmt: skip

_PREAMBLE = r"""
#set document(title: @name@, date: none)
#set page(paper: "a4", margin: (left: 20mm, right: 22mm, top: 22mm, bottom: 25mm), numbering: "1")
#set text(font: "New Computer Modern", size: 10.5pt, lang: "en")
#show math.equation: set text(font: "New Computer Modern Math")
#show math.equation.where(block: true): set par(leading: 0.9em)
#set par(justify: true, leading: 0.62em, spacing: 1em)
#show heading.where(level: 1): set block(above: 2em, below: 1em)
#show heading.where(level: 2): set block(above: 0.6em, below: 0.8em)
#show heading.where(level: 2): set text(size: 10.5pt)
#show heading.where(level: 2): set par(justify: false)
#show raw: set text(font: "DejaVu Sans Mono", size: 0.8em)
#set table(stroke: none, inset: (x: 0pt, y: 5pt), column-gutter: 5mm)
#set table.cell(breakable: false)
#let colours = (
  proved: rgb("@proved@"), enclosed: rgb("@enclosed@"), supported: rgb("@supported@"),
  inconclusive: rgb("@inconclusive@"), refuted: rgb("@refuted@"),
)
#let vbar = math.class("normal", sym.bar.v)
#let ragged(body) = block(above: 0.8em, { set par(justify: false); body })
// The paper's number.
#let badge(printed) = box(
  stroke: 0.4pt + luma(170), radius: 1.5pt, inset: (x: 2pt), outset: (y: 1.8pt),
  text(size: 7.5pt, weight: "regular", fill: luma(90), printed),
)
// Chapters count, what is around them doesn't; claims are headings, too, in the outline alone.
#let chapter(number, body) = heading(
  numbering: if number == "" { none } else { (..) => number }, body,
)
#let says(printed, body) = heading(
  level: 2, outlined: false, bookmarked: true,
  body + if printed != "" { h(0.5em) + badge(printed) },
)
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
#let erratum(body) = block(width: 118mm, above: 1.5em, below: 1.5em)[
  #line(length: 100%, stroke: 0.3pt + luma(170)) \
  #body
]
#let picture(path, alt, caption) = block(
  width: 118mm, breakable: false, above: 1.5em, below: 1.5em,
)[
  #set align(center)
  #image(path, width: 96mm, alt: alt)
  #text(size: 9pt, caption)
]
// The map, of this width in points of its own, over the whole width of the page.
#let area(x, y, width, height, target) = (x, y, width, height, target)
#let chart(width, svg, ..areas) = block(width: 168mm, above: 1.5em, below: 1.5em, {
  let unit = 168mm / width
  image(bytes(svg), format: "svg", width: 168mm, alt: "What follows from what")
  for (x, y, w, h, target) in areas.pos() {
    let frame = box(width: w * unit, height: h * unit)
    place(top + left, dx: x * unit, dy: y * unit, link(target, frame))
  }
})
#let work(body) = block(width: 118mm, above: 0.8em, {
  par(justify: false, hanging-indent: 1.2em, body)
})
// Numbers that are claimed, and those of this run.
#let compared(condition, ..cells) = block(width: 100%, above: 0.9em, below: 0.9em, {
  set text(size: 9pt)
  set par(justify: false, leading: 0.5em, spacing: 0.7em)
  table(columns: (1fr, 18mm, 32mm, 17mm), column-gutter: 3mm, ..cells, table.hline())
  condition
})
#let head(..titles) = table.header(
  table.hline(), ..titles.pos().map(title => text(style: "italic", title)),
  table.hline(stroke: 0.5pt),
)
"""

_TITLE = r"""
#page(numbering: none, margin: (x: 30mm))[
  #set par(justify: false)
  #v(1fr)
  #text(size: 20pt)[@title@]

  #text(size: 13pt, fill: luma(90))[@subtitle@]
  #v(12mm)
  @found@
  @numbers@
  #v(2fr)
  #set text(size: 9.5pt)
  @paper@
  *This document* \
  @package@
]
#counter(page).update(1)
#block(width: 118mm, outline(title: [Contents], depth: 1))
"""


def preamble(title: Title) -> str:
    """Settings, functions, the title page, and the table of contents."""
    fields = {name: prose(text) for name, text in title._asdict().items() if name != "paper"}
    # No word of the title is alone on its line.
    fields["title"] = "~".join(fields["title"].rsplit(" ", 1))
    fields["paper"] = f"*The paper* \\\n  {_work(title.paper)}\n  #v(3mm)" if title.paper else ""
    page = re.sub("@([a-z]+)@", lambda found: fields[found[1]], _TITLE.lstrip())
    return coloured(_PREAMBLE.lstrip().replace("@name@", string(title.title))) + page


def matter(block: Glossary | Lineage | Bibliography) -> str:
    """A table of symbols, the map, or the list of works."""
    if isinstance(block, Glossary):
        return _glossary(block)
    return _lineage(block) if isinstance(block, Lineage) else _bibliography(block)


def _glossary(glossary: Glossary) -> str:
    cells = "\n".join(
        f"  [{pandoc.inline(row.latex)}], [{prose(row.meaning)}], [{prose(row.unit)}],"
        for row in glossary.rows
    )
    return (
        "#table(\n  columns: (auto, 1fr, auto),\n"
        f"  head[symbol][meaning][unit],\n{cells}\n  table.hline(),\n)\n"
    )


def _lineage(lineage: Lineage) -> str:
    """The map as a picture, and above each box and each sign a link."""
    shown = chart(lineage)
    svg = string(drawn(shown, _COLOURS, links=False))
    areas = [(box.equation, box.x, box.y, WIDTH, HEIGHT) for box in shown.boxes if box.equation] + [
        (sign, x - STEP / 2, y - STEP / 2, STEP, STEP)
        for box in shown.boxes
        for sign, x, y in box.places()
    ]
    links = "\n".join(
        f"  area({x:g}, {y:g}, {width:g}, {height:g}, {label(anchor(equation.names[0]))}),"
        for equation, x, y, width, height in areas
    )
    return f"#chart({shown.width:g}, {svg},\n{links}\n)\n#ragged[{prose(LEGEND)}]\n"


def _bibliography(bibliography: Bibliography) -> str:
    works = (
        f"#work[{_work(work)}#metadata(none)#{label(work_anchor(work.key))}]"
        for work in bibliography.works
    )
    return "\n".join(works) + "\n"


def _work(work: Work) -> str:
    """Who wrote what, and where it is, with its address."""
    where = words(work.where)
    if work.doi:
        where = f"#link({string(f'https://doi.org/{work.doi}')})[{where}]"
    return f"{words(work.authors)}, _{words(work.title)}_, {where}."
