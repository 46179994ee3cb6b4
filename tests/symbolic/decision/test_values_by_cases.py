"""Values by cases: what their tests need, which of them are the same, which exclude each other."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import bound, equality
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.formula.grammar import GrammarError, parse
from beyondthermal.symbolic.symbols import assumed, declared

x, y = (declared(name, sp.Reals) for name in "xy")
j = assumed("j", integer=True)
NAMES = {"x": x, "y": y, "j": j}

TRUE = {
    "piecewise(x, x < y, y)": "min(x, y)",
    "piecewise(x, 0 < x < 1, 0)": "piecewise(0, x <= 0, x, x < 1, 0)",
    "piecewise(x, (x > 0) & ((x + 1) > 3/2), 0)": "piecewise(0, x <= 1/2, x)",
    "piecewise(x, x = 1, 1)": "1",
    "piecewise(1, Ne(x, 0), 0)": "sign(x)^2",
    "Boole(x < 1) + Boole(x >= 1)": "1",
    "Boole(True) + indicator(False)": "1",
    "piecewise(x, x < sin(x)^2 + cos(x)^2, 2)": "piecewise(x, 1 > x, 2)",
    "piecewise(1/x, 1/x < y, 2)": "piecewise(1/x, 1/x < (y + 1)^2 - y^2 - y - 1, 2)",
    "KroneckerDelta(0, j)*KroneckerDelta(1, j)": "0",
    "Heaviside(x - y)*Heaviside(y - x)": "KroneckerDelta(x, y)/4",
    "(1 + sign(x - 1))*(1 - sign(x))": "0",
    "x^2*jn(1, x)": "sin(x) - x*cos(x)",
    "im((x + i*y)^2)": "2*x*y",
    "chebyshevt(5, cos(x))": "cos(5*x)",
    "(abs(x - 1) + x - 1)*(abs(x) - x)": "0",
    # What stands in a modulus may be complex.
    "abs(sqrt(x))": "sqrt(abs(x))",
    "abs((-1 - x^2)^y)": "(1 + x^2)^y",
    "acot(x)": "atan(1/x)",
}
# Each is false where a test has no value, or where a test differs by 10^-40.
FALSE = {
    "piecewise(1, 1/x > 0, 1)": "1",
    "piecewise(x, log(x) > 0, x)": "x",
    "piecewise(1, x > 0, 2, 1/y > 0, 2)": "piecewise(1, x > 0, 2)",
    "piecewise(1, (x > 0) & (1/x > 1), 1)": "1",
    "piecewise(1, cos(x) != 0, 0)": "1",
    "piecewise(x, x < 1, 2)": "piecewise(x, x < 1 + 10^-40, 2)",
    "piecewise(y, x < 1, 2)": "piecewise(y, x <= 1, 2)",
    "piecewise(1, x*y/y < 1, 2)": "piecewise(1, x < 1, 3)",
    "piecewise(x, 1/x - 1/x + x < 1 + 1/y - 1/(y + 10^-40), 2)": "piecewise(x, x < 1, 2)",
    "abs(sqrt(x))": "sqrt(abs(x + 10^-40))",
    "abs((1 + x^2)^(i*y))": "(1 + x^2)^(i*y)",
    "cos(acot(x))^2": "x^2/(1 + x^2)",
    "(1 + sign(x + 10^-40))*(1 - sign(x))": "0",
    "(abs(x + 10^-40) + x + 10^-40)*(abs(x) - x)": "0",
    "KroneckerDelta(x, y)*KroneckerDelta(x, y + 10^-40)": "KroneckerDelta(x, y)",
    "(1 - sign(x)^2)*(1 - sign(y)^2)": "0",
    "(1 - sign(x)^2)*(1 + sign(x - y))": "0",
    "Heaviside(x)": "Boole(x > 0)",
    # Where 0 is put SymPy cancels, but 0/x has no value at 0.
    "piecewise(x, x != 0, 0)/x": "piecewise(1, x != 0, 0)",
    "piecewise(0, x > 0, x)*log(1 - x)": "piecewise(0, x > 0, x*log(1 - x))",
    "piecewise(0, x < 1, 0)/sqrt(x)": "0",
    "x*piecewise(1/x, x >= 0, 1)": "piecewise(1, x >= 0, x)",
    "piecewise(1, x < 0, x/abs(x))": "1",
    "piecewise(abs(x), x + 1/x > 1/x, x)": "x",
    "piecewise(abs(x), x + 1/y > 1/y, x)": "x + 0*y",
    "x/abs(x)*piecewise(1, x < 0, x)": "piecewise(-1, x < 0, x)",
    "jn(1, x)/x": "piecewise((sin(x) - x*cos(x))/x^3, x != 0, 0)",
}


@pytest.mark.parametrize("left", TRUE)
def test_cases_that_come_to_the_same_are_proved(left: str) -> None:
    lhs, rhs = parse(left, NAMES), parse(TRUE[left], NAMES)
    assert equality(lhs, rhs).verdict is Verdict.PROVED
    for wrong in (rhs + sp.Rational(1, 10**40), rhs - x / 10**40):
        assert equality(lhs, wrong).verdict is not Verdict.PROVED


@pytest.mark.parametrize("left", FALSE)
def test_cases_that_differ_somewhere_are_not_proved(left: str) -> None:
    lhs, rhs = parse(left, NAMES), parse(FALSE[left], NAMES)
    assert equality(lhs, rhs).verdict is not Verdict.PROVED


def test_a_modulus_by_cases_keeps_what_it_is_under() -> None:
    half = {x: sp.Interval(0, sp.oo)}
    assert equality(x / sp.Abs(x), sp.S.One, where=half).verdict is Verdict.INCONCLUSIVE
    assert equality(x / sp.Abs(x), sp.S.One, where={x: sp.Interval.open(0, sp.oo)})


def test_an_inequality_needs_its_tests_to_have_values() -> None:
    cases = parse("piecewise(1, log(x) > 0, 2)", NAMES)
    assert bound(cases, ">", 0).verdict is Verdict.INCONCLUSIVE
    assert bound(cases, ">", 0, where={x: sp.Interval.open(0, sp.oo)})


@pytest.mark.parametrize(
    "text",
    ["piecewise(1, x, 2)", "piecewise(1, (x), 2)", "piecewise(1, x < 1 &, 2)", "Boole(x)",
     "piecewise(1, (x < 1, 2)", "piecewise(1, x < 1 < y < 2 < 3 < 4 < 5 < x < y < 1, 2)",
     "Boole(Eq(x))", "x & y", "Boole(" + "(" * 70 + "x < 1" + ")" * 71],
)  # fmt: skip
def test_what_is_no_test_is_refused(text: str) -> None:
    with pytest.raises(GrammarError):
        parse(text, NAMES)
