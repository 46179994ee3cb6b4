"""Limits of special functions, real powers and chains of logarithms; what is nearly true beside.

The false statements are false only where the condition of a rule fails, or by 10^-40.
"""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import bound, expansion, limit
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import POSITIVE, assumed, declared

r, s = declared("r", sp.Reals), declared("s", sp.Reals)
x, a, b = (declared(name, POSITIVE) for name in "xab")
n, m = assumed("n", integer=True, positive=True), assumed("m", integer=True)
oo, pi, half = sp.oo, sp.pi, sp.S.Half
BELOW, ABOVE = (-oo, 0), (0, oo)
NEAR, CLOSE = sp.Rational(1, 10**40), sp.Rational(1, 10**4)
# Two in a form that SymPy does not see through.
TWO = sp.sqrt(3 + 2 * sp.sqrt(2)) - sp.sqrt(2) + 1

# Function, point, value, range of the variable.
TRUE = [
    (sp.floor(r), 2, 1, (-oo, 2)),
    (sp.floor(r), 2, 2, (2, oo)),
    (sp.floor(TWO + r), 0, 1, BELOW),
    (sp.floor(TWO + r), 0, 2, ABOVE),
    (sp.floor(2 + CLOSE - r**2), 0, 2, ABOVE),
    (sp.floor(2 - CLOSE + r), 0, 1, ABOVE),
    (sp.floor(2 + sp.cos(r)), 0, 2, ABOVE),
    (sp.floor(2 + sp.cos(r) + r**2 / 2 - r**4 / 24), 0, 2, ABOVE),
    (sp.floor(2 + sp.cos(r) + r**2 / 2), 0, 3, ABOVE),
    (sp.ceiling(r**2), 0, 1, BELOW),
    (r * sp.floor(1 / r), 0, 1, ABOVE),
    (r * sp.floor(sp.sin(1 / r)), 0, 0, ABOVE),
    (sp.frac(-r), 0, 1, ABOVE),
    (sp.Mod(r, 3), 6, 3, (-oo, 6)),
    (sp.Mod(r, b), b * n, b, (-oo, oo)),
    (sp.sign(sp.sin(r) - r), 0, -1, ABOVE),
    (sp.atan(1 / r), 0, -pi / 2, BELOW),
    (r * (pi / 2 - sp.atan(r)), oo, 1, ABOVE),
    (r * sp.atan(sp.sin(1 / r)), 0, 0, ABOVE),
    (sp.asin(sp.sin(r) / r), 0, pi / 2, ABOVE),
    (sp.acos(1 - r**2) / r, 0, sp.sqrt(2), ABOVE),
    (sp.asin(a * r) / r, 0, a, ABOVE),
    (sp.acot(r), 0, -pi / 2, BELOW),
    # What stands in a modulus may be complex.
    (sp.Abs((-r / (r + 1)) ** r), oo, sp.exp(-1), ABOVE),
    (r / sp.Abs(sp.sqrt(r**2 - 1)), -1, -oo, (-1, 1)),
    (sp.asec(1 / r), 0, pi / 2, ABOVE),
    (sp.asech(r) + sp.log(r), 0, sp.log(2), ABOVE),
    (sp.erf(r) / r, 0, 2 / sp.sqrt(pi), ABOVE),
    (r * sp.exp(r**2) * sp.erfc(r), oo, 1 / sp.sqrt(pi), ABOVE),
    (r * sp.gamma(r), 0, 1, BELOW),
    (sp.gamma(r) * (r + 2), -2, half, (-2, 0)),
    (sp.gamma(r + 1) / sp.gamma(r) / r, oo, 1, ABOVE),
    (sp.binomial(2 * r, r) / 4**r * sp.sqrt(r), oo, 1 / sp.sqrt(pi), ABOVE),
    (n / sp.factorial(n), oo, 0, None),
    (sp.loggamma(r) / r / sp.log(r), oo, 1, ABOVE),
    (n / sp.factorial(n) ** (1 / n), oo, sp.E, None),
    (sp.besselj(2, r) / r**2, 0, sp.Rational(1, 8), None),
    (sp.besselj(1, r) / sp.besseli(1, r), 0, 1, BELOW),
    (sp.besselj(0, r), -oo, 0, None),
    (sp.besseli(1, r) * sp.exp(r) * sp.sqrt(-r), -oo, -1 / sp.sqrt(2 * pi), BELOW),
    (r * sp.besseli(0, r) * sp.besselk(0, r), oo, half, ABOVE),
    (r * sp.exp(-r) * sp.Ei(r), oo, 1, ABOVE),
    (sp.Ei(r) - sp.log(-r), 0, sp.EulerGamma, BELOW),
    (x**a, oo, oo, None),
    (x ** (-a), oo, 0, None),
    (((x + 1) ** a - x**a) / x ** (a - 1), oo, a, None),
    ((3**x + 5**x) ** (1 / x), oo, 5, None),
    (x**pi / (x**3 + 1), oo, oo, None),
    (sp.log(sp.log(x)) / sp.log(x), oo, 0, None),
    (sp.log(sp.log(x + 1) + 1) / sp.log(sp.log(x)), oo, 1, None),
    (sp.exp(sp.sqrt(sp.log(x))) / x, oo, 0, None),
    (sp.exp(sp.sqrt(sp.log(x))) / sp.log(x) ** 9, oo, oo, None),
    (sp.log(x + sp.sqrt(x**2 + 1)) / x, 0, 1, None),
]  # fmt: skip


