"""With what is printed put right, nothing is refuted; and nothing is refuted without a question."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from console import ROOT

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.symbolic.decision.proof import Verdict

FOLDER = ROOT / "derivations" / "claims" / "of_the_paper"
REFUTED = [n for n, e in REGISTRY.items() if e.claim.expected is Verdict.REFUTED]
CORRECTED = {e.claim.corrects: n for n, e in REGISTRY.items() if e.claim.corrects}


@pytest.mark.parametrize("name", REFUTED)
@pytest.mark.sweep
def test_with_the_corrected_statement_it_is_not_refuted(name: str) -> None:
    wrong, right = find(name), find(CORRECTED[name])
    put_right = replace(right, name=name, expected=wrong.expected)
    found = check(put_right)
    assert found.finding.proof.verdict in (Verdict.PROVED, Verdict.SUPPORTED)
    assert not found.as_expected
    assert check(wrong).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.stem)
def test_no_claim_is_refuted_without_a_condition(path: Path) -> None:
    """The deciders come out as the statement says; `refuted` and `contradicted` ask nobody."""
    called = {getattr(n.func, "id", "") for n in ast.walk(ast.parse(path.read_text("utf-8")))
              if isinstance(n, ast.Call)}  # fmt: skip
    assert not called & {"refuted", "contradicted"}
