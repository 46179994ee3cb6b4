"""One steady state for all parameters; traps are models that have several, for some at least."""

import pytest
import sympy as sp

from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.master_equation.steady_states import steady_states
from beyondthermal.symbolic.master_equation.uniqueness import unique_by_enclosures
from beyondthermal.symbolic.symbols import symbols

g, kappa, delta = symbols("g kappa delta")
POSITIVE, ANY, RATE = sp.Interval.open(0, sp.oo), sp.Reals, sp.Interval(0, sp.oo)


def unit(row: int, column: int, size: int) -> sp.Matrix:
    return sp.Matrix(size, size, lambda i, j: int((i, j) == (row, column)))


LOWERING = unit(0, 1, 2)
FLIP = LOWERING + LOWERING.T
# |3> decays to |1> and |2>, and nothing leads from one of these to the other.
TWO_ENDS = [unit(0, 2, 3), unit(1, 2, 3)]
LADDER = [unit(0, 1, 3), unit(1, 2, 3)]


@pytest.mark.parametrize(
    ("hamiltonian", "jumps", "method"),
    [
        (delta * FLIP, [(g, LOWERING)], "Engel"),
        (sp.zeros(3, 3), [(g, LADDER[0]), (kappa, LADDER[1])], "Engel"),
        (sp.zeros(2, 2), [(g, LOWERING), (kappa, LOWERING.T)], "Engel"),
        (g * (TWO_ENDS[1] + TWO_ENDS[1].T), [(kappa, TWO_ENDS[0])], "each enclosure holds level 1"),
    ],
)
def test_what_has_one_steady_state(hamiltonian, jumps, method) -> None:
    model = Lindbladian(hamiltonian, tuple(jumps))
    proof = unique_by_enclosures(model, {delta: ANY, g: POSITIVE, kappa: POSITIVE})
    assert proof
    assert method in proof.method
    assert steady_states(model).dimension == 1


@pytest.mark.parametrize(
    ("hamiltonian", "jumps"),
    [
        (sp.zeros(2, 2), [(g, sp.diag(1, -1))]),
        (sp.zeros(3, 3), [(g, jump) for jump in TWO_ENDS]),
        (g * FLIP, [(kappa, FLIP)]),
        # The coupling may be 0: then there are two.
        (delta * (TWO_ENDS[1] + TWO_ENDS[1].T), [(kappa, TWO_ENDS[0])]),
    ],
)
def test_what_may_have_several(hamiltonian, jumps) -> None:
    model = Lindbladian(hamiltonian, tuple(jumps))
    assert unique_by_enclosures(model, {delta: ANY, g: POSITIVE, kappa: POSITIVE}) is None
    assert steady_states(model.subs({delta: 0})).dimension > 1


def test_a_rate_that_may_be_zero_shows_nothing() -> None:
    model = Lindbladian(sp.zeros(2, 2), ((g, LOWERING),))
    assert unique_by_enclosures(model, {g: POSITIVE})
    assert unique_by_enclosures(model, {g: RATE}) is None
