"""The real form of a Lindbladian, its square roots, and steady states of up to eight levels."""

import math
from itertools import product

import numpy as np
import pytest
import qutip
import sympy as sp
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic.master_equation import polynomial_matrices as kernel
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, invariant_blocks
from beyondthermal.symbolic.master_equation.polynomial_matrices import determinant, looks_regular
from beyondthermal.symbolic.master_equation.real_form import real_form
from beyondthermal.symbolic.master_equation.steady_state import steady_state
from beyondthermal.symbolic.operators import sigma_minus
from beyondthermal.symbolic.symbols import symbols

g, kappa, p, gamma, delta = symbols("g kappa p gamma delta")
beta_A, x = symbols("beta_A x")
roots = st.sampled_from([1, 1, 2, 3, 6])
small = st.integers(-3, 3)


def oscillator(levels: int) -> sp.Matrix:
    return sp.Matrix(levels, levels, lambda i, j: sp.sqrt(j) if j == i + 1 else 0)


def embedded(*factors: sp.Matrix) -> sp.Matrix:
    return sp.Matrix(sp.kronecker_product(*factors))


def jaynes_cummings(levels: int) -> Lindbladian:
    a, s = embedded(sp.eye(2), oscillator(levels)), embedded(sigma_minus, sp.eye(levels))
    hamiltonian = delta * s.H * s + g * (s.H * a + a.H * s)
    return Lindbladian(hamiltonian, ((kappa, a), (gamma, s), (p, s.H)))


def chain() -> Lindbladian:
    """Three qubits in a row, the middle one detuned, with baths at the ends."""
    c = [embedded(*(sigma_minus if k == q else sp.eye(2) for k in range(3))) for q in range(3)]
    hopping = c[0].H * c[1] + c[1].H * c[2]
    hamiltonian = g * (hopping + hopping.H) + delta * c[1].H * c[1]
    return Lindbladian(
        hamiltonian, ((kappa, c[0]), (x * kappa, c[0].H), (gamma, c[2]), (p, c[2].H))
    )


def judged(model: Lindbladian, values: dict[sp.Symbol, float]) -> np.ndarray:
    """The steady state according to QuTiP."""

    def numbers(matrix: sp.Matrix) -> qutip.Qobj:
        return qutip.Qobj(np.array(sp.Matrix(matrix).subs(values).evalf(), dtype=complex))

    jumps = [math.sqrt(float(r.subs(values))) * numbers(jump) for r, jump in model.jumps]
    return qutip.steadystate(numbers(model.hamiltonian), jumps, method="direct").full()


@st.composite
def matrices(draw: st.DrawFn, d: int) -> sp.Matrix:
    """Gaussian integers times square roots."""
    return sp.Matrix(d, d, lambda i, j: (draw(small) + sp.I * draw(small)) * sp.sqrt(draw(roots)))


@st.composite
def lindbladians(draw: st.DrawFn) -> Lindbladian:
    d = draw(st.integers(2, 3))
    half = draw(matrices(d))
    return Lindbladian(half + half.H, ((gamma, draw(matrices(d))), (p, draw(matrices(d)))))


@given(st.data())
@settings(max_examples=15)
def test_the_real_form_is_the_master_equation(data: st.DataObject) -> None:
    model = data.draw(lindbladians())
    form, half = real_form(model), data.draw(matrices(model.dimension))
    rho = half + half.H
    parts = [(rho[i, j] if i == j else rho[i, j].expand()).as_real_imag() for i, j, _ in
             form.coordinates]  # fmt: skip
    found = [pair[part] for pair, (_, _, part) in zip(parts, form.coordinates, strict=True)]
    scaled = [v / sp.sqrt(u) for v, u in zip(found, form.units, strict=True)]
    image = model(rho)
    for k, (i, j, part) in enumerate(form.coordinates):
        entry = sum(form.ring.to_sympy(f) * scaled[b] for b, f in form.rows[k].items())
        expected = sp.expand(image[i, j]).subs({gamma: 3, p: 5}).as_real_imag()[part]
        value = sp.sympify(entry).subs({gamma: 3, p: 5}) * sp.sqrt(form.units[k])
        assert sp.expand(value - expected) == 0


@given(lindbladians())
@settings(max_examples=3)
def test_square_roots_survive_in_the_superoperator(model: Lindbladian) -> None:
    d = model.dimension
    rho = sp.Matrix(d, d, lambda i, j: 1 + i + 2 * j + sp.I * (i - j))
    image = model.superoperator.to_Matrix() * rho.reshape(d * d, 1)
    difference = (image - model(rho).reshape(d * d, 1)).subs({gamma: 3, p: 5})
    assert sp.expand(difference).is_zero_matrix
    assert set(real_form(model).superblocks) == set(invariant_blocks(model.superoperator))


@pytest.mark.parametrize("levels", [3, 5, 8])
def test_an_oscillator_has_rational_matrix_elements_in_some_units(levels: int) -> None:
    a = oscillator(levels)
    form = real_form(Lindbladian(g * (a + a.H), ((kappa, a),)))
    assert form.ring.domain == sp.QQ
    assert max(form.units) > 1


