"""The registry of claims: complete, judged as expected, and honest about what it refutes."""

import json
import re
from xml.etree import ElementTree

import pytest
import sympy as sp
from console import beyondthermal
from fake_claims import STATEMENTS
from judged import judged
from rich.cells import cell_len

from beyondthermal.derivations.claims import registry
from beyondthermal.derivations.claims import results as results_of_claims
from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.commands import check
from beyondthermal.derivations.printing import latex, unicode_maths
from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import Verdict
from beyondthermal.symbolic.symbols import symbols

C, x, p_G, p_S, p_A, p_E, beta_A, beta_S = symbols("C x p_G p_S p_A p_E beta_A beta_S")
HALF = sp.Rational(1, 2)
EVERY = {claim.name: claim for claim in registry.of_the_paper()}

# The numbered equations of the paper.
EQUATIONS = (
    [str(k) for k in range(1, 10)]
    + [f"A{k}" for k in range(1, 15)]
    + [f"B{k}" for k in range(1, 6)]
    + ["C1", "C2", "C3", "D-dephasing", "D-detuning", "D-pump"]
)


@pytest.fixture(scope="module")
def results():
    return {name: judged[name] for name in EVERY}


@pytest.mark.parametrize("equation", EQUATIONS)
def test_every_numbered_equation_has_a_claim(equation):
    assert equation in EVERY


@pytest.mark.parametrize("equation", EQUATIONS)
def test_every_numbered_equation_can_be_displayed(equation, results):
    shown = results[equation].finding.statement
    assert shown
    for statement in shown:
        assert isinstance(statement, sp.Rel)
        assert sp.srepr(statement)
        assert latex(statement).strip()
        assert unicode_maths(statement).strip()


def test_what_is_displayed_of_an_operator_fits_on_a_line(results):
    for name, result in results.items():
        for statement in result.finding.statement:
            if not all(s.is_commutative for s in statement.free_symbols):
                lines = unicode_maths(statement).splitlines()
                assert max(map(cell_len, lines)) <= 74, (name, statement)


def test_every_claim_comes_to_the_expected_verdict(results):
    wrong = {n: r.finding.proof.method for n, r in results.items() if not r.as_expected}
    assert not wrong


def test_every_certificate_is_verified_without_sympy(results):
    for name, result in results.items():
        for certificate in result.finding.proof.certificates:
            assert holds(json.loads(json.dumps(certificate))), name


def test_every_proof_of_a_bound_has_a_certificate(results):
    for name, result in results.items():
        parts, proof = result.finding.statement, result.finding.proof
        if proof and all(isinstance(part, sp.StrictLessThan) for part in parts):
            assert proof.certificates, name


def test_every_refutation_has_a_counterexample(results):
    refuted = [r for r in results.values() if r.finding.proof.verdict is Verdict.REFUTED]
    assert len(refuted) >= 10
    for result in refuted:
        assert result.finding.proof.counterexample, result.claim.name


def test_corrections_name_a_refuted_claim(results):
    for result in results.values():
        if result.claim.corrects:
            assert results[result.claim.corrects].finding.proof.verdict is Verdict.REFUTED
            assert result.finding.proof.verdict in (Verdict.PROVED, Verdict.SUPPORTED)


def test_claims_and_steps_are_found_by_name_and_know_their_place():
    assert len(registry.REGISTRY) > len(EVERY)
    for name, entry in registry.REGISTRY.items():
        assert registry.find(name) is entry.claim
        assert entry.is_step == (name not in EVERY)
        assert entry.topic
    with pytest.raises(ValueError, match="must be the name of a claim, but got 'A99'"):
        registry.find("A99")


def test_no_two_claims_have_one_name():
    entry = registry.REGISTRY["A4"]
    with pytest.raises(ValueError, match="two claims are called 'A4'"):
        registry.registered([entry, entry])


def test_only_what_was_asked_is_shown_as_printed(results):
    """What a refutation found instead is never put into the paper's mouth."""
    assert results["A13"].printed == EVERY["A13"].statement
    assert not results["A13"].shown
    assert all(bool(r.printed) != bool(r.shown) for r in results.values() if r.finding.statement)


# The command.


def fake(monkeypatch, **verdicts):
    claims = (Claim(name, f"{name} holds", STATEMENTS[v]) for name, v in verdicts.items())
    entries = registry.registered(registry.Entry(claim, "all", False) for claim in claims)
    monkeypatch.setattr(registry, "REGISTRY", entries)


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({"a": Verdict.PROVED}, 0),
        ({"a": Verdict.PROVED, "b": Verdict.REFUTED}, 1),
        ({"a": Verdict.PROVED, "b": Verdict.INCONCLUSIVE}, 3),
        ({"a": Verdict.REFUTED, "b": Verdict.INCONCLUSIVE}, 1),
    ],
)
def test_exit_codes(verdicts, code, monkeypatch, fresh_cache, tmp_path, capsys):
    fake(monkeypatch, **verdicts)
    report, junit = tmp_path / "r.json", tmp_path / "r.xml"
    assert check.check_claims([], report, junit) == code
    assert [r["name"] for r in json.loads(report.read_text())] == list(verdicts)
    suite = ElementTree.fromstring(junit.read_text())
    assert int(suite.get("tests")) == len(verdicts)
    assert int(suite.get("failures")) == sum(v is Verdict.REFUTED for v in verdicts.values())
    assert int(suite.get("errors")) == sum(v is Verdict.INCONCLUSIVE for v in verdicts.values())


def test_a_second_run_comes_from_the_cache(monkeypatch, fresh_cache):
    fake(monkeypatch, a=Verdict.PROVED)
    assert check.check_claims([], None, None) == 0
    monkeypatch.setattr(results_of_claims, "check", lambda claim: pytest.fail("checked again"))
    assert check.check_claims([], None, None) == 0


def test_named_claims_and_the_list(fresh_cache):
    done = beyondthermal("check", "A13", "bound-thermal")
    assert done.returncode == 0
    assert "2 claims, 0 not as expected" in done.stdout
    assert re.search(r"A13\s.*✗ refuted", done.stdout)
    assert "limit of the rest" in done.stdout
    assert "as printed" in done.stdout
    listed = beyondthermal("check", "--list")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(EVERY)
    assert "$" not in done.stdout + listed.stdout
    step = beyondthermal("check", "cleared")
    assert step.returncode == 0, step.stderr
    unknown = beyondthermal("check", "A99")
    assert unknown.returncode == 2
    assert len(unknown.stderr.splitlines()) == 1
