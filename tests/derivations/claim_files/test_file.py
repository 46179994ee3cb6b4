"""Files of claims: read as they are written, judged in time, and explained."""

import time

import pytest
import sympy as sp
from claim_texts import PROVED, REFUTED, TEXT, UNDECIDED, claims, written

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.claim_files.meaning import questions
from beyondthermal.derivations.claim_files.places import FormulaError, lines
from beyondthermal.derivations.claim_files.run import Court, results
from beyondthermal.derivations.commands.check_files import check_files
from beyondthermal.symbolic.decision import decide
from beyondthermal.symbolic.prose import several
from beyondthermal.symbolic.symbols import declared

x = declared("x", sp.Interval.open(1, sp.oo))
y = declared("y", sp.Interval.open(0, sp.oo))
C = sp.Abs(x - y) / (x + y)


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "two.claims.toml"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_a_file_is_read_as_it_is_written(path):
    claims = {claim.name: claim for claim in read(path).claims}
    assert [claim.kind for claim in claims.values()] == [
        "bound", "limit", "expansion", "identity", "limit",
    ]  # fmt: skip
    assert {name: claim.statement for name, claim in claims.items()} == {
        "stays below": "C < 1, for y in (0, 5)",
        "cold and hot": "limit of C as x -> 1, y -> oo is 1",
        "tail": "C is 1 - 2*x/y and smaller terms as y -> oo",
        "the same": "D - 1 = C",
        "wrong": "limit of C as y -> oo is 1/2",
    }
    for claim in claims.values():
        assert TEXT.splitlines()[claim.line - 1].startswith("[[claim]]")
    assert claims["stays below"].seconds(60) == 20
    assert claims["stays below"].seconds(5) == 5
    assert claims["wrong"].expected == "refuted"


def test_every_claim_is_the_question_that_it_says(path, monkeypatch):
    asked = []
    for name in ("bound", "limit", "expansion", "equality"):
        monkeypatch.setattr(decide, name, lambda *a, n=name, **k: asked.append((n, a, k)))
    file = read(path)
    for question in questions(file.data, file.claims):
        question()
    domains = {x: sp.Interval.open(1, sp.oo), y: sp.Interval.open(0, sp.oo)}
    narrowed = domains | {y: sp.Interval.open(0, 5)}
    C = questions_formula(asked)
    assert asked == [
        ("bound", (C, "<", 1), {"where": narrowed}),
        ("limit", (C, {x: 1, y: sp.oo}, 1), {"joint": True, "where": domains}),
        ("expansion", (C, y, sp.oo, 1 - 2 * x / y), {"where": domains}),
        ("equality", (C, C), {"where": domains}),
        ("limit", (C, {y: sp.oo}, sp.Rational(1, 2)), {"joint": False, "where": domains}),
    ]


def questions_formula(asked):
    """C as it was read: the modulus is not evaluated."""
    (found,) = {arguments[0] for _, arguments, _ in asked}
    assert found.doit() == C
    return found


def test_every_value_has_its_line(path):
    text = TEXT.splitlines()
    for (section, _, key), (line, column) in lines(TEXT).items():
        if key and key != "terms":
            assert key in text[line - 1].split("=")[0]
            assert (column > 0) == ('"' in text[line - 1].split("=")[1][:3])
        elif not key:
            assert f"[{section}]" in text[line - 1]
    assert text[lines(TEXT)["claim", 2, "terms"][0] - 1] == "1 - 2*x/y"


MISTAKES = {
    ('"C < 1"', '"C < )"'): "line 13, column 14: bound of 'stays below': expected a number",
    ('"C < 1"', "'C < q'"): "line 13, column 14: bound of 'stays below': unknown name 'q'",
    ("1 - 2*x/y\n", "1 -\n  2x/y\n"): "line 32, column 4: terms of 'tail': expected an operator",
    ('"(1, oo)"', '"(1 oo)"'): "line 4, column 6: x of [symbols]: a domain is positive",
    ('"C + 1"', '"C + E"'): "line 9, column 10: D of [define]: unknown name 'E'",
    ("[define]\n", '[define]\ny = "1"\n'): "line 8, column 6: y of [define]: the name y has",
    ('{ y = "oo" }', '{ z = "oo" }'): "at of 'wrong': 'z' is none of the symbols: x, y",
    ('y = "(0, 5)"', 'y = "(-1, 5)"'): "where of 'stays below': y is in Interval.open(0, oo), not",
    ('x = "1", y', 'x = "1/2", y'): "at of 'cold and hot': x can't go to 1/2: its domain is",
}


