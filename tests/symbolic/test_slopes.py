"""Derivatives case by case: those of the formula, in forms in which nothing cancels."""

import mpmath
import numpy as np
import pytest
import sympy as sp

from beyondthermal.symbolic.accuracy.slopes import slopes
from beyondthermal.symbolic.symbols import declared

POSITIVE = sp.Interval.open(0, sp.oo)
BEYOND_ONE = sp.Interval.open(1, sp.oo)
x, y, z = (declared(name, POSITIVE) for name in "xyz")
WHERE = {x: POSITIVE, y: BEYOND_ONE}

CASES = [
    abs(x - y) * (x + y),
    sp.Max(0, abs(x - y) - sp.sqrt(x)) / (x + y),
    sp.Max(x, y, 2) * sp.Min(x * y, 3),
    sp.sign(x - y) * x**2 + sp.exp(-abs(x - 2)),
]


@pytest.mark.parametrize("expr", CASES)
def test_slopes_are_those_of_the_values(expr: sp.Expr) -> None:
    found = slopes(expr, [x, y], WHERE)
    assert found is not None
    value = sp.lambdify((x, y), expr, "mpmath")
    each = sp.lambdify((x, y), found, "mpmath")
    for point in np.random.default_rng(1).uniform(1, 5, (40, 2)).tolist():
        with mpmath.workdps(40):
            wanted = [mpmath.diff(value, point, order) for order in ((1, 0), (0, 1))]
            assert np.allclose(np.array(each(*point), float), np.array(wanted, float), rtol=1e-14)


def test_in_each_case_what_cancels_is_gone() -> None:
    by_x, _ = slopes(abs(x - y) * abs(x + y - 2) / 2, [x, y], {})
    leaves = {sp.expand(leaf) for leaf in by_x.atoms(sp.Add) if leaf.free_symbols == {x}}
    assert leaves == {x - 1, 1 - x}


def test_what_is_positive_on_the_domain_has_one_case() -> None:
    assert slopes(abs(x + y - 1), [x, y], WHERE) == [1, 1]
    assert slopes(abs(x + y - 2), [x, y], WHERE) != [1, 1]


def test_too_many_cases_or_long_ones_are_left_to_the_chain_rule() -> None:
    assert slopes(sum(abs(x - k) for k in range(1, 4)), [x], {}) is not None
    assert slopes(sum(abs(x - k) for k in range(1, 5)), [x], {}) is None
    many = sum((x**k + k) / (x + k) for k in range(1, 60))
    assert slopes(abs(many - y), [x], {}) is None
    assert slopes(sp.floor(x) * x, [x], {}) is None
    assert slopes(sp.Piecewise((x, x < 1), (1, True)), [x], {}) is None
