"""The superoperator of Eqs. (C1)-(C2), against the master equation itself and against QuTiP."""

from itertools import product

import judges
import numpy as np
import pytest
import qutip
import sympy as sp
from domains import exact, rates
from hypothesis import given, settings
from hypothesis import strategies as st

from beyondthermal.symbolic.machine.machine import MACHINE
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian, invariant_blocks
from beyondthermal.symbolic.operators import (
    BELL,
    BELL_LABELS,
    J_A,
    J_S,
    c_1,
    c_2,
    number,
    sigma_minus,
)
from beyondthermal.symbolic.symbols import symbol

RATES = [symbol(name) for name in ("gamma_plus", "gamma_A", "gamma_S")]
small = st.integers(-3, 3)


@st.composite
def matrices(draw: st.DrawFn, d: int) -> sp.Matrix:
    """Gaussian integers."""
    return sp.Matrix(d, d, lambda i, j: draw(small) + sp.I * draw(small))


@st.composite
def lindbladians(draw: st.DrawFn) -> Lindbladian:
    """Two or three levels, any Hamiltonian, two jump operators with rational rates."""
    d = draw(st.integers(2, 3))
    half = draw(matrices(d))
    jumps = tuple((draw(exact("gamma")), draw(matrices(d))) for _ in range(2))
    return Lindbladian(half + half.H, jumps)


def as_vector(matrix: sp.Matrix) -> sp.Matrix:
    return matrix.reshape(matrix.rows**2, 1)


def numeric(lindbladian: Lindbladian, **values: float) -> np.ndarray:
    matrix = lindbladian.superoperator.to_Matrix().subs({symbol(k): v for k, v in values.items()})
    return np.array(matrix.evalf(30), dtype=complex)


def in_rows(liouvillian: qutip.Qobj) -> np.ndarray:
    """QuTiP stacks columns, Eq. (C1) rows: the index i d + j becomes i + j d."""
    size = liouvillian.shape[0]
    d = round(size**0.5)
    order = [i + j * d for i, j in product(range(d), repeat=2)]
    return liouvillian.full()[np.ix_(order, order)]


@given(st.data())
def test_eq_C2_superoperator_is_the_master_equation(data: st.DataObject) -> None:
    model = data.draw(lindbladians())
    rho = data.draw(matrices(model.dimension))
    image = model.superoperator.to_Matrix() * as_vector(rho)
    assert sp.expand(image - as_vector(model(rho))).is_zero_matrix


@given(lindbladians())
@settings(max_examples=20)
def test_eq_C2_superoperator_is_that_of_qutip(model: Lindbladian) -> None:
    jumps = [
        np.sqrt(float(rate)) * qutip.Qobj(np.array(jump, dtype=complex))
        for rate, jump in model.jumps
    ]
    hamiltonian = qutip.Qobj(np.array(model.hamiltonian, dtype=complex))
    expected = in_rows(qutip.liouvillian(hamiltonian, jumps))
    np.testing.assert_allclose(numeric(model), expected, atol=1e-12 * np.abs(expected).max())


@given(rates, st.floats(-10, 10))
@settings(max_examples=20)
def test_eq_A1_machine_is_that_of_qutip(values: tuple[float, ...], omega_0: float) -> None:
    names = dict(zip(("gamma_plus", "gamma_A", "gamma_S"), values, strict=True))
    expected = in_rows(judges.qutip_machine(**names, omega_0=omega_0))
    found = numeric(MACHINE, **names, omega_0=omega_0)
    np.testing.assert_allclose(found, expected, atol=1e-12 * max(*values, abs(omega_0)))


@given(st.tuples(*[exact("gamma_plus")] * 3), matrices(4))
def test_eq_2_as_printed(values: tuple[sp.Rational, ...], rho: sp.Matrix) -> None:
    """A rate Γ on a jump operator o is (Γ/2) D_o with D_o = 2 o rho o† - {o†o, rho}."""
    in_rest = Lindbladian(sp.zeros(4, 4), MACHINE.jumps)
    found = in_rest(rho).subs(dict(zip(RATES, values, strict=True)))
    expected = sp.Matrix(judges.master_equation(*values, rho.tolist()))
    assert sp.expand(found - expected).is_zero_matrix


@given(st.data())
@settings(max_examples=15)
def test_trace_is_preserved(data: st.DataObject) -> None:
    model = data.draw(lindbladians())
    rho = data.draw(matrices(model.dimension))
    assert sp.expand(model(rho).trace()) == 0


def test_trace_is_preserved_for_all_rates() -> None:
    full = MACHINE.superoperator.to_Matrix()
    assert sum((full.row(5 * k) for k in range(4)), start=sp.zeros(1, 16)).is_zero_matrix


