"""Models in the ways that people write them, against QuTiP at random parameters."""

import tomllib
from functools import cache
from textwrap import dedent

import numpy as np
import pytest
import qutip
import sympy as sp
from written_models import WRITTEN
from written_spins import SPINS

from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model

MODELS = WRITTEN | SPINS
every = pytest.mark.parametrize("name", MODELS)


@cache
def model_of(name: str) -> Model:
    return read_model(tomllib.loads(dedent(MODELS[name].text)))


def values_of(name: str, seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    domains = model_of(name).domains
    return {
        k: random.uniform(max(float(d.inf), -2), min(float(d.sup), 2)) for k, d in domains.items()
    }


def at(expr: sp.Expr, name: str, values: dict[str, float]) -> complex:
    symbols = model_of(name).symbols
    return complex(expr.evalf(30, subs={symbols[k]: v for k, v in values.items()}))


@every
@pytest.mark.parametrize("seed", range(3))
def test_the_density_matrix_is_that_of_qutip(name: str, seed: int) -> None:
    values, names, labels = values_of(name, seed), model_of(name).names, model_of(name).space.labels
    expected = qutip.steadystate(*MODELS[name].judge(**values), method="direct").full()
    found = [[at(names[f"rho_{a}_{b}"], name, values) for b in labels] for a in labels]
    np.testing.assert_allclose(found, expected, atol=1e-9)
    assert [at(names[f"p_{a}"], name, values) for a in labels] == pytest.approx(
        [found[k][k] for k in range(len(labels))]
    )


@every
def test_results_are_in_the_symbols_of_the_file(name: str) -> None:
    model = model_of(name)
    known = {s for s in model.symbols.values() if s.is_Symbol}
    for value in (model.names[each] for each in model.names if each != "purity"):
        assert value.free_symbols <= known
