"""Expansions in t > 0 that tends to 0, in ℓ = log t, and in one ε = exp(-u), u a sum of powers.

{(e, k, j): c} with a rest stands for the sum of c ε^e t^k ℓ^j, and for less than ε^e' t^k' times a
power of ℓ, if (e', k') is the rest. ε is smaller than all powers of t, and t than those of ℓ.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import inf
from typing import NamedTuple

from ..polynomials import METER, need
from ..ratios import Quotient, added, product, quotient
from .constants import HALF_TURN, NOTHING, UNIT, Constants, whole

__all__ = ["EXACT", "Expansion", "Near", "Power", "constant", "monomial"]

Order = tuple[Fraction | float, int]
Power = tuple[Fraction, int, int]
EXACT: Order = (inf, 0)
_ONE: Power = (Fraction(0), 0, 0)
_NEXT: Order = (Fraction(0), 1)


class Expansion(NamedTuple):
    """Terms, none of which is 0, and the order of what is left."""

    terms: Mapping[Power, Quotient]
    rest: Order

    @property
    def low(self) -> Order:
        """The order of all of it."""
        return min((power[:2] for power in self.terms), default=self.rest)

    def top(self) -> tuple[Power, Quotient]:
        """The term that leads."""
        need(self.terms, "too few terms of an expansion")
        return min(self.terms.items(), key=lambda row: (*row[0][:2], -row[0][2]))


def constant(c: Quotient) -> Expansion:
    """A number."""
    return monomial(_ONE, c)


def monomial(power: Power, c: Quotient = UNIT) -> Expansion:
    """One term."""
    return Expansion({power: c} if c[0] else {}, EXACT)


def _further(one: Order, other: Order) -> Order:
    return one[0] + other[0], one[1] + other[1]


class Near:
    """Arithmetic of expansions, which keeps so many orders of each.

    `small` is u as an expansion, once an exponential has been met that needs it.
    """

    def __init__(self, constants: Constants, orders: int) -> None:
        self.constants, self.orders = constants, orders
        self.small: Expansion | None = None

    def cut(self, terms: dict[Power, Quotient], rest: Order) -> Expansion:
        """So many orders, and the rest."""
        METER.spend(1 + len(terms))
        terms = {p: c for p, c in terms.items() if c[0] and p[:2] < rest}
        first: dict[Fraction, int] = {}
        for e, k, _ in sorted(terms):
            first.setdefault(e, k)
        least = min(first, default=Fraction(0))
        late = [p for p in terms if p[1] - first[p[0]] > self.orders or p[0] - least > self.orders]
        if late:
            rest = min(rest, min(p[:2] for p in late))
            terms = {p: c for p, c in terms.items() if p[:2] < rest}
        return Expansion(terms, rest)

    def plus(self, a: Expansion, b: Expansion) -> Expansion:
        """The sum."""
        terms = dict(a.terms)
        for power, c in b.terms.items():
            terms[power] = added(terms.get(power, NOTHING), c)
        return self.cut(terms, min(a.rest, b.rest))

    def times(self, a: Expansion, b: Expansion) -> Expansion:
        """The product."""
        terms: dict[Power, Quotient] = {}
        for (e, k, j), c in a.terms.items():
            for (f, m, i), d in b.terms.items():
                power = (e + f, k + m, j + i)
                terms[power] = added(terms.get(power, NOTHING), product(c, d))
        if any(not x.terms and x.rest == EXACT for x in (a, b)):
            return Expansion({}, EXACT)
        return self.cut(terms, min(_further(a.rest, b.low), _further(b.rest, a.low)))

    def scaled(self, a: Expansion, c: Quotient | int) -> Expansion:
        """A multiple."""
        return self.times(constant(whole(c) if isinstance(c, int) else c), a)

    def sign(self, a: Expansion) -> int:
        """The sign for all small enough t; 0 where it is 0 throughout."""
        if not a.terms and a.rest == EXACT:
            return 0
        (_, _, j), c = a.top()
        found = self.constants.sign(c)
        need(found, "nothing leads")
        return -found if j % 2 else found

    def _relative(self, a: Expansion) -> tuple[Power, Quotient, Expansion]:
        """p, c and μ, where a is c p (1 + μ)."""
        (e, k, j), c = a.top()
        need(j == 0 and self.constants.sign(c), "a logarithm of t leads")
        inverse = monomial((-e, -k, 0), quotient(UNIT, c))
        return (e, k, j), c, self.plus(self.times(a, inverse), constant(whole(-1)))

    def series(self, values: list[Quotient], mu: Expansion, *, whole_series: bool) -> Expansion:
        """The sum of values[n] μ^n, a polynomial or the beginning of a series."""
        need(mu.low >= _NEXT, "an argument that has no limit")
        total, here = constant(NOTHING), constant(UNIT)
        for value in values:
            total = self.plus(total, self.scaled(here, value))
            here = self.times(here, mu)
        if whole_series and (here.terms or here.rest != EXACT):
            total = self.cut(dict(total.terms), min(total.rest, here.low))
        return total

    def inverse(self, a: Expansion) -> Expansion:
        """The inverse of what isn't zero."""
        return self.power(a, Fraction(-1))

    def power(self, a: Expansion, r: Fraction) -> Expansion:
        """A power; of what is positive where it isn't a whole one."""
        if r.denominator == 1 and 0 <= r <= 64:
            found = constant(UNIT)
            for _ in range(int(r)):
                found = self.times(found, a)
            return found
        if not a.terms and a.rest == EXACT and r > 0:
            return a
        (e, k, _), c, mu = self._relative(a)
        need((k * r).denominator == 1, "no whole powers of t")
        values, value = [], Fraction(1)
        for n in range(self.orders + 1):
            values.append(whole(value))
            value *= (r - n) / (n + 1)
        first = monomial((e * r, int(k * r), 0), self.constants.power(c, r))
        return self.times(first, self.series(values, mu, whole_series=True))

    def log(self, a: Expansion) -> Expansion:
        """The logarithm of what is positive."""
        (e, k, _), c, mu = self._relative(a)
        values = [Fraction((-1) ** (n + 1), n) if n else Fraction(0) for n in
                  range(self.orders + 1)]  # fmt: skip
        found = self.series(list(map(whole, values)), mu, whole_series=True)
        found = self.plus(found, constant(self.constants.log(c)))
        if e:
            assert self.small is not None
            found = self.plus(found, self.scaled(self.small, whole(-e)))
        return self.plus(found, monomial((Fraction(0), 0, 1), whole(k)))

    def exp(self, a: Expansion) -> Expansion:
        """The exponential: ε^e t^k exp(c) (1 + μ + …)."""
        need(a.rest > _ONE[:2], "an argument that isn't known well enough")
        far = {p: c for p, c in a.terms.items() if p[:2] < _ONE[:2]}
        near = {p: c for p, c in a.terms.items() if p[:2] >= _ONE[:2] and p != _ONE}
        k = near.pop((Fraction(0), 0, 1), NOTHING)
        need(set(k[0]) <= {()} and not k[1], "a power of t with an exponent that isn't a number")
        n = k[0].get((), Fraction(0))
        need(n.denominator == 1, "no whole powers of t")
        values, value = [], Fraction(1)
        for j in range(self.orders + 1):
            values.append(whole(value))
            value /= j + 1
        found = self.series(values, self.cut(near, a.rest), whole_series=True)
        first = self.constants.exp(a.terms.get(_ONE, NOTHING))
        return self.times(monomial((self._far(far), int(n), 0), first), found)

    def _far(self, far: dict[Power, Quotient]) -> Fraction:
        """The e for which an exponent that is infinite is -e u."""
        if not far:
            return Fraction(0)
        whole_of_it = Expansion(far, EXACT)
        need(all(p[0] == 0 for p in far), "an exponential in an exponent")
        if self.small is None:
            self.small = self.scaled(whole_of_it, self.sign(whole_of_it))
        (power, c) = self.small.top()
        multiple = quotient(far.get(power, NOTHING), c)
        need(set(multiple[0]) == {()} and not multiple[1], "two exponentials that don't compare")
        e = multiple[0][()]
        left = self.plus(whole_of_it, self.scaled(self.small, whole(-e)))
        need(not left.terms, "two exponentials that don't compare")
        return -e

    def waves(self, a: Expansion) -> list[Expansion]:
        """Sine and cosine; of what has no limit only that they are bounded."""
        mu = {p: c for p, c in a.terms.items() if p != _ONE}
        if min(a.rest, *(p[:2] for p in mu), _NEXT) < _NEXT:
            return [Expansion({}, _ONE[:2])] * 2
        values, value = [], Fraction(1)
        for n in range(self.orders + 1):
            values.append(value if n % 4 < 2 else -value)
            value /= n + 1
        small = self.cut(mu, a.rest)
        sin, cos = (
            self.series([whole(v if n % 2 == odd else 0) for n, v in enumerate(values)], small,
                        whole_series=True)
            for odd in (1, 0)
        )  # fmt: skip
        c = a.terms.get(_ONE, NOTHING)
        s, k = (self.constants.wave(c, quarters) for quarters in (0, 1))
        minus = product(whole(-1), s)
        return [self.plus(self.scaled(sin, k), self.scaled(cos, s)),
                self.plus(self.scaled(sin, minus), self.scaled(cos, k))]  # fmt: skip

    def arctangent(self, a: Expansion) -> Expansion:
        """±π/2 - atan(1/a), or atan c + atan(μ/(1 + c² + c μ)) near c."""
        if a.rest <= _ONE[:2]:
            return Expansion({}, _ONE[:2])
        if a.low < _ONE[:2]:
            quarter = product(whole(Fraction(self.sign(a), 2)), HALF_TURN)
            back = self.arctangent(self.inverse(a))
            return self.plus(constant(quarter), self.scaled(back, -1))
        need(all(p == _ONE or p[:2] > _ONE[:2] for p in a.terms), "an argument that has no limit")
        c = a.terms.get(_ONE, NOTHING)
        mu = self.cut({p: d for p, d in a.terms.items() if p != _ONE}, a.rest)
        below = self.plus(constant(added(UNIT, product(c, c))), self.scaled(mu, c))
        values = [whole(Fraction((-1) ** (n // 2), n) if n % 2 else 0) for n in
                  range(self.orders + 1)]  # fmt: skip
        found = self.series(values, self.times(mu, self.inverse(below)), whole_series=True)
        return self.plus(constant(self.constants.arctangent(c)), found)

    def modulus(self, a: Expansion) -> Expansion:
        """± what is inside."""
        return self.scaled(a, self.sign(a))

    def floor(self, a: Expansion) -> Expansion:
        """The whole number below a's limit, or below a where that is one; u + O(1) far out."""
        if a.low < _ONE[:2]:
            far = {p: c for p, c in a.terms.items() if p[:2] < _ONE[:2]}
            return Expansion(far, min(a.rest, _ONE[:2]))
        need(a.rest > _ONE[:2] and all(p == _ONE or p[:2] > _ONE[:2] for p in a.terms), "no limit")
        n = self.constants.floor(a.terms.get(_ONE, NOTHING))
        aside = self.plus(a, constant(whole(-n)))
        is_below = a.terms.get(_ONE, NOTHING) == whole(n) and self.sign(aside) < 0
        return constant(whole(n - 1 if is_below else n))
