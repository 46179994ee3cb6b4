"""Forms by successive differences: classical inequalities, and falsehoods next to them."""

from fractions import Fraction

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.verify.certificates import holds
from beyondthermal.derivations.verify.orderings import in_every_order
from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches.orderings import holds_in_every_order

a, b, c, d = sp.symbols("a b c d", positive=True)
u, v, w = sp.symbols("u v w", real=True)
SCHUR = a * (a - b) * (a - c) + b * (b - a) * (b - c) + c * (c - a) * (c - b)
# What is never negative, and touches zero; what is as large as that where all variables are 1.
FORMS = {
    "Schur": (SCHUR, a * b * c),
    "Nesbitt": (a / (b + c) + b / (a + c) + c / (a + b) - sp.Rational(3, 2), sp.Integer(1)),
    "Motzkin": (u**4 * v**2 + u**2 * v**4 + w**6 - 3 * u**2 * v**2 * w**2, u**2 * v**2 * w**2),
    "Motzkin, w = 1": (u**4 * v**2 + u**2 * v**4 + 1 - 3 * u**2 * v**2, u**2 * v**2),
    "Choi and Lam": (
        u**4 * v**2 + v**4 * w**2 + w**4 * u**2 - 3 * u**2 * v**2 * w**2,
        u**2 * v**2 * w**2,
    ),
    "Robinson": (
        u**6 + v**6 + w**6 + 3 * u**2 * v**2 * w**2
        - u**4 * (v**2 + w**2) - v**4 * (u**2 + w**2) - w**4 * (u**2 + v**2),
        u**2 * v**2 * w**2,
    ),
    "means": (a**4 + b**4 + c**4 + d**4 - 4 * a * b * c * d, a * b * c * d),
    "means of roots": ((a + b + c) / 3 - sp.cbrt(a * b * c), sp.cbrt(a * b * c)),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_proved_and_re_checked_and_no_near_miss_is(name: str) -> None:
    form, size = FORMS[name]
    found = bound(form, ">=", sp.S.Zero)
    assert found.verdict is Verdict.PROVED
    assert all(map(holds, found.certificates))
    near_miss = bound(form - size / sp.Integer(10) ** 40, ">=", sp.S.Zero)
    assert near_miss.verdict is not Verdict.PROVED
    assert bound(form, ">", sp.S.Zero).verdict is not Verdict.PROVED


def test_an_order_is_no_leaf_of_a_strict_inequality() -> None:
    certificate = {
        "kind": "positive", "relation": ">=", "variables": ["x", "y"],
        "terms": [["1", [2, 0]], ["-2", [1, 1]], ["1", [0, 2]]],
        "box": [["0", True, "oo", True]] * 2, "tree": "orderings",
    }  # fmt: skip
    assert holds(certificate)
    assert not holds(certificate | {"relation": ">"})
    assert not holds(certificate | {"tree": "coefficients"})
    # From -1 on t = 1 + x is what isn't negative: nothing changes for (x - y)², but for this.
    assert not holds(certificate | {"terms": [["1", [2, 1]], ["-1", [1, 2]], ["1", [0, 3]]],
                                    "box": [["-1", True, "oo", True]] * 2})  # fmt: skip


coefficients = st.dictionaries(
    st.tuples(*[st.integers(0, 3)] * 3), st.integers(-3, 4).filter(bool), min_size=1, max_size=7
)


@given(coefficients, st.lists(st.tuples(*[st.fractions(0, 9, max_denominator=9)] * 3), max_size=9))
def test_nothing_negative_is_seen_as_a_form(terms, points):
    mine = holds_in_every_order({key: sp.QQ(value) for key, value in terms.items()})
    names = "xyz"
    polynomial = {
        tuple((n, k) for n, k in zip(names, key, strict=True) if k): Fraction(value)
        for key, value in terms.items()
    }
    assert mine == in_every_order(polynomial)
    if mine:
        for point in points:
            value = sum(
                c * point[0] ** i * point[1] ** j * point[2] ** k for (i, j, k), c in terms.items()
            )
            assert value >= 0