@given(st.data())
@settings(max_examples=15)
def test_hermiticity_is_preserved(data: st.DataObject) -> None:
    model = data.draw(lindbladians())
    rho = data.draw(matrices(model.dimension))
    assert sp.expand(model(rho).H - model(rho.H)).is_zero_matrix


def test_parameters_are_sorted_by_name() -> None:
    assert [str(v) for v in MACHINE.parameters] == ["gamma_A", "gamma_S", "gamma_plus", "omega_0"]
    assert Lindbladian(sp.zeros(2, 2), ()).parameters == ()


def test_blocks_are_invariant_and_cannot_be_cut_further() -> None:
    full = MACHINE.superoperator.to_Matrix()
    blocks = invariant_blocks(MACHINE.superoperator)
    assert sorted(index for block in blocks for index in block) == list(range(16))
    for one, other in product(blocks, repeat=2):
        if one != other:
            assert full.extract(one, other).is_zero_matrix
    for block in blocks:
        reached, coupled = {block[0]}, full + full.T
        for _ in block:
            reached |= {j for i in reached for j in block if coupled[i, j] != 0}
        assert reached == set(block)


def test_blocks_are_the_coherence_orders() -> None:
    """Every element |i><j| of a block has the same number of excitations more in i than in j."""
    order = [int(number[i, i] - number[j, j]) for i, j in product(range(4), repeat=2)]
    by_order = {q: tuple(k for k in range(16) if order[k] == q) for q in (-2, -1, 0, 1, 2)}
    assert set(invariant_blocks(MACHINE.superoperator)) == set(by_order.values())


def test_collective_modes_and_bell_states() -> None:
    assert sp.Matrix(judges.combined(1)) == J_S
    assert sp.Matrix(judges.combined(-1)) == J_A
    assert c_1 * c_2 == c_2 * c_1
    assert sp.eye(4) == BELL.H * BELL
    G, S, A, E = (BELL[:, BELL_LABELS.index(label)] for label in "GSAE")
    for J, mode, other, sign in ((J_S, S, A, 1), (J_A, A, S, -1)):
        # Each mode has its own way up and down the diamond; the other Bell state is dark.
        assert (J.H * G - sign * sp.sqrt(2) * mode).is_zero_matrix
        assert (J * E - sp.sqrt(2) * mode).is_zero_matrix
        assert (J * other).is_zero_matrix
        assert (J.H * other).is_zero_matrix


@pytest.mark.parametrize(
    ("hamiltonian", "jump", "shapes"),
    [(sp.eye(2), sp.eye(3), "(2, 2), (3, 3)"), (sp.zeros(2, 3), sp.zeros(2, 3), "(2, 3)")],
)
def test_shapes_that_do_not_fit_are_named(
    hamiltonian: sp.Matrix, jump: sp.Matrix, shapes: str
) -> None:
    with pytest.raises(ValueError, match="Arguments `hamiltonian` and `jumps`") as error:
        Lindbladian(hamiltonian, ((sp.Integer(1), jump),))
    assert str(error.value) == (
        "Arguments `hamiltonian` and `jumps` must be square matrices of one size, "
        f"but got the shapes {shapes}."
    )


NEGATIVE = {
    sp.Integer(-1): "-1 is negative",
    symbol("g") - 2: "g - 2 is -1 at g = 1",
    sp.sqrt(2) - symbol("g") ** 2: "is ",
    sp.Symbol("a", real=True): "a is -1 at a = -1",
    sp.I * symbol("g"): "is not real",
    sp.oo: "is not real",
    sp.nan: "is proved",
}


@pytest.mark.parametrize("rate", NEGATIVE, ids=str)
def test_a_rate_that_may_be_negative_is_refused(rate: sp.Expr) -> None:
    with pytest.raises(ValueError, match="must have rates that are not negative, but") as refused:
        Lindbladian(sp.zeros(2, 2), ((rate, sigma_minus), (3, sigma_minus.H)))
    assert NEGATIVE[rate] in str(refused.value)


def test_a_rate_may_be_zero_and_have_a_domain() -> None:
    g = symbol("g")
    jumps = ((sp.S.Zero, sigma_minus), (g - 2, sigma_minus.H), (1 - sp.exp(-g), sigma_minus))
    model = Lindbladian(sp.zeros(2, 2), jumps, {g: sp.Interval(2, sp.oo)})
    assert model.subs({g: 3}).jumps[1][0] == 1
    with pytest.raises(ValueError, match="but -1 is negative"):
        model.subs({g: 1})
