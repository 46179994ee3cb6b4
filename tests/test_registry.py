"""The registry of claims: complete, judged as expected, and honest about what it refutes."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import qutip
import sympy as sp
from judges import kernel, kernel_concurrence
from mpmath import mp, mpf

from beyondthermal.derivations import check, paper
from beyondthermal.derivations.claim import Claim, Finding
from beyondthermal.derivations.claim import check as judge
from beyondthermal.derivations.paper import cross_checks, limits, numbers
from beyondthermal.derivations.verify import holds
from beyondthermal.symbolic.proof import Proof, Verdict

COMMAND = Path(sys.executable).with_name("beyondthermal")
EVERY = {claim.name: claim for claims in paper.SECTIONS.values() for claim in claims}

# The numbered equations of the paper.
EQUATIONS = (
    [str(k) for k in range(1, 10)]
    + [f"A{k}" for k in range(1, 15)]
    + [f"B{k}" for k in range(1, 6)]
    + ["C1", "C2", "C3", "D-dephasing", "D-detuning", "D-pump"]
)


def machine_concurrence(beta_A: float, beta_S: float) -> float:
    """From the kernel of the master equation as printed, in 40 digits."""
    with mp.workdps(40):
        return float(kernel_concurrence(1, mp.exp(beta_A), mp.exp(beta_S)))


def full_concurrence(*, n_max, g, kappa, p, gamma):
    """QuTiP's steady state of Eqs. (7)-(8), its partial trace, its concurrence."""
    spin, one, field = qutip.destroy(2), qutip.qeye(2), qutip.qeye(n_max + 1)
    c = [qutip.tensor(spin, one, field), qutip.tensor(one, spin, field)]
    a = qutip.tensor(one, one, qutip.destroy(n_max + 1))
    jumps = [np.sqrt(kappa) * a]
    for ci in c:
        jumps += [np.sqrt(p) * ci.dag(), np.sqrt(gamma) * ci]
    hamiltonian = g * sum(ci.dag() * a + ci * a.dag() for ci in c)
    return qutip.concurrence(qutip.steadystate(hamiltonian, jumps).ptrace([0, 1]))


@pytest.fixture(scope="module")
def results():
    return {name: judge(claim) for name, claim in EVERY.items()}


@pytest.mark.parametrize("equation", EQUATIONS)
def test_every_numbered_equation_has_a_claim(equation):
    assert equation in EVERY


def test_every_claim_comes_to_the_expected_verdict(results):
    wrong = {n: r.finding.proof.method for n, r in results.items() if not r.as_expected}
    assert not wrong


def test_every_certificate_is_verified_without_sympy(results):
    for name, result in results.items():
        for certificate in result.finding.proof.certificates:
            assert holds(json.loads(json.dumps(certificate))), name


def test_every_proof_of_a_bound_or_identity_has_a_certificate(results):
    for name, result in results.items():
        if result.finding.proof.verdict is Verdict.PROVED:
            assert result.finding.proof.certificates, name


def test_every_refutation_has_a_counterexample_and_a_word_on_the_scan(results):
    refuted = [r for r in results.values() if r.finding.proof.verdict is Verdict.REFUTED]
    assert len(refuted) >= 10
    for result in refuted:
        assert result.finding.proof.counterexample, result.claim.name
        assert result.claim.scan, result.claim.name


def test_corrections_name_a_refuted_claim(results):
    for result in results.values():
        if result.claim.corrects:
            assert results[result.claim.corrects].finding.proof.verdict is Verdict.REFUTED
            assert result.finding.proof.verdict in (Verdict.PROVED, Verdict.SUPPORTED)


# Every refutation once more, by a route that shares no code with the one that found it.


def test_anticommutators_confirmed_by_matrices():
    c1, c2 = (
        qutip.tensor(*pair)
        for pair in [(qutip.sigmap(), qutip.qeye(2)), (qutip.qeye(2), qutip.sigmap())]
    )
    assert (c1 * c2.dag() + c2.dag() * c1).norm() > 1
    assert (c1 * c2.dag() - c2.dag() * c1).norm() == 0


def test_spin_flip_product_confirmed_by_qutip():
    rho = np.diag([0, 0.75, 0.25, 0]).astype(complex)
    rho[1, 2] = rho[2, 1] = 0.25
    flip = np.kron([[0, -1j], [1j, 0]], [[0, -1j], [1j, 0]])
    product = rho @ flip @ rho.conj() @ flip
    assert np.linalg.eigvalsh(rho).min() >= 0
    assert abs(product - product.conj().T).max() == pytest.approx(0.25)


def test_A10_confirmed_by_the_kernel_of_the_master_equation(results):
    figures = results["A10"].finding.figures
    kernel = machine_concurrence(0.0, float(np.log(30)))
    assert float(figures["as derived"]) == pytest.approx(kernel, abs=1e-10)
    assert abs(float(figures["C at x = 1, y = 30 as printed"]) - kernel) > 0.01


