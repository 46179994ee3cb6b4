"""What the names of a file stand for, and where a formula stands that can't be read."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

import sympy as sp

from beyondthermal.symbolic.formula.grammar import GrammarError, is_name, used_names
from beyondthermal.symbolic.names import spelt

from .places import FormulaError

__all__ = ["FileNames", "new_name", "reading"]

Names = Mapping[str, sp.Expr]
Read = TypeVar("Read")


class FileNames(dict[str, sp.Expr]):
    """What the names of a file stand for; those that couldn't be read are kept with their slips."""

    def __init__(self) -> None:
        super().__init__()
        self.slips: dict[str, FormulaError] = {}

    @contextmanager
    def holding(self, name: str, section: str) -> Iterator[None]:
        """Keep the slip in a line of a section: it counts where the name is used."""
        try:
            with reading(section, 0, name):
                yield
        except FormulaError as slip:
            self.slips.setdefault(spelt(name), slip)

    def spelt(self, name: str) -> sp.Expr | None:
        """What a name stands for, whether Greek letters in it are spelt out or not."""
        return next((expr for each, expr in self.items() if spelt(each) == spelt(name)), None)

    def read(self, text: str, reader: Callable[[str, Names], Read]) -> Read:
        """What a reader makes of a text; what goes wrong with a name goes wrong with its users."""
        try:
            return reader(text, self)
        except GrammarError:
            for word in used_names(text):
                if word in self.slips:
                    raise self.slips[word] from None
            raise


def new_name(name: str, names: Names) -> None:
    """Complain of a name that can't be given, or has been."""
    if not is_name(name):
        raise ValueError(f"{name[:60]!a} is no name for a symbol, or has a meaning already")
    if spelt(name) in map(spelt, names):
        raise ValueError(f"the name {name} has a meaning already")


@contextmanager
def reading(section: str, index: int, key: str) -> Iterator[None]:
    """Say where a formula stands that can't be read."""
    try:
        yield
    except FormulaError:
        raise
    except ValueError as error:
        found = error if isinstance(error, GrammarError) else GrammarError("", 0, str(error))
        place = section, index, key
        raise FormulaError(place, found.line, found.column, found.reason) from None
