"""The checker as a referee runs it: a folder, and Python without anything else."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from console import ROOT

__all__ = ["VERIFY", "run"]

VERIFY = ROOT / "derivations" / "verify"


def run(
    document: Mapping[str, Any], folder: Path, wanted: Mapping[str, Any] | None = None
) -> subprocess.CompletedProcess[str]:
    """Write a derivation, and the statements that it has to be of, if any, and check it."""
    paths: list[Path | str] = [] if wanted is not None else ["--any"]
    for name, content in (("derivation.json", document), ("statements.json", wanted)):
        if content is not None:
            (folder / name).write_text(json.dumps(content), encoding="utf-8")
            paths.append(folder / name)
    command = [sys.executable, "-I", "-S", VERIFY, *paths]
    return subprocess.run(command, capture_output=True, text=True, check=False)
