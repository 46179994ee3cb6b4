"""Equations between angles: they turn by the same, are continuous, and agree at a point."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import equality
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import declared

x, y = (declared(name, sp.Reals) for name in "xy")
pi, tiny = sp.pi, sp.Rational(1, 10**40)
atan, asin, acos = sp.atan, sp.asin, sp.acos
ALL, RISING = sp.Reals, sp.Interval.open(0, sp.oo)
UNIT, HALF = sp.Interval.open(-1, 1), sp.Interval.open(0, 1)
FAR = sp.Interval.open(1, sp.oo)

TRUE = [
    (atan(x) + atan(1 / x), pi / 2, RISING),
    (atan(x) + atan(1 / x), -pi / 2, sp.Interval.open(-sp.oo, 0)),
    (asin(x) + acos(x), pi / 2, UNIT),
    (asin(x), atan(x / sp.sqrt(1 - x**2)), UNIT),
    (acos(x), 2 * atan(sp.sqrt((1 - x) / (1 + x))), UNIT),
    (2 * atan(x), asin(2 * x / (1 + x**2)), UNIT),
    (2 * atan(x), acos((1 - x**2) / (1 + x**2)), RISING),
    (atan(sp.sinh(x)), 2 * atan(sp.exp(x)) - pi / 2, ALL),
    (sp.asec(x) + sp.acsc(x), pi / 2, FAR),
    (sp.asec(x), 2 * atan(sp.sqrt((x - 1) / (x + 1))), FAR),
    (4 * atan(sp.Rational(1, 5)) - atan(sp.Rational(1, 239)), pi / 4, ALL),
    (sp.cos(2 * atan(x)), (1 - x**2) / (1 + x**2), ALL),
    (sp.sin(atan(x) / 2) ** 2, (1 - 1 / sp.sqrt(1 + x**2)) / 2, ALL),
    (sp.tan(2 * atan(x)), 2 * x / (1 - x**2), HALF),
]
# Each has sides that turn by the same, but jumps, or is a whole turn away.
FALSE = [
    (atan(x) + atan(1 / x), pi / 2, ALL),
    (atan(x) + atan(1 / x), 5 * pi / 2, RISING),
    (atan(x) + atan(1 / x), -3 * pi / 2, RISING),
    (2 * atan(x), asin(2 * x / (1 + x**2)), sp.Interval.open(-2, 2)),
    (2 * atan(x), asin(2 * x / (1 + x**2)), sp.Interval(-1 - tiny, 1)),
    (2 * atan(x), acos((1 - x**2) / (1 + x**2)), sp.Interval(-tiny, sp.oo)),
    (atan(x) + atan(y), atan((x + y) / (1 - x * y)), ALL),
    (atan(sp.tan(x)), x, ALL),
    (asin(sp.sin(x)), x, sp.Interval(0, 2)),
    (atan(sp.floor(x)) + atan(1 / sp.floor(x)), pi / 2, FAR | sp.Interval(-3, -2)),
    # A jump where no number is tried, and both sides lack a value at it.
    (2 * atan(1 / x), atan(1 / x) - atan(x) + pi / 2, sp.Interval.open(-tiny, sp.oo)),
    (sp.sign(x) * pi / 2 - atan(1 / x), atan(x), ALL),
    (atan(x / (2 - x**2)) - 2 * atan(x / sp.sqrt(2)), sp.S.Zero, ALL),
    (sp.cos(2 * atan(x)), (1 - x**2) / (1 + x**2) + x / 10**40, ALL),
    (sp.cos(3 * atan(x)), (1 - x**2) / (1 + x**2), ALL),
]


@pytest.mark.parametrize(("left", "right", "side"), TRUE)
def test_what_is_true_is_proved_and_what_is_nearly_so_is_not(left, right, side):
    where = {x: side} if left.has(x) else None
    assert equality(left, right, where=where).verdict is Verdict.PROVED
    for wrong in (right + tiny, right * (1 + tiny) + tiny, right + 2 * pi):
        assert equality(left, wrong, where=where).verdict is not Verdict.PROVED


@pytest.mark.parametrize(("left", "right", "side"), FALSE)
def test_angles_that_jump_or_are_a_turn_away_are_not_equal(left, right, side):
    assert equality(left, right, where={x: side}).verdict is not Verdict.PROVED


def test_a_sum_of_angles_holds_on_a_square():
    where = {x: HALF, y: HALF}
    assert equality(atan(x) + atan(y), atan((x + y) / (1 - x * y)), where=where)
    wider = {x: HALF, y: sp.Interval.open(0, 1 + tiny)}
    assert not equality(atan(x) + atan(y), atan((x + y) / (1 - x * y)), where=wider)
