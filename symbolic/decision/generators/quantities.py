"""Quantities that stand for numbers, and what is known of their signs."""

from collections.abc import Hashable, Iterable
from typing import Literal

import sympy as sp

from beyondthermal.symbolic.decision.expression_reader import NoExactRouteError
from beyondthermal.symbolic.symbols import declared

__all__ = ["Quantities", "factors"]


class Quantities:
    """Symbols for what is no symbol, under names that none has yet.

    Parameters
    ----------
    names
        Of symbols, which no quantity may have.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._taken = set(names)
        self._known: dict[tuple[Hashable, ...], sp.Symbol] = {}
        self.nonnegative: set[sp.Expr] = set()
        self.positive: set[sp.Expr] = set()

    def new(
        self, name: str, *key: Hashable, real: bool, known: Literal["", ">= 0", "> 0"] = ""
    ) -> sp.Symbol:
        """A quantity of which nothing but this is known; the same one for the same key."""
        if key not in self._known:
            while name in self._taken:
                name += "'"
            self._taken.add(name)
            found = self._known[key] = declared(name, sp.Reals if real else sp.S.Complexes)
            if known:
                self.nonnegative.add(found)
            if known == "> 0":
                self.positive.add(found)
        return self._known[key]

    def sign(self, f: sp.Expr) -> int:
        """1 for what is nowhere negative, -1 for what is nowhere positive; else 0."""
        if f.is_Rational:
            return int(sp.sign(f))
        if f in self.nonnegative or f.is_nonnegative:
            return 1
        if -f in self.nonnegative or f.is_nonpositive:
            return -1
        if f.is_Add or f.is_Mul:
            signs = {self.sign(part) for part in f.args}
            if f.is_Add:
                return signs.pop() if len(signs) == 1 else 0
            return int(sp.prod(self.sign(part) for part in f.args))
        if f.is_Pow and f.exp.is_Integer:
            even = f.exp % 2 == 0 and self.is_real(f.base)
            return 1 if even else self.sign(f.base) ** abs(int(f.exp))
        return 0

    def is_positive(self, f: sp.Expr) -> bool:
        """Whether it is seen to be positive."""
        if f in self.positive or f.is_positive:
            return True
        if f.is_Add:
            return self.sign(f) == 1 and any(map(self.is_positive, f.args))
        if f.is_Mul:
            return all(map(self.is_positive, f.args))
        if f.is_Pow and f.exp.is_Integer:
            return self.is_positive(f.base)
        return False

    @staticmethod
    def is_real(f: sp.Expr) -> bool:
        """Whether all generators in it are real."""
        return all(symbol.is_real for symbol in f.free_symbols)


def factors(expr: sp.Expr) -> tuple[sp.Rational, list[tuple[sp.Expr, int]]]:
    """A number times powers of irreducible polynomials, none of them with a minus in front."""
    if not expr:
        raise NoExactRouteError("a logarithm or a power of zero")
    content, found = sp.S.One, []
    for part, direction in zip(sp.fraction(expr), (1, -1), strict=True):
        number, powers = sp.factor_list(part)
        content *= number**direction
        for f, n in powers:
            minus = f.could_extract_minus_sign()
            content *= (-1) ** n if minus else 1
            found.append((-f if minus else f, n * direction))
    return content, found
