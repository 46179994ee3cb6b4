"""Coefficients of leading terms: expressions in the parameters, each one behind a name."""

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Box
from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.decision.proof import Certificate
from beyondthermal.symbolic.decision.signs.sign_on_box import sign_on, vanishes_on
from beyondthermal.symbolic.symbols import declared

__all__ = ["Coefficients"]


class Coefficients:
    """Names for expressions in the parameters of a box, and signs of polynomials in the names."""

    def __init__(self, box: Box) -> None:
        self.box = box
        self.certificates: list[Certificate] = []
        self._names: dict[sp.Expr, sp.Symbol] = {}
        self._signs: dict[sp.Expr, int] = {}

    @property
    def names(self) -> list[sp.Symbol]:
        """The names given so far."""
        return list(self._names.values())

    def named(self, value: sp.Expr) -> sp.Expr:
        """A rational number as it is, anything else by its name."""
        value = self.shown(value)
        if value.is_Rational:
            return value
        if not value.is_finite and not value.free_symbols:
            raise NoExactRouteError(f"{value} is no number")
        return self._names.setdefault(value, declared(f"({value})", sp.Reals))

    def hidden(self, expr: sp.Expr, t: sp.Symbol) -> sp.Expr:
        """The expression with a name for every part that is free of t."""
        if not expr.has(t):
            return self.named(expr)
        return expr.func(*(self.hidden(part, t) for part in expr.args)) if expr.args else expr

    def shown(self, coefficient: sp.Expr) -> sp.Expr:
        """What stands behind the names."""
        return coefficient.xreplace({name: value for value, name in self._names.items()})

    def root(self, coefficient: sp.Expr, degree: int) -> sp.Expr:
        """The root of a positive coefficient."""
        return self.named(sp.root(self.shown(coefficient), degree))

    def sign(self, coefficient: sp.Expr) -> int:
        """Its sign for all values of the parameters, 0 if it vanishes for all of them.

        Raises
        ------
        NoExactRouteError
            If it isn't the same one throughout, or not known.
        """
        if coefficient not in self._signs:
            value = self.shown(coefficient)
            if value.is_Rational:
                return int(value.p > 0) - int(value.p < 0)
            sign, certificates = sign_on(value, self.box)
            if sign is None:
                raise NoExactRouteError(f"the sign of {sp.factor_terms(value)} is not known")
            self._signs[coefficient] = sign
            self.certificates += certificates
        return self._signs[coefficient]

    def vanishes(self, coefficient: sp.Expr) -> bool:
        """Whether it is known to vanish for all values of the parameters."""
        if coefficient in self._signs:
            return self._signs[coefficient] == 0
        value = self.shown(coefficient)
        return not (value.is_Rational and value) and vanishes_on(value, self.box) is not None
