"""Models as files: operators by name, what is read, and what a slip comes to."""

import copy
from typing import Any

import numpy as np
import pytest
import qutip
import sympy as sp

from beyondthermal.derivations.models.file import read_model
from beyondthermal.symbolic.formula.operators import OperatorNames
from beyondthermal.symbolic.master_equation.spaces import fock_space, level_space
from beyondthermal.symbolic.symbols import declared

g = declared("g", sp.Interval.open(0, sp.oo))
LEVELS, QUBITS, MIXED = level_space(["g", "e", "2"]), fock_space([0, 0]), fock_space([0, 4])
QUBIT: dict[str, Any] = {
    "symbols": {"p": "positive", "gamma": "positive", "omega": "real"},
    "model": {"spaces": ["qubit"], "hamiltonian": "omega*excited"},
    "jump": [
        {"rate": "gamma", "operator": "sigma_minus", "reservoir": "cold"},
        {"rate": "p", "operator": "sigma_plus", "reservoir": "hot"},
    ],
    "observables": {"energy": "omega*excited", "heat": "current(hot)"},
}


def in_qutip(operator: qutip.Qobj) -> np.ndarray:
    return operator.full()


def array(matrix: sp.Matrix) -> np.ndarray:
    return np.array(matrix.evalf(), dtype=complex)


@pytest.mark.parametrize(
    ("space", "text", "expected"),
    [
        # QuTiP's basis(2, 0) is the excited state of its sigmaz, ours is |1>: turned around.
        (fock_space([0]), "sigma_x", qutip.sigmax()),
        (fock_space([0]), "sigma_y", -qutip.sigmay()),
        (fock_space([0]), "sigma_z", -qutip.sigmaz()),
        (fock_space([0]), "sigma_minus", qutip.basis(2, 0) * qutip.basis(2, 1).dag()),
        (fock_space([5]), "a", qutip.destroy(5)),
        (fock_space([5]), "a_dagger*a", qutip.num(5)),
        (fock_space([5]), "(a + a_dagger)^3", qutip.position(5) ** 3 * 2**1.5),
        (MIXED, "sigma_plus*a", qutip.tensor(qutip.destroy(2).dag(), qutip.destroy(4))),
        (MIXED, "number_2 - number_1", qutip.tensor(qutip.qeye(2), qutip.num(4))
         - qutip.tensor(qutip.num(2), qutip.qeye(4))),
        (QUBITS, "sigma_plus_1*sigma_minus_2",
         qutip.tensor(qutip.destroy(2).dag(), qutip.destroy(2))),
        (QUBITS, "ket(0, 1)*bra(1, 0)", qutip.tensor(qutip.destroy(2), qutip.destroy(2).dag())),
        (LEVELS, "transition(e, g)", qutip.projection(3, 1, 0)),
        (LEVELS, "dagger(i*transition(e, 2))", -1j * qutip.projection(3, 2, 1)),
        (LEVELS, "(ket(g) - ket(2))*bra(e)/sqrt(2) + 1/2",
         (qutip.basis(3, 0) - qutip.basis(3, 2)) * qutip.basis(3, 1).dag() / 2**0.5
         + qutip.qeye(3) / 2),
        (LEVELS, "3", 3 * qutip.qeye(3)),
    ],
)  # fmt: skip
def test_operators_are_those_of_qutip(
    space: OperatorNames, text: str, expected: qutip.Qobj
) -> None:
    np.testing.assert_allclose(array(space.read(text, {})), in_qutip(expected), atol=1e-14)


def test_the_spin_operators_obey_their_algebra() -> None:
    x, y, z = (fock_space([0]).read(f"sigma_{k}", {}) for k in "xyz")
    assert x * y - y * x == 2 * sp.I * z
    assert z[1, 1] == 1


def test_a_level_and_a_symbol_may_share_their_name() -> None:
    assert LEVELS.read("g*projector(g)", {"g": g}) == sp.diag(g, 0, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("e", "e is a level, not an operator: write projector"),
        ("ket(e)", "must be an operator, but it is a ket"),
        ("bra(e)*ket(e) + ket(g)", "can't be added"),
        ("ket(e)*ket(g)", "a ket can't be multiplied by a ket"),
        ("projector(q)", "unknown name 'q'"),
        ("projector(3)", "knows no level 3; there are g, e, 2"),
        ("projector(e, g)", "takes 1 argument, but got 2"),
        ("exp(projector(e))", "an operator has whole powers"),
        ("1/projector(e)", "whole powers"),
        ("sqrt(projector(e))", "whole powers"),
        ("projector(e)^(1/2)", "whole powers"),
        ("__import__('os')", "no formula contains"),
        ("projector(e).__class__", "line 1, column"),
        ("projector(e)*9^9^9", "line 1, column"),
    ],
)
def test_what_is_no_operator_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=r"line 1|operator|added|multiplied|powers|level") as error:
        LEVELS.read(text, {})
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "labels",
    [[], ["a"] * 2, ["01"], ["a b"], ["__class__"], ["x" * 30], [f"l{k}" for k in range(65)]],
)
def test_labels_are_names_or_numbers(labels: list[str]) -> None:
    with pytest.raises(ValueError, match="`levels` must"):
        level_space(labels)


