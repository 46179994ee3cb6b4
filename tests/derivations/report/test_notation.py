"""Both notations say the same thing: numbers on either side agree."""

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import find, of_the_paper
from beyondthermal.derivations.report.notation import NOTATIONS, in_rates
from beyondthermal.symbolic.symbols import symbol, symbols

RATES = {
    symbol("gamma_plus"): sp.Rational(7, 3),
    symbol("gamma_A"): sp.Rational(3, 5),
    symbol("gamma_S"): sp.Rational(11, 2),
}
X, Y = RATES[symbol("gamma_A")] / sp.Rational(7, 3), RATES[symbol("gamma_S")] / sp.Rational(7, 3)
FACTORS = dict(zip(symbols("x y beta_A beta_S"), (X, Y, sp.log(X), sp.log(Y)), strict=True))
OTHERS = {name: sp.Rational(k + 2, 7) for k, name in enumerate(symbols("S A P Z d p_G p_S"))}

CASES = ["A9", "5", "boundary", "6", "6-heat", "uncertainty", "gap"]


@pytest.mark.parametrize("name", CASES)
def test_rates_are_the_same_statement(name):
    for statement in check(find(name)).finding.statement:
        shown = in_rates(statement)
        if statement.lhs in FACTORS:
            assert shown == statement
            continue
        assert not shown.free_symbols & set(FACTORS)
        before, after = (
            [sp.N(side.subs({**FACTORS, **RATES, **OTHERS})) for side in s.args]
            for s in (statement, shown)
        )
        if statement.rhs == 0:
            # A common denominator, which is positive, may have been dropped.
            zero = [side.is_number and abs(side) < 1e-12 for side in (before[0], after[0])]
            assert zero[0] == zero[1]
            assert zero[0] or sp.sign(after[0]) == sp.sign(before[0])
        else:
            for a, b in zip(before, after, strict=True):
                assert abs(sp.N(sp.expand(a - b))) < 1e-12


@pytest.mark.parametrize("name", ["edge-A=-inf", "A13", "A13-corrected"])
def test_where_a_temperature_tends_to_something_it_stays(name):
    for statement in check(find(name)).finding.statement:
        assert in_rates(statement) == statement


def test_the_papers_notation_changes_nothing():
    for claim in of_the_paper()[:20]:
        for statement in check(claim).finding.statement:
            assert NOTATIONS["paper"](statement) is statement


def test_a_wrong_ratio_would_be_seen():
    statement = check(find("A10-corrected")).finding.statement[0]
    wrong = {**RATES, symbol("gamma_A"): RATES[symbol("gamma_A")] * 2}
    right, off = (sp.N(in_rates(statement).rhs.subs(values)) for values in (RATES, wrong))
    assert abs(right - off) > 1e-3
