"""The claims' results, found once in a process, and only of claims that a test asks for."""

from beyondthermal.derivations.claims.claim import Result, check
from beyondthermal.derivations.claims.registry import find

__all__ = ["judged"]


class _Judged(dict[str, Result]):
    def __missing__(self, name: str) -> Result:
        return self.setdefault(name, check(find(name)))


judged = _Judged()
