"""What an expression would come to if it were multiplied out: upper bounds, found without doing so.

Powers of powers are written in a few characters and fill any memory; these bounds tell beforehand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import sympy as sp

from .functions import EXPONENTIALS

__all__ = ["Size", "of_function", "of_power", "of_product", "of_sum", "size"]

# 12,000 bits are 3,600 digits: Python refuses to print integers of more than 4,300.
_BITS = 12_000
_DEGREE = 512
_NODES = 20_000
_DEPTH = 100


@dataclass(frozen=True)
class Size:
    """Upper bounds: bits of the integers in numerator and denominator, and the degree of both.

    Then the nodes and the depth of the tree, and how many exponential functions stand in one
    another.
    """

    above: int = 0
    below: int = 0
    degree: int = 0
    nodes: int = 1
    depth: int = 1
    towers: int = 0

    @property
    def bits(self) -> int:
        """Bits of the integers in it."""
        return max(self.above, self.below)

    @property
    def inverse(self) -> "Size":
        """The bounds for one over it."""
        return replace(self, above=self.below, below=self.above)

    @property
    def excess(self) -> str:
        """What is too large about it; nothing if all is well."""
        if self.bits > _BITS:
            return "the numbers in it would come to thousands of digits"
        if self.degree > _DEGREE:
            return f"its degree would be above {_DEGREE}"
        if self.nodes > _NODES:
            return f"it would have more than {_NODES} parts"
        return f"it is nested more than {_DEPTH} deep" if self.depth > _DEPTH else ""


def of_sum(parts: Sequence[Size]) -> Size:
    """A sum: p₁/q₁ + p₂/q₂ = (p₁q₂ + p₂q₁)/(q₁q₂)."""
    below = sum(part.below for part in parts)
    return _joined(
        parts,
        above=max(part.above + below - part.below for part in parts) + len(parts).bit_length(),
        below=below,
        degree=max(part.degree for part in parts),
    )


def of_product(parts: Sequence[Size]) -> Size:
    """A product."""
    return _joined(
        parts,
        above=sum(part.above for part in parts),
        below=sum(part.below for part in parts),
        degree=sum(part.degree for part in parts),
    )


def of_power(base: Size, exponent: sp.Rational) -> Size:
    """A power."""
    upright = base.inverse if exponent < 0 else base
    times = int(sp.ceiling(abs(exponent)))
    return _joined(
        [base, Size()],
        above=upright.above * times,
        below=upright.below * times,
        degree=base.degree * times,
    )


def of_function(parts: Sequence[Size], *, exponential: bool) -> Size:
    """A function of one part or several."""
    joined = of_product(parts)
    degree = max(part.degree for part in parts)
    return replace(joined, degree=degree, towers=joined.towers + exponential)


def _joined(parts: Sequence[Size], *, above: int, below: int, degree: int) -> Size:
    return Size(
        above,
        below,
        degree,
        1 + sum(part.nodes for part in parts),
        1 + max(part.depth for part in parts),
        max(part.towers for part in parts),
    )


@lru_cache(maxsize=10_000)
def size(expr: sp.Basic) -> Size:
    """The bounds for an expression.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import symbol
    >>> size((symbol("x") + 1) ** 8).degree
    8
    """
    if expr.is_Rational:
        return Size(abs(expr.p).bit_length(), (expr.q - 1).bit_length())
    if not expr.args:
        return Size(degree=int(expr.is_Symbol))
    parts = [size(part) for part in expr.args]
    if expr.is_Add:
        return of_sum(parts)
    if expr.is_Mul:
        return of_product(parts)
    if expr.is_Pow and expr.exp.is_Rational:
        return of_power(parts[0], expr.exp)
    return of_function(parts, exponential=isinstance(expr, EXPONENTIALS))
