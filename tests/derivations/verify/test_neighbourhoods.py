"""Neighbourhoods and paths that aren't: each guard of the checker's limits is what refuses one.

Without the guard the checker would believe it: a limit elsewhere, or of less.
"""

from typing import Any

import pytest

from beyondthermal.derivations.verify import limits
from beyondthermal.derivations.verify.judging import holds

TABLES = {"definitions": {}, "matrices": {}, "models": {}}
UP = ["0", True, "oo", True]
NARROW = ["-oo", True, "1/8", True]
IDENTITY = {"rule": "identity"}
NEAR_0 = {"power": 1, "end": "1/4"}


def continuous(to: Any, sides: int = 1, **parts: Any) -> dict[str, Any]:
    """As at t = 0, where the term is its own limit."""
    side = {"to": to, "equal": IDENTITY, "defined": [], "value": IDENTITY}
    return {"rule": "continuous", "defined": [],
            "limit": {**NEAR_0, "sides": [side] * sides, **parts}}  # fmt: skip


def along(c: str, m: int, limit: Any) -> dict[str, Any]:
    """On the path x = c s^m, whose limit is claimed to be another one."""
    return {"rule": "path", **NEAR_0, "side": 0, "path": {"x": [c, m]}, "name": "x",
            "until": "1/4", "limit": limit, "defined": [], "point": {},
            "then": continuous(limit)}  # fmt: skip


# What refuses it; the statement, its domain, the tree, and whether it refutes.
TRAPS: dict[str, tuple[str, Any, Any, Any, bool]] = {
    "t^0 is 1": ("no neighbourhood", ["limit", "x", {"x": "0"}, 1], {"x": UP},
                 continuous(1, power=0), False),
    "up to 0": ("no neighbourhood", ["limit", "x", {"x": "0"}, 0], {"x": UP},
                continuous("x", end="0"), False),
    "more than there is": ("no room", ["limit", 1, {"x": "0"}, 1], {"x": NARROW},
                           continuous(1, sides=2), False),
    "a path that stays": ("no path", ["limit", "x", {"x": "0"}, 0], {"x": UP},
                          along("1/8", 0, ["/", 1, 8]), True),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_a_guard_alone_refuses_it(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    message, statement, where, tree, refute = TRAPS[name]
    asked = (statement, where, {}, TABLES)
    with pytest.raises(ValueError, match=message):
        holds(asked, tree, refute)
    monkeypatch.setattr(limits, "need", lambda *_: None)
    holds(asked, tree, refute)
