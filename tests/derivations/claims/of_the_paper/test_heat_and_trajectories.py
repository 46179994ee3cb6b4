"""Falsehoods next to what is claimed of heat, trajectories and the cycle: none is proved."""

from collections.abc import Callable
from dataclasses import replace

import pytest
import sympy as sp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.of_the_paper import fluctuations, thermodynamics, trajectories
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.claims.registry import find
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine import counting
from beyondthermal.symbolic.machine.machine import weights
from beyondthermal.symbolic.statements import lim, of
from beyondthermal.symbolic.symbols import symbol, symbols

x, y, p_G, p_A, sigma, gap, L, C, d = symbols("x y p_G p_A sigma gap L C d")
c_1, c_2, beta_A, beta_S, Q_A, Q_S = symbols("cumulant_1 cumulant_2 beta_A beta_S Q_A Q_S")
Statement = tuple[sp.Basic, ...]


def times(factor: int) -> Callable[[sp.Basic], sp.Basic]:
    return lambda part: part.func(part.lhs, factor * part.rhs, evaluate=False)


def exchanged(one: sp.Symbol, other: sp.Symbol) -> Callable[[sp.Basic], sp.Basic]:
    return lambda part: part.func(
        part.lhs, part.rhs.xreplace({one: other, other: one}), evaluate=False
    )


def minus(part: sp.Basic) -> sp.Basic:
    return part.func(part.lhs, -part.rhs, evaluate=False)


def to(value: sp.Expr) -> Callable[[sp.Basic], sp.Basic]:
    return lambda part: part.func(part.lhs, value, evaluate=False)


# Claim, which part of it, and what is made of that part.
WRONG = [
    ("6", 0, minus), ("6", 1, times(2)), ("6", 2, to(sp.Rational(1, 10))),
    ("6", 2, lambda part: sp.Gt(*part.args, evaluate=False)),
    ("6-heat", 0, times(2)), ("6-heat", 1, minus), ("6-heat", 1, exchanged(x, y)),
    ("6-heat", 4, to(1)),
    ("6-edge-A=inf", 0, times(2)), ("6-edge-S=-inf", 0, minus),
    ("6-corner--inf,inf", 0, minus), ("6-corner-inf,inf", 0, to(1)),
    ("6-no-limit-inf", 0, times(2)), ("6-no-limit--inf", 0, to(sp.Integer(0))),
    ("heat-in-populations", 0, exchanged(p_G, p_A)), ("heat-in-weights", 1, times(2)),
    ("heat-ordered", 0, times(2)), ("heat-lower-corner", 1, to(2)),
    ("two-machines", 0, lambda part: sp.Gt(*part.args, evaluate=False)),
    ("entropy-unbounded", 0, to(sp.Integer(7))), ("irreversible-zero", 1, to(sp.Rational(1, 99))),
    ("B1", 0, exchanged(p_G, p_A)), ("B1", 3, times(2)),
    ("B2", 0, to(2)), ("B2", 1, lambda part: sp.Eq(part.lhs, sp.ImmutableMatrix([0, 0, 0, 1]))),
    ("B4", 0, to(1)), ("B4", 2, to(1)),
    ("B5", 0, times(2)), ("B5", 1, exchanged(p_G, p_A)), ("jump-entropy", 0, minus),
    ("tilted-sums", 1, minus),
    ("cycle", 0, times(2)), ("cycle", 2, exchanged(beta_A, beta_S)),
    ("fluctuations", 1, lambda part: sp.Eq(symbol("W"), part.rhs, evaluate=False)),
    ("uncertainty", 0, times(2)),
    ("gap", 0, times(7)), ("gap", 1, to(1)), ("relaxation", 1, times(2)),
    ("characteristic", 0, minus), ("cumulants", 2, times(2)), ("cumulant-equations", 1, times(2)),
    ("variance-excess", 0, times(2)), ("variance-spare", 1, to(1)),
    ("hurwitz", 1, times(2)), ("slow-coherence", 0, minus), ("discriminant", 0, times(2)),
    ("faster-near", 2, minus),
    ("faster-far", 0, lambda part: sp.Le(part.lhs, part.rhs - 2, evaluate=False)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "at", "change"), WRONG)
@pytest.mark.sweep
def test_a_slip_is_not_proved(name: str, at: int, change: Callable[[sp.Basic], sp.Basic]) -> None:
    claim = find(name)
    wrong = (change(claim.stated[at]),)
    assert check(replace(claim, statement=wrong)).finding.proof.verdict is Verdict.REFUTED


def test_on_a_path_with_bounded_entropy_production() -> None:
    """Where it tends to L, between ever colder reservoirs, the concurrence goes to zero."""
    claim = find("6-no-limit-inf")
    both = (*claim.stated, sp.Eq(lim(C, beta_A, sp.oo), 0))
    assert check(replace(claim, statement=both)).finding.proof


def test_unbounded_needs_the_edge() -> None:
    """Between the edges the entropy production has a finite value."""
    claim = find("entropy-unbounded")
    inside = (sp.Eq(lim(sigma, beta_S, 3), sp.oo),)
    assert not check(replace(claim, statement=inside)).finding.proof


def test_of_one_machine_and_itself_nothing_is_refuted() -> None:
    claim = find("irreversible")
    same = (sp.Ge((C - of(C, x, y)) * (sigma - of(sigma, x, y)), 0, evaluate=False),)
    assert check(replace(claim, statement=same)).finding.proof


def broken(label: str) -> dict[str, sp.Expr]:
    return {**weights(), label: weights()[label] + x}


def test_other_jumps_have_no_fluctuation_theorem(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one rate doubled ones are not left as they are."""
    right = counting.tilted_generator()
    wrong = sp.ImmutableMatrix(4, 4, lambda i, j: right[i, j] * (2 if (i, j) == (0, 1) else 1))
    monkeypatch.setattr(counting, "tilted_generator", lambda: wrong)
    assert not check(replace(find("B2"), statement=trajectories.fluctuation_theorem)).finding.proof


def test_a_wrong_weight_is_noticed_in_the_currents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thermodynamics, "weights", lambda: broken("A"))
    assert not check(find("heat-in-weights")).finding.proof


def test_wider_domains() -> None:
    """For x = y = 1 the cubic has the root -4, which is y + 3."""
    far = find("faster-far")
    wide = replace(far, where={**far.where, symbol("A"): sp.Interval(0, sp.oo)})
    assert not check(wide).finding.proof
    inverted = find("irreversible-zero")
    assert not check(replace(inverted, where=TEMPERATURES)).finding.proof


def test_the_variance_in_named_parts_is_that_of_the_chapter() -> None:
    shown = fluctuations.cumulants()[-1]
    assert shown.lhs == 4 * d**3 * c_2
    assert c_1 not in shown.free_symbols
