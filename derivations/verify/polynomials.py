"""Polynomials over Q, with roots, moduli and logarithms as further variables.

A polynomial is {((name, power), …): coefficient}, names sorted, no power and no coefficient 0.
A root is an `Atom`: a name that knows its square, or its cube, so that no such power remains.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import reduce
from itertools import product
from math import gcd, isqrt, lcm

__all__ = [
    "METER",
    "ONE",
    "Atom",
    "BadProofError",
    "Monomial",
    "Pair",
    "Polynomial",
    "conjugated",
    "constant",
    "cube_root",
    "is_norm",
    "is_positive",
    "lone",
    "modulus",
    "need",
    "plus",
    "power",
    "root",
    "split_off",
    "times",
]

Monomial = tuple[tuple[str, int], ...]
Polynomial = dict[Monomial, Fraction]
Pair = tuple[Polynomial, Polynomial]
ONE: Polynomial = {(): Fraction(1)}
# Without another limit: more than anyone waits for.
_MOST = 1 << 40
_PRIMES = tuple(p for p in range(2, 100) if all(p % q for q in range(2, p)))


class BadProofError(ValueError):
    """What was given proves nothing."""


def need(true: object, why: str) -> None:
    """Stop here unless something holds."""
    if not true:
        raise BadProofError(why)


class Meter:
    """How many products of terms may still be formed; counted, so that runs are alike."""

    def __init__(self) -> None:
        self.left = _MOST

    def spend(self, steps: int) -> None:
        """Take from it; raises `BadProofError` when nothing is left."""
        self.left -= steps
        need(self.left >= 0, "too much work")

    @contextmanager
    def limited(self, steps: int) -> Iterator[None]:
        """So many steps for what is done inside, and no more than are left."""
        outer = self.left
        allowed = self.left = min(steps, max(outer, 0))
        try:
            yield
        finally:
            self.left += outer - allowed


METER = Meter()


class Atom(str):
    """A root, a modulus, i, an exponential, a logarithm or a conjugate; the name says what of.

    `reduced` is there for what reduces: √f · √f = f, |f|² = f², i² = -1, and the cube of a cube
    root. A "modulus" is that of a complex number, of which it knows the conjugate, and a "phase" is
    exp(i f) of a real f.
    """

    kind: str
    reduced: Polynomial | None
    inner: Pair

    def __new__(cls, kind: str, of: Pair, reduced: Polynomial | None) -> "Atom":
        """The name is the same for the same polynomials, and no name of a variable."""
        shown = " over ".join(str(sorted(p.items())) for p in of)
        atom = super().__new__(cls, f"{kind} {shown}")
        atom.kind, atom.inner, atom.reduced = kind, of, reduced
        return atom

    @property
    def at_least_zero(self) -> bool:
        """Whether no value of it is negative."""
        return self.kind in ("sqrt", "cbrt", "abs", "exp", "modulus")

    @property
    def order(self) -> int:
        """The power of it that reduces."""
        return 3 if self.kind == "cbrt" else 2

    @property
    def is_complex(self) -> bool:
        """Whether it isn't real."""
        return self.kind in ("i", "phase", "conj")


def constant(value: int | Fraction) -> Polynomial:
    """A number as a polynomial."""
    return {(): Fraction(value)} if value else {}


def lone(name: str) -> Polynomial:
    """A variable as a polynomial."""
    return {((name, 1),): Fraction(1)}


