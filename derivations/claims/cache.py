"""Results that were found before, by the hash of everything they depend on."""

import hashlib
import json
import os
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from beyondthermal.derivations.files import write

__all__ = ["key", "load", "store"]

_PACKAGES = ("sympy", "numpy", "mpmath")


@cache
def _surroundings() -> bytes:
    """A hash of this package's source and of the versions that it runs on."""
    found = hashlib.sha256()
    floors = (Path(__file__).parents[2] / floor for floor in ("symbolic", "numeric", "derivations"))
    for path in sorted(path for floor in floors for path in floor.glob("**/*.py")):
        found.update(path.name.encode() + path.read_bytes())
    versions = [platform.python_version(), *(f"{name} {version(name)}" for name in _PACKAGES)]
    found.update("\n".join(versions).encode())
    return found.digest()


def key(statement: str) -> str:
    """The name under which the result for a statement is kept."""
    return hashlib.sha256(_surroundings() + statement.encode()).hexdigest()


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "beyondthermal"


def load(name: str) -> dict[str, Any] | None:
    """What is kept under a name; None if nothing readable is."""
    try:
        kept: dict[str, Any] = json.loads((_folder() / f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return kept


def store(name: str, result: dict[str, Any]) -> None:
    """Keep a result; a cache that can't be written to is no reason to fail."""
    try:
        write(_folder() / f"{name}.json", json.dumps(result, ensure_ascii=False))
    except OSError:
        return
