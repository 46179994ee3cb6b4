"""The model's claims with another statement: none of these falsehoods is proved."""

from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.of_the_paper import model, superoperator
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.statements import D, equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.definitions import unfold
from beyondthermal.symbolic.operator_notation import Tr, tensor, transpose, vec
from beyondthermal.symbolic.statements import Iff, InDimensions
from beyondthermal.symbolic.symbols import symbol, symbols

gamma_plus, gamma_A, gamma_S, omega_0, x, y = symbols("gamma_plus gamma_A gamma_S omega_0 x y")
rho, rho_dot, L_rho, H_0, A, B = symbols("rho rho_dot L_rho H_0 A_matrix B_matrix")
rho_A, L_A, L_S, beta_A, beta_S, C = symbols("rho_A L_A L_S beta_A beta_S C")
J_S, J_S_dagger, ket_G, ket_S, ket_A, ket_E = symbols("J_S J_S_dagger ket_G ket_S ket_A ket_E")
c_1, c_1_dagger, c_2, c_2_dagger = symbols("c_1 c_1_dagger c_2 c_2_dagger")
p_G, p_S, p_A, dp_G, dp_S, dp_A, dp_E = symbols("p_G p_S p_A dp_G dp_S dp_A dp_E")
drho_GE, rho_GE, drho_SA, rho_SA = symbols("drho_GE rho_GE drho_SA rho_SA")
GIBBS = sp.exp(-beta_A * H_0 / omega_0)


def verdict(name: str, *statement: sp.Basic) -> Verdict:
    return check(replace(find(name), statement=statement)).finding.proof.verdict


# Where both sides stand in the statement as they are: each has a factor that can be wrong.
EQUATIONS = [
    (claim.name, k)
    for claim in (*model.CLAIMS, *model.STEPS, *superoperator.CLAIMS, *superoperator.STEPS)
    if claim.expected is Verdict.PROVED and claim.name not in ("A1", "A2", "A11")
    for k, part in enumerate(claim.stated)
    if isinstance(part, sp.Eq) and part.rhs != 0
]


@pytest.mark.parametrize(("name", "k"), EQUATIONS)
@pytest.mark.sweep
def test_an_equation_with_another_factor_is_refuted(name: str, k: int) -> None:
    part = find(name).stated[k]
    assert verdict(name, equation(part.lhs, 2 * part.rhs)) is Verdict.REFUTED


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("1", equation(rho_dot, L_rho + sp.I * (H_0 * rho - rho * H_0))),
        ("1", equation(rho_dot, L_rho)),
        ("1", equation(Tr(rho_dot), Tr(rho))),
        ("2", equation(L_rho, (gamma_plus * (D("J_A") + D("J_S"))
                               + gamma_A * D("J_A_dagger") + gamma_S * D("J_S_dagger")) / 2)),
        ("2", equation(L_rho, (gamma_plus * (D("J_A_dagger") + D("J_S_dagger"))
                               + gamma_S * D("J_A") + gamma_A * D("J_S")) / 2)),
        ("3", equation(x, gamma_plus / gamma_A)),
        ("3", equation(sp.exp(beta_A), gamma_S / gamma_plus)),
        ("3", equation(rho_A, GIBBS)),
        ("3", equation(rho_A, sp.exp(beta_A * H_0 / omega_0) / Tr(sp.exp(beta_A * H_0 / omega_0)))),
        ("3", equation(L_A, rho_A)),
        ("levels", equation(H_0 * ket_S, 2 * omega_0 * ket_S)),
        ("levels", equation(H_0 * ket_G, omega_0 * ket_G)),
        ("algebra", equation(c_1 * c_2_dagger + c_2_dagger * c_1, 0)),
        ("algebra-corrected", equation(c_1 * c_2 + c_2 * c_1, 0)),
        ("algebra-corrected", equation(c_1 * c_1_dagger - c_1_dagger * c_1, 1)),
        ("dark", equation(J_S * ket_S, 0)),
        ("dark", equation(J_S_dagger * ket_G, 0)),
        ("matrix-elements", equation(J_S * ket_E, sp.sqrt(2) * ket_A)),
        ("rate-equations", equation(dp_S, dp_A)),
        ("conservation", equation(dp_G + dp_S + dp_A, 0)),
        ("C2", InDimensions(equation(vec(A * rho * B), tensor(A, B) * vec(rho)), 2, 3, 4)),
        ("C2", InDimensions(equation(vec(A * rho * B), tensor(transpose(B), A) * vec(rho)), 3)),
        ("C2", InDimensions(equation(vec(A * rho * B), tensor(A, transpose(B)) * vec(B)), 2)),
        ("coherence-G-E", equation(drho_GE, rho_GE)),
        ("coherence-S-A", equation(drho_SA, -2 * (gamma_plus + gamma_A) * rho_SA)),
    ],
)  # fmt: skip
@pytest.mark.sweep
def test_another_statement_is_refuted(name: str, statement: sp.Basic) -> None:
    assert verdict(name, statement) is Verdict.REFUTED


