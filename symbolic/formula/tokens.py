"""A formula as text, cut into tokens."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

import sympy as sp

from beyondthermal.symbolic.names import GREEK

__all__ = ["END", "LETTERS", "GrammarError", "Token", "number", "shown", "tokens"]

END = "the end"
_LENGTH = 10_000
_TOKENS = 2_000
_DIGITS = 60

LETTERS = f"A-Za-z{''.join(GREEK)}"
_TOKEN = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    rf"|(?P<name>[{LETTERS}_][{LETTERS}0-9_]*)"
    r"|(?P<sign>\*\*|<=|>=|==|!=|[-+*/^(),<>=!|&])"
)
# What other signs are written as here.
_SIGNS: Mapping[str, str] = {
    "≤": "<=", "≥": ">=", "·": "*", "×": "*", "⋅": "*", "÷": "/", "−": "-", "∞": "oo",
    "√": "sqrt(x)", "²": "^2", "³": "^3", "½": "1/2", "∑": "sum(f, n, a, b)", "∂": "diff(f, x)",
    "[": "(", "]": ")", "{": "(", "}": ")", "µ": "μ",
}  # fmt: skip


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
            way = _SIGNS.get(text[at])
            instead = f": write {way}" if way else ""
            raise GrammarError(text, at, f"no formula contains {shown(text[at])}{instead}")
        if match.lastgroup != "space":
            found.append(Token(str(match.lastgroup), match.group(), at))
        at = match.end()
        if len(found) > _TOKENS:
            raise GrammarError(
                text, at, f"a formula has at most {_TOKENS} numbers, names and signs"
            )
    return (*found, Token("end", END, len(text)))


def number(text: str, token: Token) -> sp.Rational:
    """The value of a number, exactly.

    Raises
    ------
    GrammarError
        If it has more than 60 digits, or an exponent above 60.
    """
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > _DIGITS or len(exponent) > 3 or abs(int(exponent or 0)) > _DIGITS:
        raise GrammarError(text, token.at, f"a number has at most {_DIGITS} digits")
    exact = Fraction(token.text)
    return sp.Rational(exact.numerator, exact.denominator)


def shown(text: str) -> str:
    """Any text, quoted, on one line, not too long; what can't be seen is escaped."""
    return repr(text if len(text) <= 40 else text[:37] + "...")
