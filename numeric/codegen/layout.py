"""Sources as the formatter of their language lays them out, where it is installed."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

__all__ = ["laid_out"]

TIMEOUT = 60


def laid_out(source: str, formatter: Sequence[str]) -> str:
    """A source as a formatter writes it, which reads it from its standard input.

    Where the formatter isn't installed, or refuses, the source stays as it is: plainly laid out,
    and as good for the compiler.
    """
    if not formatter or shutil.which(formatter[0]) is None:
        return source
    # At the root of the file system, where no project has settings of its own.
    done = subprocess.run(
        formatter, cwd=Path.cwd().anchor, input=source, capture_output=True, encoding="utf-8",
        check=False, timeout=TIMEOUT,
    )  # fmt: skip
    return done.stdout if done.returncode == 0 else source
