"""The paper's theorems: its results, by chapter."""

from collections.abc import Mapping

from beyondthermal.derivations.claims.claim import Claim, Result
from beyondthermal.derivations.claims.record import as_data
from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.proofs.questions import tables

from .project import project, rows_of

__all__ = ["THEOREMS", "theorems_of"]

# What this format is called, beside those of documents.
THEOREMS = "rocq"


def theorems_of(found: Mapping[str, Result]) -> dict[str, bytes]:
    """The files of an export of these results."""
    results = [as_data(result) for result in found.values()]
    document = {**tables(), "results": results}
    parts = {c.name: [p.name for p in c.parts if isinstance(p, Claim)] for c in LECTURE}
    chapters = {c: here for c, names in parts.items() if (here := [n for n in names if n in found])}
    rows = rows_of(document, chapters)
    return project(document, rows, "Steady-state entanglement beyond thermal limits")
