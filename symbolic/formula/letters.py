"""Symbols of a user's own: those that stand for her formulas, and all of them as displayed."""

import sympy as sp

from beyondthermal.symbolic.symbols import HALVES, assumed

__all__ = ["Letter", "letters", "like"]


class Letter(sp.Symbol):
    """A symbol of a user's own as it is displayed: none of the table, whatever its name is."""

    __slots__ = ()

    def _sympyrepr(self, printer: object) -> str:
        """As code, it is a symbol like any other."""
        known = (f", {name}={truth}" for name, truth in self._assumptions_orig.items())
        return f"Symbol({self.name!r}{''.join(known)})"


def letters(expr: sp.Basic) -> sp.Basic:
    """An expression of a user's with its symbols as they are displayed; relations stay as they are.

    Examples
    --------
    >>> S = assumed("S", positive=True)
    >>> letters(S) == S, letters(S).is_positive
    (False, True)
    """
    if isinstance(expr, sp.Eq | sp.Ne | sp.Lt | sp.Le | sp.Gt | sp.Ge):
        # What is put together again would be decided on the way.
        return expr.func(*map(letters, expr.args), evaluate=False)
    own = {s: Letter(s.name, **s._assumptions_orig) for s in expr.free_symbols}
    return expr.xreplace(own)


def like(name: str, expr: sp.Expr) -> sp.Symbol:
    """A symbol that stands for an expression: as much is assumed of it as is known of that.

    Examples
    --------
    >>> like("s", sp.exp(assumed("T", real=True))).is_positive
    True
    """
    kinds = (kind for kind in (*HALVES, "real", "complex") if getattr(expr, f"is_{kind}"))
    return assumed(name, **dict.fromkeys([next(kinds, "commutative")], True))
