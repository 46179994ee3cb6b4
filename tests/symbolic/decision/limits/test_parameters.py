"""Limits for each sign of a parameter, and expansions whose last term hangs on parameters."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import expansion, limit
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import declared

x, a, b = (declared(name, sp.Reals) for name in "xab")
RIGHT = {x: (0, sp.oo)}
sin, cos, sign = sp.sin, sp.cos, sp.sign

# A limit for all a; one that is another for some sign of a, and for none else.
LIMITS = [
    ((abs(x + a) - abs(x - a)) / (2 * x), sign(a), [abs(a), sp.S.One, sign(a) ** 2, -sign(a)]),
    (abs(a + x) - abs(a), sp.S.Zero, [a, a**2]),
    ((sp.sqrt(a**2 + x) - abs(a)) * abs(a) / x, sign(a) ** 2 / 2, [sp.S.Half, sign(a) / 2]),
    (sp.atan(a / x), sp.pi * sign(a) / 2, [sp.pi / 2, sp.pi * sign(a) ** 2 / 2]),
]


@pytest.mark.parametrize(("f", "value", "wrong"), LIMITS, ids=str)
def test_limits_for_each_sign_of_a_parameter(f, value, wrong) -> None:
    found = limit(f, {x: 0}, value, where=RIGHT)
    assert found.verdict is Verdict.PROVED
    assert "for each sign of a" in found.method or not value.has(sign)
    for other in wrong:
        assert limit(f, {x: 0}, other, where=RIGHT).verdict is not Verdict.PROVED


def test_a_parameter_that_vanishes_is_a_case_of_its_own() -> None:
    assert limit(a / x, {x: sp.oo}, sp.S.Zero).verdict is Verdict.PROVED
    assert limit(x / a, {x: sp.oo}, sp.oo * sign(a)).verdict is not Verdict.PROVED
    assert limit(a * x, {x: sp.oo}, sp.oo).verdict is not Verdict.PROVED
    assert limit(sin(a * x) / x, {x: 0}, a, where=RIGHT).verdict is Verdict.PROVED
    assert limit(sp.sqrt(a) * x, {x: 0}, sp.S.Zero, where=RIGHT).verdict is not Verdict.PROVED


# Terms of which some vanish for some a; wrong ones.
EXPANSIONS = [
    (sin(x + a), sin(a) + x * cos(a), [sin(a) - x * cos(a), sin(a) + x * cos(a) + x / 10**40]),
    (cos(x + a), cos(a) - x * sin(a) - x**2 * cos(a) / 2, [cos(a) - x * sin(a) + x**2 * cos(a)]),
    # For a = 0 both are 0.
    (a * x + x**2 * a, a * x, [a * x + a**2 * x]),
    (a * x - b * x + x**2 * (a - b), (a - b) * x, [(a + b) * x]),
]


@pytest.mark.parametrize(("f", "terms", "wrong"), EXPANSIONS, ids=str)
def test_expansions_whose_last_term_hangs_on_a_parameter(f, terms, wrong) -> None:
    found = expansion(f, x, sp.S.Zero, terms, where=RIGHT)
    assert (found.verdict is Verdict.PROVED) is (terms not in wrong)
    for other in wrong:
        assert expansion(f, x, sp.S.Zero, other, where=RIGHT).verdict is not Verdict.PROVED
