"""The tables of a model's file, and the keys that they may have."""

from collections.abc import Mapping
from typing import Any

from beyondthermal.derivations.claim_files.keys import Key, needed
from beyondthermal.symbolic.names import hint

__all__ = ["expect_keys", "table_of"]


def table_of(
    data: Mapping[str, Any], name: str, known: Mapping[str, Key] | None = None
) -> Mapping[str, Any]:
    """The table of a name, which may not be there; with no keys but those known.

    Raises
    ------
    ValueError
        If it is something else, or has other keys.
    """
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise ValueError(f"[{name}] must be a table.")
    if known is not None:
        expect_keys(f"[{name}]", table, known)
    return table


def expect_keys(place: str, table: object, known: Mapping[str, Key]) -> None:
    """Complain of a table that is none, of unknown keys, and of those that are missing.

    Raises
    ------
    ValueError
        If there is one.
    """
    if not isinstance(table, dict):
        raise ValueError(f"{place}: must be a table, but is {str(table)[:40]!r}.")
    for key in table:
        if key not in known:
            raise ValueError(f"{place}: unknown key {key[:40]!r}, {hint(key, known)}")
    for key in needed(known):
        if key not in table:
            raise ValueError(f"{place}: the key {key} is missing.")
