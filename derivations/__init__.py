"""What a person reads and runs: the paper's claims, files of one's own, figures, the command line.

The paper's claims
    `find`                        the claim of a name, such as "A10" or "bound-thermal"
    `check`, `results`            its `Result`, or those of many claims in several processes
    `Claim`, `Finding`            what is claimed, and what came of it: equations and a proof
Files of one's own
    `load`                        a `FormulaFile`: its formulas as SymPy, NumPy and mpmath have them
    `read_claims`, `results_of`   a `ClaimsFile` and the verdicts on what it claims
    `read_model`                  a `Model`: its steady state, its observables, its concurrence
    `from_qutip`                  the same of a Hamiltonian and collapse operators in numbers
Figures
    `FIGURES`, `rendered`         each `Figure` with its data, and the picture of one as bytes

Each is loaded when it is first asked for. The command is `beyondthermal`, its file `cli.py`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .claim_files.file import ClaimsFile
    from .claim_files.file import read as read_claims
    from .claim_files.run import results as results_of
    from .claims.claim import Claim, Finding, Result, check
    from .claims.registry import find
    from .claims.results import results
    from .figures.drawing import rendered
    from .figures.figures import FIGURES
    from .figures.sheets import Figure
    from .formula_files.file import FormulaFile
    from .formula_files.loading import load
    from .models.file import read_model
    from .models.model import Model
    from .models.qutip_models import from_qutip
else:
    _FROM = {
        "claim_files.file": ("ClaimsFile", "read_claims"),
        "claim_files.run": ("results_of",),
        "claims.claim": ("Claim", "Finding", "Result", "check"),
        "claims.registry": ("find",),
        "claims.results": ("results",),
        "figures.drawing": ("rendered",),
        "figures.figures": ("FIGURES",),
        "figures.sheets": ("Figure",),
        "formula_files.file": ("FormulaFile",),
        "formula_files.loading": ("load",),
        "models.file": ("read_model",),
        "models.model": ("Model",),
        "models.qutip_models": ("from_qutip",),
    }
    # The rooms have shorter names for what is theirs.
    _THERE = {"read_claims": "read", "results_of": "results"}

    def __getattr__(name: str) -> Any:
        from importlib import import_module

        for module, names in _FROM.items():
            if name in names:
                return getattr(import_module(f".{module}", __name__), _THERE.get(name, name))
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "FIGURES",
    "Claim",
    "ClaimsFile",
    "Figure",
    "Finding",
    "FormulaFile",
    "Model",
    "Result",
    "check",
    "find",
    "from_qutip",
    "load",
    "read_claims",
    "read_model",
    "rendered",
    "results",
    "results_of",
]


def __dir__() -> list[str]:
    return __all__
