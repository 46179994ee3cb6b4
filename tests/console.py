"""The command `beyondthermal` as the tests call it: here in this process, or as it is installed."""

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from beyondthermal.derivations import cli

__all__ = ["COMMAND", "ROOT", "beyondthermal", "installed"]

ROOT = Path(__file__).parents[1]
# The script that a user calls; a process of its own takes a second to start.
COMMAND = Path(sys.executable).with_name("beyondthermal")

Done = subprocess.CompletedProcess[str]


def beyondthermal(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """What the command does with these arguments, from `main` on, on a terminal of 80 columns."""
    out, err = io.StringIO(), io.StringIO()
    given = [str(argument) for argument in arguments]
    with (
        chdir(cwd or Path.cwd()),
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "argv", ["beyondthermal", *given]),
        patch.dict(os.environ, COLUMNS="80"),
    ):
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
    return Done(given, code, out.getvalue(), err.getvalue())


def installed(*arguments: str | Path, cwd: Path | None = None) -> Done:
    """The same by the installed script, in a process of its own."""
    return subprocess.run(
        [COMMAND, *arguments], capture_output=True, text=True, cwd=cwd, check=False, timeout=300
    )
