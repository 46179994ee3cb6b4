"""The figures that a file asks for in `[[figure]]`; on the command line each is a line of text.

C x=1:5                          along x
p_g,p_e Delta=-5:5 Omega=0.5,2   several curves
C x=1:5 y=1:100:log z=1/2        over x and y, with contours
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from beyondthermal.derivations.claim_files.places import lines
from beyondthermal.derivations.formula_files.file import FormulaFile
from beyondthermal.derivations.report.blocks import Picture

from .drawn import figure_of

__all__ = ["Asked", "asked", "pictures"]


@dataclass(frozen=True)
class Asked:
    """A figure that is asked for: of what, along which ranges, at which values, all as typed."""

    of: tuple[str, ...]
    along: Mapping[str, str]
    at: Mapping[str, str]
    caption: str = ""

    @property
    def again(self) -> str:
        """The call that draws it in a notebook."""
        pairs = (f"{key}={value}" for key, value in {**self.along, **self.at}.items())
        text = " ".join([",".join(self.of), *pairs])
        return f"file.figure({text!r}{f', {self.caption!r}' * bool(self.caption)})"


def asked(text: str, caption: str = "") -> Asked:
    """A figure from a line of text: names, ranges as x=0:5 or x=1:100:log, values as z=1/2.

    Raises
    ------
    ValueError
        If it isn't of this form.

    Examples
    --------
    >>> asked("C x=0:5 z=1,2")
    Asked(of=('C',), along={'x': '0:5'}, at={'z': '1,2'}, caption='')
    """
    words = [word.strip(",:") for word in text.split()]
    names = [name for word in words if "=" not in word for name in word.split(",") if name]
    pairs = [word.split("=", 1) for word in words if "=" in word]
    if not names or not pairs:
        raise ValueError('It must be as "C x=0:5 y=1:100:log z=1/2".')
    along = {key: value for key, value in pairs if ":" in value}
    at = {key: value for key, value in pairs if ":" not in value}
    if len(along) + len(at) < len(pairs):
        raise ValueError("Each symbol must be named once.")
    return Asked(tuple(names), along, at, caption)


def pictures(file: FormulaFile, plots: Sequence[str] = ()) -> Iterator[Picture]:
    """The figures of a file, and then those that are asked for besides, with their numbers.

    Raises
    ------
    ValueError
        If one can't be drawn; it says which, and why.
    """
    stem = re.sub(r"[^A-Za-z0-9.-]+", "-", file.path.name.partition(".")[0])
    found: list[tuple[str, Asked | str]] = [
        *((f"{file.path}: the figure on line {line}", one) for line, one in _of_the_file(file)),
        *((f"Option --plot {text!r}", text) for text in plots),
    ]
    for number, (place, one) in enumerate(found, 1):
        with _at(place):
            wanted = asked(one) if isinstance(one, str) else one
            figure = figure_of(file, wanted.of, wanted.along, wanted.at, wanted.caption)
        yield Picture(f"{stem}-{number}", figure, f"{number}", wanted.again)


def _of_the_file(file: FormulaFile) -> Iterator[tuple[int, Asked]]:
    """What the tables ask for, and where they begin."""
    places = lines(file.source.text)
    for index, table in enumerate(file.source.data.get("figure", [])):
        names = tuple(name.strip() for name in table["of"].split(","))
        along = {key: _typed(value, ":") for key, value in table["along"].items()}
        at = {key: _typed(value, ",") for key, value in table.get("at", {}).items()}
        line, _ = places.get(("figure", index, ""), (1, 0))
        yield line, Asked(names, along, at, table.get("caption", ""))


def _typed(value: Any, between: str) -> str:
    """A value as on the command line: of lists with colons or commas between their parts."""
    return between.join(map(str, value if isinstance(value, list) else [value])).replace(" ", "")


@contextmanager
def _at(place: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None
