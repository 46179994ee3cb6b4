"""The steps of the lecture: each one is derived and judged, and a wrong coefficient is noticed."""

import re
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pytest
import sympy as sp
from judged import judged

from beyondthermal.derivations.claims.claim import Claim, Result, check
from beyondthermal.derivations.claims.of_the_paper import (
    balances,
    bounds,
    concurrence,
    edges,
    expansions,
    fluctuations,
    onset,
    populations,
    superoperator,
    thermodynamics,
)
from beyondthermal.derivations.claims.of_the_paper.numbers import maxima
from beyondthermal.derivations.claims.registry import REGISTRY
from beyondthermal.derivations.printing import unicode_maths
from beyondthermal.derivations.report.notation import in_rates
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine.limits import local_weights
from beyondthermal.symbolic.machine.machine import in_named_parts, steady, weights
from beyondthermal.symbolic.symbols import symbols

STEPS = {name: entry.claim for name, entry in REGISTRY.items() if entry.is_step}
x, y, v, d, q, z = symbols("x y v d q z")


@pytest.fixture(scope="module")
def results() -> Mapping[str, Result]:
    return {name: judged[name] for name in STEPS}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_proved_and_shows_what_was_proved(
    name: str, results: Mapping[str, Result]
) -> None:
    finding = results[name].finding
    assert finding.proof.verdict is STEPS[name].expected is Verdict.PROVED, finding.proof.method
    assert finding.proof.method
    assert finding.statement
    assert all(isinstance(shown, sp.Rel) for shown in finding.statement)


@pytest.mark.parametrize("name", STEPS)
def test_a_step_can_be_shown_in_both_notations(name: str, results: Mapping[str, Result]) -> None:
    for shown in results[name].finding.statement:
        assert "↪" not in unicode_maths(shown)
        assert unicode_maths(in_rates(shown))


def test_a_step_says_one_line_without_a_full_stop() -> None:
    for step in STEPS.values():
        assert step.says
        assert "\n" not in step.says
        assert not step.says.endswith(".")
        assert re.fullmatch(r"[a-zA-Z0-9=.-]+", step.name)


def test_an_equality_holds_at_a_random_point_too(results: Mapping[str, Result]) -> None:
    """Statements without p, w or d are checked once more in numbers, by substitution alone.

    The equations for the onset hold at their solutions only.
    """
    known = {"x": 7, "y": 11, "z": 13, "u": 3, "v": 5, "t": 2}
    values = {symbol: sp.Rational(value, 17) for symbol, value in zip(
        symbols(" ".join(known)), known.values(), strict=True)}  # fmt: skip
    checked = 0
    for name in STEPS.keys() - {step.name for step in onset.STEPS}:
        for shown in results[name].finding.statement:
            if isinstance(shown, sp.Eq) and shown.free_symbols <= values.keys():
                left, right = (side.subs(values) for side in shown.args)
                assert left - right == 0, name
                checked += 1
    assert checked >= 3


# A coefficient raised by one, what it is a coefficient of, and the steps that rest on it.
def raised(values: Mapping[str, sp.Expr], label: str) -> Mapping[str, sp.Expr]:
    return {**values, label: values[label] + x}


