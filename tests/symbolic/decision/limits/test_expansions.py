"""Expansions with a stated rest: true ones pass, wrong ones fail, an empty rest says nothing."""

import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic.decision.decide import expansion
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.symbols import POSITIVE, declared, symbols

x, y, beta_S = symbols("x y beta_S")
r, t = declared("r", sp.Reals), declared("t", POSITIVE)
oo, Order, third, half = sp.oo, sp.O, sp.Rational(1, 3), sp.S.Half
C = closed_form().concurrence

# Function, variable, point, leading terms and a rest; a rest that is too small.
TRUE = [
    (sp.cos(r), r, 0, 1 - r**2 / 2 + Order(r**4), 1 - r**2 / 2 + Order(r**5)),
    (sp.exp(r), r, 0, 1 + Order(r), 1 + Order(r**2)),
    (sp.exp(r), r, 1, sp.E + Order(r - 1, (r, 1)), sp.E + Order((r - 1) ** 2, (r, 1))),
    (1 / (t + 1), t, oo, 1 / t + Order(1 / t**2, (t, oo)), 1 / t + Order(1 / t**3, (t, oo))),
    (sp.tanh(r), r, oo, 1 + Order(sp.exp(-2 * r), (r, oo)), 1 + Order(sp.exp(-3 * r), (r, oo))),
    (sp.sqrt(t + t**2), t, 0, sp.sqrt(t) + Order(t), sp.sqrt(t) + Order(t**2)),
    (t * sp.log(t) + t**2, t, 0, t * sp.log(t) + Order(t**2), t * sp.log(t) + Order(t**3)),
    (sp.Max(r, 0) + r**2, r, 0, Order(r), Order(r**2)),
    (1 / (1 - x * t), t, 0, 1 + x * t + Order(t**2), 1 + x * t + Order(t**3)),
]


@pytest.mark.parametrize(("f", "v", "point", "right", "too_small"), TRUE, ids=str)
def test_a_rest_is_a_bound_on_what_is_left(f, v, point, right, too_small) -> None:
    assert expansion(f, v, sp.sympify(point), right).verdict is Verdict.PROVED
    found = expansion(f, v, sp.sympify(point), too_small)
    assert found.verdict is Verdict.REFUTED
    assert "oo" in next(v for k, v in found.counterexample.items() if k.startswith("limit of the"))


@pytest.mark.parametrize("in_beta", [False, True])
def test_the_first_correction_to_the_concurrence_of_a_cold_machine(in_beta: bool) -> None:
    """C = 1/3 - (2√2/3) ε + O(ε²) for x = 1 and 1/2 - ε + O(ε²) for x = 0, ε = y^(-1/2)."""
    v, epsilon = (beta_S, sp.exp(-beta_S / 2)) if in_beta else (y, 1 / sp.sqrt(y))
    rest = Order(epsilon**2, (v, oo))
    for at_x, limit, slope in ((1, third, 2 * sp.sqrt(2) / 3), (0, half, sp.Integer(1))):
        f = C.subs({x: at_x, y: sp.exp(beta_S)} if in_beta else {x: at_x})
        found = expansion(f, v, oo, limit - slope * epsilon + rest)
        assert found.verdict is Verdict.PROVED
        for wrong in (
            limit - slope * epsilon + Order(epsilon**3, (v, oo)),
            limit - (slope - sp.Rational(1, 10**6)) * epsilon + rest,
            limit + slope * epsilon + rest,
            limit + sp.Rational(1, 10**6) - slope * epsilon + rest,
        ):
            assert expansion(f, v, oo, wrong).verdict is Verdict.REFUTED
        # On the other side, where C vanishes.
        if in_beta:
            grows = limit - slope * epsilon + Order(sp.exp(-beta_S), (beta_S, -oo))
            assert expansion(f, v, -oo, grows).verdict is not Verdict.PROVED


@pytest.mark.parametrize(
    ("v", "point", "leading"),
    [
        (r, 0, Order(1 / r)),
        (r, 0, Order(1, r)),
        (r, oo, Order(r, (r, oo))),
        (t, 0, 7 + Order(1 / sp.sqrt(t))),
        (t, 0, 7 / t + Order(sp.exp(1 / t))),
        (r, -oo, 7 + Order(sp.exp(-r), (r, -oo))),
    ],
    ids=str,
)
def test_a_rest_that_is_not_small_proves_nothing(v, point, leading) -> None:
    found = expansion(sp.cos(v), v, sp.sympify(point), leading)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert "small" in found.method


def test_a_rest_belongs_to_the_point() -> None:
    for wrong in (1 + Order(r**2, (r, oo)), 1 + Order(t**2), 1 + r * sp.exp(Order(r**2))):
        with pytest.raises(ValueError, match="Argument `leading` must"):
            expansion(sp.cos(r), r, sp.S.Zero, wrong)


@given(st.lists(st.fractions(-3, 3, max_denominator=5), min_size=4, max_size=4), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_polynomials_over_one_another(c: list, order: int) -> None:
    """(c_0 + c_1 r + …)/(1 + r): the coefficients come from long division."""
    a = [sp.Rational(q.numerator, q.denominator) for q in c]
    f = sum(q * r**k for k, q in enumerate(a)) / (1 + r)
    taylor = [sum((-1) ** (k - j) * a[j] for j in range(min(k, 3) + 1)) for k in range(6)]
    if not any(taylor[:order]):
        return
    terms = sum(q * r**k for k, q in enumerate(taylor[:order]))
    assert expansion(f, r, sp.S.Zero, terms + Order(r**order)).verdict is Verdict.PROVED
    wrong = terms + r ** (order - 1) / 10**6
    assert expansion(f, r, sp.S.Zero, wrong + Order(r**order)).verdict is Verdict.REFUTED
    if taylor[order]:
        found = expansion(f, r, sp.S.Zero, terms + Order(r ** (order + 1)))
        assert found.verdict is Verdict.REFUTED
