"""Coefficients of expansions: fractions of polynomials in parameters, roots, π and functions.

They are multiplied out, so that zero is seen by the algebra. A sign is seen from an enclosure, or
is a fact that has a proof of its own.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from math import floor, lcm

from ..enclosures.series import series
from ..leaves import INFINITY
from ..polynomials import ONE, Atom, BadProofError, Polynomial, constant, lone, need, plus, times
from ..ratios import Quotient, added, power_of, product, quotient
from ..terms import inside
from .written import sum_of, term_of

__all__ = ["HALF_TURN", "NOTHING", "UNIT", "Constants", "whole"]

UNIT: Quotient = (ONE, {})
NOTHING: Quotient = ({}, {})
HALF_TURN: Quotient = (lone(Atom("pi", (ONE, ONE), None)), {})
_PRIMES = tuple(p for p in range(2, 1000) if all(p % q for q in range(2, int(p**0.5) + 1)))
# Exponents of e are multiples of a twelfth.
_STEP, _LARGEST = 12, 1000
# Twelve times an angle over π, and the square of its cosine.
_SQUARES = {0: Fraction(1), 2: Fraction(3, 4), 3: Fraction(1, 2), 4: Fraction(1, 4), 6: Fraction(0)}
_TANGENTS = {Fraction(1): 4, Fraction(3): 3, Fraction(1, 3): 6}


def whole(value: int | Fraction) -> Quotient:
    """A number."""
    return constant(value), {}


class Constants:
    """Functions of coefficients, and their signs.

    `facts` holds what was shown to have a sign, for all values of the parameters.
    """

    def __init__(self, facts: Sequence[tuple[Quotient, int]] = ()) -> None:
        self.facts = [*facts]

    def sign(self, c: Quotient) -> int:
        """1, -1, or 0 for what the algebra sees to be zero."""
        if not c[0]:
            return 0
        found = self._sign_of(c[0])
        for key, k in c[1].items():
            found *= self._sign_of(dict(key)) if k % 2 else 1
        return found

    def _sign_of(self, p: Polynomial) -> int:
        if len(p) == 1:
            ((key, value),) = p.items()
            names = [(name, k) for name, k in key if not _is_positive(name)]
            if not names:
                return 1 if value > 0 else -1
            if len(key) > 1 or key[0][1] > 1:
                signs = [self._sign_of(lone(name)) ** k for name, k in names]
                return reduce(int.__mul__, signs, 1 if value > 0 else -1)
        term = sum_of(p)
        if not any(type(t) is str for t in inside(term)):
            low, high = series(term, {}, None, 0, ())[0]
            need(low > 0 or high < 0, "a coefficient that may be zero")
            return 1 if low > 0 else -1
        return self.known(p)

    def known(self, p: Polynomial) -> int:
        """The sign of a polynomial in the parameters, from the facts."""
        for (top, low), sign in self.facts:
            if low or set(top) != set(p):
                continue
            multiple = p[min(p)] / top[min(p)]
            if not plus(p, times(top, constant(multiple)), -1):
                return sign if multiple > 0 else -sign
        raise BadProofError("the sign of a coefficient isn't shown")

    def exp(self, c: Quotient) -> Quotient:
        """The exponential of a sum is the product over its terms, and exp(k log u) = u^k."""
        if c[1]:
            return lone(Atom("exp", (c[0], _sum_below(c)), None)), {}
        found = UNIT
        for key, value in c[0].items():
            atom = key[0][0] if len(key) == 1 and key[0][1] == 1 else ""
            if isinstance(atom, Atom) and atom.kind == "log":
                u = quotient((atom.inner[0], {}), (atom.inner[1], {}))
                found = product(found, self.power(u, value))
                continue
            over = _STEP if _STEP % value.denominator == 0 else value.denominator
            k = value * over
            need(abs(k) < _LARGEST, "too large an exponent")
            one: Quotient = lone(Atom("exp", ({key: Fraction(1, over)}, ONE), None)), {}
            factor = power_of(one, abs(int(k)))
            found = product(found, factor) if k > 0 else quotient(found, factor)
        return found

    def log(self, c: Quotient) -> Quotient:
        """The logarithm of what is positive, as a sum over its factors."""
        need(self.sign(c) == 1, "the logarithm of what isn't positive")
        found = NOTHING
        for p, k in self._factors(c):
            found = added(found, product(whole(k), self._log_of(p)))
        return found

    def _log_of(self, p: Polynomial) -> Quotient:
        name = _lone_name(p)
        if isinstance(name, Atom) and name.kind == "exp":
            return quotient((name.inner[0], {}), (name.inner[1], {}))
        if isinstance(name, Atom) and name.kind.startswith("root"):
            over = Fraction(1, int(name.kind.split()[1]))
            return product(whole(over), self.log((name.inner[0], {})))
        return NOTHING if p == ONE else (lone(Atom("log", (p, ONE), None)), {})

    def power(self, c: Quotient, r: Fraction) -> Quotient:
        """c^r; where r isn't whole, of what is positive, factor by factor."""
        if r.denominator == 1:
            return power_of(c if r >= 0 else quotient(UNIT, c), abs(int(r)))
        need(self.sign(c) == 1, "the root of what isn't positive")
        found, under = UNIT, 1
        for p, k in self._factors(c):
            up = r * k
            name = _lone_name(p)
            if isinstance(name, Atom) and name.kind == "exp" and name.inner[1] == ONE:
                found = product(found, self.exp(product((name.inner[0], {}), whole(up))))
            elif isinstance(name, Atom) and name.kind.startswith("root"):
                over, inner = int(name.kind.split()[1]), _of(name.inner[0])
                found = product(found, self.power(inner, up / over))
            elif set(p) == {()} and p[()].denominator == 1:
                outer, left = divmod(up.numerator, up.denominator)
                found = product(found, whole(p[()] ** outer))
                under *= int(p[()]) ** (left * r.denominator // up.denominator)
            else:
                found = product(found, _root(p, up))
        return found if under == 1 else product(found, _root(constant(under), Fraction(
            1, r.denominator)))  # fmt: skip

    def _factors(self, c: Quotient) -> Iterator[tuple[Polynomial, int]]:
        """Positive factors with their powers: primes, names, and polynomials."""
        for p, k in [(c[0], 1), *((dict(key), -k) for key, k in c[1].items())]:
            p = times(p, constant(self._sign_of(p)))
            if len(p) > 1:
                yield p, k
                continue
            ((key, value),) = p.items()
            for name, j in key:
                yield times(lone(name), constant(self._sign_of(lone(name)))), k * j
            for n, sign in ((abs(value.numerator), 1), (value.denominator, -1)):
                yield from ((constant(prime), sign * k * e) for prime, e in _primes(n))

    def vanishes(self, c: Quotient) -> bool:
        """Whether it is 0; a sum of k log u is if the product of u^k is 1."""
        if not c[0]:
            return True
        atoms = [key[0][0] if len(key) == 1 and key[0][1] == 1 else "" for key in c[0]]
        if not all(isinstance(atom, Atom) and atom.kind == "log" for atom in atoms):
            return False
        over, found = lcm(*(value.denominator for value in c[0].values())), UNIT
        for atom, value in zip(atoms, c[0].values(), strict=True):
            assert isinstance(atom, Atom)
            k = int(value * over)
            need(abs(k) < _LARGEST, "too large an exponent")
            u = power_of(quotient((atom.inner[0], {}), (atom.inner[1], {})), abs(k))
            found = product(found, u) if k > 0 else quotient(found, u)
        return not added(found, whole(-1))[0]

    def floor(self, c: Quotient) -> int:
        """The whole number below what isn't seen to be one, or the whole number that it is."""
        if not c[1] and set(c[0]) <= {()}:
            return floor(c[0].get((), 0))
        low, high = series(term_of(c), {}, None, 0, ())[0]
        need(low > -INFINITY and high < INFINITY and floor(low) == floor(high), "near a whole one")
        return floor(low)

    def wave(self, c: Quotient, quarters: int) -> Quotient:
        """sin(c + quarters π/2), exactly where c is a multiple of π/4 or of π/6."""
        ((key, value),) = c[0].items() if len(c[0]) == 1 and not c[1] else (((), Fraction(0)),)
        known = not c[0] or key == tuple(next(iter(HALF_TURN[0])))
        if known and (12 * value).denominator == 1:
            # sin x = cos(x - π/2)
            angle = (int(12 * value) + 6 * quarters - 6) % 24
            angle = min(angle, 24 - angle)
            square = _SQUARES.get(min(angle, 12 - angle))
            if square is not None:
                size = self.power(whole(square), Fraction(1, 2)) if square else NOTHING
                return product(whole(-1 if angle > 6 else 1), size)
        sign, upright = _upright(c)
        found: Quotient = (lone(Atom(("sin", "cos")[quarters], upright, None)), {})
        return product(whole(sign if quarters == 0 else 1), found)

    def arctangent(self, c: Quotient) -> Quotient:
        """The arctangent, exactly for 0, ±1, ±√3 and ±1/√3."""
        if not c[0]:
            return NOTHING
        square = product(c, c)
        if set(square[0]) == {()} and not square[1] and square[0][()] in _TANGENTS:
            part = Fraction(self.sign(c), _TANGENTS[square[0][()]])
            return product(whole(part), HALF_TURN)
        sign, upright = _upright(c)
        return product(whole(sign), (lone(Atom("atan", upright, None)), {}))


def _is_positive(name: str) -> bool:
    """Whether it is so by itself; roots are only taken of what is positive."""
    return isinstance(name, Atom) and (name.kind in ("exp", "pi") or name.kind.startswith("root"))


def _of(p: Polynomial) -> Quotient:
    return p, {}


def _lone_name(p: Polynomial) -> str:
    (key, *others) = p
    return key[0][0] if not others and len(key) == 1 and key[0][1] == 1 and p[key] == 1 else ""


def _root(p: Polynomial, r: Fraction) -> Quotient:
    """p^r by a root of p itself."""
    atom = Atom(f"root {r.denominator} of", (p, ONE), p if r.denominator == 2 else None)
    outer, left = divmod(r.numerator, r.denominator)
    found = product(power_of((p, {}), abs(outer)), UNIT)
    found = found if outer >= 0 else quotient(UNIT, found)
    return product(found, power_of((lone(atom), {}), left))


def _sum_below(c: Quotient) -> Polynomial:
    below = [dict(key) for key, k in c[1].items() for _ in range(k)]
    return reduce(times, below, ONE)


def _upright(c: Quotient) -> tuple[int, tuple[Polynomial, Polynomial]]:
    """A fraction or minus this fraction, the same one for both; and the sign of that."""
    sign = 1 if not c[0] or c[0][min(c[0])] > 0 else -1
    return sign, (times(c[0], constant(sign)), _sum_below(c))


def _primes(n: int) -> Iterator[tuple[int, int]]:
    """The prime factors below a thousand with their powers, and what is left."""
    for prime in _PRIMES:
        k = 0
        while n % prime == 0:
            n, k = n // prime, k + 1
        if k:
            yield prime, k
    if n > 1:
        yield n, 1
