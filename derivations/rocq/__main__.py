"""`python -m beyondthermal.derivations.rocq [--check] FOLDER`: the record of what was accepted.

Of a compiled export of the paper; with --check it has to be what the package says.
"""

import sys
from pathlib import Path

from .accepted import RECORD, THEOREMS, recorded

__all__ = []

if __name__ == "__main__":
    checks, folder = "--check" in sys.argv, Path(sys.argv[-1])
    recorded(folder)
    found, own = (folder / THEOREMS).read_bytes(), Path(__file__).parent / RECORD
    if checks and own.read_bytes() != found:
        sys.exit("Rocq accepted other theorems than the package says.")
    if not checks:
        own.write_bytes(found)
