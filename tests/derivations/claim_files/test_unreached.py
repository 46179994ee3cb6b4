"""What a claim comes to whose point can't be reached, or that is undecided: lines, no errors."""

import pytest
from claim_texts import PROVED, claims, written
from console import ROOT, beyondthermal

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.run import results
from beyondthermal.symbolic.decision.messages import _ADVICE, explanation
from beyondthermal.symbolic.decision.proof import Proof, Verdict

HEAD = """
[symbols]
a = "(0, oo)"
b = "(0, oo)"
x = "(a, oo)"
y = "(0, oo)"
"""


def found(folder, text, more=""):
    file = HEAD + more + f'[[claim]]\nname = "c"\n{text}\n'
    return next(results(read(written(folder, file)), 60))


@pytest.mark.parametrize(("at", "where"), [("b -> a - 1", ""), ("b -> 3", 'where = ["b < 2"]')])
def test_a_point_that_may_be_outside_is_told_in_plain_words(at, where, tmp_path):
    told = found(tmp_path, f'limit = "b"\nat = "{at}"\nequals = "7"\n{where}')
    assert told["verdict"] == "inconclusive"
    assert "must lie in the range of b" in told["explanation"]
    assert "Error" not in told["explanation"] + told["method"]


@pytest.mark.parametrize("at", ['{ x = "a" }', '"x -> a"'])
def test_a_symbol_goes_to_an_end_that_is_a_symbol(at, tmp_path):
    told = found(tmp_path, f'limit = "x*y"\nat = {at}\nequals = "a*y"')
    assert told["verdict"] == "proved"
    for value, wrong in {"2*a": "refuted", "3*a": "proved"}.items():
        told = found(tmp_path, f'limit = "(x^2-a^2)/(x-a)"\nat = {at}\nequals = "{value}"')
        assert "Error" not in told["explanation"]
        assert told["verdict"] != wrong


def test_neither_end_of_a_range_of_symbols_is_an_error(tmp_path):
    for end in "ab":
        told = found(
            tmp_path, f'limit = "u*a"\nat = {{ u = "{end}" }}\nequals = "{end}*a"', 'u = "(a, b)"\n'
        )
        assert "Error" not in told["explanation"]


def test_the_last_line_counts_the_verdicts_and_no_slip_that_no_claim_uses(tmp_path):
    text = claims(a=PROVED, b=PROVED + '\nexpect = "refuted"', c='bound = "sine(x) < 2"')
    done = beyondthermal("check", written(tmp_path, text + '[define]\nD = "x +"\n'))
    last = done.stdout.splitlines()[-1]
    counted = "3 claims, 2 not as expected: 2 proved, 1 not read, 1 slip besides; "
    assert last.startswith(counted)
    assert done.returncode == 2


@pytest.mark.parametrize("missing", _ADVICE)
def test_every_reason_that_the_engine_gives_has_its_advice(missing):
    told = explanation("x < 1", Proof(Verdict.INCONCLUSIVE, f"this and that: {missing}"))
    lines = " ".join(told.partition("try:")[2].split())
    assert lines == _ADVICE[missing]
    decided = explanation("x < 1", Proof(Verdict.PROVED, missing))
    assert "try:" not in decided
    rooms = (ROOT / "symbolic").rglob("*.py")
    said = (path.read_text("utf-8") for path in rooms if path.name != "messages.py")
    assert any(missing in text for text in said)
