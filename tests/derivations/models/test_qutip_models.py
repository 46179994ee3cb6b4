"""Operators of NumPy and QuTiP, to and fro."""

import subprocess
import sys
import tomllib
from textwrap import dedent

import numpy as np
import pytest
import qutip
import sympy as sp
from written_models import WRITTEN
from written_spins import SPINS

from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.qutip_models import from_qutip
from beyondthermal.symbolic.master_equation.exact_matrices import exact_matrix, exact_number
from beyondthermal.symbolic.master_equation.lindblad import Lindbladian
from beyondthermal.symbolic.symbols import symbol, unknowns

MODELS = WRITTEN | SPINS
gamma, p = symbol("Gamma"), symbol("gamma_plus")
LOWER = qutip.destroy(2)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("matrix of rates", {"gamma": 0.7, "f": 0.4, "p": 1.3, "Omega": -0.8}),
        ("a larger spin and a qubit", {"A": 0.6, "g": 1.4}),
        ("complex drive", {"eta_re": 0.3, "eta_im": -1.1, "g": 0.5}),
        ("two temperatures", {"w": 1.2, "T_1": 0.8, "T_2": 2.5, "g": 0.3, "h": 0.9}),
    ],
)
def test_a_model_goes_to_qutip(name: str, values: dict[str, float]) -> None:
    """The operators may differ from those of the judge; what they do may not."""
    model = read_model(tomllib.loads(dedent(MODELS[name].text)))
    hamiltonian, collapse = model.to_qutip(**values)
    expected = qutip.liouvillian(*MODELS[name].judge(**values))
    found = qutip.liouvillian(hamiltonian, collapse)
    np.testing.assert_allclose(found.full(), expected.full(), atol=1e-13)
    factors = [len(level) for level in hamiltonian.dims]
    assert factors == [len(model.space.digits[0])] * 2


def test_every_symbol_needs_a_value() -> None:
    model = read_model(tomllib.loads(dedent(MODELS["a spin"].text)))
    with pytest.raises(ValueError, match="must have B, n too"):
        model.to_qutip(D=1.0, g=2.0)
    with pytest.raises(ValueError, match="must not make a rate negative"):
        model.to_qutip(D=1.0, g=2.0, n=-3.0, B=0.0)


@pytest.mark.parametrize("seed", range(3))
def test_what_comes_from_qutip_has_its_steady_state(seed: int) -> None:
    random = np.random.default_rng(seed)
    a = qutip.tensor(qutip.destroy(3), qutip.qeye(2))
    s = qutip.tensor(qutip.qeye(3), LOWER)
    u, v = random.integers(1, 9, 2) / 8
    hamiltonian = float(u) * (a * s.dag() + a.dag() * s) + float(v) * s.dag() * s
    model = from_qutip(hamiltonian, [a, s, s.dag()], {"n": a.dag() * a}, rates=[gamma, 1, p])
    values = {gamma: 0.8, p: 0.3}
    collapse = [0.8**0.5 * a, s, 0.3**0.5 * s.dag()]
    expected = qutip.steadystate(hamiltonian, collapse, method="direct")
    assert model.space.labels == ("00", "01", "10", "11", "20", "21")
    populations = (model.names[f"p_{label}"] for label in model.space.labels)
    found = [complex(value.subs(values)).real for value in populations]
    np.testing.assert_allclose(found, expected.diag(), atol=1e-10)
    n = complex(model.names["n"].subs(values)).real
    assert n == pytest.approx(qutip.expect(a.dag() * a, expected), abs=1e-10)


@pytest.mark.parametrize(
    "given",
    [
        np.array([[0, 1], [0, 0]]),
        LOWER,
        [[0, 1], [0, 0]],
        np.array([[0, sp.S.One], [0, 0]]),
        sp.Matrix([[0, 1.0], [0, 0]]),
    ],
)
def test_operators_come_in_many_forms(given: object) -> None:
    decay = Lindbladian(np.zeros((2, 2)), ((gamma, given),))
    assert decay == Lindbladian(sp.zeros(2, 2), ((gamma, sp.Matrix([[0, 1], [0, 0]])),))


@pytest.mark.parametrize(
    ("number", "exact"),
    [
        (0.1, sp.Rational(3602879701896397, 36028797018963968)),
        (0.25, sp.Rational(1, 4)),
        (np.sqrt(0.5), sp.sqrt(2) / 2),
        (-np.sqrt(6.0), -sp.sqrt(6)),
        (1.41421356237, sp.Rational(*(1.41421356237).as_integer_ratio())),
        (np.int64(3), sp.Integer(3)),
        (0.5 - 2j, sp.Rational(1, 2) - 2 * sp.I),
        (sp.Float(0.5) * gamma, gamma / 2),
    ],
)
def test_numbers_become_exact(number: object, exact: sp.Expr) -> None:
    assert exact_number(number) == exact


@pytest.mark.parametrize("levels", [2, 5, 9])
def test_an_oscillator_has_its_roots(levels: int) -> None:
    expected = sp.Matrix(levels, levels, lambda i, j: sp.sqrt(j) if j == i + 1 else 0)
    assert exact_matrix(qutip.destroy(levels)) == expected


k, bare = (*unknowns("k", 1), sp.Matrix([[0, 1], [0, 0]]))
WRONG = {
    "k0 isn't declared so: write it with real=True, or positive=True": (np.eye(2), [(k, bare)]),
    "must have finite entries, but got nan": ([[0, np.nan], [0, 0]], []),
    "must have finite entries, but got inf": ([[0, np.inf], [0, 0]], []),
    "but got the shapes (2, 2), (3, 3)": (np.eye(2), [(1, np.eye(3))]),
    "pairs (rate, operator)": (np.eye(2), [LOWER]),
    "rows of one length": ([[1, 2], [3]], []),
    "must be matrices, but got 'H'": ("H", []),
    "numbers or expressions, but got 'a'": ([["a", 0], [0, 0]], []),
    "but -1 is negative": (np.eye(2), [(-1, LOWER)]),
}


@pytest.mark.parametrize("said", WRONG)
def test_what_is_no_model_is_refused_in_one_line(said: str) -> None:
    hamiltonian, jumps = WRONG[said]
    with pytest.raises(ValueError, match=r"Arguments?") as error:
        Lindbladian(hamiltonian, tuple(jumps))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_rates_and_observables_fit_the_operators() -> None:
    with pytest.raises(ValueError, match="must have 1 rates"):
        from_qutip(LOWER + LOWER.dag(), [LOWER], rates=[gamma, gamma])
    with pytest.raises(ValueError, match="must be Hermitian operators by name, unlike x"):
        from_qutip(LOWER + LOWER.dag(), [LOWER], {"x": LOWER})
    with pytest.raises(ValueError, match="must have the model's size, unlike x"):
        from_qutip(LOWER + LOWER.dag(), [LOWER], {"x": np.eye(3)})


def test_qutip_is_imported_only_when_it_is_asked_for() -> None:
    code = (
        "import sys, beyondthermal.derivations.models.qutip_models; print('qutip' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
