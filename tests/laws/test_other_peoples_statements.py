"""Statements that nobody here wrote: what was proved stays proved, and nothing false is proved."""

import datetime
import re

import pytest
from asked import GROUPS, Case, answers, cases
from console import ROOT

# Far more than any of them needs that has been proved.
SECONDS, PARTS = 60, 10
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


def test_the_table_says_what_is_marked() -> None:
    text = (ROOT / "symbolic" / "decision" / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([a-z ]+) \| (\d+ of \d+) \|", text, re.MULTILINE))
    for group in GROUPS:
        true = [case for case in cases(group) if case["true"]]
        proved = sum(case["proved"] for case in true)
        assert rows.pop(group.replace("_", " ")) == f"{proved} of {len(true)}"
    assert not rows
