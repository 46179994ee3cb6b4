"""What decides statements about numbers: truths, and falsehoods next to them."""

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.quantified import evaluation, functions
from beyondthermal.derivations.claims.quantified.deciding import decided
from beyondthermal.derivations.claims.quantified.functions import (
    C_closed,
    C_eff,
    C_full,
    C_kernel,
    C_max,
    S_irr,
)
from beyondthermal.derivations.claims.quantified.grids import Among, Grid
from beyondthermal.derivations.claims.quantified.statements import Exists, ForAll
from beyondthermal.derivations.claims.quantified.table import FUNCTIONS
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.trees import from_tree, to_tree
from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.statement_kinds import Cut, Rounded
from beyondthermal.symbolic.symbols import symbols

kappa, p, gamma, beta_A, beta_S = symbols("kappa p gamma beta_A beta_S")
R = sp.Rational
THIRD = R(1, 3)
AT = {p: R(1, 200), gamma: R(1, 1000)}
FULL = C_full(kappa, p, gamma)
GAP = C_eff(kappa, p, gamma) - FULL
WIDE = Grid(kappa, 1, 100, 13)
MANY = Grid(beta_A, -6, 6, 13, "equal steps"), Grid(beta_S, -6, 6, 13, "equal steps")
C = C_closed(beta_A, beta_S)
KERNEL = abs(C_closed(sp.log(2), sp.log(30)) - C_kernel(1, 2, 30))

# Each truth, and what a slip makes of it.
PAIRS = {
    "threshold": (ForAll(R(1, 10) > GAP, WIDE), ForAll(R(1, 100) > GAP, WIDE)),
    "relation": (ForAll(GAP > 0, WIDE), ForAll(GAP <= 0, WIDE)),
    "grid": (ForAll(FULL > THIRD, Grid(kappa, 1, 5, 9)),
             ForAll(FULL > THIRD, Grid(kappa, 1, 50, 9))),
    "quantifier": (Exists(FULL > THIRD, WIDE), ForAll(FULL > THIRD, WIDE)),
    "none": (Exists(R(37, 100) < FULL, WIDE), Exists(R(39, 100) < FULL, WIDE)),
    "equality": (ForAll(sp.Eq(C_closed(beta_A, beta_A), 0), MANY[0]), ForAll(sp.Eq(C, 0), *MANY)),
    "equality of what is close": (sp.Eq(C_closed(-1, -2), 0),
                                  sp.Eq(C_closed(0, 5), C_closed(0, 6))),
    "corner": (ForAll(sp.Implies(beta_A <= beta_S, C_closed(-6, 6) >= C), *MANY),
               ForAll(sp.Implies(beta_A <= beta_S, C_closed(-6, 6) > C), *MANY)),
    "and": (ForAll(sp.And(S_irr(beta_A, beta_S) >= 0, C >= 0), *MANY),
            ForAll(sp.And(S_irr(beta_A, beta_S) > 0, C >= 0), *MANY)),
    "or": (ForAll(sp.Or(C > 0, sp.Eq(C, 0)), *MANY), ForAll(sp.Or(C > THIRD, sp.Eq(C, 0)), *MANY)),
    "not": (ForAll(sp.Not(R(1, 2) < C, evaluate=False), *MANY),
            ForAll(sp.Not(C > THIRD, evaluate=False), *MANY)),
    "order": (ForAll(Exists(FULL > THIRD, WIDE), Among(p, R(1, 200), R(1, 400))),
              ForAll(Exists(FULL > THIRD, WIDE), Among(p, R(1, 200), R(1, 1000)))),
    "digits": (Rounded(C_full(2, p, gamma), "0.3865"), Rounded(C_full(2, p, gamma), "0.3866")),
    "cut": (Cut(C_max(gamma), "0.3869"), Rounded(C_max(gamma), "0.3869")),
    "tolerance": (sp.Lt(KERNEL, sp.Pow(10, -48, evaluate=False)), sp.Gt(KERNEL, R(1, 10**20))),
    "quotient": (sp.Lt(1 / C_full(2, p, gamma), 3), sp.Lt(1 / C_full(2, p, gamma), R(5, 2))),
}  # fmt: skip


@pytest.mark.parametrize("name", PAIRS)
def test_a_truth_is_supported_and_the_falsehood_beside_it_refuted(name: str) -> None:
    true, false = (decided(part, AT).proof for part in PAIRS[name])
    assert true.verdict is Verdict.SUPPORTED, true
    assert false.verdict is Verdict.REFUTED, false
    assert false.counterexample


