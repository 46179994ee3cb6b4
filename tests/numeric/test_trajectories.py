"""The sampled jump process against the closed forms; and how fast the machine relaxes."""

import time

import judges
import numpy as np
import pytest
import sympy as sp
from domains import betas
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.numeric.machine import populations
from beyondthermal.numeric.thermodynamics import entropy_production, relaxation_gap
from beyondthermal.numeric.trajectories import Estimate, Trajectories, sample
from beyondthermal.symbolic.machine import relaxation
from beyondthermal.symbolic.machine.counting import cycle_affinity, cycle_cumulants
from beyondthermal.symbolic.symbols import symbols

x, y, z, beta_A, beta_S = symbols("x y z beta_A beta_S")
moderate = st.tuples(st.floats(-4, 4), st.floats(-4, 4))
anywhere = st.tuples(*[st.floats(allow_nan=False)] * 2) | betas
POINTS = [(-0.5, 0.5), (0.0, 1.0), (1.0, -0.4), (-1.5, -0.6)]
points = pytest.mark.parametrize("at", POINTS)

# G, S, A, E have 0, 1, 1, 2 excitations.
ENERGY = np.array([0, 1, 1, 2])


def generator(at: tuple[float, float]) -> np.ndarray:
    """Columns are where a jump starts; G, S, A, E. Rates 2 up and 2 exp(beta) down."""
    a, b = 2 * np.exp(at)
    W = np.array([[0, b, a, 0], [2, 0, 0, b], [2, 0, 0, a], [0, 2, 2, 0]])
    return W - np.diag(W.sum(axis=0))


def propagator(W: np.ndarray, span: float) -> np.ndarray:
    values, vectors = np.linalg.eig(W)
    return (vectors * np.exp(values * span) @ np.linalg.inv(vectors)).real


def deviation(estimate: Estimate, expected: float) -> float:
    return abs(estimate.mean - expected) / estimate.error


def mean_of(values: np.ndarray) -> Estimate:
    return Estimate(values.mean(), values.std(ddof=1) / np.sqrt(len(values)))


def drawn(at: tuple[float, float], span: float = 1.5, count: int = 200_000) -> Trajectories:
    return sample(*at, time=span, count=count, seed=2024)


@points
def test_mean_entropy_production(at: tuple[float, float]) -> None:
    """Within five standard errors; two per cent off would be found out."""
    found = drawn(at, span=6.0, count=400_000).entropy_production()
    expected = entropy_production(*at)
    assert deviation(found, expected) < 5
    assert deviation(found, 1.02 * expected) > 5


@points
def test_fluctuation_theorem(at: tuple[float, float]) -> None:
    """<exp(-ΔS)> = 1; without the boundary term it is 1^T exp(W^T t) p."""
    found = drawn(at)
    assert deviation(found.fluctuation_average(), 1) < 5
    assert deviation(mean_of(np.exp(-1.05 * found.entropy)), 1) > 5
    without = (propagator(generator(at), 1.5).T @ populations(*at)).sum()
    assert deviation(mean_of(np.exp(-found.entropy_flow)), without) < 5


@points
def test_gallavotti_cohen_at_finite_times(at: tuple[float, float]) -> None:
    """<exp(-λ ΔS)> = <exp(-(1 - λ) ΔS)>."""
    entropy = drawn(at).entropy
    assert deviation(mean_of(np.exp(-0.3 * entropy) - np.exp(-0.7 * entropy)), 0) < 5
    assert deviation(mean_of(np.exp(-0.3 * entropy) - np.exp(-0.8 * entropy)), 0) > 5


@points
def test_the_boundary_term_vanishes_on_average(at: tuple[float, float]) -> None:
    boundary = drawn(at).boundary
    assert deviation(mean_of(boundary), 0) < 5
    assert boundary.std() > 0.05


@points
def test_steady_state_at_both_ends(at: tuple[float, float]) -> None:
    found, expected = drawn(at), populations(*at)
    for states in (found.start, found.end):
        for k in range(4):
            assert deviation(mean_of((states == k).astype(float)), expected[k]) < 5


@points
def test_joint_distribution_of_the_ends(at: tuple[float, float]) -> None:
    """Start and end are correlated as the propagator of the populations says."""
    found = drawn(at, span=0.3)
    joint = propagator(generator(at), 0.3) * populations(*at)
    for i in range(4):
        for f in range(4):
            both = (found.start == i) & (found.end == f)
            assert deviation(mean_of(both.astype(float)), joint[f, i]) < 5


