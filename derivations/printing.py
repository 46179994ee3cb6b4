"""How mathematics is shown: Unicode or ASCII for a terminal, LaTeX for documents.

Names come from the one table of symbols.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.pretty_symbology import pretty_use_unicode
from sympy.printing.pretty.stringpict import prettyForm

from beyondthermal.derivations.claims.quantified.statements import Quantified
from beyondthermal.symbolic.symbols import TABLE, latex_names

__all__ = ["ascii_maths", "in_a_line", "latex", "unicode_maths", "width"]

_RELATIONS = (sp.Eq, sp.Lt, sp.Le, sp.Gt, sp.Ge)
_TEXT = {row.symbol: row.text for row in TABLE}
# Letters and alphabets that LaTeX has only with more than amsmath.
_MORE = {
    "beth", "daleth", "digamma", "eth", "gimel", "hslash", "mho", "varkappa",
    "mathbb", "mathfrak", "mathscr",
}  # fmt: skip


class _Printer(PrettyPrinter):
    def _print_Symbol(self, symbol: sp.Symbol, **options: Any) -> prettyForm:
        if symbol not in _TEXT or not self._use_unicode:
            return super()._print_Symbol(symbol, **options)
        return prettyForm(_TEXT[symbol], binding=prettyForm.ATOM)

    def _print_Max(self, expr: sp.Max) -> prettyForm:
        return self._helper_print_function(expr.func, expr.args, func_name="max")

    def _print_Min(self, expr: sp.Min) -> prettyForm:
        return self._helper_print_function(expr.func, expr.args, func_name="min")


class _LinePrinter(_Printer):
    """What has two dimensions on the blackboard, as it is typed in one line."""

    def _print_Mul(self, product: sp.Mul) -> prettyForm:
        number, others = product.as_coeff_mul()
        divided = [part for part in others if isinstance(part, sp.Pow) and _is_below(part.exp)]
        above = sp.Mul(abs(number.p), *(part for part in others if part not in divided))
        below = sp.Mul(number.q, *(1 / part for part in divided))
        if below == 1:
            return super()._print_Mul(product)
        fraction = prettyForm(*self._within(above).right("/", self._within(below, sp.Mul)))
        if number > 0:
            return prettyForm(*fraction, binding=prettyForm.MUL)
        return prettyForm(*fraction.left("-"), binding=prettyForm.NEG)

    def _print_Rational(self, expr: sp.Rational) -> prettyForm:
        binding = prettyForm.NEG if expr < 0 else prettyForm.MUL if expr.q > 1 else prettyForm.ATOM
        return prettyForm(str(expr), binding=binding)

    def _print_Pow(self, power: sp.Pow) -> prettyForm:
        base, exponent = power.args
        if exponent == sp.S.Half:
            return self._called("√" if self._use_unicode else "sqrt", base)
        if _is_below(exponent):
            under = prettyForm(*self._within(1 / power, sp.Mul).left("1/"))
            return prettyForm(*under, binding=prettyForm.MUL)
        raised = self._within(base, sp.Mul, sp.Pow).right("^", self._within(exponent, sp.Mul))
        return prettyForm(*raised, binding=prettyForm.POW)

    def _print_ExpBase(self, expr: sp.exp) -> prettyForm:
        return self._called("exp", expr.exp)

    def _print_Abs(self, expr: sp.Abs) -> prettyForm:
        return self._between("|", expr.args[0], "|")

    def _called(self, name: str, argument: sp.Expr) -> prettyForm:
        return prettyForm(*self._between("(", argument, ")").left(name), binding=prettyForm.FUNC)

    def _within(self, expr: sp.Expr, *weaker: type[sp.Basic]) -> prettyForm:
        """In brackets, if it is a sum or binds as weakly."""
        weak = isinstance(expr, (sp.Add, *weaker))
        signed = expr.is_number and (expr.is_negative or (expr.is_Rational and not expr.is_Integer))
        return self._between("(", expr, ")") if weak or signed else self._print(expr)

    def _between(self, left: str, expr: sp.Expr, right: str) -> prettyForm:
        whole = self._print(expr).left(left)
        return prettyForm(*prettyForm(*whole).right(right), binding=prettyForm.ATOM)


def _is_below(exponent: sp.Expr) -> bool:
    """Whether a factor with this exponent stands below the line."""
    return bool(exponent.is_Rational and exponent.is_negative)


class _LatexPrinter(LatexPrinter):
    def _print_Symbol(self, symbol: sp.Symbol, style: str = "plain") -> str:
        """Names of a user's that SymPy would write with what amsmath has not are set upright."""
        written = str(super()._print_Symbol(symbol, style))
        odd = re.search(r"^_|__|_$", symbol.name) or _MORE & set(re.findall(r"\\(\w+)", written))
        if symbol in self._settings["symbol_names"] or not odd:
            return written
        escaped = symbol.name.replace("_", r"\_")
        return rf"\mathrm{{{escaped}}}"

    def _print_Pow(self, expr: sp.Pow) -> str:
        base, exponent = expr.args
        if base == 10 and exponent.is_Integer and exponent < 0:
            return f"10^{{{exponent}}}"
        return str(super()._print_Pow(expr))


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
    'y = -x^2⋅exp(-x) + √(x + 1)/2'
    """
    with _alphabet(unicode=unicode):
        return str(_LinePrinter({"use_unicode": unicode, "wrap_line": False}).doprint(expr))


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
    printer = _Printer({"use_unicode": pretty_use_unicode(), "num_columns": columns})
    whole = printer._print(expr)
    if whole.width() > columns and isinstance(expr, sp.Rel) and expr.rhs == 0:
        expr = expr.reversed
    if whole.width() <= columns or not (isinstance(expr, _RELATIONS) and expr.rhs.is_Add):
        return str(printer.doprint(expr))
    terms = expr.rhs.as_ordered_terms()
    indent = " " * (printer._print(expr.lhs).width() + 1)

    def line(begin: int, end: int) -> prettyForm:
        if not begin:
            return printer._print(expr.func(expr.lhs, sp.Add(*terms[:end]), evaluate=False))
        minus = terms[begin].could_extract_minus_sign()
        part = sp.Add(*((-term if minus else term) for term in terms[begin:end]))
        return prettyForm(*printer._print(part).left(f"{indent}{'-' if minus else '+'} "))

    lines, begin = [], 0
    while begin < len(terms):
        ends = range(begin + 1, len(terms) + 1)
        end = max((k for k in ends if line(begin, k).width() <= columns), default=begin + 1)
        lines.append(line(begin, end).render(wrap_line=False))
        begin = end
    return "\n".join(lines)


def latex(expr: sp.Basic) -> str:
    """An expression in LaTeX."""
    return str(
        _LatexPrinter({"symbol_names": latex_names(), "fold_short_frac": False}).doprint(expr)
    )


@cache
def width(expr: sp.Basic) -> int:
    """Characters that an expression takes in two-dimensional Unicode; a measure of its width."""
    with _alphabet(unicode=True):
        return int(_Printer({"use_unicode": True, "wrap_line": False})._print(expr).width())
