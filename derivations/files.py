"""Files are written whole or not at all."""

import os
import tempfile
from pathlib import Path

__all__ = ["write", "write_bytes"]


def write(path: Path, content: str) -> None:
    """Write text as UTF-8, see `write_bytes`."""
    write_bytes(path, content.encode("utf-8"))


def write_bytes(path: Path, content: bytes) -> None:
    """Write under a temporary name, then rename: what was there is never half overwritten.

    Raises
    ------
    OSError
        If the folder can't be made or written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
