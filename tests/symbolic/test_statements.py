"""Each kind of statement is decided as it is displayed; next to every truth stands a falsehood."""

import pytest
import sympy as sp

from beyondthermal.symbolic.definitions import unfold
from beyondthermal.symbolic.statements import Cut, Iff, Leading, Meaning, Rounded, judge, lim, sup
from beyondthermal.symbolic.symbols import POSITIVE, symbols

x, y, C, N1, beta_A, beta_S = symbols("x y C N1 beta_A beta_S")
gamma_A, gamma_plus, J_S = symbols("gamma_A gamma_plus J_S")
EVERYWHERE = Meaning(dict.fromkeys((x, y), POSITIVE))

PAIRS = {
    "identity": (sp.Eq((x + y) ** 2, x**2 + 2 * x * y + y**2), sp.Eq((x + y) ** 2, x**2 + y**2)),
    "bound": (sp.Le(2 * sp.sqrt(x * y), x + y), sp.Le(3 * sp.sqrt(x * y), x + y)),
    "limit": (sp.Eq(lim(x / (x + 1), x, sp.oo), 1), sp.Eq(lim(x / (x + 1), x, sp.oo), 2)),
    "joint limit": (
        sp.Eq(lim(x * y / (x + y), x, 0, y, 0), 0), sp.Eq(lim(x / (x + y), x, 0, y, 0), 0)
    ),
    "nested limit": (
        sp.Eq(lim(lim(x / (x + y), y, 0), x, 0), 1), sp.Eq(lim(lim(x / (x + y), x, 0), y, 0), 1)
    ),
    "supremum": (sp.Eq(sup(x / (x + 1), x, sp.oo), 1), sp.Eq(sup(x / (x + 1), x, sp.oo), 2)),
    "supremum elsewhere": (
        sp.Eq(sup(x / (x + 1) ** 2, x, 1), sp.Rational(1, 4)), sp.Eq(sup(x / (x + 1) ** 2, x, 0), 0)
    ),
    "leading terms": (Leading(sp.exp(x), 1 + x, x, 0), Leading(sp.exp(x), 1 + 2 * x, x, 0)),
    "with a rest": (
        sp.Eq(sp.exp(x), 1 + x + sp.O(x**2)), sp.Eq(sp.exp(x), 1 + 2 * x + sp.O(x**2))
    ),
    "rounded": (Rounded(sp.sqrt(5), "2.2361"), Rounded(sp.sqrt(5), "2.2360")),
    "cut": (Cut(sp.sqrt(5), "2.2360"), Cut(sp.sqrt(5), "2.2361")),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAIRS)
def test_a_truth_is_proved_and_a_falsehood_refuted(kind):
    right, wrong = PAIRS[kind]
    assert judge((right,), EVERYWHERE).verdict.name == "PROVED"
    assert judge((wrong,), EVERYWHERE).verdict.name == "REFUTED"
    assert judge((right, wrong), EVERYWHERE).verdict.name == "REFUTED"


def test_a_root_is_the_only_one_of_its_domain():
    both = sp.Eq(beta_A**2 - 8 * beta_A - 4, 0)
    one, other = (sp.Eq(beta_A, 4 + sign * 2 * sp.sqrt(5), evaluate=False) for sign in (1, -1))
    positive = Meaning({beta_A: POSITIVE})
    assert judge((Iff(both, one),), positive)
    assert not judge((Iff(both, other),), positive)
    assert not judge((Iff(both, one),), Meaning({beta_A: sp.Reals}))


@pytest.mark.parametrize("relation", [sp.Lt, sp.Gt, sp.Le, sp.Ge])
def test_a_limit_is_equal_to_something(relation):
    """An inequality of limits is none of the statements, and not taken for an equation."""
    with pytest.raises(ValueError, match="must say what limits are"):
        judge((relation(lim(x, x, 0), 0, evaluate=False),), EVERYWHERE)


def test_a_joint_limit_within_a_limit_is_refused():
    """One variable after the other it would say less than is displayed."""
    joint = lim(x / (x + y), x, 0, y, 0)
    with pytest.raises(ValueError, match="joint limit within a limit"):
        judge((sp.Eq(lim(joint, beta_A, 0), 1),), EVERYWHERE)


def test_an_equation_needs_values_at_the_same_points():
    both = (beta_A**2 - 1) / (beta_A - 1)
    assert not judge((sp.Eq(both, beta_A + 1),), Meaning({beta_A: sp.Reals}))
    assert judge((sp.Eq(both, beta_A + 1),), Meaning({beta_A: sp.Interval.open(1, sp.oo)}))
    entries = sp.Eq(both * J_S, (beta_A + 1) * J_S)
    assert not judge((entries,), Meaning({beta_A: sp.Reals}))
    assert judge((entries,), Meaning({beta_A: sp.Interval.open(1, sp.oo)}))


def test_what_is_no_relation_is_no_statement():
    for none in ((), (x,), (sp.true,)):
        with pytest.raises(ValueError, match="Argument `statement` must"):
            judge(none)


def test_unfolding_stops_at_the_variables():
    assert unfold(x, keep=(x,)) == x
    assert unfold(x, keep=(beta_A,)) == sp.exp(beta_A)
    assert unfold(x, keep=(gamma_A, gamma_plus)) == gamma_A / gamma_plus
    assert unfold(N1, keep=(x, y)).free_symbols == {x, y}
    assert unfold(C, keep=(beta_A, beta_S)).free_symbols == {beta_A, beta_S}
    with pytest.raises(ValueError, match="stand for each other"):
        unfold(x)
