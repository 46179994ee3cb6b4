"""Findings from other processes and from the cache are those that this one would make."""

import json

import pytest
import sympy as sp
from fake_claims import STATEMENTS
from judged import judged
from verified import VERIFY

from beyondthermal.derivations.claims import cache
from beyondthermal.derivations.claims import results as found_by
from beyondthermal.derivations.claims.claim import Claim, check
from beyondthermal.derivations.claims.record import as_data
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.trees import from_tree, to_tree
from beyondthermal.derivations.proofs.questions import tables
from beyondthermal.derivations.verify.report import core
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import symbols

x, y = symbols("x y")
CLAIMS = found_by.lecture_claims()


def test_what_comes_back_is_what_was_written(fresh_cache, monkeypatch):
    """Every equation is displayed as its claim states it: none is evaluated on the way."""
    claims = CLAIMS[::10]
    first = list(found_by.results(claims))
    assert [result.claim for result in first] == claims
    here = [as_data(result) for result in first]
    assert [as_data(check(claim)) for claim in claims[::2]] == here[::2]
    again = list(found_by.results(claims))
    assert [as_data(result) for result in again] == here
    assert all(result.cached for result in again)
    assert not any(result.cached for result in first)
    assert len(list(fresh_cache.iterdir())) == len(claims)
    for result in again:
        for statement in result.finding.statement:
            assert not isinstance(statement, sp.logic.boolalg.BooleanAtom), result.claim.name


def test_what_is_derived_is_what_the_checker_expects() -> None:
    """Else `derive`, look at what has changed, and `python -m beyondthermal.derivations.proofs`."""
    results = [as_data(judged[claim.name]) for claim in CLAIMS]
    # As JSON, in which tuples are lists.
    found = json.loads(json.dumps(core({**tables(), "results": results})))
    wanted = json.loads((VERIFY / "statements.json").read_text(encoding="utf-8"))
    for table, rows in wanted.items():
        changed = [
            name for name in {*rows, *found[table]} if rows.get(name) != found[table].get(name)
        ]
        assert not changed, table


def fake(verdict=Verdict.PROVED, says="One is one"):
    asked = []

    def derive():
        asked.append(says)
        return STATEMENTS[verdict]

    return Claim("one", says, derive, figures=lambda: {"n": "1"}), asked


def test_what_is_known_is_not_derived_again(fresh_cache):
    claim, asked = fake()
    first, second = (next(iter(found_by.results([claim]))) for _ in range(2))
    assert len(asked) == 1
    assert (first.cached, second.cached) == (False, True)
    assert second.finding == first.finding
    other, asked = fake(says="Two is two")
    assert not next(found_by.results([other])).cached
    assert asked


def test_what_is_undecided_is_tried_again(fresh_cache):
    claim, asked = fake(Verdict.INCONCLUSIVE)
    for _ in range(2):
        assert not next(found_by.results([claim])).cached
    assert len(asked) == 2


SPOILT = {
    "statement": ["x", ["Lambda", 1], ["Symbol", "x"], {}, None, [["Add", "__import__('os')"]]],
    "verdict": ["SURE", None, 1],
    "certificates": [None],
    "method": [],
}


@pytest.mark.parametrize(("key", "value"), [(k, v) for k, vs in SPOILT.items() for v in vs])
def test_whatever_lies_in_the_cache_it_is_found_again(key, value, fresh_cache):
    claim, asked = fake()
    assert not next(found_by.results([claim])).cached
    list(found_by.results([claim]))
    (path,) = fresh_cache.iterdir()
    record = cache.load(path.stem)
    record[key] = value if key != "statement" or isinstance(value, str) else [value]
    if key == "method":
        del record[key]
    cache.store(path.stem, record)
    (found,) = found_by.results([claim])
    assert not found.cached
    assert found.as_expected
    assert len(asked) == 2


def test_the_cache_is_asked_by_what_is_said(monkeypatch):
    monkeypatch.setattr(cache, "key", lambda statement: pytest.fail(statement))
    with pytest.raises(pytest.fail.Exception, match="one\nOne is one"):
        next(found_by.results([fake()[0]]))


