"""Limits of complex functions, on principal branches: mpmath is the judge, beside its cuts."""

import pytest
import sympy as sp
from mpmath import mp

from beyondthermal.symbolic.decision.decide import expansion, limit
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import declared

r, a, n = (declared(name, sp.Reals) for name in ("r", "a", "n"))
i, oo, half = sp.I, sp.oo, sp.Rational(1, 2)
RIGHT, LEFT = {r: (0, oo)}, {r: (-oo, 0)}
TINY = sp.Rational(1, 10**40)

# A function next to a cut, or on it but for r = 0; what it tends to from above and from below.
CUTS = [
    (sp.log(-1 + i * r), i * sp.pi, -i * sp.pi),
    (sp.log(-2 - 3 * i * r**3), sp.log(2) - i * sp.pi, sp.log(2) + i * sp.pi),
    (sp.sqrt(-4 + i * r), 2 * i, -2 * i),
    (sp.sqrt(-3 + r - i * r**2), -sp.sqrt(3) * i, -sp.sqrt(3) * i),
    ((-1 + i * r) ** sp.Rational(1, 3), (1 + sp.sqrt(3) * i) / 2, (1 - sp.sqrt(3) * i) / 2),
    ((-1 + i * r) ** i, sp.exp(-sp.pi), sp.exp(sp.pi)),
    (sp.sqrt((i * r - 1) ** 2), 1, 1),
    (sp.asin(2 + i * r), sp.pi - sp.asin(2), sp.asin(2)),
    (sp.acos(-2 + i * r), sp.acos(-2), 2 * sp.pi - sp.acos(-2)),
    (sp.atan(2 * i + r), i * sp.atanh(2), i * sp.atanh(2) - sp.pi),
    (sp.acot(r + i / 2), sp.pi - i * sp.acoth(half), -i * sp.acoth(half)),
    (sp.acosh(half + i * r), i * sp.pi / 3, -i * sp.pi / 3),
    (sp.atanh(3 + i * r), sp.log(2) / 2 + i * sp.pi / 2, sp.log(2) / 2 - i * sp.pi / 2),
    (sp.asec(half + i * r), sp.acos(2), -sp.acos(2)),
    (1 / (1 + sp.exp(i * r) ** 2), half, half),
    ((sp.exp(i * r) - 1) / r, i, i),
    (sp.sin(i * r) / r + sp.cos(1 + i * r), i + sp.cos(1), i + sp.cos(1)),
    (r ** (1 + i), 0, 0),
]
# Roots in roots take seconds.
SLOW = (sp.asec, sp.acos, sp.acosh)
QUICK = [row for row in CUTS if not isinstance(row[0], SLOW)]


def near(f: sp.Expr, at: sp.Expr) -> sp.Expr:
    """The value of a function next to 0, by mpmath."""
    with mp.workdps(60):
        return sp.lambdify(r, f, "mpmath")(mp.mpf(str(at)))


@pytest.mark.parametrize(("f", "above", "below"), CUTS, ids=str)
@pytest.mark.sweep
def test_the_limit_on_each_side_of_a_cut(f, above, below) -> None:
    for side, to, at in ((RIGHT, above, "1e-45"), (LEFT, below, "-1e-45")):
        assert limit(f, {r: 0}, to, where=side).verdict is Verdict.PROVED
        with mp.workdps(60):
            assert abs(near(f, at) - mp.mpmathify(sp.N(to, 50))) < mp.mpf(10) ** -20


@pytest.mark.parametrize(
    ("f", "above", "below"),
    [pytest.param(*row, marks=[] if row in QUICK else pytest.mark.slow) for row in CUTS],
    ids=str,
)
@pytest.mark.sweep
def test_no_other_value_is_proved(f, above, below) -> None:
    for side, to in ((RIGHT, above), (LEFT, below)):
        for wrong in (to + TINY, to - i * TINY, sp.conjugate(to) if sp.im(to) else to + 1):
            assert limit(f, {r: 0}, wrong, where=side).verdict is not Verdict.PROVED
    both = limit(f, {r: 0}, sp.sympify(above))
    assert (both.verdict is Verdict.PROVED) == (sp.sympify(above) == below)


