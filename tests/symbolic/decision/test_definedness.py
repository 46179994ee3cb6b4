"""What a statement means where an expression has no value, and that nothing is proved past it."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.boxes import questions
from beyondthermal.symbolic.decision.conditions import conditions
from beyondthermal.symbolic.decision.decide import bound, equality, expansion, limit
from beyondthermal.symbolic.decision.definedness import unmet
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, declared

x, w = declared("x", POSITIVE), declared("w", NONNEGATIVE)
r, s = (declared(name, sp.Reals) for name in "rs")
z = declared("z", sp.S.Complexes)
ONE, ZERO, oo = sp.Integer(1), sp.Integer(0), sp.oo


def but(value: int) -> sp.Set:
    return sp.Reals - sp.FiniteSet(value)


# Both sides, and the domain; both sides lack a value at the same points.
SAME = [
    (sp.tan(r), sp.sin(r) / sp.cos(r), {}),
    (sp.tan(r / 2), sp.sin(r) / (1 + sp.cos(r)), {}),
    (sp.coth(r), sp.cosh(r) / sp.sinh(r), {}),
    (1 + 1 / r, (r + 1) / r, {}),
    (1 / (r**2 - s**2), 1 / (r - s) / (r + s), {}),
    (1 / (r - 1) ** 2 - 1 / (r - 1), (2 - r) / (r**2 - 2 * r + 1), {}),
    ((r + 1) ** 2 + sp.sqrt(s), r**2 + 2 * r + 1 + sp.sqrt(s), {}),
    (sp.log(r) + r * (r + 1), sp.log(r) + r**2 + r, {}),
    (sp.Abs(r) / r**2, 1 / sp.Abs(r), {}),
    (1 / (r * sp.sqrt(r**2 + s**2)), sp.sqrt(r**2 + s**2) / (r**3 + r * s**2), {}),
    ((r**2 - 1) / (r - 1), r + 1, {r: but(1)}),
    ((r**2 - 1) / (r - 1), r + 1, {r: (1, oo)}),
    ((r**2 - s**2) / (r - s), r + s, {r: (0, 1), s: (1, 2)}),
    (sp.tan(r) * sp.cos(r), sp.sin(r), {r: (-1, 1)}),
    (1 / (z**2 + z), 1 / z - 1 / (z + 1), {}),
]
# One side has a value where the other one has none.
DIFFERENT = [
    ((r**2 - 1) / (r - 1), r + 1, {}),
    ((r**2 - 1) / (r - 1), r + 1, {r: sp.Interval(1, 2)}),
    ((r**2 - s**2) / (r - s), r + s, {}),
    ((r**2 - s**2) / (r - s), r + s, {r: (0, 1), s: (0, 2)}),
    (sp.tan(r) * sp.cos(r), sp.sin(r), {}),
    (sp.tan(r / 2), (1 - sp.cos(r)) / sp.sin(r), {}),
    (r / (r * s + r), 1 / (s + 1), {}),
    (1 / (1 + 1 / r), r / (r + 1), {}),
    ((w**2 + w) / w, w + 1, {}),
    (sp.Abs(r) / r, ONE, {r: NONNEGATIVE}),
    (z / (z**2 + z), 1 / (z + 1), {}),
    (1 / (r - 1) + 1 / (1 - r), ZERO, {r: but(0)}),
    (sp.gamma(r) * (s + 1) - sp.gamma(r) * s - sp.gamma(r), ZERO, {}),
    (sp.log(r) * (s + 1) - sp.log(r) * s - sp.log(r), ZERO, {}),
    ((z**2 - 1) / (z - 1), z + 1, {}),
]


@pytest.mark.parametrize(("one", "other", "where"), SAME, ids=str)
def test_both_sides_have_the_same_value_or_none(one, other, where) -> None:
    assert equality(one, other, where=where).verdict is Verdict.PROVED
    assert equality(other, one, where=where).verdict is Verdict.PROVED
    assert equality(one, other + sp.Rational(1, 10**9), where=where).verdict is not Verdict.PROVED


@pytest.mark.parametrize(("one", "other", "where"), DIFFERENT, ids=str)
def test_a_value_on_one_side_only_is_no_equality(one, other, where) -> None:
    for found in (equality(one, other, where=where), equality(other, one, where=where)):
        assert found.verdict is Verdict.INCONCLUSIVE


def test_the_message_says_what_to_narrow() -> None:
    found = equality((r**2 - 1) / (r - 1), r + 1)
    assert found.method.endswith("but r - 1 may be zero: narrow the domain")
    found = bound(1 / r, "<", 1 / r + 1)
    assert found.method.endswith("but r may be zero: narrow the domain")


# Statement, the domain that it holds on, one on which a value is lacking.
BOUNDS = [
    (1 / r, "<", 1 / r + 1, {r: but(0)}, {}),
    (1 / r, "<", 1 / r + 1, {r: (0, 1)}, {r: sp.Interval(0, 1)}),
    (sp.log(r), "<", sp.log(r) + 1, {r: (0, oo)}, {r: sp.Interval(0, oo)}),
    (sp.sqrt(r), "<", sp.sqrt(r) + 1, {r: sp.Interval(0, 1)}, {r: (-1, 1)}),
    ((r**2 - s**2) / (r - s), "<=", r + s, {r: (0, 1), s: (1, 2)}, {}),
    (sp.tan(r) * sp.cos(r), "<=", ONE, {r: (-1, 1)}, {}),
    (sp.Abs(r) / r, ">=", ONE, {r: (0, oo)}, {r: NONNEGATIVE}),
    (r**r, "<", r**r + 1, {r: (0, oo)}, {r: (-1, oo)}),
]


@pytest.mark.parametrize(("one", "sign", "other", "where", "wider"), BOUNDS, ids=str)
def test_an_inequality_needs_values_on_all_of_its_domain(one, sign, other, where, wider) -> None:
    assert bound(one, sign, other, where=where).verdict is Verdict.PROVED
    assert bound(one, sign, other, where=wider).verdict is Verdict.INCONCLUSIVE


def test_a_function_without_a_rule_may_have_no_value() -> None:
    assert bound(sp.gamma(r), "<", sp.gamma(r) + 1).verdict is Verdict.INCONCLUSIVE
    assert bound(sp.zeta(r), "<=", sp.zeta(r)).verdict is Verdict.INCONCLUSIVE


# Function, point, value, the domain that it holds on, one on which a value is lacking near by.
LIMITS = [
    (sp.sqrt(r), {r: 0}, 0, {r: (0, 1)}, {}),
    ((s**2 + s * r) / s, {r: 0}, s, {s: (0, 1)}, {}),
    (r * s / (r + s), {r: 0, s: 0}, 0, {r: (0, 1), s: (0, 1)}, {}),
    ((r**2 - s**2) / (r - s), {r: 0, s: 0}, 0, {r: (-1, 0), s: (0, 1)}, {r: (0, 1), s: (0, 1)}),
]


@pytest.mark.parametrize(("f", "point", "value", "where", "wider"), LIMITS, ids=str)
def test_a_limit_needs_values_near_the_point(f, point, value, where, wider) -> None:
    assert limit(f, point, sp.sympify(value), where=where).verdict is Verdict.PROVED
    assert limit(f, point, sp.sympify(value), where=wider).verdict is Verdict.INCONCLUSIVE


def test_zeros_that_pile_up_at_the_point_are_near_it() -> None:
    wave = sp.sin(1 / r)
    assert limit(r * (wave**2 + wave) / wave, {r: 0}, ZERO).verdict is Verdict.INCONCLUSIVE
    assert limit(r * (wave**2 + 2 * wave) / (wave + 2), {r: 0}, ZERO).verdict is not (
        Verdict.REFUTED
    )


def test_one_after_the_other_needs_values_near_each_target() -> None:
    f = (x**2 - r * x) / (x - r)
    on = {r: (0, 1)}
    assert limit(f, {x: 0, r: 0}, ZERO, joint=False, where=on).verdict is Verdict.PROVED
    f = (r**2 - 2 * r * x) / (r - 2 * x) + (s**2 - s * x) / s
    asked = {x: 0, r: 0}
    assert limit(f, asked, s, joint=False, where=on).verdict is Verdict.INCONCLUSIVE
    assert limit(f, asked, s, joint=False, where={**on, s: (0, 1)}).verdict is Verdict.PROVED


def test_an_expansion_needs_values_near_the_point() -> None:
    f = 1 + r + (x * sp.sqrt(r) + sp.sqrt(r)) / (x + 1) - sp.sqrt(r)
    assert expansion(f, r, 0, 1 + r, where={r: (0, 1)}).verdict is Verdict.PROVED
    assert expansion(f, r, 0, 1 + r).verdict is Verdict.INCONCLUSIVE


def test_a_domain_is_decided_piece_by_piece() -> None:
    pieces = {r: sp.Union(sp.Interval(0, 1), sp.Interval(2, 3))}
    assert bound((r - 1) * (r - 2), ">=", ZERO, where=pieces).verdict is Verdict.PROVED
    found = bound((r - 1) * (r - sp.Rational(9, 4)), ">=", ZERO, where=pieces)
    assert found.verdict is Verdict.REFUTED
    assert 2 <= sp.Rational(found.counterexample["r"]) < sp.Rational(9, 4)
    assert limit(sp.Abs(r) / r, {r: 0}, ONE, where={r: but(0)}).verdict is Verdict.REFUTED
    one_sided = {r: sp.Union(sp.Interval.open(0, 1), sp.Interval(2, 3))}
    assert limit(sp.Abs(r) / r, {r: 0}, ONE, where=one_sided).verdict is Verdict.PROVED
    assert len(questions([r + s], {r: but(0), s: but(1)})) == 4


def test_a_value_is_put_in() -> None:
    assert bound(r, "<=", ONE, where={r: sp.FiniteSet(0, 1)}).verdict is Verdict.PROVED
    found = bound(r, "<=", ONE, where={r: sp.FiniteSet(0, 2)})
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample["r"] == "2"
    assert equality(r**2, r, where={r: sp.FiniteSet(0, 1)}).verdict is Verdict.PROVED
    assert equality(r**2, r, where={r: sp.FiniteSet(0, 2)}).verdict is Verdict.REFUTED
    assert bound(1 / r, "<", sp.Integer(2), where={r: sp.FiniteSet(0, 1)}).verdict is (
        Verdict.INCONCLUSIVE
    )
    mixed = {r: sp.Union(sp.FiniteSet(-1), sp.Interval(1, 2))}
    assert bound(r**2, ">=", ONE, where=mixed).verdict is Verdict.PROVED
    with pytest.raises(ValueError, match="an interval to approach in"):
        limit(r, {r: 0}, ZERO, where={r: sp.FiniteSet(0)})
    with pytest.raises(ValueError, match="but gives EmptySet"):
        bound(r, "<", ONE, where={r: sp.S.EmptySet})


def test_conditions_are_those_of_the_expression_as_it_was_given() -> None:
    assert [str(c) for c in conditions(sp.tan(r) * sp.cos(r))] == ["cos(r) may be zero"]
    assert conditions(sp.exp(r) + sp.Max(r, s) + 2**r) == ()
    (asked,) = questions([sp.Abs(r) / r], {r: NONNEGATIVE})
    assert asked.expressions == (1,)
    assert [str(c) for c in unmet(asked.all_conditions, asked.box)] == ["r may be zero"]