def plus(a: Polynomial, b: Polynomial, sign: int = 1) -> Polynomial:
    """The sum a + sign · b."""
    total = dict(a)
    for key, value in b.items():
        total[key] = total.get(key, Fraction(0)) + sign * value
    return {key: value for key, value in total.items() if value}


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product a · b, with powers of atoms put in."""
    METER.spend(len(a) * len(b))
    result: Polynomial = {}
    for (one, u), (other, v) in product(a.items(), b.items()):
        powers = dict(one)
        for name, k in other:
            powers[name] = powers.get(name, 0) + k
        factor = None
        for name, k in powers.items():
            if isinstance(name, Atom) and k >= name.order and name.reduced is not None:
                powers[name], factor = k - name.order, name.reduced
                break
        key = tuple(sorted((name, k) for name, k in powers.items() if k))
        if factor is None:
            result[key] = result.get(key, Fraction(0)) + u * v
        else:
            result = plus(result, times({key: u * v}, factor))
    return {key: value for key, value in result.items() if value}


def power(a: Polynomial, k: int) -> Polynomial:
    """The power a^k for k >= 0."""
    return reduce(times, [a] * k, ONE)


def split_off(p: Polynomial, among: frozenset[str]) -> tuple[Fraction, dict[str, int], Polynomial]:
    """A positive number, powers of variables >= 0, and what is left: their product is p, not 0."""
    size = lcm(*(value.denominator for value in p.values()))
    content = Fraction(gcd(*(int(value * size) for value in p.values())), size)
    first, *others = map(dict, p)
    common = {
        name: least
        for name, k in first.items()
        if (name in among or (isinstance(name, Atom) and name.at_least_zero))
        and (least := min(k, *(key.get(name, 0) for key in others), k))
    }
    rest = {
        tuple((name, k - common.get(name, 0)) for name, k in key if k > common.get(name, 0)):
        value / content for key, value in p.items()
    }  # fmt: skip
    return content, common, rest


def is_positive(p: Polynomial, among: frozenset[str]) -> bool:
    """Whether no term can be negative, its variables being >= 0: then p > 0 unless p = 0."""
    unreal = conjugated(p)
    return all(v > 0 and _is_not_negative(dict(key), among, unreal) for key, v in p.items())


def conjugated(*polynomials: Polynomial) -> Mapping[str, str]:
    """The complex numbers whose conjugates stand somewhere, with these."""
    names = {n for p in polynomials for key in p for n, _ in key}
    conjugates = (n for n in names if isinstance(n, Atom) and n.kind == "conj")
    return {of: n for n in conjugates for ((of, _),) in n.inner[0]}


def _is_not_negative(
    powers: Mapping[str, int], among: frozenset[str], unreal: Mapping[str, str]
) -> bool:
    """Of a product of powers; z times its conjugate isn't negative, z² may be anything."""
    if any(powers.get(z, 0) != powers.get(conjugate, 0) for z, conjugate in unreal.items()):
        return False
    pairs = {*unreal, *unreal.values()}
    return all(
        n in among or n in pairs or (n.at_least_zero if isinstance(n, Atom) else False)
        or (k % 2 == 0 and not (isinstance(n, Atom) and n.is_complex))
        for n, k in powers.items()
    )  # fmt: skip


def is_norm(p: Polynomial, conjugate: Polynomial) -> bool:
    """Whether p, whose conjugate is given, is seen to be real and not negative."""
    unreal = conjugated(p, conjugate)
    return all(v > 0 and _is_not_negative(dict(key), frozenset(), unreal) for key, v in p.items())


def _real(p: Polynomial) -> Polynomial:
    strange = (n for key in p for n, _ in key if isinstance(n, Atom) and n.kind in ("i", "phase"))
    need(not any(strange), "i in it")
    return p


def modulus(p: Polynomial, among: frozenset[str]) -> Polynomial:
    """|p|; what is seen to have a sign, and factors that are seen to be >= 0, come out of it."""
    if not _real(p):
        return {}
    for sign in (1, -1):
        if is_positive(signed := times(p, constant(sign)), among):
            return signed
    content, common, rest = split_off(p, among)
    if rest[min(rest)] < 0:
        rest = times(rest, constant(-1))
    outside = {tuple(sorted(common.items())): content}
    return times(outside, lone(Atom("abs", (rest, ONE), times(rest, rest))))


def root(p: Polynomial, among: frozenset[str]) -> Polynomial:
    """√p; squares of numbers, and of variables that are >= 0, come out of it."""
    if not _real(p):
        return {}
    content, common, rest = split_off(p, among)
    whole, outer = content.numerator * content.denominator, 1
    for prime in _PRIMES:
        while whole % prime**2 == 0:
            whole, outer = whole // prime**2, outer * prime
    if isqrt(whole) ** 2 == whole:
        whole, outer = 1, outer * isqrt(whole)
    halves = {name: k // 2 for name, k in common.items() if k > 1}
    left = tuple(sorted((name, 1) for name, k in common.items() if k % 2))
    outside = {tuple(sorted(halves.items())): Fraction(outer, content.denominator)}
    under = times({left: Fraction(whole)}, rest)
    if under == ONE:
        return outside
    return times(outside, lone(Atom("sqrt", (under, ONE), under)))


def cube_root(p: Polynomial) -> Polynomial:
    """The cube root, as it is written; of what is negative it has no value."""
    return lone(Atom("cbrt", (p, ONE), p)) if _real(p) else {}
