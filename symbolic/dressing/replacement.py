"""A symbol in the place of something that isn't rational, and what its powers come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp

__all__ = ["Replacement", "reduced"]


@dataclass(frozen=True)
class Replacement:
    """A real symbol and what it stands for.

    Attributes
    ----------
    symbol
        The symbol.
    meaning
        What it stands for.
    domain
        Where its values lie.
    power, value
        symbol^power = value, a polynomial in symbols that were made before; 0 where no power is.
    is_root_of
        The symbol of the model whose place this power takes everywhere.
    """

    symbol: sp.Symbol
    meaning: sp.Expr
    domain: sp.Set
    power: int = 0
    value: sp.Expr = sp.S.Zero
    is_root_of: sp.Symbol | None = None

    def __str__(self) -> str:
        """The replacement in words."""
        said = f"{self.symbol} = {self.meaning}"
        if self.is_root_of:
            said += f": {self.is_root_of} is {self.symbol}^{self.power}"
        elif self.power:
            said += f", {self.symbol}^{self.power} = {self.value}"
        return said.replace("**", "^")


def reduced(polynomial: sp.Expr, replacements: Sequence[Replacement]) -> sp.Expr:
    """A polynomial, multiplied out, without the powers of symbols that have a value.

    The last symbol comes first: the values of its powers have those in them that are before.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> x, y = symbols("x y")
    >>> reduced(y**3 + y**2, [Replacement(y, sp.sqrt(1 + x), sp.Reals, 2, 1 + x)])
    x*y + x + y + 1
    """
    used = set(polynomial.free_symbols)
    related = []
    for each in replacements[::-1]:
        if each.power and not each.is_root_of and each.symbol in used:
            related.append(each)
            used |= each.value.free_symbols
    if not related:
        return polynomial
    variables = sorted(used, key=str)
    given = sp.Poly(polynomial, *variables, expand=False)
    ring = given.domain[tuple(variables)].ring
    found = ring.from_dict(given.rep.to_dict())
    for each in related:
        value = sp.Poly(each.value, *variables, domain=given.domain)
        found = _reduced(found, ring, variables.index(each.symbol), each.power, value)
    return found.as_expr()


def _reduced(polynomial: Any, ring: Any, k: int, power: int, value: sp.Poly) -> Any:
    """With a polynomial for a power of variable k."""
    powers = {0: ring.one}
    whole = ring.from_dict(value.rep.to_dict())
    parts: dict[int, dict[tuple[int, ...], Any]] = {}
    for exponents, coefficient in polynomial.items():
        times, rest = divmod(exponents[k], power)
        at = (*exponents[:k], rest, *exponents[k + 1 :])
        parts.setdefault(times, {})[at] = coefficient
    found = ring.zero
    for times in range(max(parts, default=0) + 1):
        if times:
            powers[times] = powers[times - 1] * whole
        if times in parts:
            found += ring.from_dict(parts[times]) * powers[times]
    return found
