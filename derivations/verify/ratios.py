"""Terms as fractions of polynomials, with the factors of the denominator kept apart.

`ratio` is the algebra of the checker: what it returns equals the term wherever the term is defined,
and is the same for many equal terms, so that identities are seen.
"""

from fractions import Fraction
from functools import lru_cache, reduce

from .polynomials import (
    ONE,
    Atom,
    Monomial,
    Pair,
    Polynomial,
    constant,
    cube_root,
    is_norm,
    is_positive,
    lone,
    modulus,
    need,
    plus,
    power,
    root,
    split_off,
    times,
)
from .terms import Term

__all__ = [
    "Quotient",
    "added",
    "forget",
    "is_zero",
    "power_of",
    "product",
    "quotient",
    "quotient_of",
    "ratio",
    "same",
]

# A denominator: each factor, as sorted items, with its power.
Key = tuple[tuple[tuple[tuple[str, int], ...], Fraction], ...]
Factors = dict[Key, int]
Quotient = tuple[Polynomial, Factors]


def ratio(term: Term, among: frozenset[str] = frozenset()) -> Pair:
    """Numerator and denominator; `among` holds the variables that are >= 0."""
    top, low = quotient_of(term, among)
    return top, _expanded(tuple(sorted(low.items())))


def is_zero(term: Term, among: frozenset[str] = frozenset()) -> bool:
    """Whether it is zero wherever it is defined, as far as the algebra sees."""
    return not quotient_of(term, among)[0]


def same(a: Term, b: Term, among: frozenset[str] = frozenset()) -> bool:
    """Whether a = b wherever both are defined, as far as the algebra sees."""
    top, low = quotient_of(b, among)
    return not added(quotient_of(a, among), (times(top, constant(-1)), low))[0]


def forget() -> None:
    """Start as if nothing had been computed, so that work is counted alike."""
    quotient_of.cache_clear()
    _expanded.cache_clear()


@lru_cache(maxsize=1 << 12)
def _expanded(factors: tuple[tuple[Key, int], ...]) -> Polynomial:
    return reduce(times, (power(dict(key), k) for key, k in factors), ONE)


@lru_cache(maxsize=1 << 16)
def quotient_of(term: Term, among: frozenset[str] = frozenset()) -> Quotient:
    """A numerator, and the factors of a denominator."""
    if type(term) is int:
        return constant(term), {}
    if type(term) is str:
        return lone(term), {}
    assert type(term) is tuple
    head, *rest = term
    if head == "i":
        return lone(Atom("i", ({}, ONE), constant(-1))), {}
    if head == "^":
        return power_of(quotient_of(rest[0], among), rest[1])
    found = [quotient_of(part, among) for part in rest]
    if head == "modulus":
        return _complex_modulus(*found)
    if head in _FUNCTIONS:
        return _FUNCTIONS[head](found[0], among)
    if head in ("max", "min"):
        return reduce(lambda a, b: _extreme(head, a, b, among), found)
    return reduce({"+": added, "*": product, "/": quotient}[head], found)


def _lowered(top: Polynomial, low: Factors) -> Quotient:
    """Without powers of a variable that are above and below, and factors to the power 0."""
    if not top:
        return {}, {}
    rest = {}
    for key, k in low.items():
        if len(key) == 1 and k:
            ((((name, _),), _),) = key
            both = min(k, *(dict(powers).get(name, 0) for powers in top))
            if both:
                k -= both
                top = {_without(powers, name, both): v for powers, v in top.items()}
        if k:
            rest[key] = k
    return top, rest


def _without(powers: Monomial, name: str, k: int) -> Monomial:
    return tuple((n, j - k * (n == name)) for n, j in powers if n != name or j > k)


def added(a: Quotient, b: Quotient) -> Quotient:
    """The sum of two fractions, over the factors that either has."""
    if not a[0] or not b[0]:
        return b if not a[0] else a
    low = {key: max(a[1].get(key, 0), b[1].get(key, 0)) for key in (*a[1], *b[1])}
    tops = [
        reduce(times, (power(dict(key), k - other.get(key, 0)) for key, k in low.items()), top)
        for top, other in (a, b)
    ]
    return _lowered(plus(tops[0], tops[1]), low)


def product(a: Quotient, b: Quotient) -> Quotient:
    """The product of two fractions."""
    low = {key: a[1].get(key, 0) + b[1].get(key, 0) for key in (*a[1], *b[1])}
    return _lowered(times(a[0], b[0]), low)


def power_of(a: Quotient, k: int) -> Quotient:
    """A fraction to a power k >= 0."""
    return power(a[0], k), {key: k * j for key, j in a[1].items() if k}


def quotient(a: Quotient, b: Quotient) -> Quotient:
    """One fraction over another one."""
    need(b[0], "division by zero")
    return product(a, _inverse(b))


def _inverse(b: Quotient) -> Quotient:
    """The number comes out of the factors below, which start with a positive coefficient."""
    content, powers, rest = split_off(b[0], frozenset(n for key in b[0] for n, _ in key))
    sign = 1 if rest[min(rest)] > 0 else -1
    rest = times(rest, constant(sign))
    low = {tuple(lone(name).items()): k for name, k in powers.items()}
    low |= {tuple(sorted(rest.items())): 1} if rest != ONE else {}
    return times(_expanded(tuple(sorted(b[1].items()))), constant(sign / content)), low


