"""Text, formulas and values in HTML.

LaTeX stands between private characters until `pandoc.converted` does all of it at once.
"""

from collections.abc import Collection, Sequence
from html import escape

from beyondthermal.derivations.report.blocks import anchor
from beyondthermal.derivations.report.inline import written

from . import pandoc

__all__ = ["Names", "display", "link", "plain", "prose"]

Names = Collection[str]


def plain(text: str) -> str:
    """Plain text; what would mark a formula has no business in it."""
    return escape(pandoc.without_marks(text))


def prose(text: str, names: Names = ()) -> str:
    """A line of Unicode prose; names of equations become links."""
    return written(
        text, names, words=plain, maths=pandoc.inline,
        reference=lambda name: f'(<a href="#{anchor(name)}">{plain(name)}</a>)',
    )  # fmt: skip


def display(lines: Sequence[str], number: str = "", target: str = "") -> str:
    """A display that scrolls in a box of its own, and beside it the number."""
    latex = "\\begin{aligned}" + "\\\\".join(lines) + "\\end{aligned}"
    beside = link(number, target) if number else ""
    return f'<div class="line"><div class="display">{pandoc.display(latex)}</div>{beside}</div>'


def link(number: str, target: str) -> str:
    """A number beside its equation; it is the permalink."""
    return f'<a class="number" href="#{target}">({plain(number)})</a>'
