"""Text, formulas and values in HTML.

LaTeX stands between private characters until `pandoc.converted` does all of it at once.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape

from beyondthermal.derivations.report.blocks import Equation, anchor, work_anchor
from beyondthermal.derivations.report.inline import written

from . import pandoc

__all__ = [
    "Names", "badge", "bare", "display", "late", "link", "plain", "prose", "reference",
]  # fmt: skip

Names = Mapping[str, Equation]


def plain(text: str) -> str:
    """Plain text; what would mark a formula has no business in it."""
    return escape(pandoc.without_marks(text))


def prose(text: str, names: Names | None = None) -> str:
    """A line of Unicode prose; names of equations and keys of works become links."""
    known = names or {}
    return pandoc.tied(written(
        text, known, words=_words, maths=pandoc.inline,
        reference=lambda name: f"({reference(name, known[name])})",
        citation=lambda key: f'[<a href="#{work_anchor(key)}">{plain(key)}</a>]',
    ))  # fmt: skip


def _words(text: str) -> str:
    """Words, with the apostrophes that are set in print."""
    return plain(text.replace("'", "’"))


def reference(name: str, equation: Equation) -> str:
    """A link to an equation, with the numbers that it has."""
    ours, printed = equation.label(name)
    return f'<a href="#{anchor(name)}">{plain(ours)}{badge(printed)}</a>'


def badge(printed: str) -> str:
    """The paper's number, after ours."""
    return f' <span class="badge">{plain(printed)}</span>' if printed else ""


def display(lines: Sequence[str], number: str = "", target: str = "") -> str:
    """A display that scrolls in a box of its own, and beside it the number."""
    latex = "\\begin{aligned}" + "\\\\".join(lines) + "\\end{aligned}"
    beside = link(number, target) if number else ""
    return f'<div class="line"><div class="display">{pandoc.display(latex)}</div>{beside}</div>'


def late(markup: str) -> str:
    """What becomes elements when it is needed: see `late.js`."""
    return f"<noscript>{markup}</noscript>" if markup else ""


def link(number: str, target: str) -> str:
    """A number beside its equation; it is the permalink."""
    return f'<a class="number" href="#{target}">({plain(number)})</a>'


def bare(text: str) -> str:
    """Rules or a script without what only their writers read: comments and indentation."""
    text = re.sub(r"/\*.*?\*/\n?", "", text, flags=re.DOTALL)
    return re.sub(r"^\s+(?://.*)?|^//.*\n", "", text, flags=re.MULTILINE)
