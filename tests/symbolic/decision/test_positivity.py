"""Inequalities on a box: certificates hold, false statements are refuted by a true point."""

import copy
from fractions import Fraction
from random import Random
from typing import Any

import pytest
import sympy as sp
from hypothesis import event, given, settings
from hypothesis import strategies as st

from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision import positivity
from beyondthermal.symbolic.decision.positivity import _EnoughError, _Search, positive
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import symbols

x, y, omega_0 = symbols("x y omega_0")
UNIT = {x: sp.Interval(0, 1), y: sp.Interval(0, 1)}
QUARTER = {x: sp.Interval.open(0, sp.oo), y: sp.Interval.open(0, sp.oo)}
small = st.integers(-6, 6)


@st.composite
def sides(draw: st.DrawFn) -> sp.Interval:
    start = draw(small)
    ends = sp.Integer(start), sp.Integer(start + draw(st.integers(1, 4)))
    kind = draw(st.sampled_from(["bounded", "above", "below", "everything"]))
    if kind == "everything":
        return sp.Reals
    return sp.Interval(
        -sp.oo if kind == "below" else ends[0],
        sp.oo if kind == "above" else ends[1],
        draw(st.booleans()),
        draw(st.booleans()),
    )


@st.composite
def polynomials(draw: st.DrawFn) -> sp.Expr:
    offset = draw(st.integers(0, 40))
    return offset + sum(draw(small) * x**i * y**j for i in range(3) for j in range(3 - i))


def value(certificate: dict[str, Any], point: list[Fraction]) -> Fraction:
    total = Fraction(0)
    for coefficient, powers in certificate["terms"]:
        term = Fraction(coefficient)
        for v, power in zip(point, powers, strict=True):
            term *= v**power
        total += term
    return total


def inside(side: list, random: Random) -> Fraction:
    """A number of the range, often one of its ends, sometimes far out."""
    low, low_open, high, high_open = side
    step = Fraction(random.randint(1, 99), random.choice([1, 10, 100, 10**6]))
    if low == "-oo" and high == "oo":
        return random.choice([0, step, -step])
    if high == "oo":
        return Fraction(low) + random.choice([step] + [0] * (not low_open))
    if low == "-oo":
        return Fraction(high) - random.choice([step] + [0] * (not high_open))
    weights = [Fraction(random.randint(1, 99), 100)] + [0] * (not low_open) + [1] * (not high_open)
    return Fraction(low) + random.choice(weights) * (Fraction(high) - Fraction(low))


@given(polynomials().filter(bool), sides(), sides(), st.booleans())
@settings(max_examples=150)
def test_a_verdict_is_true(p: sp.Expr, in_x: sp.Set, in_y: sp.Set, strict: bool) -> None:
    """Proved: true at random points and at the ends. Refuted: false at the point, in the box."""
    proof = positive(p, {x: in_x, y: in_y}, strict=strict, depth=5)
    event(proof.verdict.name)
    if proof.verdict is Verdict.PROVED:
        (certificate,) = proof.certificates
        assert holds(certificate)
        terms = {tuple(powers): sp.Rational(c) for c, powers in certificate["terms"]}
        assert sp.expand(sum(c * x**i * y**j for (i, j), c in terms.items()) - p) == 0
        random = Random(1)
        for _ in range(60):
            found = value(certificate, [inside(side, random) for side in certificate["box"]])
            assert found > 0 or (found == 0 and not strict)
    elif proof.verdict is Verdict.REFUTED:
        at = {v: sp.Rational(proof.counterexample[str(v)]) for v in (x, y)}
        assert at[x] in in_x
        assert at[y] in in_y
        found = sp.sympify(p).subs(at)
        assert found == sp.Rational(proof.counterexample["value"])
        assert found < 0 or (strict and found == 0)
    else:
        assert proof.verdict is Verdict.INCONCLUSIVE
        assert not proof.certificates


@given(st.fractions(0, 1, max_denominator=9), st.booleans())
def test_a_polynomial_that_touches_zero_is_never_proved_positive(r: Fraction, strict: bool) -> None:
    touching = (x - sp.Rational(r.numerator, r.denominator)) ** 2
    assert not positive(touching, {x: sp.Interval(0, 1)})
    assert not positive(touching + y**2, {x: sp.Interval(0, 1), y: sp.Reals})
    # And one that dips below zero, by little, is never proved at all.
    dipping = touching - sp.Rational(1, 10**6)
    assert not positive(dipping, {x: sp.Interval(0, 1)}, strict=strict)


