"""Files of claims: TOML, read with suspicion, before anything is imported that could calculate.

A file says which symbols there are, which formulas have names, and what is claimed of them;
`[model]` and what belongs to it is read by `model_file`.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from beyondthermal.derivations.files import beginning

from .entry import Entry, as_entry, expect_form, expect_keys, expect_table, shown
from .keys import FORMS, keys
from .places import Place, deep_key, lines

__all__ = ["ClaimsFile", "read"]

Data = dict[str, Any]
_SIZE = 1_000_000
_CLAIMS, _FIGURES, _SYMBOLS, _DEFINITIONS = 500, 50, 200, 200


@dataclass(frozen=True, repr=False)
class ClaimsFile:
    """A file of claims whose form is right; its formulas have not been read."""

    path: Path
    text: str
    data: Data
    claims: tuple[Entry, ...]

    def __repr__(self) -> str:
        """Its name, and how much is claimed."""
        return f"<{self.path.name[:200]!r}: {len(self.claims)} claims>"

    def only(self, names: Sequence[str]) -> "ClaimsFile":
        """The file with nothing but the claims of these names.

        Examples
        --------
        >>> from beyondthermal.derivations.formula_files.shipped import path_of
        >>> file = read(path_of(Path("driven_atom")))  # a path of yours
        >>> len(file.only(["no inversion"]).claims)
        1
        """
        return replace(self, claims=tuple(claim for claim in self.claims if claim.name in names))

    def slip(self, place: Place | None, line: int, column: int, reason: str) -> ValueError:
        """An error in a formula, with its place in the file.

        Examples
        --------
        >>> from beyondthermal.derivations.formula_files.shipped import path_of
        >>> file = read(path_of(Path("driven_atom")))  # a path of yours
        >>> where = ("claim", 0, "identity")
        >>> str(file.slip(where, 1, 7, "there is no p_f")).partition(": ")[2]
        "line 40, column 19: identity of 'saturation': there is no p_f"
        """
        if place is None:
            return ValueError(f"{self.path}: {reason}")
        first, before = lines(self.text).get(place, (1, 0))
        at = f"line {first + line - 1}, column {column + (before if line == 1 else 0)}"
        section, index, key = place
        names = {claim.index: shown(claim.name) for claim in self.claims}
        owner = names[index] if section == "claim" else f"[{section}]"
        return ValueError(f"{self.path}: {at}: {key} of {owner}: {reason}")


def read(path: Path) -> ClaimsFile:
    """Read a file and check its form.

    Raises
    ------
    ValueError
        If it is no file of claims; one line says where and why.
    OSError
        If it can't be read.

    Examples
    --------
    >>> from beyondthermal.derivations.formula_files.shipped import path_of
    >>> file = read(path_of(Path("driven_atom")))  # a path of yours
    >>> [claim.name for claim in file.claims][:2]
    ['saturation', 'coherence']
    """
    try:
        text = _text(path)
        data = _toml(text)
        rows = keys("file")
        expect_keys("the file", data, rows)
        expect_form("the file", data, rows["title"])
        _names(data, "symbols", _SYMBOLS)
        _names(data, "define", _DEFINITIONS)
        for section in ("units", "meanings"):
            _names(data, section, _SYMBOLS)
            _told(data, section, rows["title"].form)
        _figures(data, text)
        return ClaimsFile(path, text, data, tuple(_claims(data, text)))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def _text(path: Path) -> str:
    content = beginning(path, _SIZE + 1)
    if len(content) > _SIZE:
        raise ValueError(f"a file of claims has at most {_SIZE:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 at byte {error.start}") from None


def _toml(text: str) -> Data:
    if "\0" in text:
        raise ValueError("there is a NUL character in it")
    if deep_key(text):
        raise ValueError("a key has too many parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("tables and arrays are nested too deep") from None
    except ValueError as error:
        raise ValueError(" ".join(str(error).split())[:200]) from None


def _names(data: Data, section: str, most: int) -> None:
    table = data.get(section, {})
    if not isinstance(table, dict):
        raise ValueError(f"[{section}] must be a table")
    if len(table) > most:
        raise ValueError(f"[{section}] has {len(table)} names, more than {most}")
    for name, value in table.items():
        if not isinstance(value, str):
            raise ValueError(f"{shown(name)} in [{section}] must be text, but is {shown(value)}")


def _told(data: Data, section: str, form: str) -> None:
    """What is said of symbols: each is one of them, and has a line."""
    for name, value in data.get(section, {}).items():
        if not FORMS[form].fits(value):
            raise ValueError(f"{shown(name)} in [{section}] must be {FORMS[form].words}")
        if name not in data.get("symbols", {}):
            raise ValueError(f"{shown(name)} in [{section}] is none of the symbols")


def _figures(data: Data, text: str) -> None:
    """The tables have what they need, in the form that it must have."""
    rows, places = keys("figure"), lines(text)
    for index, table in enumerate(_tables(data, "figure", _FIGURES)):
        line, _ = places.get(("figure", index, ""), (1, 0))
        expect_table(f"the figure on line {line}", table, rows)


def _tables(data: Data, name: str, most: int) -> list[Data]:
    tables = data.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ValueError(f"{name}s are written as [[{name}]]")
    if len(tables) > most:
        raise ValueError(f"a file has at most {most} {name}s, not {len(tables)}")
    return tables


def _claims(data: Data, text: str) -> Iterable[Entry]:
    tables = _tables(data, "claim", _CLAIMS)
    if not tables and not {"model", "define"} & data.keys():
        raise ValueError("there is no [[claim]] in it, no [define], and no [model]")
    places = lines(text)
    seen: set[str] = set()
    for index, table in enumerate(tables):
        line, _ = places.get(("claim", index, ""), (1, 0))
        entry = as_entry(table, index, line)
        if entry.name in seen:
            raise ValueError(f"line {line}: there are two claims named {shown(entry.name)}")
        seen.add(entry.name)
        yield entry
