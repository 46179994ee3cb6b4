"""Statements that others wrote, asked of the engine: `asked/*.json`, a statement a line.

They are SymPy's tests of limits, series and identities, with the right value and with wrong ones;
wrong answers of computer algebra systems from their issue trackers; classical and physical
inequalities; problems of MetiTarski on boxes (Akbarpour and Paulson). Each row is a claim as in a
file of claims, and says whether it is true, and whether it has been proved: that has to stay so.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from beyondthermal.derivations.claim_files.entry import as_entry
from beyondthermal.numeric.pool import pool
from beyondthermal.numeric.sizes import MEMORY
from beyondthermal.numeric.workers import Ended, Worker

__all__ = ["GROUPS", "Case", "answers", "cases", "question", "verdict"]

Case = dict[str, Any]
# What says something of a case, and is no part of the claim.
_ABOUT = ("symbols", "true", "proved")
GROUPS = tuple(sorted(path.stem for path in (Path(__file__).parent / "asked").glob("*.json")))


@cache
def cases(group: str) -> tuple[Case, ...]:
    """The rows of a group."""
    text = (Path(__file__).parent / "asked" / f"{group}.json").read_text("utf-8")
    return tuple(json.loads(text))


def question(case: Case) -> Callable[[], Any] | None:
    """A case as what can be asked; None where the grammar doesn't have it."""
    from beyondthermal.derivations.claim_files.meaning import questions
    from beyondthermal.derivations.claim_files.places import FormulaError

    claim = {key: value for key, value in case.items() if key not in _ABOUT}
    data = {"symbols": case["symbols"], "claim": [claim]}
    asked, *slips = questions(data, [as_entry(claim, 0, 1)])
    return None if isinstance(asked, FormulaError) or slips else asked


def verdict(case: Case) -> str:
    """What the engine says of a case; `unread` where the grammar doesn't have it."""
    asked = question(case)
    if asked is None:
        return "unread"
    try:
        return asked().verdict.name.lower()
    except ValueError:
        return "refused"
    except Exception as error:
        return f"crashed: {type(error).__name__}: {error}"


def answers(
    asked: Iterable[Case], seconds: float, processes: int = 2
) -> Iterator[tuple[Case, str, float]]:
    """Each case with its verdict, and the seconds that it took, as they come."""
    rows = list(asked)
    workers = [Worker(_timed, seconds=seconds, memory=MEMORY) for _ in range(processes)]
    for index, found in pool(workers, rows, seconds=lambda _: seconds):
        ended = isinstance(found, Ended)
        yield rows[index], *(("late", seconds) if ended else found)


def _timed(case: Case) -> tuple[str, float]:
    began = time.process_time()
    return verdict(case), time.process_time() - began
