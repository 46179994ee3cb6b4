"""The cavity model beside QuTiP and SciPy, in one run: python benchmarks/cavity.py

Ratios are medians of pairs timed in turn. Needs the extra `test`.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import statistics
import time
import warnings
from collections.abc import Callable
from functools import partial
from unittest import mock

import numpy as np
import qutip
import scipy.sparse as sparse
from mpmath import mp
from scipy.sparse.linalg import spsolve

from beyondthermal.numeric import cavity
from beyondthermal.numeric.cavity import precise
from beyondthermal.numeric.cavity.kernel import library

RESONANT = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}
NOISY = RESONANT | {"delta": 0.1, "gamma_z": 0.01, "p_c": 0.05}
# QuTiP's ways to a steady state that work on this model without being told more.
METHODS = ("direct", "power", "eigen", "svd")


def model(
    n_max: int,
    *,
    kappa: float,
    p: float,
    gamma: float,
    g: float = 1.0,
    delta: float = 0.0,
    gamma_z: float = 0.0,
    p_c: float = 0.0,
) -> tuple[qutip.Qobj, list[qutip.Qobj]]:
    """Hamiltonian and jump operators, as a user of QuTiP writes them."""
    one, lower, fock = qutip.qeye(2), qutip.destroy(2), qutip.qeye(n_max + 1)
    c = [qutip.tensor(lower, one, fock), qutip.tensor(one, lower, fock)]
    a = qutip.tensor(one, one, qutip.destroy(n_max + 1))
    hamiltonian = sum(g * (x.dag() * a + x * a.dag()) for x in c)
    hamiltonian += delta * (c[0].dag() * c[0] - c[1].dag() * c[1])
    jumps = [np.sqrt(kappa) * a]
    jumps += [np.sqrt(gamma) * x for x in c] + [np.sqrt(p) * x.dag() for x in c]
    if gamma_z:
        jumps += [np.sqrt(gamma_z) * (2 * x.dag() * x - 1) for x in c]
    if p_c:
        jumps.append(np.sqrt(p_c) * a.dag())
    return hamiltonian, jumps


def bare_solve(hamiltonian: qutip.Qobj, jumps: list[qutip.Qobj]) -> np.ndarray:
    """The same linear system without QuTiP's dispatch: one row replaced by the trace."""
    generator = sparse.lil_matrix(
        qutip.liouvillian(hamiltonian, jumps).to("csr").data_as("csr_matrix")
    )
    size = hamiltonian.shape[0]
    generator[0, :] = 0
    generator[0, :: size + 1] = 1
    right = np.zeros(size**2)
    right[0] = 1
    return spsolve(generator.tocsc(), right).reshape(size, size, order="F")


def seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def compare(
    name: str, ours: Callable[[], object], points: int, theirs: Callable[[], object]
) -> None:
    """Microseconds a point, and theirs over ours; above 1, ours wins."""
    ours(), theirs()
    pairs = [(seconds(ours) / points, seconds(theirs)) for _ in range(5)]
    ratios = sorted(b / a for a, b in pairs)
    a, b = (1e6 * statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"{name:<44} {a:>9.2f} µs {b:>11.0f} µs {statistics.median(ratios):>8.0f}×"
        f"  ({ratios[0]:.0f} to {ratios[-1]:.0f})"
    )


def plane(points: int, rates: dict[str, float]) -> dict[str, object]:
    """A plane of the two parameters that figures are drawn over."""
    side = int(points**0.5)
    kappa, p = np.geomspace(0.1, 10, side), np.geomspace(1e-4, 1e-1, side)
    return rates | {"kappa": kappa[:, None], "p": p}


def speed(n_max: int = 15, points: int = 160_000) -> None:
    print(f"\nPer point, n_max = {n_max}, {points} points, one process, one thread")
    print(f"{'':<44} {'ours':>12} {'theirs':>14} {'theirs/ours':>10}")
    for name, rates in (("resonant", RESONANT), ("δ, γ_z and p_c", NOISY)):
        grid = plane(points, rates)
        system = model(n_max, **rates)
        size = int(points**0.5) ** 2

        ours = partial(cavity.concurrence, **grid, n_max=n_max)
        for method in ("direct", "power"):
            theirs = partial(qutip.steadystate, *system, method=method)
            compare(f"{name}: QuTiP steadystate, {method}", ours, size, theirs)
        compare(f"{name}: scipy spsolve", ours, size, partial(bare_solve, *system))


