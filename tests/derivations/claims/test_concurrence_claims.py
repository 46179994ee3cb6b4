"""What is claimed of the concurrence, the closed form and the onset, with a slip in it each."""

from dataclasses import replace

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import Claim, check
from beyondthermal.derivations.claims.of_the_paper import concurrence
from beyondthermal.derivations.claims.of_the_paper.closed_form import QUOTIENT
from beyondthermal.derivations.claims.registry import find
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.definitions import DEFINITIONS, unfold
from beyondthermal.symbolic.machine.machine import steady
from beyondthermal.symbolic.master_equation.concurrence import concurrence_x_form
from beyondthermal.symbolic.statements import Iff, Rounded, of
from beyondthermal.symbolic.symbols import symbols

x, y, C, N1, N2, d, S, A, P, w_G, w_E = symbols("x y C N1 N2 d S A P w_G w_E")
p_G, p_S, p_A, p_E, rho_c, rho_00, rho_11 = symbols("p_G p_S p_A p_E rho_c rho_00 rho_11")
PSI = symbols("psi_00 psi_01 psi_10 psi_11")
l_1, l_2, l_3, _ = concurrence.LAMBDAS
OUTER = sp.sqrt(rho_00) * sp.sqrt(rho_11)
CUBIC = y**3 - 8 * y**2 - 4 * y


def verdict(claim: Claim) -> Verdict:
    return check(claim).finding.proof.verdict


def eq(one: sp.Expr, other: sp.Expr | int) -> sp.Eq:
    return sp.Eq(one, other, evaluate=False)


# Each of them is false, and a number shows it.
FALSE = {
    "A5-steady": [eq(concurrence.rho, concurrence.rho_tilde)],
    "A5-corrected": [sp.Ge(l_2, l_3, evaluate=False)],
    "A6": [concurrence.HERMITIAN],
    "A7": [eq(C, abs(PSI[0] * PSI[3] - PSI[1] * PSI[2])),
           eq(C, 2 * abs(PSI[0] * PSI[3] + PSI[1] * PSI[2])), eq(C, 1)],
    "A7-Bell": [eq(C, 2 * abs(PSI[0]) ** 2)],
    "A7-product": [eq(C, 1)],
    "A8": [eq(C, 3 * abs(rho_c)), eq(C, 2 * abs(rho_c)),
           eq(C, sp.Max(0, abs(rho_c) - OUTER)), eq(C, 2 * sp.Max(0, abs(rho_c) + OUTER)),
           eq(C, 2 * sp.Max(0, abs(rho_c) - rho_00))],
    "A9": [eq(C, sp.Max(0, (N1 - N2) / d / 2)), eq(C, sp.Max(0, (N2 - N1) / d)),
           eq(C, (N1 - N2) / d)],
    "4": [eq(C, sp.Max(0, (N1 + N2) / d))],
    "A10-corrected": [eq(N1, abs((x - y) * (x + y + 2)) / 2)],
    "in-populations": [eq(C, sp.Max(0, abs(p_S - p_A) - sp.sqrt(p_G) * sp.sqrt(p_E)))],
    "weights-means": [eq((1 + x) * (1 + y) * (w_G - w_E), 0)],
    "A12": [eq(N1, abs(A * (S / 2 + 1))), eq(N2, sp.sqrt((S / 2 + 1) * (S**2 + P * (S - 2))))],
    "symmetric": [eq(of(C, x, y), of(C, x, x)), eq(of(p_S, x, y), of(p_S, y, x))],
    "balanced": [sp.Gt(N1, 0, evaluate=False), sp.Gt(N2, 1, evaluate=False)],
    "boundary": [eq(4 * d * (N1 + N2) * C, 2 * sp.Max(0, N1**2 - N2**2))],
    "bound-four-rates": [sp.Lt(C, sp.Rational(49, 100))],
    "onset": [Rounded(sp.log(4 + 2 * sp.sqrt(5)), "2.1367")],
}  # fmt: skip


@pytest.mark.parametrize(("name", "part"), [(n, p) for n, parts in FALSE.items() for p in parts])
@pytest.mark.sweep
def test_a_wrong_statement_is_refuted(name: str, part: sp.Basic) -> None:
    claim = find(name)
    assert verdict(claim) is Verdict.PROVED
    assert verdict(replace(claim, statement=(part,))) is Verdict.REFUTED


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("onset", Iff(eq(CUBIC, 0), eq(y, 4 - 2 * sp.sqrt(5)))),
        ("onset", Iff(eq(CUBIC, 0), eq(y, 3 + 2 * sp.sqrt(5)))),
        ("onset", Iff(CUBIC > 0, 4 + 2 * sp.sqrt(5) > y)),
        ("onset", Iff(eq(CUBIC * (y - 1), 0), eq(y, 4 + 2 * sp.sqrt(5)))),
        ("cardano", Iff(eq(y**3 - 13 * y**2 - 9 * y - 11, 0), eq(y, sp.Rational(14, 3)))),
        ("weights-means", Iff(w_G > w_E, x + y > 3)),
    ],
)
def test_a_root_that_is_none_or_not_the_only_one_proves_nothing(name: str, part: Iff) -> None:
    assert verdict(replace(find(name), statement=(part,))) is not Verdict.PROVED


def test_the_recipe_needs_all_of_its_eigenvalues() -> None:
    """With another λ the spectrum is another one, though C might be the same."""
    claim = find("A8")
    assert verdict(replace(claim, at={**claim.at, l_3: sp.S.Zero})) is Verdict.REFUTED
    in_another_order = {**claim.at, l_2: claim.at[l_3], l_3: claim.at[l_2]}
    assert verdict(replace(claim, at=in_another_order)) is Verdict.PROVED


def test_a_coherence_that_no_density_matrix_has_is_another_question() -> None:
    claim = find("A8")
    (mu_c,) = symbols("mu_c")
    beyond = replace(claim, where={**claim.where, mu_c: sp.Interval(0, 2)})
    assert verdict(beyond) is not Verdict.PROVED


def test_the_concurrence_of_the_table_is_that_of_the_steady_state() -> None:
    """C is the closed form by (A9), which compares it with (A8) on the elements of rho."""
    assert DEFINITIONS[C].by == "A9"
    assert C in find("A9").at
    defined, quotient = (unfold(side, keep=(x, y)) for side in QUOTIENT.args)
    rates = dict(zip(symbols("gamma_plus gamma_A gamma_S"), (1, x, y), strict=True))
    state = steady().density_matrix.subs(rates)
    for point in ({x: 1, y: 30}, {x: sp.Rational(1, 9), y: 40}, {x: 2, y: 3}):
        value = concurrence_x_form(state.subs(point)).n(30)
        for other in (defined, quotient):
            assert abs(other.subs(point).n(30) - value) < sp.Float("1e-25")


def test_a_counterexample_to_A5_is_a_density_matrix() -> None:
    found = check(find("A5")).finding.proof.counterexample
    mu, one, other = (sp.Rational(found[name]) for name in ("mu_c", "rho_01", "rho_10"))
    assert 0 < mu <= 1
    assert one != other
    assert min(one, other) > 0
