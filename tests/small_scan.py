"""A scan of 35 points, and what lies in its folder."""

from pathlib import Path

import numpy as np

__all__ = ["FIXED", "GRID", "contents"]

GRID = {"kappa": np.geomspace(0.1, 10, 7), "p": np.geomspace(1e-4, 0.1, 5)}
FIXED = {"gamma": 1e-3}


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
