"""Results that notebooks typeset, and that fit on a line where they are printed.

How they are typeset is for the floor that a person reads to say: it names its function as an entry
point of the group `GROUP`, so that nothing here imports it.
"""

from collections.abc import Callable, Iterator, Sized
from dataclasses import fields
from functools import cache
from importlib.metadata import entry_points
from typing import Any

__all__ = ["Shown", "bundle"]

GROUP = "beyondthermal.display"
# Characters of a line, of which each field has its share.
_LINE, _LEAST = 240, 12


@cache
def _writer() -> Callable[[Any], str] | None:
    for found in entry_points(group=GROUP):
        writer: Callable[[Any], str] = found.load()
        return writer
    return None


def bundle(result: Any) -> dict[str, str]:
    """A result as notebooks take it: as text, and in Markdown with formulas."""
    writer = _writer()
    typeset = {"text/markdown": writer(result)} if writer else {}
    return {**typeset, "text/plain": repr(result)}


class Shown:
    """A dataclass whose objects a notebook shows in Markdown with formulas."""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return bundle(self)

    def __repr__(self) -> str:
        """The fields, each cut to its share of a line."""
        return f"{type(self).__name__}({', '.join(self._cut())})"

    def _cut(self) -> Iterator[str]:
        named = [field.name for field in fields(self) if field.repr]  # type: ignore[arg-type] # subclasses are
        share = max(_LINE // max(len(named), 1) - 2, _LEAST)
        for name in named:
            text = " ".join(f"{name}={_in_short(getattr(self, name))}".split())
            yield text if len(text) <= share else f"{text[: share - 1]}…"


def _in_short(value: Any) -> str:
    """A value, or what kind of thing it is where writing it down would take long."""
    if isinstance(value, str | int | float) or value is None:
        return repr(value)
    if isinstance(value, Sized) and not hasattr(value, "free_symbols"):
        return f"<{len(value)}>"
    return str(value)
