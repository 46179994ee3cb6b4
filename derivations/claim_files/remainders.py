"""Equations up to O(·): sin(x) = x + O(x^3), and O(·) on both sides.

They say that what the sides differ by is O(·): an expansion without leading terms. O(x^3) is meant
for x -> 0, O((x - a)^3, (x, a)) for x -> a, as SymPy writes it.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import sympy as sp

from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.formula.grammar import parse

if TYPE_CHECKING:
    from .meaning import Formulas

__all__ = ["WITH_REST", "up_to_a_rest"]

WITH_REST = re.compile(r"(?:(?P<terms>.*)\+)?\s*O\((?P<rest>.*)\)\s*", re.DOTALL)
_AT = re.compile(r"(?P<rest>.*),\s*\((?P<name>[^,()]*),(?P<point>.*)\)\s*", re.DOTALL)


def up_to_a_rest(formulas: Formulas, key: str) -> partial[Proof] | None:
    """The question whether two sides differ by O(·); None if there is no O(·).

    Raises
    ------
    FormulaError
        If there are two different ones, or if it can't be told where they are meant.
    """
    text = str(formulas.settings[key])
    starts = [0, *(at.end() for at in re.finditer("==?", text))]
    sides = re.split("==?", text)
    found = [WITH_REST.fullmatch(side) for side in sides]
    if formulas.names.spelt("O") or len(sides) != 2 or not any(found):
        return None
    # What is before a part stays as space, so that a slip is told where it is.
    spaces = re.sub(r"[^\n]", " ", text)
    with formulas.reading(key):
        terms, rests = [], []
        for start, side, match in zip(starts, sides, found, strict=True):
            plain = (match["terms"] or "0") if match else side
            terms.append(formulas.names.read(spaces[:start] + plain, parse))
            if match:
                before = spaces[: start + match.start("rest")]
                rests.append(_rest(formulas, before, match["rest"]))
        if len(set(rests)) > 1:
            raise ValueError("O(·) stands for one thing: both sides have to have the same")
        rest, variable, point = rests[0]
    # Nothing is cancelled: both sides have to have values.
    difference = sp.Add(terms[0], sp.Mul(-1, terms[1], evaluate=False), evaluate=False)
    where = formulas.domains.about(*terms, rest, variable, point)
    return partial(decide.expansion, difference, variable, point, sp.S.Zero, rest=rest, where=where)


def _rest(formulas: Formulas, before: str, text: str) -> tuple[sp.Expr, sp.Symbol, sp.Expr]:
    """What stands in O(·), the symbol that it is meant in, and where that goes."""
    if match := _AT.fullmatch(text):
        rest = formulas.names.read(before + match["rest"], parse)
        return rest, *formulas.point(match["name"].strip(), match["point"].strip())
    rest = formulas.names.read(before + text, parse)
    if len(rest.free_symbols) != 1:
        raise ValueError("of several symbols say which one is small, as in O(a*x^2, (x, 0))")
    (variable,) = rest.free_symbols
    return rest, *formulas.point(str(variable), "0")