def test_a_model_is_read_and_solved() -> None:
    model = read_model(QUBIT)
    gamma, p, omega = (model.symbols[name] for name in ("gamma", "p", "omega"))
    assert model.names["p_1"] == p / (p + gamma)
    assert model.names["rho_0_1"] == 0
    assert sp.cancel(model.names["energy"] - omega * p / (p + gamma)) == 0
    assert sp.cancel(model.names["heat"] - omega * p * gamma / (p + gamma)) == 0
    assert sp.cancel(model.names["purity"] - (p**2 + gamma**2) / (p + gamma) ** 2) == 0
    assert model.names["steady_states"] == 1


def test_numbers_take_the_place_of_symbols() -> None:
    model = read_model(QUBIT, {"p": "1/3", "gamma": "1"})
    assert model.names["p_1"] == sp.Rational(1, 4)
    assert model.arguments("energy") == (model.symbols["omega"],)


def test_several_steady_states_need_a_start() -> None:
    data = copy.deepcopy(QUBIT)
    data["jump"] = [{"rate": "gamma", "operator": "sigma_z"}]
    data["observables"] = {"up": "excited"}
    model = read_model(data)
    assert dict(model.names) == {"steady_states": 2}
    data["model"]["initial"] = "1/4 + excited/2"
    reached = read_model(data)
    assert reached.names["p_1"] == sp.Rational(3, 4)
    assert reached.names["up"] == sp.Rational(3, 4)


def changed(**parts: Any) -> dict[str, Any]:
    data = copy.deepcopy(QUBIT)
    for key, value in parts.items():
        data[key] = value
    return data


def observed(text: str) -> dict[str, Any]:
    return changed(observables={"up": text})


def started(rho: str) -> dict[str, Any]:
    """Two levels, with a state at the start."""
    return changed(model={"levels": ["g", "e"], "initial": rho}, jump=[], observables={})


SLIPS = [
    (changed(model={"hamiltonian": "0"}), "either levels or spaces"),
    (changed(model={"levels": ["a"], "spaces": ["qubit"]}), "either levels or spaces"),
    (changed(model={"spaces": ["qutrit"]}), 'A space must be "qubit", "fock(n)"'),
    (changed(model={"spaces": ["fock(1)"]}), 'A space must be "qubit", "fock(n)"'),
    (changed(model={"spaces": ["fock(900)"]}), "`spaces` must have 1 to 64 levels in all"),
    (changed(model={"spaces": ["qubit"] * 400}), "`spaces` must have 1 to 64 levels in all"),
    (changed(model={"spaces": "qubit"}), "must be lists of labels"),
    (observed("concurrence(1, 2)"), "up in [observables]: concurrence takes different numbers"),
    (observed("negativity(1)"), "negativity takes 2 factors, but got 1"),
    (observed("purity(1, 1)"), "takes different numbers of factors, from 1"),
    (observed("2*entropy(1)"), "entropy stands alone, and takes the numbers of factors"),
    (
        changed(
            model={"spaces": ["qubit", "fock(3)"]}, jump=[], observables={"C": "concurrence(1, 2)"}
        ),
        "concurrence is of two qubits: these factors have more levels",
    ),
    (changed(model={"spaces": ["qubit"], "hamilton": "0"}), "unknown key 'hamilton'"),
    (changed(model={"spaces": ["qubit"], "hamiltonian": "sigma_minus"}), "must be Hermitian"),
    (changed(model={"spaces": ["qubit"], "hamiltonian": 1.5}), "must be text"),
    (changed(model={"spaces": ["qubit"], "hamiltonian": "sigma_q"}), "unknown name 'sigma_q'"),
    (changed(model=[]), "[model] must be a table"),
    (changed(jump={}), "Jumps are written as [[jump]]"),
    (changed(jump=[{"rate": "1", "operator": "identity"}] * 65), "up to 64 of them"),
    (changed(jump=[{"rate": "1"}]), "jump 1: the key operator is missing"),
    (changed(jump=[{"rate": "-1", "operator": "sigma_minus"}]), "must not be negative"),
    (changed(jump=[{"rate": "p - 2", "operator": "sigma_minus"}]), "but p - 2 is -1 at p = 1"),
    (changed(jump=[{"rate": "i*p", "operator": "sigma_minus"}]), "I*p is not real"),
    (started("2*projector(g)"), "initial of [model]: must have the trace 1, but has 2"),
    (started("2*projector(g) - projector(e)"), "initial of [model]: must not be negative"),
    (started("(1 + p)*projector(g) - p*projector(e)"), "is -2 at p = 1"),
    (started("identity/2 + transition(g, e) + transition(e, g)"), "but -3/4 is negative"),
    (changed(jump=[{"rate": "q", "operator": "sigma_minus"}]), "rate of jump 1: line 1, column 1"),
    (changed(jump=[{"rate": "1", "operator": "sigma_minus", "bath": "x"}]), "unknown key 'bath'"),
    (changed(jump=[{"rate": "1", "operator": "identity", "reservoir": "a b"}]), "is no name"),
    (changed(jump=["x"]), "jump 1: must be a table"),
    (changed(observables={"heat": "current(vacuum)"}), "unknown name 'vacuum'"),
    (changed(observables={"heat": "current(p)"}), "knows no reservoir p"),
    (changed(observables={"p": "excited"}), "must be a new name"),
    (changed(observables={"i": "excited"}), "must be a new name"),
    (changed(observables={"x": "sigma_minus"}), "must be Hermitian"),
    (changed(symbols={"i": "real"}), "i in [symbols]: this is the imaginary unit: give"),
    (changed(symbols={"exp": "real"}), "exp in [symbols]: a symbol must be a name"),
    (changed(symbols={"ket": "real"}), "ket in [symbols]: this is a function of operators"),
    (changed(symbols={"p": "(0, gamma)"}), "p in [symbols]: the ends of an interval are numbers"),
    (changed(symbols={"p": "complex", "p_re": "real"}), "the name p_re has a meaning already"),
    (changed(symbols={"p": "(1, 0)"}), "p in [symbols]: line 1"),
    (changed(symbols={"__p": "real"}), "__p in [symbols]: a symbol must be a name"),
]