def test_roots_that_no_units_take_out_stay() -> None:
    a, half = oscillator(3), sp.Matrix([[1, sp.sqrt(2) + 1, 1], [0, 0, 1], [0, 0, 0]])
    model = Lindbladian(g * (half + half.H), ((kappa, a),))
    assert real_form(model).ring.domain != sp.QQ
    values = {g: 0.7, kappa: 1.3}
    found = np.array(steady_state(model).density_matrix.subs(values).evalf(), dtype=complex)
    np.testing.assert_allclose(found, judged(model, values), atol=1e-10)


@pytest.mark.parametrize("model", [jaynes_cummings(4), chain()], ids=["oscillator", "qubits"])
@pytest.mark.parametrize("seed", range(3))
def test_steady_states_of_eight_levels_are_those_of_qutip(model: Lindbladian, seed: int) -> None:
    random = np.random.default_rng(seed)
    values = {v: float(random.uniform(0.2, 3)) for v in model.parameters}
    state = steady_state(model)
    found = np.array(state.numerators.subs(values).evalf(), dtype=complex)
    found /= float(state.denominator.subs(values))
    np.testing.assert_allclose(found, judged(model, values), atol=1e-10)


def test_nothing_changes_in_the_steady_state_of_eight_levels() -> None:
    for model in (jaynes_cummings(4), chain()):
        image = model(sp.Matrix(steady_state(model).numerators))
        assert image.applyfunc(sp.expand).is_zero_matrix


def test_rates_may_be_fractions() -> None:
    """Thermal rates 1/(x - 1) and x/(x - 1), and jump operators over a symbol."""
    jumps = ((gamma * x / (x - 1), sigma_minus), (gamma / (x - 1), sigma_minus.H))
    above = {x: sp.Interval.open(1, sp.oo)}
    state = steady_state(Lindbladian(delta * sp.diag(0, 1), jumps, above))
    assert sp.cancel(state.density_matrix[1, 1] - 1 / (x + 1)) == 0
    spread = steady_state(Lindbladian(sp.zeros(2), ((1, sigma_minus / g), (p, sigma_minus.H))))
    assert sp.cancel(spread.density_matrix[1, 1] - p * g**2 / (1 + p * g**2)) == 0


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Lindbladian(sp.diag(0, 1), ((sp.exp(beta_A), sigma_minus),)), "rational functions"),
        (Lindbladian(sp.diag(0, 1), ((sp.sqrt(gamma), sigma_minus),)), "rational functions"),
        (Lindbladian(sp.Matrix([[0, 1], [0, 0]]), ((gamma, sigma_minus),)), "Hermitian"),
    ],
)
def test_what_is_no_rational_model_is_refused(model: Lindbladian, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        steady_state(model)


def test_too_long_polynomials_are_refused_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "_TERMS", 20)
    with pytest.raises(ValueError, match="put numbers in place of some of them") as error:
        steady_state(chain())
    assert "delta, g, gamma, kappa, p, x" in str(error.value)
    assert steady_state(chain().subs({v: 1 + k for k, v in enumerate(chain().parameters)}))


@given(st.integers(1, 4), st.data())
@settings(max_examples=25)
def test_the_kernel_is_that_of_sympy(size: int, data: st.DataObject) -> None:
    entry = st.sampled_from([sp.Integer(0), sp.Integer(1), g, kappa, g - kappa, g * kappa + 1])
    matrix = sp.Matrix(size, size, lambda i, j: data.draw(entry))
    ring = sp.QQ[g, kappa]
    rows = [{j: ring.from_sympy(matrix[i, j]) for j in range(size) if matrix[i, j] != 0}
            for i in range(size)]  # fmt: skip
    found = kernel.kernel(rows, list(range(size)), ring)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel, "flint_ring", lambda _: None)
        assert len(kernel.kernel(rows, list(range(size)), ring)) == len(found)
    assert len(found) == size - matrix.rank(simplify=True)
    for vector in found:
        column = sp.Matrix([ring.to_sympy(vector.get(k, ring.zero)) for k in range(size)])
        assert (matrix * column).applyfunc(sp.expand).is_zero_matrix
    assert sp.expand(determinant(rows, list(range(size)), ring) - matrix.det()) == 0
    if looks_regular(rows, list(range(size)), ring):
        assert not found


def test_blocks_of_the_real_form_are_within_those_of_the_superoperator() -> None:
    model = jaynes_cummings(3).subs({delta: 0})
    form, d = real_form(model), 6
    owner = {index: block for block in form.superblocks for index in block}
    for block in form.blocks:
        pairs = {(form.coordinates[k][0], form.coordinates[k][1]) for k in block}
        owners = [{owner[i * d + j], owner[j * d + i]} for i, j in pairs]
        assert all(one & other for one, other in product(owners, repeat=2))
    assert max(map(len, form.blocks)) < max(map(len, form.superblocks))
