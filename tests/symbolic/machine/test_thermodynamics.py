"""Eq. (6): heat currents, entropy production, and their limits."""

from itertools import product

import judges
import numpy as np
import pytest
import qutip
import sympy as sp
from domains import betas, exact
from hypothesis import example, given, settings
from hypothesis import strategies as st
from mpmath import mp

from beyondthermal.derivations.verify import holds
from beyondthermal.numeric import machine
from beyondthermal.numeric import thermodynamics as numbers
from beyondthermal.symbolic.decision.proof import Proof
from beyondthermal.symbolic.machine import heat_limits, thermodynamics
from beyondthermal.symbolic.machine.machine import MACHINE, boltzmann_factors, weights
from beyondthermal.symbolic.operators import number
from beyondthermal.symbolic.symbols import symbols

x, y, z, t, epsilon, omega_0 = symbols("x y z t epsilon omega_0")
beta_A, beta_S = symbols("beta_A beta_S")
factors = st.tuples(exact("x"), exact("y"))
moderate = st.tuples(st.floats(-4, 4), st.floats(-4, 4))
anywhere = st.tuples(*[st.floats(allow_nan=False)] * 2) | betas
ENDS = (-sp.oo, sp.oo)


def is_proved(proof: Proof) -> bool:
    return bool(proof) and bool(proof.certificates) and all(map(holds, proof.certificates))


def heat_from_scratch(a: mp.mpf, b: mp.mpf) -> tuple[mp.mpf, mp.mpf]:
    """Tr{H0 L_i(rho)} of the raw steady state, with the dissipators of Eq. (2) as printed."""
    rho, found = judges.kernel(1, a, b), []
    for sign, damping in ((-1, a), (1, b)):
        J = judges.combined(sign)
        up, down = judges.dissipator(judges.transposed(J), rho), judges.dissipator(J, rho)
        found.append(
            sum(n * (up[k][k] + damping * down[k][k]) / 2 for k, n in enumerate((0, 1, 1, 2)))
        )
    return found[0], found[1]


def sigma_in_digits(beta_A: float, beta_S: float, digits: int = 50) -> mp.mpf:
    """Eq. (6) from the matrix-tree theorem's denominator, for finite arguments of any size."""
    with mp.workdps(digits):
        high, low = mp.mpf(max(beta_A, beta_S)), mp.mpf(min(beta_A, beta_S))
        difference = high - low
        u, small, ratio = mp.exp(-high), mp.exp(low), mp.exp(-difference)
        # Numerator and denominator over the square of the larger Boltzmann factor.
        denominator = 2 * u**2 + 3 * u * (1 + ratio) + 2 * (1 + ratio + ratio**2)
        return 4 * difference * (1 - ratio**2) / (denominator + small * (1 + ratio))


def test_the_reservoirs_make_up_the_machine() -> None:
    rho = sp.Matrix(4, 4, sp.symbols("r:16"))
    total = sum((thermodynamics.bath(k)(rho) for k in "AS"), start=sp.zeros(4, 4))
    machine_ = MACHINE(rho).subs(omega_0, 0).applyfunc(boltzmann_factors)
    assert (total - machine_).applyfunc(sp.expand).is_zero_matrix


@pytest.mark.parametrize(("label", "factor"), [("A", x), ("S", y)])
def test_each_reservoir_alone_has_its_gibbs_state(label: str, factor: sp.Symbol) -> None:
    gibbs = sp.diag(*(factor**-n for n in number.diagonal()))
    assert thermodynamics.bath(label)(gibbs).applyfunc(sp.expand).is_zero_matrix


@given(factors)
@settings(max_examples=8)
def test_heat_currents_from_scratch(at: tuple[sp.Rational, sp.Rational]) -> None:
    with mp.workdps(50):
        raw = heat_from_scratch(*(mp.mpf(q.p) / q.q for q in at))
        found = thermodynamics.heat_currents()
        for label, expected in zip("AS", raw, strict=True):
            value = found[label].subs(dict(zip((x, y), at, strict=True)))
            assert abs(mp.mpf(value.p) / value.q - expected) < mp.mpf(10) ** -40


@given(moderate)
@settings(max_examples=10)
def test_heat_currents_are_those_of_qutip(at: tuple[float, float]) -> None:
    a, b = np.exp(at)
    rho = qutip.steadystate(judges.qutip_machine(1.0, a, b))
    c, one = qutip.destroy(2), qutip.qeye(2)
    c_1, c_2 = qutip.tensor(c, one), qutip.tensor(one, c)
    energy = c_1.dag() * c_1 + c_2.dag() * c_2
    for k, (J, damping) in enumerate(((c_1 - c_2, a), (c_1 + c_2, b))):
        rates = qutip.lindblad_dissipator(J.dag()) + damping * qutip.lindblad_dissipator(J)
        heat = (energy * qutip.vector_to_operator(rates * qutip.operator_to_vector(rho))).tr()
        assert numbers.heat_currents(*at)[k] == pytest.approx(heat.real, abs=1e-9)