@points
def test_number_of_jumps(at: tuple[float, float]) -> None:
    """Its mean is the activity; that nothing happens has the probability exp(-exit rate × time)."""
    found, p, leave = drawn(at, span=0.3), populations(*at), -np.diag(generator(at))
    assert deviation(mean_of(found.jumps.astype(float)), 0.3 * (p @ leave)) < 5
    quiet = mean_of((found.jumps == 0).astype(float))
    assert deviation(quiet, p @ np.exp(-0.3 * leave)) < 5
    assert deviation(quiet, p @ np.exp(-0.31 * leave)) > 5


@points
def test_variance_of_the_entropy_flow(at: tuple[float, float]) -> None:
    """Over long times it grows at the rate of the closed form."""
    span = 60.0
    flow = drawn(at, span=span, count=40_000).entropy_flow
    values = {x: np.exp(at[0]), y: np.exp(at[1]), beta_A: at[0], beta_S: at[1]}
    expected = float((cycle_affinity() ** 2 * cycle_cumulants()[1]).subs(values))
    error = np.sqrt(2 / len(flow)) * flow.var() / span
    # The correction at finite times is a constant, of the order of the entropy of one turn squared.
    assert abs(flow.var() / span - expected) < 5 * error + (at[0] - at[1]) ** 2 / span


@given(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), st.floats(0.01, 3))
@settings(max_examples=20)
def test_books_balance(at: tuple[float, float], span: float) -> None:
    """Net jumps tell the final state and the entropy, whatever the path."""
    found = sample(*at, time=span, count=200, seed=1)
    place = np.array([0, 1, 3, 2])  # along G, S, E, A
    moved = place[found.start] + found.net_jumps
    np.testing.assert_array_equal(moved % 4, place[found.end])
    assert ((found.jumps - abs(found.net_jumps)) % 2 == 0).all()
    assert (found.jumps >= abs(found.net_jumps)).all()
    # Up through S and down through A: heat q_S and q_A, where q_A + q_S is the energy gained.
    gained = ENERGY[found.end] - ENERGY[found.start]
    heat_S = np.zeros(len(gained))
    for sign in (1, -1):
        for k in range(abs(found.net_jumps).max()):
            still = sign * found.net_jumps > k
            bond = (place[found.start] + sign * k - (sign < 0)) % 4
            heat_S += sign * still * (bond < 2)
    flow = -at[1] * heat_S - at[0] * (gained - heat_S)
    np.testing.assert_allclose(found.entropy_flow, flow, atol=1e-12 * (1 + abs(flow).max()))
    p = populations(*at)
    boundary = np.log(p[found.start] / p[found.end])
    np.testing.assert_allclose(found.boundary, boundary, atol=1e-12)


@given(st.floats(-3, 3))
@settings(max_examples=10)
def test_no_entropy_in_equilibrium(beta: float) -> None:
    found = sample(beta, beta, time=3.0, count=1000, seed=3)
    np.testing.assert_allclose(found.entropy, 0, atol=1e-12)


def test_the_same_seed_gives_the_same_sample() -> None:
    one, same, other = (sample(-1, 1, time=2, count=20_000, seed=s) for s in (7, 7, 8))
    np.testing.assert_array_equal(one.entropy, same.entropy)
    assert (one.jumps != other.jumps).any()
    generator_ = sample(-1, 1, time=2, count=20_000, seed=np.random.default_rng(7))
    np.testing.assert_array_equal(one.jumps, generator_.jumps)


@pytest.mark.parametrize("count", [1, 2, 8191, 8192, 8193])
def test_batches_do_not_show(count: int) -> None:
    found = sample(-0.5, 0.5, time=0.5, count=count)
    assert {len(getattr(found, name)) for name in ("start", "end", "jumps", "entropy")} == {count}
    assert (found.jumps < 1000).all()


def test_far_from_equilibrium_nothing_overflows() -> None:
    found = sample(-170, 170, time=5.0, count=1000)
    assert np.isfinite(found.entropy).all()
    assert deviation(found.entropy_production(), entropy_production(-170, 170)) < 5


def test_a_million_jumps_a_second() -> None:
    sample(-1, 1, time=0.1, count=10)
    begin = time.perf_counter()
    found = sample(-1, 1, time=10.0, count=50_000)
    assert found.jumps.sum() / (time.perf_counter() - begin) > 1e6


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"beta_A": np.inf}, r"`beta_A` must be within \[-170, 170\], but got inf\."),
        ({"beta_S": np.nan}, r"`beta_S` must be within \[-170, 170\], but got nan\."),
        ({"time": 0.0}, r"`time` must be positive and finite, but got 0\.0\."),
        ({"time": np.inf}, r"`time` must be positive and finite, but got inf\."),
        ({"count": 0}, r"`count` must be positive, but got 0\."),
    ],
)
def test_what_cannot_be_sampled_is_refused(change: dict, message: str) -> None:
    arguments = {"beta_A": 0.0, "beta_S": 1.0, "time": 1.0, "count": 10} | change
    with pytest.raises(ValueError, match=f"^Argument {message}$"):
        sample(**arguments)


