"""The steady state of a file's model as a statement: L(rho) = 0 and Tr rho = 1."""

from collections.abc import Mapping
from typing import Any

from beyondthermal.derivations.proofs.questions import Question
from beyondthermal.derivations.proofs.terms import domain, rows, term

from .file import FormulaFile

__all__ = ["master_equation"]

_NAME = "master equation"


def master_equation(
    file: FormulaFile, definitions: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is asked of the steady state, and the document with the model's tables.

    The question is empty where there is no model, no closed form, or one in other symbols than
    those of the file.
    """
    document = {"definitions": dict(definitions), "matrices": {}, "models": {}}
    model = file.model
    if model is None or model.dressing.notes or model.steady is None:
        return {}, document
    numerators, denominator = model.steady
    D, rho, equation = (_free(name, file) for name in ("D", "rho", "master_equation"))
    taken = {claim.name for claim in file.claims}
    name = f"{_NAME}, solved" if _NAME in taken else _NAME
    try:
        matrix = [[_over(entry, D) for entry in row] for row in rows(numerators)]
        jumps = [[term(rate), rows(jump)] for rate, jump in model.lindbladian.jumps]
        document["models"][equation] = {"H": rows(model.lindbladian.hamiltonian), "jumps": jumps}
        document["definitions"][D], document["matrices"][rho] = term(denominator), matrix
    except ValueError:
        return {}, {"definitions": dict(definitions), "matrices": {}, "models": {}}
    statement = ["and", ["=", ["L", equation, rho], 0], ["=", ["Tr", rho], 1]]
    asked = Question(statement, domain({s: file.where[s] for s in file.symbols.values()}), {})
    says = f"L({rho}) = 0 and Tr {rho} = 1: the steady state of the master equation"
    told = {"name": name, "says": says, "verdict": "proved", "refute": False}
    return {**vars(asked), **told}, document


def _free(name: str, file: FormulaFile) -> str:
    """A name that the file doesn't have."""
    while name in file.symbols or name in file.expressions:
        name = f"{name}_"
    return name


def _over(entry: Any, denominator: str) -> Any:
    return 0 if entry == 0 else ["/", entry, denominator]
