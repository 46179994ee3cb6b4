"""The nearest name."""

import pytest

from beyondthermal.symbolic.names import expect_known, hint


def test_a_known_name_is_silent():
    expect_known("to", ["c", "rust"], ["c", "rust", "go"])


@pytest.mark.parametrize(
    ("name", "near"),
    [("a13", "A13"), ("A13-correct", "A13-corrected"), ("A13corrected", "A13-corrected")],
)
def test_capitals_and_slips_do_not_matter(name, near):
    assert hint(name, ["A4", "A13", "A13-corrected", "bound"]) == f"did you mean {near}?"


def test_a_name_without_likeness_gets_the_list():
    assert hint("zzz", ["x", "y"]) == "known are x, y"
    assert hint("zzz", []) == "known are none"
    with pytest.raises(ValueError, match=r"`to` must be one of x, y, but got 'zzz'\."):
        expect_known("to", ["x", "zzz"], ["x", "y"])
    with pytest.raises(ValueError, match=r"`to` must be the name of a number, but got 'zzz'\."):
        expect_known("to", ["zzz"], [str(n) for n in range(100)], "a number")


def test_a_long_text_is_no_work():
    assert hint("x" * 10**6, ["abc"]) == "known are abc"
