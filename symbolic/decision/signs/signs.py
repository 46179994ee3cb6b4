"""The sign of a polynomial in variables and square roots, on a box, with certificates.

A root r >= 0 comes with its square r² = R, a polynomial in the variables and in earlier roots.
Any polynomial is then A + B r, and its sign follows from those of A, B and A² - B² R, by cases:

    A >= 0 and A² > B² R  =>  A + B r > 0        B >= 0 and B² R > A²  =>  A + B r > 0;

of which a root of either sign leaves the first;
likewise a >= 0 and 4 a c > b²  =>  a v² + b v + c > 0, whatever v.
What is left in the end are polynomials without roots, `positivity.positive`; their certificates
are all that has to be checked again. Where no case holds throughout, the box is cut in two; or,
if x and y both begin at 0, along x = y: with y = x s or x = y s and s in (0, 1].
"""

from collections.abc import Iterable, Iterator
from itertools import combinations, permutations
from typing import Any

import sympy as sp

from beyondthermal.symbolic.decision.budget import spend
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Certificate, Certificates, identity_certificate
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, declared

from .ring_with_roots import System, sign_of

__all__ = ["CUTS", "certified_sign", "halves", "joined", "proved"]

# Polynomials, and whether each one has to be > 0 or only >= 0.
Case = tuple[tuple[Any, bool], ...]

# How often a box is cut for the roots, how often for a polynomial, and what is too large to try.
CUTS, DEPTH, DEPTH_OF_ONE, WORK, MOST_TERMS = 4, 12, 60, 10**4, 4000
# Steps of a question that a term takes which is factored.
_FACTOR = 200


def certified_sign(p: Any, system: System) -> tuple[int, Certificates]:
    """The strict sign of a polynomial on the whole box, with certificates; 0 if it has none."""
    sign = _guess(p, system)
    found = proved(p * sign, system, strict=True, cuts=0) if sign else None
    return (0, ()) if found is None else (sign, found)


def proved(p: Any, system: System, *, strict: bool, cuts: int = CUTS) -> Certificates | None:
    """Certificates that a polynomial of the system's ring is > 0 (or >= 0), None if none are found.

    The squares of the roots have to be >= 0 on the box, which may be cut in two so many times.
    """
    p = system.linear(p)
    if len(p) > MOST_TERMS or not _possible(p, system, strict):
        return None
    found = _by_factors(p, system, strict)
    if found is not None or cuts == 0:
        return found
    pieces = list(_halves(p, system, cuts))
    if not pieces:
        return None
    return joined(proved(part, half, strict=strict, cuts=cuts - 1) for part, half in pieces)


def joined(pieces: Iterable[Certificates | None]) -> Certificates | None:
    """The certificates of all pieces, None as soon as one has none."""
    together: Certificates = ()
    for certificates in pieces:
        if certificates is None:
            return None
        together += certificates
    return together


def _by_factors(p: Any, system: System, strict: bool) -> Certificates | None:
    """The sign of a product is that of its factors; a square needs none, if zero is allowed."""
    if not p:
        return None if strict else ()
    if system.last_root(p) is None and (found := _without_roots(p, system, strict, depth=0)):
        return found
    spend(_FACTOR * len(p))
    constant, factors = p.factor_list()
    sign = 1 if constant > 0 else -1
    together: Certificates = ()
    for factor, power in factors:
        if power % 2 == 0 and not strict:
            together += (_factorisation(p, constant, factors),)
            continue
        guess = _guess(factor, system)
        if guess == 0:
            return None if strict else _zero(factor, system)
        found = _irreducible(factor * guess, system, strict)
        if found is None:
            return None
        together += found
        sign *= guess**power
    return together if sign > 0 else None


def _zero(p: Any, system: System) -> Certificates | None:
    """Certificates that a factor vanishes, being neither positive nor negative."""
    if any(sign_of(p, values) for values in system.samples):
        return None
    return joined(_irreducible(sign * p, system, strict=False) for sign in (1, -1))


def _factorisation(p: Any, constant: Any, factors: list[tuple[Any, int]]) -> Certificate:
    """The identity that shows a square."""
    product_of = sp.Mul(
        sp.Rational(constant.numerator, constant.denominator),
        *(sp.Pow(factor.as_expr(), power, evaluate=False) for factor, power in factors),
        evaluate=False,
    )
    return identity_certificate(p.as_expr(), product_of)


def _irreducible(p: Any, system: System, strict: bool) -> Certificates | None:
    index = system.last_root(p)
    if index is None:
        ways = _by_discriminant, _by_symmetry, _without_roots
        tried = (way(p, system, strict) for way in ways)
        return next((certificates for certificates in tried if certificates is not None), None)
    A, B = system.parts(p, index)
    norm = system.linear(A**2 - B**2 * system.squares[index])
    cases: list[Case] = [((A, False), (norm, strict))]
    if system.has_a_sign(index):
        cases += [((B, False), (-norm, strict)), ((A, strict), (B, False))]
    return next((found for case in cases if (found := _all_of(case, system)) is not None), None)


def _all_of(case: Case, system: System) -> Certificates | None:
    """Certificates for every part of a case, each one > 0 or >= 0."""
    if not all(_possible(part, system, needed) for part, needed in case):
        return None
    return joined(proved(part, system, strict=needed, cuts=0) for part, needed in case)


