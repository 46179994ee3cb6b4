"""Inequalities by parts: what holds for both signs of a modulus, and sums of separate parts."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches.by_parts import (
    positive_by_summands,
    positive_for_both_signs,
)
from beyondthermal.symbolic.symbols import declared

r = declared("r", sp.Reals)
SIDE = {r: sp.Interval(-1, 1)}
TINY = sp.Rational(1, 10**40)
g = sp.sin(r) - r + r**3 / 7

# Of f >= 0 with a modulus; whether it is.
CASES = {
    "closer than its slope": (sp.Rational(1, 50) - Modulus(g), True),
    "not closer": (sp.Rational(1, 80) - Modulus(g), False),
    "one in another": (sp.Rational(1, 2) - Modulus(Modulus(g) - sp.Rational(1, 3)), True),
    "one sign alone": (sp.Rational(1, 9) + r - Modulus(sp.sin(r)), False),
    "both signs in a sum": (2 - Modulus(sp.sin(r)) - Modulus(sp.cos(3 * r)), True),
    "a sum that is exceeded": (1 - Modulus(sp.sin(r)) - Modulus(sp.cos(r)), False),
    "by very little": (-TINY - Modulus(g) + sp.exp(r) * 0, False),
}


@pytest.mark.parametrize("name", CASES)
def test_what_holds_for_both_signs(name) -> None:
    f, holds = CASES[name]
    assert (positive_for_both_signs(f, SIDE, strict=False) is not None) is holds
    found = bound(f.replace(Modulus, sp.Abs), ">=", sp.S.Zero, where=SIDE)
    assert (found.verdict is Verdict.PROVED) is holds


def test_what_is_true_but_for_neither_sign_alone_is_left() -> None:
    """|sin r| >= 0, though neither sin r nor -sin r is."""
    assert positive_for_both_signs(Modulus(sp.sin(r)), SIDE, strict=False) is None


a, b = (declared(name, sp.Reals) for name in "ab")
BOX = {v: sp.Interval(-1, 1) for v in (r, a, b)}
ONE, OTHER = 2 * r**4 - r**2 + a * r / 4, b**2 - b
SUMS = {
    "well above": (ONE + OTHER + 1, True),
    "below at one point": (ONE + OTHER + sp.Rational(1, 3), False),
    "one part alone is enough": (ONE + 1, False),
    "a variable in both": (ONE + OTHER * (1 + r / 100) + 1, False),
    "a sine": (sp.sin(r) + sp.exp(b) + 1 - sp.Rational(1, 2), True),
    "a sine that is too low": (sp.sin(r) + sp.exp(b) + sp.Rational(47, 100), False),
    "zero is reached": (r**2 + b**2, False),
}


@pytest.mark.parametrize("name", SUMS)
def test_sums_of_functions_of_different_variables(name) -> None:
    f, seen = SUMS[name]
    assert (positive_by_summands(f, BOX, strict=True) is not None) is seen


@pytest.mark.parametrize("gap", [TINY, sp.Rational(1, 10**12), sp.Rational(1, 100)])
def test_no_sum_is_positive_that_is_not(gap) -> None:
    """Both parts are smallest inside, where the points that are tried don't meet them exactly."""
    least = sp.Rational(1, 8) + sp.Rational(1, 12)
    f = 2 * r**4 - r**2 + 3 * (b - sp.Rational(1, 3)) ** 2 + 3 * a**2 - a + least
    assert f.subs({r: sp.Rational(1, 2), b: sp.Rational(1, 3), a: sp.Rational(1, 6)}) == 0
    for below in (f, f - gap):
        assert positive_by_summands(below, BOX, strict=True) is None
        assert positive_by_summands(below, BOX, strict=False) is None
