"""With what is printed put right, or the model changed so that it is right, nothing is refuted."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
import sympy as sp
from console import ROOT

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.of_the_paper import closed_form, kraus, model
from beyondthermal.derivations.claims.of_the_paper.cavity import elimination
from beyondthermal.derivations.claims.registry import REGISTRY, find
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.machine import machine
from beyondthermal.symbolic.symbols import symbols

g, kappa, z = symbols("g kappa z")
FOLDER = ROOT / "derivations" / "claims" / "of_the_paper"

# What is changed, and to what, so that the claim would be true.
RIGHT = {
    "A10": (closed_form, "PRINTED_A10", machine.closed_form()),
    "algebra": (model, "PRINTED_ANTICOMMUTATOR", model.equation(sp.Integer(0), sp.Integer(0))),
    "9-exactly": (elimination, "_characteristic", lambda: kappa * z / 2 + 2 * g**2),
    "B3-gibbs": (kraus, "represent", lambda *_: sp.Integer(1)),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_put_right_is_not_refuted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = find(name)
    assert check(claim).finding.proof.verdict is claim.expected is Verdict.REFUTED
    monkeypatch.setattr(*RIGHT[name])
    found = check(claim)
    assert found.finding.proof.verdict is not Verdict.REFUTED
    assert not found.as_expected


# A claim that is set right by another one, of the same names on the same domain.
PAIRS = {
    entry.claim.corrects: name
    for name, entry in REGISTRY.items()
    if entry.claim.corrects and REGISTRY[entry.claim.corrects].claim.where == entry.claim.where
}


@pytest.mark.parametrize("name", PAIRS)
def test_with_the_corrected_statement_it_is_not_refuted(name: str) -> None:
    wrong, right = find(name), find(PAIRS[name])
    put_right = replace(wrong, statement=right.statement, local=right.local, at=right.at)
    assert check(put_right).finding.proof.verdict is right.expected
    assert right.expected in (Verdict.PROVED, Verdict.SUPPORTED)
    assert not check(put_right).as_expected


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.py")), ids=lambda path: path.stem)
def test_no_claim_is_refuted_without_a_condition(path: Path) -> None:
    """`contradicted` and the deciders come out as the numbers say; `refuted` asks nobody."""
    called = {getattr(n.func, "id", "") for n in ast.walk(ast.parse(path.read_text("utf-8")))
              if isinstance(n, ast.Call)}  # fmt: skip
    assert "refuted" not in called
