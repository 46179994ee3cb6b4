"""Results that are calculated when they are asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

__all__ = ["Results"]

Value = TypeVar("Value")
_LINE = 240


class Results(Mapping[str, Value]):
    """Expressions or the like by name, each calculated when it is asked for, and kept."""

    def __init__(self, made: Mapping[str, Callable[[], Value]]) -> None:
        self._made, self._known = made, dict[str, Value]()

    def __getitem__(self, name: str) -> Value:
        """What a name stands for."""
        if name not in self._known:
            self._known[name] = self._made[name]()
        return self._known[name]

    def __repr__(self) -> str:
        """The names, and no values: nothing is calculated for it."""
        names = ", ".join(self._made)
        return f"<{names if len(names) < _LINE else f'{len(self)} results by name'}>"

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._made)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._made)
