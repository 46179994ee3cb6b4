"""Ratios measured side by side in one run: python benchmarks/compare.py

Each pair is timed in turn, A B A B …, and the ratio is the median of the pairs' ratios, so that
a machine whose speed drifts does not matter. Needs the extra `test`, and gcc for the C loop.
"""

import ctypes
import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import qutip
import sympy as sp
from mpmath import mp, mpf

from beyondthermal.numeric import machine, trajectories
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.programs.of_the_paper import FUNCTIONS
from beyondthermal.symbolic.machine import machine as exact
from beyondthermal.symbolic.machine.cavity import ladder
from beyondthermal.symbolic.symbols import symbols

C_LOOP = r"""
#include <math.h>
#include <stddef.h>
void concurrence(const double *beta_A, const double *beta_S, double *out, size_t n) {
    for (size_t i = 0; i < n; i++) {
        double x = exp(beta_A[i]), y = exp(beta_S[i]), S = x + y, A = x - y, P = x * y;
        double N1 = fabs(A * (S / 2 - 1)), N2 = sqrt((S / 2 + 1) * (2 * S * S + 2 * P * (S - 2)));
        double C = (N1 - N2) / (1 + S * S + S * (P + 3) / 2 - P);
        out[i] = C > 0 ? C : 0;
    }
}
"""


def seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def compare(
    name: str,
    ours: Callable[[], object],
    theirs: Callable[[], object],
    *,
    repeats: int,
    ours_per: int,
) -> None:
    """Print their time over ours; above 1, ours wins. `ours_per` of our calls are timed at once."""
    ours(), theirs()
    pairs = [
        (seconds(lambda: [ours() for _ in range(ours_per)]) / ours_per, seconds(theirs))
        for _ in range(repeats)
    ]
    ratios = sorted(b / a for a, b in pairs)
    a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{name:<46} {a * 1e3:>10.2f} ms {b * 1e3:>10.2f} ms {statistics.median(ratios):>9.2f}×"
        f"  ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


def scalar_c() -> ctypes.CDLL:
    folder = Path(tempfile.mkdtemp())
    (folder / "loop.c").write_text(C_LOOP, "utf-8")
    flags = ["-O3", "-march=native", "-shared", "-fPIC"]
    subprocess.run(["gcc", *flags, "loop.c", "-o", "loop.so", "-lm"], cwd=folder, check=True)
    return ctypes.CDLL(str(folder / "loop.so"))


def closed_form(points: int = 10**7) -> None:
    rng = np.random.default_rng(0)
    beta_A, beta_S = rng.uniform(-10, 10, (2, points))
    expression = exact.closed_form().subs(exact.IN_BETA).concurrence
    plain = sp.lambdify(symbols("beta_A beta_S"), expression, "numpy")
    library, pointer = scalar_c(), ctypes.POINTER(ctypes.c_double)

    def in_c() -> None:
        out = np.empty(points)
        arrays = (array.ctypes.data_as(pointer) for array in (beta_A, beta_S, out))
        library.concurrence(*arrays, ctypes.c_size_t(points))

    def ours() -> None:
        machine.concurrence(beta_A, beta_S)

    print(f"\nConcurrence at {points:.0e} points, one thread")
    compare("plain lambdify", ours, lambda: plain(beta_A, beta_S), repeats=5, ours_per=1)
    compare("scalar C, -O3 -march=native, not total", ours, in_c, repeats=9, ours_per=1)
    by_numpy = partial(FUNCTIONS["concurrence"].by_numpy, beta_A, beta_S)
    compare("our own program run by NumPy", ours, by_numpy, repeats=9, ours_per=1)
    # What memory allows at best: as much is read and written, and hardly anything computed.
    added = partial(np.add, beta_A, beta_S)
    compare("a sum of two arrays", ours, added, repeats=9, ours_per=1)


def jump_process() -> None:
    print("\nJump process, one thread")
    for beta_A, beta_S in ((-1.0, 1.0), (1.0, 2.0)):
        run = partial(trajectories.sample, beta_A, beta_S, time=20.0, count=20_000)
        made = run().jumps.sum()
        rate = made / statistics.median(seconds(run) for _ in range(5))
        print(f"β = ({beta_A}, {beta_S}): {made} jumps, {rate:.1e} a second")


RATES = {"g": 1.0, "kappa": 2.0, "p": 0.005, "gamma": 0.001}


def reduced_system(n_max: int) -> tuple[mp.matrix, mp.matrix]:
    """The whole ladder as one linear system, a row of it replaced by the trace."""
    blocks = ladder("delta", "gamma_z", "p_c")
    names = symbols("N g kappa p gamma")
    cut = {"photons": lambda n: n if 0 <= n <= n_max else 0}
    evaluate = {
        shift: sp.lambdify(names, matrix.tolist(), modules=[cut, "mpmath"])
        for shift, matrix in ((-1, blocks.from_below), (0, blocks.within), (1, blocks.from_above))
    }
    places = {}
    for level, (i, unknown) in product(range(n_max + 3), enumerate(blocks.unknowns)):
        numbers = unknown.photon_numbers(level)
        if min(numbers) >= 0 and max(numbers) <= n_max:
            places[level, i] = len(places)
    system, right = mp.zeros(len(places)), mp.zeros(len(places), 1)
    rates = [mpf(RATES[str(name)]) for name in names[1:]]
    for level, shift in product(range(n_max + 3), (-1, 0, 1)):
        entries = evaluate[shift](level, *rates)
        for i, j in product(range(len(blocks.unknowns)), repeat=2):
            if (level, i) in places and (level + shift, j) in places:
                system[places[level, i], places[level + shift, j]] = entries[i][j]
    for (_, i), row in places.items():
        system[0, row] = int(not blocks.unknowns[i].part)
    right[0] = 1
    return system, right


def qutip_model(n_max: int) -> tuple[qutip.Qobj, list[qutip.Qobj]]:
    g, kappa, p, gamma = RATES.values()
    one, lower = qutip.qeye(2), qutip.sigmam()
    c = [
        qutip.tensor(lower, one, qutip.qeye(n_max + 1)),
        qutip.tensor(one, lower, qutip.qeye(n_max + 1)),
    ]
    a = qutip.tensor(one, one, qutip.destroy(n_max + 1))
    hamiltonian = g * sum(ci.dag() * a + ci * a.dag() for ci in c)
    jumps = [np.sqrt(kappa) * a]
    jumps += [np.sqrt(p) * ci.dag() for ci in c] + [np.sqrt(gamma) * ci for ci in c]
    return hamiltonian, jumps


def cavity(n_max: int = 15, digits: int = 50) -> None:
    def ours() -> None:
        precise.steady_state(**RATES, n_max=n_max, digits=digits)

    system, right = reduced_system(n_max)

    def lu_solve() -> None:
        with mp.workdps(digits):
            mp.lu_solve(system, right)

    hamiltonian, jumps = qutip_model(n_max)
    print(f"\nCavity model, n_max = {n_max}, ours at {digits} digits")
    name = f"mp.lu_solve at {digits} digits, {system.rows} unknowns"
    compare(name, ours, lu_solve, repeats=3, ours_per=10)
    for method in ("direct", "power"):
        steadystate = partial(qutip.steadystate, hamiltonian, jumps, method=method)
        compare(f"QuTiP {method}, in double", ours, steadystate, repeats=5, ours_per=3)


if __name__ == "__main__":
    print(f"{'':<46} {'ours':>13} {'theirs':>13} {'theirs/ours':>12} (lowest to highest)")
    closed_form()
    jump_process()
    cavity()
