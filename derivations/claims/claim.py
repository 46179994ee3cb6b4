"""One statement of the paper, and what came of it.

A claim is data: its name (the equation's number, or a speaking name), what it says in words, and
the function that derives it. Deriving gives a finding: the statement as derived and its proof.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sympy as sp

from beyondthermal.symbolic.decision.proof import Proof, Verdict

__all__ = ["Claim", "Finding", "Result", "check"]


@dataclass(frozen=True)
class Finding:
    """What a claim came to.

    Attributes
    ----------
    statement
        The equations and inequalities as derived, in the order in which they are shown.
    proof
        The verdict and its evidence.
    figures
        Measured numbers by name, for claims that rest on numbers.
    digits
        How many decimals agree, for claims that rest on numbers.
    """

    statement: tuple[sp.Basic, ...]
    proof: Proof
    figures: Mapping[str, str] = field(default_factory=dict)
    digits: int | None = None


@dataclass(frozen=True)
class Claim:
    """One statement.

    Attributes
    ----------
    name
        The equation's number in the paper, or a speaking name.
    says
        The statement in words, one line.
    derive
        Derives and judges it.
    expected
        The verdict it should come to; any other one is a failure.
    printed
        The statement as printed, where it is an equation or a number with its printed digits.
    domain
        For which parameters it is claimed.
    corrects
        The name of a refuted claim that this one sets right.
    scan
        For an erratum: whether the scan of the paper could be to blame.
    """

    name: str
    says: str
    derive: Callable[[], Finding]
    expected: Verdict = Verdict.PROVED
    printed: tuple[sp.Basic, ...] = ()
    domain: str = "all rates $> 0$"
    corrects: str = ""
    scan: str = ""


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


def check(claim: Claim) -> Result:
    """Derive a claim and take the time.

    An exception is a result too: the claim is inconclusive, and the message says why.
    """
    start = time.perf_counter()
    try:
        finding = claim.derive()
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        finding = Finding((), Proof(Verdict.INCONCLUSIVE, reason))
    return Result(claim, finding, time.perf_counter() - start)
