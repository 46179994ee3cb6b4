"""Terms near a point as their real and imaginary part, both expanded, on principal branches.

log z = log|z| + i arg z, with arg z = atan(b/a) for a > 0, ±π/2 - atan(a/b) for ±b > 0, and π for
b = 0 > a; other powers are exp(p log z). Where no i is meant, a root or a logarithm of what is
negative has no value, and there is no proof.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

from ..polynomials import lone, need
from ..ratios import product
from ..terms import Term
from .constants import HALF_TURN, NOTHING, UNIT, whole
from .expansions import EXACT, Expansion, Near, constant

__all__ = ["Parts", "PartsNear"]

Parts = tuple[Expansion, Expansion]
_ZERO = constant(NOTHING)


def _vanishes(a: Expansion) -> bool:
    return not a.terms and a.rest == EXACT


class PartsNear:
    """Both parts of terms.

    Parameters
    ----------
    near
        The arithmetic.
    variable, at
        What tends to the point, and its expansion.
    is_complex
        Whether i is meant.
    """

    def __init__(self, near: Near, variable: str, at: Expansion, is_complex: bool) -> None:
        self.near, self.is_complex = near, is_complex
        self.known: dict[Term, Parts] = {variable: (at, _ZERO)}

    def of(self, term: Term) -> Parts:
        """A term's two parts."""
        if term not in self.known:
            self.known[term] = self._of(term)
        return self.known[term]

    def _of(self, term: Term) -> Parts:
        if type(term) is int:
            return constant(whole(term)), _ZERO
        if type(term) is str:
            return constant((lone(term), {})), _ZERO
        assert type(term) is tuple
        head, *rest = term
        if head in ("i", "pi"):
            return (_ZERO, constant(UNIT)) if head == "i" else (constant(HALF_TURN), _ZERO)
        if head == "^":
            return self.power(self.of(rest[0]), rest[1])
        found = [self.of(part) for part in rest]
        if head in ("+", "*"):
            return reduce(self._sum if head == "+" else self._product, found)
        need(head in _FUNCTIONS and len(found) == 1, f"no expansions of {head}")
        (z,) = found
        return _FUNCTIONS[head](self, z)

    def _sum(self, y: Parts, z: Parts) -> Parts:
        return self.near.plus(y[0], z[0]), self.near.plus(y[1], z[1])

    def _product(self, y: Parts, z: Parts) -> Parts:
        (a, b), (c, d) = y, z
        near = self.near
        re = near.plus(near.times(a, c), near.scaled(near.times(b, d), -1))
        return re, near.plus(near.times(a, d), near.times(b, c))

    def _real(self, z: Parts) -> Expansion:
        need(_vanishes(z[1]), "a function of real numbers alone")
        return z[0]

    def _square(self, z: Parts) -> Expansion:
        return self.near.plus(self.near.times(z[0], z[0]), self.near.times(z[1], z[1]))

    def power(self, z: Parts, r: Fraction) -> Parts:
        """A power to a fraction."""
        a, b = z
        if _vanishes(b) and (r.denominator == 1 or _vanishes(a) or self.near.sign(a) > 0):
            need(not _vanishes(a) or r > 0, "division by zero")
            return self.near.power(a, r), _ZERO
        if r.denominator > 1:
            return self.exp(self._product((constant(whole(r)), _ZERO), self.log(z)))
        need(0 < abs(r) <= 64, "no such power")
        found = reduce(self._product, [z] * int(abs(r)))
        if r > 0:
            return found
        below = self.near.inverse(self._square(found))
        return self._product((below, _ZERO), (found[0], self.near.scaled(found[1], -1)))

    def log(self, z: Parts) -> Parts:
        """The principal logarithm."""
        a, b = z
        near = self.near
        if _vanishes(b) and near.sign(a) > 0:
            return near.log(a), _ZERO
        need(self.is_complex, "the root or the logarithm of what isn't positive")
        if _vanishes(b):
            need(near.sign(a), "the logarithm of zero")
            return near.log(near.scaled(a, -1)), constant(HALF_TURN)
        size = near.scaled(near.log(self._square(z)), whole(Fraction(1, 2)))
        return size, self._argument(a, b)

    def _argument(self, a: Expansion, b: Expansion) -> Expansion:
        near = self.near
        if a.terms and near.sign(a) > 0:
            return near.arctangent(near.times(b, near.inverse(a)))
        quarter = product(whole(Fraction(near.sign(b), 2)), HALF_TURN)
        back = near.scaled(near.arctangent(near.times(a, near.inverse(b))), -1)
        return near.plus(constant(quarter), back)

    def exp(self, z: Parts) -> Parts:
        """exp(a) cos b + i exp(a) sin b."""
        size = self.near.exp(z[0])
        if _vanishes(z[1]):
            return size, _ZERO
        sin, cos = self.near.waves(z[1])
        return self.near.times(size, cos), self.near.times(size, sin)

    def waves(self, z: Parts) -> list[Parts]:
        """Sine, sin a cosh b + i cos a sinh b, and cosine, cos a cosh b - i sin a sinh b."""
        a, b = z
        near = self.near
        sin, cos = near.waves(a)
        if _vanishes(b):
            return [(sin, _ZERO), (cos, _ZERO)]
        half = whole(Fraction(1, 2))
        up, down = (near.scaled(near.exp(near.scaled(b, sign)), half) for sign in (1, -1))
        even, odd = near.plus(up, down), near.plus(up, near.scaled(down, -1))
        minus = near.scaled(near.times(sin, odd), -1)
        return [(near.times(sin, even), near.times(cos, odd)), (near.times(cos, even), minus)]

    def arctangent(self, z: Parts) -> Parts:
        """Of what isn't real, i (log(1 - i z) - log(1 + i z))/2."""
        a, b = z
        if _vanishes(b):
            return self.near.arctangent(a), _ZERO
        near = self.near
        one, other = (
            self.log((near.plus(constant(UNIT), near.scaled(b, sign)), near.scaled(a, -sign)))
            for sign in (1, -1)
        )
        half = whole(Fraction(1, 2))
        re = near.scaled(near.plus(other[1], near.scaled(one[1], -1)), half)
        return re, near.scaled(near.plus(one[0], near.scaled(other[0], -1)), half)

    def modulus(self, z: Parts) -> Parts:
        """The root of a² + b²."""
        if _vanishes(z[1]):
            return self.near.modulus(z[0]), _ZERO
        return self.near.power(self._square(z), Fraction(1, 2)), _ZERO

    def signum(self, z: Parts) -> Parts:
        """1, -1 or 0."""
        return constant(whole(self.near.sign(self._real(z)))), _ZERO

    def floor(self, z: Parts) -> Parts:
        """The whole number below."""
        return self.near.floor(self._real(z)), _ZERO


_FUNCTIONS: Mapping[str, Callable[[PartsNear, Any], Parts]] = {
    "exp": PartsNear.exp,
    "log": PartsNear.log,
    "sin": lambda self, z: self.waves(z)[0],
    "cos": lambda self, z: self.waves(z)[1],
    "atan": PartsNear.arctangent,
    "abs": PartsNear.modulus,
    "sign": PartsNear.signum,
    "floor": PartsNear.floor,
}
