"""No digit is shown that isn't certain, and no agreement that wasn't seen."""

import re
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.symbolic.decision.boxes import questions
from beyondthermal.symbolic.decision.decide import bound, limit
from beyondthermal.symbolic.decision.extrapolation import exponent, numbers_along
from beyondthermal.symbolic.decision.paths import paths
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.samples import digits_between, numeral
from beyondthermal.symbolic.symbols import POSITIVE, declared, symbols

x, y, p = symbols("x y p")
r, s = (declared(name, sp.Reals) for name in "rs")
t = declared("t", POSITIVE)
ends = st.fractions(-(10**9), 10**9, max_denominator=10**12)


@given(ends, st.fractions(0, 1, max_denominator=10**12), st.integers(0, 40))
def test_every_digit_that_is_shown_is_certain(low: Fraction, width: Fraction, places: int) -> None:
    high = low + width / 10**places
    text = numeral((low, high))
    if text.startswith("below"):
        limit_shown = Fraction(text.removeprefix("below ").removesuffix(" in size"))
        assert max(abs(low), abs(high)) <= limit_shown
        return
    shown = Fraction(text)
    digits = text.lower().split("e")[0].lstrip("-0.").replace(".", "")
    # Half a unit of the last digit for rounding, and what is not known.
    unit = Fraction(10) ** (exponent(abs(shown)) - len(digits) + 1) if shown else Fraction(0)
    assert abs(shown - low) <= 2 * unit
    assert abs(shown - high) <= 2 * unit


def test_a_margin_that_is_no_number_has_no_digits() -> None:
    """Both sides are the same, and the error function has no exact route."""
    root = sp.erf(x)
    on = {x: (2, 3)}
    found = bound((root + 1) ** 3, "<=", root**3 + 3 * root**2 + 3 * root + 1, where=on)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert re.search(r"smallest margin below 1e-\d+ in size at x = ", found.method)


def test_digits_that_agree_are_those_of_the_whole_intervals() -> None:
    third = Fraction(1, 3)
    assert digits_between((third, third), (third, third + Fraction(1, 10**6))) == "5 digits agree"
    wide = (third - Fraction(1, 10**3), third + Fraction(1, 10**3))
    assert digits_between(wide, (third, third)) == "2 digits agree"
    assert digits_between(None, wide) == ""


# No limit at all; and values that vanish, or repeat, at t = 2^-k or 10^-k.
SWINGS = [
    sp.sin(sp.pi / t),
    sp.cos(1 / t),
    sp.sin(sp.pi * 5**16 / t),
    sp.cos(2 * sp.pi / t),
    sp.sin(sp.pi * sp.log(t) / sp.log(2)),
    sp.sin(2 * sp.pi * sp.log(t) / sp.log(2)),
    sp.sin(2 * sp.pi * sp.log(t) / sp.log(8)),
    sp.sin(sp.pi / t) / t,
    sp.sin(sp.log(t)),
]


@pytest.mark.parametrize("f", SWINGS, ids=str)
def test_numbers_see_no_limit_where_there_is_none(f: sp.Expr) -> None:
    (asked,) = questions([f], None)
    (path,) = paths(f, {t: sp.S.Zero}, asked.box)
    assert numbers_along(path, asked.expressions[0]) is None
    for claimed in (0, 1, sp.oo):
        found = limit(f, {t: 0}, sp.sympify(claimed))
        assert found.verdict is not Verdict.PROVED
        assert "agree" not in found.method


def test_numbers_say_how_far_they_were_seen() -> None:
    (asked,) = questions([1 + x], None)
    (path,) = paths(x, dict.fromkeys(asked.box, sp.S.Zero), asked.box)
    number = numbers_along(path, asked.expressions[0])
    assert str(number) == "1.0000000000000000000, 24 digits stable"
    assert str(numbers_along(path, asked.expressions[0] - 1)).startswith("below 1e-")
    assert str(numbers_along(path, 1 / (asked.expressions[0] - 1))) == "oo"


def test_no_number_of_a_path_is_taken_outside_the_domain() -> None:
    narrow = {x: (sp.Rational(1, 2), sp.Rational(1, 2) + sp.Rational(1, 10**4))}
    f = sp.sqrt(sp.Rational(50002, 10**5) - x) + x
    at = {x: sp.Rational(1, 2)}
    found = limit(f, at, sp.Integer(3), where=narrow)
    assert found.verdict is not Verdict.PROVED
    inside = {x: (sp.Rational(1, 2), sp.Rational(1, 2) + sp.Rational(1, 10**5))}
    found = limit(f, at, sp.Integer(3), where=inside)
    assert found.verdict is Verdict.REFUTED
    here = Fraction(sp.Rational(found.counterexample["x"]))
    assert 0 < here - Fraction(1, 2) < Fraction(1, 10**5)


def test_agreement_is_said_of_the_paths_that_were_tried() -> None:
    found = limit(x**4 * y / (x**8 + y**2), {x: 0, y: 0}, sp.S.Zero)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "paths that were tried; no proof found" in found.method
    with mp.workdps(30):
        small = mp.mpf(10) ** -5
        assert abs(small**4 * small**4 / (2 * small**8) - mp.mpf(1) / 2) < mp.mpf(10) ** -20


def test_what_grows_is_not_called_digits() -> None:
    found = limit(1 / (x + y), {x: 0, y: 0}, sp.oo)
    assert found.verdict is Verdict.PROVED
    assert "numbers grow without end along" in found.method
    found = limit(1 / x, {x: 0}, sp.Integer(5))
    assert found.counterexample["in numbers"] == "oo"
