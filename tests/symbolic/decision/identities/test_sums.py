"""Sums without an end: those that telescope, and none that doesn't converge or has no terms."""

import pytest
import sympy as sp
from mpmath import mp

from beyondthermal.symbolic.decision.decide import bound, equality
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import assumed, declared

n, m = assumed("n", integer=True), assumed("m", integer=True)
b, y = (declared(name, sp.Interval.open(0, sp.oo)) for name in "by")
x = declared("x", sp.Interval.open(0, 1))
exp, oo, half = sp.exp, sp.oo, sp.Rational(1, 2)
TINY = sp.Rational(1, 10**40)

# A term, where the sum begins, and the sum.
SUMS = [
    (exp(-b * n), 0, 1 / (1 - exp(-b))),
    (exp(-b * (n + half)), 0, 1 / (exp(b / 2) - exp(-b / 2))),
    (n * exp(-b * n), 0, exp(b) / (exp(b) - 1) ** 2),
    (x**n, 1, x / (1 - x)),
    (n**2 * x**n, 0, x * (1 + x) / (1 - x) ** 3),
    (half**n, 0, sp.Integer(2)),
    (1 / (n * (n + 1)), 1, sp.S.One),
    (1 / ((2 * n + 1) * (2 * n + 3)), 0, half),
]


@pytest.mark.parametrize(("f", "start", "value"), SUMS, ids=str)
def test_sums_that_telescope(f, start, value) -> None:
    total = sp.Sum(f, (n, start, oo))
    domain = {x: (0, 1)} if f.has(x) else None
    assert equality(total, value, where=domain).verdict is Verdict.PROVED
    for wrong in (value + TINY, value * (1 - TINY), value - f.subs(n, start + 1)):
        assert equality(total, wrong, where=domain).verdict is not Verdict.PROVED
    with mp.workdps(30):
        at = {b: half, x: half}
        term = sp.lambdify(n, f.subs(at), "mpmath")
        expected = mp.mpmathify(sp.N(value.subs(at), 25))
        assert abs(mp.nsum(term, [start, mp.inf]) - expected) < 1e-12


def test_a_mean_is_a_ratio_of_sums() -> None:
    mean = sp.Sum(n * exp(-b * n), (n, 0, oo)) / sp.Sum(exp(-b * n), (n, 0, oo))
    found = equality(mean, 1 / (exp(b) - 1))
    assert found.verdict is Verdict.PROVED
    assert "T(n + 1) - T(n)" in found.method
    assert bound(mean, ">", sp.S.Zero).verdict is Verdict.PROVED


# What a term has that telescopes, and why the sum isn't what that says.
TRAPS = {
    "it grows": (sp.S.One, 0, sp.S.Zero),
    "only below 1": (y**n, 0, 1 / (1 - y)),
    "for no b": (exp(b * n), 0, 1 / (1 - exp(b))),
    "it swings": ((-1) ** n, 0, half),
    "one more in each term": (1 / n - 1 / (n + 1) + 1, 1, sp.S.One),
    "a term without a value": (1 / (n * (n - 3)), 1, sp.S.Zero),
    "a pole on the way": (1 / ((n - 5) * (n - 4)), 1, -sp.Rational(1, 4)),
    "the wrong beginning": (x**n, 1, 1 / (1 - x)),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name) -> None:
    f, start, value = TRAPS[name]
    domain = {x: (0, 1)} if f.has(x) else None
    assert equality(sp.Sum(f, (n, start, oo)), value, where=domain).verdict is not Verdict.PROVED


def test_other_sums_are_left_alone() -> None:
    double = sp.Sum(sp.Sum(half ** (n + m), (n, 0, oo)), (m, 0, oo))
    for s in (double, sp.Sum(1 / n**2, (n, 1, oo)), sp.Sum(half**n, (n, -oo, 0))):
        assert equality(s, sp.pi**2 / 6).verdict is Verdict.INCONCLUSIVE


k, end = assumed("k", integer=True), assumed("end", integer=True, nonnegative=True)
f, g = sp.Function("f"), sp.Function("g")


def over(term: sp.Expr, first: int = 1, last: sp.Expr = end) -> sp.Sum:
    return sp.Sum(term, (n, first, last))


UP_TO_AN_END = [
    (over(n), end * (end + 1) / 2),
    (over(n**3, 0), (end * (end + 1) / 2) ** 2),
    (over(n * 2**n, 0), (end - 1) * 2 ** (end + 1) + 2),
    (over(1 / (n * (n + 1))), end / (end + 1)),
    (over(x**n, 0), (1 - x ** (end + 1)) / (1 - x)),
    (over(n) + end + 1, over(n, last=end + 1)),
    (over(f(n) + b * g(n)), over(f(n)) + b * over(g(n))),
    (over(b / n), b * sp.Sum(1 / m, (m, 1, end))),
]
# Each is off where the end is below the beginning, at its last term, or in its order.
NOT_UP_TO_AN_END = [
    (sp.Sum(n, (n, 1, k)), k * (k + 1) / 2),
    (sp.Sum(n, (n, 2, end)), end * (end + 1) / 2 - 1),
    (over(n, last=end + 1), end * (end + 1) / 2),
    (over(f(n) * g(n)), over(f(n)) * over(g(n))),
    (over(f(n)), over(f(n), 0)),
    (over(1 / n), over(1 / n, last=end + 1)),
    (over(1 / (n * (n - 1))), 1 - 1 / end),
    (over(1 / (n - end)), over(1 / (n - end), 0)),
    (over(f(n), last=k), over(f(n), last=k - 1)),
]


@pytest.mark.parametrize(("left", "right"), UP_TO_AN_END)
def test_sums_that_have_an_end(left, right) -> None:
    domain = {x: (0, 1)} if left.has(x) else None
    assert equality(left, right, where=domain).verdict is Verdict.PROVED
    for wrong in (right + TINY, right * (1 + TINY)):
        assert equality(left, wrong, where=domain).verdict is not Verdict.PROVED


@pytest.mark.parametrize(("left", "right"), NOT_UP_TO_AN_END)
def test_traps_of_sums_that_have_an_end(left, right) -> None:
    assert equality(left, right).verdict is not Verdict.PROVED
