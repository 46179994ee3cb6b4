"""Text, formulas and values in HTML.

LaTeX stands between private characters until `converted` has pandoc do all of it at once.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

from beyondthermal.derivations.report.blocks import anchor
from beyondthermal.derivations.report.inline import values, written

from .pandoc import mathml

__all__ = ["Names", "converted", "counterexample", "display", "formula", "link", "plain", "prose"]

# Around LaTeX that pandoc is still to convert: characters that no text has.
_INLINE, _DISPLAY, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_FORMULA = re.compile(f"([{_INLINE}{_DISPLAY}])([^{_END}]*){_END}")

Names = Collection[str]


def converted(page: str) -> str:
    """The page with MathML in the place of LaTeX."""
    pieces = list(dict.fromkeys((m[2], m[1] == _DISPLAY) for m in _FORMULA.finditer(page)))
    found = dict(zip(pieces, mathml(pieces), strict=True))
    return _FORMULA.sub(lambda m: found[m[2], m[1] == _DISPLAY], page)


def plain(text: str) -> str:
    """Plain text; what would mark a formula has no business in it."""
    return escape(re.sub(f"[{_INLINE}{_DISPLAY}{_END}]", "", text))


def formula(latex: str) -> str:
    """A formula in the line."""
    return f"{_INLINE}{latex}{_END}"


def prose(text: str, names: Names = ()) -> str:
    """A line of Unicode prose; names of equations become links."""
    by_kind: Mapping[str, Callable[[str], str]] = {
        "words": plain,
        "maths": formula,
        "reference": lambda name: f'(<a href="#{anchor(name)}">{plain(name)}</a>)',
    }
    return written(text, names, by_kind)


def display(lines: Sequence[str], number: str = "", target: str = "") -> str:
    """A display that scrolls in a box of its own, and beside it the number."""
    latex = "\\begin{aligned}" + "\\\\".join(lines) + "\\end{aligned}"
    beside = link(number, target) if number else ""
    return f'<div class="line"><div class="display">{_DISPLAY}{latex}{_END}</div>{beside}</div>'


def link(number: str, target: str) -> str:
    """A number beside its equation; it is the permalink."""
    return f'<a class="number" href="#{target}">({plain(number)})</a>'


def counterexample(found: Mapping[str, str]) -> str:
    """Where a refutation fails, as the derivation found it."""
    return f'<span class="label">Counter-example</span> {prose(values(found))}.'
