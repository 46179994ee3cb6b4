"""A symbol in the place of something that isn't rational, and what its powers come to."""

from dataclasses import dataclass

import sympy as sp

__all__ = ["Replacement"]


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

    def reduced(self, polynomial: sp.Expr) -> sp.Expr:
        """A polynomial with no powers of the symbol that have a value.

        Examples
        --------
        >>> from beyondthermal.symbolic.symbols import symbols
        >>> x, y = symbols("x y")
        >>> Replacement(y, sp.sqrt(1 + x), sp.Reals, 2, 1 + x).reduced(y**3 + y**2)
        x*y + x + y + 1
        """
        if not self.power or self.is_root_of or not polynomial.has(self.symbol):
            return sp.expand(polynomial)
        terms = sp.Poly(polynomial, self.symbol).terms()
        return sp.expand(sp.Add(*(
            coefficient * self.value ** (k // self.power) * self.symbol ** (k % self.power)
            for (k,), coefficient in terms
        )))  # fmt: skip

    def __str__(self) -> str:
        """The replacement in words."""
        said = f"{self.symbol} = {self.meaning}"
        if self.is_root_of:
            said += f": {self.is_root_of} is {self.symbol}^{self.power}"
        elif self.power:
            said += f", {self.symbol}^{self.power} = {self.value}"
        return said.replace("**", "^")
