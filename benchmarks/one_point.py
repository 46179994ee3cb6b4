"""The first number, and one number, in one run: python benchmarks/one_point.py

The first number of a fresh process beside `import numpy`; one point of floats beside an array of
one point, which is what it took before. All in processor time, best of several.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from beyondthermal.numeric import cavity, machine, thermodynamics

FIRST = {
    "import numpy": "import numpy",
    "machine.concurrence": "from beyondthermal.numeric import machine as m; "
    "m.concurrence(0.1, 2.0)",
    "cavity.concurrence": "from beyondthermal.numeric import cavity as c; "
    "c.concurrence(kappa=2.0, p=0.005, gamma=0.001)",
    "import sympy": "import sympy",
}
RATES = {"kappa": 2.0, "p": 5e-3, "gamma": 1e-3}
NOISE = {"delta": 0.1, "gamma_z": 0.01, "p_c": 0.05}
MACHINE: dict[str, tuple[Callable[..., object], tuple[float, ...]]] = {
    "concurrence": (machine.concurrence, (0.1, 2.0)),
    "populations": (machine.populations, (0.1, 2.0)),
    "density_matrix": (machine.density_matrix, (0.1, 2.0)),
    "heat_currents": (machine.heat_currents, (0.1, 2.0)),
    "entropy_production": (machine.entropy_production, (0.1, 2.0)),
    "relaxation_gap": (thermodynamics.relaxation_gap, (0.1, 2.0)),
    "concurrence_from_rates": (machine.concurrence_from_rates, (1.0, 2.0, 3.0)),
    "effective_temperatures": (machine.effective_temperatures, (2.0, 5e-3, 1e-3)),
}


def process_seconds(code: str, repeats: int = 15) -> float:
    """Processor time of a fresh process, at best."""
    spent = []
    for _ in range(repeats):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def microseconds(function: Callable[[], object], calls: int) -> float:
    function()
    best = float("inf")
    for _ in range(9):
        start = time.process_time()
        for _ in range(calls):
            function()
        best = min(best, (time.process_time() - start) / calls * 1e6)
    return best


def compare(name: str, one: Callable[[], object], array: Callable[[], object], calls: int) -> None:
    here, there = microseconds(one, calls), microseconds(array, max(calls // 20, 2))
    print(f"  {name:<38}{here:9.2f} us   an array of one {there:10.1f} us   x{there / here:.0f}")


def main() -> None:
    print("A fresh process, beside importing NumPy:")
    unit = None
    for name, code in FIRST.items():
        spent = process_seconds(code)
        unit = unit or spent
        print(f"  {name:<22}{spent * 1e3:7.0f} ms   x{spent / unit:.2f}")
    print("One point:")
    for name, (function, point) in MACHINE.items():
        array = [np.array([point[0]]), *point[1:]]
        compare(name, lambda f=function, p=point: f(*p), lambda f=function, a=array: f(*a), 20_000)
    for label, noise in (("resonant", {}), ("dephasing", {"gamma_z": 0.01}), ("all noise", NOISE)):
        for n_max in (None, 9, 15):
            given = RATES | noise | {"n_max": n_max}
            array = given | {"kappa": np.array([2.0])}
            name = f"cavity.concurrence, {label}, n_max {n_max or 'auto'}"
            compare(
                name,
                lambda g=given: cavity.concurrence(**g),
                lambda a=array: cavity.concurrence(**a),
                100,
            )
    betas = np.random.default_rng(0).uniform(-6, 6, (2, 10**6))
    spent = microseconds(lambda: machine.density_matrix(*betas), 1)
    print(f"A million density matrices: {spent * 1e-3:.0f} ns each")


if __name__ == "__main__":
    main()
