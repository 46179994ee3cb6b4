"""The checker as a program: this folder, or `python -m beyondthermal.derivations.verify`."""

import importlib
import sys
from pathlib import Path

__all__ = []

if __package__:
    _REPORT = importlib.import_module(f"{__package__}.report")
else:
    # Run as a folder, which isn't a package then: it is found from the one above.
    _HERE = Path(__file__).resolve().parent
    sys.path[0] = str(_HERE.parent)
    _REPORT = importlib.import_module(f"{_HERE.name}.report")

if __name__ == "__main__":
    sys.exit(_REPORT.run())
