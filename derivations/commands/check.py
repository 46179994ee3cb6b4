"""`beyondthermal check`: every claim of the paper with its verdict."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from beyondthermal.derivations.claims import cache
from beyondthermal.derivations.claims.claim import Claim, check
from beyondthermal.derivations.claims.record import as_data
from beyondthermal.derivations.claims.registry import find, of_the_paper
from beyondthermal.derivations.claims.report import progress, report
from beyondthermal.derivations.claims.table import print_evidence
from beyondthermal.symbolic.prose import unmarked

__all__ = ["check_claims", "list_claims"]

Data = dict[str, Any]


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
) -> int:
    """Check the claims named, or all; print the table and write the reports.

    Returns
    -------
    int
        0 if every verdict is the expected one, 1 if a claim failed, 3 if what is left is only
        inconclusive.

    Raises
    ------
    ValueError
        If there is no claim of that name.
    """
    claims = _selected(names)
    found = {data["name"]: data for data in progress(_results(claims), len(claims))}
    results = [found[claim.name] for claim in claims]
    code = report(results, form, json_file, junit_file)
    for data in results if names and form == "table" else ():
        print_evidence(data)
    return code


def _results(claims: Sequence[Claim]) -> Iterator[Data]:
    """Results as they come: what is known first, the rest from worker processes."""
    keys = {claim.name: cache.key(f"{claim.name}\n{claim.says}") for claim in claims}
    missing = []
    for claim in claims:
        known = cache.load(keys[claim.name])
        if known is None:
            missing.append(claim.name)
        else:
            yield known
    for name, data in _computed(missing):
        cache.store(keys[name], data)
        yield data


def _computed(names: Sequence[str]) -> Iterator[tuple[str, Data]]:
    workers = min(os.cpu_count() or 1, len(names) // 4)
    if workers < 2:
        yield from ((name, _check_by_name(name)) for name in names)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(_check_by_name, name): name for name in names}
        for future in as_completed(futures):
            yield futures[future], future.result()


def _check_by_name(name: str) -> Data:
    result = check(find(name))
    return {**as_data(result), "as_expected": result.as_expected, "seconds": result.seconds}
