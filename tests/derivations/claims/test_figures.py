"""What is said of the figures: each has its claims, and with a slip in it none is supported."""

from dataclasses import replace

import pytest
import sympy as sp
from judged import judged
from judges import kernel_concurrence
from mpmath import mp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.of_the_paper.numbers import figures, maxima, robustness
from beyondthermal.derivations.claims.quantified import functions
from beyondthermal.derivations.claims.quantified.statements import Numeric
from beyondthermal.derivations.claims.quantified.table import FUNCTIONS
from beyondthermal.derivations.claims.registry import REGISTRY
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import symbols

kappa, p, gamma, beta_A, beta_S = symbols("kappa p gamma beta_A beta_S")
_AT = (kappa, p, gamma)
EVERY = {c.name: c for module in (figures, maxima, robustness) for c in module.CLAIMS}
DATA_FIGURES = ["1b", "1c", "2b", "2c", "3a", "3b", "4a", "4b", "4c"]
R, THIRD, TENTH = sp.Rational, maxima.THIRD, maxima.TENTH


@pytest.mark.parametrize("name", DATA_FIGURES)
def test_every_data_figure_has_a_claim(name: str) -> None:
    assert any(claim.startswith(f"fig-{name}") for claim in REGISTRY)


@pytest.mark.parametrize("name", EVERY)
def test_claims_on_numbers_come_out_as_expected(name: str) -> None:
    assert judged[name].as_expected, judged[name].finding.proof


# In each of these claims, what is exchanged for what.
SLIPS = {
    "fig-1b": {THIRD: R(1, 4)},
    "fig-1b-band": {sp.Integer(1): sp.Integer(3)},
    "fig-1c": {R(3, 50): R(-3, 50)},
    "fig-1c-maximum": {functions.S_irr(-6, 6): functions.S_irr(0, 6)},
    "fig-2b-limit": {2 * kappa: kappa / 2},
    "fig-2b-sector": {sp.Integer(8): sp.Integer(9)},
    "subradiance": {functions.I_alone: functions.I_radiated,
                    functions.I_radiated: functions.I_alone},
    "fig-2c-third": {THIRD: R(3, 10)},
    "fig-2c-models": {TENTH: R(1, 20)},
    "fig-3a": {THIRD: R(3, 10)},
    "fig-3b": {THIRD: R(3, 10)},
    "fig-3-region": {R(1, 10000): R(1, 100)},
    "fig-4a-zero": {TENTH: R(1, 20)},
    "fig-4b-zero": {functions.C_detuned(*_AT, 1): functions.C_detuned(*_AT, R(1, 5))},
    "fig-4c-zero": {functions.C_pumped(*_AT, 1): functions.C_pumped(*_AT, R(1, 2))},
    "fig-4a": {TENTH: R(1, 5)},
    "fig-4b": {TENTH: R(1, 5)},
    "fig-4c": {functions.C_pumped: functions.C_dephased, functions.C_dephased: functions.C_pumped},
    "platform": {THIRD: R(2, 5)},
    "platform-circuits": {THIRD: R(2, 5)},
    "above-third": {THIRD: R(3, 10)},
    "fig-2b": {TENTH: R(1, 200)},
    "fig-2c": {R(1, 200): R(1, 5000), R(1, 5000): R(1, 200)},
    "n-max": {functions.C_15: functions.C_eff},
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_with_a_slip_in_it_a_claim_is_refuted(name: str) -> None:
    claim = EVERY[name]
    statement = claim.stated
    heads = {a: b for a, b in SLIPS[name].items() if isinstance(a, type)}
    calls = [f for part in statement for f in part.atoms(Numeric) if f.func in heads]
    swapped = {f: heads[f.func](*f.args) for f in calls}
    numbers = {a: b for a, b in SLIPS[name].items() if not isinstance(a, type)}
    wrong = tuple(part.xreplace(swapped | numbers) for part in statement)
    assert wrong != statement
    found = check(replace(claim, statement=wrong)).finding.proof
    assert found.verdict is Verdict.REFUTED, found
    assert found.counterexample


@pytest.mark.slow
def test_at_another_relaxation_no_pump_exceeds_a_third() -> None:
    found = check(replace(EVERY["fig-3a"], at={gamma: R(1, 50)})).finding.proof
    assert found.verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", ["max-0.3869", "max-0.4479", "max-0.4"])
def test_a_last_digit_that_is_off_is_refuted(name: str) -> None:
    claim = EVERY[name]
    first, *_ = claim.statement
    value, digits = first.args
    for last in (-1, 1):
        text = str(digits)
        wrong = first.func(value, text[:-1] + str(int(text[-1]) + last))
        found = check(replace(claim, statement=(wrong,))).finding.proof
        assert found.verdict is Verdict.REFUTED, (wrong, found)


@pytest.mark.parametrize(("name", "wrong"), [("third-3a", R(7, 5)), ("third-3b", R(27, 25))])
def test_the_pump_that_one_third_needs_is_between_two_ratios(name: str, wrong: sp.Rational) -> None:
    """Over a third more than γ in Fig. 3a, but no two fifths; under a tenth in Fig. 3b."""
    claim = EVERY[name]
    (stated,) = claim.statement
    assert check(claim).finding.proof.verdict is Verdict.SUPPORTED
    found = check(replace(claim, statement=(stated.func(stated.lhs, wrong),))).finding.proof
    assert found.verdict is Verdict.REFUTED


def test_the_corners_of_fig_1b_are_those_of_the_kernel() -> None:
    with mp.workdps(30):
        for at in ((-6, 6), (0, 6)):
            found = FUNCTIONS[functions.C_closed].certain(*map(sp.Integer, at), digits=20)
            kernel = kernel_concurrence(1, mp.exp(at[0]), mp.exp(at[1]))
            assert found.low <= found.high
            assert float(found.low) == pytest.approx(float(kernel), abs=1e-15)
