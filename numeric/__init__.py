"""Numbers, each with as many digits as it promises.

The two-reservoir machine
    `machine`         concurrence, populations, heat currents, over grids or to any digits
    `thermodynamics`  entropy production, relaxation, correlations of the jumps
    `trajectories`    quantum jumps, drawn and averaged
The full cavity model
    `cavity`          planes of it in 13 digits, and the doors to the following
    `precise`         any number of digits
    `exact`           fractions and square roots
    `optimum`, `threshold`  where C is largest, and where it first exceeds a level
    `scan`            grids of any size, in a folder that outlives a crash
The same functions elsewhere
    `codegen`         source code in other languages, built, run and compared

Each is loaded when it is first asked for.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import cavity, codegen, machine, scan, thermodynamics, trajectories
    from .cavity import exact, precise
    from .cavity.optima import optimum, threshold
else:
    _INSIDE = {
        "exact": "cavity.exact",
        "optimum": "cavity.optima.optimum",
        "precise": "cavity.precise",
        "threshold": "cavity.optima.threshold",
    }

    def __getattr__(name: str) -> ModuleType:
        if name in __all__:
            return import_module(f".{_INSIDE.get(name, name)}", __name__)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "cavity",
    "codegen",
    "exact",
    "machine",
    "optimum",
    "precise",
    "scan",
    "thermodynamics",
    "threshold",
    "trajectories",
]
