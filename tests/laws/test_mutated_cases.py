"""With a slip in it, by as little as 10^-40, no statement of others is proved that was.

Every run asks a few of them, other ones each day; the slow run asks a group at a time, all of it.
"""

import datetime
from functools import cache
from random import Random

import pytest
from asked import GROUPS, Case, cases, verdict
from in_time import in_time
from mpmath import mp
from mutated_cases import DIGITS, ComplexError, mutated, value

DAY = datetime.date.today().toordinal()
# Of the processor; a statement that takes longer isn't proved.
SECONDS, SAMPLE, ALL = 1, 6, 15_000


@cache
def every(group: str) -> list[Case]:
    """All of a group."""
    return list(mutated(group))


def said(case: Case) -> str:
    """What is said of a statement in time."""
    return in_time(lambda: verdict(case), SECONDS) or "late"


def wrong(asked: list[Case]) -> list[Case]:
    """Those that are proved, though false, or that nothing is said of."""
    return [case for case in asked if said(case).startswith(("proved", "crashed"))]


@pytest.mark.parametrize("group", GROUPS)
def test_a_few_of_them_each_day(group: str) -> None:
    assert not wrong(Random(DAY).sample(every(group), SAMPLE))


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_all_of_them(group: str) -> None:
    assert not wrong(every(group))


def test_there_are_many_of_all_kinds_and_near() -> None:
    made = [case for group in GROUPS for case in every(group)]
    assert len(made) > ALL
    for kind in ("limit", "expansion", "identity", "bound"):
        assert sum("10^40" in str(case) for case in made if kind in case) > 100


def test_what_is_proved_is_seen() -> None:
    (true,) = (case for case in cases("inequalities") if case["name"] == "Q015")
    assert wrong([true]) == [true]


def test_points_lie_in_the_domain() -> None:
    """One whose end begins with a minus: there, but beyond its end, the statement fails."""
    (case,) = (case for case in cases("boxes") if case["name"] == "M0114")
    assert case["symbols"]["A"].startswith("[0, -1/")
    assert not any(each["bound"].startswith("(2 - 1/1000)") for each in every("boxes")
                   if each["name"] == "M0114")  # fmt: skip


def test_the_judge_computes_with_real_numbers_alone() -> None:
    with mp.workdps(DIGITS):
        point = {"x": mp.mpf(1) / 3}
        expected = mp.cbrt(2) * mp.sqrt(3) / 4
        assert abs(value("2^x*sqrt(x)/(1 + x)", point) - expected) < mp.mpf(10) ** -150
        for text in ("Abs(sqrt(x - 1))", "(x - 1)^(1/3)", "log(-x)"):
            with pytest.raises(ComplexError):
                value(text, point)
