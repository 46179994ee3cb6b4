"""Whether two terms are the same fraction of polynomials, functions being further variables.

exp of a sum is the product of a variable for each summand, in powers of one small step.
"""

from fractions import Fraction
from functools import reduce
from math import lcm

from ..polynomials import ONE, Atom, Pair, constant, lone, need, power, times
from ..ratios import Quotient, added, power_of, product, quotient
from ..terms import Term

__all__ = ["fraction_of", "same"]

_ODD, _EVEN = ("sin", "atan"), ("cos", "abs")


def same(a: Term, b: Term) -> bool:
    """Whether a = b wherever both are defined, as far as the algebra sees."""
    field = _Field()
    for term in (a, b):
        field.of(term)
    field.step = lcm(*field.denominators)
    minus_one: Quotient = (constant(-1), {})
    return not added(field.of(a), product(minus_one, field.of(b)))[0]


def fraction_of(term: Term) -> Pair:
    """Numerator and denominator of a term."""
    return _expanded(_Field().of(term))


def _expanded(found: Quotient) -> Pair:
    return found[0], reduce(times, (power(dict(key), k) for key, k in found[1].items()), ONE)


def _upright(inner: Pair) -> tuple[int, Pair]:
    """A fraction or minus this fraction, the same one for both; and the sign of that."""
    signs = [1 if not p or p[min(p)] > 0 else -1 for p in inner]
    above, below = (times(constant(sign), p) for sign, p in zip(signs, inner, strict=True))
    return signs[0] * signs[1], (above, below)


class _Field:
    """exp(m/step) is a variable for each monomial m; denominators of its factors are collected."""

    def __init__(self) -> None:
        self.step, self.denominators = 1, {1}

    def of(self, term: Term) -> Quotient:
        """A term as a fraction."""
        if type(term) is int:
            return constant(term), {}
        if type(term) is str:
            return lone(term), {}
        assert type(term) is tuple
        head, *rest = term
        if head in ("+", "*"):
            return reduce(added if head == "+" else product, map(self.of, rest))
        if head == "^":
            return self._power(self.of(rest[0]), rest[1])
        inner = _expanded(self.of(rest[0])) if rest else (ONE, ONE)
        if head == "exp" and inner[1] == ONE:
            return self._exponential(inner)
        sign, upright = _upright(inner) if head in (*_ODD, *_EVEN) else (1, inner)
        value = times(constant(sign if head in _ODD else 1), lone(Atom(head, upright, None)))
        return value, {}

    def _power(self, base: Quotient, r: Fraction) -> Quotient:
        if r.denominator > 1:
            top, low = _expanded(base)
            square = top if r.denominator == 2 and low == ONE else None
            base = lone(Atom(f"root {r.denominator} of", (top, low), square)), {}
        found = power_of(base, abs(r.numerator))
        return quotient((ONE, {}), found) if r < 0 else found

    def _exponential(self, inner: Pair) -> Quotient:
        found: Quotient = (ONE, {})
        for key, value in inner[0].items():
            self.denominators.add(value.denominator)
            steps = value * self.step
            whole = steps.numerator if steps.denominator == 1 else 1
            need(abs(whole) < 1000, "too large an exponent")
            atom = key[0][0] if len(key) == 1 and key[0][1] == 1 else ""
            if isinstance(atom, Atom) and atom.kind == "log" and value.denominator == 1:
                # exp(k log u) = u^k
                u = quotient((atom.inner[0], {}), (atom.inner[1], {}))
                power_ = power_of(u, abs(value.numerator))
                found = product(found, power_) if value > 0 else quotient(found, power_)
                continue
            factor = power_of((lone(Atom("exp", ({key: Fraction(1)}, ONE), None)), {}), abs(whole))
            found = product(found, factor) if whole > 0 else quotient(found, factor)
        return found
