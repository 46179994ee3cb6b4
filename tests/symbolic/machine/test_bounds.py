"""C < 1/3, C < 1/2, C = 0: proved, tight, and false once they ask for more."""

import judges
import numpy as np
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.machine import bounds
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
OPEN = sp.Interval.open(0, sp.oo)
THERMAL = {x: sp.Interval(1, sp.oo), y: sp.Interval(1, sp.oo)}
INVERTED = {x: sp.Interval.Lopen(0, 1), y: sp.Interval.Lopen(0, 1)}

# The tree theorem's weights once more, typed in, for what the certificates have to state.
G, S, A, E = (
    x**2 * y + x**2 + x * y**2 + y**2,
    x**2 + x * y + 2 * y,
    y**2 + x * y + 2 * x,
    x + y + 2,
)
Z = G + S + A + E


def stated(proof: Proof) -> list[sp.Expr]:
    """The polynomials that the certificates call positive."""
    return [
        sum(sp.Rational(c) * x**i * y**j for c, (i, j) in certificate["terms"])
        for certificate in proof.certificates
    ]


def concurrence(a: sp.Rational, b: sp.Rational) -> mp.mpf:
    return judges.concurrence_of_factors(mp.mpf(a.p) / a.q, mp.mpf(b.p) / b.q)


def test_typed_in_weights_are_the_derived_ones() -> None:
    for label, typed in zip("GSAE", (G, S, A, E), strict=True):
        assert sp.expand(weights()[label] - typed) == 0


@pytest.mark.parametrize(
    ("bound", "statements", "box"),
    [
        (bounds.thermal_bound, [Z - 3 * (S - A), Z + 3 * (S - A)], ["1", False, "oo", True]),
        (bounds.universal_bound, [Z - 2 * S, Z - 2 * A], ["0", True, "oo", True]),
        (bounds.inverted_is_separable, [4 * G * E - (S - A) ** 2], ["0", True, "1", False]),
    ],
    ids=["thermal", "universal", "inverted"],
)
def test_a_bound_is_proved_and_says_what_it_should(bound, statements, box) -> None:
    proof = bound()
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))
    assert len(proof.certificates) == len(statements)
    for found, expected in zip(stated(proof), statements, strict=True):
        # Up to a factor that is positive in the quarter plane.
        ratio = sp.cancel(expected / found)
        assert all(c > 0 for c in sp.Poly(ratio, x, y).coeffs())
    assert all(certificate["box"] == [box, box] for certificate in proof.certificates)


def test_thermal_and_universal_bound_are_strict() -> None:
    proofs = (*bounds.thermal_bound().certificates, *bounds.universal_bound().certificates)
    assert {certificate["relation"] for certificate in proofs} == {">"}


def test_balanced_reservoirs_are_separable() -> None:
    proof = bounds.balanced_is_separable()
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))


