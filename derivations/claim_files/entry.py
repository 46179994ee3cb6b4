"""One claim of a file: what its table may hold, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["KINDS", "Entry", "as_entry", "expect_keys", "expect_text", "shown"]

Data = dict[str, Any]
_VERDICTS = ("proved", "refuted", "supported", "inconclusive")
# What each kind of claim needs beside its formula, and what it may have.
KINDS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "identity": ((), ()),
    "bound": ((), ()),
    "limit": (("at", "equals"), ("joint",)),
    "expansion": (("variable", "at_point", "terms"), ()),
    "steady_state": ((), ()),
}
_COMMON = ("name", "where", "expect", "timeout", "says")
_TABLES = ("where", "at")


@dataclass(frozen=True)
class Entry:
    """One claim as it is written.

    Attributes
    ----------
    name
        Its name, one printable line.
    kind
        One of `KINDS`.
    settings
        The keys of its table.
    index, line
        The how-manyth of the file it is, and where it begins.
    """

    name: str
    kind: str
    settings: Data
    index: int
    line: int

    @property
    def statement(self) -> str:
        """What is claimed, on one printable line."""
        given, formula = self.settings, self.settings[self.kind]
        if self.kind == "limit":
            formula = f"limit of {formula} as {_pairs(given['at'], ' -> ')} is {given['equals']}"
        if self.kind == "expansion":
            to = f"{given['variable']} -> {given['at_point']}"
            formula = f"{formula} is {given['terms']} and smaller terms as {to}"
        if self.kind == "steady_state":
            formula = f"the steady state is {formula}"
        where = f", for {_pairs(given['where'], ' in ')}" if given.get("where") else ""
        words = " ".join(f"{formula}{where}".split())
        return "".join(letter if letter.isprintable() else "?" for letter in words)

    @property
    def expected(self) -> str:
        """The verdict that it should come to."""
        return str(self.settings.get("expect", "proved"))

    def seconds(self, most: float) -> float:
        """How long checking it may take."""
        return min(most, float(self.settings.get("timeout", most)))


def _pairs(table: Data, between: str) -> str:
    return ", ".join(f"{name}{between}{value}" for name, value in table.items())


def as_entry(table: Data, index: int, line: int) -> Entry:
    """A claim from its table.

    Raises
    ------
    ValueError
        If a key is missing, unknown, or of the wrong type.
    """
    what = f"the claim on line {line}"
    kinds = [kind for kind in KINDS if kind in table]
    if len(kinds) != 1:
        allowed = {*_COMMON, *KINDS, *(key for keys in KINDS.values() for key in sum(keys, ()))}
        expect_keys(what, table, sorted(allowed))
        raise ValueError(f"{what} must have exactly one of {', '.join(KINDS)}")
    (kind,) = kinds
    needed, optional = KINDS[kind]
    expect_keys(what, table, (kind, *needed, *optional, *_COMMON))
    for key in ("name", *needed):
        if key not in table:
            raise ValueError(f"{what} needs the key {key}")
    for key in ("name", "says"):
        expect_text(what, table, key)
    for key in {kind, *needed, "where"} & table.keys():
        _formulas(what, table, key)
    _settings(what, table)
    return Entry(table["name"], kind, table, index, line)


def _formulas(what: str, table: Data, key: str) -> None:
    """Formulas are text; whole numbers may be written as such."""
    value = table[key]
    parts = [value]
    if key in _TABLES:
        parts = list(value.values()) if isinstance(value, dict) else [None]
    if key == "steady_state":
        rows = value if isinstance(value, list) else [None]
        parts = [part for row in rows for part in (row if isinstance(row, list) else [None])]
    for part in parts:
        if isinstance(part, bool) or not isinstance(part, str | int):
            form = {"where": "a table of domains", "at": "a table of values"}.get(key, "a formula")
            form = "rows of formulas" if key == "steady_state" else form
            raise ValueError(f"{key} of {what} must be {form} as text, but is {shown(part)}")


def _settings(what: str, table: Data) -> None:
    if table.get("expect", "proved") not in _VERDICTS:
        expected = shown(table["expect"])
        raise ValueError(f"expect of {what} must be {', '.join(_VERDICTS)}, but is {expected}")
    if not isinstance(table.get("joint", True), bool):
        raise ValueError(f"joint of {what} must be true or false, but is {shown(table['joint'])}")
    seconds = table.get("timeout", 1)
    number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not number or not 0 < seconds <= 86_400:
        raise ValueError(f"timeout of {what} must be positive seconds, but is {shown(seconds)}")


def expect_keys(what: str, table: Data, keys: Iterable[str]) -> None:
    """Complain of a key that is none of these, and name the nearest."""
    keys = tuple(keys)
    for key in table:
        if key not in keys:
            # What calculates is imported with it: for a slip only.
            from beyondthermal.symbolic.names import hint

            raise ValueError(f"unknown key {shown(key)} in {what}, {hint(key, keys)}")


def shown(value: object) -> str:
    """Any value on one line of ASCII, not too long."""
    text = ascii(value if not isinstance(value, str) else value[:60])
    return text if len(text) <= 60 else text[:57] + "..."


def expect_text(what: str, table: Data, key: str) -> None:
    """Complain if there is something else than one printable line."""
    value = table.get(key, "")
    if not isinstance(value, str) or not value.isprintable() or len(value) > 200:
        raise ValueError(f"{key} of {what} must be one line of text, but is {shown(value)}")
