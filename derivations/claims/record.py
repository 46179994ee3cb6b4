"""Results as plain data: JSON for programs, the same from run to run."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import sympy as sp

from beyondthermal.derivations.printing import latex, unicode_maths
from beyondthermal.derivations.proofs.questions import tables
from beyondthermal.symbolic.prose import unmarked

from .claim import Result

__all__ = ["as_data", "to_json"]


def to_json(results: Sequence[Result], version: str) -> str:
    """Everything that was found, as JSON: statements, verdicts, figures, certificates."""
    document = {
        "package": "beyondthermal",
        "version": version,
        **tables(),
        "results": [as_data(result) for result in results],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


# Of a result that the checker knows no statement for.
_UNASKED: Mapping[str, Any] = {"statement": None, "where": {}, "at": {}}


def as_data(result: Result) -> dict[str, Any]:
    """One result as plain data, the same from run to run."""
    proof = result.finding.proof
    return {
        "name": result.claim.name,
        "says": unmarked(result.claim.says),
        "verdict": proof.verdict.name.lower(),
        "expected": result.claim.expected.name.lower(),
        "method": unmarked(proof.method),
        **(vars(result.finding.question) if result.finding.question else _UNASKED),
        "tree": result.finding.tree,
        "shown": [
            {"latex": latex(s), "text": unicode_maths(s), "sympy": sp.srepr(s)}
            for s in result.shown
        ],
        "printed": [{"latex": latex(s), "text": unicode_maths(s)} for s in result.printed],
        "domain": unmarked(result.domain),
        "corrects": result.claim.corrects,
        "figures": _unmarked(result.finding.figures),
        "counterexample": proof.counterexample and _unmarked(proof.counterexample),
        "certificates": list(proof.certificates),
    }


def _unmarked(found: Mapping[str, str]) -> dict[str, str]:
    return {unmarked(name): unmarked(value) for name, value in found.items()}
