"""What z3 says is said, and nothing else; a point that it names counts once it is confirmed."""

import sys
from functools import partial

import pytest
import sympy as sp
from claim_texts import written
from console import beyondthermal

from beyondthermal.derivations.claim_files import second_opinion as room
from beyondthermal.derivations.claim_files.second_opinion import expect_oracle, second_opinion
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import assumed, declared

x, y = (declared(name, sp.Interval.open(0, sp.oo)) for name in "xy")
r = declared("r", sp.Reals)
n = assumed("n", integer=True)


def asked(left, relation, right, where=None):
    return partial(decide.bound, sp.sympify(left), relation, sp.sympify(right), where=where)


HOLDS = {
    "two means": asked(2 * sp.sqrt(x * y), "<=", x + y),
    "on a range": asked(r**2, "<", 4, {r: (-2, 2)}),
    "related": asked(x**2, "<", y**2, [x < y]),
    "a quotient": asked(x / (x + y), "<", 1),
    "whole numbers": asked(n**2, ">=", n),
    "a modulus and a maximum": asked(sp.Max(r, -r), "<=", sp.Abs(r)),
    "but for points": partial(decide.equality, (x**2 - y**2) / (x - y), x + y, where=[sp.Ne(x, y)]),
}
FAILS = {
    "at an end": asked(r**2, "<", 4, {r: sp.Interval(-2, 2)}),
    "not strict": asked(2 * sp.sqrt(x * y), "<", x + y),
    "other numbers": asked(n**2, ">", n),
    "of real ones": asked(r**2, ">=", r),
    "not related": asked(x**2, "<", y, [x < y]),
    "an equation": partial(decide.equality, x**3, x**2, where=None),
}
UNREAD = {
    "no algebra": asked(sp.exp(x), ">", x),
    "complex": partial(decide.equality, sp.I * r, r * sp.I),
    "a limit": partial(decide.limit, x, {x: 0}, sp.S.Zero),
}


@pytest.mark.parametrize("name", HOLDS)
def test_what_holds(name):
    said, found = second_opinion(HOLDS[name])
    assert "says that it holds, which is an opinion and no proof" in said
    assert found is None


@pytest.mark.parametrize("name", FAILS)
def test_what_fails_is_refuted_by_our_own_numbers(name, monkeypatch):
    said, found = second_opinion(FAILS[name])
    assert "certified numbers confirm it" in said
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample
    # Without them it stays what z3 says.
    monkeypatch.setattr(room, "_confirmed", lambda *_: None)
    said, found = second_opinion(FAILS[name])
    assert "isn't confirmed" in said
    assert found is None


def test_a_point_outside_of_the_domain_refutes_nothing():
    question = FAILS["at an end"]
    inside, outside = ({r: sp.Rational(at)} for at in (2, 3))
    assert room._confirmed(question, inside, question.args[::2]).verdict is Verdict.REFUTED
    assert room._confirmed(question, outside, question.args[::2]) is None
    question = FAILS["not related"]
    assert room._confirmed(question, {x: sp.S(2), y: sp.S(1)}, question.args[::2]) is None


def test_where_it_fails_at_no_fraction_it_is_not_confirmed():
    said, found = second_opinion(asked((r**2 - 2) ** 2, ">", 0))
    assert "1.414213562 or so; that isn't confirmed here" in said
    assert found is None


@pytest.mark.parametrize("name", UNREAD)
def test_what_it_is_not_asked(name):
    assert second_opinion(UNREAD[name]) == (room._UNREAD, None)


TEXT = """
[symbols]
x = "(0, oo)"
[[claim]]
name = "mean"
bound = "x + 1/x >= 2"
[[claim]]
name = "square"
bound = "(x^2 - 2)^2 > 0"
"""


def test_the_command_says_it_and_no_verdict_changes(tmp_path):
    path = written(tmp_path, TEXT)
    plain, done = (beyondthermal("check", path, *more) for more in
                   ([], ["--second-opinion", "z3"]))  # fmt: skip
    assert done.returncode == plain.returncode == 3
    assert "second opinion on mean: z3 " in done.stdout
    assert "no proof" in done.stdout
    assert "second opinion" not in plain.stdout
    assert "? inconclusive" in done.stdout


def test_a_missing_or_unknown_oracle_is_told_in_one_line(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "z3", None)
    monkeypatch.setattr(room, "find_spec", lambda _: None)
    with pytest.raises(
        ValueError, match=r'needs z3: pip install "beyondthermal\[second-opinion\]"'
    ):
        expect_oracle("z3")
    assert second_opinion(HOLDS["two means"]) == ("z3 isn't there", None)
    for asked_of, oracle in ((written(tmp_path, TEXT), "cvc"), ("A4", "z3")):
        done = beyondthermal("check", asked_of, "--second-opinion", oracle)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
