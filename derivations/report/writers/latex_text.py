"""Text and links in LaTeX."""

import re
from collections.abc import Mapping

from beyondthermal.derivations.report.blocks import Equation, anchor, work_anchor
from beyondthermal.derivations.report.inline import maths, tidy, written
from beyondthermal.derivations.streams import in_ascii

__all__ = ["badge", "prose", "reference", "words"]

_SPECIAL = {
    "\\": r"\textbackslash{}", "_": r"\_", "&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$",
    "{": r"\{", "}": r"\}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "`": r"\textasciigrave{}", '"': r"\textquotedbl{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", "–": "--", "—": "---", "’": "'", "‘": "`",
    "“": "``", "”": "''",
}  # fmt: skip


def prose(text: str, known: Mapping[str, Equation] | None = None) -> str:
    """A line of Unicode prose in LaTeX; names of equations and keys of works become links."""
    equations = known or {}
    return written(
        text, equations, words=words, maths=lambda latex: f"${tidy(latex)}$",
        reference=lambda name: f"({reference(name, equations[name])})",
        citation=lambda key: f"[\\hyperref[{work_anchor(key)}]{{{words(key)}}}]",
    )  # fmt: skip


def reference(name: str, equation: Equation) -> str:
    """A link to an equation, with the numbers that it has."""
    ours, printed = equation.label(name)
    return f"\\hyperref[{anchor(name)}]{{{words(ours)}{badge(printed)}}}"


def badge(printed: str) -> str:
    """The paper's number, after ours."""
    return f"~\\badge{{{words(printed)}}}" if printed else ""


def words(text: str) -> str:
    """Words without mathematics; a stray sign becomes mathematics, or what it is in ASCII."""
    plain = "".join(_SPECIAL.get(char, char) for char in text)
    plain = re.sub("(?<=-)-", "{}-", plain)
    return re.sub(r"[^\x00-\x7FÀ-ÿ]+", _sign, plain)


def _sign(found: re.Match[str]) -> str:
    written = tidy(maths(found[0]))
    return f"${written}$" if written.isascii() else words(in_ascii(found[0]))