def both_ways(side: int = 400) -> None:
    """The compiled ladder against NumPy's, with the same numbers."""
    if not library.is_built():
        print("\nNo compiler when the package was installed: all of this is NumPy.")
        return
    print(f"\nThe compiled ladder and NumPy's, {side} × {side} points, one thread, seconds")
    for name, rates in (("resonant", RESONANT), ("δ, γ_z and p_c", NOISY)):
        for n_max in (15, 60, None):
            run = partial(cavity.concurrence, **plane(side**2, rates), n_max=n_max)
            run()
            pairs = []
            for _ in range(3):
                compiled = seconds(run)
                with mock.patch.object(library, "is_built", return_value=False):
                    pairs.append((compiled, seconds(run)))
            a, b = (statistics.median(column) for column in zip(*pairs, strict=True))
            cutoff = f"n_max = {n_max}" if n_max else "own cutoffs"
            print(f"{name:<16} {cutoff:<12} {a:8.4f} {b:8.3f} {b / a:6.1f}×")


def growth(points: int = 16_384) -> None:
    print("\nMicroseconds per point and photon, one process")
    for name, rates in (("resonant", RESONANT), ("δ, γ_z and p_c", NOISY)):
        grid = plane(points, rates)
        each = []
        for n_max in (15, 50, 100, 200):
            run = partial(cavity.concurrence, **grid, n_max=n_max)
            each.append(f"{1e6 * min(map(seconds, [run] * 3)) / points / n_max:.2f} ({n_max})")
        print(f"{name:<16} {'  '.join(each)}")


def both_cores(points: int = 640_000) -> None:
    print(f"\nTwo workers instead of one, {points} points, all noise, each with its own cutoff")
    run = partial(cavity.concurrence, **plane(points, NOISY))
    one, two = (seconds(partial(run, workers=workers)) for workers in (1, 2))
    print(f"{one:.1f} s with one, {two:.1f} s with two: {one / two:.2f}×")


def accuracy(points: int = 300) -> None:
    print(f"\nLargest distance from the 50-digit answer, {points} random points, n_max = 15")
    rng = np.random.default_rng(0)
    for noise in ((), ("delta",), ("gamma_z",), ("p_c",), ("delta", "gamma_z", "p_c")):
        kappa = 10 ** rng.uniform(-3, 4, points)
        rates = {"kappa": kappa, "p": kappa * 10 ** rng.uniform(-9, 1, points)}
        rates |= {name: 10 ** rng.uniform(-8, 1, points) for name in ("gamma", *noise)}
        if "p_c" in noise:
            rates["p_c"] = kappa * 10 ** rng.uniform(-8, -0.3, points)
        found = cavity.concurrence(**rates, n_max=15)
        worst = 0.0
        for k in range(points):
            point = {name: float(values[k]) for name, values in rates.items()}
            exact = precise.concurrence(**point, n_max=15, digits=50)
            worst = max(worst, abs(float(found[k] - exact)))
        print(f"{', '.join(noise) or 'resonant':<24} {worst:.1e}")


def near_the_bounds() -> None:
    print("\nNear the bounds: C at κ = 2 g, and the digits of each that are right")
    for size in (1e-4, 1e-6, 1e-8, 1e-10):
        for name, rates in (
            ("p = γ", {"kappa": 2.0, "p": size, "gamma": size}),
            ("p = 20 γ", {"kappa": 2.0, "p": 20 * size, "gamma": size}),
        ):
            certain = cavity.enclose(**rates, digits=20)
            with mp.workdps(30):
                reference = +certain.complete.midpoint
            print(f"{name}, γ = {size:.0e} g: {mp.nstr(reference, 18)}")
            ours = cavity.concurrence(**rates)
            print(f"    {'beyondthermal':<14} {ours:.16f}  {agreed(ours, reference)}")
            for method in METHODS:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    try:
                        rho = qutip.steadystate(*model(5, **rates), method=method)
                        theirs = qutip.concurrence(rho.ptrace([0, 1]))
                    except Exception as error:
                        print(f"    QuTiP {method:<8} {type(error).__name__}: {str(error)[:50]}")
                        continue
                print(f"    QuTiP {method:<8} {theirs:.16f}  {agreed(theirs, reference)}")


def agreed(value: float, reference: mp.mpf) -> str:
    """The decimals that are right."""
    gap = abs(value - float(reference))
    return f"{min(16, int(-np.log10(gap))) if 0 < gap < 1 else 16 * (gap == 0):d} decimals"


if __name__ == "__main__":
    speed()
    both_ways()
    growth()
    both_cores()
    accuracy()
    near_the_bounds()
