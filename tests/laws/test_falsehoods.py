"""Ten thousand statements that are false by construction: none of them is proved.

Each is a true statement of a known family, in random parameters, and a perturbation of definite
sign where the true one has no room for it: at a point where an inequality is an equation, in a
limit, in an identity, in a coefficient that belongs to an expansion. One in four is by 10^-40.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest
import sympy as sp

from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.symbols import declared

x, y = declared("x", sp.Reals), declared("y", sp.Reals)
p = declared("p", sp.Interval.open(0, sp.oo))
exp, log, sin, cos, sqrt, oo = sp.exp, sp.log, sp.sin, sp.cos, sp.sqrt, sp.oo
SEED, ALL, SAMPLE = 20261129, 10_000, 24
SIZES = (sp.Rational(1, 10**40), sp.Rational(1, 10**12), sp.Rational(1, 1000), sp.Integer(1))

# f >= 0, and f = 0 at 0 (for u, of any sign), or at 1 (for v > 0).
TOUCHING_AT_ZERO: tuple[Callable[[sp.Expr], sp.Expr], ...] = (
    lambda u: u**2,
    lambda u: u**4 + u**2 / 2,
    lambda u: exp(u) - 1 - u,
    lambda u: sp.cosh(u) - 1 - u**2 / 2,
    lambda u: cos(u) - 1 + u**2 / 2,
    lambda u: 1 - cos(u),
    lambda u: sqrt(1 + u**2) - 1,
    lambda u: u * sp.atan(u) - log(1 + u**2) / 2,
    lambda u: log(1 + u**2) / (1 + u**2),
    lambda u: 1 - 1 / sp.cosh(u),
    lambda u: u * sp.tanh(u),
    lambda u: u**2 - sin(u) ** 2,
    lambda u: abs(u),
    lambda u: 1 - exp(-(u**2)),
)
TOUCHING_AT_ONE: tuple[Callable[[sp.Expr], sp.Expr], ...] = (
    lambda v: v - 1 - log(v),
    lambda v: v + 1 / v - 2,
    lambda v: v * log(v) - v + 1,
    lambda v: (1 + v) / 2 - sqrt(v),
    lambda v: sqrt(v) + 1 / sqrt(v) - 2,
    lambda v: (v - 1) * log(v),
    lambda v: v**3 - 3 * v + 2,
    lambda v: exp(v - 1) - v,
    lambda v: log(v) - 1 + 1 / v,
)
# Both sides of an identity.
IDENTITIES = (
    (sin(x) ** 2 + cos(x) ** 2, sp.S.One),
    (sp.cosh(x) ** 2 - sp.sinh(x) ** 2, sp.S.One),
    ((x + y) ** 3, x**3 + 3 * x**2 * y + 3 * x * y**2 + y**3),
    (sp.tanh(x), (exp(2 * x) - 1) / (exp(2 * x) + 1)),
    (1 / (exp(p) - 1) + sp.S.Half, sp.coth(p / 2) / 2),
    (sqrt(x**2 + 2 * x + 1), abs(x + 1)),
    (exp(x + y), exp(x) * exp(y)),
    (log(p**2), 2 * log(p)),
    (sin(x + y), sin(x) * cos(y) + cos(x) * sin(y)),
    (1 / (1 + p) + p / (1 + p), sp.S.One),
)
# f, where x goes, and what it goes to.
LIMITS = (
    (sin(x) / x, sp.S.Zero, sp.S.One),
    ((1 - cos(x)) / x**2, sp.S.Zero, sp.S.Half),
    ((exp(x) - 1) / x, sp.S.Zero, sp.S.One),
    (log(1 + x) / x, sp.S.Zero, sp.S.One),
    ((sqrt(1 + x) - 1) / x, sp.S.Zero, sp.S.Half),
    (x / (exp(x) - 1), sp.S.Zero, sp.S.One),
    (p * log(p), sp.S.Zero, sp.S.Zero),
    (sp.tanh(p), oo, sp.S.One),
    (log(p) / p, oo, sp.S.Zero),
    ((1 + p) / (2 + 3 * p), oo, sp.Rational(1, 3)),
    (p * exp(-p), oo, sp.S.Zero),
    (sqrt(p**2 + p) - p, oo, sp.S.Half),
)
# f, its leading terms at 0, and the order of the last one.
EXPANSIONS = (
    (exp(x), 1 + x + x**2 / 2, 2),
    (sin(x), x - x**3 / 6, 3),
    (cos(x), 1 - x**2 / 2 + x**4 / 24, 4),
    (log(1 + x), x - x**2 / 2 + x**3 / 3, 3),
    (sqrt(1 + x), 1 + x / 2 - x**2 / 8, 2),
    (1 / (1 - x), 1 + x + x**2, 2),
    (sp.tanh(x), x - x**3 / 3, 3),
    (x / (exp(x) - 1), 1 - x / 2 + x**2 / 12, 2),
    (sp.tan(x), x + x**3 / 3, 3),
)


@dataclass(frozen=True)
class Falsehood:
    """A statement that is false, and how it is asked."""

    kind: str
    text: str
    ask: Callable[[], Proof]


def _number(chance: Random) -> sp.Rational:
    return sp.Rational(chance.randint(1, 12), chance.randint(1, 7))


def _bound(chance: Random, size: sp.Rational) -> Falsehood:
    """f(u) - size g < 0 where u = 0, or f(u) > 0 there; u = a (x - c), or v = a p."""
    a, c = _number(chance), chance.choice([0, 1, -1, 1]) * _number(chance)
    if chance.random() < 0.6:
        variable, f = x, chance.choice(TOUCHING_AT_ZERO)(a * (x - c))
        low, high = c - _number(chance), c + _number(chance)
        side = chance.choice([sp.Interval(-oo, oo), sp.Interval(low, high), sp.Interval(c, high),
                              sp.Interval(low, c), sp.Interval.open(low, oo)])  # fmt: skip
    else:
        variable, f = p, chance.choice(TOUCHING_AT_ONE)(a * p)
        at = 1 / a
        side = chance.choice([sp.Interval.open(0, oo), sp.Interval(at / 3, at), sp.Interval(at, oo),
                              sp.Interval(at / 2, 2 * at), sp.Interval(at, 9 * at)])  # fmt: skip
    weight = chance.choice([1, 1 + variable**2, exp(variable), 1 / (1 + variable**2)])
    strict = chance.random() < 0.2
    g, relation = (f, ">") if strict else (f - size * weight, chance.choice([">", ">="]))
    g = g * chance.choice([1, 1 + variable**2, exp(-variable)])
    where = {variable: side}
    return Falsehood(
        "bound",
        f"{g} {relation} 0 on {side}",
        lambda: decide.bound(g, relation, sp.S.Zero, where=where),
    )


def _identity(chance: Random, size: sp.Rational) -> Falsehood:
    lhs, rhs = chance.choice(IDENTITIES)
    a, b = _number(chance), _number(chance)
    to = {x: a * x, y: y * b, p: p * a}
    lhs, rhs = lhs.subs(to, simultaneous=True), rhs.subs(to, simultaneous=True)
    variable = min(lhs.free_symbols, key=str)
    rhs += chance.choice([1, -1]) * size * chance.choice([1, variable**2, exp(variable), variable])
    return Falsehood("identity", f"{lhs} = {rhs}", lambda: decide.equality(lhs, rhs))


def _limit(chance: Random, size: sp.Rational) -> Falsehood:
    f, at, value = chance.choice(LIMITS)
    variable = x if f.has(x) else p
    a, b, shift = _number(chance), _number(chance), _number(chance)
    f, value = b * f + shift, b * value + shift
    if at == sp.S.Zero:
        # What goes to 0 with x goes there with a x + x².
        f = f.subs(variable, a * variable + variable**2)
    else:
        f = f.subs(variable, a * variable)
    wrong = value + chance.choice([1, -1]) * size
    return Falsehood("limit", f"{f} -> {wrong} as {variable} -> {at}",
                     lambda: decide.limit(f, {variable: at}, wrong))  # fmt: skip


def _expansion(chance: Random, size: sp.Rational) -> Falsehood:
    f, terms, order = chance.choice(EXPANSIONS)
    a, b = _number(chance), _number(chance)
    f, terms = b * f.subs(x, a * x), sp.expand(b * terms.subs(x, a * x))
    k = chance.choice([n for n in range(order + 1) if terms.coeff(x, n)])
    wrong = terms + chance.choice([1, -1]) * size * x**k
    if wrong.coeff(x, k) == 0:
        wrong += 2 * x**k
    return Falsehood("expansion", f"{f} = {wrong} + …",
                     lambda: decide.expansion(f, x, sp.S.Zero, wrong))  # fmt: skip


MAKERS = (_bound, _bound, _identity, _limit, _expansion)


def falsehood(number: int) -> Falsehood:
    """The statement of this number."""
    chance = Random(SEED + number)
    return MAKERS[number % len(MAKERS)](chance, SIZES[number // len(MAKERS) % len(SIZES)])


def _proved(numbers: range) -> tuple[list[str], Counter[str]]:
    counts: Counter[str] = Counter()
    proved = []
    for number in numbers:
        asked = falsehood(number)
        verdict = asked.ask().verdict
        counts[f"{asked.kind} {verdict.name.lower()}"] += 1
        if verdict is Verdict.PROVED:
            proved.append(f"{number}: {asked.text}")
    return proved, counts


def test_a_sample_of_falsehoods_is_not_proved() -> None:
    proved, counts = _proved(range(0, ALL, ALL // SAMPLE))
    assert not proved
    assert {name.split()[0] for name in counts} == {"bound", "identity", "limit", "expansion"}


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, ALL, 500))
def test_no_falsehood_is_proved(start: int) -> None:
    proved, _ = _proved(range(start, start + 500))
    assert not proved


@pytest.mark.parametrize("number", range(len(TOUCHING_AT_ZERO)))
def test_what_is_perturbed_is_true_and_touches(number: int) -> None:
    """By numbers: the construction rests on f(0) = 0, and on f > 0 beside it."""
    f = TOUCHING_AT_ZERO[number]
    assert f(sp.S.Zero) == 0
    assert all(f(sp.Rational(k, 7)).evalf(30) > 0 for k in (-9, -1, 1, 9))
