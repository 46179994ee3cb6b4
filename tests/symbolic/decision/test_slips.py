"""Whatever is asked, there is an answer, or one sentence that says what is wrong with it."""

from contextlib import suppress

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic import (
    ClaimFailed,
    assert_bound,
    assert_expansion,
    assert_identity,
    assert_limit,
)
from beyondthermal.symbolic.decision.decide import bound, equality, expansion, limit
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.formula.functions import FUNCTIONS
from beyondthermal.symbolic.symbols import OPERATOR, POSITIVE, assumed, declared

x, w = declared("x", POSITIVE), declared("w", sp.Interval.Ropen(0, sp.oo))
r, s = (declared(name, sp.Reals) for name in "rs")
z, A = declared("z", sp.S.Complexes), declared("A", OPERATOR)
n, plain = assumed("n", integer=True, positive=True), assumed("a")
ONE, ZERO, oo = sp.Integer(1), sp.Integer(0), sp.oo
texts = ["__import__('os').getcwd()", "x", "x**"]

SLIPS = [
    *((lambda text=text: bound(text, "<", ONE)) for text in texts),
    *((lambda text=text: equality(x, text)) for text in texts),
    *((lambda text=text: limit(x, {x: text}, ONE)) for text in texts),
    *((lambda text=text: bound(x, "<", ONE, where={x: text})) for text in texts),
    lambda: bound(x, "<", ONE, where={x: (text for text in texts)}),
    lambda: bound(None, "<", ONE),
    lambda: bound([1], "<", ONE),
    lambda: bound(sp.true, "<", ONE),
    lambda: bound(sp.Tuple(1, 2), "<", ONE),
    lambda: bound(A, "<", ONE),
    lambda: equality(sp.Matrix([1]), ONE),
    lambda: equality(x > 0, ONE),
    lambda: bound(x, "<", ONE, where={x: sp.S.EmptySet}),
    lambda: bound(x, "<", ONE, where={x: (1, 1)}),
    lambda: bound(x, "<", ONE, where={x: (0, 1, 2)}),
    lambda: bound(x, "<", ONE, where={x: (0, sp.I)}),
    lambda: bound(x, "<", ONE, where={x: (0, s)}),
    lambda: bound(x, "<", ONE, where={x: 5}),
    lambda: bound(x, "<", ONE, where={x: None}),
    lambda: bound(x, "<", ONE, where={x: sp.FiniteSet(1, s)}),
    lambda: bound(x, "<", ONE, where={x: sp.FiniteSet(-1)}),
    lambda: bound(x, "<", ONE, where={x: sp.ConditionSet(x, x > sp.sin(x), sp.S.Reals)}),
    lambda: bound(n, "<", ONE, where={n: (sp.Rational(1, 3), sp.Rational(2, 3))}),
    lambda: bound(x, "<", ONE, where={1: (0, 1)}),
    lambda: limit(x, {}, ZERO),
    lambda: limit(x, {1: 0}, ZERO),
    lambda: limit(x, {x: sp.nan}, ZERO),
    lambda: limit(x, {x: sp.zoo}, ZERO),
    lambda: limit(x, {x: sp.I}, ZERO),
    lambda: limit(x, {x: -1}, ZERO),
    lambda: limit(r, {r: s}, ZERO, where={r: (0, 1)}),
    lambda: limit(r, {r: 0}, r),
    lambda: limit(r, {r: 0, s: r}, ZERO),
    lambda: limit(r, {r: 0}, ZERO, where={r: sp.FiniteSet(0)}),
    lambda: expansion(x, x, sp.I, x),
    lambda: expansion(x, x, "0", x),
    lambda: expansion(x, x, ZERO, x, where={x: sp.S.EmptySet}),
]


@pytest.mark.parametrize("ask", SLIPS, ids=range(len(SLIPS)))
def test_a_slip_is_one_sentence(ask) -> None:
    with pytest.raises(ValueError, match=r"^Arguments? ") as told:
        ask()
    assert "\n" not in str(told.value)


