"""The models that come with the package, and their master equations written down again.

The judges are written from the papers; nothing of the files is used. QuTiP solves them.
"""

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import qutip
import sympy as sp

from beyondthermal.derivations.claim_files.file import read
from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model

FOLDER = Path(str(files("beyondthermal.derivations.models")))
NAMES = sorted(path.name.removesuffix(".model.toml") for path in FOLDER.glob("*.model.toml"))
Judge = tuple[qutip.Qobj, list[qutip.Qobj]]


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.model.toml"


@cache
def model_of(name: str) -> Model:
    return read_model(read(path_of(name)).data)


def move(d: int, to: int, start: int) -> qutip.Qobj:
    return qutip.projection(d, to, start)


def driven_atom(Omega: float, Delta: float, Gamma: float) -> Judge:
    sigma = move(2, 0, 1)
    hamiltonian = -Delta * sigma.dag() * sigma + Omega / 2 * (sigma + sigma.dag())
    return hamiltonian, [Gamma**0.5 * sigma]


def three_level_maser(**v: float) -> Judge:
    n_h, n_c = (1 / (v[f"b_{k}"] - 1) for k in "hc")
    jumps = [
        (v["gamma_h"] * (n_h + 1)) ** 0.5 * move(3, 0, 2),
        (v["gamma_h"] * n_h) ** 0.5 * move(3, 2, 0),
        (v["gamma_c"] * (n_c + 1)) ** 0.5 * move(3, 1, 2),
        (v["gamma_c"] * n_c) ** 0.5 * move(3, 2, 1),
    ]
    return v["lambda"] * (move(3, 0, 1) + move(3, 1, 0)), jumps


def two_baths(g: float, hot: tuple[float, float], cold: tuple[float, float]) -> Judge:
    one = qutip.tensor(qutip.destroy(2), qutip.qeye(2))
    two = qutip.tensor(qutip.qeye(2), qutip.destroy(2))
    rates = zip((one, one.dag(), two, two.dag()), (*hot, *cold), strict=True)
    return g * (one.dag() * two + two.dag() * one), [rate**0.5 * jump for jump, rate in rates]


def two_qubit_thermal_machine(
    g: float, gamma_h: float, gamma_c: float, n_c: float, excess: float
) -> Judge:
    n_h = n_c + excess
    return two_baths(g, (gamma_h * (n_h + 1), gamma_h * n_h), (gamma_c * (n_c + 1), gamma_c * n_c))


def two_qubit_entanglement(h: float) -> Judge:
    return two_baths(8, (h, h), (52, 0))


def autonomous_entangler(s: float, gamma_c: float) -> Judge:
    return two_baths(1, (s * gamma_c, s * gamma_c), (gamma_c, 0))


def two_modes(rates: list[tuple[int, float, float]], exchange: float = 0) -> Judge:
    """Modes sigma_1 + sign sigma_2 with their rates down and up, and what the qubits exchange."""
    one = qutip.tensor(qutip.destroy(2), qutip.qeye(2))
    two = qutip.tensor(qutip.qeye(2), qutip.destroy(2))
    jumps = []
    for sign, down, up in rates:
        mode = one + sign * two
        jumps += [down**0.5 * mode, up**0.5 * mode.dag()]
    return exchange * (one.dag() * two + two.dag() * one), jumps


def two_qubits_four_rates(**v: float) -> Judge:
    return two_modes(
        [(sign, v[f"Gamma_{k}_down"], v[f"Gamma_{k}_up"]) for k, sign in (("S", 1), ("A", -1))]
    )


def two_qubits_out_of_equilibrium(
    Gamma_S: float, Gamma_A: float, n_S: float, excess: float, Lambda: float
) -> Judge:
    modes = ((1, Gamma_S, n_S), (-1, Gamma_A, n_S + excess))
    return two_modes([(sign, rate * (n + 1), rate * n) for sign, rate, n in modes], Lambda)


def two_qubits_unequally_coupled(g_1: float, g_2: float, p: float, gamma: float) -> Judge:
    one = qutip.tensor(qutip.destroy(2), qutip.qeye(2))
    two = qutip.tensor(qutip.qeye(2), qutip.destroy(2))
    jumps = [gamma**0.5 * one, gamma**0.5 * two, p**0.5 * one.dag(), p**0.5 * two.dag()]
    return 0 * one, [g_1 * one + g_2 * two, *jumps]


def lambda_dark_state(
    Omega_1: float, Omega_2: float, Delta: float, Gamma_1: float, Gamma_2: float
) -> Judge:
    drive = (Omega_1 * move(3, 0, 2) + Omega_2 * move(3, 1, 2)) / 2
    hamiltonian = Delta * move(3, 2, 2) + drive + drive.dag()
    return hamiltonian, [Gamma_1**0.5 * move(3, 0, 2), Gamma_2**0.5 * move(3, 1, 2)]


def lambda_dephasing(Omega: float, Gamma: float, phi: float) -> Judge:
    hamiltonian, jumps = lambda_dark_state(Omega, Omega, 0, Gamma / 2, Gamma / 2)
    return hamiltonian, [*jumps, (phi / 2) ** 0.5 * (move(3, 0, 0) - move(3, 1, 1))]


def damped_oscillator(omega: float, kappa: float, n: float) -> Judge:
    a = qutip.destroy(5)
    return omega * qutip.num(5), [(kappa * (n + 1)) ** 0.5 * a, (kappa * n) ** 0.5 * a.dag()]


def two_qubits_in_a_cavity(g_1: float, g_2: float, kappa: float, gamma: float, p: float) -> Judge:
    lower = qutip.destroy(2)
    one, two, a = (
        qutip.tensor(*(lower if k == n else qutip.qeye(2) for k in range(3))) for n in range(3)
    )
    exchange = g_1 * one.dag() * a + g_2 * two.dag() * a
    jumps = [kappa**0.5 * a]
    for qubit in (one, two):
        jumps += [gamma**0.5 * qubit, p**0.5 * qubit.dag()]
    return exchange + exchange.dag(), jumps


JUDGES: dict[str, Callable[..., Judge]] = {
    judge.__name__: judge
    for judge in (
        driven_atom,
        three_level_maser,
        two_qubit_thermal_machine,
        two_qubit_entanglement,
        lambda_dark_state,
        lambda_dephasing,
        damped_oscillator,
        two_qubits_in_a_cavity,
        autonomous_entangler,
        two_qubits_four_rates,
        two_qubits_out_of_equilibrium,
        two_qubits_unequally_coupled,
    )
}


def values_of(name: str, seed: int) -> dict[str, float]:
    random = np.random.default_rng(seed)
    domains = model_of(name).domains
    return {k: max(float(d.inf), 0.0) + random.uniform(0.2, 3) for k, d in domains.items()}


def at(expr: Any, name: str, values: dict[str, float]) -> complex:
    symbols = model_of(name).symbols
    return complex(
        expr.xreplace({symbols[k]: sp.Float(v, 40) for k, v in values.items()}).evalf(30)
    )


def steady(name: str, values: dict[str, float]) -> np.ndarray:
    return qutip.steadystate(*JUDGES[name](**values), method="direct").full()
