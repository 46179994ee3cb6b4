"""Limits at infinity by another term: what is true is shown, and no neighbour of it is."""

from typing import Any

import pytest

from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.verify.judging import holds

ALL, UP = ["-oo", True, "oo", True], ["0", True, "oo", True]
XY = {"x": ALL, "y": ALL}
TABLES = {"definitions": {}, "matrices": {}, "models": {}}
EXP_X, EXP_Y = ["exp", "x"], ["exp", "y"]
GAP = ["+", "x", ["*", -1, "y"]]
UNIT = ["/", GAP, ["abs", GAP]]
SHARE = ["/", ["+", EXP_X, EXP_Y], ["+", 1, ["*", 2, EXP_X]]]

# Statement and domain; and the statements beside it that are false.
TRUE: dict[str, tuple[Any, Any, list[Any]]] = {
    "a modulus at oo": (["limit", ["*", SHARE, UNIT], {"x": "oo"}, ["/", 1, 2]], XY,
                        [["limit", ["*", SHARE, UNIT], {"x": "oo"}, ["/", -1, 2]],
                         ["limit", ["*", SHARE, UNIT], {"x": "-oo"}, EXP_Y]]),
    "a modulus at -oo": (["limit", ["*", SHARE, UNIT], {"x": "-oo"}, ["*", -1, EXP_Y]], XY,
                         [["limit", ["*", SHARE, UNIT], {"x": "-oo"}, EXP_Y]]),
    "it grows": (["limit", ["*", SHARE, GAP], {"x": "oo"}, "oo"], XY,
                 [["limit", ["*", SHARE, GAP], {"x": "oo"}, "-oo"],
                  ["limit", ["*", SHARE, GAP], {"x": "-oo"}, "oo"],
                  ["limit", SHARE, {"x": "oo"}, "oo"]]),
    "it falls": (["limit", ["*", SHARE, GAP], {"x": "-oo"}, "-oo"], XY,
                 [["limit", ["*", SHARE, GAP], {"y": "-oo"}, "-oo"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", TRUE)
def test_it_is_shown_by_what_is_left_far_out(name: str) -> None:
    statement, where, beside = TRUE[name]
    tree = find(statement, where, {}, TABLES)
    assert tree is not None
    assert tree["rule"] == "beyond"
    for other in beside:
        assert find(other, where, {}, TABLES) is None
        with pytest.raises((KeyError, TypeError, ValueError)):
            holds((other, where, {}, TABLES), tree)


IDENTITY, VALUE = {"rule": "identity"}, {"rule": "value"}
FAR: dict[str, Any] = {"rule": "beyond", "defined": [], "equal": IDENTITY}
SIGN = {"rule": "relation", "defined": [], "proof": VALUE}
NOT_0 = {"rule": "differ", "sign": 1, "then": {"rule": "leaf", "tree": "coefficients"}}


def constant(to: Any, *there: Any) -> dict[str, Any]:
    """The limit of a term that has a value at the point."""
    side = {"to": to, "equal": IDENTITY, "defined": [], "value": IDENTITY}
    return {"rule": "continuous", "defined": list(there),
            "limit": {"power": 1, "end": "1/4", "sides": [side]}}  # fmt: skip


def growing(to: Any, limit: Any, then: Any, beyond: Any = 0) -> dict[str, Any]:
    return FAR | {"beyond": beyond, "to": to, "limit": limit, "then": then, "sign": SIGN}


# A statement, and a tree that some sloppier rule would take.
TRAPS: dict[str, tuple[Any, Any]] = {
    "a constant that moves": (["limit", "x", {"x": "oo"}, "-oo"],
                              growing(-1, -1, constant(-1), ["*", 2, "x"])),
    "no infinity": (["limit", "x", {"x": "0"}, "-oo"], growing(-1, -1, constant(-1))),
    "another infinity": (["limit", "x", {"x": "oo"}, "-oo"], growing(1, 1, constant(1))),
    "another term": (["limit", "x", {"x": "oo"}, 1],
                     FAR | {"beyond": 0, "to": 1, "then": constant(1)}),
    "nothing times infinity": (["limit", 1, {"x": "oo"}, "oo"],
                               growing(["/", 1, "x"], 0, constant("x", NOT_0))),
}  # fmt: skip


@pytest.mark.parametrize("name", TRAPS)
def test_no_sloppiness(name: str) -> None:
    statement, tree = TRAPS[name]
    with pytest.raises((KeyError, TypeError, ValueError)):
        holds((statement, {"x": UP}, {}, TABLES), tree)


def test_the_tree_of_the_traps_is_one() -> None:
    for to, end in ((1, "oo"), (-1, "-oo")):
        f = ["*", to, "x"]
        tree = growing(to, to, constant(to))
        holds((["limit", f, {"x": "oo"}, end], {"x": UP}, {}, TABLES), tree)
