"""Roots of odd degree, by powers: inequalities, and falsehoods next to them."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.verify.certificates import holds
from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches.odd_roots import positive_by_powers
from beyondthermal.symbolic.symbols import declared

x, y = sp.symbols("x y", real=True)
HALF_LINE = sp.Interval(0, sp.oo)
QUADRANT = {x: HALF_LINE, y: HALF_LINE}
TINY = sp.Rational(1, 10**40)


def _root(u: sp.Expr, p: int, q: int) -> sp.Expr:
    return u ** sp.Rational(p, q)


# Both sides; all of them are equal somewhere.
TRUE = {
    "subadditive": (_root(x + y, 1, 3), _root(x, 1, 3) + _root(y, 1, 3)),
    "subadditive, degree 5": (_root(x + y, 1, 5), _root(x, 1, 5) + _root(y, 1, 5)),
    "subadditive, 2/3": (_root(x + y, 2, 3), _root(x, 2, 3) + _root(y, 2, 3)),
    "differences": (_root(x + y, 1, 3) - _root(x, 1, 3), _root(y, 1, 3)),
    "concave": ((_root(x, 1, 3) + _root(y, 1, 3)) / 2, _root((x + y) / 2, 1, 3)),
    "tangent": (_root(1 + x, 1, 3), 1 + x / 3),
    "tangent, a negative power": (1 - x / 3, _root(1 + x, -1, 3)),
    "both sides negative": (-1 - x / 3, -_root(1 + x, 1, 3)),
}


@pytest.mark.parametrize("name", TRUE)
def test_a_bound_is_proved_and_re_checked_and_no_near_miss_is(name: str) -> None:
    left, right = TRUE[name]
    where = dict.fromkeys((left - right).free_symbols, HALF_LINE)
    found = bound(left, "<=", right, where=where)
    assert found.verdict is Verdict.PROVED
    assert found.certificates
    assert all(map(holds, found.certificates))
    assert bound(left, "<", right, where=where).verdict is not Verdict.PROVED
    assert bound(left + TINY, "<=", right, where=where).verdict is not Verdict.PROVED


def test_a_strict_bound_is_one_inside() -> None:
    inside = {v: sp.Interval.open(0, sp.oo) for v in (x, y)}
    left, right = TRUE["subadditive"]
    assert bound(left, "<", right, where=inside).verdict is Verdict.PROVED


def test_the_sum_under_a_root_has_to_be_nowhere_negative() -> None:
    """The third powers of both sides differ by 1, where the sides have no value, too."""
    for low, proved in ((sp.S.Zero, True), (-TINY, False), (sp.Rational(-1, 2), False)):
        side = sp.Interval(low, 1)
        u = declared("u", side)
        found = positive_by_powers(_root(1 + u, 1, 3) - _root(u, 1, 3), {u: side}, strict=True)
        assert (found is not None) is proved
        claim = bound(_root(1 + x, 1, 3), ">", _root(x, 1, 3), where={x: side})
        assert (claim.verdict is Verdict.PROVED) is proved


def test_a_negative_power_needs_more_than_zero() -> None:
    """At u = 0 there is no u^(-1/3), however positive it is elsewhere."""
    for left_open in (True, False):
        side = sp.Interval(0, 1, left_open)
        u = declared("u", side)
        found = positive_by_powers(1 + _root(u, -1, 3), {u: side}, strict=True)
        assert (found is not None) is left_open


def test_even_degrees_are_left_to_others() -> None:
    """-2 + √(1 + u) is negative at 0, while the sum of the squares is positive."""
    u = declared("u", HALF_LINE)
    for degree in (2, 4):
        root = _root(1 + u, 1, degree)
        assert positive_by_powers(root - 2, {u: HALF_LINE}, strict=True) is None
        claim = bound(_root(1 + x, 1, degree), ">", sp.Integer(2), where={x: HALF_LINE})
        assert claim.verdict is Verdict.REFUTED


@given(st.integers(-5, 5), st.integers(-5, 5), st.sampled_from((3, 5)))
def test_signs_of_both_terms_are_heeded(a: int, b: int, q: int) -> None:
    """a + b (1 + u)^(1/q) on 0 <= u <= 1 is monotonic: its least value is at an end."""
    side = sp.Interval(0, 1)
    u = declared("u", side)
    expr = a + b * _root(1 + u, 1, q)
    found = positive_by_powers(expr, {u: side}, strict=True)
    positive = all(expr.subs(u, end) > 0 for end in (0, 1))
    assert (found is not None) is bool(positive and b)
