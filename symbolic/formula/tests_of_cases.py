"""What is asked in values by cases: relations, and several of them at once.

test:   clause ("&" clause)*
clause: sum (relation sum)+ | "(" test ")" | "Eq(" sum "," sum ")" | "Ne(" sum "," sum ")"
        | "True" | "False"
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sympy as sp

from .tokens import GrammarError

if TYPE_CHECKING:
    from .reader import Reader

__all__ = ["read_test"]

_RELATIONS: Mapping[str, type[sp.Basic]] = {
    "<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "=": sp.Eq, "==": sp.Eq, "!=": sp.Ne,
}  # fmt: skip
_WRITTEN = {"Eq": sp.Eq, "Ne": sp.Ne}
_TRUTHS = {"True": sp.true, "False": sp.false}


def read_test(reader: Reader) -> sp.Basic:
    """A test, nothing of which is evaluated: relations of one kind go one way."""
    parts = [_clause(reader)]
    while reader.next.text == "&":
        parts.append(reader.after("&", _clause))
    return parts[0] if len(parts) == 1 else sp.And(*parts, evaluate=False)


def _clause(reader: Reader) -> sp.Basic:
    text, opens = reader.next.text, reader.tokens[reader.position + 1 :][:1]
    if text in _TRUTHS and text not in reader.names:
        reader.take()
        return _TRUTHS[text]
    if text in _WRITTEN and text not in reader.names and opens and opens[0].text == "(":
        reader.take()
        left, right = (reader.after(sign, _side) for sign in "(,")
        reader.close()
        return _WRITTEN[text](left, right, evaluate=False)
    return _in_brackets(reader) if text == "(" else _relations(reader)


def _in_brackets(reader: Reader) -> sp.Basic:
    """What begins with a bracket: (x + 1)^2 < y, or a test in brackets."""
    before = reader.position, reader.nested
    try:
        return _relations(reader)
    except GrammarError as error:
        reader.position, reader.nested = before
        found = reader.after("(", _bracketed)
        if found is None:
            raise error from None
        return found


def _bracketed(reader: Reader) -> sp.Basic | None:
    try:
        found = read_test(reader)
        reader.close()
    except GrammarError:
        return None
    return found


def _side(reader: Reader) -> sp.Expr:
    """A formula without cases, of which SymPy would make tests of its own, without end."""
    first = reader.next
    found = reader.sum().expr
    if found.has(sp.Piecewise):
        reader.fail(first, "a test has no values by cases in it")
    return found


def _relations(reader: Reader) -> sp.Basic:
    """A relation, or a chain as 0 < x <= 1."""
    sides, found = [_side(reader)], list[sp.Basic]()
    while reader.next.text in _RELATIONS:
        relation = _RELATIONS[reader.take().text]
        sides.append(_side(reader))
        found.append(relation(*sides[-2:], evaluate=False))
    if not found:
        reader.expected("a relation, as in x < 0")
    return found[0] if len(found) == 1 else sp.And(*found, evaluate=False)
