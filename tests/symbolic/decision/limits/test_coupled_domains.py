"""Joint limits where variables are related: x < y is y = x + t, where both go to numbers."""

import random
from fractions import Fraction

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import limit
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import declared

POSITIVE = sp.Interval.open(0, sp.oo)
x, y, z = (declared(name, POSITIVE) for name in "xyz")
u, v = (declared(name, sp.Reals) for name in "uv")
half = sp.Rational(1, 2)
ORIGIN = {x: 0, y: 0}
TINY = sp.Rational(1, 10**40)

# A function, the point, the domain; the limit is 0, and none where the relation is turned round.
PROVED = {
    "a quotient": (x**2 / y, ORIGIN, [x < y], [y < x]),
    "a root": (x / sp.sqrt(y), ORIGIN, [x < y], [y < x]),
    "a chain": (x * y / z, {x: 0, y: 0, z: 0}, [x < y, y < z], [z < y, y < x]),
    "away from 0": ((y - 1) ** 2 / (x + y - 2), {x: 1, y: 1}, [x > 1, x < y], [x < 1, x < y]),
}


@pytest.mark.parametrize("name", PROVED)
def test_the_relation_is_used(name) -> None:
    f, point, where, turned = PROVED[name]
    assert limit(f, point, sp.S.Zero, where=where).verdict is Verdict.PROVED
    assert limit(f, point, TINY, where=where).verdict is not Verdict.PROVED
    assert limit(f, point, sp.S.Zero).verdict is not Verdict.PROVED
    assert limit(f, point, sp.S.Zero, where=turned).verdict is not Verdict.PROVED


# False, though a rule that forgets something of the domain might not see it.
TRAPS = {
    "on the diagonal": (x / y, ORIGIN, sp.S.Zero, [x < y]),
    "another square": (x**2 / y**2, ORIGIN, sp.S.Zero, [x < y]),
    "not where they are equal": (1 / (y - x), ORIGIN, sp.oo, [x <= y]),
    "not where two of them are equal": (1 / (z - y), {x: 0, y: 0, z: 0}, sp.oo, [x < y, y <= z]),
    "one after the other isn't joint": (x / (x + y), ORIGIN, half, [x < y]),
    "of either sign": (u**2 / v, {u: 0, v: 0}, sp.S.Zero, [u < v]),
    "far out": (x / y, {x: sp.oo, y: sp.oo}, sp.S.Zero, [x < y]),
}


@pytest.mark.parametrize("name", TRAPS)
def test_traps(name) -> None:
    f, point, value, where = TRAPS[name]
    assert limit(f, point, value, where=where).verdict is not Verdict.PROVED


def test_what_is_refuted_is_so_at_a_point_of_the_domain() -> None:
    found = limit(x / (x + y), ORIGIN, half, where=[x < y])
    assert found.verdict is Verdict.REFUTED
    at = {name: Fraction(found.counterexample[name]) for name in "xy"}
    assert 0 < at["x"] < at["y"]
    assert "y = t_y + x" in found.counterexample["on the path"]


def test_a_relation_that_says_nothing_near_the_point_changes_nothing() -> None:
    f, point = x * y / (x + y), ORIGIN
    assert limit(f, point, sp.S.Zero, where=[x + y <= 1]).verdict is Verdict.PROVED
    with pytest.raises(ValueError, match="next to points with"):
        limit(x * y, {x: 1, y: 1}, sp.S.One, where=[x + y <= 1])


@pytest.mark.parametrize("seed", range(25))
def test_random_monomials_over_a_wedge(seed) -> None:
    """x^a y^b (y - x)^c on 0 < x < y tends to 0 just where it does along x = y s and y - x = y s.

    With x = y (1 - s), 0 < s < 1, it is y^(a + b + c) (1 - s)^a s^c, where s may go to 0 or to 1.
    """
    rng = random.Random(seed)
    a, b, c = rng.randint(0, 3), rng.randint(-3, 2), rng.randint(0, 2)
    to_zero = a + b + c > 0
    found = limit(x**a * y**b * (y - x) ** c, ORIGIN, sp.S.Zero, where=[x < y])
    assert (found.verdict is Verdict.PROVED) <= to_zero
    if to_zero and b <= 0:
        assert found.verdict is Verdict.PROVED
