"""The effective model's stationarity conditions as polynomials, and what is proved with them."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.machine.machine import closed_form
from beyondthermal.symbolic.machine.stationarity import (
    first_on_ray,
    grows_along_y,
    largest_on_ray,
    slope,
    supremum_along_y,
)
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
form = closed_form()
C = (-form.signed - form.N2) / form.d
RATIOS = [sp.Rational(text) for text in ("1/10000", "1/1000", "1/100", "1/10", "17/100")]
rationals = st.fractions("1/50", 50, max_denominator=50).map(sp.Rational)


@given(rationals, rationals, st.sampled_from([x, y]))
def test_slope_is_the_derivative_of_the_closed_form(at_x, gap, variable):
    point = {x: at_x, y: at_x + 2 + gap}
    along = slope(variable)
    root = sp.sqrt(along.R)
    ours = (along.A * root - along.B) / (root * form.d**2)
    assert sp.expand((sp.diff(C, variable) - ours).subs(point)).evalf(30, chop=True) == 0


def test_the_system_in_the_plane_is_polynomial_and_zero_only_where_c_is_not_positive():
    """F_x = F_y = 0 is the condition for both; A_y > 0 > B_y forbids it wherever C > 0."""
    for variable in (x, y):
        F = slope(variable).F
        assert sp.Poly(F, x, y).domain.is_QQ
        assert (
            sp.expand(F - slope(variable).R * slope(variable).A ** 2 + slope(variable).B ** 2) == 0
        )
    proof = grows_along_y()
    assert proof
    assert all(holds(dict(certificate)) for certificate in proof.certificates)


def test_supremum_is_proved_and_approached():
    assert supremum_along_y()
    at = C.subs(x, sp.Rational(1, 3))
    values = [at.subs(y, 10**k).evalf(20) for k in (2, 4, 8, 16)]
    assert values == sorted(values)
    assert abs(values[-1] - sp.Rational(3, 7)) < sp.Float("1e-7")


@pytest.mark.parametrize("ratio", RATIOS, ids=str)
def test_largest_on_a_ray_is_a_proved_root_where_the_derivative_changes_sign(ratio):
    root = largest_on_ray(ratio)
    assert root.proof
    assert all(holds(dict(certificate)) for certificate in root.proof.certificates)
    low, high = root.within(root.low / 10**30)
    assert high - low < root.low / 10**30
    assert root.polynomial.eval(low) * root.polynomial.eval(high) <= 0
    on_ray = C.subs(x, ratio * y)
    before, at, after = (
        on_ray.subs(y, low * k).evalf(40) for k in (sp.Rational(99, 100), 1, sp.Rational(101, 100))
    )
    assert at > max(before, after)
    derivative = sp.diff(on_ray, y).subs(y, low).evalf(50)
    assert abs(derivative * low) < sp.Float("1e-25")


@pytest.mark.parametrize("ratio", RATIOS, ids=str)
def test_no_other_point_of_the_ray_is_higher(ratio):
    root = largest_on_ray(ratio)
    on_ray = sp.lambdify(y, C.subs(x, ratio * y), "mpmath")
    top = on_ray(float(root.low))
    assert all(
        on_ray(float(root.low) * 1.1**k) < top
        for k in range(-80, 200)
        if k and float(root.low) * 1.1**k > 2
    )


@pytest.mark.parametrize("ratio", [sp.Rational(0), sp.Rational(1, 5), sp.Rational(1)])
def test_rays_without_entanglement_have_no_maximum(ratio):
    with pytest.raises(ValueError, match="below 3 - 2√2"):
        largest_on_ray(ratio)


def test_there_is_entanglement_just_below_the_last_ratio():
    """3 - 2√2 = 0.17157…: just below it C is positive, and just so."""
    ratio = sp.Rational(17157, 100000)
    root = largest_on_ray(ratio)
    assert root.proof
    assert 0 < C.subs({x: ratio * root.low, y: root.low}).evalf(30) < sp.Float("1e-4")


@pytest.mark.parametrize("level", [sp.Rational(1, 3), sp.Rational(1, 50)])
def test_first_on_a_ray_is_the_level_exactly(level):
    ratio = sp.Rational(1, 1000)
    root, best = first_on_ray(ratio, level), largest_on_ray(ratio)
    assert root is not None
    assert root.proof
    assert all(holds(dict(certificate)) for certificate in root.proof.certificates)
    low, _ = root.within(root.low / 10**30)
    assert low > best.high
    assert abs(C.subs({x: ratio * low, y: low}).evalf(40) - level) < sp.Float("1e-25")


def test_levels_above_the_maximum_are_never_reached():
    ratio = sp.Rational(1, 1000)
    largest = C.subs({x: ratio * y}).subs(y, largest_on_ray(ratio).low).evalf(20)
    for step, reached in ((sp.Rational(-1, 10**4), True), (sp.Rational(1, 10**4), False)):
        assert (first_on_ray(ratio, sp.Rational(str(largest)) + step) is not None) is reached
