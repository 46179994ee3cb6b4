"""Write what a derivation states to `derivations/verify/statements.json`: for its authors.

python -m beyondthermal.derivations.proofs derivation.json
"""

import json
import sys
from importlib.util import find_spec
from pathlib import Path

from beyondthermal.derivations.verify.report import core

__all__ = ["write_statements"]


def write_statements(derivation: Path, statements: Path) -> None:
    """The statements of a derivation, one claim, definition or matrix to a line."""
    tables = core(json.loads(derivation.read_text(encoding="utf-8")))
    rows = (
        f"{json.dumps(table)}: {{\n"
        + ",\n".join(
            f"{json.dumps(n)}: {json.dumps(row, sort_keys=True)}" for n, row in found.items()
        )
        + "\n}"
        for table, found in tables.items()
    )
    statements.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    _SPEC = find_spec("beyondthermal.derivations.verify")
    assert _SPEC is not None
    assert _SPEC.origin is not None
    write_statements(Path(sys.argv[1]), Path(_SPEC.origin).with_name("statements.json"))
