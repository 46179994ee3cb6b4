"""From the checker's polynomials back to terms, and what a search needs to know of them."""

from fractions import Fraction
from math import isqrt
from typing import Any

import sympy as sp

from beyondthermal.derivations.verify.leaves import Box, nonnegative
from beyondthermal.derivations.verify.polynomials import (
    ONE,
    Atom,
    Monomial,
    Pair,
    Polynomial,
    constant,
    plus,
    split_off,
    times,
)
from beyondthermal.derivations.verify.ratios import ratio
from beyondthermal.derivations.verify.terms import Term, fraction

__all__ = [
    "as_term",
    "atoms",
    "cancelled",
    "divided",
    "factored",
    "parted",
    "reduced",
    "square_root",
]

_LONGEST = 200


def _factor(name: str, k: int) -> Term:
    base = _atom(name) if isinstance(name, Atom) else name
    return base if k == 1 else ("^", base, k)


def _atom(name: Atom) -> Term:
    top, low = map(as_term, name.inner)
    if name.kind in ("i", "modulus"):
        return ("i",) if name.kind == "i" else ("modulus", top, low)
    return ("exp" if name.kind == "phase" else name.kind, top if low == 1 else ("/", top, low))


def as_term(p: Polynomial) -> Term:
    """A polynomial as a term whose ratio it is."""
    rows: list[Term] = []
    for key, value in sorted(p.items()):
        factors = [_factor(name, k) for name, k in key]
        if value != 1 or not factors:
            factors.insert(0, fraction(value))
        rows.append(factors[0] if len(factors) == 1 else ("*", *factors))
    return 0 if not rows else rows[0] if len(rows) == 1 else ("+", *rows)


def cancelled(pair: Pair, among: frozenset[str]) -> Pair:
    """A fraction without the powers of positive variables that both sides have."""
    top, low = pair
    if not top:
        return {}, ONE
    one, other = split_off(top, among)[1], split_off(low, among)[1]
    both = {n: min(k, other[n]) for n, k in one.items() if n in other and not isinstance(n, Atom)}

    def without(p: Polynomial) -> Polynomial:
        return {
            tuple((n, k - both.get(n, 0)) for n, k in key if k > both.get(n, 0)): v
            for key, v in p.items()
        }

    return without(top), without(low)


def reduced(term: Term, box: Box) -> Pair:
    """Numerator and denominator on a box where nothing vanishes at its ends."""
    among = nonnegative(box)
    inner = frozenset(n for n in among if box[n][0] > 0 or box[n][1])
    return cancelled(ratio(term, among), inner)


def divided(p: Polynomial, q: Polynomial) -> Polynomial | None:
    """p/q, if that is a polynomial; whichever variable leads."""
    names = sorted({n for key in (*p, *q) for n, _ in key}, key=lambda n: (isinstance(n, Atom), n))
    turned = (names[k:] + names[:k] for k in range(max(len(names), 1)))
    return next((found for order in turned if (found := _divided(p, q, order)) is not None), None)


def _divided(p: Polynomial, q: Polynomial, names: list[str]) -> Polynomial | None:
    def order(key: Monomial) -> tuple[int, ...]:
        return tuple(dict(key).get(name, 0) for name in names)

    first, found = max(q, key=order), dict[Monomial, Fraction]()
    for _ in range(_LONGEST):
        if not p:
            return found
        key = max(p, key=order)
        powers = {n: dict(key).get(n, 0) - dict(first).get(n, 0) for n in sorted(names)}
        if min(powers.values(), default=0) < 0:
            return None
        step = {tuple((n, k) for n, k in powers.items() if k): p[key] / q[first]}
        found, p = plus(found, step), plus(p, times(step, q), -1)
    return None


def factored(p: Polynomial) -> list[tuple[Polynomial, int]]:
    """Irreducible factors of a polynomial in variables, with powers; the number comes first."""
    names = sorted({n for key in p for n, _ in key})
    if not names or any(isinstance(n, Atom) for n in names):
        return [(p, 1)]
    over, *_ = sp.ring(names, sp.QQ)
    content, found = over.from_dict({
        tuple(dict(key).get(n, 0) for n in names): sp.QQ(v.numerator, v.denominator)
        for key, v in p.items()
    }).factor_list()  # fmt: skip
    return [(constant(_fraction(content)), 1)] + [
        ({tuple((n, k) for n, k in zip(names, key, strict=True) if k): _fraction(v)
          for key, v in factor.items()}, k)
        for factor, k in found
    ]  # fmt: skip


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.numerator), int(value.denominator))


def square_root(p: Polynomial) -> Polynomial | None:
    """The polynomial whose square p is, with a positive first coefficient."""
    if not p or any(isinstance(name, Atom) for key in p for name, _ in key):
        return None
    names = sorted({name for key in p for name, _ in key})

    def order(key: Monomial) -> tuple[int, ...]:
        return tuple(dict(key).get(name, 0) for name in names)

    first = max(p, key=order)
    top, low = isqrt(abs(p[first].numerator)), isqrt(p[first].denominator)
    if Fraction(top, low) ** 2 != p[first] or any(k % 2 for _, k in first):
        return None
    lead: Monomial = tuple((name, k // 2) for name, k in first)
    found: Polynomial = {lead: Fraction(top, low)}
    for _ in range(len(p)):
        rest = plus(p, times(found, found), -1)
        if not rest:
            return found
        key = max(rest, key=order)
        powers = {name: dict(key).get(name, 0) - dict(lead).get(name, 0) for name in names}
        if min(powers.values(), default=0) < 0:
            return None
        step = tuple((name, k) for name, k in powers.items() if k)
        if step in found:
            return None
        found = plus(found, {step: rest[key] / (2 * found[lead])})
    return None


def atoms(p: Polynomial, kind: str) -> list[Atom]:
    """The roots, moduli or logarithms in it."""
    found = {n for key in p for n, _ in key if isinstance(n, Atom) and n.kind == kind}
    return sorted(found, reverse=True)


def parted(p: Polynomial, atom: Atom) -> tuple[Polynomial, Polynomial]:
    """Find a and b of p = a + b · atom."""
    a = {key: v for key, v in p.items() if not any(name == atom for name, _ in key)}
    b = {tuple(f for f in key if f[0] != atom): v for key, v in p.items() if key not in a}
    return a, b