def _found(f, at, value, side):
    (v,) = {r, x, n} & f.free_symbols
    return limit(f, {v: sp.sympify(at)}, sp.sympify(value), where={v: side} if side else None)


@pytest.mark.parametrize(("f", "at", "value", "side"), TRUE, ids=str)
@pytest.mark.sweep
def test_a_limit_is_proved_and_what_is_near_it_is_not(f, at, value, side) -> None:
    if not sp.sympify(at).free_symbols:
        assert _found(f, at, value, side).verdict is Verdict.PROVED
    value = sp.sympify(value)
    others = (0, -value) if value.is_infinite else (value + NEAR, value - NEAR, oo)
    for other in others:
        assert _found(f, at, other, side).verdict is not Verdict.PROVED


# What has no limit, or no value, or another limit than a rule without its condition says.
FALSE = [
    (sp.floor(r), 2, 2, None),
    (sp.floor(r), 2, 1, None),
    (sp.floor(2 + NEAR - r**2), 0, 1, ABOVE),
    (sp.floor(2 - NEAR + r), 0, 2, ABOVE),
    (sp.floor(sp.sin(1 / r)), 0, 0, ABOVE),
    (sp.frac(1 / r), 0, half, ABOVE),
    (sp.sign(sp.sin(1 / r)), 0, 1, ABOVE),
    (sp.sign(r), 0, 0, None),
    (sp.atan(1 / r), 0, pi / 2, None),
    (sp.atan(sp.sin(r)), oo, 0, None),
    (sp.erf(sp.sin(1 / r)), 0, 0, None),
    (sp.asin(1 + r), 0, pi / 2, ABOVE),
    (sp.asin(1 + r**2), 0, pi / 2, None),
    (sp.acos(sp.exp(r)), 0, 0, ABOVE),
    (sp.asec(sp.sin(r) / r), 0, 0, None),
    (sp.acosh(1 - r), 0, 0, ABOVE),
    (sp.asin(r + 1 + NEAR), 0, pi / 2, None),
    (sp.gamma(r), 0, oo, None),
    (sp.gamma(r), -1, oo, (-1, 0)),
    (1 / sp.gamma(r), -oo, 0, None),
    (sp.gamma(-1 / r) * r, 0, 0, ABOVE),
    (sp.loggamma(r), 0, oo, BELOW),
    (sp.besselj(0, r) * sp.sqrt(r), oo, 0, ABOVE),
    (sp.besselj(1, r) * r, oo, 0, None),
    (sp.besselj(m, r), 0, 0, None),
    (sp.besselj(half, r), 0, 0, None),
    (sp.besselk(0, r), -1, 0, None),
    (sp.bessely(1, r), -oo, 0, None),
    (sp.besselk(1, r), -oo, 0, None),
    (sp.besselk(1, r), 0, 0, None),
    (sp.besseli(1, r), -oo, oo, None),
    (sp.Ei(r), 0, oo, None),
    (sp.Ei(r) * sp.exp(-r), -oo, NEAR, None),
    (r**pi, 0, 0, None),
    (r**pi, 0, 0, BELOW),
    (x**s, oo, oo, None),
    (x ** (a - b), oo, oo, None),
    (x**a / x, oo, oo, None),
    (sp.log(sp.log(x)), 0, -oo, None),
    (sp.log(sp.log(x)), 1, -oo, None),
    (sp.exp(sp.sin(x) * sp.log(x)), oo, oo, None),
    (x ** (1 + NEAR) / x, oo, 1, None),
    (x ** (NEAR) / sp.log(x), oo, 0, None),
    (sp.log(x) ** 30 / x**NEAR, oo, oo, None),
    (sp.binomial(2 * r, r) / 4**r * sp.sqrt(r), -oo, 0, None),
    (sp.Mod(r, 3), 6, 0, None),
    (sp.factorial(r), -1, oo, None),
]  # fmt: skip


