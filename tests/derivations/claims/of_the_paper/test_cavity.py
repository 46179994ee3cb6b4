"""The cavity's claims with another statement: none of these falsehoods is proved."""

from dataclasses import replace

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import Statement, check
from beyondthermal.derivations.claims.of_the_paper.cavity import elimination, liouvillian, noise
from beyondthermal.derivations.claims.quantified.functions import C_eff, C_full
from beyondthermal.derivations.claims.quantified.statements import ForAll
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.statements import D, equation
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.statement_kinds import Iff
from beyondthermal.symbolic.symbols import symbols

g, kappa, p, gamma, Gamma, L_eff, z = symbols("g kappa p gamma Gamma L_eff z")
gamma_plus, gamma_A, gamma_S, beta_A, beta_S = symbols("gamma_plus gamma_A gamma_S beta_A beta_S")
delta, gamma_z, p_c, p_S, p_A, dp_A = symbols("delta gamma_z p_c p_S p_A dp_A")
EVERY = (
    *(*elimination.TEMPERATURES, *elimination.CLAIMS, *elimination.STEPS),
    *(*liouvillian.CLAIMS, *noise.CLAIMS, *noise.STEPS),
)
EQUATIONS = [
    (claim.name, k)
    for claim in EVERY
    if isinstance(claim.statement, tuple)
    for k, part in enumerate(claim.statement)
    if isinstance(part, sp.Eq) and part.rhs != 0
]


def verdict(name: str, statement: Statement) -> Verdict:
    return check(replace(find(name), statement=statement)).finding.proof.verdict


@pytest.mark.parametrize("factor", [2, -1, sp.Rational(1, 4)], ids=str)
@pytest.mark.parametrize(("name", "k"), EQUATIONS)
@pytest.mark.sweep
def test_an_equation_with_another_factor_is_refuted(name: str, k: int, factor: sp.Expr) -> None:
    statement = list(find(name).stated)
    statement[k] = equation(statement[k].lhs, factor * statement[k].rhs)
    assert verdict(name, tuple(statement)) is Verdict.REFUTED


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("9", equation(gamma_S, Gamma - gamma / 2)),
        ("9", equation(gamma_A, p / 2)),
        ("9", equation(Gamma, 4 * g**2 / kappa**2)),
        ("9", equation(Gamma, 4 * kappa**2 / g)),
        ("9-Gamma", equation(L_eff, Gamma * D("J_A") / 2)),
        ("9-Gamma", equation(L_eff, Gamma * D("J_S_dagger") / 2)),
        ("9-Gamma", equation(L_eff, Gamma * (D("c_1") + D("c_2")) / 2)),
        ("9-temperatures", equation(beta_S, sp.log((gamma + Gamma) / p))),
        ("9-temperatures", equation(beta_A, sp.log(p / gamma))),
        ("above-diagonal", sp.Lt(beta_S, beta_A, evaluate=False)),
        ("above-diagonal", sp.Gt(beta_A, 0, evaluate=False)),
        ("negative-onset", Iff(sp.Lt(beta_A, 0, evaluate=False), sp.Lt(p, gamma, evaluate=False))),
        ("negative-onset",
         Iff(sp.Lt(beta_A, 0, evaluate=False), sp.Lt(gamma, 2 * p, evaluate=False))),
        ("cold-by-cavity", equation(sp.exp(beta_S), gamma / p + 8 * g**2 / kappa)),
        ("dephasing-mixes", equation(dp_A, 2 * gamma_z * (p_A - p_S))),
        ("tolerated-detuning",
         Iff(equation(2 * delta**2 / Gamma, p), equation(delta / g, sp.Rational(1, 10)))),
    ],
)  # fmt: skip
def test_another_statement_is_not_proved(name: str, statement: sp.Basic) -> None:
    assert verdict(name, (statement,)) is not Verdict.PROVED


def test_the_elimination_drops_a_square_and_nothing_else() -> None:
    (exact,) = elimination.exact_decay()
    assert verdict("exact-decay", (equation(exact.lhs - z**2, 0),)) is Verdict.PROVED
    assert verdict("exact-decay", (equation(exact.lhs, 0),)) is Verdict.REFUTED
    assert verdict("exact-decay", (equation(exact.lhs, 2 * Gamma**2),)) is Verdict.REFUTED


def test_two_models_are_told_apart_where_they_differ_and_only_there() -> None:
    (asked,) = find("9-exactly").stated
    at, grid = (kappa, p, gamma), asked.grids[0]
    for one in (C_full, C_eff):
        same = ForAll(equation(one(*at), one(*at)), grid)
        assert verdict("9-exactly", (same,)) is Verdict.SUPPORTED


@pytest.mark.parametrize("bound", [4 * g, 8 * g, 4 * sp.sqrt(3) * g], ids=str)
def test_the_oscillation_begins_nowhere_else(bound: sp.Expr) -> None:
    (right,) = elimination.oscillation()
    other = Iff(right.args[0], sp.Lt(kappa, bound, evaluate=False))
    assert verdict("to-and-fro", (right,)) is Verdict.PROVED
    assert verdict("to-and-fro", (other,)) is not Verdict.PROVED
