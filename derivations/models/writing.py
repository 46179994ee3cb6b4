"""Products of long polynomials as text, without a tree of expressions for each of them."""

from collections.abc import Sequence
from functools import cache

import sympy as sp
from sympy.polys.rings import PolyElement
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

from beyondthermal.symbolic.polynomial_factors import Product

__all__ = ["as_code", "as_text"]


def as_text(products: Sequence[Product]) -> str:
    """A sum of products, as SymPy prints it but for the order.

    Examples
    --------
    >>> from beyondthermal.symbolic.polynomial_factors import quotient
    >>> ring, x, y = sp.ring("x y", sp.QQ)
    >>> as_text([quotient(-3 * x, x + 2 * y)])
    '-3*x/(x + 2*y)'
    """
    return _sum(products, _TEXT)


def as_code(products: Sequence[Product]) -> str:
    """The same in Python, each symbol with what is assumed of it; `sympify` reads it."""
    return _sum(products, _CODE)


class _Text(StrPrinter):
    def _print_PolyElement(self, polynomial: PolyElement) -> str:
        return str(polynomial.str(self, PRECEDENCE, "%s**%d", "*"))


class _Code(_Text):
    """Numbers and symbols as calls; what isn't in a ring as `srepr` has it."""

    def doprint(self, expr: sp.Basic | PolyElement) -> str:
        return str(self._print(expr) if isinstance(expr, PolyElement) else sp.srepr(expr))

    def _print_Symbol(self, symbol: sp.Symbol) -> str:
        return str(sp.srepr(symbol))


# One of each, by which texts of factors are kept.
_TEXT, _CODE = _Text(), _Code()


def _sum(products: Sequence[Product], printer: _Text) -> str:
    return " + ".join(_product(each, printer) for each in products).replace("+ -", "- ") or "0"


def _product(product: Product, printer: _Text) -> str:
    written = printer.doprint
    if not product.powers:
        return str(written(product.constant))
    number, share = product.constant.as_numer_denom()
    above = [] if number == 1 else [written(number)]
    below = [] if share == 1 else [written(share)]
    for factor, power in product.powers.items():
        raised = "" if abs(power) == 1 else f"**{abs(power)}"
        (above if power > 0 else below).append(_factor(factor, printer) + raised)
    over = "*".join(below)
    return "*".join(above or [written(sp.S.One)]) + (
        f"/({over})" if len(below) > 1 else f"/{over}" if below else ""
    )


@cache
def _factor(factor: PolyElement, printer: _Text) -> str:
    """A polynomial in brackets, unless it is a symbol."""
    text = printer.doprint(factor)
    return text if factor.is_generator else f"({text})"
