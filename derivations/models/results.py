"""Results that are calculated when they are asked for."""

from collections.abc import Callable, Iterator, Mapping

import sympy as sp

__all__ = ["Results"]


class Results(Mapping[str, sp.Expr]):
    """Expressions by name, each calculated when it is asked for, and kept."""

    def __init__(self, made: Mapping[str, Callable[[], sp.Expr]]) -> None:
        self._made, self._known = made, dict[str, sp.Expr]()

    def __getitem__(self, name: str) -> sp.Expr:
        """The expression of a name."""
        if name not in self._known:
            self._known[name] = self._made[name]()
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._made)
