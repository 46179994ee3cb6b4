"""A wrong coefficient is noticed: each one is changed in turn, and a judge is asked every time.

If a mutant survived, the tests of the true formula would be worth nothing.
"""

from collections.abc import Iterator
from fractions import Fraction

import judges
import numpy as np
import pytest
import sympy as sp
from mpmath import mp

from beyondthermal.numeric.programs.derived import FROM_BETA
from beyondthermal.numeric.programs.functions import array_function
from beyondthermal.symbolic.machine.bounds import boundary_polynomial
from beyondthermal.symbolic.machine.machine import (
    MACHINE,
    NAMED_PARTS,
    closed_form,
    in_named_parts,
    weights,
)
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operators import J_A, J_S
from beyondthermal.symbolic.symbols import symbols

x, y, beta_A, beta_S = symbols("x y beta_A beta_S")
gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
POINTS = [(Fraction(1, 3), Fraction(29)), (Fraction(71), Fraction(2, 7))]


def mutants(polynomial: sp.Expr, *variables: sp.Symbol) -> Iterator[sp.Expr]:
    """The polynomial with each coefficient in turn raised by one, and each absent one put in."""
    poly = sp.Poly(polynomial, *variables)
    degrees = [range(degree + 1) for degree in poly.degree_list()]
    for powers in sp.utilities.iterables.cartes(*degrees):
        yield sp.expand(polynomial + sp.prod(v**k for v, k in zip(variables, powers, strict=True)))


def at(expr: sp.Expr, a: Fraction, b: Fraction) -> Fraction:
    value = sp.sympify(expr).subs({x: sp.Rational(a), y: sp.Rational(b)})
    return Fraction(int(value.p), int(value.q))


def residual_vanishes(candidate: dict[str, sp.Expr]) -> bool:
    """Whether the master equation as printed leaves these Bell populations alone, exactly."""
    for a, b in POINTS:
        G, S, A, E = (at(candidate[label], a, b) for label in "GSAE")
        middle, coherence = (S + A) / 2, (S - A) / 2
        rho = [[G, 0, 0, 0], [0, middle, coherence, 0], [0, coherence, middle, 0], [0, 0, 0, E]]
        if any(map(any, judges.master_equation(Fraction(1), a, b, rho))):
            return False
    return True


def test_the_true_weights_pass() -> None:
    assert residual_vanishes(dict(weights()))


@pytest.mark.parametrize("label", "GSAE")
def test_every_wrong_coefficient_of_a_weight_is_noticed(label: str) -> None:
    wrong = list(mutants(weights()[label], x, y))
    assert len(wrong) >= 4
    for mutant in wrong:
        assert not residual_vanishes(dict(weights()) | {label: mutant}), mutant


def in_mpmath(value: Fraction) -> mp.mpf:
    return mp.mpf(value.numerator) / value.denominator


def agrees_with_the_raw_kernel(N1: sp.Expr, N2_squared: sp.Expr, d: sp.Expr) -> bool:
    """Whether (|N1| - sqrt(N2²))/d is the concurrence of the numerical steady state, to 30 digits.

    Both points are entangled, so that nothing is hidden by the clip at zero.
    """
    with mp.workdps(50):
        for a, b in POINTS:
            raw = judges.kernel_concurrence(1, in_mpmath(a), in_mpmath(b))
            assert raw > 0.01
            first, second, third = (in_mpmath(at(part, a, b)) for part in (N1, N2_squared, d))
            if abs((abs(first) - mp.sqrt(second)) / third - raw) > mp.mpf(10) ** -30:
                return False
    return True


def parts() -> dict[str, sp.Expr]:
    form = closed_form()
    return {"N1": sp.expand(form.signed), "N2²": sp.expand(form.N2**2), "d": sp.expand(form.d)}


def test_the_true_closed_form_passes() -> None:
    assert agrees_with_the_raw_kernel(*parts().values())


