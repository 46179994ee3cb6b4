"""Terms: how they are read, what they are as fractions of polynomials, and how they are shown.

A term is a whole number, a name, or (head, parts …). Only these pass, tested by type and by
regular expression; nothing is converted.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache, reduce
from typing import Any

from .polynomials import (
    ONE,
    Atom,
    Pair,
    Polynomial,
    constant,
    is_positive,
    lone,
    modulus,
    need,
    plus,
    power,
    root,
    split_off,
    times,
)

__all__ = [
    "Term",
    "added",
    "fraction",
    "inside",
    "is_name",
    "is_zero",
    "minus",
    "node",
    "number",
    "parts",
    "put",
    "quotient",
    "ratio",
    "read",
    "same",
    "show",
    "tidy",
]

Term = int | str | tuple[Any, ...]
_ARGUMENTS = {
    "^": 2, "/": 2, "abs": 1, "sqrt": 1, "exp": 1, "log": 1, "i": 0,
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


def read(data: Any) -> Term:
    """JSON as a term."""
    if type(data) is int or is_name(data):
        return data  # type: ignore[no-any-return]
    need(type(data) in (list, tuple) and data and type(data[0]) is str, f"no term: {data!r:.60}")
    return node(data[0], [read(part) for part in data[1:]])


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


@lru_cache(maxsize=1 << 16)
def ratio(term: Term, among: frozenset[str] = frozenset()) -> Pair:
    """Numerator and denominator, in a form that is the same for many equal terms.

    `among` holds the variables that are >= 0. The pair equals the term wherever it is defined.
    """
    if type(term) is int:
        return constant(term), ONE
    if type(term) is str:
        return lone(term), ONE
    assert type(term) is tuple
    head, *rest = term
    if head == "i":
        return lone(Atom("i", ({}, ONE), constant(-1))), ONE
    if head == "^":
        top, low = ratio(rest[0], among)
        return power(top, rest[1]), power(low, rest[1])
    pairs = [ratio(part, among) for part in rest]
    if head in _FUNCTIONS:
        return _FUNCTIONS[head](*pairs[0], among)
    return reduce(lambda a, b: _join(head, a, b, among), pairs)


def _join(head: str, a: Pair, b: Pair, among: frozenset[str]) -> Pair:
    if head == "+":
        return added(a, b)
    if head == "*":
        return (times(a[0], b[0]), times(a[1], b[1])) if a[0] and b[0] else ({}, ONE)
    if head == "/":
        return quotient(a, b)
    # max(a, b) = (a + b + |a - b|)/2
    far = _modulus(*added(a, (times(b[0], constant(-1)), b[1])), among)
    far = (times(far[0], constant(1 if head == "max" else -1)), far[1])
    top, low = added(added(a, b), far)
    return times(top, constant(Fraction(1, 2))), low


def added(a: Pair, b: Pair) -> Pair:
    """The sum of two fractions; equal denominators aren't multiplied."""
    if not a[0] or not b[0]:
        return b if not a[0] else a
    if a[1] == b[1]:
        return plus(a[0], b[0]), a[1]
    return plus(times(a[0], b[1]), times(b[0], a[1])), times(a[1], b[1])


def quotient(a: Pair, b: Pair) -> Pair:
    """One fraction over another one."""
    need(b[0], "division by zero")
    if a[1] == b[1]:
        return _primitive(a[0], b[0])
    return _primitive(times(a[0], b[1]), times(a[1], b[0]))


def _primitive(top: Polynomial, low: Polynomial) -> Pair:
    """The same fraction; below are whole numbers without a common divisor."""
    content = split_off(low, frozenset())[0] * (1 if low[min(low)] > 0 else -1)
    if content == 1:
        return top, low
    return times(top, constant(1 / content)), times(low, constant(1 / content))


def _modulus(top: Polynomial, low: Polynomial, among: frozenset[str]) -> Pair:
    return _primitive(modulus(top, among), modulus(low, among))


def _root(top: Polynomial, low: Polynomial, among: frozenset[str]) -> Pair:
    """√(n/d) = √(n d)/|d|."""
    return _primitive(root(times(top, low), among), modulus(low, among))


def _logarithm(top: Polynomial, low: Polynomial, among: frozenset[str]) -> Pair:
    """A sum over the factors of n and d that are seen to be positive where n/d is."""
    need(top, "the logarithm of zero")
    total: Polynomial = {}
    if is_positive(top, among) and is_positive(low, among):
        for p, sign in ((top, 1), (low, -1)):
            content, common, rest = split_off(p, among)
            for k, q in ((1, constant(content.numerator)), (-1, constant(content.denominator)),
                         *((k, lone(name)) for name, k in common.items()), (1, rest)):  # fmt: skip
                if q != ONE:
                    log = lone(Atom("log", (q, ONE), None))
                    total = plus(total, times(log, constant(k * sign)))
        return total, ONE
    return lone(Atom("log", (top, low), None)), ONE


def _exponential(top: Polynomial, low: Polynomial, among: frozenset[str]) -> Pair:
    """exp(Σ k log t) is the product of t^k, for whole and half k."""
    product, rest = (ONE, ONE), {}
    for key, value in top.items():
        k = value / low[()] if set(low) == {()} else Fraction(1, 3)
        atom = key[0][0] if len(key) == 1 and key[0][1] == 1 else ""
        if not (isinstance(atom, Atom) and atom.kind == "log" and k.denominator in (1, 2)):
            rest[key] = value
            continue
        t = (atom.inner[0], atom.inner[1])
        t = t if k.denominator == 1 else _root(*t, among)
        size = abs(k.numerator)
        factor = (power(t[0], size), power(t[1], size))
        product = _join("*" if k > 0 else "/", product, factor, among)
    if not rest:
        return product
    return _join("*", product, (lone(Atom("exp", (rest, low), None)), ONE), among)


_FUNCTIONS = {"abs": _modulus, "sqrt": _root, "log": _logarithm, "exp": _exponential}


def is_zero(term: Term, among: frozenset[str] = frozenset()) -> bool:
    """Whether it is zero wherever it is defined, as far as the algebra sees."""
    return not ratio(term, among)[0]


def same(a: Term, b: Term, among: frozenset[str] = frozenset()) -> bool:
    """Whether a = b wherever both are defined, as far as the algebra sees."""
    (n, d), (m, c) = ratio(a, among), ratio(b, among)
    return times(n, c) == times(m, d)


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
        return "[" + ", ".join(map(show, term)) + "]"
    head, rest = str(term[0]), term[1:]
    if head == "i":
        return head
    if head in ("+", "*", "/", "^") and rest:
        return "(" + {"+": " + "}.get(head, head).join(map(show, rest)) + ")"
    return f"{head}({', '.join(map(show, rest))})"