@pytest.mark.parametrize(("right", "wrong"), MISTAKES)
def test_a_slip_has_its_place_in_the_file(right, wrong, tmp_path):
    file = read(written(tmp_path, TEXT.replace(right, wrong, 1)))
    slips = [
        asked for asked in questions(file.data, file.claims) if isinstance(asked, FormulaError)
    ]
    assert MISTAKES[right, wrong] in str(file.slip(*slips[0].args))


def test_a_misspelt_key_names_the_nearest(tmp_path):
    for right, wrong in (("bound =", "bond ="), ("[define]", "[defines]"), ("says", "say")):
        with pytest.raises(ValueError, match=f"did you mean {right.strip('[]= ')}"):
            read(written(tmp_path, TEXT.replace(right, wrong, 1)))


# Judged.


def test_the_claims_of_a_file_come_to_their_verdicts(path):
    found = {result["name"]: result for result in results(read(path), 60)}
    assert all(result["as_expected"] for result in found.values())
    assert found["wrong"]["verdict"] == "refuted"
    assert {found[name]["verdict"] for name in found if name != "wrong"} == {"proved"}


# Minutes of work.
SLOW = 'bound = "(x + 1)^64*(x + 2)^64*(x + 3)^64*(x - 1/3)^64 + (x - 1)^2 > 0"'


@pytest.mark.parametrize(
    ("as_expected", "not_so", "code"),
    [
        ((PROVED,), (), 0),
        ((PROVED,), (REFUTED,), 1),
        ((PROVED,), (UNDECIDED,), 3),
        ((), (REFUTED, UNDECIDED), 1),
        ((REFUTED + '\nexpect = "refuted"',), (), 0),
        ((UNDECIDED + '\nexpect = "inconclusive"',), (), 0),
        ((), (PROVED + '\nexpect = "refuted"',), 1),
    ],
)
def test_exit_codes(as_expected, not_so, code, tmp_path, capsys):
    formulas = {f"c{k}": text for k, text in enumerate(as_expected + not_so)}
    assert check_files([written(tmp_path, claims(**formulas))]) == code
    said = f"{several(len(formulas), 'claim')}, {len(not_so)} not as expected"
    assert said in capsys.readouterr().out


def test_a_claim_out_of_time_is_inconclusive_and_the_rest_go_on(tmp_path):
    file = read(written(tmp_path, claims(a=PROVED, slow=SLOW + "\ntimeout = 0.5", b=PROVED)))
    began = time.monotonic()
    found = {result["name"]: result for result in results(file, 60)}
    assert time.monotonic() - began < 30
    assert found["slow"]["verdict"] == "inconclusive"
    assert "its time of 0.5 s was up" in found["slow"]["method"]
    assert found["a"]["verdict"] == found["b"]["verdict"] == "proved"


def test_a_process_that_ends_is_started_again(tmp_path):
    court = Court(read(written(tmp_path, claims(a=PROVED, b=PROVED))), 60)
    assert court.judge(0)["verdict"] == "proved"
    court.worker.process.kill()
    court.worker.process.join()
    assert court.judge(1)["verdict"] == "proved"
    court.close()
    assert court.worker.process is None


def test_a_file_that_is_not_read_in_time_is_asked_once(tmp_path):
    court = Court(read(written(tmp_path, claims(a=PROVED, b=PROVED))), 1e-9)
    for index in (0, 1):
        began = time.monotonic()
        judged = court.judge(index)
        assert judged["verdict"] == "inconclusive"
        assert judged["method"].startswith("the file was not read: its time of 1e-09 s was up")
    assert time.monotonic() - began < 0.1
