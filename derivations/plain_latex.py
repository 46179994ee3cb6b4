"""The LaTeX of proofs on a line of Unicode, for a terminal."""

import re

from beyondthermal.symbolic.names import GREEK
from beyondthermal.symbolic.symbols import TABLE

__all__ = ["plain"]

_UP = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {
    "ge": "≥", "le": "≤", "ne": "≠", "infty": "∞", "to": "→", "in": "∈", "dots": "…", "cdot": "·",
    "quad": " ", "qquad": " ", "left": "", "right": "", "displaystyle": "",
    **{name: letter for letter, name in reversed(list(GREEK.items()))},
}  # fmt: skip
_NAMES = sorted(((row.latex, row.text) for row in TABLE if "\\" in row.latex), reverse=True)
_GROUP = r"\{([^{}]*)\}"
_ALONE = re.compile(r"-?[\w√]+|\([^()]*\)|\|[^|]*\|")


def plain(latex: str) -> str:
    r"""A formula in LaTeX as it is typed, in Unicode.

    Examples
    --------
    >>> plain(r"&\frac{x^{2} + 1}{2} \ge e^{- \beta_A/2}")
    '(x² + 1)/2 ≥ e^(-β_A/2)'
    >>> plain(r"\log{\left(1 + t_{x} \right)} + \tfrac{1}{3} \sqrt{x}")
    'log(1 + t_x) + 1/3 √x'
    """
    text = latex.replace("&", "")
    for name, shown in _NAMES:
        text = shown.join(re.split(rf"{re.escape(name)}(?![A-Za-z])", text))
    text = text.replace(r"\mathbb{R}", "ℝ").replace(r"\%", "%")
    text = re.sub(r"\\[,;!: ]", " ", text)
    text = re.sub(r"\\(?!t?frac|sqrt|text|mathrm|operatorname)([A-Za-z]+)", _sign, text)
    before = ""
    while before != text:
        before = text
        text = re.sub(rf"\\(?:text|mathrm|operatorname){_GROUP}", r"\1", text)
        text = re.sub(rf"\^{_GROUP}", lambda found: _raised(found[1]), text)
        text = re.sub(rf"_{_GROUP}", lambda found: f"_{_bracketed(found[1])}", text)
        text = re.sub(rf"\\sqrt{_GROUP}", lambda found: f"√{_bracketed(found[1])}", text)
        text = re.sub(rf"\\t?frac{_GROUP}{_GROUP}", _ratio, text)
        if text == before:
            text = re.sub(_GROUP, r"\1", text, count=1)
    return re.sub(r"(?<=[(|]) +| +(?=[)|,])", "", " ".join(text.split()))


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(str(found[1]), str(found[1]))


def _raised(power: str) -> str:
    """An exponent, above the line if it is a whole number."""
    power = _tight(power)
    if re.fullmatch(r"-?\d+", power):
        return power.translate(_UP)
    return f"^{_bracketed(power)}"


def _ratio(found: re.Match[str]) -> str:
    return "/".join(_bracketed(part) for part in found.groups())


def _bracketed(text: str) -> str:
    """What is no single name, number or bracket, in brackets."""
    text = _tight(text)
    return text if _ALONE.fullmatch(text) else f"({text})"


def _tight(text: str) -> str:
    """Without spaces around it, nor behind a sign at its beginning."""
    return re.sub(r"^- ", "-", text.strip())
