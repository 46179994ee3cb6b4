"""The claims' results, found once by these sources, and only of claims that a test asks for."""

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.claims.registry import find
from beyondthermal.derivations.claims.results import results

__all__ = ["judged"]


class _Judged(dict[str, Result]):
    def __missing__(self, name: str) -> Result:
        return self.setdefault(name, next(results([find(name)])))


judged = _Judged()
