"""What a process does with a file of claims: reads its formulas, then judges them one by one.

Whatever a file does, it does to a process with a limit on its memory and time: the others go on.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .entry import Entry
from .places import FormulaError

__all__ = ["Judge", "Judged", "nothing"]

Data = dict[str, Any]
# Claims whose certificates are found once they are decided.
_LOOKED_AT = ("limit", "identity", "bound")
# A verdict, and how many seconds it took.
Judged = tuple[Data, float]


@dataclass
class Judge:
    """The claims of a file, in the process that judges them.

    Attributes
    ----------
    data, claims
        The content of the file.
    asks
        Whether z3 is asked for its opinion.
    """

    data: Data
    claims: tuple[Entry, ...]
    asks: bool = False
    _asked: list[Callable[[], Any] | FormulaError] = field(default_factory=list)
    _unread: str = ""

    def read(self) -> list[FormulaError]:
        """Read the formulas and solve the model; slips in what no claim asks for are returned.

        Raises
        ------
        ValueError
            If one slip in the file leaves no claim to be judged.
        """
        from .meaning import questions

        try:
            self._asked = questions(self.data, self.claims)
        except ValueError:
            raise
        except Exception as error:
            self._unread = f"the file was not read: {_reason(error)}"
        slips = [asked for asked in self._asked if isinstance(asked, FormulaError)]
        if slips and len(slips) == len(self._asked) and len({slip.args for slip in slips}) == 1:
            raise slips[0]
        return slips[len(slips) - max(0, len(self._asked) - len(self.claims)) :]

    def judged(self, index: int) -> Judged:
        """The verdict on a claim."""
        claim, began = self.claims[index], time.perf_counter()
        if self._unread:
            return nothing(claim, self._unread), 0.0
        asked = self._asked[index]
        if isinstance(asked, FormulaError):
            return {"slip": asked.args}, 0.0
        return _judged(asked, claim, self.asks), time.perf_counter() - began


def _judged(question: Callable[[], Any], claim: Entry, asks: bool) -> Data:
    from beyondthermal.derivations.proofs.claims import certificates_of
    from beyondthermal.symbolic.assertions import explanation

    from .second_opinion import second_opinion

    try:
        proof, said = question(), {}
        if asks:
            said["opinion"], refuted = second_opinion(question)
            proof = refuted if refuted and proof.verdict.name == "INCONCLUSIVE" else proof
        text = explanation(claim.statement, proof)
        more = certificates_of(question) if proof and claim.kind in _LOOKED_AT else []
    except Exception as error:
        return nothing(claim, _reason(error))
    return {
        "verdict": proof.verdict.name.lower(),
        "method": proof.method,
        "counterexample": proof.counterexample,
        "certificates": more if claim.kind == "limit" and more else [*more, *proof.certificates],
        "explanation": text,
        **said,
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
    """What went wrong on one line; a ValueError is about what was asked, and says so itself."""
    said = str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"
    return " ".join(said.split()).rstrip(":")[:200]
