"""What a process does with a file of claims: reads its formulas, then judges them one by one.

Whatever a file does, it does to a process with a limit on its memory and time: the others go on.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .entry import Entry

__all__ = ["Judge", "Judged", "nothing"]

Data = dict[str, Any]
# A verdict, and how many seconds it took.
Judged = tuple[Data, float]


@dataclass
class Judge:
    """The claims of a file, in the process that judges them.

    Attributes
    ----------
    data, claims
        The content of the file.
    """

    data: Data
    claims: tuple[Entry, ...]
    _asked: list[Callable[[], Any]] = field(default_factory=list)
    _unread: str = ""

    def read(self) -> None:
        """Read the formulas and solve the model.

        Raises
        ------
        ValueError
            If there is a slip in the file.
        """
        from .meaning import questions

        try:
            self._asked = questions(self.data, self.claims)
        except ValueError:
            raise
        except Exception as error:
            self._unread = f"the file was not read: {_reason(error)}"

    def judged(self, index: int) -> Judged:
        """The verdict on a claim."""
        claim, began = self.claims[index], time.perf_counter()
        if self._unread:
            return nothing(claim, self._unread), 0.0
        return _judged(self._asked[index], claim), time.perf_counter() - began


def _judged(question: Callable[[], Any], claim: Entry) -> Data:
    from beyondthermal.symbolic.assertions import explanation

    try:
        proof = question()
        text = explanation(claim.statement, proof)
    except Exception as error:
        return nothing(claim, _reason(error))
    return {
        "verdict": proof.verdict.name.lower(),
        "method": proof.method,
        "counterexample": proof.counterexample,
        "certificates": list(proof.certificates),
        "explanation": text,
    }


def nothing(claim: Entry, reason: str) -> Data:
    """The verdict on a claim that came to none."""
    return {
        "verdict": "inconclusive",
        "method": reason,
        "counterexample": None,
        "certificates": [],
        "explanation": f"claimed: {claim.statement}\nfound:   nothing, {reason}",
    }


def _reason(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split()).rstrip(":")[:200]