def test_what_one_reservoir_gives_the_other_takes() -> None:
    assert is_proved(thermodynamics.heat_balance())


def test_eq_6_in_closed_form() -> None:
    total = sp.Add(*weights().values())
    expected = 4 * (beta_A - beta_S) * (x**2 - y**2) / total
    assert sp.cancel(thermodynamics.entropy_production() - expected) == 0


def test_second_law() -> None:
    assert is_proved(thermodynamics.second_law())


@given(moderate)
def test_second_law_in_numbers(at: tuple[float, float]) -> None:
    """Positive off the diagonal, zero on it."""
    assert numbers.entropy_production(at[0], at[0]) == 0
    sigma = numbers.entropy_production(*at)
    assert sigma > 0 if abs(at[0] - at[1]) > 1e-7 else sigma >= 0


@pytest.mark.parametrize(("variable", "end"), list(product((x, y), ENDS)))
def test_edges(variable: sp.Symbol, end: sp.Expr) -> None:
    limit = heat_limits.edge_current(variable, end)
    assert is_proved(limit.proof)
    far = 60 if end is sp.oo else -60
    for other in (-2.0, 0.0, 1.5):
        factor = dict.fromkeys((x, y), sp.exp(sp.Rational(other)))
        near, on = ((k, other) if variable == x else (other, k) for k in (far, float(end)))
        with mp.workdps(50):
            slope = sigma_in_digits(*near) / abs(far - other)
            assert abs(slope - mp.mpf(limit.slope.subs(factor).evalf(50))) < 1e-20
        assert numbers.entropy_production(*on) == np.inf
        heat = [float(current.subs(factor)) for current in limit.heat.values()]
        np.testing.assert_allclose(numbers.heat_currents(*on), heat, atol=2e-15)


@pytest.mark.parametrize(("end_A", "end_S"), list(product(ENDS, ENDS)))
def test_corners(end_A: sp.Expr, end_S: sp.Expr) -> None:
    limit = heat_limits.corner_current(end_A, end_S)
    assert is_proved(limit.proof)
    heat = numbers.heat_currents(float(end_A), float(end_S))
    np.testing.assert_allclose(heat, [float(q) for q in limit.heat.values()], atol=1e-15)
    for a, b in ((30, 60), (60, 30), (40, 40)):
        near = numbers.heat_currents(a * int(sp.sign(end_A)), b * int(sp.sign(end_S)))
        np.testing.assert_allclose(near, heat, atol=1e-12)
    assert (limit.slope == 0) == (end_A == end_S)


@pytest.mark.parametrize("end", ENDS)
def test_no_limit_at_two_corners(end: sp.Expr) -> None:
    """Sigma tends to whatever one likes."""
    path = heat_limits.corner_path(end)
    assert is_proved(path.proof)
    for wanted in (0.25, 3.0):
        for depth in (8, 12):
            scale = float(path.scale.subs(epsilon, sp.exp(-depth)))
            inner = depth if end is sp.oo else -depth
            outer = inner + (1 if end is sp.oo else -1) * wanted / scale
            assert numbers.entropy_production(inner, outer) == pytest.approx(wanted, rel=2e-3)
    assert np.isnan(numbers.entropy_production(float(end), float(end)))


def test_ordered_factors_are_the_heat_current() -> None:
    numerator, by_power = heat_limits.in_ordered_factors()
    total = sp.Add(*(c * x**k for k, c in by_power.items()))
    current = thermodynamics.heat_currents()["S"].subs(y, t * x)
    assert sp.cancel(numerator / total - current) == 0
    assert all(c > 0 for part in by_power.values() for c in sp.Poly(part, t).coeffs())


@given(anywhere)
@example((1.7e308, -1.7e308))
@example((701.0, 1.2e308))
@example((-351.0, -8.4e307))
@example((5e-324, 0.0))
@example((-1e300, -np.inf))
@settings(max_examples=150)
def test_entropy_production_to_the_last_digit(at: tuple[float, float]) -> None:
    value = numbers.entropy_production(*at)
    if np.isinf(at).any():
        assert np.isnan(value) if at[0] == at[1] else value == np.inf
        return
    expected = sigma_in_digits(*at)
    if expected > np.finfo(float).max:
        assert value == np.inf
    else:
        assert abs(value - expected) <= 5e-16 * max(1, expected)


def test_entropy_production_at_many_points() -> None:
    random = np.random.default_rng(6)
    width = np.repeat([3.0, 12.0, 400.0], 700)[:, None]
    points = random.uniform(-1, 1, (2100, 2)) * width
    values = numbers.entropy_production(*points.T)
    for at, value in zip(points, values, strict=True):
        expected = sigma_in_digits(*at, digits=30)
        assert abs(value - expected) <= 5e-16 * max(1, expected), at


