"""Whether numbers can have the signs that are chosen for them: x - 1 isn't positive where x < 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import permutations

import sympy as sp

__all__ = ["Signed", "possible"]


@dataclass(frozen=True)
class Signed:
    """A polynomial and its sign; unless it is `strict` it may be zero whatever its sign."""

    f: sp.Expr
    sign: int
    strict: bool


def possible(signs: Iterable[Signed]) -> bool:
    """Whether no two signs are seen to exclude each other.

    Where f = c g + d for numbers c and d, the sign of f is that of d if c g has it too, or is zero.

    Examples
    --------
    >>> from beyondthermal.symbolic.symbols import declared
    >>> x = declared("x", sp.Reals)
    >>> possible([Signed(x, 1, True), Signed(x - 1, -1, False)])
    True
    >>> possible([Signed(x, -1, False), Signed(x - 1, 1, True)])
    False
    """
    return not any(_exclude(one, other) for one, other in permutations(signs, 2))


def _exclude(one: Signed, other: Signed) -> bool:
    g = next(iter(sorted(other.f.free_symbols, key=str)), None)
    if g is None or one.f.free_symbols != other.f.free_symbols:
        return False
    c = sp.cancel(sp.Poly(one.f, g).LC() / sp.Poly(other.f, g).LC())
    d = sp.expand(one.f - c * other.f)
    if not (c.is_Rational and d.is_Rational):
        return False
    part, shift = int(sp.sign(c)) * other.sign, int(sp.sign(d))
    if part * shift < 0:
        return False
    of_f = part or shift
    if not of_f:
        return one.strict and one.sign != 0
    if shift or other.strict:
        return one.sign != of_f
    return one.strict and one.sign == -of_f
