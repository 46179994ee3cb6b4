"""What is typed in one line means what it was: read back, it is the same."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from beyondthermal.derivations.printing import in_a_line
from beyondthermal.symbolic.formula.grammar import parse

x, y = sp.symbols("x y", positive=True)
NUMBERS = st.sampled_from([sp.Rational(p, q) for p in range(-3, 4) for q in (1, 2, 4)])
LEAVES = st.sampled_from([x, y, x + y, x - 1]) | NUMBERS


def combined(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: p[0] / (p[1] ** 2 + x)),
        inner.map(lambda e: sp.exp(-e / 2) if e.free_symbols else e),
        inner.map(lambda e: sp.sqrt(e**2 + y)),
        inner.map(lambda e: abs(e) ** 3),
    )


@given(st.recursive(LEAVES, combined, max_leaves=5))
def test_a_formula_read_back_is_the_same(expr):
    written = in_a_line(expr, unicode=False).replace("|", "")
    assert "\n" not in written
    if "Abs" not in sp.srepr(expr):
        point = {x: sp.Rational(7, 5), y: sp.Rational(3, 11)}
        read = parse(written, {"x": x, "y": y})
        assert abs((read - expr).subs(point).evalf(30, maxn=400)) < sp.Float("1e-15")


@pytest.mark.parametrize(
    ("expr", "typed"),
    [
        (x / (2 * y), "x/(2⋅y)"),
        (-(x**2) / 3, "-x^2/3"),
        ((-2) ** x, "(-2)^x"),
        ((x / 2 + 1) ** 3, "(x/2 + 1)^3"),
        (x ** -sp.Rational(3, 2), "1/x^(3/2)"),
        (sp.exp(x) ** y, "exp(x⋅y)"),
        (abs(x - y) / 2, "|x - y|/2"),
        (sp.Lt(x, sp.sqrt(y) / 2), "x < √(y)/2"),
    ],
)
def test_brackets_are_where_they_are_needed(expr, typed):
    assert in_a_line(expr) == typed
