"""Relations among symbols: what follows from them is proved, nothing else, and points obey them."""

import pytest
import sympy as sp

from beyondthermal.symbolic import assert_bound
from beyondthermal.symbolic.assertions import ClaimFailed
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches.chart import EmptyDomainError
from beyondthermal.symbolic.symbols import assumed, symbols

x, y, z = symbols("x y d")
r, s, c = (assumed(name, real=True) for name in "rsc")
TINY, QUARTER = sp.Rational(1, 10**40), sp.Rational(1, 4)
PROVED = {
    "strict": (y, ">", x, [x < y]),
    "not strict": (y, ">=", x, [x <= y]),
    "a chain": (x, "<", z, [x < y, y < z]),
    "by two more": (x, "<", 1, [x < y, y < 1]),
    "an equation": (x * y, "<=", QUARTER, [sp.Eq(x + y, 1)]),
    "a triangle": (x * y, "<=", QUARTER, [x + y <= 1]),
    "a modulus": (r**2, "<", c**2, [sp.Abs(r) < c]),
    "a root": (1 / sp.sqrt(1 - r**2), ">=", 1, [sp.Abs(r) < 1]),
    "a difference": (r - s, "<", QUARTER, [sp.Abs(r - s) < QUARTER, {s: (-1, 1)}]),
    "a quotient": ((y - x) / (2 * y - 2 * x), "<", 1, [x < y]),
    "what holds already": (x, ">", 0, [sp.true, x > 0]),
}
# False, or without a value, where a relation is a little less strict.
TRAPS = {
    "a strict one that isn't": (y, ">", x, [x <= y]),
    "an end": (x, "<", 1, [x <= y, y <= 1]),
    "a touching point": (x * y, "<", QUARTER, [x + y <= 1]),
    "a near miss": (x * y, "<=", QUARTER - TINY, [x + y <= 1]),
    "a relation that is a little wider": (y, ">", x, [x < y + TINY]),
    "no value at an edge": ((y - x) / (2 * y - 2 * x), "<", 1, [x <= y]),
    "a root of zero": (1 / sp.sqrt(c - r), ">", 0, [sp.Abs(r) <= c]),
    "another modulus": (r, "<", c, [sp.Abs(r) > c]),
    "the other way": (x, "<", y, [x > y]),
    "a disk that isn't used": (r, "<", QUARTER, [r**2 + s**2 < 1]),
}


@pytest.mark.parametrize("name", PROVED)
def test_what_follows_is_proved(name):
    left, relation, right, where = PROVED[name]
    found = decide.bound(left, relation, right, where=where)
    assert found, found


@pytest.mark.parametrize("name", TRAPS)
def test_what_does_not_follow_is_not_proved(name):
    left, relation, right, where = TRAPS[name]
    found = decide.bound(left, relation, right, where=where)
    assert not found
    if found.verdict is Verdict.REFUTED:
        point = dict(found.counterexample)
        at = {v: sp.Rational(point[str(v)]) for v in (x, y, z, r, s, c) if str(v) in point}
        assert all(part.subs(at) == sp.true for part in where)
        assert not sp.Rel(left, right, relation).subs(at)


@pytest.mark.parametrize(
    "where", [[x < y, y < x], [x <= y, y < x], [x + y < 0], [x < -1], [sp.Abs(r) < -1], [sp.false],
              [x < y, y < z, z < x], [{r: (0, 1)}, r > 2]],
)  # fmt: skip
def test_an_empty_domain_is_refused(where):
    with pytest.raises(EmptyDomainError, match="nothing satisfies all of it"):
        decide.bound(x + y + r, ">", 0, where=where)


def test_what_is_no_relation_is_refused():
    for odd in ("x < y", 1, x + y):
        with pytest.raises(ValueError, match="must have relations as x < y"):
            decide.bound(x, "<", y, where=[odd])


def test_equations_and_limits_heed_relations():
    assert decide.equality(sp.Abs(y - x), y - x, where=[x < y])
    assert not decide.equality(sp.Abs(y - x), y - x, where=[x < y + TINY])
    assert decide.limit(sp.exp(-(y - x) / r), {r: 0}, 0, where=[x < y, {r: (0, 1)}])
    assert not decide.limit(sp.exp(-(y - x) / r), {r: 0}, 0, where=[x <= y, {r: (0, 1)}])


def test_nothing_is_put_for_what_goes_to_a_limit():
    """With y = x + t for a fixed t, (y - x)/y would go to 1 whatever becomes of x."""
    assert not decide.limit((y - x) / y, {y: sp.oo}, 0, where=[x < y])


def test_the_proof_says_what_is_put():
    assert "with x = t_x*y, t_x in" in decide.bound(y, ">", x, where=[x < y]).method


def test_the_message_asks_again_with_the_relations():
    with pytest.raises(ClaimFailed, match=r"x < y for x <= y\n") as caught:
        assert_bound(x, "<", y, where=[x <= y])
    assert "where=[x <= y])" in str(caught.value)


CASES = sp.Piecewise((r, r < 0), (r**2, True))


def test_values_by_cases_are_decided_case_by_case():
    assert decide.bound(CASES, "<=", r**2)
    assert decide.bound(CASES, "<=", r**2 - TINY).verdict is Verdict.REFUTED
    assert decide.equality(sp.Piecewise((r, r >= s), (s, True)), sp.Max(r, s))
    assert not decide.equality(sp.Piecewise((r, r > s), (s, True)), sp.Min(r, s))
    assert decide.limit(CASES, {r: 0}, 0)
    assert not decide.limit(sp.Piecewise((r - TINY, r < 0), (r**2, True)), {r: 0}, 0)


# Left, right, what is left out: each holds but for these points, and for no others.
APART = {
    "a tangent": (sp.cos(r) * sp.tan(r), sp.sin(r), sp.Ne(sp.cos(r), 0), sp.Ne(sp.sin(r), 0)),
    "a value": ((r**2 - 1) / (r - 1), r + 1, sp.Ne(r, 1), sp.Ne(r, -1)),
    "a line": ((r**2 - s**2) / (r - s), r + s, sp.Ne(r, s), sp.Ne(r, -s)),
    "a sign": (sp.sign(r) ** 2, 1, sp.Ne(0, r), sp.Ne(r, TINY)),
}


@pytest.mark.parametrize("name", APART)
def test_an_equation_holds_but_for_the_points_that_are_left_out(name):
    left, right, apart, other = APART[name]
    assert decide.equality(left, right, where=[apart])
    assert not decide.equality(left, right, where=[other])
    assert not decide.equality(left, right)
    near = decide.equality(left, right + TINY, where=[apart])
    assert near.verdict is Verdict.REFUTED


def test_points_that_are_left_out_refute_nothing():
    f = sp.sign(r - s) ** 2
    assert decide.equality(f, 1).verdict is Verdict.REFUTED
    assert decide.equality(f, 1, where=[sp.Ne(r, s)]).verdict is Verdict.INCONCLUSIVE


def test_inequalities_and_limits_leave_out_values_of_symbols_only():
    assert decide.bound(1 / r**2, ">", 0, where=[sp.Ne(r, 0)])
    assert decide.bound(r**2, ">", 0, where=[sp.Ne(r, 1)]).verdict is Verdict.REFUTED
    assert decide.limit(sp.sign(r) ** 2, {r: 0}, 1, where=[sp.Ne(r, 0)])
    with pytest.raises(ValueError, match=r"can have r != s only of an equation"):
        decide.bound(1 / (r - s) ** 2, ">", 0, where=[sp.Ne(r, s)])
