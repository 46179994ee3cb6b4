"""Uniqueness of models in phases and hyperbolic functions, whose symbols hang on each other."""

import tomllib
from textwrap import dedent

import numpy as np
import pytest
from written_models import WRITTEN

from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.uniqueness import uniqueness

SQUEEZED = """
    [symbols]
    Omega = "positive"
    gamma = "positive"
    phi = "real"
    r = "{}"
    [model]
    levels = ["g", "e"]
    hamiltonian = "Omega*(transition(g, e) + transition(e, g))/2"
    [[jump]]
    rate = "gamma"
    operator = "cosh(r)*transition(g, e) + sinh(r)*exp(i*phi)*transition(e, g)"
"""


@pytest.mark.parametrize("side", ["positive", "nonnegative", "real", "(-oo, 0)"])
def test_a_squeezed_bath_has_one_steady_state(side: str) -> None:
    """The determinant has a zero at cosh r = sinh r, where no r is."""
    model = read_model(tomllib.loads(dedent(SQUEEZED.format(side))))
    assert uniqueness(model) == "unique for all parameters, proved"
    random = np.random.default_rng(0)
    sign = {"(-oo, 0)": -1, "real": random.choice([-1, 1], 50)}.get(side, 1)
    found = model.numbers(
        Omega=random.gamma(1, 2, 50), gamma=random.gamma(1, 2, 50),
        phi=random.uniform(-4, 4, 50), r=sign * random.gamma(1, 1, 50),
    )  # fmt: skip
    assert found.error is not None
    assert np.isfinite(found.error).all()


def test_what_is_not_unique_everywhere_is_not_called_so() -> None:
    """Around a square with half a flux quantum the levels fall apart."""
    data = tomllib.loads(dedent(WRITTEN["phase around a square"].text))
    assert uniqueness(read_model(data)) == "unique for generic parameters"
    assert "independent ones" in uniqueness(read_model(data, {"chi": "pi"}))


INTERFERING = """
    [symbols]
    g = "positive"
    k = "positive"
    chi = "real"
    [model]
    levels = [1, 2, 3]
    hamiltonian = "g*(transition(1, 2) + transition(2, 1))"
    [[jump]]
    rate = "k"
    operator = "transition(1, 3) + exp(i*chi)*transition(2, 3)"
    [[jump]]
    rate = "k"
    operator = "transition(3, 1) + exp(i*chi)*transition(3, 2)"
"""


@pytest.mark.parametrize("end", ["0", "pi"])
def test_each_factor_of_a_determinant_counts(end: str) -> None:
    """The first one has no zero, cos(chi) + 1 and cos(chi) - 1 have: a level is dark there."""
    data = tomllib.loads(dedent(INTERFERING))
    assert uniqueness(read_model(data)) == "unique for generic parameters"
    assert "independent ones" in uniqueness(read_model(data, {"chi": end}))
