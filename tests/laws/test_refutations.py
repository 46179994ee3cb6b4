"""Every refutation, and both maxima, once more by a route that shares no code with the first."""

from fractions import Fraction

import numpy as np
import pytest
import qutip
from judged import judged
from judges import kernel, kernel_concurrence
from mpmath import mp

from beyondthermal.derivations.claims.quantified.evaluation import DIGITS
from beyondthermal.derivations.claims.quantified.routes import maximum
from beyondthermal.derivations.claims.registry import of_the_paper
from beyondthermal.symbolic.decision.proof import Verdict

EVERY = {claim.name: claim for claim in of_the_paper()}


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


def test_A10_confirmed_by_the_kernel_of_the_master_equation():
    figures = judged["A10"].finding.figures
    kernel = machine_concurrence(0.0, float(np.log(30)))
    assert float(figures["as derived"]) == pytest.approx(kernel, abs=1e-10)
    assert abs(float(figures["$C$ at $x = 1$, $y = 30$ as printed"]) - kernel) > 0.01


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


def coherence_left(kappa, t):
    """What is left of the coherence of G and S after a time, for g = 1, by QuTiP's Liouvillian."""
    spin, one, field = qutip.destroy(2), qutip.qeye(2), qutip.qeye(3)
    c = [qutip.tensor(spin, one, field), qutip.tensor(one, spin, field)]
    a, empty = qutip.tensor(one, one, qutip.destroy(3)), qutip.basis([2, 2, 3], [0, 0, 0])
    H, up = sum(ci.dag() * a + ci * a.dag() for ci in c), ((c[0] + c[1]).dag() * empty).unit()
    motion = (qutip.liouvillian(H, [np.sqrt(kappa) * a]) * t).expm()
    return abs(qutip.vector_to_operator(motion * qutip.operator_to_vector(up * empty.dag()))
               .ptrace([0, 1])[1, 0]) * np.sqrt(2)  # fmt: skip


def test_exactness_of_the_elimination_confirmed_by_qutip():
    counterexample = judged["9-exactly"].finding.proof.counterexample
    kappa, p, gamma = float(counterexample["kappa"]), 0.01, 0.001
    full = full_concurrence(n_max=10, g=1, kappa=kappa, p=p, gamma=gamma)
    effective = machine_concurrence(np.log(gamma / p), np.log((gamma + 8 / kappa) / p))
    shown = {k.strip("$").partition("(")[0]: v for k, v in counterexample.items()}
    assert float(shown["C_full"]) == pytest.approx(full, abs=1e-8)
    assert float(shown["C_eff"]) == pytest.approx(effective, abs=1e-8)
    assert abs(effective - full) > 0.02
    # Nor does the coherence decay at the rate Γ, except for fast cavities.
    assert abs(coherence_left(2, 2 / 4) - np.exp(-1)) > 0.1
    assert coherence_left(200, 200 / 4) == pytest.approx(np.exp(-1), abs=1e-3)


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


def test_gibbs_weights_need_a_partition_function():
    """The trace in the counter-example, from the spectrum of H0 in QuTiP."""
    counterexample = judged["B3-gibbs"].finding.proof.counterexample
    n = qutip.tensor(qutip.num(2), qutip.qeye(2)) + qutip.tensor(qutip.qeye(2), qutip.num(2))
    gibbs = (-float(counterexample["beta_A"]) * n).expm()
    assert gibbs.tr() == pytest.approx(float(counterexample["left side"]))
    assert gibbs.tr() > 1


def step(beta):
    """Absorption, emission and no jump of both modes, in a step of a millionth, with QuTiP."""
    dt, c = 1e-6, [qutip.tensor(qutip.destroy(2), qutip.qeye(2))]
    c.append(qutip.tensor(qutip.qeye(2), qutip.destroy(2)))
    modes = [c[0] + c[1], c[0] - c[1]]
    up = [np.sqrt(dt) * J.dag() for J in modes]
    down = [np.sqrt(np.exp(beta) * dt) * J for J in modes]
    still = 1 - sum(K.dag() * K for K in up + down) / 2
    return up, down, still


def test_absorptions_or_emissions_alone_are_not_complete():
    up, down, still = step(0.7)
    for jumps, complete in ((up, False), (down, False), (up + down, True)):
        defect = (sum((K.dag() * K for K in jumps), still.dag() * still) - 1).norm()
        assert (defect < 1e-10) is complete


