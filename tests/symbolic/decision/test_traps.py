"""Statements that are false only where the condition of a rule fails: none is proved.

And true ones that a rule which forgets its condition refutes: none is refuted.
"""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.boxes import questions
from beyondthermal.symbolic.decision.decide import bound, equality, expansion, limit
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.signs.quantity_ranges import monotone_range
from beyondthermal.symbolic.symbols import POSITIVE, assumed, declared

x, r = declared("x", POSITIVE), declared("r", sp.Reals)
n = assumed("n", integer=True, positive=True)
m = assumed("m", integer=True)
EVERYWHERE = {r: sp.Reals}

# Function, point, leading terms in powers of the distance from the point, wrong ones.
ELSEWHERE = [
    (r**2, 2, 4 + 4 * (r - 2), 4 + 7 * (r - 2)),
    (r**2, -1, 1 - 2 * (r + 1), 1 - 3 * (r + 1)),
    (sp.exp(r), 1, sp.E + sp.E * (r - 1), sp.E - 100 * (r - 1)),
    (sp.log(x), 1, x - 1, (x - 1) ** 2),
    (sp.log(x), 1, x - 1 - (x - 1) ** 2 / 2, x - 1 + (x - 1) ** 2 / 2),
    (1 / x, 2, sp.Rational(1, 2) - (x - 2) / 4, sp.Rational(1, 2) - (x - 2) / 5),
    (sp.sqrt(x), 4, 2 + (x - 4) / 4, 2 + (x - 4) / 5),
    (r**3 - 3 * r, 1, -2 + 3 * (r - 1) ** 2, -2 + 4 * (r - 1) ** 2),
]


@pytest.mark.parametrize(("expr", "point", "right", "wrong"), ELSEWHERE, ids=str)
def test_an_expansion_about_a_point_is_in_powers_of_the_distance(expr, point, right, wrong) -> None:
    (variable,) = expr.free_symbols
    assert expansion(expr, variable, sp.Integer(point), right).verdict is Verdict.PROVED
    assert expansion(expr, variable, sp.Integer(point), wrong).verdict is Verdict.REFUTED


@pytest.mark.parametrize("k", range(1, 6))
@pytest.mark.parametrize("point", [-3, sp.Rational(1, 2), 2])
def test_taylor_polynomials_are_expansions_and_others_are_not(k: int, point: sp.Expr) -> None:
    f = (r**2 + 1) * sp.exp(r)
    terms = [f.diff(r, j).subs(r, point) * (r - point) ** j / sp.factorial(j) for j in range(k)]
    # f'' vanishes at -3.
    *_, last = filter(bool, terms)
    right = sp.Add(*terms)
    assert expansion(f, r, sp.sympify(point), right).verdict is Verdict.PROVED
    # Off by one part in 10^40 in the last term.
    wrong = right + last / sp.Integer(10) ** 40
    assert expansion(f, r, sp.sympify(point), wrong).verdict is not Verdict.PROVED


def test_whole_numbers_are_whole() -> None:
    assert bound(n * (n - 1) * (2 * n - 1), ">=", sp.Integer(0)).verdict is Verdict.PROVED
    assert bound(m**2, ">=", m).verdict is not Verdict.REFUTED
    assert bound(n, ">", sp.Rational(9, 10)).verdict is Verdict.PROVED
    assert bound((n - 2) * (n - 3), ">", sp.Integer(0)).verdict is Verdict.REFUTED
    assert bound((2 * n - 3) ** 2, ">", sp.Integer(0)).verdict is not Verdict.REFUTED
    assert limit((1 + 1 / n) ** n, {n: sp.oo}, sp.E).verdict is Verdict.PROVED
    assert limit((1 + 1 / n) ** n, {n: sp.oo}, sp.Integer(3)).verdict is Verdict.REFUTED
    assert [*questions([m], {m: (0, sp.Rational(7, 2))})[0].box.values()] == [sp.Interval(1, 3)]


@pytest.mark.parametrize("given", [{"even": True}, {"prime": True}, {"zero": True}])
def test_what_no_box_says_is_not_refuted(given: dict[str, bool]) -> None:
    k = assumed("k", **given)
    assert bound((k - 3) ** 2 * (k - 1) ** 2 * k**2, "<=", sp.Integer(0)).verdict is not (
        Verdict.REFUTED
    )
    assert bound(k**2, ">=", sp.Integer(0)).verdict is Verdict.PROVED


def test_without_a_value_nothing_is_refuted() -> None:
    """√(−1 − x) = i√(1 + x), though neither side has a real value."""
    found = equality(sp.sqrt(-1 - x), sp.I * sp.sqrt(1 + x))
    assert found.verdict is not Verdict.REFUTED
    assert equality(sp.sqrt(x) + sp.I, sp.sqrt(x) - sp.I).verdict is Verdict.REFUTED


@pytest.mark.parametrize("u", [1 / x, -(x**2), -sp.sqrt(x), -1 / x, x**2, sp.sqrt(x), x, 2 / x**3])
@pytest.mark.parametrize("side", [sp.Interval(1, 3), sp.Interval.open(0, 2)], ids=str)
def test_what_falls_is_not_taken_for_rising(u: sp.Expr, side: sp.Interval) -> None:
    found = monotone_range(u, {x: side})
    if found is not None:
        inner = sp.Interval(side.start + sp.Rational(1, 50), side.end - sp.Rational(1, 50))
        values = [sp.exp(u).subs(x, at) for at in (inner.start, inner.end)]
        assert all(found.start < value < found.end for value in values)
        assert values[0] < values[1]
    assert (found is None) == (u.diff(x).subs(x, 1) < 0)


def test_exponentials_of_falling_functions() -> None:
    on = {x: sp.Interval(1, 3)}
    assert bound(sp.exp(1 / x), ">", sp.Rational(7, 5), where=on).verdict is Verdict.REFUTED
    assert bound(sp.exp(1 / x), ">=", sp.Rational(4, 3), where=on).verdict is not Verdict.REFUTED
    assert bound(sp.exp(1 / x), "<", sp.Integer(2), where=on).verdict is Verdict.REFUTED
    assert bound(sp.exp(-1 / x), "<", sp.Rational(3, 4), where=on).verdict is Verdict.PROVED
    assert bound(sp.exp(-1 / x), "<", sp.Rational(7, 10), where=on).verdict is Verdict.REFUTED


@pytest.mark.parametrize("digits", ["0.3333333333", "0.1234567890123", "3.14159265358979"])
def test_an_exponent_of_many_digits_ends(digits: str) -> None:
    """A root of degree 10¹⁰ is not multiplied out."""
    power = x ** sp.Rational(digits)
    assert bound(power, ">=", sp.Integer(0)).verdict is not Verdict.REFUTED
    assert bound(power, ">", sp.Integer(1)).verdict is Verdict.REFUTED
    assert limit(power, {x: sp.S.Zero}, sp.Integer(1)).verdict is not Verdict.PROVED
