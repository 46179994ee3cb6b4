"""Inequalities with moduli: what holds for both signs holds, and what holds for one may not."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.decide import bound
from beyondthermal.symbolic.decision.enclosures.enclosure import Modulus
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.decision.searches.moduli import positive_for_both_signs
from beyondthermal.symbolic.symbols import declared

r = declared("r", sp.Reals)
SIDE = {r: sp.Interval(-1, 1)}
TINY = sp.Rational(1, 10**40)
g = sp.sin(r) - r + r**3 / 7

# Of f >= 0 with a modulus; whether it is.
CASES = {
    "closer than its slope": (sp.Rational(1, 50) - Modulus(g), True),
    "not closer": (sp.Rational(1, 80) - Modulus(g), False),
    "one in another": (sp.Rational(1, 2) - Modulus(Modulus(g) - sp.Rational(1, 3)), True),
    "one sign alone": (sp.Rational(1, 9) + r - Modulus(sp.sin(r)), False),
    "both signs in a sum": (2 - Modulus(sp.sin(r)) - Modulus(sp.cos(3 * r)), True),
    "a sum that is exceeded": (1 - Modulus(sp.sin(r)) - Modulus(sp.cos(r)), False),
    "by very little": (-TINY - Modulus(g) + sp.exp(r) * 0, False),
}


@pytest.mark.parametrize("name", CASES)
def test_what_holds_for_both_signs(name) -> None:
    f, holds = CASES[name]
    assert (positive_for_both_signs(f, SIDE, strict=False) is not None) is holds
    found = bound(f.replace(Modulus, sp.Abs), ">=", sp.S.Zero, where=SIDE)
    assert (found.verdict is Verdict.PROVED) is holds


def test_what_is_true_but_for_neither_sign_alone_is_left() -> None:
    """|sin r| >= 0, though neither sin r nor -sin r is."""
    assert positive_for_both_signs(Modulus(sp.sin(r)), SIDE, strict=False) is None
