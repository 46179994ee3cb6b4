"""Text, formulas and links in Typst."""

import json
import re
from collections.abc import Mapping

from beyondthermal.derivations.report.blocks import Equation, anchor, work_anchor
from beyondthermal.derivations.report.inline import tidy, written

from . import pandoc

__all__ = ["formula", "label", "prose", "reference", "string", "words"]

_SCALED = re.compile(r"#scale\(x: (\d+)%, y: \1%\)\[\\?(.)\]")
# Names that came and went with versions of Typst, and a sign.
_SIGNS = {
    "planck.reduce": "ℏ", "times.circle": "⊗", "plus.circle": "⊕",
    "chevron.l": r"\⟨", "chevron.r": r"\⟩",
    r"\|": "vbar",  # of a ket, without the space that a relation has
}  # fmt: skip


def prose(text: str, known: Mapping[str, Equation] | None = None) -> str:
    """A line of Unicode prose in Typst; names of equations and keys of works become links."""
    equations = known or {}
    return written(
        text, equations, words=words, maths=lambda latex: pandoc.inline(tidy(latex)),
        reference=lambda name: f"({reference(name, equations[name])})",
        citation=lambda key: f"\\[#link({label(work_anchor(key))})[{words(key)}]\\]",
    )  # fmt: skip


def reference(name: str, equation: Equation) -> str:
    """A link to an equation, with the numbers that it has."""
    ours, printed = equation.label(name)
    beside = f" #badge[{words(printed)}]" if printed else ""
    return f"#link({label(anchor(name))})[{words(ours)}{beside}]"


def words(text: str) -> str:
    """Words without mathematics, with whatever Typst could read as markup escaped."""
    return re.sub(r"([\\#$*_`<>@\[\]~/=+\"-]|\.(?=\.)|(?<=\d)\.(?=\s|$))", r"\\\1", text)


def string(text: str) -> str:
    r"""A string of JSON without escapes beyond \" and \\ is one of Typst."""
    return json.dumps(text, ensure_ascii=False)


def label(target: str) -> str:
    """What a link leads to."""
    return f'label("{target}")'


def formula(made: str) -> str:
    r"""What pandoc returns, with \Bigl and its kin as delimiters instead of scaled text."""
    made = _SCALED.sub(lambda found: rf"lr(size: #{int(found[1]) / 100}em, \{found[2]})", made)
    for name, sign in _SIGNS.items():
        made = made.replace(name, sign)
    return made
