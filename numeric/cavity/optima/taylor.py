"""Numbers that know their first and second derivatives: Taylor series, cut after second order.

Their arithmetic is the product rule and the chain rule, so that whatever is made of them has its
derivatives too, nothing being approximated. The numbers inside may be float, Fraction, mpf or NumPy
arrays.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import Any

__all__ = ["Taylor", "exponentials", "variables"]

Number = Any


@dataclass(frozen=True, slots=True)
class Taylor:
    """A function f of a few variables at a point, to second order.

    Attributes
    ----------
    value
        f.
    gradient
        The derivatives f_i.
    curvature
        The derivatives f_ij for i <= j, row by row.

    Examples
    --------
    >>> from fractions import Fraction
    >>> x, y = variables([Fraction(2), Fraction(3)])
    >>> [str(derivative) for derivative in (x / y).gradient]
    ['1/3', '-2/9']
    """

    value: Number
    gradient: tuple[Number, ...]
    curvature: tuple[Number, ...]

    # NumPy arrays leave the arithmetic to us.
    __array_ufunc__ = None

    @property
    def hessian(self) -> list[list[Number]]:
        """All second derivatives, a symmetric matrix."""
        size = len(self.gradient)
        known = dict(zip(_pairs(size), self.curvature, strict=True))
        return [[known[min(i, j), max(i, j)] for j in range(size)] for i in range(size)]

    def _chain(self, phi: Number, first: Number, second: Number) -> "Taylor":
        """phi(f) from phi, phi', phi'' at f: its derivatives are phi' f_ij + phi'' f_i f_j."""
        f = self.gradient
        bends = (second * f[i] * f[j] for i, j in _pairs(len(f)))
        return Taylor(
            phi,
            tuple(first * f_i for f_i in f),
            tuple(first * f_ij + b for f_ij, b in zip(self.curvature, bends, strict=True)),
        )

    def __add__(self, other: Any) -> "Taylor":
        if not isinstance(other, Taylor):
            return Taylor(self.value + other, self.gradient, self.curvature)
        return Taylor(
            self.value + other.value,
            tuple(a + b for a, b in zip(self.gradient, other.gradient, strict=True)),
            tuple(a + b for a, b in zip(self.curvature, other.curvature, strict=True)),
        )

    def __mul__(self, other: Any) -> "Taylor":
        f, a = self.value, self.gradient
        if not isinstance(other, Taylor):
            scaled = (tuple(x * other for x in part) for part in (a, self.curvature))
            return Taylor(f * other, *scaled)
        g, b = other.value, other.gradient
        mixed = (a[i] * b[j] + a[j] * b[i] for i, j in _pairs(len(a)))
        both = zip(self.curvature, other.curvature, mixed, strict=True)
        return Taylor(
            f * g,
            tuple(f_i * g + f * g_i for f_i, g_i in zip(a, b, strict=True)),
            tuple(f_ij * g + f * g_ij + m for f_ij, g_ij, m in both),
        )

    def __neg__(self) -> "Taylor":
        return self * -1

    def __sub__(self, other: Any) -> "Taylor":
        return self.__add__(-other)

    def __rsub__(self, other: Any) -> "Taylor":
        return self.__neg__().__add__(other)

    def __truediv__(self, other: Any) -> "Taylor":
        if isinstance(other, Taylor):
            return self.__mul__(other**-1)
        parts = (tuple(x / other for x in part) for part in (self.gradient, self.curvature))
        return Taylor(self.value / other, *parts)

    def __rtruediv__(self, other: Any) -> "Taylor":
        return self.__pow__(-1).__mul__(other)

    def __pow__(self, n: int | float) -> "Taylor":
        f, turn = self.value, n * (n - 1)
        return self._chain(f**n, n * f ** (n - 1) if n else 0, turn * f ** (n - 2) if turn else 0)

    __radd__, __rmul__ = __add__, __mul__


def _pairs(size: int) -> Iterator[tuple[int, int]]:
    """The index pairs i <= j, row by row."""
    return combinations_with_replacement(range(size), 2)


def variables(values: Sequence[Number]) -> list[Taylor]:
    """The variables themselves: x_k has the derivative 1 by x_k, and no other."""
    size = len(values)
    return [
        Taylor(x, tuple(x * 0 + (i == k) for i in range(size)), (x * 0,) * len([*_pairs(size)]))
        for k, x in enumerate(values)
    ]


def exponentials(values: Sequence[Number]) -> list[Taylor]:
    """Positive variables x_k = exp(u_k), differentiated by their logarithms u_k.

    Examples
    --------
    >>> kappa, p = exponentials([2.0, 0.5])
    >>> (kappa * p).gradient
    (1.0, 1.0)
    """
    return [u._chain(x, x, x) for x, u in zip(values, variables(values), strict=True)]
