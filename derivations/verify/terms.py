"""Terms: how they are read, what they are as fractions of polynomials, and how they are shown.

A term is a whole number, a name, or (head, parts …). Only these pass, tested by type and by
regular expression; nothing is converted.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from .polynomials import need

__all__ = [
    "Term",
    "fraction",
    "inside",
    "is_name",
    "minus",
    "node",
    "number",
    "parts",
    "put",
    "read",
    "show",
    "tidy",
]

Term = int | str | tuple[Any, ...]
_ARGUMENTS = {
    "^": 2, "/": 2, "abs": 1, "sqrt": 1, "cbrt": 1, "exp": 1, "log": 1, "i": 0, "conj": 1,
    "+": None, "*": None, "max": None, "min": None,
}  # fmt: skip
_HIGHEST_POWER = 64


def is_name(name: Any) -> bool:
    """Whether it is a name: a letter, then letters, digits and underscores."""
    return type(name) is str and re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) is not None


def number(text: Any) -> Fraction:
    """A whole number or a fraction, as text."""
    exact = type(text) is str and re.fullmatch(r"-?[0-9]+(/[1-9][0-9]*)?", text)
    need(exact, f"{text!r} is no number")
    return Fraction(text)


def read(data: Any, is_known: Callable[[Term], bool] = lambda _: False) -> Term:
    """JSON as a term; a modulus of a complex number has to be one that is known."""
    if type(data) is int or is_name(data):
        leaf: Term = data
        return leaf
    need(type(data) in (list, tuple) and data and type(data[0]) is str, f"no term: {data!r:.60}")
    rest = [read(part, is_known) for part in data[1:]]
    if data[0] != "modulus":
        return node(data[0], rest)
    need(len(rest) == 2 and is_known(("modulus", *rest)), "a new modulus")
    return ("modulus", *rest)


def node(head: str, rest: Sequence[Any]) -> Term:
    """A head with its parts, which are terms."""
    need(head in _ARGUMENTS, f"no term: {head!r:.60}")
    count = _ARGUMENTS[head]
    need(len(rest) == count if count is not None else rest, f"{head} has {len(rest)} parts")
    if head == "^":
        need(type(rest[1]) is int and 0 <= rest[1] <= _HIGHEST_POWER, "no such exponent")
    return (head, *rest)


def fraction(value: Fraction | int) -> Term:
    """A rational number as a term."""
    whole = Fraction(value)
    over = whole.denominator
    return whole.numerator if over == 1 else ("/", whole.numerator, over)


def minus(a: Term, b: Term) -> Term:
    """The difference a - b."""
    return ("+", a, ("*", -1, b))


def inside(term: Term) -> Iterator[Term]:
    """A term and every term in it, from the outside in."""
    yield term
    for part in term[1:] if type(term) is tuple else ():
        yield from inside(part)


def parts(term: Term, *heads: str) -> list[tuple[Any, ...]]:
    """The terms in it with one of these heads, each one once."""
    return [t for t in dict.fromkeys(inside(term)) if type(t) is tuple and t[0] in heads]


def put(term: Term, to: Mapping[Any, Term]) -> Term:
    """Other terms in the place of names, or of whole terms."""
    if term in to:
        return to[term]
    return (term[0], *(put(t, to) for t in term[1:])) if type(term) is tuple else term


def tidy(term: Term) -> Term:
    """Without factors 1, summands 0 and products with 0."""
    if type(term) is not tuple or term[0] not in ("+", "*"):
        return term
    rest = [tidy(part) for part in term[1:]]
    if term[0] == "*" and 0 in rest:
        return 0
    rest = [part for part in rest if part != (0 if term[0] == "+" else 1)]
    if len(rest) < 2:
        return rest[0] if rest else int(term[0] == "*")
    return (term[0], *rest)


def show(term: Any) -> str:
    """A term, or a statement, as a line of text."""
    if type(term) not in (list, tuple):
        return str(term)
    if term and type(term[0]) is not str:
        rows = ("[" + ", ".join(map(show, row)) + "]" for row in term)
        return "[" + ", ".join(rows) + "]"
    head, rest = str(term[0]), term[1:]
    if head == "i":
        return head
    if head in ("+", "*", "/", "^") and rest:
        return "(" + {"+": " + "}.get(head, head).join(map(show, rest)) + ")"
    return f"{head}({', '.join(map(show, rest))})"