def _below(low: Factors, among: frozenset[str]) -> Quotient:
    """1/|d| for a denominator d, factor by factor."""
    found: Quotient = (ONE, {})
    for key, k in low.items():
        size = modulus(dict(key), among)
        found = product(found, power_of(_inverse((size, {})), k))
    return found


def _modulus(a: Quotient, among: frozenset[str]) -> Quotient:
    return product((modulus(a[0], among), {}), _below(a[1], among))


def _complex_modulus(a: Quotient, conjugate: Quotient) -> Quotient:
    """|t| of a polynomial t: its numbers come out of it, and it is that of its conjugate."""
    need(not a[1] and not conjugate[1], "the modulus of a fraction")
    if not a[0]:
        return {}, {}
    if is_norm(a[0], conjugate[0]):
        return a
    content, _, _ = split_off(a[0], frozenset())
    scales = [constant(sign / content) for sign in (1, -1)]
    pairs = [sorted((times(a[0], k), times(conjugate[0], k)), key=_in_order) for k in scales]
    one, other = min(pairs, key=lambda pair: _in_order(pair[0]))
    return times(constant(content), lone(Atom("modulus", (one, other), times(one, other)))), {}


def _in_order(p: Polynomial) -> tuple[int, bool, list[tuple[Monomial, Fraction]]]:
    """Few conjugates first, then what begins with a plus."""
    conjugates = sum(isinstance(n, Atom) and n.kind == "conj" for key in p for n, _ in key)
    return conjugates, p[min(p)] < 0, sorted(p.items())


def _conjugate(a: Quotient, _: frozenset[str]) -> Quotient:
    """Of a name alone."""
    ((powers, value),) = a[0].items()
    need(not a[1] and value == 1 and [k for _, k in powers] == [1], "the conjugate of a sum")
    return lone(Atom("conj", (a[0], ONE), None)), {}


def _root(a: Quotient, among: frozenset[str]) -> Quotient:
    """√(n/d) = √(n q)/√(d q), where d q is the smallest square above d."""
    odd = [dict(key) for key, k in a[1].items() if k % 2]
    under = root(reduce(times, odd, a[0]), among)
    return product((under, {}), _below({key: (k + 1) // 2 for key, k in a[1].items()}, among))


def _cube_root(a: Quotient, _: frozenset[str]) -> Quotient:
    need(not a[1], "the cube root of a fraction")
    return cube_root(a[0]), {}


def _extreme(head: str, a: Quotient, b: Quotient, among: frozenset[str]) -> Quotient:
    """The larger one is (a + b + |a - b|)/2, the smaller one (a + b - |a - b|)/2."""
    far = _modulus(added(a, (times(b[0], constant(-1)), b[1])), among)
    far = (times(far[0], constant(1 if head == "max" else -1)), far[1])
    top, low = added(added(a, b), far)
    return times(top, constant(Fraction(1, 2))), low


def _logarithm(a: Quotient, among: frozenset[str]) -> Quotient:
    """A sum over the factors of n and d that are seen to be positive where n/d is."""
    top, factors = a
    need(top, "the logarithm of zero")
    rows = [(top, 1), *((dict(key), -k) for key, k in factors.items())]
    if not all(is_positive(p, among) for p, _ in rows):
        return lone(Atom("log", (top, _expanded(tuple(sorted(factors.items())))), None)), {}
    total: Polynomial = {}
    for p, times_ in rows:
        content, common, rest = split_off(p, among)
        for k, q in ((1, constant(content.numerator)), (-1, constant(content.denominator)),
                     *((k, lone(name)) for name, k in common.items()), (1, rest)):  # fmt: skip
            if q != ONE:
                log = lone(Atom("log", (q, ONE), None))
                total = plus(total, times(log, constant(k * times_)))
    return total, {}


def _exponential(a: Quotient, among: frozenset[str]) -> Quotient:
    """exp(Σ k log t) is the product of t^k, for whole and half k."""
    top, factors = a
    found: Quotient = (ONE, {})
    rest: Polynomial = {}
    for key, k in top.items():
        atom = key[0][0] if len(key) == 1 and key[0][1] == 1 else ""
        known = isinstance(atom, Atom) and atom.kind == "log" and k.denominator in (1, 2)
        if factors or not known or not isinstance(atom, Atom):
            rest[key] = k
            continue
        t = _inverse((atom.inner[1], {}))
        t = product((atom.inner[0], {}), t)
        t = power_of(t if k.denominator == 1 else _root(t, among), abs(k.numerator))
        found = product(found, t) if k > 0 else quotient(found, t)
    if not rest:
        return found
    if any(isinstance(n, Atom) and n.kind == "i" for key in rest for n, _ in key):
        need(not factors, "a phase that is a fraction")
        return product(found, _phase(rest))
    opaque = Atom("exp", (rest, _expanded(tuple(sorted(factors.items())))), None)
    return product(found, (lone(opaque), {}))


def _phase(exponent: Polynomial) -> Quotient:
    """exp(-i f) is 1/exp(i f)."""
    if exponent[min(exponent)] > 0:
        return lone(Atom("phase", (exponent, ONE), None)), {}
    back = lone(Atom("phase", (times(exponent, constant(-1)), ONE), None))
    return ONE, {tuple(back.items()): 1}


_FUNCTIONS = {
    "abs": _modulus,
    "conj": _conjugate,
    "sqrt": _root,
    "cbrt": _cube_root,
    "log": _logarithm,
    "exp": _exponential,
}
