"""Roots, exponentials and phases as symbols: nothing changes its value, and nothing is lost."""

import pytest
import sympy as sp
from sympy import I, cos, cosh, exp, log, sin, sinh, sqrt, tanh

from beyondthermal.symbolic.dressing.dressing import dressed
from beyondthermal.symbolic.dressing.translation import Translation, is_hermitian
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_state import steady_state
from beyondthermal.symbolic.master_equation.uniqueness import unique_by_enclosures
from beyondthermal.symbolic.operators import sigma_minus
from beyondthermal.symbolic.symbols import POSITIVE, assumed

g, h, w, T = (assumed(name, positive=True) for name in ("g", "h", "w", "T"))
x, phi = (assumed(name, real=True) for name in ("x", "phi"))
POINT = {g: sp.Rational(3, 7), h: sp.Rational(5, 3), w: sp.Rational(4, 9), T: sp.Rational(6, 5),
         x: -sp.Rational(2, 3), phi: sp.Rational(11, 8)}  # fmt: skip
ONE, sigma_x = sp.S.One, sigma_minus + sigma_minus.H
EXPRESSIONS = [
    sqrt(g) + g,
    sqrt(g * h) * sqrt(g) + g ** sp.Rational(1, 3),
    1 / sqrt(g + h) + (g + h) ** sp.Rational(3, 2),
    sqrt(g / (1 + h)) * sqrt(1 + h),
    sqrt(1 + sqrt(1 + g)),
    exp(w / T) / (exp(w / (2 * T)) - 1),
    exp(-2 * x / 3) + exp(x / 2),
    exp(x + 2 * w) * exp(-w),
    cosh(x) ** 3 - sinh(2 * x) * exp(-x),
    tanh(x + w) * cosh(w),
    exp(I * (phi - x)) * sin(phi) + cos(3 * phi) * exp(-2 * I * x),
    exp(I * sp.pi / 3) + exp(I * sp.pi * x),
    sp.E**2 + exp(g),
    sp.pi * log(1 + g) + sp.Max(g, 1) + sp.atan(x),
    sqrt(2) * sqrt(g) + 2 ** sp.Rational(1, 3),
]


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_what_is_dressed_is_rational_and_comes_back(expr: sp.Expr) -> None:
    """Also where powers are reduced by the relations among symbols."""
    found = Translation([expr], {})
    made = found.of(expr)
    assert made.subs(sp.sqrt(2), 1).is_rational_function(*made.free_symbols)
    above, below = sp.fraction(sp.together(made))
    reduced = found.reduced(sp.expand(above)) / found.reduced(sp.expand(below))
    meanings = {each.symbol: each.meaning for each in found.replacements}
    for form in (made, reduced):
        difference = (form.xreplace(meanings) - expr).subs(POINT)
        assert abs(difference.evalf(40)) < sp.Rational(1, 10**30)


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_every_relation_is_true(expr: sp.Expr) -> None:
    found = Translation([expr], {})
    found.of(expr)
    meanings = {each.symbol: each.meaning for each in found.replacements}
    for each in found.replacements:
        value = each.meaning.subs(POINT).evalf(40)
        if each.power and not each.is_root_of:
            other = each.value.xreplace(meanings).subs(POINT).evalf(40)
            assert abs(value**each.power - other) < sp.Rational(1, 10**30)
        low, high = each.domain.inf, each.domain.sup
        assert low <= value <= high


