"""What commands show on a terminal: how far they are, and what was not as expected."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
)

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.claims.verdicts import exit_code

__all__ = ["bar", "counted", "summary"]

Item = TypeVar("Item")


def bar(console: Console, *columns: ProgressColumn, **settings: Any) -> Progress:
    """A progress bar, on a terminal only, and gone when it is through."""
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        *columns, console=console, transient=True, disable=not console.is_terminal, **settings,
    )  # fmt: skip


def counted(
    items: Iterable[Item],
    total: int,
    name: Callable[[Item], str],
    console: Console | None = None,
) -> Iterator[Item]:
    """The items as they come, counted on a terminal."""
    with bar(console or Console(stderr=True)) as shown:
        task = shown.add_task("", total=total)
        for item in items:
            yield item
            shown.update(task, advance=1, description=name(item))


def summary(console: Console, results: Sequence[Result]) -> int:
    """Name what is not as expected; the exit code is a key of `EXIT_CODES`."""
    wrong = [result for result in results if not result.as_expected]
    if wrong:
        names = ", ".join(result.claim.name for result in wrong)
        console.print(f"Not as expected: {names}.", style="bold red")
    return exit_code(result.word for result in wrong)
