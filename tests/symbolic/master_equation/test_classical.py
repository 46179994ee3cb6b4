"""Populations in positive form: the matrix-tree theorem, against sums over spanning trees."""

from itertools import permutations

import judges
import pytest
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic.machine.machine import MACHINE, weights
from beyondthermal.symbolic.machine.machine import boltzmann_factors as in_factors
from beyondthermal.symbolic.master_equation.classical import classical_populations, in_basis
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_state import steady_state
from beyondthermal.symbolic.operators import BELL, number, sigma_minus
from beyondthermal.symbolic.symbols import symbols, unknowns

gamma, p, g = symbols("gamma p g")


def chain(levels: int, rates: dict) -> Lindbladian:
    def jump(i: int, j: int) -> sp.Matrix:
        return sp.Matrix(levels, levels, lambda a, b: int((a, b) == (j, i)))

    jumps = tuple((rate, jump(i, j)) for (i, j), rate in rates.items())
    return Lindbladian(sp.diag(*range(levels)), jumps)


@given(st.integers(2, 4), st.data())
@settings(max_examples=20)
def test_weights_are_sums_over_spanning_trees(levels: int, data: st.DataObject) -> None:
    moves = list(permutations(range(levels), 2))
    rates = {move: data.draw(st.fractions(1, 9, max_denominator=9)) for move in moves}
    exact = {move: sp.Rational(rate) for move, rate in rates.items()}
    found = classical_populations(chain(levels, exact)).values
    trees = [judges.spanning_trees(rates, range(levels), root) for root in range(levels)]
    assert found == tuple(sp.Rational(tree) / sp.Rational(sum(trees)) for tree in trees)


@pytest.mark.parametrize("levels", [3, 4])
def test_every_coefficient_is_one_and_there_are_as_many_as_cayley_says(levels: int) -> None:
    moves = list(permutations(range(levels), 2))
    names = unknowns("w", len(moves))
    rates = dict(zip(moves, names, strict=True))
    for weight in classical_populations(chain(levels, rates)).weights:
        assert sp.Poly(weight, *names).coeffs() == [1] * levels ** (levels - 2)


def test_the_machine_is_classical_in_the_bell_basis() -> None:
    found = classical_populations(MACHINE, BELL).weights
    assert tuple(map(in_factors, found)) == tuple(weights().values())


def test_populations_are_those_of_the_steady_state() -> None:
    model = chain(3, {(0, 1): p, (1, 2): p * gamma, (2, 0): gamma, (1, 0): 1 + g})
    state = steady_state(model)
    for k, value in enumerate(classical_populations(model).values):
        assert sp.cancel(value - state.density_matrix[k, k]) == 0


def test_a_common_factor_stays_if_signs_would_suffer() -> None:
    """The weights x³ + 1 and (x³ + 1) have positive coefficients, (x³ + 1)/(x + 1) does not."""
    model = chain(3, {(0, 1): gamma**3 + 1, (1, 0): gamma + 1, (1, 2): gamma, (2, 1): gamma})
    for weight in classical_populations(model).weights:
        assert all(c > 0 for c in sp.Poly(weight, gamma).coeffs())


def test_populations_that_coherences_drive_are_refused() -> None:
    driven = Lindbladian(g * sp.Matrix([[0, 1], [1, 0]]), ((gamma, sigma_minus),))
    with pytest.raises(ValueError, match="must leave populations to themselves"):
        classical_populations(driven)
    with pytest.raises(ValueError, match="must leave populations to themselves"):
        classical_populations(MACHINE)


def test_several_steady_states_are_refused() -> None:
    with pytest.raises(ValueError, match="must have one steady state"):
        classical_populations(Lindbladian(number, ()))


def test_only_a_unitary_matrix_is_a_basis() -> None:
    with pytest.raises(ValueError, match="`basis` must be unitary"):
        in_basis(MACHINE, 2 * sp.eye(4))
