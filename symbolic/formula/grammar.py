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
from .tokens import END, LETTERS, GrammarError, shown, tokens
from .written_out import WRITTEN_OUT

__all__ = [
    "DOMAINS",
    "GrammarError",
    "hull",
    "is_name",
    "parse",
    "parse_chain",
    "parse_domain",
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
    "integer": sp.S.Integers,
    "positive integer": sp.S.Naturals,
    "nonnegative integer": sp.S.Naturals0,
}
_LINKS = 16
_RELATIONS = ("=", "==", "!=", "<", "<=", ">", ">=")
_NAME = re.compile(rf"(?!__)[{LETTERS}_][{LETTERS}0-9_]{{0,59}}(?<!__)")
# A file may need these for something else: then they stand for that.
_FREE = ("e", "gamma", "Boole", "indicator", *WRITTEN_OUT)
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


def parse_chain(
    text: str, names: Mapping[str, sp.Expr], *, unknown: bool = False
) -> list[tuple[sp.Expr, str, sp.Expr]]:
    """Read formulas with relations between them that go one way, as 0 < x <= y.

    There may be functions in them of which nothing is known, as f(x).

    Raises
    ------
    GrammarError
        As in `parse`.

    Examples
    --------
    >>> parse_chain("0 < 1 <= 2", {})
    [(0, '<', 1), (1, '<=', 2)]
    """
    reader = Reader(text, names, FUNCTIONS, unknown=unknown)
    parts, relations = [reader.sum().expr], list[str]()
    while not relations or reader.next.text != END:
        token = reader.next
        if token.text not in _RELATIONS:
            reader.expected("a relation, as in a = b or a < b")
        relations.append(reader.take().text.replace("==", "="))
        if relations[0][0] != relations[-1][0]:
            reader.fail(token, "the relations of a chain go one way, as in a < b <= c")
        if len(relations) > _LINKS:
            reader.fail(token, f"a chain has at most {_LINKS} relations")
        parts.append(reader.sum().expr)
    return list(zip(parts, relations, parts[1:], strict=False))


# An infinity, times the direction in which it is.
_DIRECTED = [
    re.compile(form, re.DOTALL)
    for form in (
        r"\s*(?P<sign>-?)\s*oo\s*\*(?P<direction>.*i.*)",
        r"(?P<sign>)(?P<direction>.*i.*)\*\s*oo\s*",
    )
]


def parse_value(text: str, names: Mapping[str, sp.Expr]) -> sp.Expr:
    """Read a formula, or oo, or -oo, which stand alone, oo*i and the like, or zoo.

    Raises
    ------
    GrammarError
        As in `parse`, or if the direction is no number.

    Examples
    --------
    >>> parse_value("-oo*(1 + i)", {})
    -oo*(1 + I)
    """
    infinite = {**INFINITIES, "zoo": sp.zoo}.get(text.strip())
    directed = (found for form in _DIRECTED if (found := form.fullmatch(text)))
    if infinite is None and (found := next(directed, None)):
        ahead = " " * found.start("direction")
        direction = parse(ahead + found["direction"], names)
        if not direction.is_number or direction.is_zero is not False:
            raise GrammarError(text, len(ahead), "the direction of oo has to be a number")
        return sp.Mul(sp.S.NegativeInfinity if found["sign"] else sp.oo, direction)
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
    opening, (start, stop), closing = _interval(text, {})
    if not (
        start.is_extended_real and stop.is_extended_real and (stop - start).is_extended_positive
    ):
        raise GrammarError(text, 0, f"the interval {shown(text)} has no real numbers in it")
    return sp.Interval(start, stop, opening == "(", closing == ")")


def parse_domain(
    text: str, names: Mapping[str, sp.Expr]
) -> tuple[sp.Set, tuple[sp.Expr, bool] | None, tuple[sp.Expr, bool] | None]:
    """Read a domain whose ends may be formulas: a range, and the ends that hang on symbols.

    Raises
    ------
    GrammarError
        As in `parse_interval`.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> parse_domain("(0, 2*x]", {"x": symbol("x")})
    (Interval.open(0, oo), None, (2*x, False))
    """
    if text.strip() in DOMAINS:
        return DOMAINS[text.strip()], None, None
    opening, ends, closing = _interval(text, names)
    opens = (opening == "(", closing == ")")
    low, high = (
        (end, is_open) if end.free_symbols else None
        for end, is_open in zip(ends, opens, strict=True)
    )
    if low is None and high is None:
        return parse_interval(text), None, None
    start, stop = -sp.oo if low else ends[0], sp.oo if high else ends[1]
    if not all(end.is_extended_real for end in (*ends, start, stop)):
        raise GrammarError(text, 0, f"the interval {shown(text)} has ends that may not be real")
    side = sp.Interval(start, stop, bool(low) or opens[0], bool(high) or opens[1])
    return side, low, high


def _interval(text: str, names: Mapping[str, sp.Expr]) -> tuple[str, tuple[sp.Expr, sp.Expr], str]:
    parts = re.fullmatch(r"\s*([(\[])([^,]*),([^,]*)([)\]])\s*", text)
    if not parts:
        reason = f'a domain is {", ".join(DOMAINS)} or an interval as "(0, oo)", not {shown(text)}'
        raise GrammarError(text, 0, reason)
    opening, first, last, closing = parts.groups()
    return opening, (parse_value(first, names), parse_value(last, names)), closing


def hull(domain: sp.Set) -> sp.Set:
    """The interval that whole numbers are taken from; another domain is left as it is.

    Examples
    --------
    >>> hull(sp.S.Naturals)
    Interval(1, oo)
    """
    whole = domain.is_subset(sp.S.Integers)
    return sp.Interval(domain.inf, domain.sup) if whole else domain


def used_names(text: str) -> list[str]:
    """The names in a formula, spelt out, each once, whether or not the rest can be read.

    Examples
    --------
    >>> used_names("2*x^2 + y*")
    ['x', 'y']
    """
    return list(dict.fromkeys(spelt(token.text) for token in tokens(text) if token.kind == "name"))
