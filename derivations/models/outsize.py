"""Steady states whose polynomials nobody reads: how long each is, and the text of the whole.

They stay elements of their ring, where a hundred thousand terms are quickly written.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp

from beyondthermal.symbolic.master_equation.steady_state import SteadyState

from .model import Model

__all__ = ["is_outsize", "lengths", "numerators", "texts"]

# Terms of all entries together; two driven qubits have 1,400, two photons in a driven cavity 4,100.
_TERMS = 20_000


def is_outsize(model: Model) -> bool:
    """Whether the only steady state has more terms than are shown."""
    return model.unique is not None and model.unique.terms > _TERMS


def lengths(model: Model) -> Iterator[str]:
    """A line for each population and observable, and for the denominator."""
    for name, polynomial in numerators(model).items():
        yield f"{name}: {len(polynomial):,} terms over D"
    yield f"D: {len(_state(model).trace):,} terms; D and what stands over it are in the JSON file"


def texts(model: Model) -> dict[str, Any]:
    """The denominator, and what stands over it: populations, matrix elements, observables."""
    state, form = _state(model), _state(model).form
    shown = {name: str(polynomial) for name, polynomial in numerators(model).items()}
    for k, polynomial in state.unnormalised.items():
        i, j, part = form.coordinates[k]
        if i != j:
            one, other = model.space.labels[i], model.space.labels[j]
            unit = "" if form.units[k] == 1 else f"sqrt({form.units[k]})*"
            shown[f"{'im' if part else 're'}_rho_{one}_{other}"] = f"{unit}({polynomial})"
    return {"over": shown, "D": str(state.trace)}


def numerators(model: Model) -> Mapping[str, Any]:
    """Populations and observables, times the denominator, in the ring."""
    state = _state(model)
    form, values = state.form, state.unnormalised
    found = {
        f"p_{label}": values.get(k, form.ring.zero)
        for k, label in zip(form.diagonal, model.space.labels, strict=True)
    }
    for name, operator in model.observables.items():
        found[name] = form.expectation(sp.Matrix(model.dressing.matrix(operator)), values)
    return found


def _state(model: Model) -> SteadyState:
    if model.unique is None:
        raise ValueError("There is more than one steady state.")
    return model.unique
