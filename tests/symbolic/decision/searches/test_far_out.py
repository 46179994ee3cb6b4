"""Inequalities where a variable is large: the tail is seen in its inverse, and to its very end."""

import json

import pytest
import sympy as sp

from beyondthermal.derivations.verify.enclosures.bounds import holds
from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches.far_out import inverted, positive_far_out
from beyondthermal.symbolic.symbols import declared

x, r = declared("x", sp.Interval.open(0, sp.oo)), declared("r", sp.Reals)
u = declared("u", sp.Interval.open(0, 1))
sin, cos, exp, log, root, oo = sp.sin, sp.cos, sp.exp, sp.log, sp.sqrt, sp.oo
TINY = sp.Rational(1, 10**40)

# f > 0 on a side, which is closer and closer to 0; how fast; whether the checker sees all of it.
TRUE = {
    "a second difference": (
        sin(1 / (r - 1)) + sin(1 / (r + 1)) - 2 * sin(1 / r), sp.Interval.open(2, oo), r**-3, True),
    "with a power beside it": (
        log(1 + 1 / r) * (r + 1) - 1, sp.Interval.open(0, oo), 1 / r, True),
    "at the other end": (1 - cos(1 / r) + r**-4, sp.Interval.open(-oo, -1), r**-2, True),
    "at both ends": (1 / (1 + r**2) - sin(1 / (3 + 3 * r**2)), sp.Interval(-oo, oo), r**-2, True),
    "a root that becomes a power": (
        exp(1 / root(r - 1)) + exp(1 / root(r + 1)) - 2 * exp(1 / root(r)),
        sp.Interval(2, oo), r ** sp.Rational(-5, 2), False),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_what_is_positive_to_the_very_end_is_proved(name) -> None:
    f, side, _, complete = TRUE[name]
    found = positive_far_out(f, {r: side}, strict=True)
    assert found is not None
    assert all(holds(json.loads(json.dumps(certificate))) for certificate in found)
    assert ("inverted" in str(found)) is complete


@pytest.mark.parametrize("name", TRUE)
def test_what_is_negative_somewhere_far_out_is_not(name) -> None:
    """By 10^-40 of what is left, or of something that is smaller near 0 and larger far out."""
    f, side, size, _ = TRUE[name]
    for less in (1000 * size, TINY, TINY * log(1 + r**2)):
        assert positive_far_out(f - less, {r: side}, strict=False) is None
        assert bound(f - less, ">=", sp.S.Zero, where={r: side}).verdict is not Verdict.PROVED


@pytest.mark.parametrize(
    ("f", "side"),
    [
        # Falls below 0 between the numbers where the pieces meet, or beyond them.
        ((r - 8) ** 2 - TINY + exp(-r) * 0, sp.Interval(0, oo)),
        (cos(1 / r) - 1, sp.Interval.open(1, oo)),
        # Positive for r > 2 alone, and not defined at 10.
        (sin(1 / r), sp.Interval(-oo, oo)),
        (exp(1 / (r - 10)), sp.Interval(0, oo)),
        # It has no value for r < 0, where its inverse would have one.
        (root(r) + sin(r) + 2, sp.Interval(-oo, -1)),
        (1 / r - sin(1 / r), sp.Interval.open(-oo, 0)),
        # Not positive at the end itself, which isn't in the range, but without a limit there.
        (sin(r) / r + 1 / r**2, sp.Interval.open(1, oo)),
    ],
    ids=str,
)
def test_traps(f, side) -> None:
    assert positive_far_out(f, {r: side}, strict=False) is None
    assert bound(f, ">=", sp.S.Zero, where={r: side}).verdict is not Verdict.PROVED


def test_a_certificate_reaches_all_of_the_range() -> None:
    f, side, *_ = TRUE["a second difference"]
    found = positive_far_out(f, {r: side}, strict=True)
    assert found is not None
    data = json.loads(json.dumps(found[0]))
    assert holds(data)
    for change in ({"to": "1/3"}, {"power": 2}, {"way": -1}, {"new": "r"}, {"along": "u"}):
        wrong = json.loads(json.dumps(found[0]))
        wrong["proof"] |= change
        assert wrong != data
        assert not holds(wrong)
    # Below 0 the inverse is of the other sign.
    assert not holds({**data, "box": {"r": ["-oo", True, "oo", True]}})
    assert not holds({**data, "relation": ">", "box": {"r": ["0", True, "oo", True]}})


def test_it_is_the_same_function() -> None:
    f = exp(1 / root(r - 1)) * (r + 1) / root(r) - log(1 + 1 / r) / (r - 3) ** 2
    n, g = inverted(f, r, u**-2, u)
    for k in (3, 7, 50):
        at = sp.Rational(1, k)
        apart = (g - u**n * f.xreplace({r: u**-2})).xreplace({u: at})
        assert abs(sp.N(apart, 30)) < 1e-25