@pytest.mark.parametrize(
    ("name", "polynomial", "box", "bound"),
    [
        ("C < 0.33", Z * 33 - 100 * (S - A), THERMAL, "0.33"),
        ("C < 0.33, other sign", Z * 33 - 100 * (A - S), THERMAL, "0.33"),
        ("C < 0.49", Z * 49 - 100 * A, {x: OPEN, y: OPEN}, "0.49"),
        ("C < 0.49, other mode", Z * 49 - 100 * S, {x: OPEN, y: OPEN}, "0.49"),
        ("thermal, but down to beta_A = -1", Z - 3 * (A - S), THERMAL | {x: OPEN}, "1/3"),
        ("thermal, but everywhere", Z - 3 * (A - S), {x: OPEN, y: OPEN}, "1/3"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bound_that_asks_for_more_is_refuted(
    name: str, polynomial: sp.Expr, box: dict[sp.Symbol, sp.Set], bound: str
) -> None:
    """The point is one where the population difference exceeds the bound, in the box."""
    proof = positive(sp.expand(polynomial), box)
    assert proof.verdict is Verdict.REFUTED, name
    at = {v: sp.Rational(proof.counterexample[str(v)]) for v in (x, y)}
    assert all(at[v] in box[v] for v in (x, y))
    state = judges.bell_populations(
        judges.kernel(mp.one, *(mp.mpf(v.p) / v.q for v in at.values()))
    )
    assert abs(state["S"] - state["A"]) >= mp.mpf(sp.Rational(bound).p) / sp.Rational(bound).q


def test_separability_does_not_reach_beyond_both_inverted() -> None:
    wider = {x: sp.Interval.Lopen(0, 1), y: sp.Interval.Lopen(0, 9)}
    proof = positive(sp.expand(4 * G * E - (S - A) ** 2), wider, strict=False)
    assert proof.verdict is Verdict.REFUTED
    a, b = (sp.Rational(proof.counterexample[v]) for v in "xy")
    assert concurrence(a, b) > 0
    assert a <= 1 < b <= 9


factors = st.floats(-25, 25).map(mp.exp)


@given(factors, factors)
def test_concurrence_keeps_its_bounds(a: mp.mpf, b: mp.mpf) -> None:
    found = judges.concurrence_of_factors(a, b)
    assert found < mp.mpf(1) / 2
    if min(a, b) >= 1:
        assert found < mp.mpf(1) / 3
    if max(a, b) <= 1:
        assert found == 0


@given(factors, factors)
def test_boundary_polynomial_has_the_sign_of_entanglement(a: mp.mpf, b: mp.mpf) -> None:
    terms = sp.Poly(bounds.boundary_polynomial(), x, y).terms()
    with mp.workdps(60):
        value = sum(int(c) * mp.mpf(a) ** i * mp.mpf(b) ** j for (i, j), c in terms)
        assert (value > 0) == (judges.concurrence_of_factors(mp.mpf(a), mp.mpf(b)) > 0)


def test_boundary_polynomial_is_symmetric_and_in_lowest_terms() -> None:
    cubic = bounds.boundary_polynomial()
    assert sp.expand(cubic - cubic.subs({x: y, y: x}, simultaneous=True)) == 0
    assert sp.Poly(cubic, x, y).total_degree() == 3
    assert sp.factor_list(cubic)[1] == [(cubic, 1)]
    assert sp.expand(cubic * (x + y) - ((S - A) ** 2 - 4 * G * E)) == 0


def test_onset_where_one_reservoir_only_pumps() -> None:
    assert sp.simplify(bounds.onset(sp.Integer(0)) - (4 + 2 * sp.sqrt(5))) == 0


def test_onset_for_one_reservoir_at_infinite_temperature() -> None:
    root = bounds.onset(sp.Integer(1))
    assert sp.minimal_polynomial(root, y) == y**3 - 13 * y**2 - 9 * y - 11
    assert float(root) == pytest.approx(max(np.roots([1, -13, -9, -11]).real), rel=1e-14)


@pytest.mark.parametrize(
    "at_x", [sp.Integer(0), sp.Rational(1, 7), sp.Rational(1, 2), sp.Integer(1)]
)
def test_entanglement_begins_at_the_onset_and_not_before(at_x: sp.Rational) -> None:
    """By the raw steady state at 80 digits; x = 0 is a damping rate that vanishes."""
    with mp.workdps(80):
        a = mp.mpf(at_x.p) / at_x.q
        start = mp.mpf(bounds.onset(at_x).evalf(80))
        step = mp.mpf(10) ** -40
        assert judges.kernel_concurrence(1, a, start * (1 - step)) == 0
        assert 0 < judges.kernel_concurrence(1, a, start * (1 + step)) < 10 * step
        for fraction in (mp.mpf("0.01"), mp.mpf("0.5"), mp.mpf("0.999")):
            assert judges.concurrence_of_factors(a, start * fraction) == 0
        for factor in (mp.mpf("1.001"), mp.mpf(2), mp.mpf(10) ** 9):
            assert judges.concurrence_of_factors(a, start * factor) > 0


@given(st.fractions(0, 1, max_denominator=40))
@settings(max_examples=15)
def test_only_one_onset_for_each_x(at_x) -> None:
    on_line = bounds.boundary_polynomial().subs(x, sp.Rational(at_x.numerator, at_x.denominator))
    assert sp.Poly(on_line, y).count_roots(0, sp.oo) - int(on_line.subs(y, 0) == 0) == 1
