"""Prose with mathematics in it: Unicode text in, runs of words, LaTeX and references out.

Claims and chapters are written in plain Unicode, as a terminal shows them. What is mathematics in
a line is found here, once, for all formats: what stands between dollar signs, and every word with
a Greek letter, a relation or an index in it, joined with its neighbours.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import accumulate
from typing import Literal, NamedTuple

from beyondthermal.symbolic.symbols import TABLE

__all__ = ["Run", "inlines", "maths", "values", "written"]


class Run(NamedTuple):
    """A piece of a line: words, LaTeX without its dollars, or the name of an equation."""

    kind: Literal["words", "maths", "reference"]
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
    **{char: f"\\{name} " for char, name in (_GREEK | _SIGNS).items()},
}  # fmt: skip
_UP = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_DOWN = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
_FUNCTIONS = ("exp", "log", "max", "min", "cosh", "sinh", "coth", "tanh", "det", "lim", "sup")
_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉"
# The longest first: √ρ₀₀ before ρ₀₀.
_NAMES = dict(
    sorted(((r.text, r.latex) for r in TABLE if len(r.text) > 1), key=lambda r: -len(r[0]))
)
_TEXTS = {row.name: row.text for row in TABLE} | {"lhs": "left side", "rhs": "right side"}
_RULES: tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...] = (
    (r"(?<![A-Za-z\\])([NH])([0-9])", r"\1_\2"),
    ("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda found: f"^{{{''.join(_UP[c] for c in found[0])}}}"),
    ("[₀-₉]+", lambda found: f"_{{{''.join(_DOWN[c] for c in found[0])}}}"),
    (r"(?<!\\)_([A-Za-z0-9]{2,})", r"_{\1}"),
    (r"\^([+−-]?[A-Za-z0-9]{2,}|[+−-]\w)", r"^{\1}"),
    (rf"(?<![A-Za-z\\])({'|'.join(_FUNCTIONS)})(?![A-Za-z])", r"\\\1"),
    (r"(?<![A-Za-z\\{])(Tr|Im|Re)(?![A-Za-z])", r"\\operatorname{\1}"),
)

# A word with one of these is mathematics, whatever else is in it.
_MATHS = set(_GREEK) | set(_SIGNS) | set(_UP) | set(_DOWN) | set("−√†ᵀ̃̇Ṡ𝒮𝒜𝒫𝓛=<>|^_")
# Letters that are a quantity when they stand alone; the article A is told apart by its place.
_LETTERS = set("CSAGEPNKZdgmnpqtxyz") | {"N1", "N2", "H0", "kB"}
_JOINING = set("+=<>≤≥≃≈≠→≫≪·×−/±∓⊗∝|")
_TAIL = re.compile(r"[,;:.!?]+$")
_RATIO = re.compile(r"[A-Za-z]/[A-Za-z0-9]+")


def inlines(text: str, names: Collection[str] = ()) -> list[Run]:
    """The runs of a line.

    Parameters
    ----------
    text
        Unicode; mathematics between dollar signs, or left for us to find.
    names
        Names of equations: `(A4)` becomes a reference if A4 is among them.
    """
    runs: list[Run] = []
    for k, part in enumerate(text.split("$")):
        found = [Run("maths", maths(part))] if k % 2 else _search(part, names)
        for run in found:
            if runs and run.kind == runs[-1].kind == "words":
                runs[-1] = Run("words", runs[-1].content + run.content)
            else:
                runs.append(run)
    return [run for run in runs if run.content]


def written(text: str, names: Collection[str], by_kind: Mapping[str, Callable[[str], str]]) -> str:
    """A line of prose in a format, which writes each kind of run in its manner."""
    return "".join(by_kind[kind](content) for kind, content in inlines(text, names))


def _search(text: str, names: Collection[str]) -> Iterator[Run]:
    """Runs of a text without dollars."""
    for piece in re.split(r"(\([A-Za-z0-9∞−,=.-]+\))", text):
        if piece[1:-1] in names and piece.startswith("("):
            yield Run("reference", piece[1:-1])
        else:
            yield from _words(piece)


def _words(text: str) -> Iterator[Run]:
    """Neighbouring words of mathematics together, the others as they are."""
    tokens = _tokens(text)
    bare = [_TAIL.sub("", token) for token in tokens]
    known = [_is_maths(tokens, k) for k in range(len(tokens))]
    joined = [
        known[k] or (word in _JOINING and any(known[:k][-1:]) and any(known[k + 1 :][:1]))
        for k, word in enumerate(bare)
    ]
    space, pending = " " if text[:1].isspace() else "", ""
    for token, word, is_maths in zip(tokens, bare, joined, strict=True):
        if not is_maths or not pending:
            if pending:
                yield Run("maths", maths(pending))
            yield Run("words", space)
            pending = ""
        if is_maths:
            pending = f"{pending} {word}" if pending else word
        if is_maths and word != token:
            yield Run("maths", maths(pending))
            pending = ""
        yield Run("words", token[len(word) :] if is_maths else token)
        space = " "
    if pending:
        yield Run("maths", maths(pending))
    if text[-1:].isspace() and tokens:
        yield Run("words", " ")


def _tokens(text: str) -> list[str]:
    """Words; brackets that enclose mathematics alone keep what is in them together."""
    tokens: list[str] = []
    for word in text.split():
        if tokens and _open(tokens[-1]) and not _is_words(tokens[-1]):
            tokens[-1] += " " + word
        else:
            tokens.append(word)
    return tokens


def _open(token: str) -> bool:
    return any(token.count(a) > token.count(b) for a, b in ("()", "{}", "[]"))


def _is_words(token: str) -> bool:
    """Whether a word of the language is in it."""
    return any(w not in _FUNCTIONS for w in re.findall(r"(?<![A-Za-z_])[A-Za-z]{3,}", token))


def _is_maths(tokens: list[str], k: int) -> bool:
    """Whether a token is mathematics, by itself or by its neighbours."""
    token = _TAIL.sub("", tokens[k])
    before, after = (tokens[j] if 0 <= j < len(tokens) else "" for j in (k - 1, k + 1))
    if _is_words(token):
        return False
    if token in _LETTERS:
        starts = k == 0 or before.endswith((".", ":"))
        return not (token == "A" == tokens[k] and starts and after and after not in _JOINING)
    if set(token) & _MATHS or token in _FUNCTIONS or _RATIO.fullmatch(token):
        return True
    # What stands beside a relation or a sign is what it relates.
    beside = before in _JOINING or before in _FUNCTIONS or after in _JOINING & _MATHS
    return beside and (token == tokens[k] or before in _JOINING) and len(token) < 12


def maths(text: str) -> str:
    r"""Unicode mathematics as LaTeX; LaTeX passes through.

    Examples
    --------
    >>> maths("β_A = log(γ/p)")
    '\\beta_A = \\log(\\gamma/p)'
    >>> maths("10⁻³ g")
    '10^{-3} g'
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


