"""How far from the point the certificate of a limit reaches."""

from fractions import Fraction

import pytest
import sympy as sp

from beyondthermal.symbolic.decision.boxes import questions
from beyondthermal.symbolic.decision.limits.joint_limits import corners, modulus_of_continuity
from beyondthermal.symbolic.symbols import declared

r = declared("r", sp.Reals)
oo, root = sp.oo, sp.sqrt


@pytest.mark.parametrize(
    ("f", "at", "value", "side"),
    [
        (root(r) * (r + 1), 0, 0, sp.Interval(0, sp.Rational(1, 100))),
        (root(sp.Rational(1, 50) - r) + r, sp.Rational(1, 50), sp.Rational(1, 50),
         sp.Interval(0, sp.Rational(1, 50))),
        ((r + 1) / r, oo, 1, sp.Interval(1000, oo)),
        ((sp.exp(r) + 1) / sp.exp(r), oo, 1, sp.Interval(50, oo)),
        (1 / r, -oo, 0, sp.Interval(-oo, -77)),
    ],
    ids=str,
)  # fmt: skip
def test_a_certificate_reaches_no_point_outside_the_domain(f, at, value, side) -> None:
    (asked,) = questions([f], {r: side})
    point = {asked.names[r]: sp.sympify(at)}
    for corner in corners(asked.expressions[0], point, asked.box, order=1):
        near = Fraction(1, 2**corner.end)
        # Where the coordinate is as large as it may be.
        (name,) = map(str, corner.coordinates)
        if name.startswith("w"):
            assert near <= Fraction(1, 3**50)
        else:
            here = at + near if at == side.start else at - near
            assert side.contains(sp.Rational(sp.sign(at) / near if at in (oo, -oo) else here))
        found = modulus_of_continuity(corner, sp.sympify(value))
        assert found is not None
        boxes = [row["box"] for row in found[1] if row["kind"] == "positive"]
        assert all(sp.Rational(box[0][2]) <= sp.Rational(near) for box in boxes)
