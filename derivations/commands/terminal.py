"""What commands show on a terminal: formulas, how far they are, what was not as expected."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import sympy as sp
from rich.padding import Padding

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.claims.verdicts import exit_code
from beyondthermal.derivations.console import Terminal, bar
from beyondthermal.derivations.printing import ascii_maths, unicode_maths
from beyondthermal.symbolic.prose import unmarked

__all__ = ["counted", "show", "summary"]

Item = TypeVar("Item")


def counted(
    items: Iterable[Item],
    total: int,
    name: Callable[[Item], str],
    console: Terminal | None = None,
) -> Iterator[Item]:
    """The items as they come, counted on a terminal."""
    with bar(console or Terminal(stderr=True)) as shown:
        task = shown.add_task("", total=total)
        for item in items:
            yield item
            shown.update(task, advance=1, description=name(item))


def show(console: Terminal, statements: Iterable[sp.Basic], condition: str = "") -> None:
    """Formulas in two dimensions, indented, in the characters that the terminal has."""
    written = unicode_maths if console.speaks_unicode else ascii_maths
    for statement in statements:
        console.print(Padding(written(statement), (0, 0, 0, 6), expand=False))
    if condition:
        console.print(Padding(f"({unmarked(condition)})", (0, 0, 0, 6), expand=False))


def summary(console: Terminal, results: Sequence[Result]) -> int:
    """Name what is not as expected; the exit code is a key of `EXIT_CODES`."""
    wrong = [result for result in results if not result.as_expected]
    if wrong:
        names = ", ".join(result.claim.name for result in wrong)
        console.print(f"Not as expected: {names}.", style="bold red")
    return exit_code(result.word for result in wrong)
