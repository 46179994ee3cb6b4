"""Logarithms by their mean, and symmetric polynomials: truths, and falsehoods next to them."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import NONNEGATIVE, POSITIVE, symbols

x, y, beta_A, beta_S, u, v = symbols("x y beta_A beta_S u v")
POSITIVES = dict.fromkeys((x, y), POSITIVE)
BETAS = dict.fromkeys((beta_A, beta_S), sp.Reals)
APART = sp.log(x) - sp.log(y)
IN_BETA = (beta_A - beta_S) * (sp.exp(beta_A) - sp.exp(beta_S))


@pytest.mark.parametrize(
    ("left", "right", "where"),
    [
        (APART * (x - y), 0, POSITIVES),
        (APART * (x**2 - y**2), 2 * (x - y) ** 2, POSITIVES),
        (sp.log(x / y) * (x**3 - y**3), 0, POSITIVES),
        (IN_BETA, 0, BETAS),
        (sp.log(x) * (x - 1), 0, {x: POSITIVE}),
    ],
)
def test_the_difference_of_logarithms_has_a_sign(
    left: sp.Expr, right: sp.Expr, where: dict[sp.Symbol, sp.Set]
) -> None:
    found = bound(left, ">=", sp.sympify(right), where=where)
    assert found.verdict in (Verdict.PROVED, Verdict.INCONCLUSIVE)
    if left != sp.log(x) * (x - 1):
        assert found, found.method


@pytest.mark.parametrize(
    ("left", "right", "where"),
    [
        # Zero on the diagonal, a larger constant, another power, the sign, a wrong partner.
        (APART * (x - y), sp.Rational(1, 10**6), POSITIVES),
        (APART * (x**2 - y**2), sp.Rational(201, 100) * (x - y) ** 2, POSITIVES),
        (APART * (x + y), 2 * (x - y), POSITIVES),
        (APART * (x**2 - y), 0, POSITIVES),
        (APART * (y - x), 0, POSITIVES),
        (sp.log(x) * (x - y), 0, POSITIVES),
        ((beta_A - beta_S) * (sp.exp(beta_A) - 2 * sp.exp(beta_S)), 0, BETAS),
        ((beta_A - 2 * beta_S) * (sp.exp(beta_A) - sp.exp(beta_S)), 0, BETAS),
        ((beta_A - beta_S) * (sp.exp(2 * beta_A) - sp.exp(beta_S)), 0, BETAS),
    ],
)
def test_what_is_nearly_so_is_not_proved(
    left: sp.Expr, right: sp.Expr, where: dict[sp.Symbol, sp.Set]
) -> None:
    assert bound(left, ">=", sp.sympify(right), where=where).verdict is Verdict.REFUTED


def test_it_is_not_strict_on_the_diagonal() -> None:
    assert bound(IN_BETA, ">", sp.S.Zero, where=BETAS).verdict is Verdict.REFUTED


# Symmetric in x and y; zero at x = y = 1 alone, so that no substitution shows it by coefficients.
TOUCHING = (x - y) ** 2 * (x * y + 1) + (x * y - 1) ** 2 * (x + y)


def test_a_symmetric_polynomial_that_touches_zero() -> None:
    assert bound(TOUCHING, ">=", sp.S.Zero, where=POSITIVES)
    assert bound(TOUCHING + (x + y) / 10, ">", sp.S.Zero, where=POSITIVES)


@pytest.mark.parametrize(
    "other",
    [
        TOUCHING - sp.Rational(1, 10**6),
        TOUCHING - (x * y) / 10**6,
        TOUCHING - (x - y) ** 2 * (x * y + 2),
        (x - y) ** 2 + (x * y - 1) ** 2 * (x + y) - (x - 1) ** 2 * (y - 1) ** 2 / 10,
    ],
)
def test_a_symmetric_polynomial_that_is_negative_somewhere(other: sp.Expr) -> None:
    assert bound(other, ">=", sp.S.Zero, where=POSITIVES).verdict is Verdict.REFUTED


def test_on_the_closed_quadrant_too() -> None:
    where = dict.fromkeys((u, v), NONNEGATIVE)
    moved = TOUCHING.subs({x: u, y: v}, simultaneous=True)
    assert bound(moved, ">=", sp.S.Zero, where=where)
    assert not bound(moved, ">", sp.S.Zero, where=where)
