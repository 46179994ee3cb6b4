"""`beyondthermal check`: every claim of the paper with its verdict."""

from collections.abc import Sequence
from pathlib import Path

from beyondthermal.derivations.claims.claim import Claim
from beyondthermal.derivations.claims.record import as_data
from beyondthermal.derivations.claims.registry import find, of_the_paper
from beyondthermal.derivations.claims.report import report
from beyondthermal.derivations.claims.results import results
from beyondthermal.derivations.claims.table import print_evidence
from beyondthermal.symbolic.prose import unmarked

from .terminal import counted

__all__ = ["check_claims", "list_claims"]


def _selected(names: Sequence[str]) -> list[Claim]:
    return [find(name) for name in names] or list(of_the_paper())


def list_claims(names: Sequence[str]) -> int:
    """Print names and statements without checking anything."""
    for claim in _selected(names):
        print(f"{claim.name:<20} {unmarked(claim.says)}")
    return 0


def check_claims(
    names: Sequence[str],
    json_file: Path | None,
    junit_file: Path | None,
    form: str = "table",
    *,
    cached: bool = True,
) -> int:
    """Check the claims named, or all; print the table and write the reports.

    Returns
    -------
    int
        A key of `EXIT_CODES`.

    Raises
    ------
    ValueError
        If there is no claim of that name.
    """
    claims = _selected(names)
    counting = counted(
        results(claims, cached=cached), len(claims), lambda result: result.claim.name
    )
    found = [
        {**as_data(r), "as_expected": r.as_expected, "seconds": r.seconds, "cached": r.cached}
        for r in counting
    ]
    code = report(found, form, json_file, junit_file)
    for data in found if names and form == "table" else ():
        print_evidence(data)
    return code