# Each of them has ended in another way than with an answer.
ODD = [
    lambda: bound(r, "<", oo),
    lambda: bound(r, "<", sp.nan),
    lambda: bound(r, "<", float("inf")),
    lambda: bound(r, "<=", sp.zoo),
    lambda: limit(r, {r: 0}, sp.nan),
    lambda: expansion(x, x, oo, oo),
    lambda: expansion(x, x, ZERO, sp.nan),
    lambda: bound(sp.log(sp.exp(r) - 1), "<", r),
    lambda: bound(sp.log(sp.Min(-x / 5, sp.tan(r))), "<", sp.sqrt(2)),
    lambda: bound(z * sp.conjugate(z), ">=", ZERO),
    lambda: bound(z**2, ">=", ZERO),
    lambda: bound(sp.I * r, "<", ONE),
    lambda: limit(z, {z: 0}, ZERO),
    lambda: equality(sp.Min(r + 1 / w, 1), ONE, where={w: sp.FiniteSet(0)}),
    lambda: bound(sp.Function("f")(x), "<", sp.Function("f")(x) + 1),
    lambda: bound(sp.Integral(sp.exp(x**2), (x, 0, 1)), "<", ONE),
    lambda: bound(sp.exp(sp.Integer(10) ** 9), ">", ZERO),
    lambda: bound(sp.cos(sp.Integer(10) ** 30), "<=", ONE),
    lambda: limit(sp.exp(-1 / (x * w)), {x: 0, w: 0}, ZERO),
    lambda: equality(sp.Piecewise((x, sp.zeta(x) > 1), (1, True)), sp.Max(x, 1)),
]


@pytest.mark.parametrize("ask", ODD, ids=range(len(ODD)))
def test_what_has_no_route_is_inconclusive(ask) -> None:
    assert ask().verdict is Verdict.INCONCLUSIVE


TRUE = [
    lambda: bound(sp.exp(sp.log(2), evaluate=False) * sp.exp(r), ">", ZERO),
    lambda: bound(sp.exp(-x * n), "<=", ONE),
    lambda: bound(1 / (sp.exp(x * n) - 1), "<", 1 / (x * n)),
    lambda: limit(sp.exp(-1 / x), {x: 0}, ZERO),
    lambda: limit(sp.exp(-1 / r) / r**5, {r: 0}, ZERO, where={r: (0, 1)}),
    lambda: bound(sp.exp(-1 / x), "<", ONE),
    lambda: expansion(x + sp.exp(-1 / x), x, ZERO, x + sp.O(x**9)),
    lambda: expansion(sp.exp(1 / x) + x, x, ZERO, sp.exp(1 / x) + x),
    lambda: equality(sp.Piecewise((x, x > 1), (1, True)), sp.Max(x, 1)),
]


@pytest.mark.parametrize("ask", TRUE, ids=range(len(TRUE)))
def test_what_has_a_route_is_decided(ask) -> None:
    assert ask().verdict is Verdict.PROVED


def test_an_essential_singularity_has_two_sides() -> None:
    assert limit(sp.exp(-1 / r), {r: 0}, ZERO).verdict is Verdict.REFUTED
    assert limit(sp.exp(-1 / x), {x: 0}, ONE).verdict is Verdict.REFUTED
    assert bound(sp.exp(-1 / r), ">", ZERO).verdict is Verdict.INCONCLUSIVE


leaves = st.sampled_from(
    [x, r, r, s, w, n, plain, z, ZERO, ONE, -ONE, sp.Rational(1, 2), sp.pi, sp.E, sp.I, sp.zoo]
)
calls = st.sampled_from(sorted(FUNCTIONS))


def _called(name: str, one: sp.Expr, other: sp.Expr) -> sp.Expr:
    function = FUNCTIONS[name]
    try:
        return function.build(one, other) if function.most > 1 else function.build(one)
    except ValueError:  # Max and Min take no complex number
        return one


expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda a, b: a + b, inner, inner),
        st.builds(lambda a, b: a * b, inner, inner),
        st.builds(lambda a, b: a / b, inner, inner),
        st.builds(lambda a, k: a**k, inner, st.sampled_from([2, -1, sp.S.Half, -sp.S.Half])),
        st.builds(_called, calls, inner, inner),
    ),
    max_leaves=5,
)
ranges = st.sampled_from(
    [(0, 1), sp.Interval(-1, 1), sp.Reals - sp.FiniteSet(0), sp.FiniteSet(0, 1), sp.S.EmptySet]
)
domains = st.dictionaries(st.sampled_from([x, r, s, w, n]), ranges, max_size=2)
points = st.sampled_from([ZERO, ONE, oo, -oo])


@given(expressions, expressions, domains, points, st.integers(0, 4))
@settings(max_examples=80, deadline=None)
def test_any_question_has_an_answer(f, g, where, point, kind) -> None:
    ask = [
        lambda: assert_identity(f, g, where=where),
        lambda: assert_bound(f, "<=", g, where=where),
        lambda: assert_limit(f, {r: point}, g, where=where),
        lambda: assert_limit(f, {r: point, x: oo}, g, where=where, joint=False),
        lambda: assert_expansion(f, r, point, g, where=where),
    ]
    with suppress(ClaimFailed, ValueError):
        assert ask[kind]()