def test_A13_confirmed_by_the_kernel_of_the_master_equation():
    beta = 14.0
    C, eps = machine_concurrence(0.0, beta), np.exp(-beta / 2)
    assert (1 / 3 - C) / eps == pytest.approx(2 * np.sqrt(2) / 3, rel=1e-2)
    assert abs((1 / 3 - C) / eps - 2 / 3) > 0.2


def test_A14_condition_confirmed_by_the_kernel_of_the_master_equation():
    assert machine_concurrence(-6.0, 20.0) > 0.49


def test_balanced_majority_confirmed_by_the_kernel():
    rho = qutip.steadystate(
        0 * qutip.tensor(qutip.qeye(2), qutip.qeye(2)),
        [qutip.tensor(s, qutip.qeye(2)) for s in (qutip.sigmap(), qutip.sigmam())]
        + [qutip.tensor(qutip.qeye(2), s) for s in (qutip.sigmap(), qutip.sigmam())],
    )  # fmt: skip
    assert rho.diag()[[0, 3]].sum() == pytest.approx(0.5, abs=1e-12)


def test_exactness_of_the_elimination_confirmed_by_qutip(results):
    counterexample = results["9-exactly"].finding.proof.counterexample
    full = full_concurrence(n_max=10, g=1, kappa=4, p=0.01, gamma=0.001)
    assert float(counterexample["full"]) == pytest.approx(full, abs=1e-8)
    assert abs(float(counterexample["effective"]) - full) > 0.02


def test_as_soon_as_confirmed_by_qutip():
    values = [
        full_concurrence(n_max=10, g=1, kappa=k, p=1.1e-3, gamma=1e-3)
        for k in np.geomspace(0.2, 20, 15)
    ]
    assert max(values) < 1 / 3


def test_irreversible_confirmed_by_the_kernel():
    before, after = machine_concurrence(0.0, np.log(20)), machine_concurrence(*np.log([2.0, 40]))
    assert after > before > 0


def test_reversed_jumps_confirmed_by_exponentials():
    beta, energies = 0.7, np.array([0.0, 1, 1, 2])
    lower = np.array([[0, 1, 1, 0], [0, 0, 0, 1], [0, 0, 0, 1], [0, 0, 0, 0]], float)
    root, inverse = np.diag(np.exp(-beta * energies / 2)), np.diag(np.exp(beta * energies / 2))
    up, down = lower.T, np.exp(beta / 2) * lower
    assert np.allclose(root @ down.T @ inverse, up)
    assert not np.allclose(root @ up @ inverse, up)


def test_leading_term_of_N2_confirmed_in_numbers():
    with mp.workdps(40):
        y = mp.mpf(10) ** 20
        rho = kernel(1, 1, y)
        root = 2 * mp.sqrt(rho[0][0] * rho[3][3])
        d = 3 * y**2 / 2
        assert abs(root * d / y ** mp.mpf("1.5") - mp.sqrt(2)) < 1e-8


def test_reversed_probabilities_confirmed_by_sums():
    beta, rate, dt = 0.7, 0.3, 1e-6
    lower = np.kron([[0, 1], [0, 0]], np.eye(2)) + np.kron(np.eye(2), [[0, 1], [0, 0]])
    energies = np.array([0.0, 1, 1, 2])
    root, inverse = np.diag(np.exp(-beta * energies / 2)), np.diag(np.exp(beta * energies / 2))
    up, down = np.sqrt(rate * dt) * lower.T, np.sqrt(rate * np.exp(beta) * dt) * lower
    rest = np.eye(4) - (up.T @ up + down.T @ down) / 2
    printed = [rest, root @ up @ inverse, root @ down @ inverse]
    right = [rest, root @ up.T @ inverse, root @ down.T @ inverse]
    defects = [abs(sum(K.T @ K for K in Ks) - np.eye(4)).max() for Ks in (printed, right)]
    assert defects[0] > 1e-7
    assert defects[1] < 1e-10


def test_gibbs_weights_do_not_add_up_to_one():
    assert np.exp(-0.0 * np.array([0, 1, 1, 2])).sum() == 4


def test_infinite_temperature_jumps_have_equal_odds():
    up, down = 1.0, np.exp(0.0)
    assert up / down == 1


def test_broadening_at_the_optimum():
    g, kappa = 1.0, 2.0
    assert 4 * g**2 / kappa == 2 * g


def test_no_refutation_is_without_a_second_route(results):
    """Each of these names stands in a test above that confirms it by other means."""
    confirmed = {
        "algebra", "A5", "A10", "A13", "A13-N2", "A14-condition", "balanced-majority",
        "9-exactly", "as-soon-as", "broadening", "irreversible", "B3", "B3-probabilities",
        "B3-ratio", "B3-gibbs",
    }  # fmt: skip
    refuted = {n for n, r in results.items() if r.finding.proof.verdict is Verdict.REFUTED}
    assert refuted == confirmed


