"""No false statement survives: with a slip in it a claim isn't proved, unless it is true then.

Each claim is changed in every way that a slip could: a coefficient, a sign, an exponent, the
relation, an end of a limit, a printed digit, two symbols exchanged, a domain widened. Every run
takes a sample of claims and slips, another one each day; the slow run takes them all and prints the
counts.
"""

import datetime
import inspect
import random
from collections import Counter
from dataclasses import replace

import pytest
from in_time import in_time
from mutants import Mutant, is_true, mutants

from beyondthermal.derivations.claims.claim import Claim, Statement, check
from beyondthermal.derivations.claims.registry import REGISTRY
from beyondthermal.symbolic.decision.proof import Verdict

# A mutant that isn't decided in this time of the processor isn't proved.
SECONDS, SAMPLE, CLAIMS = 5, 2, 16


def is_question(claim: Claim) -> bool:
    """Whether the claim says what is decided, and doesn't decide it itself."""
    made = getattr(claim.statement, "func", claim.statement)
    return not callable(made) or inspect.signature(made).return_annotation == Statement


QUESTIONS = [
    e.claim
    for e in REGISTRY.values()
    if e.claim.expected is Verdict.PROVED and is_question(e.claim)
]
# Those of today.
DAY = datetime.date.today().toordinal()
CHOSEN = random.Random(DAY).sample(QUESTIONS, CLAIMS)
today = pytest.mark.parametrize("claim", CHOSEN, ids=lambda claim: claim.name)


def judged(mutant: Mutant) -> str:
    """What became of a mutant: not proved, true in numbers, or FALSE and proved."""
    what, claim = mutant
    verdict = in_time(lambda: check(claim).finding.proof.verdict.name, SECONDS)
    if verdict is None:
        return "not proved in time"
    if verdict != Verdict.PROVED.name:
        return verdict.lower()
    return "proved, and true in numbers" if is_true(claim) else f"FALSE: {what}"


@today
def test_no_slip_survives(claim: Claim) -> None:
    found = list(mutants(claim, claim.stated))
    assert found
    chosen = random.Random(f"{claim.name} {DAY}").sample(found, min(SAMPLE, len(found)))
    survived = [verdict for verdict in map(judged, chosen) if verdict.startswith("FALSE")]
    assert not survived


@pytest.mark.slow
def test_no_slip_survives_anywhere(capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    for claim in QUESTIONS:
        counts.update(map(judged, mutants(claim, claim.stated)))
    with capsys.disabled():
        print(f"\n{sum(counts.values())} mutants: {dict(counts)}")
    assert not [verdict for verdict in counts if verdict.startswith("FALSE")]


@today
def test_the_numbers_know_what_is_true(claim: Claim) -> None:
    """The judge of the mutants says of each statement that is proved that it holds."""
    assert is_true(replace(claim, statement=claim.stated))


@pytest.mark.slow
def test_the_numbers_know_of_every_claim_that_it_is_true() -> None:
    asked = (replace(claim, statement=claim.stated) for claim in QUESTIONS)
    assert not [claim.name for claim in asked if not is_true(claim)]


def test_an_answer_comes_in_time_or_not_at_all() -> None:
    assert in_time(lambda: "yes", 5) == "yes"
    assert in_time(lambda: str(sum(iter(int, 1))), 0.05) is None
    with pytest.raises(AssertionError, match="ended with 1"):
        in_time(lambda: str(1 // 0), 5)
