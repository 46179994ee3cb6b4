"""Files are read with suspicion, and written whole or not at all."""

import os
import stat
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

__all__ = [
    "beginning",
    "encoded",
    "expect_writable",
    "replace",
    "write",
    "write_all",
    "write_bytes",
]


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file, `most` of them; pipes and devices are not even waited for.

    Raises
    ------
    ValueError
        If it is no file.
    OSError
        If it can't be read.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise ValueError("not a file")
    with os.fdopen(handle, "rb") as file:
        return file.read(most)


def expect_writable(path: Path) -> None:
    """Complain before the work rather than after it: of a file that can't be written.

    Raises
    ------
    OSError
        If it is a folder, or its own folder can't be made or written to.
    """
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise IsADirectoryError(f"{path} is a folder, not a file.")
        return
    folder = Path(os.path.realpath(path)).parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder):
        pass


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files; one that can't be written does not keep the others from it.

    Raises
    ------
    OSError
        If one can't be written, see `write_bytes`.
    """
    with ExitStack() as stack:
        for path, content in reversed(list(contents.items())):
            stack.callback(write_bytes, path, content)


def write(path: Path, content: str) -> None:
    """Write text as `encoded`, see `write_bytes`."""
    write_bytes(path, encoded(content))


def encoded(text: str) -> bytes:
    """A text in UTF-8; the bytes of a file's name that aren't, escaped as JSON has them."""
    return text.encode("utf-8", "backslashreplace")


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole; through a link what it leads to, and straight into a pipe or a device.

    Raises
    ------
    OSError
        If the folder can't be made or written to.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
    else:
        replace(Path(os.path.realpath(path)), content)


def replace(path: Path, content: bytes) -> None:
    """Write under a temporary name, then rename: what was there is never half overwritten.

    Raises
    ------
    OSError
        If the folder can't be made or written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    except OSError as error:  # by the name that was asked for
        raise OSError(error.errno, error.strerror, str(path)) from None
