"""Expansions of random terms, compared with mpmath next to the point."""

import random
from fractions import Fraction

import pytest
from mpmath import mp

from beyondthermal.derivations.verify.germs.constants import Constants, whole
from beyondthermal.derivations.verify.germs.expansions import Near, monomial
from beyondthermal.derivations.verify.germs.parts import PartsNear
from beyondthermal.derivations.verify.germs.written import term_of
from beyondthermal.derivations.verify.polynomials import METER, BadProofError

# How t is put for x: x -> 0, x -> oo, x -> 1.
POINTS = {
    "0": lambda t: t,
    "oo": lambda t: 1 / t,
    "1": lambda t: 1 + t,
}
HEADS = ("exp", "log", "sin", "cos", "atan", "abs", "sign", "floor")
# A whole order of t is more than constants and powers of its logarithm can make up for.
ORDERS, T, DIGITS = 6, "1e-40", 700


def random_term(rng: random.Random, depth: int, *, with_i: bool):
    """A term in x, often one in which much cancels."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(["x", "x", 1, 2, -1, 3, ("pi",), *([("i",)] if with_i else [])])
    kind = rng.random()
    parts = [random_term(rng, depth - 1, with_i=with_i) for _ in range(2)]
    if kind < 0.3:
        return (rng.choice("+*"), *parts)
    if kind < 0.4:
        return ("+", parts[0], ("*", -1, parts[1]))
    if kind < 0.6:
        powers = (-1, -2, 2, 3, Fraction(1, 2), Fraction(1, 3), Fraction(-1, 2))
        return ("^", parts[0], Fraction(rng.choice(powers)))
    return (rng.choice(HEADS), parts[0])


def value(term, x):
    """What mpmath makes of it, on principal branches."""
    if not isinstance(term, tuple):
        return x if term == "x" else mp.mpf(term)
    head, *rest = term
    if head in ("pi", "i"):
        return mp.pi if head == "pi" else mp.mpc(0, 1)
    if head == "^":
        base, r = value(rest[0], x), rest[1]
        return base ** int(r) if r.denominator == 1 else mp.power(
            base, mp.mpf(r.numerator) / r.denominator)  # fmt: skip
    values = [value(part, x) for part in rest]
    if head == "+":
        return mp.fsum(values)
    if head == "*":
        return mp.fprod(values)
    found = {"abs": abs, "floor": mp.floor}.get(head, getattr(mp, head, None))(values[0])
    # sin π is no number but 0.
    return mp.zero if abs(found) < mp.mpf(10) ** -650 else found


def total(part, t):
    """The terms of an expansion in numbers."""
    return mp.fsum(
        value(term_of(c), None) * t**k * mp.log(t) ** j for (_, k, j), c in part.terms.items()
    )


def compared(seed: int, *, with_i: bool) -> bool:
    """Whether a random term was expanded; then it has to be what it is."""
    rng = random.Random(seed)
    term = random_term(rng, 4, with_i=with_i)
    point = rng.choice([*POINTS])
    near = Near(Constants(), ORDERS)
    zero, one = Fraction(0), whole(1)
    at = monomial((zero, -1 if point == "oo" else 1, 0), one)
    if point == "1":
        at = near.plus(at, monomial((zero, 0, 0), one))
    there = PartsNear(near, "x", at, with_i)
    try:
        with METER.limited(60_000):
            found = there.of(term)
    except BadProofError:
        return False
    if near.small is not None:
        return False  # beside ε nothing of a power of t is seen in numbers
    with mp.workdps(2 * DIGITS):
        t = mp.mpf(T)
        again = mp.mpmathify(value(term, POINTS[point](t)))
    with mp.workdps(DIGITS):
        exact = mp.mpmathify(value(term, POINTS[point](t)))
        if abs(again - exact) > mp.mpf(10) ** -600 * (1 + abs(exact)):
            return False  # of what is zero numbers don't know the sign, nor their roots
        for part, number in zip(found, (exact.real, exact.imag), strict=True):
            rest = mp.mpf(10) ** -600 if part.rest[0] == mp.inf else t ** part.rest[1]
            size = 1 + max((abs(value(term_of(c), None)) for c in part.terms.values()), default=0)
            allowed = mp.mpf(10) ** 9 * size * rest * abs(mp.log(t)) ** 12
            allowed += mp.mpf(10) ** -600 * (size + abs(number))
            assert abs(number - total(part, t)) <= allowed, f"{term} at {point}"
    return True


@pytest.mark.parametrize("with_i", [False, True])
def test_expansions_are_what_the_numbers_say(with_i) -> None:
    seen = sum(compared(seed, with_i=with_i) for seed in range(250))
    assert seen > 60


@pytest.mark.slow
@pytest.mark.parametrize("with_i", [False, True])
def test_many_expansions_are_what_the_numbers_say(with_i) -> None:
    assert sum(compared(seed, with_i=with_i) for seed in range(1000, 3000)) > 500
