"""The one console: it shows a text as it is, and reads no markup in it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from .streams import shown

__all__ = ["Terminal", "bar", "working"]

# In fewer columns Rich would leave out what no longer fits.
_NARROW = 20


class Terminal(Console):
    """Rich's console for texts that may be anyone's: of claims, of files, of errors.

    Brackets are brackets, nothing is highlighted; what the encoding can't show is in ASCII before
    columns are measured.

    Parameters
    ----------
    stderr
        Whether it writes to standard error instead of standard output.
    file, width
        Another stream, and how wide its lines are.
    """

    def __init__(
        self, *, stderr: bool = False, file: IO[str] | None = None, width: int | None = None
    ) -> None:
        target = file or (sys.stderr if stderr else sys.stdout)
        super().__init__(file=target, width=width, markup=False, emoji=False, highlight=False)
        if self.width < _NARROW:
            self.width = _NARROW

    @property
    def speaks_unicode(self) -> bool:
        """Whether its encoding has every character."""
        return self.encoding.startswith("utf")

    @property
    def spinner(self) -> str:
        """The name of a spinner that it can show."""
        return "dots" if self.speaks_unicode else "line"

    def render_str(self, text: str, **settings: Any) -> Text:
        """A text as it is, whatever Rich is told of markup elsewhere."""
        return super().render_str(shown(text, self.encoding), **settings)

    def styled(self, *parts: tuple[str, str]) -> Text:
        """Texts, each with a style, one after the other."""
        return Text.assemble(*((shown(text, self.encoding), style) for text, style in parts))

    def say(self, *parts: tuple[str, str]) -> None:
        """Print texts, each with a style, one after the other."""
        self.print(self.styled(*parts))

    def height_of(self, part: RenderableType) -> int:
        """How many lines something takes here."""
        return len(self.render_lines(part, pad=False))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say on a terminal what is being computed, and for how long; gone when it is through."""
    console = Terminal(stderr=True)
    with Progress(
        SpinnerColumn(console.spinner), TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(), console=console, transient=True, disable=not console.is_interactive,
    ) as bar:  # fmt: skip
        bar.add_task(what, total=None)
        yield


def bar(console: Terminal, *columns: ProgressColumn, **settings: Any) -> Progress:
    """A progress bar, on a terminal only, and gone when it is through."""
    return Progress(
        SpinnerColumn(console.spinner), TextColumn("{task.description}", markup=False), BarColumn(),
        MofNCompleteColumn(), *columns, console=console, transient=True,
        disable=not console.is_interactive, **settings,
    )  # fmt: skip
