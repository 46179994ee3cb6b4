"""Results that were found before, by the hash of everything they depend on.

They are JSON, so that reading them runs nothing; what can't be read is found again.
"""

import hashlib
import json
import os
import platform
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from beyondthermal.derivations.files import beginning, replace

__all__ = ["folder", "key", "load", "sources", "store", "tidy"]

_FLOORS = ("symbolic", "numeric", "derivations")
_PACKAGES = ("sympy", "numpy", "mpmath")
# Those of a few versions of the package fit in; and of one that is read.
MOST_FILES, MOST_BYTES, MOST_OF_ONE = 1000, 50_000_000, 10_000_000


def sources() -> dict[str, Path]:
    """The source of all three floors, by its path inside the package."""
    found: dict[str, Path] = {}
    for floor in _FLOORS:
        spec = find_spec(f"beyondthermal.{floor}")
        for place in (spec and spec.submodule_search_locations) or ():
            paths = Path(place).rglob("*.py")
            found |= {f"{floor}/{path.relative_to(place).as_posix()}": path for path in paths}
    return dict(sorted(found.items()))


@cache
def _surroundings() -> bytes:
    """A hash of this package's source and of the versions that it runs on."""
    found = hashlib.sha256()
    for name, path in sources().items():
        found.update(hashlib.sha256(path.read_bytes()).digest() + name.encode())
    versions = [platform.python_version(), *(f"{name} {version(name)}" for name in _PACKAGES)]
    found.update("\n".join(versions).encode())
    return found.digest()


def key(statement: str) -> str:
    """The name under which the result for a statement is kept."""
    return hashlib.sha256(_surroundings() + statement.encode()).hexdigest()


def folder() -> Path:
    """Where this system keeps what can be found again."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return Path(given) / "beyondthermal"
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local or Path.home() / "AppData" / "Local") / "beyondthermal" / "Cache"
    caches = ("Library", "Caches") if sys.platform == "darwin" else (".cache",)
    return Path.home().joinpath(*caches, "beyondthermal")


def load(name: str) -> Any:
    """What is kept under a name; None if nothing readable is, or it was changed."""
    try:
        path = folder() / f"{name}.json"
        seal, text = json.loads(beginning(path, MOST_OF_ONE))
        if seal != _seal(name, text):
            return None
        kept = json.loads(text)
        os.utime(path)
    except (OSError, ValueError, RuntimeError, TypeError, AttributeError):
        return None
    return kept


def store(name: str, result: Any) -> None:
    """Keep a result; a cache that can't be written to is no reason to fail."""
    with suppress(OSError, RuntimeError):
        text = json.dumps(result, ensure_ascii=False)
        sealed = json.dumps([_seal(name, text), text], ensure_ascii=False)
        replace(folder() / f"{name}.json", sealed.encode())


def _seal(name: str, text: str) -> str:
    """A hash over the answer and what it answers: neither is changed, or exchanged, unnoticed."""
    return hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()


def tidy() -> None:
    """Remove what was not used for longest, until few enough files are left, and small ones."""
    count = size = 0
    with suppress(OSError, RuntimeError):
        files = [(path.stat(), path) for path in folder().iterdir() if path.is_file()]
        for about, path in sorted(files, key=lambda file: -file[0].st_mtime_ns):
            count, size = count + 1, size + about.st_size
            if count > MOST_FILES or size > MOST_BYTES:
                path.unlink(missing_ok=True)