@pytest.mark.parametrize(("f", "at", "value", "side"), FALSE, ids=str)
def test_no_limit_is_proved_where_a_rule_has_no_right_to(f, at, value, side) -> None:
    assert _found(f, at, value, side).verdict is not Verdict.PROVED


# Function of two variables, point, whether the value is the limit, value.
JOINT = [
    (r * s * sp.log(r**2 + s**2), (0, 0), 0, True),
    (r * sp.log(r**2 + s**2), (0, 0), 0, True),
    (r * s / (r**2 + s**2) * sp.log(r**2 + s**2), (0, 0), 0, False),
    (r / (r**2 + s**2) ** half * sp.cos(s), (0, 0), 0, False),
    (sp.sin(r * s) / r, (0, 2), 2, True),
    (sp.sin(r * s) / r, (0, 2), 2 + NEAR, False),
    (sp.sin(r * s) / (r**2 + s**2), (0, 0), 0, False),
    (r * sp.sin(1 / s) + s * sp.sin(1 / r), (0, 0), 0, True),
    (sp.sin(1 / s) * sp.cos(r), (0, 0), 0, False),
    ((1 - sp.cos(r * s)) / (r**2 + s**2), (0, 0), 0, True),
    ((1 - sp.cos(r)) / (r**2 + s**2), (0, 0), 0, False),
    (sp.exp(r * s) * sp.cos(r + s), (1, -1), sp.exp(-1), True),
    (sp.exp(r * s) * sp.cos(r + s), (1, -1), sp.exp(-1) + NEAR, False),
    ((sp.exp(r * s) - 1) / sp.sqrt(r**2 + s**2), (0, 0), 0, True),
    ((sp.exp(r * s) - 1) / (r**2 + s**2), (0, 0), half, False),
    (a * r * s / sp.sqrt(r**2 + s**2), (0, 0), 0, True),
    (a * r * s / (r**2 + s**2), (0, 0), 0, False),
]


@pytest.mark.parametrize(("f", "at", "value", "right"), JOINT, ids=str)
def test_joint_limits_of_functions_replaced_by_bounds(f, at, value, right) -> None:
    point = dict(zip((r, s), map(sp.sympify, at), strict=True))
    assert (limit(f, point, sp.sympify(value)).verdict is Verdict.PROVED) is right


def test_expansions_of_special_functions() -> None:
    for f, terms in (
        (sp.asin(r), r + r**3 / 6 + 3 * r**5 / 40),
        (sp.atan(r), r - r**3 / 3 + r**5 / 5),
        (sp.erf(r), 2 / sp.sqrt(pi) * (r - r**3 / 3)),
    ):
        assert expansion(f, r, sp.S.Zero, terms, where={r: (-1, 1)}).verdict is Verdict.PROVED
        wrong = expansion(f, r, sp.S.Zero, terms + NEAR * r**3, where={r: (-1, 1)})
        assert wrong.verdict is Verdict.REFUTED


def test_a_jump_is_no_slope() -> None:
    """Where a function jumps, no bound rests on its derivative."""
    on = {r: sp.Interval(-1, 1)}
    assert bound(sp.sign(r) + half, ">", sp.S.Zero, where=on).verdict is not Verdict.PROVED
    assert bound(r - sp.floor(r), "<", sp.Rational(9, 10), where=on).verdict is not Verdict.PROVED
    assert bound(sp.gamma(r + 3), ">", 1 - NEAR, where=on).verdict is not Verdict.PROVED
