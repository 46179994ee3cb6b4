"""Steady-state entanglement beyond thermal limits, on three floors.

`symbolic`     exact mathematics: any open quantum system, claims about formulas, the machine
`numeric`      numbers: the machine, the cavity model, trajectories, scans, code in other languages
`derivations`  what a person reads and runs: claims with verdicts, the lecture, files of one's own

`load` reads a file of one's own, `load("my.claims.toml")` or `load("my.model.toml")`, as an object.

Each is loaded when it is first asked for; what is where stands in its docstring and `__all__`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import derivations, numeric, symbolic
    from .derivations.formula_files.loading import load

    __version__: str
else:

    def __getattr__(name: str) -> Any:
        from importlib import import_module, metadata

        if name == "__version__":
            return metadata.version(__name__)
        if name == "load":
            return import_module(".derivations.formula_files.loading", __name__).load
        if name in __all__:
            return import_module(f".{name}", __name__)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["__version__", "derivations", "load", "numeric", "symbolic"]


def __dir__() -> list[str]:
    return __all__
