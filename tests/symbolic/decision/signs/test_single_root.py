"""The only root of a polynomial on a range."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.signs.single_root import has_the_sign_of
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbols

x, y = symbols("x y")
ROOT = 4 + 2 * sp.sqrt(5)
CUBIC = y**3 - 8 * y**2 - 4 * y


@pytest.mark.parametrize(
    ("polynomial", "line"),
    [
        (CUBIC, y - ROOT),
        (-3 * CUBIC, 2 * (ROOT - y)),
        (y**3 - 2, y - sp.cbrt(2)),
        (y**2 - 2 * y - 1, y - 1 - sp.sqrt(2)),
        (2 * y - 1, y - sp.Rational(1, 2)),
    ],
)
def test_the_only_root_is_found_to_be_it(polynomial: sp.Expr, line: sp.Expr) -> None:
    found = has_the_sign_of(polynomial, line, {y: POSITIVE})
    assert found is not None
    assert found.verdict is Verdict.PROVED
    assert found.certificates


@pytest.mark.parametrize(
    ("polynomial", "line", "where"),
    [
        (CUBIC, y - 4 + 2 * sp.sqrt(5), {y: POSITIVE}),  # outside the range
        (CUBIC, ROOT - y, {y: POSITIVE}),  # the opposite sign
        (CUBIC, y - ROOT, {y: NONNEGATIVE}),  # zero is one as well
        (CUBIC * (y - 1), y - ROOT, {y: POSITIVE}),  # not the only one
        (CUBIC * (y**2 - 8 * y - 4), y - ROOT, {y: POSITIVE}),  # no change of sign
        (CUBIC, y - ROOT - sp.Rational(1, 10**30), {y: POSITIVE}),  # near it
        (CUBIC, y - ROOT, {y: sp.Interval.open(0, 100)}),  # an upper end
        (CUBIC, y - ROOT, {y: sp.Interval.open(9, sp.oo)}),  # beyond it
        (y**3 - sp.pi, y - sp.cbrt(sp.pi), {y: POSITIVE}),  # no algebraic number
        (x * y - 1, y - 1 / x, {x: POSITIVE, y: POSITIVE}),  # two variables
        (CUBIC, y**2 - ROOT**2, {y: POSITIVE}),  # no line
    ],
)
def test_what_is_another_question_or_not_so_is_left(
    polynomial: sp.Expr, line: sp.Expr, where: dict[sp.Symbol, sp.Set]
) -> None:
    assert has_the_sign_of(polynomial, line, where) is None
