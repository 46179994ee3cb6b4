"""Steady-state entanglement beyond thermal limits, on three floors.

`symbolic`     exact mathematics: any open quantum system, claims about formulas, the machine
`numeric`      numbers: the machine, the cavity model, trajectories, scans, code in other languages
`derivations`  what a person reads and runs: claims with verdicts, the lecture, files of one's own

Each is loaded when it is first asked for; what is where stands in its docstring and `__all__`.
"""

from importlib import import_module
from importlib.metadata import version
from types import ModuleType

__all__ = ["__version__", "derivations", "numeric", "symbolic"]

__version__ = version("beyondthermal")


def __getattr__(name: str) -> ModuleType:
    if name in ("derivations", "numeric", "symbolic"):
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
