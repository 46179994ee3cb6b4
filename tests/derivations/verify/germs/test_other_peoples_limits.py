"""Limits that others wrote: most of those that are proved have a certificate, no wrong one has."""

import pytest
from asked import Case, cases, question

from beyondthermal.derivations.proofs.claims import certificates_of

GROUPS = ("limits", "wrong_elsewhere")


def has_certificates(case: Case) -> bool:
    """Whatever the engine says of it: the checker is asked alone."""
    return (asked := question(case)) is not None and bool(certificates_of(asked))


def limits(*, true: bool) -> list[Case]:
    """Those that are proved, or those that are false."""
    rows = [case for group in GROUPS for case in cases(group) if "limit" in case]
    return [case for case in rows if case["true"] is true and (case["proved"] or not true)]


def counted(step: int) -> tuple[int, int]:
    """How many of the true ones have certificates, and of the false ones."""
    true, false = ([has_certificates(case) for case in limits(true=truth)[::step]]
                   for truth in (True, False))  # fmt: skip
    return sum(true), sum(false)


def test_of_some() -> None:
    true, false = counted(25)
    assert false == 0
    assert true > 6


@pytest.mark.slow
def test_of_all() -> None:
    true, false = counted(1)
    assert false == 0
    assert true > 225
