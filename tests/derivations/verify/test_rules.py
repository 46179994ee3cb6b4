"""A trap for each rule of the checker: a falsehood that a sloppier rule would prove."""

from typing import Any

import pytest
from false_goals import ALL, FALSE, FROM_0, IDENTITY, LEAF, UP, VALUE, XY, X, by

from beyondthermal.derivations.verify import judging, rules
from beyondthermal.derivations.verify.goals import Goal
from beyondthermal.derivations.verify.judging import holds
from beyondthermal.derivations.verify.leaves import box_of
from beyondthermal.derivations.verify.rules import prove

TABLES = {"definitions": {}, "matrices": {}, "models": {}}
NEAR_0 = {"power": 1, "end": "1/4"}


def relation(proof: Any, *there: Any) -> dict[str, Any]:
    return {"rule": "relation", "defined": list(there), "proof": proof}


def bounded(*sides: Any, **parts: Any) -> dict[str, Any]:
    return {"rule": "near", "defined": [], "bound": {**NEAR_0, "sides": list(sides), **parts}}


def extended(*sides: Any, **parts: Any) -> dict[str, Any]:
    return {"rule": "continuous", "defined": [], "limit": {**NEAR_0, "sides": list(sides), **parts}}


def expanded(of: Any, power: int) -> dict[str, Any]:
    said = {"terms": [{"c": 1, "e": "0", "t": power, "log": 0}], "rest": None}
    steps = [{"of": of, "re": said, "im": {"terms": [], "rest": None}}]
    return {"rule": "expanded", "limit": {"rule": "expansion", "power": 1, "orders": 4, "facts": [],
                                          "small": None, "steps": steps}}  # fmt: skip


def side(to: Any, value: Any = IDENTITY, *there: Any) -> dict[str, Any]:
    return {"to": to, "equal": IDENTITY, "defined": list(there), "value": value}


