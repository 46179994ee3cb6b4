"""Bounds and identities: textbook facts pass, near misses are refuted by a true counter-example."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.decide import bound, equality
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.symbols import declared, symbols

x, y, omega_0, beta_A, beta_S, g, rho_c = symbols("x y omega_0 beta_A beta_S g rho_c")
C = closed_form().concurrence
IN_BETA = C.subs({x: sp.exp(beta_A), y: sp.exp(beta_S)})
THERMAL = {x: (1, sp.oo), y: (1, sp.oo)}
EVEN_HOTTER = {beta_A: (0, sp.oo), beta_S: (0, sp.oo)}
TINY = sp.Rational(1, 10**12)
third, half = sp.Rational(1, 3), sp.S.Half
coefficients = st.integers(-4, 4)


def check(proof: Proof, verdict: Verdict) -> None:
    assert proof.verdict is verdict, proof
    assert all(map(holds, proof.certificates))


def fails_at_its_point(
    proof: Proof, expr: sp.Expr, relation: str, other: sp.Expr, where: Mapping
) -> bool:
    """Whether the counter-example is one, by SymPy's own numbers with 60 digits."""
    assert proof.counterexample is not None
    at = {v: sp.Rational(proof.counterexample[str(v)]) for v in expr.free_symbols}
    inside = all(sp.Interval.open(*where[v]).contains(at[v]) for v in where)
    margin = sp.N((other - expr).subs(at), 60, maxn=2000) * (1 if "<" in relation else -1)
    return bool(inside and (margin < 0 or (margin == 0 and len(relation) == 1)))


TRUE = [
    (C, "<", third, THERMAL),
    (C, "<", half, {}),
    (IN_BETA, "<", half, {}),
    (IN_BETA, "<", third, EVEN_HOTTER),
    (C, ">=", sp.Integer(0), {}),
    (2 * sp.sqrt(x * y), "<=", x + y, {}),
    (2 / (1 / x + 1 / y), "<=", sp.sqrt(x * y), {}),
    (x * (1 - x), "<=", sp.Rational(1, 4), {x: (0, 1)}),
    (x**2 * (1 - x), "<", sp.Rational(4, 27) + TINY, {x: (0, 1)}),
    (sp.tanh(x), "<", x, {}),
    (1 / (sp.exp(x) - 1), "<", 1 / x, {}),
    (1 / (sp.exp(x) + 1), "<", half, {}),
    (sp.exp(omega_0), ">=", 1 + omega_0, {}),
    # Carnot: work per heat of a machine between x > y, and what is left of it at the top.
    (1 - y / x, "<", sp.Integer(1), {}),
    ((x - y) / x, "<=", (x - y) / y, {x: (1, 2), y: (0, 1)}),
    (1 - sp.sqrt(y / x), "<", 1 - y / x, {x: (1, 2), y: (0, 1)}),
    (abs(omega_0 + g), "<=", abs(omega_0) + g, {}),
    (sp.pi, "<", sp.Rational(22, 7), {}),
]
FALSE = [
    (C, "<", third, {}),
    (C, "<", third - TINY, THERMAL),
    (C, "<=", half - TINY, {}),
    (2 * sp.sqrt(x * y), "<", x + y, {}),
    (x * (1 - x), "<", sp.Rational(1, 4), {x: (0, 1)}),
    (x * (1 - x), "<=", sp.Rational(1, 4) - TINY, {x: (0, 1)}),
    (x**2 * (1 - x), "<=", sp.Rational(4, 27) - TINY, {x: (0, 1)}),
    (sp.tanh(x), "<", 1 - TINY, {}),
    (1 / (sp.exp(x) - 1), "<", 1 / x - half, {x: (0, 1)}),
    (1 / omega_0, "<", sp.Integer(5), {omega_0: (-1, 1)}),
    (x, "<=", 10**30, {}),
    (x, ">", TINY, {}),
]


@pytest.mark.parametrize(("expr", "relation", "other", "where"), TRUE, ids=range(len(TRUE)))
def test_true_bounds_are_proved(expr: sp.Expr, relation: str, other: sp.Expr, where: dict) -> None:
    check(bound(expr, relation, other, where=where), Verdict.PROVED)


@pytest.mark.parametrize(("expr", "relation", "other", "where"), FALSE, ids=range(len(FALSE)))
def test_false_bounds_are_refuted_at_a_point(
    expr: sp.Expr, relation: str, other: sp.Expr, where: dict
) -> None:
    proof = bound(expr, relation, other, where=where)
    check(proof, Verdict.REFUTED)
    assert fails_at_its_point(proof, expr, relation, sp.sympify(other), where)


@given(
    st.lists(coefficients, min_size=4, max_size=4),
    st.fractions(-2, 2, max_denominator=6),
    st.fractions(-2, 2, max_denominator=6),
)
@settings(max_examples=12)
def test_a_sum_of_squares_is_bounded_by_what_it_misses(
    c: list[int], a: Fraction, b: Fraction
) -> None:
    """(c_0 x + c_1 y - …)² + (…)² + m >= m; and m + 1e-9 is too much where both squares vanish."""
    at = {
        x: sp.Rational(a.numerator, a.denominator) + 3,
        y: sp.Rational(b.numerator, b.denominator) + 3,
    }
    squares = [
        (c[0] * (x - at[x]) + c[1] * (y - at[y])) ** 2,
        (c[2] * (x - at[x]) + c[3] * (y - at[y])) ** 2,
    ]
    f = sp.expand(sum(squares) + 7)
    proof = bound(f, ">=", 7)
    assert proof.verdict is not Verdict.REFUTED
    assert all(map(holds, proof.certificates))
    assert bound(f, ">=", 7 + sp.Rational(1, 10**9)).verdict is not Verdict.PROVED
    check(bound(f, ">", 6), Verdict.PROVED)


