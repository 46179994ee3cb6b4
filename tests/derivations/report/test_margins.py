"""The margin speaks only where there is something to say."""

from dataclasses import replace

from beyondthermal.derivations.claims.claim import RECHECKED
from beyondthermal.derivations.report.margins import margin
from beyondthermal.symbolic.decision.proof import Verdict
from tests.report_document import equations


def with_method(result, method):
    proof = replace(result.finding.proof, method=method)
    return margin(replace(result, finding=replace(result.finding, proof=proof)))


def test_what_is_decided_says_whether_it_was_rechecked():
    for equation in equations():
        result = equation.result
        if result.finding.proof.verdict in (Verdict.PROVED, Verdict.REFUTED):
            assert margin(result).startswith(RECHECKED[result.rechecked])


def test_nine_margins_in_ten_of_what_is_decided_have_no_method():
    said = [margin(e.result) for e in equations() if e.result.word in ("proved", "refuted")]
    assert len(said) > 100
    plain = (*RECHECKED, "re-checked, and by Rocq")
    assert sum(text in plain for text in said) > 0.9 * len(said)


def test_special_methods_stay_and_routine_ones_go():
    result = next(e.result for e in equations() if e.result.word == "proved")
    word = with_method(result, "re-checked")
    assert word == "re-checked, and by Rocq"
    assert with_method(result, "equal as rational functions; re-checked") == word
    assert with_method(result, "one normal form; Sturm's theorem; one normal form") == (
        f"{word}; Sturm's theorem"
    )
    # Only the whole part is routine, not one that begins like it.
    assert with_method(result, "entry by entry but one") == f"{word}; entry by entry but one"
