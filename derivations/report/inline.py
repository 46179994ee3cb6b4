"""Prose with mathematics in it: Unicode text in, runs of words, LaTeX and references out.

What stands between dollar signs is mathematics, in Unicode, as a terminal shows it, or in LaTeX.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from beyondthermal.symbolic.symbols import TABLE

from .matter.bibliography import WORKS

__all__ = ["Run", "inlines", "maths", "tidy", "written"]


class Run(NamedTuple):
    """A piece of a line: words, LaTeX without its dollars, an equation's name, or a work's key."""

    kind: Literal["words", "maths", "reference", "citation"]
    content: str


_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "η": "eta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Λ": "Lambda",
    "Π": "Pi", "Σ": "Sigma", "Ω": "Omega",
}  # fmt: skip
_SIGNS = {
    "∞": "infty", "→": "to", "↔": "leftrightarrow", "⇒": "Rightarrow", "≥": "ge", "≤": "le",
    "≃": "simeq", "≈": "approx", "≠": "ne", "≫": "gg", "≪": "ll", "±": "pm", "∓": "mp",
    "·": "cdot", "×": "times", "⊗": "otimes", "∝": "propto", "∂": "partial", "∈": "in",
    "⟩": "rangle", "⟨": "langle", "∑": "sum", "∫": "int", "≡": "equiv", "∘": "circ",
}  # fmt: skip
_COMMANDS = {
    "ρ̃": r"\tilde\rho ", "ρ̇": r"\dot\rho ", "Ṡ": r"\dot S", "𝒮": r"\mathcal{S}",
    "𝒜": r"\mathcal{A}", "𝒫": r"\mathcal{P}", "𝓛": r"\mathcal{L}", "−": "-", "∣": "|",
    "½": r"\tfrac12 ", "ħ": r"\hbar ", "…": r"\dots ", "†": r"^{\dagger}", "ᵀ": r"^{T}",
    "∗": r"^{*}",
    "P̃": r"\tilde P ",
    **{char: f"\\{name} " for char, name in (_GREEK | _SIGNS).items()},
}  # fmt: skip
_UP = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_DOWN = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_FUNCTIONS = ("exp", "log", "max", "min", "cosh", "sinh", "coth", "tanh", "det", "lim", "sup")
_KEYS = {work.key for work in WORKS}
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉"
# The longest first: √ρ₀₀ before ρ₀₀.
_NAMES = dict(
    sorted(((r.text, r.latex) for r in TABLE if len(r.text) > 1), key=lambda r: -len(r[0]))
)
_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(?<![A-Za-z\\])([NH])([0-9])", r"\1_\2"),
    ("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda found: f"^{{{''.join(_UP[c] for c in found[0])}}}"),
    ("[₀-₉]+", lambda found: f"_{{{''.join(_DOWN[c] for c in found[0])}}}"),
    # A word below a letter is no product.
    (r"(?<!\\)_([A-Za-z]{3,})", r"_{\\mathrm{\1}}"),
    (r"(?<!\\)_([A-Za-z0-9]{2,})", r"_{\1}"),
    (r"\^([+−-]?[A-Za-z0-9]{2,}|[+−-]\w)", r"^{\1}"),
    (rf"(?<![A-Za-z\\])({'|'.join(_FUNCTIONS)})(?![A-Za-z])", r"\\\1"),
    (r"(?<![A-Za-z\\{])(Tr|Im|Re)(?![A-Za-z])", r"\\operatorname{\1}"),
)


_ACCENTS = {"\u0300": "grave", "\u0302": "hat", "\u0303": "tilde", "\u0307": "dot"}
_CHARS = {"ħ": r"\hbar ", "ℏ": r"\hbar ", "–": "-"}


def inlines(text: str, names: Collection[str] = ()) -> list[Run]:
    """The runs of a line; `[Wootters 1998]` cites a work of the bibliography.

    Parameters
    ----------
    text
        Unicode, with mathematics between dollar signs.
    names
        Names of equations: `(A4)` becomes a reference if A4 is among them.
    """
    runs: list[Run] = []
    for k, part in enumerate(text.split("$")):
        runs += [Run("maths", maths(part))] if k % 2 else _words(part, names)
    return [run for run in runs if run.content]


def written(text: str, names: Collection[str], **by_kind: Callable[[str], str]) -> str:
    """A line of prose in a format, which writes each kind of run in its manner."""
    return "".join(by_kind[kind](content) for kind, content in inlines(text, names))


def _words(text: str, names: Collection[str]) -> Iterator[Run]:
    """Words, references where a name of an equation stands in brackets, and citations."""
    start = 0
    for found in re.finditer(r"\(([A-Za-z0-9∞−,=.-]+)\)|\[([^\[\]]+)\]", text):
        if found[1] in names or found[2] in _KEYS:
            yield Run("words", text[start : found.start()])
            yield Run("reference", found[1]) if found[1] else Run("citation", found[2])
            start = found.end()
    yield Run("words", text[start:])


def maths(text: str) -> str:
    r"""Unicode mathematics as LaTeX; LaTeX passes through.

    Examples
    --------
    >>> maths("β_A = log(γ/p)")
    '\\beta_A = \\log(\\gamma/p)'
    >>> maths("10⁻³ g"), maths("C_full")
    ('10^{-3} g', 'C_{\\mathrm{full}}')
    """
    if "\\" not in text:
        text = re.sub(r"(?<![_^]){([^{}]*)}", r"\\lbrace \1\\rbrace ", text)
    # Names of the table first, out of reach of the rules that follow.
    for k, name in enumerate(_NAMES):
        text = re.sub(rf"(?<![A-Za-z\\]){re.escape(name)}(?![A-Za-z{_DIGITS}_])", _private(k), text)
    for pattern, latex in _RULES:
        text = re.sub(pattern, latex, text)
    text = _roots(text)
    for char, command in _COMMANDS.items():
        text = text.replace(char, command)
    for k, name in enumerate(_NAMES.values()):
        text = text.replace(_private(k), name + " ")
    return re.sub(r" +(?=[ _^,;.)\]}/|]|$)", "", text)


def tidy(formula: str) -> str:
    r"""LaTeX that every reader takes: in ASCII, and with one exponent to a letter.

    Examples
    --------
    >>> tidy(r"K^\pm^{\dagger} – ṗ + ℱ")
    'K^{\\pm\\dagger} - \\dot p + \\mathcal{F}'
    """
    formula = re.sub(r"\^(\\?\w+) ?\^\{([^{}]*)\}", r"^{\1\2}", formula)
    return re.sub(r"[^\x00-\x7F]", lambda found: _ascii(found[0]), formula)


def _ascii(char: str) -> str:
    """A character as a command: an accent, a script letter, or one of a few signs."""
    parts = unicodedata.normalize("NFD", char)
    if parts[1:] in _ACCENTS:
        return f"\\{_ACCENTS[parts[1:]]} {parts[0]}"
    if "SCRIPT CAPITAL" in unicodedata.name(char, ""):
        return f"\\mathcal{{{unicodedata.normalize('NFKC', char)}}}"
    return _CHARS.get(char, char)


def _private(k: int) -> str:
    """A character that stands for nothing else."""
    return chr(0xE000 + k)


def _roots(text: str) -> str:
    r"""√(…), √x and √10 as \sqrt{…}, and ∛(…) as \sqrt[3]{…}."""
    while (at := max(text.find(sign) for sign in "√∛")) >= 0:
        head = {"√": r"\sqrt", "∛": r"\sqrt[3]"}[text[at]]
        rest = text[at + 1 :]
        if rest.startswith("("):
            depths = accumulate({"(": 1, ")": -1}.get(char, 0) for char in rest)
            end = next((k for k, depth in enumerate(depths) if depth == 0), len(rest))
            inside, rest = rest[1:end], rest[end + 1 :]
        else:
            found = re.match(r"[0-9]+|.(_\w+)?", rest)
            inside = found[0] if found else ""
            rest = rest[len(inside) :]
        text = f"{text[:at]}{head}{{{inside}}}{rest}"
    return text