NOWHERE: dict[str, Any] = {"defined": [], "point": {}}
EXP = {"rule": "exp", "of": {"b": "X"}, "k": 1}
# Statement, domain, tree, and whether it is to be refuted.
UNTRUE: dict[str, tuple[Any, Any, Any, bool]] = {
    "relation: nowhere defined": (["=", ["/", 1, ["+", "x", ["*", -1, "x"]]], 0], {"x": UP},
                                  relation(IDENTITY, LEAF), False),
    "relation: (√x)² = x": (["=", ["^", ["sqrt", "x"], 2], "x"], {"x": ALL},
                            relation(IDENTITY, LEAF), False),
    "relation: x/x = 1": (["=", ["/", "x", "x"], 1], {"x": ALL},
                          relation(IDENTITY, by("differ", sign=1, then=LEAF)), False),
    "relation: (∛x)³ = x": (["=", ["^", ["cbrt", "x"], 3], "x"], {"x": ALL},
                            relation(IDENTITY, LEAF), False),
    "relation: a cube root, without a reason": (["=", ["^", ["cbrt", "x"], 3], "x"], {"x": ALL},
                                               relation(IDENTITY), False),
    "relation: a root, without a reason": (["=", ["^", ["sqrt", "x"], 2], "x"], {"x": ALL},
                                          relation(IDENTITY), False),
    "relation: ∛z³ = z": (["=", ["^", ["cbrt", "z"], 3], "z"], {"z": "C"},
                          relation(IDENTITY, LEAF), False),
    "relation: exp log x = x": (["=", ["exp", ["log", "x"]], "x"], {"x": ALL},
                                relation(IDENTITY, LEAF), False),
    "relation: |i| = i": (["=", ["abs", ["i"]], ["i"]], {}, relation(IDENTITY), False),
    "relation: √z² = z": (["=", ["^", ["sqrt", "z"], 2], "z"], {"z": "C"},
                          relation(IDENTITY, LEAF), False),
    "entries: one differs": (["=", ["matrix", [["x", 1]]], ["matrix", [["x", 2]]]], {"x": UP},
                             {"rule": "entries", "defined": [], "proofs": []}, False),
    "entries: not defined": (["=", ["*", 0, ["matrix", [[["/", 1, "x"]]]]], 0], {"x": ALL},
                             {"rule": "entries", "defined": [], "proofs": []}, False),
    "factor: without a sign": (["iff", ["=", "x", 0], ["=", ["*", "x", "y"], 0]],
                               {"x": ALL, "y": ALL}, {
        "rule": "factor", "defined": [], "over": "y", "by": 1, "equal": IDENTITY,
        "signs": [LEAF, VALUE]}, False),
    "factor: a negative one": (["iff", [">", "x", 0], [">", ["*", -1, "x"], 0]], X, {
        "rule": "factor", "defined": [], "over": 1, "by": -1, "equal": IDENTITY,
        "signs": [VALUE, VALUE]}, False),
    "factor: another one": (["iff", ["=", "x", 0], ["=", ["+", "x", 1], 0]], X, {
        "rule": "factor", "defined": [], "over": 1, "by": 1, "equal": IDENTITY, "signs": [
            by("differ", sign=1, then=VALUE)] * 2}, False),
    "factor: of other relations": (["iff", [">", "x", 0], [">=", "x", 0]], X, {
        "rule": "factor", "defined": [], "over": 1, "by": 1, "equal": IDENTITY,
        "signs": [VALUE, VALUE]}, False),
    "factor: another equation": (["iff", ["=", "x", 0], ["=", ["+", "x", 1], 0]], {"x": UP}, {
        "rule": "factor", "defined": [], "over": 1, "by": 1, "equal": by(
            "replace", term="x", to=["+", "x", 1], defined=[], equal=IDENTITY, then=IDENTITY),
        "signs": [by("differ", sign=1, then=VALUE)] * 2}, False),
    "rising: the other way": (["iff", [">", ["log", "x"], 0], [">", 1, "x"]], {"x": UP}, {
        "rule": "rising", "which": 0, "a": "x", "b": 1, "positive": [LEAF, VALUE], "then": {
            "rule": "factor", "defined": [by("differ", sign=1, then=LEAF)], "over": 1, "by": -1,
            "equal": IDENTITY, "signs": [VALUE, VALUE]}}, False),
    "entry: the same": (["=", ["matrix", [["x", 1]]], ["matrix", [["x", 2]]]], {"x": UP}, {
        "rule": "entry", "which": 0, "point": {"x": "1"}, "unknown": {}}, True),
    "entry: from behind": (["=", ["matrix", [["x", 1]]], ["matrix", [["x", 1]]]], {"x": UP}, {
        "rule": "entry", "which": -3, "point": {"x": "1"}, "unknown": {}}, True),
    "entry: outside": (["=", ["matrix", [[["abs", "x"]]]], ["matrix", [["x"]]]], {"x": UP}, {
        "rule": "entry", "which": 0, "point": {"x": "-1"}, "unknown": {}}, True),
    "entry: another value for a variable": (
        ["=", ["matrix", [[["abs", "x"]]]], ["matrix", [["x"]]]], {"x": UP}, {
            "rule": "entry", "which": 0, "point": {"x": "1"}, "unknown": {"x": "-1"}}, True),
    "point: outside": ([">", "x", 0], {"x": UP}, {"rule": "point", "point": {"x": "0"}}, True),
    "point: where it holds": ([">", "x", 0], {"x": UP}, {"rule": "point", "point": {"x": "1"}},
                              True),
    "point: not defined there": ([">=", ["/", "x", "x"], 1], {"x": ALL},
                                 {"rule": "point", "point": {"x": "0"}}, True),
    "point: half a point": ([">", ["*", "x", "y"], 0], {"x": UP, "y": UP},
                            {"rule": "point", "point": {"x": "1"}}, True),
    "exp: a name that is there": ([">", "b", "c"], {"b": ALL, "c": ALL}, {
        **EXP, "of": {"b": "c"}, "then": relation(LEAF)}, False),
    "exp: the name of any number": (["=", ["exp", "b"], "z"], {"b": ALL, "z": "C"}, {
        **EXP, "of": {"b": "z"}, "then": relation(IDENTITY, LEAF)}, False),
    "exp: a factor above 1": ([">", ["exp", "b"], 1], {"b": ALL}, {
        **EXP, "then": relation(LEAF, LEAF)}, False),
    "exp: no scale": ([">", ["exp", "b"], 1], {"b": ALL}, {
        **EXP, "k": 0, "then": relation(LEAF, LEAF)}, False),
    "power: of what may be negative": ([">=", "b", 0], {"b": ALL}, {
        **EXP, "rule": "power", "k": 2, "then": relation(LEAF)}, False),
    "scale: of what may be negative": ([">=", "b", 0], {"b": ALL, "c": UP}, {
        "rule": "scale", "of": {"b": "X"}, "k": "c", "then": relation(LEAF)}, False),
    "scale: by what may be zero": ([">", ["*", "b", "c"], 0], {"b": UP, "c": FROM_0}, {
        "rule": "scale", "of": {"b": "X"}, "k": "c", "then": relation(LEAF)}, False),
    "scale: of a part of the line": ([">=", "b", 1], {"b": UP, "c": UP}, {
        "rule": "scale", "of": {"b": "X"}, "k": "b", "then": relation(LEAF)}, False),
    "near: x -> 1": (["limit", "x", {"x": "0"}, 1], {"x": UP}, bounded(LEAF, K=4), False),
    "near: a constant that isn't": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                    bounded(LEAF, K=["^", "x", 2]), False),
    "near: one side of two": (["limit", ["abs", "x"], {"x": "0"}, "x"], {"x": ALL},
                              bounded(LEAF, K=1), False),
    "near: an end that isn't there": (["limit", "x", {"x": "oo"}, 0], {"x": ["0", True, "1", True]},
                                      bounded(LEAF, K=1), False),
    "near: a rest that grows": (["O", "x", {"x": "0"}, 1, ["/", 1, "x"]], {"x": UP}, {
        "rule": "near", "defined": [by("differ", sign=1, then=LEAF)],
        "bound": {**NEAR_0, "K": 4, "sides": [LEAF]}}, False),
    "near: a rest as large as what leads": (["O", ["*", 2, "x"], {"x": "0"}, "x", "x"], {"x": UP},
                                            bounded(LEAF, K=4), False),
    "near: a last term of another order": (
        ["o", ["*", 2, ["^", "x", 2]], {"x": "0"}, ["^", "x", 2], "x"], {"x": UP},
        bounded(LEAF, K=4), False),
    "continuous: another value": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                  extended(side("x")), False),
    "continuous: not there": (["limit", ["/", "x", "x"], {"x": "0"}, 0], {"x": UP}, {
        "rule": "continuous", "defined": [by("differ", sign=1, then=LEAF)], "limit": {
            **NEAR_0, "sides": [side(["/", "x", "x"], IDENTITY, by("differ", sign=1, then=LEAF))]},
    }, False),
    "continuous: another term": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                 extended(side(1)), False),
    "beyond: another term": (["limit", "x", {"x": "oo"}, 1], {"x": UP}, {
        "rule": "beyond", "beyond": 0, "to": 1, "defined": [], "equal": IDENTITY,
        "then": extended(side(1))}, False),
    "expanded: another value": (["limit", "x", {"x": "0"}, 1], {"x": UP},
                                expanded("x", 1), False),
    "other: the same": (["limit", "x", {"x": "0"}, 0], {"x": UP}, {
        "rule": "other", "limit": 0, **NOWHERE, "then": extended(side("x"))}, True),
    "other: not the limit": (["limit", "x", {"x": "0"}, 0], {"x": UP}, {
        "rule": "other", "limit": 1, **NOWHERE, "then": extended(side("x"))}, True),
    "path: the same limit": (["limit", ["+", "x", "y"], {"x": "0", "y": "0"}, 0], XY, {
        "rule": "path", **NEAR_0, "side": 0, "path": {"x": ["1", 1], "y": ["1", 1]}, "name": "x",
        "until": "1/4", "limit": 1, "defined": [], "point": {},
        "then": extended(side(["*", 2, "x"]))}, True),
    "path: that leaves the domain": (["limit", "x", {"x": "0"}, 0], {"x": ["0", True, "1", True]}, {
        "rule": "path", **NEAR_0, "side": 0, "path": {"x": ["100", 1]}, "name": "x", "until": "1",
        "limit": 1, "defined": [], "point": {}, "then": extended(side("x"))}, True),
    "and: a part without proof": (["and", ["=", 0, 0], ["=", 0, 1]], {},
                                  {"parts": [relation(IDENTITY)]}, False),
    "and: a part from behind": (["and", ["=", 0, 1], ["=", 0, 0]], {}, {
        "part": -2, "then": {"rule": "point", "point": {}}}, True),
    "limits: another one between": (["limits", "x", [{"x": "0"}, {"y": "0"}], 1],
                                    {"x": UP, "y": UP}, {
        "inner": 1, "first": extended(side("x")), "then": extended(side(1))}, False),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSE)
def test_no_rule_proves_what_is_false(name: str) -> None:
    where, given, relation_, term, tree = FALSE[name]
    with pytest.raises((KeyError, TypeError, ValueError)):
        prove(Goal(box_of(where), given, relation_, term), tree)


@pytest.mark.parametrize("name", UNTRUE)
def test_no_statement_is_judged_wrongly(name: str) -> None:
    statement, where, tree, refute = UNTRUE[name]
    with pytest.raises((KeyError, TypeError, ValueError)):
        holds((statement, where, {}, TABLES), tree, refute)


def test_each_rule_has_its_trap() -> None:
    trapped = {name.partition(":")[0] for name in FALSE}
    assert trapped == set(rules._RULES)
    trapped = {name.partition(":")[0] for name in UNTRUE} - {"and", "limits"}
    assert trapped == {*judging._PROVING, *judging._REFUTING, *judging._RENAMING}
