"""Exact mathematics: the master equation, its steady state, bounds and limits, with proofs."""

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
from .machine.bounds import boundary_polynomial, onset, thermal_bound, universal_bound
from .machine.limits import corner, edge, expansion
from .machine.machine import MACHINE, closed_form, in_named_parts, populations, steady
from .master_equation.concurrence import concurrence_x_form, prove_x_form
from .master_equation.lindblad import Lindbladian, invariant_blocks
from .master_equation.steady_state import NotUniqueError, SteadyState, steady_state
from .master_equation.steady_states import SteadyStates, steady_states
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