def test_a_bond_is_balanced_at_no_other_ratio() -> None:
    (right, _), upside_down = find("detailed-balance").stated, gamma_S / gamma_plus
    wrong = Iff(right.args[0], equation(p_S / p_G, upside_down))
    assert verdict("detailed-balance", wrong) is not Verdict.PROVED


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_rule_for_matrices_of_one_size_is_none_for_all(size: int) -> None:
    """With one row and one column everything commutes."""
    found = verdict("C2", InDimensions(equation(A * B, B * A), 1, size))
    assert (found is Verdict.PROVED) == (size == 1)


def test_operators_are_no_numbers() -> None:
    """An inequality is decided between numbers; of matrices it says nothing."""
    above = sp.Gt(J_S_dagger * J_S, 0, evaluate=False)
    assert verdict("dark", above) is Verdict.INCONCLUSIVE
    bra_S = symbols("bra_S")[0]
    for right, expected in ((1, Verdict.PROVED), (2, Verdict.REFUTED)):
        chance = sp.Gt(bra_S * J_S_dagger * J_S * ket_S, right, evaluate=False)
        assert verdict("dark", chance) is expected


def test_the_printed_algebra_has_another_steady_state() -> None:
    """Fermions by their modes in numbers: the null vector has more concurrence than 1/2."""
    lower, one = np.array([[0.0, 1.0], [0.0, 0.0]]), np.eye(2)
    first, second = np.kron(lower, one), np.kron(np.diag([1.0, -1.0]), lower)
    jumps = [(1, (first - second).T), (0.01, first - second),
             (1, (first + second).T), (50, first + second)]  # fmt: skip
    superoperator = np.zeros((16, 16))
    for rate, jump in jumps:
        loss, eye = jump.T @ jump, np.eye(4)
        superoperator += rate * (
            np.kron(jump, jump) - (np.kron(loss, eye) + np.kron(eye, loss)) / 2
        )
    state = np.linalg.svd(superoperator)[2][-1].reshape(4, 4)
    state /= np.trace(state)
    weights = {symbol(f"w_{k}"): w for k, w in zip("GSAE", (0.5, 0.01, 50, 1), strict=True)}
    claimed = unfold(C, keep=tuple(weights)).subs(weights)
    measured = 2 * (abs(state[1, 2]) - np.sqrt(state[0, 0] * state[3, 3]))
    assert measured == pytest.approx(float(claimed), rel=1e-12)
    assert measured > 0.9


def test_with_fermions_no_mode_is_dark() -> None:
    assert verdict("fermions", equation(J_S_dagger * ket_A, 0)) is Verdict.REFUTED
    assert verdict("fermions", equation(J_S * ket_A, 0)) is Verdict.PROVED
