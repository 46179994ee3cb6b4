"""What statements of claims are written with: equations that stay as written, dissipators.

An equation is displayed as it is made: SymPy decides nothing and brings nothing to one side.
"""

import sympy as sp

from beyondthermal.symbolic.operator_notation import dissipator
from beyondthermal.symbolic.symbols import symbol, unknowns

__all__ = ["D", "equation", "unknown"]


def equation(left: sp.Basic, right: sp.Basic | int) -> sp.Eq:
    """An equation as it is displayed: nothing is evaluated.

    Examples
    --------
    >>> equation(symbol("x"), symbol("x"))
    Eq(x, x)
    """
    return sp.Eq(left, right, evaluate=False)


def D(name: str) -> sp.Expr:
    """The dissipator D_o(rho) of an operator, by its name in the table of symbols."""
    other = name.removesuffix("_dagger") if name.endswith("_dagger") else f"{name}_dagger"
    return dissipator(symbol(name), symbol(other), symbol("rho"))


def unknown(rows: int, letter: str = "r") -> sp.Matrix:
    """A matrix of independent unknowns."""
    return sp.Matrix(rows, rows, unknowns(letter, rows * rows))
