"""What is said of the figures: every one has its claims, and data that disagree refute them."""

import numpy as np
import pytest
from judged import judged
from judges import kernel_concurrence
from mpmath import mp

from beyondthermal.derivations.claims.claim import check
from beyondthermal.derivations.claims.of_the_paper.numbers import figures
from beyondthermal.derivations.claims.registry import REGISTRY
from beyondthermal.numeric.cavity import precise
from beyondthermal.symbolic.decision.proof import Verdict

EVERY = {claim.name: claim for claim in figures.CLAIMS}
DATA_FIGURES = ["1b", "1c", "2b", "2c", "3a", "3b", "4a", "4b", "4c"]


@pytest.fixture(scope="module")
def results():
    return judged


def test_every_data_figure_has_a_claim():
    for name in DATA_FIGURES:
        assert any(claim.startswith(f"fig-{name}") for claim in REGISTRY), name


@pytest.mark.parametrize("name", EVERY)
def test_claims_on_figures_are_supported_by_numbers(name, results):
    assert results[name].as_expected, results[name].finding.proof
    assert results[name].finding.figures
    assert results[name].finding.proof.verdict is Verdict.SUPPORTED


def thermal_peak(d):
    d["concurrence"][np.argmax(np.minimum(d["beta_A"], d["beta_S"]))] = 0.34


def entangled_diagonal(d):
    d["concurrence"][np.argmin(np.abs(d["beta_A"] - d["beta_S"]))] = 0.01


def flat_entropy(d):
    d["entropy"][:2] = 1.0


def thermal_entropy(d):
    d["entropy"][np.argmax(np.minimum(d["beta_A"], d["beta_S"]))] = 99.0


def low_limit(d):
    d["effective, p = 0.0002"][0] = 0.45


def longer_tail(d):
    d["full, p = 0.0002"][-1] = 0.01


def third_at_gamma(d):
    d["full, p = 0.001"][200] = 0.34


def third_below_gamma(d):
    d["concurrence"][np.argmin(d["p"])] = 0.34


def crossed_models(d):
    d["full, p = 0.005"][-100] = 0.1


def smaller_region(d):
    d["concurrence"][:] = 0.0


def revival(d):
    d["concurrence"][-2] = 0.1


@pytest.mark.parametrize(
    ("claim", "figure", "spoil"),
    [
        ("fig-1b", "1b", thermal_peak), ("fig-1b-band", "1b", entangled_diagonal),
        ("fig-1c", "1c", flat_entropy), ("fig-1c-maximum", "1c", thermal_entropy),
        ("fig-2b-limit", "2b", low_limit), ("fig-2b-sector", "2b", longer_tail),
        ("fig-2c-third", "2c", third_at_gamma), ("fig-2c-models", "2c", crossed_models),
        ("fig-3a", "3a", third_below_gamma), ("fig-3b", "3b", third_below_gamma),
        ("fig-3-region", "3b", smaller_region), ("fig-4a-zero", "4a", revival),
        ("fig-4b-zero", "4b", revival), ("fig-4c-zero", "4c", revival),
    ],
)  # fmt: skip
def test_data_that_disagree_refute_the_claim(claim, figure, spoil, monkeypatch):
    true = figures.columns
    spoilt = {name: column.copy() for name, column in true(figure).items()}
    spoil(spoilt)
    monkeypatch.setattr(figures, "columns", lambda name: spoilt if name == figure else true(name))
    found = check(EVERY[claim]).finding.proof
    assert found.verdict is Verdict.REFUTED
    assert found.counterexample


def test_the_corners_of_fig_1b_are_those_of_the_kernel(results):
    with mp.workdps(30):
        corner = kernel_concurrence(1, mp.exp(-6), mp.exp(6))
        thermal = kernel_concurrence(1, 1, mp.exp(6))
    shown = results["fig-1b"].finding.figures
    assert float(shown["largest $C$ drawn"]) == pytest.approx(float(corner), abs=1e-4)
    at_most = float(shown["largest $C$ for $β_A$, $β_S ≥ 0$"])
    assert at_most == pytest.approx(float(thermal), abs=1e-4)


@pytest.mark.parametrize(("name", "noise"), [("4a", "gamma_z"), ("4b", "delta"), ("4c", "p_c")])
def test_the_noise_that_ends_entanglement_does_so_to_twenty_digits(name, noise, results):
    at = float(results[f"fig-{name}-zero"].finding.figures["noise over $g$ at $C = 0$"])
    optimum = {"kappa": 2, "p": "0.005", "gamma": "0.001", "digits": 20}
    assert precise.concurrence(**optimum, **{noise: 1.02 * at}) == 0
    assert precise.concurrence(**optimum, **{noise: 0.98 * at}) > 0
