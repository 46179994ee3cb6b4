"""Which proof trees are theorems that Rocq accepted: a record of a run, which CI makes again.

A tree is known by a digest of the statement, its domain, the tree, and all definitions; with it the
record has the theorem as it was accepted.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

__all__ = ["RECORD", "THEOREMS", "accepted", "digest", "listed", "recorded"]

# By the names of claims: the digest, and the theorem with its definitions.
Record: TypeAlias = Mapping[str, Mapping[str, str]]
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
def _record() -> Record:
    found: Record = json.loads(files(__package__).joinpath(RECORD).read_text("utf-8"))
    return found


def accepted(result: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    """The theorem, if just this was accepted in the run of the record, or nothing."""
    found = _record().get(result["name"])
    known = found and result["tree"] and found["digest"] == digest(result, document)
    return found["theorem"] if found and known else ""


def recorded(folder: Path) -> Record:
    """What stands in a compiled export.

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
    found: Record = json.loads((folder / THEOREMS).read_text("utf-8"))
    return found


def listed(theorems: Iterable[tuple[Mapping[str, Any], str]], document: Mapping[str, Any]) -> bytes:
    """The record of results and their theorems."""
    found = {
        str(result["name"]): {"digest": digest(result, document), "theorem": theorem}
        for result, theorem in theorems
    }
    return (json.dumps(found, indent=0, ensure_ascii=False) + "\n").encode()