def values(found: Mapping[str, str]) -> str:
    """Where a refutation fails, in a line of Unicode prose.

    Examples
    --------
    >>> values({"beta_S": "40", "printed": "5.69e-10", "kappa": "2*g"})
    'β_S = 40; printed = 5.69 × 10⁻¹⁰; κ = 2 g'
    """
    return "; ".join(
        f"{_value(_TEXTS.get(name, name))}{': ' if ' ' in name else ' = '}{_value(value)}"
        for name, value in found.items()
    )


def _value(text: str) -> str:
    """A value in print: 2 g, 5.69 × 10⁻¹⁰, brackets of a matrix element as such."""
    text = re.sub(r"<([^<>]*\|[^<>]*)>", r"⟨\1⟩", text).replace("*", " ")
    return re.sub(r"(?<=\d)e\+?(-?)0*(\d+)", lambda m: f" × 10{_raised(m[1] + m[2])}", text)


def _raised(number: str) -> str:
    up = {digit: sign for sign, digit in _UP.items()}
    return "".join(up[digit] for digit in number)


def _private(k: int) -> str:
    """A character that stands for nothing else."""
    return chr(0xE000 + k)


def _roots(text: str) -> str:
    r"""√(…), √x and √10 as \sqrt{…}."""
    while (at := text.find("√")) >= 0:
        rest = text[at + 1 :]
        if rest.startswith("("):
            depths = accumulate({"(": 1, ")": -1}.get(char, 0) for char in rest)
            end = next((k for k, depth in enumerate(depths) if depth == 0), len(rest))
            inside, rest = rest[1:end], rest[end + 1 :]
        else:
            found = re.match(r"[0-9]+|.(_\w+)?", rest)
            inside = found[0] if found else ""
            rest = rest[len(inside) :]
        text = f"{text[:at]}\\sqrt{{{inside}}}{rest}"
    return text