@pytest.mark.parametrize("name", PAIRS)
def test_statements_come_back_from_their_trees_and_are_shown(name: str) -> None:
    for part in PAIRS[name]:
        assert from_tree(to_tree(part)) == part
        assert unicode_maths(part).strip()
        assert max(map(len, unicode_maths(part).splitlines())) <= 80


def test_what_supposes_the_impossible_is_not_supported() -> None:
    empty = ForAll(sp.Implies(C > 1, C > 2), *MANY)
    assert decided(empty, {}).proof.verdict is Verdict.INCONCLUSIVE


def test_what_is_too_close_to_be_told_is_inconclusive() -> None:
    """Two routes to one number: closer than any digits that are asked for."""
    equal = sp.Eq(C_closed(sp.log(2), sp.log(30)), C_kernel(1, 2, 30), evaluate=False)
    assert decided(equal, {}).proof.verdict is Verdict.INCONCLUSIVE


def test_a_name_that_stands_for_nothing_is_named() -> None:
    with pytest.raises(ValueError, match="must have a number for gamma, p"):
        decided(ForAll(FULL > 0, WIDE), {})


@pytest.mark.parametrize("wrong", [sp.sqrt(FULL) > 0, sp.Ne(FULL, 0)])
def test_other_statements_are_refused(wrong: sp.Basic) -> None:
    with pytest.raises(ValueError, match="Argument `statement` must"):
        decided(ForAll(wrong, WIDE), AT)


def test_no_grid_is_empty() -> None:
    with pytest.raises(ValueError, match="one point at least"):
        Among(p)
    with pytest.raises(ValueError, match="2 at least"):
        Grid(kappa, 1, 2, 0)
    with pytest.raises(ValueError, match="one of"):
        Grid(kappa, 1, 2, 3, "random")
    with pytest.raises(ValueError, match="each variable once"):
        ForAll(C > 0)
    with pytest.raises(ValueError, match="each variable once"):
        ForAll(C > 0, MANY[0], MANY[0])


def test_the_point_of_a_refutation_is_on_the_grid_and_fails() -> None:
    found = decided(ForAll(R(1, 100) > GAP, WIDE), AT).proof
    at = R(found.counterexample["kappa"])
    assert any(abs(at - x) < R(1, 10**6) for (x,) in WIDE.points)
    assert decided((R(1, 100) < GAP).subs(kappa, at), AT).proof.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize("name", ["fig-4a-zero", "fig-4b-zero", "fig-4c-zero", "fig-2c-third"])
def test_without_balls_digits_are_enough(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(functions, "find_spec", lambda _: None)
    evaluation.called.cache_clear()
    try:
        assert check(find(name)).as_expected
    finally:
        evaluation.called.cache_clear()


EIGHTH = R(1, 8)
ARGUMENTS = {
    "C_closed": (sp.Integer(-1), sp.log(30)), "C_double": (R(-1, 2), sp.Integer(3)),
    "C_rates": (1, 2, 30), "C_kernel": (1, 2, 30), "S_irr": (R(-1, 2), sp.Integer(3)),
    "C_max": (R(1, 1000),), "kappa_max": (R(1, 1000),), "p_max": (R(1, 1000),),
    "ratio_third": (R(1, 1000),), "order": (R(1, 20), R(1, 100)),
    "C_X": (2, R(1, 200), R(1, 1000), EIGHTH, EIGHTH, EIGHTH),
    "C_traced": (2, R(1, 200), R(1, 1000), EIGHTH, EIGHTH, EIGHTH),
    "C_dephased": (2, R(1, 200), R(1, 1000), R(1, 90)),
    "C_detuned": (2, R(1, 200), R(1, 1000), EIGHTH),
    "C_pumped": (2, R(1, 200), R(1, 1000), EIGHTH),
    "C_15pumped": (2, R(1, 200), R(1, 1000), EIGHTH),
}  # fmt: skip


@pytest.mark.parametrize("balls", [True, False], ids=["balls", "no balls"])
@pytest.mark.parametrize(
    "kind", [kind for kind in FUNCTIONS if kind.__module__ == functions.__name__],
    ids=lambda kind: kind.__name__,
)  # fmt: skip
@pytest.mark.sweep
def test_more_digits_are_inside_fewer(
    kind: type, balls: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said to contain the value to some digits contains it at twice as many, in balls."""
    given = tuple(map(sp.sympify, ARGUMENTS.get(kind.__name__, (2, R(1, 200), R(1, 1000)))))
    many = FUNCTIONS[kind].certain(*given, digits=60)
    if not balls:
        monkeypatch.setattr(functions, "find_spec", lambda _: None)
    few = FUNCTIONS[kind].certain(*given, digits=30)
    assert few.low <= many.low <= many.high <= few.high
    assert few.high - few.low <= R(4, 10**30)
