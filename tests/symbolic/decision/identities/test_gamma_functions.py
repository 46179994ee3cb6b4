"""Gamma functions: shifts, halves, reflection, binomials; and where each of them fails."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import equality
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import assumed, declared

x, y = (declared(name, sp.Reals) for name in "xy")
n, m = (assumed(name, integer=True, nonnegative=True) for name in "nm")
k = assumed("k", integer=True)
gamma, binomial, factorial, pi = sp.gamma, sp.binomial, sp.factorial, sp.pi
tiny, third = sp.Rational(1, 10**40), sp.Rational(1, 3)
RISING, UNIT = sp.Interval.open(0, sp.oo), sp.Interval.open(0, 1)
THIRD = sp.Interval.open(0, third)

TRUE = [
    (gamma(x + 3) / gamma(x + 1), (x + 1) * (x + 2), RISING),
    (factorial(n + 2) / factorial(n), n**2 + 3 * n + 2, RISING),
    (gamma(2 * x) / gamma(x), 2 ** (2 * x - 1) * gamma(x + sp.S.Half) / sp.sqrt(pi), RISING),
    (gamma(x) * gamma(1 - x) * sp.sin(pi * x), pi, UNIT),
    (gamma(1 + x) * gamma(1 - x), pi * x / sp.sin(pi * x), UNIT),
    (gamma(x + third) * gamma(2 * third - x), pi / sp.sin(pi * (x + third)), THIRD),
    (gamma(x) * gamma(-x), -pi / (x * sp.sin(pi * x)), UNIT),
    (binomial(n + 1, m), binomial(n, m) + binomial(n, m - 1), RISING),
    (binomial(n, m), binomial(n, n - m), RISING),
    (m * binomial(n + 1, m), (n + 1) * binomial(n, m - 1), RISING),
    (binomial(n, k) * (n + 1 - k), (n + 1) * binomial(n + 1, k) * (n + 1 - k) ** 2 / (n + 1) ** 2,
     RISING),
    (binomial(x, 2), x * (x - 1) / 2, RISING),
    (binomial(x, y), binomial(x, x - y), sp.Reals),
    (binomial(2 * n, n), 4**n * gamma(n + sp.S.Half) / (sp.sqrt(pi) * gamma(n + 1)), RISING),
    (sp.loggamma(x + 1), sp.log(x) + sp.loggamma(x), RISING),
    (sp.erf(x) + sp.erfc(x), sp.S.One, RISING),
    (sp.frac(x) + sp.floor(x), x, RISING),
    (sp.ceiling(-x), -sp.floor(x), RISING),
]  # fmt: skip
# Each fails at a pole, at a whole number, or for a negative one.
FALSE = [
    (gamma(x + 1) / gamma(x), x, sp.Reals),
    (gamma(x) * gamma(1 - x) * sp.sin(pi * x), pi, sp.Interval.open(0, 2)),
    (gamma(x) * gamma(5 - x) * sp.sin(pi * x), pi * (4 - x) * (3 - x) * (2 - x) * (1 - x),
     sp.Interval.open(0, 5)),
    (gamma(1 + x) * gamma(1 - x), pi * x / sp.sin(pi * x), sp.Interval.open(-1, 1)),
    (gamma(1 + x) * gamma(1 - x), pi * x / sp.sin(pi * x), sp.Interval(0, third)),
    (gamma(2 * x), 2 ** (2 * x) * gamma(x) * gamma(x + sp.S.Half) / sp.sqrt(pi), RISING),
    (binomial(n, m), factorial(n) / (factorial(m) * factorial(n - m)), RISING),
    (binomial(x, y), binomial(x, x - y + 1), RISING),
    (m * binomial(n, m), n * binomial(n - 1, m - 1), RISING),
    (binomial(k, 2), k * (k - 1) / 2, sp.Reals),
    (binomial(n + 1, m), binomial(n, m) + binomial(n, m + 1), RISING),
    (factorial(n), n * factorial(n - 1), RISING),
    (sp.ceiling(x), sp.floor(x) + 1, RISING),
    (sp.frac(-x), 1 - sp.frac(x), RISING),
    (1 / gamma(x), 1 / gamma(x + 1) * x, sp.Reals),
    (sp.loggamma(x), sp.log(gamma(x)), sp.Reals),
    (sp.loggamma(x + 1), sp.log(x**2) / 2 + sp.loggamma(x), sp.Interval(-third, sp.oo)),
]  # fmt: skip


def _where(expr, side):
    return {x: side} if expr.has(x) else None


@pytest.mark.parametrize(("left", "right", "side"), TRUE)
def test_what_is_true_is_proved_and_what_is_nearly_so_is_not(left, right, side):
    assert equality(left, right, where=_where(left, side)).verdict is Verdict.PROVED
    for wrong in (right + tiny, right * (1 + tiny)):
        assert equality(left, wrong, where=_where(left, side)).verdict is not Verdict.PROVED


@pytest.mark.parametrize(("left", "right", "side"), FALSE)
def test_what_fails_somewhere_is_not_proved(left, right, side):
    assert equality(left, right, where=_where(left, side)).verdict is not Verdict.PROVED