@pytest.mark.parametrize("label", "GSAE")
@pytest.mark.parametrize(
    ("module", "step"),
    [
        (balances, "normalisation"),
    ],
)  # fmt: skip
def test_a_wrong_weight_is_noticed(
    module: ModuleType, step: str, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = raised(weights(), label)
    monkeypatch.setattr(module, "weights", lambda: wrong)
    assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("step", "label"),
    [("first-balance", "G"), ("first-balance", "S"), ("first-balance", "A")],
)
def test_a_wrong_weight_breaks_the_balances(
    step: str, label: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = raised(weights(), label)
    monkeypatch.setattr(balances, "weights", lambda: wrong)
    assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", ["GS", "SE", "GA", "AE", "GE", "SA"])
def test_a_wrong_equation_of_motion_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    right = superoperator.motion()
    wrong = {**right, name: right[name] + symbols("gamma_A")[0] * symbols(f"rho_{name}")[0]}
    monkeypatch.setattr(superoperator, "motion", lambda: wrong)
    steps = ("coherence-G-E", "coherences-one-quantum", "coherence-S-A")
    verdicts = {check(STEPS[step]).finding.proof.verdict for step in steps}
    assert Verdict.REFUTED in verdicts


def test_a_wrong_boundary_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = onset.boundary_polynomial() + x * y
    monkeypatch.setattr(onset, "boundary_polynomial", lambda: wrong)
    for step in ("one-sign-change", "onset-thermal"):
        assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED, step
    assert not check(STEPS["cardano"]).finding.proof


def test_a_wrong_spin_flip_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(concurrence, "spin_flip", lambda conjugate: conjugate)
    for step in ("spin-flipped", "inner-eigenvalues", "coherence-leads", "populations-lead"):
        assert check(STEPS[step]).finding.proof.verdict is Verdict.REFUTED, step


def test_the_onsets_by_hand_are_on_the_border() -> None:
    """Cardano's numbers as displayed, against C from the numerators of the density matrix."""
    rho = steady().numerators
    gamma_plus, gamma_A, gamma_S = symbols("gamma_plus gamma_A gamma_S")
    first, second = STEPS["cardano"].at.values()
    root = sp.Rational(13, 3) + first + second
    for shift, sign in ((sp.Rational(1, 1000), 1), (-sp.Rational(1, 1000), -1)):
        there = rho.subs({gamma_plus: 1, gamma_A: 1, gamma_S: sp.N(root, 30) + shift})
        excess = abs(there[1, 2]) - sp.sqrt(there[0, 0] * there[3, 3])
        assert sp.sign(excess) == sign


# Where each chapter gets its objects, with one coefficient broken, and the step that has to notice.
def _broken_weights() -> dict[str, sp.Expr]:
    return {**weights(), "A": weights()["A"] + x}


def _broken_local(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    found = local_weights(power_A, power_S)
    return {**found, "E": found["E"] + x * y}


def _broken_corner(power_A: int, power_S: int) -> dict[str, sp.Expr]:
    u, _ = symbols("u v")
    found = local_weights(power_A, power_S)
    shown = {k: w.subs({x: u, y: v}, simultaneous=True) for k, w in found.items()}
    return {**shown, "S": shown["S"] + v}


BROKEN: tuple[tuple[object, str, Callable[..., object], Callable[[], object]], ...] = (
    (bounds, "weights", _broken_weights, bounds.common_denominator),
    (bounds, "weights", _broken_weights, bounds.half_less_population),
    (populations, "weights", _broken_weights, populations.balanced_difference),
    (edges, "_in_u_v", _broken_corner, edges.corner_weights),
    (
        expansions,
        "local_weights",
        _broken_local,
        lambda: expansions.rational_parts.__wrapped__(sp.Integer(1)),
    ),
    (thermodynamics, "weights", _broken_weights, thermodynamics.currents_in_weights),
    (maxima, "weights", _broken_weights, maxima.ceiling),
)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: getattr(case[3], "__name__", "ratios"))
def test_a_broken_coefficient_is_noticed(
    case: tuple[object, str, Callable[..., object], Callable[..., Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module, name, broken, step = case
    monkeypatch.setattr(module, name, broken)
    result = check(Claim("broken", "A coefficient is wrong", step))
    assert result.finding.proof.verdict is not Verdict.PROVED


def test_the_coefficient_of_z_is_the_denominator_of_the_concurrence() -> None:
    """16 d in the characteristic equation, unfolded, is its derivative at z = 0."""
    _, polynomial = fluctuations.characteristic()[0].args
    slope = sp.diff(polynomial, z).subs({z: 0, q: 1})
    assert sp.expand(slope - 16 * d) == 0
    assert in_named_parts().d.free_symbols == set(symbols("S P"))
