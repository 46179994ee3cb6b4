"""Text for whatever a command writes to: any encoding, any width, a pipe that nobody reads.

What an encoding can't show is written in ASCII, sign by sign; what could steer a terminal, or the
log of a CI, is shown by its escape.
"""

import io
import json
import os
import re
import sys
import unicodedata
from codecs import lookup_error, register_error
from collections.abc import Callable, Mapping

__all__ = [
    "AS_JSON", "IN_ASCII", "emit", "in_ascii", "one_line", "prepare", "printable", "shown",
]  # fmt: skip

# Handlers of what can't be encoded, by the names that Python's codecs know them under.
IN_ASCII, AS_JSON = "beyondthermal.in_ascii", "beyondthermal.as_json"

_SIGNS: Mapping[str, str] = {
    "±": "+/-", "∓": "-/+", "−": "-", "–": "-", "—": "--", "×": "x", "·": "*", "⋅": "*", "∘": "o",
    "⊗": "(x)", "⊕": "(+)", "≤": "<=", "≥": ">=", "≠": "!=", "≈": "~", "≃": "~", "≡": "==",
    "∝": "~", "≪": "<<", "≫": ">>", "→": "->", "↔": "<->", "⇒": "=>", "⟺": "<=>", "∞": "oo",
    "√": "sqrt", "∛": "cbrt", "∂": "d", "∑": "sum", "∫": "int", "∈": "in", "∀": "for all ",
    "∃": "exists ", "∣": "|", "⟨": "<", "⟩": ">", "†": "^+", "′": "'", "‘": "'", "’": "'",
    "“": '"', "”": '"', "«": "<<", "»": ">>", "ħ": "hbar", "⁄": "/", "¶": "P", "ß": "ss",
    "✓": "+", "✗": "x", "╱": "/", "╲": "\\", "\u0303": "~", "\u0307": "'", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "─": "-", "━": "-", "│": "|",
    "┃": "|", "╸": "-", "╺": "-",
}  # fmt: skip
_SCRIPTS = {"<super>": "^", "<sub>": "_"}


def in_ascii(text: str, before: str = "") -> str:
    r"""A text in ASCII: signs by what they are typed as, letters by name or without accents.

    `before` is what stands right before it. What has no equivalent is escaped.

    Examples
    --------
    >>> in_ascii("β_A ≤ 10⁻³ for ρ₀₀, Ṡ, naïve, 中")
    "beta_A <= 10^-3 for rho_00, S', naive, \\u4e2d"
    """
    written = []
    for char in text:
        if (script := _script(char)) != _script(before):
            written.append(script)
        written.append(_in_ascii(char))
        before = char
    return "".join(written)


def _script(char: str) -> str:
    """The sign of an index or exponent, if the character is part of one."""
    return _SCRIPTS.get(unicodedata.decomposition(char).partition(" ")[0], "") if char else ""


def _in_ascii(char: str) -> str:
    if char.isascii():
        return printable(char)
    if char in _SIGNS:
        return _SIGNS[char]
    name = unicodedata.name(char, "")
    if greek := re.match(r"GREEK (SMALL|CAPITAL) LETTER (\w+)", name):
        letter = greek[2].lower().replace("lamda", "lambda")
        return letter if greek[1] == "SMALL" else letter.capitalize()
    if name.startswith("BOX DRAWINGS"):
        return "+"
    parts = unicodedata.normalize("NFKD", char)
    if parts != char:
        return "".join(map(_in_ascii, parts))
    return "" if unicodedata.combining(char) else _escape(char)


def _escape(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def one_line(text: object) -> str:
    r"""A text, or what anything is as text, on one line; ends of lines are escaped too.

    Examples
    --------
    >>> print(one_line("a\nb"))
    a\nb
    """
    return printable(str(text), keep="")


def printable(text: str, *, keep: str = "\n") -> str:
    r"""A text with an escape for each character that isn't seen but obeyed; line ends are kept.

    Examples
    --------
    >>> print(printable("a\x1b[2J\u202e, b = ∞"))
    a\x1b[2J\u202e, b = ∞
    """
    if text.isprintable():
        return text
    spaces = {char for char in text if unicodedata.category(char) == "Zs"}
    kept = {*keep, *spaces}
    return "".join(c if c.isprintable() or c in kept else _escape(c) for c in text)


def shown(text: str, encoding: str = "utf-8") -> str:
    """A text for a terminal or a log of this encoding, as it can show it.

    In the log of a GitHub Action, what would be a command is taken apart.
    """
    text = printable(text)
    if "GITHUB_ACTIONS" in os.environ:
        text = re.sub(r":(?=:)", ": ", text).replace("##[", "## [")
    return text.encode(encoding, IN_ASCII).decode(encoding)


def emit(text: str, errors: str) -> None:
    """Print a text for programs: in UTF-8, or else in ASCII.

    What that has not, and what could steer a terminal, is written as the handler `errors` does.
    """
    handler = lookup_error(errors)

    def escaped(found: re.Match[str]) -> str:
        return str(handler(UnicodeEncodeError("ascii", found[0], 0, len(found[0]), "unseen"))[0])

    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("_", "-")
    within = "utf-8" if encoding in ("utf-8", "utf8") else "ascii"
    unseen = "".join({char for char in text if not char.isprintable()} - {"\n"})
    seen = re.sub(f"[{re.escape(unseen)}]", escaped, text) if unseen else text
    print(seen.encode(within, errors).decode(within), end="")


def prepare() -> None:
    """Have both streams take any text, and nothing take a width that no terminal has.

    A stream that is closed, or whose reader has gone, takes everything and shows nothing: what a
    command writes to files, and what it exits with, does not depend on who is listening.
    """
    for name in ("COLUMNS", "LINES"):
        if not re.fullmatch(r"[1-9][0-9]{1,2}", os.environ.get(name, "80")):
            del os.environ[name]
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for all that follows)
            setattr(sys, name, nowhere)
        elif type(stream) is io.TextIOWrapper:
            encoding, at_once = stream.encoding, stream.line_buffering
            lasting = _Lasting(stream.detach(), encoding, IN_ASCII, line_buffering=at_once)
            setattr(sys, name, lasting)
            setattr(sys, f"__{name}__", lasting)


class _Lasting(io.TextIOWrapper):
    """A stream that outlives its reader."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            self._lost(error)
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            self._lost(error)

    def _lost(self, error: OSError) -> None:
        """From here on it leads nowhere; a reader that went away is no error, a full disk is."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)
        super().flush()
        if not isinstance(error, BrokenPipeError):
            raise error


def _handler(write: Callable[[str, str], str]) -> Callable[[UnicodeError], tuple[str, int]]:
    """For codecs: what is written for characters that can't be, given the one before them."""

    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        start, end = error.start, error.end
        return write(error.object[start:end], error.object[max(start - 1, 0) : start]), end

    return handle


register_error(IN_ASCII, _handler(in_ascii))
register_error(AS_JSON, _handler(lambda text, _: json.dumps(text)[1:-1]))
