"""One claim of a file: what its table may hold, and what it says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .keys import FORMS, KINDS, Key, keys, needed

__all__ = ["Entry", "as_entry", "expect_form", "expect_keys", "expect_table", "shown"]

Data = dict[str, Any]
# Letters of a claim where it is printed.
_LINE = 200


@dataclass(frozen=True, repr=False)
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
            formula = f"limit of {formula} as {_said(given['at'], ' -> ')} is {given['equals']}"
        if self.kind == "expansion":
            to = f"{given['variable']} -> {given['at_point']}"
            formula = f"{formula} is {given['terms']} and smaller terms as {to}"
        if self.kind == "steady_state":
            formula = f"the steady state is {formula}"
        where = f", for {_said(given['where'], ' in ')}" if given.get("where") else ""
        words = " ".join(f"{formula}{where}".split())
        return "".join(letter if letter.isprintable() else "?" for letter in words)

    @property
    def expected(self) -> str:
        """The verdict that it should come to."""
        return str(self.settings.get("expect", "proved"))

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from beyondthermal.symbolic.shown import bundle

        return bundle(self)

    def __repr__(self) -> str:
        """Its name, and what it says, on a line."""
        said = f"{self.name}: {self.statement}"
        return f"<{said if len(said) < _LINE else f'{said[:_LINE]}…'}>"

    def seconds(self, most: float) -> float:
        """How long checking it may take."""
        return min(most, float(self.settings.get("timeout", most)))


def _said(table: Data | list[str] | str, between: str) -> str:
    """A table, or the texts that say the same, on one line."""
    if isinstance(table, str):
        return table
    pairs = table if isinstance(table, list) else (f"{k}{between}{v}" for k, v in table.items())
    return ", ".join(pairs)


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
        expect_keys(what, table, keys("claim"))
        raise ValueError(f"{what} must have exactly one of {', '.join(KINDS)}")
    (kind,) = kinds
    expect_table(what, table, keys("claim", kind))
    return Entry(table["name"], kind, table, index, line)


def expect_table(what: str, table: Data, rows: Mapping[str, Key]) -> None:
    """Complain of a key that is missing, unknown, or of a value of another form."""
    expect_keys(what, table, rows)
    for name in needed(rows):
        if name not in table:
            raise ValueError(f"{what} needs the key {name}")
    for name in table:
        expect_form(what, table, rows[name])


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


def expect_form(what: str, table: Data, key: Key) -> None:
    """Complain if the value of a key isn't of the form that it has to be."""
    form, value = FORMS[key.form], table.get(key.name)
    if value is not None and not form.fits(value):
        raise ValueError(f"{key.name} of {what} must be {form.words}, but is {shown(value)}")
