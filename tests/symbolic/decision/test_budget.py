"""What a question may cost is shared by all that is tried for it, and counted in steps."""

import pytest
import sympy as sp

from beyondthermal.symbolic.decision import budget
from beyondthermal.symbolic.decision.budget import SpentError, question, spend, spent
from beyondthermal.symbolic.decision.decide import bound, equality, limit
from beyondthermal.symbolic.decision.positivity import positive
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import POSITIVE, declared

x, y, z = (declared(name, POSITIVE) for name in "xyz")

TRUE = {
    "a polynomial": lambda: bound(x**4 + y**4 + z**4 + 1, ">=", 4 * x * y * z),
    "a cover": lambda: bound(sp.sin(x), "<=", x),
    "monotonicity": lambda: bound(sp.log(x) * y, "<=", x * y),
    "an identity": lambda: equality(sp.sqrt(x**2 + 2 * x * y + y**2), x + y),
    "a limit": lambda: limit((sp.sqrt(x**2 + y) - y) / x, {x: sp.oo}, sp.S.One),
}


@pytest.mark.parametrize("name", TRUE)
def test_steps_are_counted_and_the_same_each_time(name) -> None:
    found = []
    for _ in range(2):
        sp.core.cache.clear_cache()
        with question():
            assert TRUE[name]().verdict is Verdict.PROVED
            found.append(spent())
    assert found[0] == found[1] > 0


def test_what_has_taken_all_steps_is_not_decided(monkeypatch) -> None:
    monkeypatch.setattr(budget, "STEPS", 100)
    for ask in TRUE.values():
        found = ask()
        assert found.verdict is Verdict.INCONCLUSIVE
        assert "has taken all its" in found.method


def test_many_calls_share_the_steps_of_a_question(monkeypatch) -> None:
    """Each alone takes few; together they are stopped."""
    p = (x - y) ** 2 + x * y
    box = {x: sp.Interval(0, sp.oo), y: sp.Interval(0, sp.oo)}
    with question():
        assert positive(sp.expand(p), box, strict=False)
        one = spent()
    monkeypatch.setattr(budget, "STEPS", 10 * one)
    with question():
        for _ in range(10):
            positive(sp.expand(p), box, strict=False)
        with pytest.raises(SpentError):
            positive(sp.expand(p), box, strict=False)


def test_a_refutation_needs_no_steps(monkeypatch) -> None:
    monkeypatch.setattr(budget, "STEPS", 100)
    assert bound(sp.sin(x), "<", x - sp.Rational(1, 10**6)).verdict is Verdict.REFUTED


def test_a_question_within_a_question_is_a_part_of_it() -> None:
    with question():
        spend(5)
        with question():
            spend(7)
        assert spent() == 12
    assert spent() == 0
    spend(10**12)


def test_time_is_a_guard_alone(monkeypatch) -> None:
    monkeypatch.setattr(budget, "_NANOSECONDS", -1)
    with question(), pytest.raises(SpentError):
        spend(1)
