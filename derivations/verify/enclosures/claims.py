"""What is to be shown of a term on a box, and what has to hold for it to have values."""

from typing import NamedTuple

from ..leaves import Box
from ..terms import Term, inside

__all__ = ["Bound", "obligations"]


class Bound(NamedTuple):
    """A term that is >= 0 on a box, or > 0 if it is `strict`.

    `known` holds what was shown to be not 0, or > 0, on the box.
    """

    term: Term
    box: Box
    strict: bool
    known: frozenset[tuple[str, Term]] = frozenset()

    def on(self, term: Term, strict: bool | None = None) -> "Bound":
        """The same of another term."""
        return self._replace(term=term, strict=self.strict if strict is None else strict)


def obligations(term: Term) -> list[tuple[str, Term]]:
    """What has to be != 0, or > 0, for a term to be defined and differentiable."""
    found: dict[tuple[str, Term], None] = {}
    for t in inside(term):
        if type(t) is tuple and t[0] == "log":
            found[">", t[1]] = None
        elif type(t) is tuple and t[0] == "^" and (t[2] < 0 or t[2].denominator > 1):
            found[">" if t[2].denominator > 1 else "!=", t[1]] = None
    return [(relation, part) for relation, part in found if not _is_plainly_positive(part)]


def _is_plainly_positive(term: Term) -> bool:
    """Whether it is a positive number, or 1 + u²."""
    if type(term) is int:
        return term > 0
    return type(term) is tuple and term[:2] == ("+", 1) and len(term) == 3 and (
        type(term[2]) is tuple and term[2][0] == "^" and term[2][2] == 2)  # fmt: skip
