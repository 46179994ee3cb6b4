"""Exact mathematics with proofs, in three groups; whatever is claimed comes back as a `Proof`.

Claims about formulas
    `assert_identity`, `assert_bound`, `assert_limit`, `assert_expansion`, `assert_steady_state`
                                  silent if proved, else `ClaimFailed` or `Undecided`
    `identity`, `positive`        one certificate, of polynomials and their ratios
    `explanation`                 a proof in words
    `symbol`, `symbols`           the symbols of the paper, by their names

Any open system
    `Lindbladian`                 a Hamiltonian and jumps; `invariant_blocks` of its superoperator
    `steady_state`, `steady_states`  the one there is, or all of them
    `dressed`                     a model with symbols for its roots, exponentials and phases
    `concurrence_x_form`          Eq. (A8), with its proof `prove_x_form`

The machine
    `MACHINE`                     the model on one screen, Eqs. (A1)-(A2)
    `steady`, `populations`       its steady state (A4), in the rates
    `closed_form`, `in_named_parts`  N1, N2 and d of the concurrence, Eqs. (5) and (A10)
    `thermal_bound`, `universal_bound`  C < 1/3 for positive temperatures, C < 1/2 for all
    `boundary_polynomial`, `onset`   where entanglement begins
    `edge`, `corner`, `expansion`    temperatures at or near their ends
"""

# Claims about formulas
from .assertions import (
    ClaimFailed,
    Undecided,
    assert_bound,
    assert_expansion,
    assert_identity,
    assert_limit,
    assert_steady_state,
    explanation,
)
from .decision.positivity import positive
from .decision.proof import Proof, Verdict, identity
from .dressing.dressing import dressed

# The machine
from .machine.bounds import boundary_polynomial, onset, thermal_bound, universal_bound
from .machine.limits import corner, edge, expansion
from .machine.machine import MACHINE, closed_form, in_named_parts, populations, steady

# Any open system
from .master_equation.concurrence import concurrence_x_form, prove_x_form
from .master_equation.lindblad import Lindbladian, invariant_blocks
from .master_equation.steady_state import NotUniqueError, SteadyState, steady_state
from .master_equation.steady_states import SteadyStates, steady_states

# The symbols that all of them are written in
from .symbols import symbol, symbols

__all__ = [
    "MACHINE",
    "ClaimFailed",
    "Lindbladian",
    "NotUniqueError",
    "Proof",
    "SteadyState",
    "SteadyStates",
    "Undecided",
    "Verdict",
    "assert_bound",
    "assert_expansion",
    "assert_identity",
    "assert_limit",
    "assert_steady_state",
    "boundary_polynomial",
    "closed_form",
    "concurrence_x_form",
    "corner",
    "dressed",
    "edge",
    "expansion",
    "explanation",
    "identity",
    "in_named_parts",
    "invariant_blocks",
    "onset",
    "populations",
    "positive",
    "prove_x_form",
    "steady",
    "steady_state",
    "steady_states",
    "symbol",
    "symbols",
    "thermal_bound",
    "universal_bound",
]
