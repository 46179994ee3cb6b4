"""One statement of the paper, and what came of it.

A claim is a question: its name (the equation's number, or a speaking name), the statement, and the
domain on which it is made. Checking it decides this statement, and nothing else; what is displayed
is the statement and its domain.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import sympy as sp

from beyondthermal.derivations.proofs.questions import Question, as_question, tables
from beyondthermal.derivations.proofs.search import find
from beyondthermal.symbolic.decision.boxes import Where
from beyondthermal.symbolic.decision.proof import Proof, Verdict, all_of
from beyondthermal.symbolic.shown import Shown
from beyondthermal.symbolic.statements import Meaning, judge

from .domains import condition, domain
from .quantified.deciding import Answer, decided
from .quantified.statements import is_about_numbers
from .regions import EVERYWHERE

__all__ = ["RECHECKED", "Claim", "Finding", "Result", "Statement", "check"]

Statement: TypeAlias = tuple[sp.Basic, ...]
# What is said of a verdict without, and with, a proof tree that the checker accepted.
RECHECKED = ("not re-checked", "re-checked")


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
    domain
        For which values of the variables it was decided, in words.
    condition
        The same without what is assumed throughout.
    question
        The statement as the checker has it, if it knows such statements.
    tree
        A proof of it, or of its negation, that the checker accepted.
    """

    statement: Statement
    proof: Proof
    figures: Mapping[str, str] = field(default_factory=dict)
    domain: str = ""
    condition: str = ""
    question: Question | None = None
    tree: Mapping[str, Any] | None = None


@dataclass(frozen=True, repr=False)
class Claim(Shown):
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
    statement: Statement | Callable[[], Statement]
    expected: Verdict = Verdict.PROVED
    where: Where = field(default_factory=lambda: EVERYWHERE)
    at: Mapping[sp.Symbol, sp.Expr] = field(default_factory=dict)
    local: Callable[[], Mapping[sp.Basic, sp.Basic]] = dict
    given: str = ""
    figures: Callable[[], Mapping[str, str]] = dict
    corrects: str = ""

    @property
    def stated(self) -> Statement:
        """The statement itself, computed where it has to be."""
        return self.statement() if callable(self.statement) else self.statement

    @property
    def question(self) -> tuple[object, ...]:
        """What is asked; a statement that has to be computed is known by its function."""
        ranges, meanings = tuple(self.where.items()), tuple(self.at.items())
        return (self.statement, self.expected, ranges, meanings, self.local)


@dataclass(frozen=True, repr=False)
class Result(Shown):
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
    def rechecked(self) -> bool:
        """Whether the checker accepted a proof of it, or of its negation, down to the leaves."""
        return self.finding.tree is not None

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
        refuted = self.finding.proof.verdict is Verdict.REFUTED
        return self.finding.statement if refuted else ()

    @property
    def shown(self) -> Statement:
        """What was found to hold."""
        return () if self.printed else self.finding.statement


def check(claim: Claim) -> Result:
    """Decide a claim and take the time.

    An exception is a result too: the claim is inconclusive, and the message says why.

    Examples
    --------
    >>> from beyondthermal.derivations.claims.registry import find
    >>> printed, corrected = check(find("A13")), check(find("A13-corrected"))
    >>> printed.word, corrected.word
    ('refuted', 'proved')
    """
    start = time.perf_counter()
    try:
        finding = _found(claim)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        finding = Finding((), Proof(Verdict.INCONCLUSIVE, reason))
    return Result(claim, finding, time.perf_counter() - start)


def _found(claim: Claim) -> Finding:
    statement = claim.stated
    local = claim.local()
    meaning = Meaning(claim.where, claim.at, local)
    named = set().union(*(part.free_symbols for part in (*statement, *claim.at.values())))
    named |= set().union(*(local[name].free_symbols for name in named & local.keys()))
    used = named.union(*(meaning.unfold(name).free_symbols for name in named))
    words = "; ".join(filter(None, (domain(claim.where, claim.at, used), claim.given)))
    proof, figures = _judged(statement, meaning)
    question, tree = _rechecked(statement, meaning, proof)
    if proof.verdict in (Verdict.PROVED, Verdict.REFUTED):
        proof = replace(proof, method=f"{proof.method}; {RECHECKED[tree is not None]}")
    special = condition(claim.where, claim.at, used, claim.given)
    return Finding(statement, proof, {**claim.figures(), **figures}, words, special, question, tree)


def _judged(statement: Statement, meaning: Meaning) -> tuple[Proof, Mapping[str, str]]:
    """Each part by what decides it: numbers, or the engine."""
    answers: list[Answer] = []
    for part in statement:
        by_numbers = is_about_numbers(part)
        answers.append(
            decided(part, meaning.at) if by_numbers else Answer(judge((part,), meaning), {})
        )
        if answers[-1].proof.verdict is Verdict.REFUTED:
            break
    if not answers:
        return judge(statement, meaning), {}
    figures = {name: text for answer in answers for name, text in answer.figures.items()}
    proof = all_of(*(answer.proof for answer in answers))
    if proof.verdict is Verdict.SUPPORTED:
        proof = replace(proof, method="; ".join(dict.fromkeys(a.proof.method for a in answers)))
    return proof, figures


def _rechecked(
    statement: Statement, meaning: Meaning, proof: Proof
) -> tuple[Question | None, Mapping[str, Any] | None]:
    """What the checker is asked, and a tree that it accepted; None for what it doesn't know."""
    try:
        question, document = as_question(statement, meaning), tables()
    except ValueError:
        return None, None
    if proof.verdict not in (Verdict.PROVED, Verdict.REFUTED):
        return question, None
    refute = proof.verdict is Verdict.REFUTED
    asked = question.statement, question.where, question.at
    return question, find(*asked, document, refute=refute)
