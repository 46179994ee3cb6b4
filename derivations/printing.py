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


def unicode_maths(expr: sp.Basic, *, columns: int = 72) -> str:
    """An expression in two-dimensional Unicode, broken at `columns` characters."""
    printer = _UnicodePrinter({"use_unicode": True, "num_columns": columns})
    return str(printer.doprint(expr))


def latex(expr: sp.Basic) -> str:
    """An expression in LaTeX."""
    return str(sp.latex(expr, symbol_names=latex_names(), fold_short_frac=False))
