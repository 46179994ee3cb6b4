"""What stands before and after the chapters in HTML: symbols, the map, the works that are cited."""

from collections.abc import Iterator

from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.report.blocks import (
    Bibliography,
    Equation,
    Glossary,
    Lineage,
    anchor,
    work_anchor,
)
from beyondthermal.derivations.report.matter.lineage import LEGEND, by_chapter
from beyondthermal.derivations.report.matter.map import chart, drawn

from .html_text import late, plain, prose
from .pandoc import inline

__all__ = ["matter"]

# The colours of the page, which has two schemes.
_COLOURS = {word: f"var(--{word})" for word in (*VERDICTS, "ink", "quiet", "paper")}


def matter(block: Glossary | Lineage | Bibliography) -> str:
    """A table of symbols, the map, or the list of works."""
    if isinstance(block, Glossary):
        return _glossary(block)
    return _lineage(block) if isinstance(block, Lineage) else _bibliography(block)


def _glossary(glossary: Glossary) -> str:
    body = "".join(
        f"<tr><td>{inline(row.latex)}</td><td>{prose(row.meaning)}</td>"
        f"<td>{prose(row.unit)}</td></tr>\n"
        for row in glossary.rows
    )
    table = (
        '<table class="glossary"><thead><tr><th scope="col">symbol</th><th scope="col">meaning'
        f'</th><th scope="col">unit</th></tr></thead>\n<tbody>{body}</tbody></table>'
    )
    if not glossary.on_demand:
        return table
    summary = f"{len(glossary.rows)} symbols, their meanings and units"
    return f'<details class="list"><summary>{summary}</summary>\n{late(table)}</details>'


def _lineage(lineage: Lineage) -> str:
    """The map, and the same in words."""
    lines = "".join(f"<p>{'; '.join(entries)}.</p>\n" for entries in _entries(lineage))
    return (
        f'<figure class="lineage"><div class="tree">{drawn(chart(lineage), _COLOURS, links=True)}'
        f"</div>\n<figcaption>{prose(LEGEND)}</figcaption></figure>\n"
        f'<details class="list"><summary>The same in words</summary>\n{late(lines)}</details>'
    )


def _entries(lineage: Lineage) -> Iterator[list[str]]:
    """For each chapter what rests on what."""
    for ties in by_chapter(lineage):
        yield [f"{_link(tie.equation)} on {', '.join(map(_link, tie.on))}" for tie in ties]


def _link(equation: Equation) -> str:
    return f'<a href="#{anchor(equation.names[0])}">{plain(equation.number)}</a>'


def _bibliography(bibliography: Bibliography) -> str:
    """The works, each with its address."""
    items = "".join(
        f'<li id="{work_anchor(work.key)}">{plain(work.authors)}, '
        f"<cite>{plain(work.title)}</cite>, {_where(work.where, work.doi)}.</li>\n"
        for work in bibliography.works
    )
    return f'<ol class="works">{items}</ol>'


def _where(where: str, doi: str) -> str:
    return f'<a href="https://doi.org/{doi}">{plain(where)}</a>' if doi else plain(where)