def test_no_eigenstate_alone_is_the_hamiltonian():
    """H0 has the rank three; its projectors times their energies add up to it."""
    n = qutip.tensor(qutip.num(2), qutip.qeye(2)) + qutip.tensor(qutip.qeye(2), qutip.num(2))
    energies, states = n.eigenstates()
    assert np.linalg.matrix_rank(n.full()) == 3
    assert all((n - state.proj()).norm() > 0.9 for state in states)
    total = sum(E * state.proj() for E, state in zip(energies, states, strict=True))
    assert (n - total).norm() < 1e-12


def test_a_jump_cannot_be_reversed_in_the_state_before_it():
    """Of the eight jumps four have no reverse there; in the state after it all have the odds."""
    beta = 0.7
    up, down, _ = step(beta)
    n = qutip.tensor(qutip.num(2), qutip.qeye(2)) + qutip.tensor(qutip.qeye(2), qutip.num(2))
    G, E = qutip.basis([2, 2], [0, 0]), qutip.basis([2, 2], [1, 1])
    jumps = impossible = 0
    for absorb, emit in zip(up, down, strict=True):
        for K, reverse in ((absorb, emit), (emit, absorb)):
            for start in (G, (absorb * G).unit(), E):
                chance = (K * start).norm() ** 2
                if chance > 0:
                    end = (K * start).unit()
                    jumps, impossible = jumps + 1, impossible + ((reverse * start).norm() == 0)
                    energy = (qutip.expect(n, end) - qutip.expect(n, start)).real
                    odds = chance / (reverse * end).norm() ** 2
                    assert odds == pytest.approx(np.exp(-beta * energy))
    assert (jumps, impossible) == (8, 4)


def test_broadening_confirmed_by_the_decay_of_the_eigenvalues():
    """Γ from the slow eigenvalue of the non-Hermitian |S, 0>, |G, 1> problem at κ = 200 g."""
    counterexample = judged["broadening"].finding.proof.counterexample
    g, kappa = 1.0, 200.0
    values = np.linalg.eigvals([[0, np.sqrt(2) * g], [np.sqrt(2) * g, -0.5j * kappa]])
    # |S> decays by J_S at the rate 2Γ.
    Gamma = -2 * values.imag.max() / 2
    per_coupling = Gamma * kappa / g**2
    assert per_coupling == pytest.approx(4, rel=1e-3)
    assert float(counterexample["left side"]) == pytest.approx(per_coupling / 2, rel=1e-3)


def test_justified_confirmed_by_qutip():
    """Where the models are said to be a tenth apart, by QuTiP and by the kernel."""
    counterexample = judged["justified"].finding.proof.counterexample
    kappa, p, gamma = (float(counterexample[name]) for name in ("kappa", "p", "gamma"))
    full = full_concurrence(n_max=12, g=1, kappa=kappa, p=p, gamma=gamma)
    effective = machine_concurrence(np.log(gamma / p), np.log((gamma + 8 / kappa) / p))
    assert kappa > 1
    assert effective - full > 0.1


def test_no_refutation_is_without_a_second_route():
    """Each of these names stands in a test above that confirms it by other means."""
    confirmed = {
        "algebra", "A5", "A10", "A13", "A13-N2", "balanced-majority",
        "9-exactly", "as-soon-as", "broadening", "justified", "irreversible",
        "irreversible-maximum", "B3", "B3-probabilities", "B3-gibbs", "B3-state", "completeness",
        "hamiltonian",
    }  # fmt: skip
    refuted = {n for n in EVERY if judged[n].finding.proof.verdict is Verdict.REFUTED}
    assert refuted == confirmed


def test_maxima_are_stationary():
    for name, gamma in (("max-0.3869", "0.001"), ("max-0.4479", "0.0001")):
        found, gamma = maximum(Fraction(gamma), DIGITS[0]), float(gamma)
        kappa, p = (float(found.location[k]) for k in ("kappa", "p"))
        best = full_concurrence(n_max=15, g=1, kappa=kappa, p=p, gamma=gamma)
        (largest, *_) = judged[name].finding.figures.values()
        assert best == pytest.approx(float(largest), abs=1e-7)
        for s, t in ((1.05, 1), (1 / 1.05, 1), (1, 1.05), (1, 1 / 1.05)):
            assert full_concurrence(n_max=15, g=1, kappa=s * kappa, p=t * p, gamma=gamma) < best