def _by_discriminant(p: Any, system: System, strict: bool) -> Certificates | None:
    """For a v² + b v + c, whatever v: a >= 0, c >= 0 and 4 a c >= b²."""
    for k, _ in enumerate(system.box):
        if p.degree(k) == 2 and sum(degree > 0 for degree in p.degrees()) > 1:
            c, b, a = (system.coefficient(p, k, power) for power in range(3))
            case = ((a, False), (c, False), (4 * a * c - b**2, strict))
            if (found := _all_of(case, system)) is not None:
                return found
    return None


def _by_symmetry(p: Any, system: System, strict: bool) -> Certificates | None:
    """Symmetric in a, b > 0: in Δ = (a - b)² >= 0, Π = ab > 0 and a + b = √(Δ + 4Π)."""
    gens = system.ring.gens
    for (i, a), (k, b) in combinations(enumerate(system.box), 2):
        if system.roots or not _alike(system.box[a], system.box[b]) or p.degree(i) < 2:
            continue
        if p.compose([(gens[i], gens[k]), (gens[k], gens[i])]) != p:
            continue
        apart, product_of = declared(f"({a}-{b})^2", NONNEGATIVE), declared(f"{a}*{b}", POSITIVE)
        both = declared(f"{a}+{b}", POSITIVE)
        formal, rest, _ = sp.symmetrize(
            p.as_expr(), [a, b], formal=True, symbols=[both, product_of]
        )
        assert rest == 0, "a symmetric polynomial is one in the sum and the product"
        others = {v: side for v, side in system.box.items() if v not in (a, b)}
        box = {**others, apart: sp.Interval(0, sp.oo), product_of: system.box[a]}
        inside = System(box, {both: apart + 4 * product_of})
        return proved(inside.polynomial(formal), inside, strict=strict, cuts=0)
    return None


def _alike(one: sp.Interval, other: sp.Interval) -> bool:
    return bool(one == other and one.start == 0 and one.end is sp.oo)


def _without_roots(
    p: Any, system: System, strict: bool, depth: int | None = None
) -> Certificates | None:
    box = {v: side for k, (v, side) in enumerate(system.box.items()) if p.degree(k) > 0}
    if depth is None:
        depth = _depth(p, len(box))
    if not box:
        return () if p.LC > 0 else None
    proof = positive(p.as_expr(), box, strict=strict, depth=depth)
    return proof.certificates if proof else None


def _depth(p: Any, variables: int) -> int:
    """How often to cut: less often the more work a substitution is."""
    work = len(p)
    for degree in p.degrees():
        work *= degree + 1
    depth = DEPTH_OF_ONE if variables == 1 else DEPTH
    return depth if work < WORK else depth // 2 if work < 10 * WORK else depth // 4


def _possible(p: Any, system: System, strict: bool) -> bool:
    """Whether no sample says otherwise."""
    return all(sign_of(p, values) >= strict for values in system.samples)


def _guess(p: Any, system: System) -> int:
    """The sign that all samples have in common, or 0."""
    found = {sign_of(p, values) for values in system.samples} - {0}
    return found.pop() if len(found) == 1 else 0


def _halves(p: Any, system: System, cuts: int) -> Iterator[tuple[Any, System]]:
    """The polynomial on two parts of the box: along a diagonal first, then across each variable.

    Polynomials without roots have been cut across already.
    """
    used = [v for k, v in enumerate(system.box) if p.degree(k) > 0]
    pairs = [pair for pair in combinations(used, 2) if all(system.box[v].start == 0 for v in pair)]
    if pairs and (cuts % 2 == 0 or system.last_root(p) is None):
        for x, y in permutations(pairs[cuts // 2 % len(pairs)]):
            yield _below_diagonal(p, system, x, y)
    elif used and system.last_root(p) is not None:
        variable = used[cuts % len(used)]
        for side in halves(system.box[variable]):
            yield p, system.on({**system.box, variable: side})


def _below_diagonal(p: Any, system: System, x: sp.Symbol, y: sp.Symbol) -> tuple[Any, System]:
    """With y = x s, or y/b = (x/a) s where both ranges end, s in (0, 1]."""
    a, b = system.box[x].end, system.box[y].end
    slope = b / a if a.is_finite and b.is_finite else sp.S.One
    side = sp.Interval(0, 1, system.box[y].left_open)
    s = declared(f"({y})/({x})", side)
    to = {y: slope * x * s}
    box = {s if v == y else v: side if v == y else old for v, old in system.box.items()}
    below = System(box, {r: sp.expand(R.subs(to)) for r, R in system.roots.items()})
    return below.polynomial(p.as_expr().subs(to)), below


def halves(side: sp.Interval) -> tuple[sp.Interval, sp.Interval]:
    """The two halves, both with the point between them; an endless side is cut where it is 1 on."""
    if side.start is sp.S.NegativeInfinity:
        at = sp.S.Zero if side.end is sp.oo else side.end - max(1, abs(side.end))
    else:
        at = side.start + max(1, abs(side.start)) if side.end is sp.oo else sum(side.args[:2]) / 2
    below = sp.Interval(side.start, at, left_open=side.left_open)
    return below, sp.Interval(at, side.end, right_open=side.right_open)