@given(st.lists(coefficients, min_size=6, max_size=6), st.fractions(0, 1, max_denominator=30))
def test_no_false_bound_is_ever_proved(c: list[int], a: Fraction) -> None:
    """A function minus its value at a point, minus a little, is not positive."""
    f = (
        (c[0] + c[1] * x + c[2] * sp.sqrt(1 + x)) / (2 + x)
        + c[3] * abs(x - half)
        + c[4] * sp.exp(-x)
    )
    at = sp.Rational(a.numerator, a.denominator)
    value = f.subs(x, at)
    too_much = sp.Rational(str(sp.N(value, 40))) + sp.Rational(1, 10**15)
    proof = bound(f, ">", too_much, where={x: sp.Interval(0, 1)})
    assert proof.verdict is not Verdict.PROVED


EQUAL = [
    (sp.sqrt(x**2), x, {}),
    (sp.sqrt(omega_0**2), abs(omega_0), {}),
    (1 / (sp.exp(x) - 1) + half, sp.coth(x / 2) / 2, {}),
    (1 / (sp.exp(x) - 1) - 2 / (sp.exp(2 * x) - 1), 1 / (sp.exp(x) + 1), {}),
    (1 - 1 / (sp.exp(x) + 1), 1 / (sp.exp(-x) + 1), {}),
    (sp.tanh(x + y), (sp.tanh(x) + sp.tanh(y)) / (1 + sp.tanh(x) * sp.tanh(y)), {}),
    (sp.cosh(x) ** 2 - sp.sinh(x) ** 2, sp.Integer(1), {}),
    (sp.sqrt(x + 1 + 2 * sp.sqrt(x)), 1 + sp.sqrt(x), {}),
    (sp.sqrt(5 + 2 * sp.sqrt(6)), sp.sqrt(2) + sp.sqrt(3), {}),
    ((x + sp.I * y) * (x - sp.I * y), x**2 + y**2, {}),
    (rho_c * sp.conjugate(rho_c), abs(rho_c) ** 2, {}),
    (sp.Max(x, y) + sp.Min(x, y), x + y, {}),
    (sp.sqrt((x - 1) ** 2), 1 - x, {x: (0, 1)}),
]


@pytest.mark.parametrize(("lhs", "rhs", "where"), EQUAL, ids=range(len(EQUAL)))
def test_identities_are_proved(lhs: sp.Expr, rhs: sp.Expr, where: dict) -> None:
    check(equality(lhs, rhs, where=where), Verdict.PROVED)


@pytest.mark.parametrize(("lhs", "rhs", "where"), EQUAL, ids=range(len(EQUAL)))
def test_no_identity_survives_a_change(lhs: sp.Expr, rhs: sp.Expr, where: dict) -> None:
    for wrong in (rhs + sp.Rational(1, 10**30), rhs * (1 + TINY), rhs + sp.I * TINY):
        proof = equality(lhs, wrong, where=where)
        check(proof, Verdict.REFUTED)
        assert "digits that agree" in proof.counterexample


def test_a_root_of_a_square_is_no_identity_on_all_reals() -> None:
    proof = equality(sp.sqrt(omega_0**2), omega_0)
    check(proof, Verdict.REFUTED)
    assert sp.Rational(proof.counterexample["omega_0"]) < 0


def test_what_is_no_closed_form_of_ours_is_not_decided() -> None:
    proof = equality(sp.zeta(x + 1), 2 * sp.zeta(x))
    check(proof, Verdict.INCONCLUSIVE)
    assert "no exact route" in proof.method
    undecided = bound(sp.sqrt(x - 1), "<", x)
    check(undecided, Verdict.INCONCLUSIVE)
    assert "nowhere negative" in undecided.method


def test_logarithms_of_products_have_values_on_both_sides_or_on_none() -> None:
    check(equality(sp.log(x**2 - y**2), sp.log(x - y) + sp.log(x + y)), Verdict.PROVED)
    # For u < -v < 0 the left side alone has a value.
    u, v = (declared(name, sp.Reals) for name in "uv")
    proof = equality(sp.log(u**2 - v**2), sp.log(u - v) + sp.log(u + v))
    assert proof.verdict is not Verdict.PROVED


def test_floating_point_numbers_are_taken_at_their_word() -> None:
    check(bound(0.1 * x, "<=", x / 10), Verdict.PROVED)
    check(equality(sp.Float("0.30000000000000004"), sp.Rational(3, 10)), Verdict.REFUTED)


def test_the_smallest_margin_is_told() -> None:
    proof = bound(sp.cos(x) + sp.cos(sp.sqrt(2) * x), ">", sp.Integer(-2))
    check(proof, Verdict.INCONCLUSIVE)
    assert "smallest margin" in proof.method


@pytest.mark.parametrize(
    ("where", "message"),
    [
        ({x: sp.S.EmptySet}, "must give x an interval"),
        ({x: sp.Integers}, "must give x an interval"),
        ({x: (3, 2)}, "must give x an interval"),
        ({x: (-2, -1)}, "must give x an interval"),
    ],
)
def test_a_range_has_to_be_one(where: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        bound(x, "<", 1, where=where)


def test_slips_are_told() -> None:
    with pytest.raises(ValueError, match="Argument `relation` must be"):
        bound(x, "!=", 1)
    twin = sp.Symbol("x")
    with pytest.raises(ValueError, match="two symbols that are called x"):
        bound(x, "<", twin)
