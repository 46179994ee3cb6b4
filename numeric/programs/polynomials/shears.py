"""Polynomials of two real variables, in one of them and the sum of both in which less cancels.

A denominator with the factors x² + 1, (x + 2 y)² + 1 and (x + 4 y)² + 1, as of an oscillator's
levels, has coefficients such as x² (x + 2 y)⁴ (x + 4 y)² and sums of these, which no longer have
factors. In powers of x and y their terms are a thousand times their sums, where x is near -2 y; in
powers of z = x + 2 y and y they are a few times these.

What a form loses. Let b(x, y) = Σ q_ij zⁱ yʲ with z = x + c y, calculated with the unit u. To first
order z is off by u |z| and by u |c y|, the rounding of its second term. A power, a product and the
additions of n terms add (i + j + n) u |q_ij zⁱ yʲ|, as does the first part of the error of z, i
times; its second part makes u |c y ∂b/∂x|. Where |c y| is at most 2 |z| that is again a multiple of
the terms, elsewhere |c y| is at most 2 |x|. Thus for some number m

    error ≤ m u (Σ |q_ij zⁱ yʲ| + |x ∂b/∂x|).

A change of x, y and the result in their last digits makes u (|b| + |x ∂b/∂x| + |y ∂b/∂y|): this
much the condition of b explains. So the first sum over the second is what a form loses, and the
`loss` is where that is largest.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import comb
from typing import TypeAlias

import numpy as np
from sympy.polys.rings import PolyElement

__all__ = ["Sheared", "loss", "sheared"]

# Whole coefficients, by the powers of two variables.
Binary: TypeAlias = Mapping[tuple[int, int], int]
# Multiples of the other variable that are tried, and how much better the best has to be.
_MULTIPLES, _BETTER = [c for c in range(-8, 9) if c], 2
# Where losses are compared: quotients of both variables, both signs, and three sizes.
_FAR, _NEAR, _SIZES = 10 ** np.linspace(-3, 3, 241), np.linspace(-12, 12, 241), (0.1, 1.0, 10.0)
_QUOTIENTS = np.concatenate([_FAR, -_FAR, _NEAR])
_SECOND = np.repeat(_SIZES, len(_QUOTIENTS))
_FIRST = np.tile(_QUOTIENTS, len(_SIZES)) * _SECOND


@dataclass(frozen=True)
class Sheared:
    """A polynomial in which one variable stands for its sum with a multiple of another one.

    Attributes
    ----------
    first, second
        The places of both variables in their ring.
    multiple
        How many times the second is added to the first.
    polynomial
        In the same ring, the first variable standing for the sum.
    """

    first: int
    second: int
    multiple: int
    polynomial: PolyElement


@lru_cache(maxsize=4096)
def sheared(polynomial: PolyElement) -> Sheared | None:
    """One in two variables, in the sum that makes its coefficients smallest, if it loses less.

    Examples
    --------
    >>> import sympy as sp
    >>> from beyondthermal.symbolic.symbols import symbols
    >>> ring, x, y = sp.ring(symbols("x y"), sp.ZZ)
    >>> sheared((x + 2 * y) ** 4 + y**4)
    Sheared(first=0, second=1, multiple=2, polynomial=x**4 + y**4)
    """
    x, y = (k for k, degree in enumerate(polynomial.degrees()) if degree)
    own = {(powers[x], powers[y]): int(c) for powers, c in polynomial.iterterms()}
    other = {(j, i): c for (i, j), c in own.items()}
    ways = [(v, plain, c) for v, plain in ((x, own), (y, other)) for c in _MULTIPLES]
    v, plain, c = min(ways, key=lambda way: sum(map(abs, _moved(*way[1:]).values())))
    if loss(plain, c) * _BETTER > loss(own):
        return None
    w = y if v == x else x
    zero = (0,) * len(polynomial.ring.symbols)
    terms = {
        tuple(i if k == v else j if k == w else n for k, n in enumerate(zero)): coefficient
        for (i, j), coefficient in _moved(plain, c).items()
    }
    return Sheared(v, w, c, polynomial.ring.from_dict(terms))


def loss(plain: Binary, c: int = 0) -> float:
    """The largest sum of all terms in x + c y and y over what the condition explains.

    Examples
    --------
    >>> square = {(2, 0): 10**6, (1, 1): 2 * 10**6, (0, 2): 10**6 + 1}
    >>> loss(square) > 1000, loss(square, 1) < 1
    (True, True)
    """
    x, y = _FIRST, _SECOND
    terms = [(i, j, k * x**i * y**j) for (i, j), k in plain.items()]
    value = abs(sum(term for *_, term in terms))
    first = abs(sum(i * term for i, _, term in terms))
    second = abs(sum(j * term for _, j, term in terms))
    z = abs(x + c * y)
    size = sum(abs(k) * z**i * abs(y) ** j for (i, j), k in _moved(plain, c).items())
    with np.errstate(divide="ignore", invalid="ignore"):
        # Where all is zero nothing is lost.
        return float(np.nanmax(size / (value + first + second)))


def _moved(plain: Binary, c: int) -> Binary:
    """In x + c y and y what is given in x and y: the powers of (z - c y) and y multiplied out."""
    found: Counter[tuple[int, int]] = Counter()
    for (i, j), k in plain.items():
        for n in range(i + 1):
            found[n, j + i - n] += k * comb(i, n) * (-c) ** (i - n)
    return {powers: k for powers, k in found.items() if k}
