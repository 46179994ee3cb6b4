"""Falsehoods next to the statements on the model, its superoperator and a single step."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.of_the_paper import kraus
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.statements import equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.operator_notation import tensor, vec
from beyondthermal.symbolic.statements import InDimensions
from beyondthermal.symbolic.symbols import POSITIVE, symbol, symbols

A, B, rho, H_0, omega_0 = symbols("A_matrix B_matrix rho H_0 omega_0")
gamma_A, gamma_S, x, y = symbols("gamma_A gamma_S x y")
ket_S, ket_A, p_S, p_A = symbols("ket_S ket_A p_S p_A")
Change = Callable[[sp.Basic], sp.Basic]


def _exchanged(one: sp.Symbol, other: sp.Symbol) -> Change:
    between = sp.Dummy(commutative=one.is_commutative)
    return lambda part: part.xreplace({one: between}).xreplace({other: one, between: other})


def _doubled(part: sp.Basic) -> sp.Basic:
    twice = isinstance(part, sp.Eq) and part.args[1] != 0
    return equation(part.args[0], 2 * part.args[1]) if twice else part


WRONG: tuple[tuple[str, Change], ...] = (
    *((name, _doubled) for name in (
        "1", "2", "3", "algebra-corrected", "bell-states", "levels", "matrix-elements",
        "superoperator", "blocks", "jump-terms", "rate-equations", "population-matrix",
        "coherence-G-E", "coherences-one-quantum", "coherence-S-A", "hamiltonian-corrected",
        "B1-kraus", "B3-corrected", "B3-state-corrected", "B3-probabilities-corrected",
        "B3-gibbs-corrected", "balances", "middle-levels", "outer-weights", "middle-weights",
        "first-balance", "normalisation", "computational-basis", "tree-theorem", "A4",
        "A4-zeros", "A4-unique", "populations", "equal-temperatures", "diamond-current",
    )),
    *((name, _exchanged(gamma_A, gamma_S)) for name in ("2", "3", "rate-equations")),
    ("1", _exchanged(rho, symbol("rho_dot"))),
    ("dark", _exchanged(ket_S, ket_A)),
    ("matrix-elements", _exchanged(ket_S, ket_A)),
    ("bell-states", _exchanged(symbol("ket_01"), symbol("ket_10"))),
    ("rate-equations", _exchanged(p_S, p_A)),
    ("conservation", lambda part: equation(part.args[0] - symbol("dp_E"), 0)),
    ("detailed-balance", lambda part: part.xreplace({gamma_S: 2 * gamma_S})
     if part.args[0].has(symbol("p_E")) else part.func(
         part.args[0], equation(part.args[1].lhs, 1 / part.args[1].rhs))),
    ("C1", lambda part: equation(part.args[0], part.args[1][::-1, :])
     if isinstance(part.args[1], sp.MatrixBase) else part),
)  # fmt: skip


@pytest.mark.parametrize(("name", "change"), WRONG)
@pytest.mark.sweep
def test_what_is_wrong_is_not_proved(name: str, change: Change) -> None:
    claim = find(name)
    statement = claim.stated
    wrong = tuple(map(change, statement))
    assert wrong != statement
    assert check(replace(claim, statement=wrong)).finding.proof.verdict is not Verdict.PROVED


@pytest.mark.parametrize(
    "wrong",
    [
        equation(vec(A * rho * B), tensor(A, B) * vec(rho)),
        equation(vec(A * rho * B), tensor(B, A) * vec(rho)),
        equation(vec(A * rho), tensor(1, A) * vec(rho)),
    ],
)
def test_another_rule_for_products_fails(wrong: sp.Eq) -> None:
    claim = replace(find("C2"), statement=(InDimensions(wrong, 2, 3),))
    assert check(claim).finding.proof.verdict is not Verdict.PROVED


def test_products_become_tensor_products_in_five_dimensions() -> None:
    """The sizes are part of the statement."""
    (shown,) = find("C2").statement()
    claim = replace(find("C2"), statement=(InDimensions(shown.args[0], 1, 5),))
    assert check(claim).finding.proof


@pytest.mark.parametrize("part", kraus.PRINTED_HAMILTONIAN)
def test_no_projector_is_the_hamiltonian(part: sp.Eq) -> None:
    """Whichever the index is that is left open."""
    claim = replace(find("hamiltonian"), statement=(part,))
    assert check(claim).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize("part", kraus.PRINTED_COMPLETE)
def test_neither_sign_makes_a_complete_set(part: sp.Eq) -> None:
    claim = replace(find("completeness"), statement=(part,))
    assert check(claim).finding.proof.verdict is Verdict.REFUTED


def test_at_infinite_temperature_a_jump_has_the_ratio_one() -> None:
    """The domain is part of the statement: with ξ = 1 in it, it is false."""
    claim = find("B3-ratio")
    wider = {**claim.where, symbol("xi"): POSITIVE}
    assert check(replace(claim, where=wider)).finding.proof.verdict is Verdict.REFUTED