# No method of proof lets a false statement pass.


def test_two_routes_that_disagree_are_inconclusive():
    right = Proof(Verdict.PROVED, "algebra")
    assert limits.two_ways(right, {mpf(1): mpf("0.5")})
    wrong = limits.two_ways(right, {mpf("0.1"): mpf("0.5")})
    assert wrong.verdict is Verdict.INCONCLUSIVE


def test_errors_above_what_is_claimed_are_not_supported():
    assert (
        cross_checks._supported([mpf("1e-20")], mpf("1e-18"), "").proof.verdict.name == "SUPPORTED"
    )
    found = cross_checks._supported([mpf("1e-20"), mpf("1e-17")], mpf("1e-18"), "")
    assert found.proof.verdict is Verdict.REFUTED


def test_a_maximum_printed_wrongly_is_refuted():
    assert numbers.maximal(1e-3, "0.3869").proof.verdict is Verdict.SUPPORTED
    assert numbers.maximal(1e-3, "0.3871").proof.verdict is Verdict.REFUTED
    assert numbers.maximal(1e-3, "0.3869", near=(3, 2)).proof.verdict is Verdict.REFUTED


def test_a_wrong_slope_is_found_out_by_the_second_route(monkeypatch):
    monkeypatch.setattr(limits, "_leading", lambda at_x: sp.Rational(1, 3))
    (claim,) = (c for c in limits.CLAIMS if c.name == "A13-corrected")
    assert judge(claim).finding.proof.verdict is Verdict.INCONCLUSIVE


def test_maxima_are_stationary(results):
    for name, gamma in (("max-0.3869", 1e-3), ("max-0.4479", 1e-4)):
        figures = results[name].finding.figures
        kappa, p = float(figures["κ/g"]), float(figures["p/γ"]) * gamma
        best = full_concurrence(n_max=15, g=1, kappa=kappa, p=p, gamma=gamma)
        assert best == pytest.approx(float(figures["maximum"]), abs=1e-7)
        for s, t in ((1.05, 1), (1 / 1.05, 1), (1, 1.05), (1, 1 / 1.05)):
            assert full_concurrence(n_max=15, g=1, kappa=s * kappa, p=t * p, gamma=gamma) < best


# The command.


def run(*arguments):
    return subprocess.run(
        [COMMAND, "check", *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def fresh_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def fake(monkeypatch, **verdicts):
    claims = tuple(
        Claim(name, f"{name} holds", lambda v=v: Finding((), Proof(v, "fiat")))
        for name, v in verdicts.items()
    )
    monkeypatch.setattr(paper, "SECTIONS", {"All": claims})


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ({"a": Verdict.PROVED}, 0),
        ({"a": Verdict.PROVED, "b": Verdict.REFUTED}, 1),
        ({"a": Verdict.PROVED, "b": Verdict.INCONCLUSIVE}, 3),
        ({"a": Verdict.REFUTED, "b": Verdict.INCONCLUSIVE}, 1),
    ],
)
def test_exit_codes(verdicts, code, monkeypatch, fresh_cache, capsys):
    fake(monkeypatch, **verdicts)
    report, junit = fresh_cache / "r.json", fresh_cache / "r.xml"
    assert check.check_claims([], report, junit) == code
    assert [r["name"] for r in json.loads(report.read_text())] == list(verdicts)
    suite = ElementTree.fromstring(junit.read_text())
    assert int(suite.get("tests")) == len(verdicts)
    assert int(suite.get("failures")) == sum(v is Verdict.REFUTED for v in verdicts.values())
    assert int(suite.get("errors")) == sum(v is Verdict.INCONCLUSIVE for v in verdicts.values())


def test_a_second_run_comes_from_the_cache(monkeypatch, fresh_cache):
    fake(monkeypatch, a=Verdict.PROVED)
    assert check.check_claims([], None, None) == 0
    monkeypatch.setattr(check, "check", lambda claim: pytest.fail("checked again"))
    assert check.check_claims([], None, None) == 0


def test_named_claims_and_the_list(fresh_cache):
    done = run("A13", "bound-thermal")
    assert done.returncode == 0
    assert "2 claims, 0 not as expected" in done.stdout
    assert re.search(r"A13\s.*✗ refuted", done.stdout)
    listed = run("--list")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(EVERY)
    unknown = run("A99")
    assert unknown.returncode == 2
    assert len(unknown.stderr.splitlines()) == 1


def test_digits_of_the_cross_checks(results):
    for name in ("kernel", "C3"):
        assert results[name].finding.digits >= 48
    with mp.workdps(20):
        assert results["8-9"].finding.digits >= 12
