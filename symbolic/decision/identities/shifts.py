"""Gamma functions of arguments that differ by whole numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

import sympy as sp

from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError

__all__ = ["Shifts"]

_FARTHEST = 64


@dataclass(frozen=True)
class Shifts:
    """The smallest whole number that is added to each argument of a gamma function.

    Where an expression has a value all of its gamma functions have one. From the smallest argument
    upwards Γ(u + 1) = u Γ(u), which holds wherever Γ(u) has a value.
    """

    smallest: Mapping[sp.Expr, int]

    @classmethod
    def of(cls, expr: sp.Expr) -> "Shifts":
        """Those in an expression."""
        smallest: dict[sp.Expr, int] = {}
        for node in expr.atoms(sp.gamma, sp.factorial):
            u, k = _parts(node)
            smallest[u] = min(k, smallest.get(u, k))
        return cls(smallest)

    def split(self, node: sp.Expr) -> tuple[sp.Expr, sp.Expr]:
        """The argument of another gamma function, and the factor beside it.

        Examples
        --------
        >>> from beyondthermal.symbolic.symbols import symbol
        >>> x = symbol("x")
        >>> Shifts.of(sp.gamma(x) + sp.gamma(x + 2)).split(sp.gamma(x + 2))
        (x, x*(x + 1))
        """
        u, k = _parts(node)
        start = self.smallest[u]
        if k - start > _FARTHEST:
            raise NoExactRouteError(f"gamma functions {k - start} apart")
        return u + start, sp.Mul(*(u + j for j in range(start, k)))


def _parts(node: sp.Expr) -> tuple[sp.Expr, int]:
    argument = sp.expand(node.args[0] + (1 if isinstance(node, sp.factorial) else 0))
    constant, _ = argument.as_coeff_Add(rational=True)
    k = sp.floor(constant)
    return argument - k, int(k)
