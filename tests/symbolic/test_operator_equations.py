"""Operator equations: what is displayed is what was checked, and a wrong one is found out."""

import numpy as np
import pytest
import qutip
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.printing import latex, unicode_maths
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.operator_equations import OPERATORS, prove, represent
from beyondthermal.symbolic.operator_notation import (
    Tr,
    average,
    direct_sum,
    dissipator,
    partial_trace,
    tensor,
    vec,
)
from beyondthermal.symbolic.symbols import elements, symbols

rho, L_rho, H_0, J_S, J_A, x = symbols("rho L_rho H_0 J_S J_A x")
c_1, c_1_dagger, c_2, c_2_dagger = symbols("c_1 c_1_dagger c_2 c_2_dagger")
R = sp.Matrix(4, 4, elements("r", 4, 4))
LIVE = {**OPERATORS, rho: R, L_rho: Lindbladian(sp.zeros(4, 4), MACHINE.jumps)(R)}


def statement(name: str, number: int = 0) -> sp.Eq:
    return check(find(name)).finding.statement[number]


def mutants(equation: sp.Eq) -> list[sp.Eq]:
    """Each term of the right-hand side doubled, with the other sign, or left out."""
    terms = sp.Add.make_args(equation.rhs)
    return [
        sp.Eq(equation.lhs, equation.rhs + change * term, evaluate=False)
        for term in terms
        for change in (1, -2, -1)
    ]


def test_eq_2_is_displayed_and_proved() -> None:
    assert prove(statement("2"), LIVE).verdict is Verdict.PROVED


def test_a_wrong_coefficient_in_eq_2_is_refuted() -> None:
    changed = mutants(statement("2"))
    assert len(changed) == 12
    for equation in changed:
        proof = prove(equation, LIVE)
        assert proof.verdict is Verdict.REFUTED
        assert proof.counterexample


def test_a_wrong_dissipator_is_refuted() -> None:
    """Each coefficient of 2 o rho o† - {o† o, rho} counts."""
    J, dagger = symbols("J_S J_S_dagger")
    (gamma,) = symbols("gamma")
    live = Lindbladian(sp.zeros(4, 4), ((gamma, OPERATORS[J]),))(R)
    right = sp.Eq(L_rho, sp.expand(gamma * dissipator(J, dagger, rho).doit() / 2), evaluate=False)
    assert prove(right, LIVE | {L_rho: live})
    for equation in mutants(right):
        assert prove(equation, LIVE | {L_rho: live}).verdict is Verdict.REFUTED


def test_a_missing_dagger_is_refuted() -> None:
    swapped = statement("2").subs(symbols("J_A_dagger")[0], J_A)
    assert prove(swapped, LIVE).verdict is Verdict.REFUTED


def test_a_wrong_master_equation_is_refuted() -> None:
    rho_dot = symbols("rho_dot")[0]
    live = LIVE | {H_0: MACHINE.hamiltonian, rho_dot: MACHINE(R)}
    assert prove(statement("1"), live)
    for equation in mutants(statement("1")):
        assert prove(equation, live).verdict is Verdict.REFUTED


def test_a_claim_with_a_broken_model_is_not_proved(monkeypatch) -> None:
    """The claim itself notices that the equation and the model no longer agree."""
    from beyondthermal.derivations.claims.of_the_paper import model

    (rate, jump), *rest = MACHINE.jumps
    broken = Lindbladian(MACHINE.hamiltonian, ((2 * rate, jump), *rest))
    monkeypatch.setattr(model, "MACHINE", broken)
    assert check(find("2")).finding.proof.verdict is Verdict.REFUTED


def test_representing_is_multiplying() -> None:
    """Against QuTiP's matrices: products in their order, powers, sums, scalars."""
    spin, one = qutip.destroy(2), qutip.qeye(2)
    a, b = qutip.tensor(spin, one).full(), qutip.tensor(one, spin).full()
    expr = 3 * c_1 * c_2_dagger * c_1_dagger + (c_1 + c_2_dagger) ** 2 - 1
    expected = 3 * a @ b.T @ a.T + np.linalg.matrix_power(a + b.T, 2) - np.eye(4)
    found = np.array(represent(expr, OPERATORS).tolist(), dtype=complex)
    assert np.array_equal(found, expected)


def test_order_matters_to_represent() -> None:
    assert represent(c_1 * c_1_dagger, OPERATORS) != represent(c_1_dagger * c_1, OPERATORS)


def test_functions_of_matrices() -> None:
    A, B = (sp.Matrix(2, 2, elements(k, 2, 2)) for k in "ab")
    matrices = dict(zip(symbols("A_matrix B_matrix"), (A, B), strict=True))
    a, b = matrices
    assert represent(Tr(a * b), matrices) == (A * B).trace()
    assert represent(vec(a), matrices) == A.reshape(4, 1)
    assert represent(tensor(a, b), matrices) == sp.kronecker_product(A, B)
    assert represent(direct_sum(a, b), matrices) == sp.diag(A, B)
    diagonal = {H_0: sp.diag(0, 1)}
    assert represent(Tr(sp.exp(-x * H_0)), diagonal | {x: sp.log(2)}) == sp.Rational(3, 2)


def test_a_number_is_a_multiple_of_the_identity() -> None:
    assert represent(c_1 - c_1 + 2 + c_2, OPERATORS) == 2 * sp.eye(4) + OPERATORS[c_2]
    assert prove(sp.Eq(c_1 * c_1, 0, evaluate=False), OPERATORS)


def test_an_unknown_operator_is_said_so() -> None:
    with pytest.raises(ValueError, match="not sigma_y"):
        represent(J_S * symbols("sigma_y")[0], OPERATORS)
    with pytest.raises(ValueError, match="diagonal"):
        represent(sp.exp(J_S), OPERATORS)
    with pytest.raises(ValueError, match="one shape"):
        prove(sp.Eq(J_S, symbols("ket_G")[0], evaluate=False), OPERATORS)


@pytest.mark.parametrize(
    ("expr", "tex", "text"),
    [
        (Tr(rho), r"\operatorname{Tr}\{\rho\}", "Tr{ρ}"),
        (partial_trace(rho), r"\operatorname{Tr}_C[\rho]", "Tr_C[ρ]"),
        (average(x), r"\langle x\rangle", "⟨x⟩"),
        (vec(rho), r"|\rho\rangle\rangle", "|ρ⟩⟩"),
        (tensor(J_S, J_A), r"(\hat J_S \otimes \hat J_A)", "(Ĵ_S ⊗ Ĵ_A)"),
        (direct_sum(J_S, J_A), r"\hat J_S \oplus \hat J_A", "Ĵ_S ⊕ Ĵ_A"),
        (
            dissipator(c_1_dagger, c_1, rho),
            r"\mathcal{D}_{\hat c_1^{\dagger}}(\rho)",
            "𝒟[ĉ₁†](ρ)",
        ),
        (-sp.I * (H_0 * rho - rho * H_0), None, "-ⅈ⋅(Ĥ₀⋅ρ - ρ⋅Ĥ₀)"),
    ],
    ids=str,
)
def test_operators_are_printed_as_physicists_write_them(expr, tex, text) -> None:
    assert unicode_maths(expr) == text
    assert tex is None or latex(expr) == tex