@given(anywhere)
def test_heat_currents_to_the_last_digits(at: tuple[float, float]) -> None:
    flow = numbers.heat_currents(*at)
    assert flow.sum() == 0
    clipped = np.clip(at, -300, 300)
    if clipped[0] == clipped[1]:
        assert abs(flow[1]) < 1e-30 or flow[1] == 0
        return
    slope = sigma_in_digits(*clipped) / abs(mp.mpf(clipped[0]) - mp.mpf(clipped[1]))
    assert abs(flow[1] - (slope if at[0] > at[1] else -slope)) < 1.2e-15


@given(anywhere)
def test_the_reservoirs_are_interchangeable(at: tuple[float, float]) -> None:
    for function in (numbers.entropy_production, numbers.relaxation_gap):
        np.testing.assert_array_equal(function(*at), function(*at[::-1]))
    heat, exchanged = numbers.heat_currents(*at), numbers.heat_currents(*at[::-1])
    np.testing.assert_allclose(heat, exchanged[::-1], atol=1.2e-15)


@pytest.mark.parametrize(
    "function", [numbers.entropy_production, numbers.heat_currents, numbers.relaxation_gap]
)
def test_total_and_broadcasting(function: object) -> None:
    assert callable(function)
    for at in ((np.nan, 0.0), (0.0, np.nan), (np.nan, np.inf)):
        assert np.isnan(function(*at)).all()
    grid = np.linspace(-800, 800, 33)
    whole = function(grid[:, None], grid)
    assert not np.isnan(whole).any()
    np.testing.assert_array_equal(whole[3, 4], function(grid[3], grid[4]))
    with pytest.raises(ValueError, match="Arguments `beta_A` and `beta_S` must have shapes that"):
        function(np.zeros(2), np.zeros(3))


# Concurrence and entropy production


def test_they_are_not_one_function_of_each_other() -> None:
    assert is_proved(thermodynamics.entropy_without_concurrence())
    assert is_proved(thermodynamics.concurrence_rises_while_entropy_falls())
    one, other = np.log([1.0, 20.0]), np.log([2.0, 40.0])
    assert 0 < machine.concurrence(*one) < 3 / 40 < machine.concurrence(*other)
    assert numbers.entropy_production(*one) > numbers.entropy_production(*other)
    assert machine.concurrence(-2.0, -1.0) == 0 < numbers.entropy_production(-2.0, -1.0)


def test_their_correlation() -> None:
    """Strong on the square [-6, 6]², in steps of 1/2, and reversed on a part of it."""
    beta = np.linspace(-6, 6, 25)
    C = machine.concurrence(beta[:, None], beta)
    sigma = numbers.entropy_production(beta[:, None], beta)
    found = numbers.correlation(C, sigma)
    assert found.pearson == pytest.approx(0.875, abs=1e-3)
    assert found.spearman == pytest.approx(0.778, abs=1e-3)
    assert found.kendall == pytest.approx(0.643, abs=1e-3)
    # At a given difference of 3 the entropy production falls while the concurrence rises.
    line = np.linspace(-0.4, 0.6, 21)
    C, sigma = machine.concurrence(line, line + 3), numbers.entropy_production(line, line + 3)
    assert C.min() > 0
    assert numbers.correlation(C, sigma).spearman == -1


@given(st.lists(st.tuples(*[st.integers(0, 5)] * 2), min_size=3, max_size=12))
def test_coefficients_of_correlation_by_definition(pairs: list[tuple[int, int]]) -> None:
    a, b = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))
    found = numbers.correlation(a, b)
    if len(set(a)) == 1 or len(set(b)) == 1:
        assert np.isnan([found.pearson, found.spearman, found.kendall]).all()
        return
    rank_a, rank_b = ([(v > u).sum() + (v == u).sum() / 2 for u in v] for v in (a, b))
    order = [[np.sign(v[i] - v[j]) for i in range(len(v)) for j in range(i)] for v in (a, b)]
    kendall = np.dot(*order) / np.sqrt(np.dot(order[0], order[0]) * np.dot(order[1], order[1]))
    assert found.pearson == pytest.approx(np.corrcoef(a, b)[0, 1], abs=1e-12)
    assert found.spearman == pytest.approx(np.corrcoef(rank_a, rank_b)[0, 1], abs=1e-12)
    assert found.kendall == pytest.approx(kendall, abs=1e-12)


def test_correlation_wants_pairs() -> None:
    with pytest.raises(ValueError, match=r"^Argument `other` must have the shape \(3,\), but got"):
        numbers.correlation(np.zeros(3), np.zeros(4))
