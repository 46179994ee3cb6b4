"""The data of the figures that have parameters of their own: columns of one length, by name."""

from collections.abc import Callable
from typing import Any

import numpy as np

from beyondthermal.numeric import cavity, machine

from .axes import Array, Data

__all__ = [
    "OPTIMUM",
    "data_2",
    "data_3",
    "data_4",
    "data_elimination",
    "data_entropy",
    "effective",
    "excess",
    "plane",
]

OPTIMUM = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}


def plane(**functions: Callable[[Array, Array], Array]) -> Data:
    """Functions of the two inverse temperatures on [-6, 6]²."""
    beta = np.linspace(-6, 6, 121)
    at_A, at_S = (part.ravel() for part in np.meshgrid(beta, beta))
    return {"beta_A": at_A, "beta_S": at_S} | {k: f(at_A, at_S) for k, f in functions.items()}


def excess(at_A: Array, at_S: Array) -> Array:
    """|p_S - p_A| - 2 sqrt(p_G p_E): the concurrence before the maximum with 0 is taken."""
    p_G, p_S, p_A, p_E = np.moveaxis(machine.populations(at_A, at_S), -1, 0)
    result: Array = np.abs(p_S - p_A) - 2 * np.sqrt(p_G) * np.sqrt(p_E)
    return result


def effective(kappa: Array, p: float, gamma: float) -> Array:
    """Concurrence of the effective model with Γ = 4/κ, Eq. (9)."""
    with np.errstate(divide="ignore"):
        result: Array = machine.concurrence(np.log(gamma / p), np.log((gamma + 8 / kappa) / p))
    return result


def data_2(pumps: tuple[float, ...], gamma: float) -> Data:
    """Fig. 2b-c: both models against κ/g."""
    kappa = np.geomspace(1e-2, 1e4, 401)
    columns = {"kappa": kappa}
    for p in pumps:
        columns[f"full, p = {p:g}"] = cavity.concurrence(kappa=kappa, p=p, gamma=gamma)
        columns[f"effective, p = {p:g}"] = effective(kappa, p, gamma)
    return columns


def data_3(gamma: float) -> Data:
    """Fig. 3: the full model over p/g and κ/g."""
    p, kappa = np.geomspace(3e-5, 1e-1, 121), np.geomspace(0.1, 100, 121)
    at_p, at_kappa = (part.ravel() for part in np.meshgrid(p, kappa))
    signed = cavity.concurrence(kappa=at_kappa, p=at_p, gamma=gamma, clip=False)
    return {"p": at_p, "kappa": at_kappa, "concurrence": np.maximum(signed, 0.0), "excess": signed}


def data_4(noise: str) -> Data:
    """Fig. 4: the optimum of Fig. 3 against one noise."""
    strength = np.geomspace(1e-4, 1, 201)
    arguments: dict[str, Any] = {**OPTIMUM, noise: strength, "n_max": 20, "clip": False}
    signed = cavity.concurrence(**arguments)
    return {noise: strength, "concurrence": np.maximum(signed, 0.0), "excess": signed}


def data_entropy() -> Data:
    """Concurrence and entropy production at random inverse temperatures."""
    at_A, at_S = np.random.default_rng(1).uniform(-6, 6, (2, 1500))
    return {"beta_A": at_A, "beta_S": at_S, "entropy": machine.entropy_production(at_A, at_S),
            "concurrence": machine.concurrence(at_A, at_S)}  # fmt: skip


def data_elimination() -> Data:
    """The error of the adiabatic elimination at fixed Γ = 1, p = 1/20, γ = 1/100."""
    ratio = np.geomspace(1, 1e3, 61)
    # Γ = 4g²/κ = 1 and κ = ratio · g.
    full = cavity.concurrence(kappa=ratio**2 / 4, g=ratio / 4, p=0.05, gamma=0.01)
    limit = machine.concurrence(np.log(0.01 / 0.05), np.log(2.01 / 0.05))
    return {"kappa over g": ratio, "error": np.abs(full - limit)}
