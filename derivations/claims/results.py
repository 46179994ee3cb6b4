"""The results of claims: known from before, or found in several processes at once."""

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from beyondthermal.derivations.lecture import LECTURE
from beyondthermal.derivations.lecture.chapter import Chapter
from beyondthermal.derivations.proofs.questions import Question
from beyondthermal.numeric.pool import in_order, pool
from beyondthermal.numeric.sizes import MEMORY, SECONDS
from beyondthermal.numeric.workers import Ended, Worker
from beyondthermal.symbolic.decision.proof import Proof, Verdict

from . import cache
from .claim import Claim, Finding, Result, check
from .registry import find
from .trees import from_tree, to_tree

__all__ = ["lecture_claims", "results"]

Record = Mapping[str, Any]
# Neighbours share what they derive: they go to a worker together.
_TOGETHER = 12


def lecture_claims(lecture: Sequence[Chapter] = LECTURE) -> list[Claim]:
    """Every claim and step of a lecture, in its order."""
    return [part for chapter in lecture for part in chapter.parts if isinstance(part, Claim)]


def results(claims: Sequence[Claim], *, cached: bool = True) -> Iterator[Result]:
    """The results of claims, in order, as they come; those that are decided are kept.

    A claim whose process ends, or is ended, is inconclusive; the others go on. Unless results may
    come from the cache, all are found anew.

    Examples
    --------
    >>> from beyondthermal.derivations.claims.registry import find
    >>> [found] = results([find("bound-thermal")], cached=False)
    >>> found.word
    'proved'
    """
    keys = {claim.name: cache.key(f"{claim.name}\n{claim.says}") for claim in claims}
    known = {
        claim.name: _known(claim, cache.load(keys[claim.name])) if cached else None
        for claim in claims
    }
    missing = [claim for claim in claims if known[claim.name] is None]
    found = _found(missing)
    for claim in claims:
        result = known[claim.name]
        if result is None:
            result, record = next(found)
            if record and result.finding.proof.verdict is not Verdict.INCONCLUSIVE:
                cache.store(keys[claim.name], record)
        yield result
    if missing:
        cache.tidy()


def _found(claims: Sequence[Claim]) -> Iterator[tuple[Result, Record | None]]:
    """The results of claims, in order, and each as plain data, if it can be."""
    processes = min(os.cpu_count() or 1, len(claims) // _TOGETHER)
    if processes < 2:
        for claim in claims:
            result = check(claim)
            yield result, _record(result)
        return
    workers = [Worker(_checked, memory=MEMORY) for _ in range(processes)]
    names = [claim.name for claim in claims]
    answers = pool(workers, names, seconds=lambda _: SECONDS, together=_TOGETHER)
    for claim, record in zip(claims, in_order(answers), strict=True):
        if isinstance(record, Ended):
            finding = Finding((), Proof(Verdict.INCONCLUSIVE, record.reason))
            yield Result(claim, finding, record.seconds), None
        else:
            yield _result(claim, record) if record else check(claim), record


def _checked(name: str) -> Record | None:
    """In a worker: a claim can't be sent to another process, its name and its record can."""
    return _record(check(find(name)))


def _record(result: Result) -> Record | None:
    """A result as plain data: None if its statement would come back as another one."""
    finding, proof = result.finding, result.finding.proof
    trees = [to_tree(statement) for statement in finding.statement]
    with suppress(ValueError):
        if tuple(map(from_tree, trees)) == finding.statement:
            return {
                "statement": trees,
                "verdict": proof.verdict.name,
                "method": proof.method,
                "certificates": proof.certificates,
                "counterexample": proof.counterexample,
                "figures": finding.figures,
                "domain": finding.domain,
                "condition": finding.condition,
                "question": finding.question and vars(finding.question),
                "tree": finding.tree,
                "seconds": result.seconds,
            }
    return None


def _result(claim: Claim, record: Record, *, cached: bool = False) -> Result:
    proof = Proof(
        Verdict[record["verdict"]], record["method"],
        tuple(record["certificates"]), record["counterexample"],
    )  # fmt: skip
    statement = tuple(map(from_tree, record["statement"]))
    question = record["question"] and Question(**record["question"])
    finding = Finding(
        statement, proof, record["figures"], record["domain"], record["condition"],
        question, record["tree"],
    )  # fmt: skip
    return Result(claim, finding, record["seconds"], cached)


def _known(claim: Claim, kept: Any) -> Result | None:
    """A result that was kept; None if nothing was, or it is not what was written."""
    try:
        result = _result(claim, kept, cached=True)
        return result if _is_whole(result) else None
    except Exception:  # whatever lies in the cache: it is found again
        return None


def _is_whole(result: Result) -> bool:
    """Whether there is text where text belongs, and a time."""
    finding, proof = result.finding, result.finding.proof
    named = [*finding.figures.items(), *(proof.counterexample or {}).items()]
    texts = (proof.method, finding.domain, finding.condition, *chain.from_iterable(named))
    parts = (*proof.certificates, finding.tree or {})
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(part, Mapping) for part in parts)
        and 0 <= result.seconds < math.inf
    )
