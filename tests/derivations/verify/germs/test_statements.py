"""Limits of statements by expansions: values near the point are enough, on all sides of it."""

import copy
from typing import Any

import pytest

from beyondthermal.derivations.proofs.limits import expanded
from beyondthermal.derivations.proofs.questions import tables
from beyondthermal.derivations.proofs.search import find
from beyondthermal.derivations.verify.judging import holds
from beyondthermal.derivations.verify.statements import root_of

ALL, UP = ["-oo", True, "oo", True], ["0", True, "oo", True]
BETAS = {"beta_A": ALL, "beta_S": ALL}
BY_DISTANCE = ["/", "sigma", ["abs", ["+", "beta_A", ["*", -1, "beta_S"]]]]
BESIDE = {"u": ALL, "v": ALL}
# Without a value at u = v, which is in the domain.
OVER = ["/", ["+", "u", "v"], ["+", "u", ["*", -1, "v"]]]
STEP = ["/", ["abs", "u"], ["+", ["abs", "u"], ["exp", ["*", -1, ["abs", "u"]]]]]

Asked = tuple[Any, Any]
TRUE: dict[str, Asked] = {
    "sigma at an edge": (["limit", BY_DISTANCE, {"beta_A": "oo"}, ["/", 4, ["+", 2, "y"]]], BETAS),
    "a pole elsewhere": (["limit", OVER, {"u": "oo"}, 1], BESIDE),
    "a modulus": (["limit", STEP, {"u": "-oo"}, 1], {"u": ALL}),
}
_SIGN = ["/", "u", ["abs", "u"]]
# Each with the tree of which it is a neighbour.
FALSE: dict[str, tuple[str, Asked]] = {
    "another value": (
        "sigma at an edge",
        (["limit", BY_DISTANCE, {"beta_A": "oo"}, ["/", 4, ["+", 3, "y"]]], BETAS),
    ),
    "another end": (
        "sigma at an edge",
        (["limit", BY_DISTANCE, {"beta_A": "-oo"}, ["/", 4, ["+", 2, "y"]]], BETAS),
    ),
    "another term": ("a pole elsewhere", (["limit", ["*", 2, OVER], {"u": "oo"}, 1], BESIDE)),
    "the pole itself": ("a pole elsewhere", (["limit", OVER, {"u": "0"}, 1], BESIDE)),
    "two variables": ("a pole elsewhere", (["limit", OVER, {"u": "oo", "v": "oo"}, 1], BESIDE)),
    "a variable without a range": (
        "a pole elsewhere", (["limit", OVER, {"u": "oo"}, 1], {"u": ALL})
    ),
    "a complex parameter": (
        "a pole elsewhere", (["limit", OVER, {"u": "oo"}, 1], {"u": ALL, "v": "C"})
    ),
    "one side of two": ("a modulus", (["limit", _SIGN, {"u": "0"}, 1], {"u": ALL})),
}  # fmt: skip


def tree_of(name: str) -> Any:
    statement, where = TRUE[name]
    return expanded(root_of(statement, where, {}, tables()))


def accepted(asked: Asked, tree: Any) -> bool:
    statement, where = asked
    try:
        holds((statement, where, {}, tables()), tree)
    except Exception:
        return False
    return True


@pytest.mark.parametrize("name", TRUE)
def test_a_limit_needs_values_near_its_point_alone(name: str) -> None:
    tree = tree_of(name)
    assert tree["rule"] == "expanded"
    assert accepted(TRUE[name], tree)


@pytest.mark.parametrize("name", FALSE)
def test_the_tree_of_a_neighbour_shows_nothing(name: str) -> None:
    of, asked = FALSE[name]
    assert not accepted(asked, tree_of(of))
    assert find(*asked, {}, tables(), refute=False) is None


@pytest.mark.parametrize(("term", "side", "value"), [("u", UP, 0), (_SIGN, UP, 1), (_SIGN, ALL, 1)])
def test_every_side_counts(term: Any, side: Any, value: int) -> None:
    asked = (["limit", term, {"u": "0"}, value], {"u": UP})
    tree = expanded(root_of(*asked, {}, tables()))
    assert accepted((asked[0], {"u": side}), tree) == (side is UP)


def test_another_power_or_fewer_steps_are_no_proof() -> None:
    name = "sigma at an edge"
    for key, to in (("power", 0), ("steps", []), ("facts", None), ("orders", 0)):
        tree = copy.deepcopy(tree_of(name))
        inner = tree["limit"]
        while inner["rule"] == "signs":
            inner = inner["above"]
        inner[key] = to
        assert not accepted(TRUE[name], tree), key
