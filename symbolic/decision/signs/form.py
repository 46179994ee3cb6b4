"""A ratio of polynomials in independent quantities, and its sign."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.proof import Certificates

from .ring_with_roots import System
from .signs import CUTS, certified_sign, proved

__all__ = ["Form"]


@dataclass(frozen=True)
class Form:
    """A ratio of polynomials in the generators of a system.

    Attributes
    ----------
    system
        Variables, their ranges, and roots.
    numerator, denominator
        Elements of its ring, linear in each root.
    written
        The ratio as it was read, before r² = R was used.
    meaning
        What the generators stand for, each in terms of symbols and earlier ones.
    powers
        The symbols that occur as the powers of their roots.
    certificates
        Of the signs that were used on the way, such as that of what stands under a root.
    """

    system: System
    numerator: Any
    denominator: Any
    written: sp.Expr
    meaning: Mapping[sp.Symbol, sp.Expr]
    powers: Mapping[sp.Symbol, sp.Expr]
    certificates: Certificates

    def __neg__(self) -> "Form":
        return replace(self, numerator=-self.numerator, written=-self.written)

    def element(self, symbol: sp.Symbol) -> Any:
        """A symbol as an element of the ring, also if it occurs as the power of its root."""
        return self.system.polynomial(self.powers.get(symbol, symbol))

    def shown(self, p: Any, at: Mapping[sp.Symbol, sp.Expr]) -> sp.Expr:
        """An element of the ring in the symbols, some of them at given values."""
        values = dict(at)
        for symbol, expr in self.meaning.items():
            values[symbol] = expr.xreplace(values)
        return p.as_expr().xreplace(values)

    def proved(self, *, strict: bool, cuts: int = CUTS) -> Certificates | None:
        """Certificates that the ratio is > 0 (or >= 0) and its denominator not 0, or None."""
        sign, below = certified_sign(self.denominator, self.system)
        if not sign:
            return None
        above = proved(self.numerator * sign, self.system, strict=strict, cuts=cuts)
        return None if above is None else (*self.certificates, *below, *above)
