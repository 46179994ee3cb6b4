"""The registry of claims: complete, judged as expected, and honest about what it refutes."""

import json
import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import sympy as sp
from console import beyondthermal
from judged import judged
from mpmath import mp, mpf
from rich.cells import cell_len

from beyondthermal.derivations.claims import registry
from beyondthermal.derivations.claims import results as results_of_claims
from beyondthermal.derivations.claims.claim import Claim, Finding
from beyondthermal.derivations.claims.claim import check as judge
from beyondthermal.derivations.claims.of_the_paper import expansions
from beyondthermal.derivations.claims.of_the_paper.numbers import cross_checks, maxima
from beyondthermal.derivations.claims.regions import TEMPERATURES
from beyondthermal.derivations.commands import check
from beyondthermal.derivations.printing import latex, unicode_maths
from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.statements import Leading, lim
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
    shown = (*results[equation].finding.statement, *EVERY[equation].printed)
    assert shown
    for statement in shown:
        assert isinstance(statement, sp.Rel)
        assert sp.srepr(statement)
        assert latex(statement).strip()
        assert unicode_maths(statement).strip()


def test_what_is_displayed_of_an_operator_fits_on_a_line(results):
    for name, result in results.items():
        for statement in (*result.claim.printed, *result.finding.statement):
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
    broadening, A13 = results["broadening"], results["A13"]
    assert not broadening.printed
    assert broadening.shown == broadening.finding.statement
    assert A13.printed == EVERY["A13"].statement
    assert not A13.shown
    asked = [result for result in results.values() if result.finding.as_asked]
    assert asked
    assert all(result.domain for result in asked)


# No method of proof lets a false statement pass.


def test_errors_above_what_is_claimed_are_not_supported():
    assert (
        cross_checks._supported([mpf("1e-20")], mpf("1e-18"), "").proof.verdict.name == "SUPPORTED"
    )
    found = cross_checks._supported([mpf("1e-20"), mpf("1e-17")], mpf("1e-18"), "")
    assert found.proof.verdict is Verdict.REFUTED


def test_a_maximum_printed_wrongly_is_refuted():
    assert maxima.maximal(1e-3, "0.3869").proof.verdict is Verdict.SUPPORTED
    assert maxima.maximal(1e-3, "0.3871").proof.verdict is Verdict.REFUTED
    assert maxima.maximal(1e-3, "0.3869", near=(3, 2)).proof.verdict is Verdict.REFUTED


# Statements next to those of the paper, each of them false.
WRONG = {
    "bound-thermal": (sp.Lt(C, sp.Rational(33, 100)),),
    "bound-universal": (sp.Lt(C, sp.Rational(1, 10)),),
    "bound-inverted": (sp.Gt(C, 0, evaluate=False),),
    "supremum": (sp.Lt(C, HALF), sp.Eq(lim(C, beta_A, -sp.oo, beta_S, sp.oo), HALF / 2)),
    "edge-S=inf": (sp.Eq(lim(C, beta_S, sp.oo), 1 / (x + 3)),),
    "corner--inf,inf": (sp.Eq(lim(C, beta_A, -sp.oo, beta_S, -sp.oo), HALF),),
    "A13-corrected": (Leading(C, sp.Rational(1, 3) - sp.exp(-beta_S / 2), beta_S, sp.oo),),
    "A14": (sp.Eq(lim(C, beta_A, -sp.oo), expansions.PRINTED_A14 / 2),),
    "inversion": (sp.Gt(p_G, p_E, evaluate=False),),
    "imbalance": (sp.Le(C, abs(p_S - p_A) / 2, evaluate=False),),
}


@pytest.mark.parametrize("name", WRONG)
def test_with_a_wrong_statement_a_claim_is_refuted(name):
    claim = replace(registry.find(name), statement=WRONG[name])
    assert judge(claim).finding.proof.verdict is Verdict.REFUTED


@pytest.mark.parametrize("name", ["bound-thermal", "bound-inverted", "outside", "inversion"])
def test_on_a_wider_domain_a_claim_is_refuted(name):
    claim = replace(registry.find(name), where=TEMPERATURES)
    assert judge(claim).finding.proof.verdict is Verdict.REFUTED


# The command.


def fake(monkeypatch, **verdicts):
    claims = (
        Claim(name, f"{name} holds", lambda v=v: Finding((), Proof(v, "fiat")))
        for name, v in verdicts.items()
    )
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


def test_digits_of_the_cross_checks(results):
    for name in ("kernel", "C3"):
        assert results[name].finding.digits >= 48
    with mp.workdps(20):
        assert results["8-9"].finding.digits >= 12
