"""One statement of the paper, and what came of it.

A claim is a question: its name (the equation's number, or a speaking name), the statement, and the
domain on which it is made. Checking it decides this statement, and nothing else; what is displayed
is the statement and its domain.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import sympy as sp

from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.proof import Proof, Verdict
from beyondthermal.symbolic.statements import Meaning, judge

from .domains import domain
from .regions import EVERYWHERE

__all__ = ["Claim", "Finding", "Result", "Statement", "check"]

Statement: TypeAlias = tuple[sp.Basic, ...]


@dataclass(frozen=True)
class Finding:
    """What a claim came to.

    Attributes
    ----------
    statement
        The equations and inequalities that were decided, in the order in which they are shown.
    proof
        The verdict and its evidence.
    figures
        Measured numbers by name, for claims that rest on numbers.
    digits
        How many decimals agree, for claims that rest on numbers.
    domain
        For which values of the variables it was decided, in words.
    as_asked
        Whether the statement is that of the claim, and not what was found in its place.
    """

    statement: Statement
    proof: Proof
    figures: Mapping[str, str] = field(default_factory=dict)
    digits: int | None = None
    domain: str = ""
    as_asked: bool = False


@dataclass(frozen=True)
class Claim:
    """One statement.

    Attributes
    ----------
    name
        The equation's number in the paper, or a speaking name.
    says
        A heading in words, one line.
    statement
        What is claimed, `symbolic.statements`; or a function that returns it, where it has to be
        computed. For a claim that is refuted it is what is printed.
    expected
        The verdict it should come to; any other one is a failure.
    where
        The range of each variable.
    at
        What names stand for in this statement, before the table of definitions is asked.
    local
        Matrices of operators, and what names stand for that belong to one model only.
    given
        What is assumed besides, in words without a number.
    figures
        Numbers to be shown beside it.
    corrects
        The name of a refuted claim that this one sets right.
    """

    name: str
    says: str
    statement: Statement | Callable[[], Statement | Finding]
    expected: Verdict = Verdict.PROVED
    where: Where = field(default_factory=lambda: EVERYWHERE)
    at: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)
    local: Callable[[], Mapping[sp.Basic, sp.Basic]] = dict
    given: str = ""
    figures: Callable[[], Mapping[str, str]] = dict
    printed: Statement = ()
    domain: str = ""
    corrects: str = ""
    scan: str = ""

    @property
    def question(self) -> tuple[object, ...]:
        """What is asked; a statement that has to be computed is known by its function."""
        ranges, meanings = tuple(self.where.items()), tuple(self.at.items())
        return (self.statement, self.expected, self.printed, ranges, meanings, self.local)


@dataclass(frozen=True)
class Result:
    """A claim that was checked."""

    claim: Claim
    finding: Finding
    seconds: float
    cached: bool = False

    @property
    def word(self) -> str:
        """The verdict, as a key of `VERDICTS`."""
        return self.finding.proof.verdict.name.lower()

    @property
    def as_expected(self) -> bool:
        """Whether the verdict is the one that the claim should come to."""
        return self.finding.proof.verdict is self.claim.expected

    @property
    def domain(self) -> str:
        """For which values it was decided, in words."""
        return self.finding.domain

    @property
    def printed(self) -> Statement:
        """What stands in the paper, if that is refuted."""
        refuted = self.finding.as_asked and self.finding.proof.verdict is Verdict.REFUTED
        return self.finding.statement if refuted else self.claim.printed

    @property
    def shown(self) -> Statement:
        """What was found, if that isn't what is printed."""
        refuted = self.finding.as_asked and self.finding.proof.verdict is Verdict.REFUTED
        return () if refuted else self.finding.statement


def check(claim: Claim) -> Result:
    """Decide a claim and take the time.

    An exception is a result too: the claim is inconclusive, and the message says why.
    """
    start = time.perf_counter()
    try:
        finding = _found(claim)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        finding = Finding((), Proof(Verdict.INCONCLUSIVE, reason))
    return Result(claim, finding, time.perf_counter() - start)


def _found(claim: Claim) -> Finding:
    statement = claim.statement() if callable(claim.statement) else claim.statement
    if isinstance(statement, Finding):
        return replace(statement, domain=claim.domain or "all rates $> 0$")
    meaning = Meaning(claim.where, claim.at, claim.local())
    named = set().union(*(part.free_symbols for part in statement))
    used = named.union(*(meaning.unfold(name).free_symbols for name in named))
    words = "; ".join(filter(None, (domain(claim.where, claim.at, used), claim.given)))
    proof = judge(statement, meaning)
    return Finding(statement, proof, claim.figures(), domain=words, as_asked=True)
