"""Logarithms compared by their exponentials, and moduli case by case."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import equality
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import declared

x, y = (declared(name, sp.Reals) for name in "xy")
tiny, i = sp.Rational(1, 10**40), sp.I
log, asinh, acosh, atanh, sinc = sp.log, sp.asinh, sp.acosh, sp.atanh, sp.sinc
ALL, UNIT, FAR = sp.Reals, sp.Interval.open(-1, 1), sp.Interval.open(1, sp.oo)

TRUE = [
    (2 * asinh(x), asinh(2 * x * sp.sqrt(1 + x**2)), ALL),
    (2 * acosh(x), acosh(2 * x**2 - 1), FAR),
    (acosh(x), 2 * asinh(sp.sqrt((x - 1) / 2)), FAR),
    (atanh(x), asinh(x / sp.sqrt(1 - x**2)), UNIT),
    (log(3 + 2 * sp.sqrt(2)) * x, 2 * x * log(1 + sp.sqrt(2)), ALL),
    (log(1 - x**2), log(1 - x) + log(1 + x), UNIT),
    (acosh(sp.cosh(x)), sp.Abs(x), ALL),
    (log(sp.cosh(x)), sp.Abs(x) + log(1 + sp.exp(-2 * sp.Abs(x))) - log(2), ALL),
    (sp.Abs(sp.sinh(x)), sp.sinh(sp.Abs(x)), ALL),
    (sp.tanh(sp.Abs(x)), sp.sign(x) * sp.tanh(x), ALL),
    (x * sinc(x), sp.sin(x), ALL),
    (sinc(2 * x), sinc(x) * sp.cos(x), ALL),
    (sinc(x) - 1, sp.Piecewise((sp.sin(x) / x - 1, sp.Ne(x, 0)), (0, True)), ALL),
    (sp.cos(sp.Abs(x)), sp.cos(x), ALL),
]
# Each is false on one side of a zero, or at it, or on another branch.
FALSE = [
    (2 * acosh(x), acosh(2 * x**2 - 1), ALL),
    (acosh(sp.cosh(x)), x, ALL),
    (acosh(sp.cosh(x)), x, sp.Interval(-tiny, sp.oo)),
    (log((x - 1) ** 2), 2 * log(1 - x), ALL),
    (log(1 - x**2), log(1 - x) + log(1 + x), sp.Interval(-1, 1 + tiny)),
    (log(sp.cosh(x)), x + log(1 + sp.exp(-2 * x)) - log(2 + tiny), ALL),
    (sinc(x), sp.sin(x) / x, ALL),
    (sinc(x), sp.Piecewise((sp.sin(x) / x, sp.Ne(x, 0)), (1 + tiny, True)), ALL),
    (sinc(x) ** 2 * x, sp.sin(x) ** 2 / x, ALL),
    (sp.tanh(sp.Abs(x)), sp.sign(x) ** 2 * sp.tanh(x), ALL),
    (sp.exp(sp.Abs(x + tiny)), sp.exp((x + tiny) * sp.sign(x)), ALL),
    (log(x) * i + log(x**2), i * log(x) + 2 * log(x), ALL),
    (log(sp.exp(i * x)), i * x, ALL),
    (sp.sin(sp.Abs(x)), sp.Abs(sp.sin(x)), ALL),
]


@pytest.mark.parametrize(("left", "right", "side"), TRUE)
def test_what_is_true_is_proved_and_what_is_nearly_so_is_not(left, right, side):
    assert equality(left, right, where={x: side}).verdict is Verdict.PROVED
    for wrong in (right + tiny, right * (1 + tiny), right + tiny * x):
        assert equality(left, wrong, where={x: side}).verdict is not Verdict.PROVED


@pytest.mark.parametrize(("left", "right", "side"), FALSE)
def test_what_is_false_somewhere_is_not_proved(left, right, side):
    assert equality(left, right, where={x: side}).verdict is not Verdict.PROVED