@pytest.mark.parametrize("name", ["N1", "N2²", "d"])
def test_every_wrong_coefficient_of_the_closed_form_is_noticed(name: str) -> None:
    true = parts()
    for mutant in mutants(true[name], x, y):
        assert not agrees_with_the_raw_kernel(*(true | {name: mutant}).values()), mutant


def test_every_wrong_coefficient_of_the_boundary_is_noticed() -> None:
    """The cubic vanishes where the raw concurrence begins; no mutant does."""
    with mp.workdps(60):
        a = mp.mpf(1) / 3
        on_line = sp.lambdify((x, y), boundary_polynomial(), "mpmath")
        b = mp.findroot(lambda b: on_line(a, b), 10)
        step = mp.mpf(10) ** -30
        assert judges.kernel_concurrence(1, a, b - step) == 0
        assert judges.kernel_concurrence(1, a, b + step) > 0
        for mutant in mutants(boundary_polynomial(), x, y):
            assert abs(sp.lambdify((x, y), mutant, "mpmath")(a, b)) > 0.03


def numbers(expr: sp.Expr) -> list[sp.Expr]:
    """Every number in an expression tree, by its path of argument positions."""
    found = []

    def walk(node: sp.Expr, path: tuple[int, ...]) -> None:
        if node.is_Rational:
            found.append(path)
        for k, argument in enumerate(node.args):
            walk(argument, (*path, k))

    walk(expr, ())
    return found


def replaced(expr: sp.Expr, path: tuple[int, ...]) -> sp.Expr:
    """The expression with the number at the path raised by one."""
    if not path:
        return expr + 1
    arguments = list(expr.args)
    arguments[path[0]] = replaced(arguments[path[0]], path[1:])
    return expr.func(*arguments)


def test_every_wrong_number_in_the_compiled_formula_is_noticed() -> None:
    """The array program of the concurrence, against 50 digits at forty entangled points."""
    true = in_named_parts().concurrence
    random = np.random.default_rng(5)
    points = random.uniform([-4, 3], [0, 6], (40, 2))
    with mp.workdps(50):
        expected = [
            float(judges.concurrence_of_factors(*map(judges.boltzmann_factor, point)))
            for point in points
        ]

    def error(expr: sp.Expr) -> float:
        try:
            function = array_function((beta_A, beta_S), expr, (*FROM_BETA, *NAMED_PARTS))
        except ValueError:  # a power that the printer does not know
            return np.inf
        return np.abs(function(*points.T) - expected).max()

    assert error(true) <= 5e-16
    places = numbers(true)
    assert len(places) >= 10
    for path in places:
        assert not error(replaced(true, path)) <= 5e-16, (path, replaced(true, path))


@pytest.mark.parametrize(
    "jumps",
    [
        ((gamma_plus, J_A.H), (gamma_A, J_A), (gamma_plus, J_S.H), (gamma_S, J_A)),
        ((gamma_plus, J_A), (gamma_A, J_A), (gamma_plus, J_S.H), (gamma_S, J_S)),
        ((gamma_plus, J_A.H), (gamma_S, J_A), (gamma_plus, J_S.H), (gamma_A, J_S)),
        ((2 * gamma_plus, J_A.H), (gamma_A, J_A), (gamma_plus, J_S.H), (gamma_S, J_S)),
        ((gamma_plus, J_A.H), (gamma_A, J_A / 2), (gamma_plus, J_S.H), (gamma_S, J_S)),
    ],
    ids=["wrong mode", "no dagger", "exchanged", "rate doubled", "jump halved"],
)
def test_a_wrong_model_is_noticed(jumps: tuple) -> None:
    """The master equation as printed tells the machine from its neighbours."""
    rho = sp.Matrix(4, 4, range(1, 17))
    values = dict(zip((gamma_plus, gamma_A, gamma_S), (2, 3, 5), strict=True))
    expected = sp.Matrix(judges.master_equation(*map(sp.Integer, (2, 3, 5)), rho.tolist()))
    true, wrong = (
        Lindbladian(sp.zeros(4, 4), each)(rho).subs(values) for each in (MACHINE.jumps, jumps)
    )
    assert true == expected
    assert wrong != expected