def test_strictness_is_decided_on_the_faces_that_belong_to_the_box() -> None:
    assert positive(x * y, UNIT).verdict is Verdict.REFUTED
    assert positive(x * y, UNIT, strict=False).verdict is Verdict.PROVED
    half_open = {x: sp.Interval.Lopen(0, 1), y: sp.Interval.Lopen(0, 1)}
    assert positive(x * y, half_open).verdict is Verdict.PROVED
    one_side = half_open | {y: sp.Interval(0, 1)}
    assert positive(x * y, one_side).verdict is Verdict.REFUTED
    # Zero at one vertex only.
    assert positive(x + y, UNIT).verdict is Verdict.REFUTED
    assert positive(x + y, half_open | {x: sp.Interval(0, 1)}).verdict is Verdict.PROVED
    # Zero on the far faces, t = oo.
    assert positive((1 - x) * (1 - y), UNIT).verdict is Verdict.REFUTED
    far = {x: sp.Interval.Ropen(0, 1), y: sp.Interval.Ropen(0, 1)}
    assert positive((1 - x) * (1 - y), far).verdict is Verdict.PROVED


@pytest.mark.parametrize(
    ("expr", "where"),
    [
        (1 - x, {x: sp.Interval(-sp.oo, 0)}),
        (1 + omega_0**2, {omega_0: sp.Reals}),
        (2 * y**2 - y + 2, QUARTER),
        (x**2 - 2 * x * y + y**2 + 1, UNIT),
        (sp.Rational(1, 3) * x**3 - x + 1, {x: sp.Interval(0, 1)}),
        (sp.Integer(7), {}),
    ],
)
def test_true_statements_are_proved(expr: sp.Expr, where: dict[sp.Symbol, sp.Set]) -> None:
    proof = positive(expr, where)
    assert proof.verdict is Verdict.PROVED
    assert all(map(holds, proof.certificates))


@pytest.mark.parametrize("zero", [sp.Integer(0), x - x])
def test_zero_is_not_positive_but_not_negative(zero: sp.Expr) -> None:
    assert positive(zero, {x: sp.Interval(0, 1)}).verdict is Verdict.REFUTED
    assert positive(zero, {x: sp.Interval(0, 1)}, strict=False).verdict is Verdict.PROVED


def forgeries(certificate: dict[str, Any]) -> list[dict[str, Any]]:
    """The same certificate for statements that are false."""
    found = []
    for key, change in (
        ("terms", [["1", [2, 0]], ["-3", [1, 1]], ["1", [0, 2]]]),
        ("terms", []),
        ("terms", [["0", [0, 0]]]),
        ("box", [["-9", True, "oo", True], ["0", True, "oo", True]]),
        ("tree", "coefficients"),
        ("tree", {"cut": [0, "-1"], "below": "coefficients", "above": "coefficients"}),
    ):
        forged = copy.deepcopy(certificate)
        forged[key] = change
        found.append(forged)
    return found


def test_the_checker_sees_through_forgeries() -> None:
    proof = positive(2 * y**2 - y + 2 + x, QUARTER)
    (certificate,) = proof.certificates
    assert certificate["tree"] != "coefficients"
    assert holds(certificate)
    for forged in forgeries(certificate):
        assert not holds(forged)
    # On the closed quarter the origin spoils it.
    plain = positive(x + y, QUARTER).certificates[0]
    closed = plain | {"box": [["0", False, "oo", True]] * 2}
    assert holds(plain)
    assert not holds(closed)
    assert holds(closed | {"relation": ">="})
    # 1 - x vanishes at the far end.
    falling = plain | {"variables": ["x"], "terms": [["1", [0]], ["-1", [1]]]}
    assert holds(falling | {"box": [["0", False, "1", True]]})
    assert not holds(falling | {"box": [["0", False, "1", False]]})


def test_a_search_in_many_variables_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It touches 0 along a curve, so that no box around a point of it is ever seen."""
    touching = sp.expand((x * y - omega_0**3) ** 2 * (1 + x**12 * y**12 * omega_0**12))
    where = dict.fromkeys((x, y, omega_0), sp.Interval(0, sp.Rational(3, 2)))
    monkeypatch.setattr(positivity, "_STEPS", 10**5)
    search = _Search(sp.Poly(touching, *where), strict=False)
    with pytest.raises(_EnoughError):
        search.cover(tuple(where.values()), depth=500)
    assert positive(touching, where, strict=False, depth=500).verdict is Verdict.INCONCLUSIVE
