"""A formula as text, cut into tokens."""

import re
from typing import NamedTuple

__all__ = ["END", "GrammarError", "Token", "shown", "tokens"]

END = "the end"
_LENGTH = 10_000
_TOKENS = 2_000

_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\*\*|<=|>=|==|[-+*/^(),<>=])"
)


class GrammarError(ValueError):
    """What is wrong with a formula, and where: line and column, both from one."""

    def __init__(self, text: str, at: int, reason: str) -> None:
        self.line = text.count("\n", 0, at) + 1
        self.column = at - text.rfind("\n", 0, at)
        self.reason = reason
        super().__init__(f"line {self.line}, column {self.column}: {reason}")


class Token(NamedTuple):
    """A number, a name, a sign, or the end; and where it begins."""

    kind: str
    text: str
    at: int


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a formula into tokens, the last of which is its end.

    Raises
    ------
    GrammarError
        If it is too long, or has a character that no token begins with.

    Examples
    --------
    >>> [token.text for token in tokens("2*x^2")]
    ['2', '*', 'x', '^', '2', 'the end']
    """
    if len(text) > _LENGTH:
        raise GrammarError(text, 0, f"a formula has at most {_LENGTH} characters, not {len(text)}")
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise GrammarError(text, at, f"no formula contains {shown(text[at])}")
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), at))
        at = match.end()
        if len(found) > _TOKENS:
            raise GrammarError(
                text, at, f"a formula has at most {_TOKENS} numbers, names and signs"
            )
    return (*found, Token("end", END, len(text)))


def shown(text: str) -> str:
    """Any text, quoted, on one line of ASCII, not too long."""
    return ascii(text if len(text) <= 40 else text[:37] + "...")