# None of these has the limit, for a reason that a rule might forget.
FALSE = {
    "the sign of the imaginary part changes for ever": (
        sp.log(-1 + i * r * sp.sin(1 / r)), {r: 0}, i * sp.pi, RIGHT),
    "the cut is met again and again": (
        sp.sqrt(-1 + i * r**2 * (sp.cos(1 / r) + sp.S.Half)), {r: 0}, i, RIGHT),
    "it turns for ever": (sp.exp(i / r), {r: 0}, sp.S.Zero, RIGHT),
    "of size 1": (r**i, {r: 0}, sp.S.Zero, RIGHT),
    "only for a > 0": (sp.sqrt(a + i * r), {r: 0}, sp.sqrt(a), LEFT),
    "only for a < 0": (sp.log(a + i * r), {r: 0}, sp.log(-a) + i * sp.pi, RIGHT),
    "no limit that is a number": (i * r, {r: oo}, i, {}),
    "one part has it": (r + i, {r: oo}, i, {}),
    "a real root": ((-1 + i * r) ** sp.Rational(1, 3), {r: 0}, -sp.S.One, RIGHT),
    "sums of logarithms": (
        sp.log((-1 + i * r) ** 2) - 2 * sp.log(-1 + i * r), {r: 0}, sp.S.Zero, RIGHT),
    "no value anywhere": (1 / (i * r - i * r * sp.cos(r) ** 2 - i * r * sp.sin(r) ** 2),
                          {r: 0}, sp.S.Zero, RIGHT),
    "no value for a = 1": (i * r + (a**2 - 1) / (a - 1), {r: 0}, a + 1, RIGHT),
    "nor has the limit": (i * r + a + 1, {r: 0}, (a**2 - 1) / (a - 1), RIGHT),
    "a logarithm of zero": (i * r * sp.log(a**2 - a * a + a), {r: 0}, sp.S.Zero, RIGHT),
    "logarithms that don't quite cancel": (
        sp.log(2 + sp.sqrt(3) + i * r), {r: 0}, -sp.log(2 - sp.sqrt(3) + TINY), RIGHT),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_false_limits(name) -> None:
    f, point, value, side = FALSE[name]
    assert limit(f, point, value, where=side).verdict is not Verdict.PROVED


def test_a_limit_that_is_another_is_refuted_with_its_part() -> None:
    found = limit(sp.sqrt(-1 + i * r), {r: 0}, -i, where=RIGHT)
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample["limit found"] == "1"
    assert "the imaginary part" in found.method


# What is infinite in a direction, that direction, and another one.
INFINITE = [
    (i * r, oo, i, 1),
    (-i * r**2 + r, oo, -i, i),
    ((1 + i) * r, oo, 1 + i, i),
    (1 / (i * r), 0, -i, 1 - i),
    (sp.exp(r) * (2 + i / r), oo, 1, 1 + i * TINY),
]


@pytest.mark.parametrize(("f", "at", "direction", "other"), INFINITE, ids=str)
def test_infinite_in_a_direction(f, at, direction, other) -> None:
    assert limit(f, {r: at}, oo * direction, where=RIGHT).verdict is Verdict.PROVED
    assert limit(f, {r: at}, sp.zoo, where=RIGHT).verdict is Verdict.PROVED
    for wrong in (oo * other, -oo * direction, sp.S.Zero, i):
        assert limit(f, {r: at}, wrong, where=RIGHT).verdict is not Verdict.PROVED


def test_complex_infinity_is_reached_in_any_direction_and_by_no_finite_part() -> None:
    assert limit(1 / r, {r: 0}, sp.zoo).verdict is Verdict.PROVED
    assert limit(1 / (r**2 + a**2), {r: 0, a: 0}, sp.zoo).verdict is Verdict.PROVED
    turning = r * sp.exp(i * r)
    assert limit(turning, {r: oo}, sp.zoo).verdict is Verdict.PROVED
    assert limit(turning, {r: oo}, oo * i).verdict is not Verdict.PROVED
    for f in (sp.sin(r) * i * r, i + 1 / r, sp.log(r) * sp.sin(r) + i):
        assert limit(f, {r: oo}, sp.zoo).verdict is not Verdict.PROVED
    assert limit(r / (r**2 + a**2), {r: 0, a: 0}, sp.zoo).verdict is not Verdict.PROVED


def test_a_complex_variable_gets_one_line() -> None:
    z = sp.Symbol("z", complex=True)
    found = limit(1 / z, {z: oo}, sp.S.Zero)
    assert found.verdict is Verdict.INCONCLUSIVE
    assert found.method.startswith("z is a complex variable: put z = r*exp(i*phi)")


def test_joint_limits_and_bounds_stay_real() -> None:
    assert limit(i * r * a, {r: 0, a: 0}, 0).verdict is Verdict.INCONCLUSIVE


# Function, point, leading terms, wrong ones.
EXPANSIONS = [
    (sp.exp(i * r), 0, 1 + i * r - r**2 / 2, 1 + i * r + r**2 / 2),
    (sp.exp(i * r), 0, 1 + i * r + sp.O(r**2), 1 + 2 * i * r + sp.O(r**2)),
    (sp.log(1 + i * r), 0, i * r + r**2 / 2, i * r - r**2 / 2),
    (1 / (1 + i * r), 0, 1 - i * r - r**2, 1 - i * r - (1 + TINY) * r**2),
    (sp.atan(r + i), oo, sp.pi / 2 - 1 / r + i / r**2, sp.pi / 2 - 1 / r - i / r**2),
    (2 ** (i * r), 0, 1 + i * r * sp.log(2), 1 + i * r * (sp.log(2) + TINY)),
]


@pytest.mark.parametrize(("f", "at", "right", "wrong"), EXPANSIONS, ids=str)
def test_expansions_of_complex_functions(f, at, right, wrong) -> None:
    assert expansion(f, r, sp.sympify(at), right).verdict is Verdict.PROVED
    assert expansion(f, r, sp.sympify(at), wrong).verdict is not Verdict.PROVED


def test_a_complex_parameter_is_not_taken_for_a_real_one() -> None:
    z = sp.Symbol("z", complex=True)
    for f, value in ((sp.sqrt(z**2 + i * r), sp.sqrt(z**2)), (z * r, sp.S.Zero)):
        assert limit(f, {r: 0}, value, where=RIGHT).verdict is Verdict.INCONCLUSIVE
    assert limit(i * z, {z: 0}, sp.S.Zero).verdict is Verdict.INCONCLUSIVE
