"""Formulas written as text, over declared names and a fixed list of functions.

Never by eval, never by sympify: the grammar is our own, see `reader`.
"""

import re
from collections.abc import Mapping

import sympy as sp

from beyondthermal.symbolic.names import spelt

from .forms import FORMS
from .functions import FUNCTIONS, Function
from .reader import CONSTANTS, INFINITIES, Reader
from .tokens import LETTERS, GrammarError, shown, tokens

__all__ = [
    "DOMAINS",
    "GrammarError",
    "is_name",
    "parse",
    "parse_interval",
    "parse_relation",
    "parse_value",
    "used_names",
]

DOMAINS: Mapping[str, sp.Set] = {
    "positive": sp.Interval.open(0, sp.oo),
    "nonnegative": sp.Interval.Ropen(0, sp.oo),
    "real": sp.Reals,
    "complex": sp.S.Complexes,
}
_RELATIONS = ("=", "==", "<", "<=", ">", ">=")
_NAME = re.compile(rf"(?!__)[{LETTERS}_][{LETTERS}0-9_]{{0,59}}(?<!__)")
# A file may need these for something else: then they stand for that.
_FREE = ("e", "gamma")
_TAKEN = {*FUNCTIONS, *FORMS, *CONSTANTS, *INFINITIES}.difference(_FREE)


def is_name(text: str) -> bool:
    """Whether a symbol may have this name: Latin and Greek letters, digits, _; and not taken."""
    return bool(_NAME.fullmatch(text)) and spelt(text) not in _TAKEN


def parse(
    text: str, names: Mapping[str, sp.Expr], functions: Mapping[str, Function] = FUNCTIONS
) -> sp.Expr:
    """Read a formula of at most 10,000 characters, given its names and functions.

    Raises
    ------
    GrammarError
        If it isn't a formula of this grammar; a ValueError that says where.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> parse("abs(x - y)/(x + y)^2", {"x": x, "y": y})
    Abs(x - y)/(x + y)**2
    """
    reader = Reader(text, names, functions)
    found = reader.sum()
    reader.end()
    return found.expr


def parse_relation(text: str, names: Mapping[str, sp.Expr]) -> tuple[sp.Expr, str, sp.Expr]:
    """Read two formulas and the relation between them; `==` is read as `=`.

    Raises
    ------
    GrammarError
        As in `parse`.

    Examples
    --------
    >>> parse_relation("1/4 + 1/4 <= 0.5", {})
    (1/2, '<=', 1/2)
    """
    reader = Reader(text, names, FUNCTIONS)
    left = reader.sum()
    if reader.next.text not in _RELATIONS:
        reader.expected("a relation, as in a = b or a < b")
    relation = reader.take().text
    right = reader.sum()
    reader.end()
    return left.expr, "=" if relation == "==" else relation, right.expr


def parse_value(text: str, names: Mapping[str, sp.Expr]) -> sp.Expr:
    """Read a formula, or oo, or -oo, which stand alone.

    Raises
    ------
    GrammarError
        As in `parse`.
    """
    infinite = INFINITIES.get(text.strip())
    return parse(text, names) if infinite is None else infinite


def parse_interval(text: str) -> sp.Set:
    """Read a domain: an interval of real numbers, or positive, nonnegative, real, complex.

    Raises
    ------
    GrammarError
        If it is neither, or empty.

    Examples
    --------
    >>> parse_interval("[1, 3/2)")
    Interval.Ropen(1, 3/2)
    """
    named = DOMAINS.get(text.strip())
    if named is not None:
        return named
    parts = re.fullmatch(r"\s*([(\[])([^,]*),([^,]*)([)\]])\s*", text)
    if not parts:
        reason = f'a domain is {", ".join(DOMAINS)} or an interval as "(0, oo)", not {shown(text)}'
        raise GrammarError(text, 0, reason)
    opening, first, last, closing = parts.groups()
    start, stop = parse_value(first, {}), parse_value(last, {})
    if not (
        start.is_extended_real and stop.is_extended_real and (stop - start).is_extended_positive
    ):
        raise GrammarError(text, 0, f"the interval {shown(text)} has no real numbers in it")
    return sp.Interval(start, stop, opening == "(", closing == ")")


def used_names(text: str) -> list[str]:
    """The names in a formula, spelt out, each once, whether or not the rest can be read.

    Examples
    --------
    >>> used_names("2*x^2 + y*")
    ['x', 'y']
    """
    return list(dict.fromkeys(spelt(token.text) for token in tokens(text) if token.kind == "name"))
