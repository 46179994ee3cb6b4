"""Enclosures of special functions contain what mpmath finds, of points and of intervals."""

from fractions import Fraction
from random import Random

import mpmath
import pytest
import sympy as sp

from beyondthermal.symbolic.decision.enclosures.enclosure import enclose, sign_at, value_at
from beyondthermal.symbolic.decision.enclosures.intervals import UndefinedError
from beyondthermal.symbolic.symbols import declared

r = declared("r", sp.Reals)
FUNCTIONS = {
    sp.erf: mpmath.erf, sp.erfc: mpmath.erfc, sp.gamma: mpmath.gamma, sp.atan: mpmath.atan,
    sp.asin: mpmath.asin, sp.acos: mpmath.acos, sp.acot: mpmath.acot, sp.asec: mpmath.asec,
    sp.acsc: mpmath.acsc, sp.acsch: mpmath.acsch, sp.asech: mpmath.asech, sp.sinc: mpmath.sinc,
    sp.loggamma: mpmath.loggamma, sp.factorial: mpmath.factorial, sp.floor: mpmath.floor,
    sp.ceiling: mpmath.ceil, sp.frac: mpmath.frac, sp.sign: mpmath.sign,
}  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.__name__)
def test_the_value_lies_in_the_enclosure(function) -> None:
    choice, seen = Random(str(function)), 0
    for _ in range(60):
        at = Fraction(choice.randint(-400, 400), choice.choice((1, 7, 97, 401)))
        width = Fraction(choice.randint(1, 50), 40)
        with mpmath.workdps(60):
            try:
                low, high = value_at(function(r), {r: at}, 20)
            except UndefinedError:
                continue
            value = FUNCTIONS[function](mpmath.mpf(at.numerator) / at.denominator)
            middle = Fraction(*map(int, mpmath.libmp.to_rational(mpmath.re(value)._mpf_)))
        slack = Fraction(1, 10**50) * (1 + abs(middle))
        assert low - slack <= middle <= high + slack
        seen += 1
        try:
            low, high = enclose(function(r), {r: (at - width, at + width)}, 64)
        except UndefinedError:
            continue
        assert low - slack <= middle <= high + slack
    assert seen > 3


@pytest.mark.parametrize(
    "expr", [sp.gamma(r), sp.asin(r - 2), sp.loggamma(r), sp.asec(r), sp.sinc(r), sp.acsch(r)]
)
def test_there_is_no_value_at_a_pole_or_outside_the_domain(expr) -> None:
    assert sign_at(expr, {r: Fraction(0)}) is None
    with pytest.raises(UndefinedError):
        enclose(sp.gamma(r), {r: (Fraction(-3, 2), Fraction(-1, 2))}, 64)


def test_the_floor_of_what_may_be_whole_is_not_told() -> None:
    two = sp.sqrt(3 + 2 * sp.sqrt(2)) - sp.sqrt(2) + 1
    assert enclose(sp.floor(two, evaluate=False), {}, 64) == (1, 2)
    with pytest.raises(UndefinedError):
        value_at(sp.floor(two, evaluate=False), {}, 20)
