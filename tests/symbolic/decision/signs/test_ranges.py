"""Ranges of exponentials by monotony."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.signs.quantity_ranges import monotone_range
from beyondthermal.symbolic.symbols import declared

r = declared("r", sp.Reals)


@pytest.mark.parametrize("side", [(-3, -1), (-2, 2), (-1, 0), (0, 1), (1, 2)], ids=str)
@pytest.mark.parametrize("u", [1 / r, -1 / r, r**2, -(r**2), r**3, -1 / r**2, r, -r], ids=str)
def test_a_range_by_monotony_holds_at_all_points(u: sp.Expr, side: tuple[int, int]) -> None:
    found = monotone_range(u, {r: sp.Interval.open(*side)})
    low, high = map(sp.Rational, side)
    for k in range(1, 8) if found is not None else ():
        at = u.subs(r, low + (high - low) * sp.Rational(k, 8))
        assert at is sp.zoo or found.start < sp.exp(at) < found.end
