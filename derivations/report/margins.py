"""What the margin says of a result: its verdict's certificate, and a method only if it is special.

The whole method belongs to the proof.
"""

import re

from beyondthermal.derivations.claims.claim import RECHECKED, Result
from beyondthermal.derivations.proofs.questions import tables
from beyondthermal.derivations.rocq.accepted import accepted
from beyondthermal.symbolic.decision.proof import Verdict

__all__ = ["CERTIFIED", "ROUTINE", "margin", "theorem"]

# What is said of a verdict that has no proof tree, but certificates that the checker accepted.
CERTIFIED = "certificates re-checked"

# Methods that nearly every result shares, as patterns.
ROUTINE = (
    "one and the same expression",
    "equal as rational functions",
    "entry by entry",
    "one normal form",
    "no coefficient is negative in any case",
    r"numbers (agree|grow without end) .*",
    r"by \|f - L\| <= .*",
    r"one is the other times what has a sign: no coefficient is negative in any case",
    "numbers say nothing",
    r"by continuity(, .* being constant)?",
    r"by (its|one) leading term.*",
    r"the rest over .* tends? to .*",
    r"the rest over .* stays bounded.*",
    r".* is small beside .*",
    r"the two sides differ, .*",
    r"fails at a point.*",
    "exact algebra and numbers find another limit",
    *RECHECKED,
)


def margin(result: Result) -> str:
    """The words beside the verdict; of one that numbers support, on how many points it rests.

    Examples
    --------
    >>> from beyondthermal.derivations.claims.claim import check
    >>> from beyondthermal.derivations.claims.registry import find
    >>> margin(check(find("6-no-limit-inf")))
    're-checked'
    >>> margin(check(find("bound-thermal")))
    're-checked, and by Rocq'
    """
    proof = result.finding.proof
    methods = [part for part in proof.method.split("; ") if not _is_routine(part)]
    decided = proof.verdict in (Verdict.PROVED, Verdict.REFUTED)
    rechecked = CERTIFIED not in proof.method
    by_rocq = ", and by Rocq" if theorem(result) else ""
    certificate = [f"{RECHECKED[result.rechecked]}{by_rocq}"] if decided and rechecked else []
    return "; ".join(dict.fromkeys((*certificate, *methods)))


def theorem(result: Result) -> str:
    """Its theorem, if Rocq accepted it in the run of the record, or nothing."""
    question, tree = result.finding.question, result.finding.tree
    if question is None or tree is None:
        return ""
    asked = {"name": result.claim.name, **vars(question), "tree": tree}
    return accepted(asked, tables())


def _is_routine(method: str) -> bool:
    return any(re.fullmatch(pattern, method) for pattern in ROUTINE)
