"""A run on one screen: how many claims of which verdict, the headlines, the errata, the files."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import shorten

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding

from beyondthermal.derivations.claims.claim import Result
from beyondthermal.derivations.claims.table import counts
from beyondthermal.derivations.claims.verdicts import VERDICTS
from beyondthermal.derivations.console import Terminal
from beyondthermal.derivations.lecture import HEADLINES
from beyondthermal.derivations.printing import in_a_line
from beyondthermal.derivations.streams import one_line, shown
from beyondthermal.symbolic.prose import unmarked

__all__ = ["LINES", "overview", "written"]

# A screen holds so many; of the errata there are shown as many as are left to them.
LINES = 40
_INDENT, _BETWEEN = 4, ",  "


def overview(
    console: Terminal,
    chapters: Mapping[str, Sequence[Result]],
    rest: Sequence[RenderableType],
    where: str,
) -> None:
    """Print it.

    Parameters
    ----------
    console
        Where to.
    chapters
        The results by the headings of the chapters.
    rest
        What is to be said last: the files, what is missing.
    where
        Where all errata are.
    """
    found = {result.claim.name: result for results in chapters.values() for result in results}
    words = {heading: [r.word for r in results] for heading, results in chapters.items()}
    lines: list[RenderableType] = [counts("chapter", words), ""]
    for name in HEADLINES:
        if name in found:
            lines += _headline(console, found[name])
    errata = [result for result in found.values() if result.printed and result.as_expected]
    room = LINES - sum(console.height_of(line) for line in (*lines, *rest)) - 3
    lines += [""] * bool(errata) + [*_errata(console, errata, room, where), ""]
    for line in (*lines, *rest):
        console.print(line)


def written(folder: Path, first: str, *more: str) -> str:
    """The files that were written, all with one stem, in a line if their folder's name is short."""
    names = [first, *(Path(name).suffix for name in more)]
    return f"Written to {one_line(folder)}: {', '.join(names)}."


def _headline(console: Terminal, result: Result) -> list[RenderableType]:
    """A result in words, and the statement as it was decided, typed as lines."""
    look, claim = VERDICTS[result.word], result.claim
    words = console.styled(
        (f"{look.sign} ", look.style), (f"({claim.name}) ", "bold"), (unmarked(claim.says), "")
    )
    typed = [in_a_line(part, unicode=console.speaks_unicode) for part in result.shown]
    domain = [f"for {unmarked(result.domain)}"] if typed and result.domain else []
    rows = _rows([*typed, *domain], console.width - _INDENT)
    return [words, *(Padding(row, (0, 0, 0, _INDENT), expand=False) for row in rows)]


def _rows(texts: Sequence[str], width: int) -> list[str]:
    """Short texts side by side, as many as go into a line."""
    rows: list[str] = []
    for text in texts:
        joined = f"{rows[-1]}{_BETWEEN}{text}" if rows else text
        if rows and "\n" not in joined and len(joined) <= width:
            rows[-1] = joined
        else:
            rows.append(text)
    return rows


def _errata(
    console: Terminal, errata: Sequence[Result], room: int, where: str
) -> list[RenderableType]:
    """A line each, as far as there is room; then how many more there are, and where."""
    if not errata:
        return []
    few = errata if len(errata) <= room else errata[: max(room - 1, 1)]
    lines: list[RenderableType] = [
        console.styled((f"{len(errata)} errata", "bold"), (", refuted as printed", ""))
    ]
    lines += [_erratum(console, result) for result in few]
    if more := len(errata) - len(few):
        lines.append(console.styled((f"… and {more} more: {where}", "dim")))
    return lines


def _erratum(console: Terminal, result: Result) -> RenderableType:
    """In words, with the formula where there is room for it."""
    look, name = VERDICTS[result.word], f"({result.claim.name}) "
    typed = _BETWEEN.join(in_a_line(p, unicode=console.speaks_unicode) for p in result.printed)
    says, dots = (shown(t, console.encoding) for t in (unmarked(result.claim.says), " …"))
    room = console.width - len(name) - 2
    fits = (text for text in (f"{says}: {typed}", says, typed) if cell_len(text) <= room)
    text = next(fits, shorten(says, room, placeholder=dots))
    return console.styled((f"{look.sign} ", look.style), (name, "bold"), (text, ""))