@pytest.mark.parametrize(
    "formula",
    [
        sp.Gt(x, 0, evaluate=False),
        sp.Eq(x, x, evaluate=False),
        sp.Mul(2, sp.Rational(1, 2), x, evaluate=False),
        sp.Add(x, -x, evaluate=False),
        sp.Pow(4, sp.Rational(1, 2), evaluate=False),
        sp.exp(sp.log(x), evaluate=False),
        sp.Matrix([[x, sp.I], [sp.pi, -sp.oo]]).as_immutable(),
        sp.Tuple(sp.Integer(10) ** 40, sp.Rational(-7, 3), *symbols("c_1 rho n")),
    ],
)
def test_a_formula_is_the_same_after_the_way_through_json(formula):
    back = from_tree(json.loads(json.dumps(to_tree(formula))))
    assert back == formula
    assert sp.srepr(back) == sp.srepr(formula)


@pytest.mark.parametrize("tree", ["x", [], ["eval", "1"], ["__class__"], None, 1.5, [["Add"], 1]])
def test_what_is_no_tree_is_refused(tree):
    with pytest.raises((ValueError, TypeError)):
        from_tree(tree)


def test_what_was_changed_in_the_cache_is_found_again(fresh_cache):
    claim, asked = fake(Verdict.REFUTED)
    next(iter(found_by.results([claim])))
    (path,) = fresh_cache.iterdir()
    seal, text = json.loads(path.read_text())
    path.write_text(json.dumps([seal, text.replace("REFUTED", "PROVED")]))
    (found,) = found_by.results([claim])
    assert found.finding.proof.verdict is Verdict.REFUTED
    assert not found.cached
    assert len(asked) == 2


def test_an_answer_to_another_question_is_no_answer(fresh_cache):
    one, two = (fake(v, says)[0] for v, says in ((Verdict.PROVED, "a"), (Verdict.REFUTED, "b")))
    for claim in (one, two):
        next(iter(found_by.results([claim])))
    first, second = sorted(fresh_cache.iterdir())
    kept = first.read_bytes(), second.read_bytes()
    second.write_bytes(kept[0])
    first.write_bytes(kept[1])
    for claim, verdict in ((one, Verdict.PROVED), (two, Verdict.REFUTED)):
        (found,) = found_by.results([claim])
        assert found.finding.proof.verdict is verdict
        assert not found.cached


def test_without_the_cache_everything_is_found_anew(fresh_cache):
    claim, asked = fake()
    for _ in range(2):
        (found,) = found_by.results([claim], cached=False)
        assert not found.cached
    assert len(asked) == 2


BROKEN = {
    "method": 5, "domain": None, "figures": {"a": 1}, "counterexample": {"x": []}, "seconds": "0",
    "certificates": [1], "tree": 7, "verdict": "TRUE", "statement": ["Symbol"],
}  # fmt: skip


@pytest.mark.parametrize("field", BROKEN)
def test_a_sealed_record_of_another_form_is_found_again(field, fresh_cache):
    claim = Claim("one", "One is one", STATEMENTS[Verdict.PROVED])
    list(found_by.results([claim]))
    (path,) = fresh_cache.iterdir()
    assert [result.cached for result in found_by.results([claim])] == [True]
    cache.store(path.stem, {**cache.load(path.stem), field: BROKEN[field]})
    (result,) = found_by.results([claim])
    assert not result.cached
    assert result.as_expected


def test_a_claim_of_the_paper_has_a_clock(fresh_cache, monkeypatch):
    monkeypatch.setattr(found_by, "SECONDS", 1e-9)
    monkeypatch.setattr(found_by, "_TOGETHER", 1)
    for found in found_by.results([find(name) for name in ("A4", "A8")]):
        assert found.finding.proof.verdict is Verdict.INCONCLUSIVE
        assert found.finding.proof.method == "its time of 1e-09 s was up"
    assert not fresh_cache.exists()