@pytest.mark.parametrize(
    ("expr", "said"),
    [
        (sqrt(x), "sqrt(x) has no real value: x is -1 at x = -1"),
        (sqrt(g - 2), "sqrt(g - 2) has no real value"),
        (exp((1 + I) * exp(I * x)), "neither real nor imaginary"),
        (log(x), "isn't shown to be real"),
        (x**x, "isn't shown to be real"),
    ],
    ids=str,
)
def test_what_may_not_be_real_is_refused(expr: sp.Expr, said: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        Translation([expr], {}).of(expr)
    assert said in str(error.value)


def test_a_range_makes_a_root_real() -> None:
    assert Translation([sqrt(x)], {x: POSITIVE}).of(sqrt(x)).is_Symbol


@pytest.mark.parametrize(
    ("entry", "other", "hermitian"),
    [
        (exp(I * phi), cos(phi) - I * sin(phi), True),
        (exp(I * phi), exp(I * phi), False),
        (I * tanh(x), -I * sinh(x) / cosh(x), True),
        (sqrt(g + h) ** 3, (g + h) * sqrt(g + h), True),
        (sqrt(g + h), sqrt(g) + sqrt(h), False),
    ],
)
def test_a_matrix_is_seen_to_be_hermitian(entry: sp.Expr, other: sp.Expr, hermitian: bool) -> None:
    assert is_hermitian(sp.Matrix([[1, entry], [other, 0]]), {}) is hermitian


@pytest.mark.parametrize(
    ("rate", "jump", "expected"),
    [
        (ONE, sqrt(g) * sigma_minus, (g, sigma_minus)),
        (h, exp(I * phi) * sigma_minus, (h, sigma_minus)),
        (h, (g + I * x) * sigma_minus, (h * (g**2 + x**2), sigma_minus)),
        (h, 2 * sigma_minus, (h, 2 * sigma_minus)),
    ],
)
def test_a_factor_of_a_jump_goes_to_its_rate(
    rate: sp.Expr, jump: sp.Matrix, expected: tuple[sp.Expr, sp.Matrix]
) -> None:
    found = dressed(Lindbladian(sp.zeros(2, 2), ((rate, jump),)))
    ((made, operator),) = found.lindbladian.jumps
    assert not found.replacements
    assert (sp.expand(made - expected[0]), operator) == (0, sp.Matrix(expected[1]))


def test_the_solution_solves_the_equation_that_was_asked() -> None:
    """L(rho) = 0 in numbers of 40 digits, with L as it was before it was dressed."""
    H = sqrt(g + w) * sigma_x + cos(phi) * sp.diag(0, 1)
    jump = cosh(x) * sigma_minus + exp(I * phi) * sinh(x) * sigma_minus.H
    asked = Lindbladian(H, ((1 / (exp(w / T) - 1), jump),))
    found = dressed(asked)
    state = steady_state(found.lindbladian)
    above, below = found.normal(state.numerators, state.denominator)
    rho = found.undressed(above / below).evalf(50, subs=POINT)
    (rate, jump), H = asked.jumps[0], asked.hamiltonian.evalf(50, subs=POINT)
    L, rate = jump.evalf(50, subs=POINT), rate.evalf(50, subs=POINT)
    loss = L.H * L
    change = -I * (H * rho - rho * H) + rate * (L * rho * L.H - (loss * rho + rho * loss) / 2)
    assert max(abs(sp.N(e, 40)) for e in change) < sp.Rational(1, 10**30)
    assert abs(rho.trace().evalf(40) - 1) < sp.Rational(1, 10**30)
    assert found.undressed(below).subs(POINT).evalf() > 0


def test_a_denominator_that_is_zero_is_seen() -> None:
    found = dressed(Lindbladian(sqrt(g + 1) * sigma_x, ((g, sigma_minus),)))
    (root,) = (each.symbol for each in found.replacements)
    with pytest.raises(ValueError, match="isn't seen to have another value than 0"):
        found.normal(sp.eye(2), root**2 - g - 1)


def test_it_is_said_what_was_replaced() -> None:
    rate = w / (exp(w / T) - 1)
    assert dressed(Lindbladian(sp.zeros(2, 2), ((rate, sigma_minus),))).notes == (
        "x_1 = exp(w/T)",
        "w also stands outside of exp(w/T): what follows holds for all values of w and x_1",
    )


def test_names_of_the_model_are_not_taken() -> None:
    own = assumed("r_1", positive=True)
    found = dressed(Lindbladian(own * sigma_x, ((ONE, sqrt(g) * sigma_minus + sigma_minus.H),)))
    assert [each.symbol.name for each in found.replacements] == ["r_2"]


def test_a_phase_is_never_zero() -> None:
    """|c + is|² = 1, though c and s may both be zero in the box of their ranges."""
    turn = exp(I * phi) * sp.Matrix([[0, 0, 0], [0, 0, 0], [0, 1, 0]])
    H = turn + turn.H + sp.Matrix([[0, 1, 0], [1, 0, 0], [0, 0, 0]])
    jump = sp.Matrix([[0, 0, 1], [0, 0, 0], [0, 0, 0]])
    found = dressed(Lindbladian(H, ((g, jump),)))
    assert unique_by_enclosures(found.lindbladian, found.where, found.reduced) is not None
    assert unique_by_enclosures(found.lindbladian, found.where) is None
