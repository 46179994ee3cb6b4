"""LaTeX as it is printed, read as a number by the rules of grammar alone, at given values."""

import re
from collections.abc import Mapping

from mpmath import mpf

__all__ = ["read"]

Number = mpf
_TOKEN = re.compile(r"\\[A-Za-z]+|\d+(?:\.\d+)?|[A-Za-z]|[-+/^{}(),|]|\\[,;]")


class _Reader:
    """Sums of products of powers, from left to right."""

    def __init__(self, text: str, values: Mapping[str, Number], context: object) -> None:
        """Names first: the longest, since γ_z begins with γ."""
        names = sorted(values, key=len, reverse=True)
        pattern = "|".join([*map(re.escape, names), _TOKEN.pattern])
        self.tokens = re.findall(f"(?:{pattern})", text.replace("{}", ""))
        left = re.sub("|".join([*map(re.escape, names), _TOKEN.pattern, r"\s"]), "", text)
        assert not left, f"unread: {left!r} of {text!r}"
        self.values, self.mp, self.at = values, context, 0

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        token = self.next
        assert not expected or token in expected, f"{token!r} in {' '.join(self.tokens)}"
        self.at += 1
        return token

    def sum(self) -> Number:
        sign = -1 if self.next == "-" and self.take() else 1
        total = sign * self.product()
        while self.next in ("+", "-"):
            sign = -1 if self.take() == "-" else 1
            total += sign * self.product()
        return total

    def product(self) -> Number:
        value = self.power()
        while self.next and self.next not in ("+", "-", ")", "}", r"\right", ",", "|"):
            if self.next == "/":
                self.take()
                value /= self.power()
            else:
                if self.next == r"\cdot":
                    self.take()
                value *= self.power()
        return value

    def power(self) -> Number:
        base = self.atom()
        if self.next == "^":
            self.take()
            return base ** self.braces()
        return base

    def braces(self) -> Number:
        self.take("{")
        value = self.sum()
        self.take("}")
        return value

    def inside(self, closing: str) -> list[Number]:
        found = [self.sum()]
        while self.next == ",":
            self.take()
            found.append(self.sum())
        self.take(r"\right")
        self.take(closing)
        return found

    def atom(self) -> Number:
        token = self.take()
        if token in self.values:
            return self.values[token]
        if token[0].isdigit():
            return self.mp.mpf(token)
        if token == "{":
            self.at -= 1
            return self.braces()
        if token == r"\frac":
            return self.braces() / self.braces()
        if token == r"\sqrt":
            return self.mp.sqrt(self.braces())
        if token == r"\left" and self.take("(", "|") == "|":
            self.take("{")
            value = self.sum()
            self.take("}")
            self.take(r"\right")
            self.take("|")
            return abs(value)
        if token == r"\left":
            (value,) = self.inside(")")
            return value
        if token in (r"\max", r"\min"):
            self.take(r"\left")
            self.take("(")
            return {r"\max": max, r"\min": min}[token](self.inside(")"))
        assert token in ("e", "i"), f"{token!r} in {' '.join(self.tokens)}"
        return self.mp.e if token == "e" else self.mp.mpc(0, 1)


def read(text: str, values: Mapping[str, Number], context: object) -> Number:
    """The number that a formula is.

    Examples
    --------
    >>> import mpmath
    >>> str(read(r"- 2 x^{2} + \\frac{x}{3}", {"x": mpmath.mpf(3)}, mpmath.mp))
    '-17.0'
    """
    reader = _Reader(text, values, context)
    value = reader.sum()
    assert not reader.next, f"more than a formula: {text!r}"
    return value
