"""The fidelity of a model's state with pure ones: exactly, in numbers, against QuTiP."""

import re

import numpy as np
import pytest
import qutip
import sympy as sp

from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model

POINT = {"Omega": 1.3, "gamma": 0.7, "phi": 0.4, "p": 0.3}
# Formulas, and the same kets in numbers.
E, G = qutip.basis(2, 1), qutip.basis(2, 0)
STATES = {
    "(ket(g) + i*ket(e))/sqrt(2)": (G + 1j * E).unit(),
    "(ket(g) + exp(i*phi)*ket(e))/sqrt(2)": (G + np.exp(0.4j) * E).unit(),
    "sqrt(p)*ket(g) - i*sqrt(1 - p)*ket(e)": (np.sqrt(0.3) * G - 1j * np.sqrt(0.7) * E).unit(),
    "projector(e)": E,
}


def model_of(state: str) -> Model:
    symbols = {"Omega": "positive", "gamma": "positive", "phi": "real", "p": "(0, 1)"}
    hamiltonian = "Omega*(transition(e, g) + transition(g, e))/2"
    return read_model(
        {
            "symbols": symbols,
            "model": {"levels": ["g", "e"], "hamiltonian": hamiltonian},
            "jump": [{"rate": "gamma", "operator": "transition(g, e)"}],
            "observables": {"F": f"fidelity({state})"},
        }
    )


@pytest.mark.parametrize("state", STATES)
def test_the_fidelity_is_that_of_qutip(state: str) -> None:
    model = model_of(state)
    steady = qutip.steadystate(*model.to_qutip(**POINT))
    target = qutip.ket2dm(STATES[state])
    judge = qutip.expect(target, steady)
    # That of QuTiP is the root, and takes roots of rounding errors.
    assert abs(qutip.fidelity(steady, target) ** 2 - judge) < 1e-7
    exact = model.names["F"].subs({s: POINT[str(s)] for s in model.where})
    assert abs(complex(exact) - judge) < 1e-12
    assert model.numbers(**POINT)["F"] == pytest.approx(judge, abs=1e-12)


def test_it_is_one_with_the_state_itself() -> None:
    """An undriven atom ends in its ground state."""
    model = model_of("projector(g)")
    assert model.names["F"].subs(model.symbols["Omega"], 0) == sp.S.One


SLIPS = {
    "ket(g) + ket(e)": "a pure state of norm 1, but the norm is sqrt(2)",
    "projector(g)/2 + projector(e)/2": "a pure state of norm 1",
    "identity/2^(1/2)": "a pure state of norm 1, but",
    "bra(g)": "with a ket, or with a projector",
    "g": "with a ket, or with a projector",
    "1": "with a ket, or with a projector",
}


@pytest.mark.parametrize("state", SLIPS)
def test_what_is_no_pure_state_is_refused(state: str) -> None:
    with pytest.raises(ValueError, match=r"^F in \[observables\]: .*" + re.escape(SLIPS[state])):
        model_of(state)
