"""Each erratum says what is printed, what is right, and by how much it matters."""

import re
from dataclasses import replace

import pytest

from beyondthermal.derivations.report.blocks import Erratum
from beyondthermal.derivations.report.errata import size, told
from beyondthermal.symbolic.decision.proof import Verdict
from tests.report_document import document, equations

ERRATA = [block for section in document() for block in section.blocks if isinstance(block, Erratum)]


def test_every_refuted_claim_has_an_erratum():
    refuted = {e.names for e in equations() if e.result.finding.proof.verdict is Verdict.REFUTED}
    assert refuted == {erratum.refuted.names for erratum in ERRATA} != set()


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda erratum: erratum.refuted.names[0])
def test_an_erratum_names_what_is_printed_what_is_right_and_the_size(erratum):
    printed, wrong, right, instead, of_size = told(erratum)
    assert re.match(
        r"((In|Beside|After|Before) Eq\. \([A-E]?\d+\)"
        r"|In the abstract|In App\. B, before Eq\. \(B\d\)|At the end of )",
        printed,
    )
    assert set(wrong) <= set(erratum.refuted.printed)
    assert not set(wrong) & set(instead)
    (name, *_), (corrected, *_) = erratum.refuted.names, erratum.corrected.names
    # Two machines show that a rule has exceptions; they are no rule.
    start = "Not so in general: an instance is" if name == "irreversible" else "Right is"
    assert right.startswith(f"{start} ({corrected}): ")
    assert set(instead) <= set(erratum.corrected.statement)
    assert re.search(r"\d", of_size)
    assert of_size.endswith(".")


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda erratum: erratum.refuted.names[0])
def test_without_its_counterexample_nothing_is_said_of_the_size(erratum):
    refuted, result = erratum.refuted, erratum.refuted.result
    finding = replace(
        result.finding, figures={}, proof=replace(result.finding.proof, counterexample=None)
    )
    bare = replace(refuted, result=replace(result, finding=finding))
    assert size(bare) == ""


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda erratum: erratum.refuted.names[0])
def test_a_referee_is_told_for_which_values_a_statement_is_made(erratum):
    printed, _, right, *_ = told(erratum)
    where, instead = erratum.refuted.result.domain, erratum.corrected.result.domain
    assert printed.endswith(f" ({where}):" if where else ":")
    assert (f"({instead})" in right) is (where != instead and bool(instead))


def test_sizes_are_those_of_the_counterexample():
    of = {erratum.refuted.names[0]: size(erratum.refuted) for erratum in ERRATA}
    # N1 without its half; a slope without its √2, which is 41 % more.
    assert "differ by 50 % of the larger" in of["A10"]
    assert "off by 41 %" in of["A13"]
    assert "they are equal" in of["balanced-majority"]
    # The best κ at the pump where it fails, and what C is there; a number beside its digits.
    assert "$C_full(κ,p,10⁻³)$ is $0.3147$, and at no other $κ$" in of["as-soon-as"]
    assert of["broadening"].startswith("$\\Gamma/g$ is $2$: off by $1.9$.")
