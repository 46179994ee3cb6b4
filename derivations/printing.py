"""How mathematics is shown: Unicode or ASCII for a terminal, LaTeX for documents."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import sympy as sp
from sympy.printing.latex import greek_letters_set
from sympy.printing.pretty.pretty_symbology import pretty_use_unicode, xsym
from sympy.printing.pretty.stringpict import prettyForm

from beyondthermal.derivations.claims.quantified.statements import Quantified
from beyondthermal.symbolic.formula.letters import Letter

from .latex_printer import TeX
from .line_printer import Line
from .ordering import terms
from .text_printer import Text

__all__ = [
    "ascii_maths",
    "in_a_line",
    "latex",
    "latex_sum",
    "unicode_maths",
    "width",
]

_RELATIONS = (sp.Eq, sp.Lt, sp.Le, sp.Gt, sp.Ge)


def unicode_maths(expr: sp.Basic, *, columns: int = 70) -> str:
    """An expression in two-dimensional Unicode; a relation with a long sum is broken at signs."""
    with _alphabet(unicode=True):
        return _maths(expr, columns)


def ascii_maths(expr: sp.Basic, *, columns: int = 70) -> str:
    """The same in ASCII, for a terminal that has nothing else."""
    with _alphabet(unicode=False):
        return _maths(expr, columns)


def in_a_line(expr: sp.Basic, *, unicode: bool = True) -> str:
    """An expression as it is typed, in Unicode or ASCII; of matrices and grids several lines.

    Examples
    --------
    >>> x, y = sp.symbols("x y", positive=True)
    >>> in_a_line(sp.Eq(y, sp.sqrt(x + 1) / 2 - x**2 * sp.exp(-x)))
    'y = √(x + 1)/2 - x^2⋅exp(-x)'
    """
    with _alphabet(unicode=unicode):
        return str(Line({"use_unicode": unicode, "wrap_line": False}).doprint(expr))


@contextmanager
def _alphabet(*, unicode: bool) -> Iterator[None]:
    """SymPy has one flag for all, which it sets by what standard output can show."""
    before = pretty_use_unicode(unicode)
    try:
        yield
    finally:
        pretty_use_unicode(before)


def _maths(expr: sp.Basic, columns: int) -> str:
    if isinstance(expr, Quantified):
        return "\n".join(_maths(line, columns) for line in expr.lines)
    printer = Text({"use_unicode": pretty_use_unicode(), "num_columns": columns})
    whole = printer._print(expr)
    if whole.width() > columns and isinstance(expr, sp.Rel) and expr.rhs == 0:
        expr = expr.reversed
    if whole.width() <= columns or not (isinstance(expr, _RELATIONS) and expr.rhs.is_Add):
        return str(printer.doprint(expr))
    parts = terms(expr.rhs)
    indent = " " * (printer._print(expr.lhs).width() + 1)

    def line(begin: int, end: int) -> prettyForm:
        if not begin:
            left = prettyForm(*printer._print(expr.lhs).right(f" {xsym(expr.rel_op)} "))
            return prettyForm(*left.right(printer.sum(parts[:end])))
        return prettyForm(*printer.sum(parts[begin:end], begins=False).left(indent))

    lines, begin = [], 0
    while begin < len(parts):
        ends = range(begin + 1, len(parts) + 1)
        end = max((k for k in ends if line(begin, k).width() <= columns), default=begin + 1)
        lines.append(line(begin, end).render(wrap_line=False))
        begin = end
    return "\n".join(lines)


def latex(expr: sp.Basic) -> str:
    """An expression in LaTeX."""
    return str(TeX().doprint(expr))


def latex_sum(parts: Sequence[sp.Expr]) -> str:
    """Terms in LaTeX in the order given, with the signs between them."""
    return TeX().sum(parts)


@cache
def width(expr: sp.Basic) -> int:
    """Characters that an expression takes in two-dimensional Unicode; a measure of its width."""
    with _alphabet(unicode=True):
        plain = int(Text({"use_unicode": True, "wrap_line": False})._print(expr).width())
    return plain + _upright(expr)


def _upright(expr: sp.Basic) -> int:
    """What words take more than the letters that formulas are made of, and that stand closer."""
    own = (symbol for symbol in expr.free_symbols if isinstance(symbol, Letter))
    words = {s: re.split(r"[^A-Za-z]", str(s), maxsplit=1)[0] for s in own}
    words = {s: w for s, w in words.items() if len(w) > 2 and w not in greek_letters_set}
    more = {s: len(word) // 2 for s, word in words.items()}
    return sum(more[s] for s in sp.preorder_traversal(expr) if s in more) if more else 0
