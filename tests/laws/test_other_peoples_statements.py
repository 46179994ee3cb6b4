"""Statements that nobody here wrote: what was proved stays proved, and nothing false is proved."""

import datetime

import pytest
from asked import GROUPS, Case, answers, cases

# Far more than any of them needs that has been proved.
SECONDS, PARTS = 30, 10
DAY = datetime.date.today().toordinal()


def wrong(asked: list[Case]) -> list[tuple[str, str]]:
    """Those whose verdict isn't what it has to be."""
    found = ((case, said) for case, said, _ in answers(asked, SECONDS))
    return [(case["name"], said) for case, said in found if not is_right(case, said)]


def is_right(case: Case, said: str) -> bool:
    """False ones aren't proved, true ones not refuted; what was proved is; nothing crashes."""
    if said.startswith("crashed"):
        return False
    if not case["true"]:
        return said != "proved"
    return said == "proved" if case["proved"] else said != "refuted"


@pytest.mark.parametrize("group", GROUPS)
def test_a_tenth_of_them_each_day(group: str) -> None:
    asked = list(cases(group)[DAY % PARTS :: PARTS])
    assert asked
    assert not wrong(asked)


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_all_of_them(group: str) -> None:
    assert not wrong(list(cases(group)))


def test_what_is_wrong_is_seen() -> None:
    true, false = {"true": True, "proved": True}, {"true": False, "proved": False}
    assert [is_right(true, said) for said in ("proved", "refuted", "late")] == [True, False, False]
    assert [is_right(false, said) for said in ("proved", "refuted", "late")] == [False, True, True]
    assert not is_right({"true": True, "proved": False}, "refuted")
    assert not is_right(false, "crashed: TypeError")
