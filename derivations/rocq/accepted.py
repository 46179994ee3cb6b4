"""Which proof trees are theorems that Rocq accepted: a record of a run, which CI makes again.

A tree is known by a digest of the statement, its domain, the tree, and all definitions.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

__all__ = ["RECORD", "THEOREMS", "digest", "is_accepted", "listed", "recorded"]

RECORD, THEOREMS = "accepted.json", "theorems.json"


@cache
def _of_tables(written: str) -> str:
    return sha256(written.encode()).hexdigest()


def digest(result: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """What a statement and its proof are known by.

    Examples
    --------
    >>> tables = {"definitions": {}, "matrices": {}, "models": {}}
    >>> true = {"statement": ["=", 1, 1], "where": {}, "at": {}, "tree": {"rule": "identity"}}
    >>> digest(true, tables) == digest(true | {"statement": ["=", 1, 2]}, tables)
    False
    """
    asked = [result[key] for key in ("statement", "where", "at", "tree")]
    tables = json.dumps([document[key] for key in ("definitions", "matrices", "models")])
    written = json.dumps([asked, _of_tables(tables)], sort_keys=True)
    return sha256(written.encode()).hexdigest()[:16]


@cache
def _record() -> Mapping[str, str]:
    found: dict[str, str] = json.loads(files(__package__).joinpath(RECORD).read_text("utf-8"))
    return found


def is_accepted(result: Mapping[str, Any], document: Mapping[str, Any]) -> bool:
    """Whether just this was accepted in the run of the record."""
    return result["tree"] is not None and _record().get(result["name"]) == digest(result, document)


def recorded(folder: Path) -> Mapping[str, str]:
    """The digests of what stands in a compiled export.

    Raises
    ------
    ValueError
        If not all of it is compiled.
    """
    sources = [
        line for line in (folder / "_CoqProject").read_text("utf-8").splitlines() if ".v" in line
    ]
    missing = [name for name in sources if not (folder / f"{name}o").exists()]
    if missing:
        raise ValueError(f"{folder} must be compiled first, but {missing[0]} isn't.")
    found: dict[str, str] = json.loads((folder / THEOREMS).read_text("utf-8"))
    return found


def listed(results: Iterable[Mapping[str, Any]], document: Mapping[str, Any]) -> bytes:
    """The digests of results, a line each."""
    found = {str(result["name"]): digest(result, document) for result in results}
    return (json.dumps(found, indent=0, ensure_ascii=False) + "\n").encode()
