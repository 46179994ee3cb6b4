"""Steady states, evolution and spectra of models beside QuTiP: python benchmarks/open_systems.py

Each pair is timed in turn, and the ratio is the median of the pairs' ratios; above 1, ours wins.
The deviation is the largest between the results. QuTiP's mesolve is asked for 1e-12.
"""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import qutip

from beyondthermal.derivations.models.file import read_model
from beyondthermal.derivations.models.model import Model

TIMES, OMEGA, REPEATS = np.linspace(0, 20, 201), np.linspace(-5, 5, 401), 7
TIGHT = {"progress_bar": "", "atol": 1e-12, "rtol": 1e-10, "nsteps": 100_000}


def model(spaces: list[str], hamiltonian: str, jumps: dict[str, str]) -> Model:
    names = ("Delta", "g", "E", "gamma", "kappa")
    data: dict[str, Any] = {
        "symbols": dict.fromkeys(names, "positive"),
        "model": {"spaces": spaces, "hamiltonian": hamiltonian},
        "jump": [{"rate": rate, "operator": operator} for operator, rate in jumps.items()],
    }
    return read_model(data)


MODELS = {
    "two driven qubits": model(
        ["qubit", "qubit"],
        "Delta*(number_1 + number_2) + E*sigma_x_1"
        " + g*(sigma_plus_1*sigma_minus_2 + sigma_minus_1*sigma_plus_2)",
        {"sigma_minus_1": "gamma", "sigma_minus_2": "kappa"},
    ),
    "driven cavity, qubit x fock(3)": model(
        ["qubit", "fock(3)"],
        "Delta*(number_1 + number_2) + E*(a + a_dagger) + g*(sigma_plus*a + sigma_minus*a_dagger)",
        {"a": "kappa", "sigma_minus": "gamma"},
    ),
    "driven cavity, qubit x fock(8)": model(
        ["qubit", "fock(8)"],
        "Delta*(number_1 + number_2) + E*(a + a_dagger) + g*(sigma_plus*a + sigma_minus*a_dagger)",
        {"a": "kappa", "sigma_minus": "gamma"},
    ),
    "Kerr oscillator, fock(6)": model(
        ["fock(6)"], "Delta*number + g*number*(number - 1) + E*(a + a_dagger)", {"a": "kappa"}
    ),
}


def seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def compare(name: str, ours: Callable[[], Any], theirs: Callable[[], Any]) -> None:
    deviation = np.max(np.abs(np.asarray(ours()) - np.asarray(theirs())))
    pairs = [(seconds(ours), seconds(theirs)) for _ in range(REPEATS)]
    ratio = statistics.median(slow / fast for fast, slow in pairs)
    own, other = (1e3 * statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"  {name:<14} {own:8.2f} ms  QuTiP {other:8.1f} ms  x{ratio:<6.1f} {deviation:.0e} apart"
    )


def row(name: str, built: Model) -> None:
    point = {str(symbol): 0.4 + 0.3 * k for k, symbol in enumerate(built.where)}
    built.numbers(**point)  # compiles what is compiled once
    values = {symbol: point[str(symbol)] for symbol in built.where}

    def judge(matrix: Any) -> qutip.Qobj:
        return qutip.Qobj(np.array(matrix.subs(values).evalf(20), dtype=complex))

    hamiltonian = judge(built.lindbladian.hamiltonian)
    jumps = [float(r.subs(values)) ** 0.5 * judge(J) for r, J in built.lindbladian.jumps]
    start = np.zeros(hamiltonian.shape)
    start[0, 0] = start[1, 1] = start[0, 1] = start[1, 0] = 0.5
    jump, initial = jumps[0], qutip.Qobj(start)
    print(f"{name}: {len(start) ** 2} unknowns, {built.generator.rows.size} entries")
    compare(
        "steady state",
        lambda: built.numbers(**point).density_matrix,
        lambda: qutip.steadystate(hamiltonian, jumps).full(),
    )
    compare(
        "201 times",
        lambda: built.evolve(TIMES, start, **point).density_matrix,
        lambda: [
            rho.full()
            for rho in qutip.mesolve(hamiltonian, initial, TIMES, jumps, options=TIGHT).states
        ],
    )
    operator = jump.full()
    compare(
        "401 frequencies",
        lambda: built.spectrum(operator, OMEGA + 1e-3, **point),
        lambda: qutip.spectrum(hamiltonian, OMEGA + 1e-3, jumps, jump.dag(), jump),
    )


if __name__ == "__main__":
    for name, built in MODELS.items():
        row(name, built)