# Relaxation


@given(moderate, st.floats(-3, 3))
@settings(max_examples=15)
def test_modes_are_the_eigenvalues_of_qutip(at: tuple[float, float], omega: float) -> None:
    a, b = np.exp(at)
    expected = np.linalg.eigvals(judges.qutip_machine(1.0, a, b, omega_0=omega).full())
    found = [
        root - 1j * mode.excitations * omega
        for mode in relaxation.modes()
        for root in np.roots(
            [float(c.subs({x: a, y: b})) for c in sp.Poly(mode.polynomial, z).all_coeffs()]
        )
        for _ in range(mode.multiplicity)
    ]
    assert len(found) == 16
    scale = 1 + a + b
    for value in found:
        nearest = np.argmin(abs(expected - value))
        assert abs(expected[nearest] - value) < 1e-5 * scale  # double roots: half the digits
        expected = np.delete(expected, nearest)


@given(moderate)
@settings(max_examples=25)
def test_the_gap_is_the_slowest_eigenvalue(at: tuple[float, float]) -> None:
    values = np.linalg.eigvals(judges.qutip_machine(1.0, *np.exp(at)).full())
    _, slowest, *_ = sorted(-values.real)
    assert relaxation_gap(*at) == pytest.approx(slowest, rel=1e-6)


@given(st.tuples(st.floats(-60, 60), st.floats(-60, 60)))
@example((-60.0, float(np.log(2))))
@example((float(np.log(2)), -60.0))
def test_the_gap_to_the_last_digits(at: tuple[float, float]) -> None:
    """The smaller root of either quadratic, as it stands, in 80 digits."""
    with mp.workdps(80):
        a, b = mp.exp(at[0]), mp.exp(at[1])
        rates = [
            (u + 3 * v + 4 - mp.sqrt((u + v) ** 2 - 4 * u + 12 * v + 4)) / 2
            for u, v in ((a, b), (b, a))
        ]
        assert abs(relaxation_gap(*at) / min(rates) - 1) < 1e-15


def test_labels_are_those_of_the_states(monkeypatch: pytest.MonkeyPatch) -> None:
    found = sample(-0.5, 0.5, time=1.0, count=300, seed=3)
    labelled = found.to_xarray()
    assert labelled.sizes == {"trajectory": 300}
    excitations = labelled.end.to_series().map({"G": 0, "S": 1, "A": 1, "E": 2})
    np.testing.assert_array_equal(excitations, ENERGY[found.end])
    np.testing.assert_array_equal(labelled.entropy, found.entropy_flow + found.boundary)
    for label, p in zip("GSAE", populations(-0.5, 0.5), strict=True):
        assert abs(float((labelled.start == label).mean()) - p) < 0.1
    monkeypatch.setattr("beyondthermal.numeric.extras.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"A Dataset needs xarray: pip install .*\[scan\]"):
        found.to_xarray()


@given(anywhere)
def test_the_gap_is_between_the_smaller_factor_and_that_plus_three(at: tuple[float, float]) -> None:
    gap, smaller = relaxation_gap(*at), np.exp(np.minimum(min(at), 709.0))
    assert max(1.0, smaller) <= gap * (1 + 1e-15)
    assert gap <= (3 + smaller) * (1 + 1e-15) or min(at) > 709


@pytest.mark.parametrize(
    "claim",
    [
        relaxation.rotation_is_common,
        relaxation.every_mode_decays,
        relaxation.slowest_is_a_coherence,
    ],
)
def test_relaxation_is_proved(claim: object) -> None:
    assert callable(claim)
    proof = claim()
    assert proof
    assert proof.certificates
    assert all(map(holds, proof.certificates))


def test_an_unstable_mode_is_not_proved_to_decay() -> None:
    everywhere = {x: sp.Interval.open(0, sp.oo), y: sp.Interval.open(0, sp.oo)}
    for polynomial in (z - x, z**2 - x * z + y, z**3 + z**2 + z + 1 + x, z**3 + x * z**2 + y):
        assert not relaxation._decays(polynomial, everywhere)