@pytest.mark.parametrize(("data", "said"), SLIPS)
def test_a_slip_names_its_place_on_one_line(data: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        read_model(data)
    assert said in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 300


RATES = {
    "p - 2": "(2, oo)",
    "p*(1 - p)": "[0, 1]",
    "1 - exp(-p)": "positive",
    "log(1 + p)": "positive",
}


@pytest.mark.parametrize("rate", RATES)
def test_a_rate_is_decided_on_its_domain(rate: str) -> None:
    jump = [{"rate": rate, "operator": "sigma_minus"}]
    symbols = {**QUBIT["symbols"], "p": RATES[rate]}
    asked = changed(jump=jump, observables={}, symbols=symbols)
    assert read_model(asked).lindbladian.jumps
    with pytest.raises(ValueError, match=r"rate of jump 1: must not be negative, but .* at p = "):
        read_model(asked | {"symbols": {**symbols, "p": "(-1/2, 3)"}})


def test_a_state_at_the_start_may_depend_on_symbols() -> None:
    asked = started("p*projector(g) + (1 - p)*projector(e)") | {"symbols": {"p": "[0, 1]"}}
    assert read_model(asked).initial is not None


@pytest.mark.parametrize(
    ("values", "said"),
    [({"q": "1"}, "no symbol 'q'"), ({"p": "-1"}, "must be in"), ({"p": "__import__"}, "line 1")],
)
def test_values_are_checked(values: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        read_model(QUBIT, values)
    assert said in str(error.value)


def test_what_is_asked_of_a_state_without_a_closed_form_says_what_there_is() -> None:
    """Two driven qubits: the concurrence isn't a name."""
    driven = "sigma_x_1*Omega + sigma_x_1*sigma_x_2 + sigma_y_2*sigma_z_1"
    data = {
        "symbols": {"Omega": "positive"},
        "model": {"spaces": ["qubit", "qubit"], "hamiltonian": driven},
        "jump": [{"rate": "1", "operator": f"sigma_minus_{k}"} for k in (1, 2)],
        "observables": {"E": "concurrence(1, 2)", "d": "partial_transpose_determinant(1, 2)"},
    }
    model = read_model(data)
    assert "E" not in model.names
    assert "d" in model.names
    assert "partial_transpose_determinant(1, 2) is negative" in model.without_closed_form["E"]
    assert 0 <= float(model.numbers(Omega=1)["E"]) < 1


def test_more_levels_than_are_derived_have_numbers() -> None:
    data = {
        "symbols": {"n": "positive"},
        "model": {"spaces": ["fock(40)"]},
        "jump": [{"rate": "n + 1", "operator": "a"}, {"rate": "n", "operator": "a_dagger"}],
    }
    model = read_model(data)
    with pytest.raises(ValueError, match="up to 16 levels, not for 40"):
        assert model.unique
    assert float(model.numbers(n=0.5)["p_0"]) == pytest.approx(2 / 3, rel=1e-12)
