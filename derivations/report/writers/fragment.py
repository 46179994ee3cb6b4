r"""Equations alone, to be \input into a paper: all that they need is amsmath."""

import re
from collections.abc import Iterable, Sequence

import sympy as sp

from beyondthermal.derivations.report.blocks import Equation, Section, anchor
from beyondthermal.derivations.report.layout import rows
from beyondthermal.symbolic.prose import unmarked
from beyondthermal.symbolic.symbols import TABLE, Quantity

from .latex_text import prose, words

__all__ = ["COLUMN", "LABELS", "expect_prefix", "to_fragment"]

# Characters in a line of a column of a REVTeX paper.
COLUMN = 46
# What labels begin with, unless one says otherwise.
LABELS = "eq:"


def expect_prefix(prefix: str) -> None:
    """Refuse what can't stand in a label.

    Raises
    ------
    ValueError
        If there are other characters than ASCII letters, digits and a few signs.
    """
    if not re.fullmatch(r"[A-Za-z0-9:.+/-]*", prefix):
        expected = "letters, digits and : . + / -"
        raise ValueError(f"Argument `labels` must be of {expected}, but got {prefix!r}.")


def to_fragment(
    sections: Sequence[Section], columns: int = COLUMN, *, labels: str = LABELS, tags: bool = False
) -> str:
    r"""Each equation with the values for which it holds, and new symbols behind it.

    Parameters
    ----------
    sections
        The document; what is no equation is left out.
    columns
        Characters in a line of a display.
    labels
        What the labels begin with; the name of the equation comes after it.
    tags
        Whether equations have the numbers of the paper, or those of the paper that they go into.
    """
    equations = [b for s in sections for b in s.blocks if isinstance(b, Equation)]
    parts, explained = [], set[sp.Basic]()
    for equation in equations:
        shown = equation.statement or equation.printed
        parts.append(f"% ({', '.join(equation.names)}) {unmarked(equation.result.claim.says)}\n")
        if not shown:
            continue
        used = set().union(*(statement.free_symbols for statement in shown))
        new = [row for row in TABLE if row.symbol in used - explained]
        explained |= used
        tag = words(", ".join(equation.numbers) or equation.names[0]) if tags else ""
        label = labels + anchor(equation.names[0]).removeprefix("eq-")
        display = _align(rows(shown, columns, equation.result.domain), tag, label)
        wrong = [] if equation.statement else ["This is refuted."]
        parts[-1] += "\n".join([*wrong, display, *_behind(new), ""])
    return "\n".join(parts)


def _behind(rows_: Iterable[Quantity]) -> list[str]:
    """What symbols are that have not been explained yet."""
    meanings = [f"${row.latex}$, {prose(row.meaning)}" for row in rows_]
    return [f"Symbols: {'; '.join(meanings)}."] if meanings else []


def _align(lines: Sequence[str], tag: str, label: str) -> str:
    """An align environment whose last line carries the number."""
    *first, last = lines
    numbered = last + (f" \\tag{{{tag}}}" if tag else "") + f" \\label{{{label}}}"
    body = " \\\\\n  ".join([*(f"{line} \\notag" for line in first), numbered])
    return f"\\begin{{align}}\n  {body}\n\\end{{align}}"
