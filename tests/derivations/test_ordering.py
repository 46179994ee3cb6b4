"""What is printed is in a physicist's order, and means what it meant."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st
from latex_reader import read
from mpmath import MPContext

from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.derivations.ordering import factors, is_negative, terms
from beyondthermal.derivations.printing import ascii_maths, latex, unicode_maths
from beyondthermal.symbolic.symbols import TABLE, latex_names, symbols

mp = MPContext()
mp.dps = 40
x, y, u, v, p_G, p_S, p_A, p_E = symbols("x y u v p_G p_S p_A p_E")
epsilon, beta_A, beta_S, omega_0, delta = symbols("epsilon beta_A beta_S omega_0 delta")
gamma_plus, gamma_A, gamma_S, A, S, P, C = symbols("gamma_plus gamma_A gamma_S A S P C")
H_0, rho, J_S, ket_01, ket_10 = symbols("H_0 rho J_S ket_01 ket_10")

PRINTED = {
    1 - epsilon: r"1 - \varepsilon",
    epsilon**2 - 2 * epsilon + 3: r"3 - 2 \varepsilon + \varepsilon^{2}",
    (epsilon - 1) ** 2: r"\left(1 - \varepsilon\right)^{2}",
    -x * (2 * epsilon**2 - 1) / 3: r"\frac{x \left(1 - 2 \varepsilon^{2}\right)}{3}",
    p_S - p_A: "p_S - p_A",
    p_A - p_S - sp.Rational(1, 3): r"p_A - p_S - \frac{1}{3}",
    p_A + p_E + p_G + p_S: "p_G + p_S + p_A + p_E",
    S**2 - 2 * P: r"\mathcal{S}^{2} - 2 \mathcal{P}",
    1 - 2 * p_S: "1 - 2 p_S",
    x * p_A + y * p_S: "x p_A + y p_S",
    2 * x**2 + x**2 * y + 3 * x + x * y**2 + 1: "x^{2} y + x y^{2} + 2 x^{2} + 3 x + 1",
    (-5 * x - 8) * y**2 + y**3 + x: r"y^{3} - y^{2} \left(5 x + 8\right) + x",
    -2 * sp.sqrt(p_E) * sp.sqrt(p_G): r"- 2 \sqrt{p_G p_E}",
    sp.sqrt(x + y) * sp.sqrt(x**2 + y): r"\sqrt{\left(x + y\right) \left(x^{2} + y\right)}",
    sp.sqrt(2) * p_S / 2: r"\frac{p_S}{\sqrt{2}}",
    sp.sqrt(2) * (ket_01 + ket_10) / 2: r"\frac{1}{\sqrt{2}} \left(|01\rangle + |10\rangle\right)",
    sp.Rational(1, 3) - 2 * sp.exp(-beta_S / 2) / 3: r"\frac{1}{3} - \frac{2 e^{- \beta_S/2}}{3}",
    sp.exp(-beta_A * H_0 / omega_0): r"e^{- \beta_A \hat H_0/\omega_0}",
    -sp.I * (H_0 * rho - rho * H_0): r"- i \left(\hat H_0 \rho - \rho \hat H_0\right)",
    sp.I * omega_0 - 3 * gamma_plus - gamma_S: r"i \omega_0 - 3 \Gamma^{+} - \Gamma_S^{-}",
    2 * sp.I * delta: r"2 i \delta",
    sp.Rational(1, 5000): r"2 \cdot 10^{-4}",
    sp.Rational(-1, 1000): "- 10^{-3}",
    sp.Rational(1, 200): r"5 \cdot 10^{-3}",
    sp.Rational(1, 100): r"\frac{1}{100}",
}  # fmt: skip


@pytest.mark.parametrize("expr", PRINTED, ids=str)
def test_a_formula_is_printed_as_one_writes_it(expr):
    assert latex(expr) == PRINTED[expr]


def test_what_is_left_stands_last_without_its_point():
    rest = sp.Order(sp.exp(-beta_S), (beta_S, sp.oo))
    shown = latex(sp.Eq(C, rest - sp.exp(-beta_S / 2) + sp.Rational(1, 2), evaluate=False))
    assert shown == (
        r"C = \frac{1}{2} - e^{- \beta_S/2} + O\left(e^{- \beta_S}\right)"
        r" \quad (\beta_S \to \infty)"
    )


def test_a_terminal_has_the_same_order_in_one_line_each():
    shown = sp.Abs(p_A - p_S) - 2 * sp.sqrt(p_E) * sp.sqrt(p_G)
    assert unicode_maths(shown) == "│p_A - p_S│ - 2⋅√(p_G⋅p_E)"
    assert ascii_maths(1 - epsilon) == "1 - epsilon"
    assert unicode_maths(3 * sp.exp(-3 * beta_S / 2)).splitlines()[0].strip() == "-3⋅β_S/2"
    assert unicode_maths(sp.Rational(3, 10**5)) == "3⋅10⁻⁵"


# Nothing changes its value.

VALUES = {row.symbol: sp.Rational(7 + 5 * k, 11 + 3 * k % 17) for k, row in enumerate(TABLE)}
READ = {latex_names()[s]: mp.mpf(value.p) / value.q for s, value in VALUES.items()}
KINDS = (sp.Add, sp.Mul, sp.Pow, sp.Symbol, sp.Number, sp.exp, sp.Abs, sp.Max, sp.Min)


def is_number(expr):
    """Whether a side of a statement is made of what the reader of LaTeX knows."""
    nodes = list(sp.preorder_traversal(expr))
    known = (node is sp.I or (isinstance(node, KINDS) and node.is_commutative) for node in nodes)
    finite = not expr.has(sp.oo, -sp.oo, sp.zoo)
    return isinstance(expr, sp.Expr) and finite and all(known) and expr.free_symbols <= set(VALUES)


def same(expr, printed):
    here = expr.xreplace(VALUES).evalf(40)
    there = read(printed, READ, mp)
    exact = mp.mpc(*(str(part) for part in here.as_real_imag()))
    return abs(there - exact) <= mp.mpf(10) ** -30 * (1 + abs(exact))


@pytest.mark.parametrize("name", REGISTRY)
def test_every_side_of_every_statement_reads_back_as_its_value(name):
    for statement in find(name).stated:
        for part in sp.preorder_traversal(statement):
            if isinstance(part, sp.Rel):
                for side in filter(is_number, part.args):
                    assert same(side, latex(side)), latex(side)


@pytest.mark.parametrize("name", REGISTRY)
def test_terms_and_factors_of_every_statement_make_what_they_are_of(name):
    for statement in find(name).stated:
        for part in sp.preorder_traversal(statement):
            if isinstance(part, sp.Add | sp.Mul) and not part.is_Matrix:
                assert put_together(part), part


def put_together(part):
    """Whether terms add up, and factors multiply, to what they are taken from; with operators."""
    if part.is_Add:
        return sorted(map(str, terms(part))) == sorted(map(str, part.args))
    minus, above, below, behind = factors(part)
    whole = sp.Mul(*above) / sp.Mul(*below) * sp.Mul(*behind) * (-1 if minus else 1)
    if not part.has(sp.Pow) or not part.is_commutative:
        return sp.expand(whole - part) == 0
    opaque = {f: sp.Dummy(positive=True) for f in part.atoms(sp.Function)}
    numbers = [{s: sp.Rational(k + 3, 7) for k, s in enumerate(sorted(opaque.values(), key=str))}]
    difference = (whole - part).xreplace(opaque).xreplace(numbers[0]).xreplace(VALUES)
    left = {
        s: sp.Rational(k + 5, 9) for k, s in enumerate(sorted(difference.free_symbols, key=str))
    }
    return abs(difference.xreplace(left).evalf(30)) < sp.Float("1e-20")


names = st.sampled_from([x, y, u, epsilon, p_S, A, S, beta_A, gamma_A])
leaves = names | st.sampled_from([sp.Rational(n, d) for n in (-3, -1, 1, 2) for d in (1, 2, 1000)])


def grown(parts):
    """Sums, products, powers, roots, quotients, exponentials."""
    pair = st.tuples(parts, parts)
    return st.one_of(
        pair.map(lambda two: two[0] + two[1]),
        pair.map(lambda two: two[0] - two[1]),
        pair.map(lambda two: two[0] * two[1]),
        pair.map(lambda two: sp.Mul(*two, evaluate=False)),
        pair.map(lambda two: sp.Add(*two, evaluate=False)),
        st.tuples(parts, st.sampled_from([2, 3, -1, -2])).map(lambda two: power(*two)),
        parts.map(lambda part: sp.sqrt(1 + part**2)),
        parts.map(sp.Abs),
        names.map(lambda name: sp.exp(-name / 2)),
    )


def power(base, exponent):
    return base**exponent if base != 0 else base


@given(st.recursive(leaves, grown, max_leaves=8))
def test_any_formula_reads_back_as_its_value(expr):
    if is_number(expr) and not expr.has(sp.nan):
        assert same(expr, latex(expr)), latex(expr)
        assert unicode_maths(expr)
        assert ascii_maths(expr)


@given(st.recursive(leaves, grown, max_leaves=6))
def test_a_sum_starts_with_a_minus_sign_only_if_all_its_terms_do(expr):
    if expr.is_Add and not expr.has(sp.nan, sp.zoo):
        shown = terms(expr)
        assert is_negative(shown[0]) <= all(map(is_negative, shown))


def test_the_reader_tells_a_wrong_order_from_a_right_one():
    assert same(x - y, "x - y")
    assert not same(x - y, "y - x")
    assert not same(sp.sqrt(x * y), r"\sqrt{x} y")
    assert not same((1 - epsilon) ** 3, r"\left(\varepsilon - 1\right)^{3}")
    with pytest.raises(AssertionError):
        read(r"\frac{x}{y", READ, mp)
