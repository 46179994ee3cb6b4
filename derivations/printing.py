"""How mathematics is shown: Unicode for a terminal, LaTeX for documents.

Names come from the one table of symbols.
"""

from typing import Any

import sympy as sp
from sympy.printing.pretty.pretty import PrettyPrinter
from sympy.printing.pretty.stringpict import prettyForm

from beyondthermal.symbolic.symbols import TABLE, latex_names

__all__ = ["latex", "unicode_maths"]

_TEXT = {row.symbol: row.text for row in TABLE}


class _UnicodePrinter(PrettyPrinter):
    def _print_Symbol(self, symbol: sp.Symbol, **_: Any) -> prettyForm:
        return prettyForm(_TEXT.get(symbol, symbol.name), binding=prettyForm.ATOM)

    def _print_Max(self, expr: sp.Max) -> prettyForm:
        return self._helper_print_function(expr.func, expr.args, func_name="max")


def unicode_maths(expr: sp.Basic, *, columns: int = 70) -> str:
    """An expression in two-dimensional Unicode; an equation with a long sum is broken at a plus."""
    printer = _UnicodePrinter({"use_unicode": True, "num_columns": columns})
    whole = printer._print(expr)
    if whole.width() <= columns or not (isinstance(expr, sp.Eq) and expr.rhs.is_Add):
        return str(printer.doprint(expr))
    terms = expr.rhs.as_ordered_terms()
    sums = [sp.Eq(expr.lhs, sp.Add(*terms[:k]), evaluate=False) for k in range(1, len(terms))]
    k = max((k for k, e in enumerate(sums, 1) if printer._print(e).width() <= columns), default=1)
    rest = printer._print(sp.Add(*terms[k:]))
    indent = " " * (printer._print(expr.lhs).width() + 1)
    later = prettyForm(*rest.left(f"{indent}+ "))
    return f"{printer.doprint(sums[k - 1])}\n{later.render(wrap_line=False)}"


def latex(expr: sp.Basic) -> str:
    """An expression in LaTeX."""
    return str(sp.latex(expr, symbol_names=latex_names(), fold_short_frac=False))
